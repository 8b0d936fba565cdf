"""Talks held one by one: "held separate talks with X and Y" is a meeting with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Argument, Candidate
from comity.extract.sentences import kids
from comity.extract.tokens import Doc
from comity.model import Role

_TALKS = frozenset("Consultation Meeting Call Negotiation Visit".split())


def apart(doc: Doc, kept: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates in order, each that is held apart with several as one with each of them.

    The first keeps its trigger; that of another is the last word of the partner's name.
    """
    for candidate in kept:
        if candidate.type == "Sanction" and (mutual := _each_other(doc, candidate)):
            yield from mutual
            continue
        partners = _partners(doc, candidate) if candidate.type in _TALKS else []
        if len(partners) < 2:
            yield candidate
            continue
        rest = tuple(a for a in candidate.arguments if a not in partners)
        for number, partner in enumerate(partners):
            last = partner.end - 1
            one = replace(candidate, arguments=(*rest, partner))
            yield one if not number else replace(one, trigger=last, trigger_end=last + 1)


def _each_other(doc: Doc, candidate: Candidate) -> list[Candidate]:
    """'threw out each other's envoys': what each of the two did to the other, the second at the word "other"."""
    sides = [a for a in candidate.arguments if a.role is Role.ACTOR]
    if len(sides) != 2:
        return []
    diplomats = load_lexicon().sets["diplomat"]
    objects = (
        t
        for t in kids(doc[candidate.trigger])
        if t.dep_ == "dobj" and t.lemma_.lower() in diplomats
    )
    other = next(
        (t for o in objects for t in (o, *o.lefts) if t.lower_ in ("other", "another")), None
    )
    if other is None:
        return []
    first, second = sides
    one = replace(candidate, arguments=(first, replace(second, role=Role.RECIPIENT)))
    back = replace(candidate, arguments=(second, replace(first, role=Role.RECIPIENT)))
    return [one, replace(back, trigger=other.i, trigger_end=other.i + 1)]


def _partners(doc: Doc, candidate: Candidate) -> list[Argument]:
    """The people named after the word for talks that are said to be held separately, once each."""
    if not _is_apart(doc, candidate):
        return []
    acting = [a for a in candidate.arguments if a.role is Role.ACTOR and not a.inferred]
    first = min(candidate.trigger, candidate.carrier or candidate.trigger)
    if not any(a.start < first for a in acting):
        return []
    after = [a for a in acting if a.start > first]
    return after if len({a.start for a in after}) == len(after) else []


def _is_apart(doc: Doc, candidate: Candidate) -> bool:
    words = load_actor_nouns().apart
    triggers = (candidate.trigger, candidate.carrier)
    partners = [t for i in triggers if i is not None for t in kids(doc[i]) if t.lower_ == "with"]
    if len(partners) > 1 and doc[partners[-1].i - 1].lower_ == "and":  # "with X and with Y"
        return True
    return any(t.lower_ in words for i in triggers if i is not None for t in kids(doc[i]))
