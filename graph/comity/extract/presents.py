"""The day of texts that tell in the present tense: statements as they are issued, reports from minute to minute.

"The Secretary-General welcomes the truce. He calls on", "16.40 The ministry denies": what is said is said that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.continuations import verb_of
from comity.extract.publication import published
from comity.extract.records import Candidate
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.model import Precision, Status, When

_VERBAL = frozenset(
    "Statement Support Accusation Request Rejection Threat Apology Offer Protest".split()
)
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_MAIN = frozenset(("ROOT", "conj", "ccomp"))
_LEAST, _MORE = 3, 2


def of_the_issue(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, verbal acts told in the present without a date with the day of publication.

    Only of a text that tells far more such acts in the present than in the past.
    """
    day = published(doc)
    verbal = [c for c in kept if c.type in _VERBAL and c.status in _SETTLED and c.source is None]
    present = [c for c in verbal if _is_present(verb_of(doc, c))]
    past = sum(verb_of(doc, c).tag_ == "VBD" for c in verbal)
    if day is None or len(present) < max(_LEAST, _MORE * past):
        return tuple(kept)
    when = When(day, day, Precision.DAY, "")
    told = {c.trigger for c in present if c.when is None}
    return tuple(replace(c, when=when) if c.trigger in told else c for c in kept)


def _is_present(verb: Token) -> bool:
    """Whether a main verb stands in the simple present."""
    while verb.dep_ == "conj" and verb.tag_ in ("VBZ", "VBP") and verb.head.pos_ == "VERB":
        verb = verb.head
    helped = any(t.dep_ in ("aux", "auxpass") for t in kids(verb))
    return verb.tag_ in ("VBZ", "VBP") and verb.dep_ in _MAIN and not helped
