"""The day of texts that tell in the present tense: statements as they are issued, reports from minute to minute.

"The Secretary-General welcomes the truce. He calls on", "16.40 The ministry denies": what is said is said that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.extract.continuations import paragraphs_of, verb_of
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
_BACK = frozenset(("had", "to", "when", "since"))
_BREAK = re.compile(r"\n")
_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[.:h][0-5]\d\b")


def of_the_issue(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, verbal acts told in the present without a date with the day of publication.

    Only of a text that tells far more such acts in the present than in the past. Of one told from minute to minute all
    that main verbs tell.
    """
    day = published(doc)
    if day is not None and (clocked := _by_the_clock(doc)):
        return _of_minutes(doc, kept, clocked, When(day, day, Precision.DAY, ""))
    verbal = [c for c in kept if c.type in _VERBAL and c.status in _SETTLED and c.source is None]
    present = [c for c in verbal if _is_present(verb_of(doc, c))]
    past = sum(verb_of(doc, c).tag_ == "VBD" for c in verbal)
    if day is None or len(present) < max(_LEAST, _MORE * past):
        return tuple(kept)
    when = When(day, day, Precision.DAY, "")
    told = {c.trigger for c in present if c.when is None}
    return tuple(replace(c, when=when) if c.trigger in told else c for c in kept)


def _by_the_clock(doc: Doc) -> frozenset[int]:
    """The paragraphs that begin with the time of day, by number, where they are many: "17.20 The envoy tells"."""
    text = doc._.article.text if doc._.article else ""
    starts = [0, *(m.end() for m in _BREAK.finditer(text))]
    found = frozenset(n for n, start in enumerate(starts) if _CLOCK.match(text, start))
    return found if len(found) >= _LEAST else frozenset()


def _of_minutes(
    doc: Doc, kept: Sequence[Candidate], clocked: frozenset[int], day: When
) -> tuple[Candidate, ...]:
    """The events, those that a main verb tells in one of the paragraphs `clocked` with the day."""
    paragraphs = paragraphs_of(doc)
    return tuple(
        replace(c, when=day)
        if c.when is None
        and c.status in _SETTLED
        and paragraphs[c.sentences[0]] in clocked
        and _is_of_the_minute(verb_of(doc, c))
        else c
        for c in kept
    )


def _is_of_the_minute(verb: Token) -> bool:
    """Whether a main verb tells something without "had", of which no other day is told."""
    finite = verb.dep_ in _MAIN and verb.pos_ == "VERB"
    return finite and not any(t.lower_ in _BACK for t in kids(verb))


def _is_present(verb: Token) -> bool:
    """Whether a main verb stands in the simple present."""
    present = ("VBZ", "VBP")
    while verb.dep_ == "conj" and verb.tag_ in present and verb.head.tag_ in present:
        verb = verb.head
    helped = any(t.dep_ in ("aux", "auxpass") for t in kids(verb))
    return verb.tag_ in ("VBZ", "VBP") and verb.dep_ in _MAIN and not helped
