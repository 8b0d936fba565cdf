"""Words that only go on with what their speaker has just done: told as evidence of that act, not as an event beside it.

"The spokesman accused Australia of meddling. "Some see a shark in every lagoon," he told a briefing." is one
accusation; "said she was sorry and complained about the delay" is one complaint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.extract.records import Candidate, Reference
from comity.extract.tokens import Doc
from comity.model import Role, Status

_ACTS = frozenset("Statement Support Agreement Request Accusation Rejection Threat Apology".split())


def elaborated(
    doc: Doc, candidates: Sequence[Candidate], by_token: Mapping[int, Reference]
) -> tuple[Candidate, ...]:
    """The candidates, statements that go on with an act of the same speaker made evidence of it.

    The act stands in the same sentence, beside words that are not quoted, or before in the paragraph when the
    speaker is then only "he" or "she".
    """
    kept: dict[int, Candidate] = {c.trigger: c for c in candidates}
    for candidate in candidates:
        if candidate.type != "Statement" or not candidate.arguments:
            continue
        again = _is_pronoun(candidate, by_token)
        near = [c for c in kept.values() if _same_speaker(c, candidate)]
        here = (c for c in near if c.sentences[0] == candidate.sentences[0])
        host = next(here, None) if candidate.quote is None else None
        if host is None and again:
            before = [c for c in near if c.trigger < candidate.trigger and c.type != "Statement"]
            host = before[-1] if before and _in_paragraph(doc, before[-1], candidate) else None
        if host is not None:
            del kept[candidate.trigger]
            kept[host.trigger] = _with_words(host, candidate)
    return tuple(kept[c.trigger] for c in candidates if c.trigger in kept)


def _is_pronoun(candidate: Candidate, by_token: Mapping[int, Reference]) -> bool:
    """Whether the speaker is spoken of by a pronoun."""
    reference = by_token.get(candidate.arguments[0].start)
    return (
        reference is not None
        and reference.kind == "anaphor"
        and reference.end == reference.start + 1
    )


def _same_speaker(act: Candidate, words: Candidate) -> bool:
    return (
        act.trigger != words.trigger
        and act.type in _ACTS
        and act.status in (Status.OCCURRED, Status.ONGOING)
        and _actors(act) == _actors(words)
    )


def _actors(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def _in_paragraph(doc: Doc, first: Candidate, last: Candidate) -> bool:
    return "\n" not in doc.text[doc[first.trigger].idx : doc[last.trigger].idx]


def _with_words(act: Candidate, words: Candidate) -> Candidate:
    return replace(
        act,
        sentences=tuple(dict.fromkeys((*act.sentences, *words.sentences))),
        quote=act.quote or words.quote,
        others=(*act.others, words.trigger, *words.others),
    )
