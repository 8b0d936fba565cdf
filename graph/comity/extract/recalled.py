"""Talks whose parties were told before: "the next round will be held in Oslo", "their talks in May"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from comity.extract.arguments import parties_before
from comity.extract.fitting import in_quantity
from comity.extract.records import Argument, Candidate
from comity.extract.sentences import kids
from comity.knowledge.frames import Frames
from comity.model import Role, Status

_TALKS = frozenset("Consultation Meeting Summit Negotiation Call".split())
_NARROW = frozenset(("Negotiation", "Call"))
_AT = frozenset("in at during after since before following on".split())
_AFTER = frozenset("follow precede convene hold".split())
_KNOWN = frozenset("the this that these those their our".split())
_IN_TURN = frozenset(
    "next last latest previous earlier first second third fourth fifth sixth new another final further similar "
    "separate subsequent initial fresh".split()
)


def is_recalled(noun: Token, frames: Frames) -> bool:
    """Whether a noun speaks of talks as known, or counts them: "the talks", "the 13th round of talks"."""
    node = noun.head.head if in_quantity(noun, frames) else noun
    return any(
        t.lower_ in _KNOWN or t.lower_ in _IN_TURN or (t.dep_ == "amod" and t.text[0].isdigit())
        for word in (node, noun)
        for t in word.lefts
    )


def with_parties(doc: Doc, candidates: Iterable[Candidate], frames: Frames) -> list[Candidate]:
    """The candidates in order, talks of no named party that are recalled with those of the talks told last.

    Negotiations of which nothing was told are those of the two states spoken of last.
    """
    found: list[Candidate] = []
    for candidate in candidates:
        if _lacks_parties(doc, candidate, frames):
            candidate = replace(candidate, arguments=_parties(doc, candidate, found))
        found.append(candidate)
    return found


def _lacks_parties(doc: Doc, candidate: Candidate, frames: Frames) -> bool:
    if candidate.type not in _TALKS or candidate.arguments or candidate.status is Status.POSSIBLE:
        return False
    noun = doc[candidate.trigger]
    if noun.pos_ not in ("NOUN", "PROPN") or not is_recalled(noun, frames):
        return False
    if candidate.when is None and candidate.place is None and candidate.carrier is None:
        return False
    return _is_told_of(noun, frames)


def _is_told_of(noun: Token, frames: Frames) -> bool:
    """Whether nobody else is said to hold the talks: they take place, are held, or are what others follow."""
    node = noun.head.head if in_quantity(noun, frames) else noun
    if node.dep_ == "pobj":
        return node.head.lower_ in _AT
    if node.dep_ == "dobj":
        return node.head.lemma_ in _AFTER
    return node.dep_ in ("nsubj", "nsubjpass", "attr")


def _parties(doc: Doc, candidate: Candidate, before: Sequence[Candidate]) -> tuple[Argument, ...]:
    """The parties of the talks told last, of the same kind where the kind is a narrow one."""
    narrow = candidate.type in _NARROW
    for other in reversed(before):
        acting = [a for a in other.arguments if a.role is Role.ACTOR]
        alike = other.type == candidate.type if narrow else other.type in _TALKS
        if alike and len({a.entity for a in acting}) > 1:
            return tuple(replace(a, inferred=True) for a in acting)
    held = candidate.type == "Negotiation" and candidate.carrier is not None
    return parties_before(doc, doc[candidate.trigger]) if held else ()
