"""Talks whose parties were told before: "the next round will be held in Oslo", "their talks in May"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.extract.clauses import is_passive, patients
from comity.extract.fitting import in_quantity
from comity.extract.noun_arguments import parties_before
from comity.extract.records import Argument, Candidate
from comity.extract.tokens import Doc, Token
from comity.knowledge.frames import Frames
from comity.model import Role, Status

_TALKS = frozenset("Consultation Meeting Summit Negotiation Call".split())
_NARROW = frozenset(("Negotiation", "Call"))
_AT = frozenset("in at during after since before following on".split())
_AFTER = frozenset("follow precede convene hold".split())
_JOINT = frozenset(("Cooperation", "MilitaryExercise"))
_SPOKEN = frozenset(("conversation", "discussion"))
_CLASHES = frozenset(
    "battle clash firefight gunfight skirmish exchange shooting fighting shootout gunfire crossfire".split()
)
_BORDERS = frozenset("border crossing frontier checkpoint boundary gate".split())
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
        if _lacks_parties(doc, candidate, frames) or _is_made_by_nobody(doc, candidate):
            parties = _parties(doc, candidate, found)
            candidate = replace(candidate, arguments=(*parties, *candidate.arguments))
        elif candidate.type == "Meeting" and doc[candidate.trigger].lemma_ in _SPOKEN:
            candidate = replace(candidate, type=_by_phone(candidate, found))
        found.append(candidate)
    return found


def _is_made_by_nobody(doc: Doc, candidate: Candidate) -> bool:
    """'an accord could be signed in May': what is said to be agreed is agreed by those who talk."""
    verb = doc[candidate.trigger]
    made = candidate.type == "Agreement" and verb.pos_ == "VERB" and is_passive(verb)
    set_down = candidate.when is not None or candidate.place is not None
    if candidate.arguments or not (made and set_down) or candidate.status is Status.DENIED:
        return False
    return any(t.pos_ == "NOUN" for t in patients(verb))


def _is_border_clash(doc: Doc, candidate: Candidate) -> bool:
    """'a gun battle at the crossing killed six': both sides fought, though neither is named here."""
    word = doc[candidate.trigger]
    nouns = [word, *(t for t in word.lefts if t.dep_ == "nsubj")]
    if not any(t.pos_ == "NOUN" and t.lemma_.lower() in _CLASHES for t in nouns):
        return False
    return any(t.lemma_.lower() in _BORDERS for t in word.sent)


def _by_phone(candidate: Candidate, before: Sequence[Candidate]) -> str:
    """A conversation of those who telephoned is a call, where no place is told."""
    acting = _acting(candidate)
    for other in reversed(before):
        if other.type in _TALKS and acting and acting <= _acting(other):
            return "Call" if other.type == "Call" and candidate.place is None else candidate.type
    return candidate.type


def _acting(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def _lacks_parties(doc: Doc, candidate: Candidate, frames: Frames) -> bool:
    if _acting(candidate) or candidate.status is Status.POSSIBLE:
        return False
    if candidate.type == "Assault":
        return _is_border_clash(doc, candidate)
    if candidate.arguments:
        return False
    if candidate.type in _JOINT:
        noun = doc[candidate.trigger]
        set_down = candidate.when is not None or candidate.place is not None
        shared = any(t.lower_ == "joint" for t in noun.lefts)
        return shared and set_down and noun.dep_ in ("nsubj", "nsubjpass")
    if candidate.type not in _TALKS:
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
    if candidate.type in _JOINT or candidate.type == "Assault":
        return parties_before(doc, doc[candidate.trigger])
    narrow = candidate.type in _NARROW
    for other in reversed(before):
        acting = [a for a in other.arguments if a.role is Role.ACTOR]
        alike = other.type == candidate.type if narrow else other.type in _TALKS
        if alike and len({a.entity for a in acting}) > 1:
            return tuple(replace(a, inferred=True) for a in acting)
    held = candidate.type == "Negotiation" and candidate.carrier is not None
    return parties_before(doc, doc[candidate.trigger]) if held else ()
