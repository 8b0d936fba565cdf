"""The day that an event shares with what it is told in one breath with.

"Imposed sanctions on Thursday, accusing them", "telephoned her the same day to thank her", "signed on Thursday at the
end of six hours of talks".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.continuations import verb_of
from comity.extract.dates import ending
from comity.extract.records import Candidate
from comity.extract.tokens import Doc, Token
from comity.model import Precision, Status, When

_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_TALKS = frozenset("Consultation Meeting Summit Conference Negotiation Call".split())
_ON_WHICH = _TALKS | {"Visit", "Statement"}
_BARRED = frozenset("after before since while until by for in without despite following".split())
_VOICED = frozenset("Support Accusation Request Rejection Threat Apology".split())
_AFTER = frozenset(("after", "following"))
_CLOSE = frozenset(("end", "close", "conclusion"))
_LONGEST = 31
_LINKS = frozenset(("xcomp", "conj"))


def in_one_breath(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, those without a date with that of the event whose clause they stand in, in the same order."""
    by_trigger = {t: c for c in kept for t in (c.trigger, *c.others)}
    by_trigger |= {c.carrier: c for c in kept if c.carrier is not None}
    voiced = [(doc[c.trigger], c) for c in kept if c.carrier is None and c.type in _VOICED]
    by_trigger |= {
        t.head.i: c for t, c in voiced if t.dep_ == "dobj" and t.head.i not in by_trigger
    }
    found = []
    for event in kept:
        when = None
        if event.when is None and event.status in _SETTLED:
            when = _when(doc, event, by_trigger)
        found.append(event if when is None else replace(event, when=when))
    return tuple(found)


def _when(doc: Doc, event: Candidate, by_trigger: dict[int, Candidate]) -> When | None:
    verb = verb_of(doc, event)
    if event.type in _TALKS and event.carrier is None and verb.pos_ == "NOUN":
        return _of_talks(doc, verb, by_trigger)
    if verb.dep_ not in ("advcl", "xcomp") or verb.tag_ not in ("VBG", "VB"):
        return None
    marks = {t.lower_ for t in verb.lefts}
    if marks & _BARRED:
        return None
    main = by_trigger.get(verb.head.i)
    if main is None or main.status not in _SETTLED or main.when is None:
        return None
    if verb.tag_ == "VB" and main.type not in _ON_WHICH:
        return None
    return main.when if _is_subject(event, main) else None


def _is_subject(event: Candidate, main: Candidate) -> bool:
    """Whether all who act in the one act in the other."""
    acting = {a.entity for a in main.arguments if a.role.value == "actor"}
    own = {a.entity for a in event.arguments if a.role.value == "actor"}
    return bool(own) and own <= acting


def _of_talks(doc: Doc, noun: Token, by_trigger: dict[int, Candidate]) -> When | None:
    """The day of talks at whose end something is done: a span of days that ends then, if they lasted days."""
    node, days = noun, 1
    while node.dep_ == "pobj" and node.head.lower_ == "of":
        node = node.head.head
        days = max(days, _days(doc, node))
    closing = node.lemma_ in _CLOSE and node.i != noun.i
    if node.dep_ != "pobj" or node.i == noun.i or not (closing or node.head.lower_ in _AFTER):
        return None
    if not closing and node.ent_type_ not in ("TIME", "DATE"):
        return None
    verb = node.head.head
    event = by_trigger.get(verb.i)
    while event is None and verb.dep_ in _LINKS and verb.head.i != verb.i:
        verb = verb.head
        event = by_trigger.get(verb.i)
    if event is None or event.when is None or event.status not in _SETTLED:
        return None
    if event.when.precision is not Precision.DAY:
        return None
    return ending(event.when, days=days) if 1 < days <= _LONGEST else event.when


def _days(doc: Doc, number: Token) -> int:
    """The days of "two days of talks", 1 where the talks are not counted in days."""
    lengths = (d.duration for d in doc._.dates if d.start <= number.i < d.end and d.duration)
    return next(lengths, 1)
