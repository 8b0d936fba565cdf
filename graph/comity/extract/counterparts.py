"""Counterparts: "his Japanese counterpart, X" holds in that state the office of the other in his."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import is_person, is_state
from comity.extract.owners import ByToken
from comity.extract.phrases import phrase_start
from comity.extract.records import OfficeRead, Reference
from comity.extract.sentences import lower_words
from comity.extract.tokens import Doc, Token

_NEAREST = 8


def counterparts(
    doc: Doc, people: Sequence[Reference], offices: Sequence[OfficeRead], owners: ByToken
) -> Iterator[OfficeRead]:
    """The offices of all who are called somebody's counterpart, in the order of the text."""
    peers = _peers()
    called = [doc[i] for i, word in enumerate(lower_words(doc)) if word in peers]
    if not called:
        return
    at = {r.start: r for r in people if r.kind == "name"}
    titled = {o.person for o in offices}
    for token in called:
        states = _states(doc, token, owners)
        named = _named_after(doc, token, at) or _read_as(token, people)
        other = _office_of_other(token, offices, owners)
        if other is None or len(states) != len(named):
            continue
        for of, person in zip(states, named, strict=True):
            holder = person.entities[0]
            if holder not in titled and holder != other.person:
                yield OfficeRead(holder, other.title, of, True, token.i, "counterpart")


@cache
def _peers() -> frozenset[str]:
    """The nouns for a counterpart, one and several."""
    nouns = load_actor_nouns().peer
    return frozenset(f"{noun}s" for noun in nouns) | {n for n in nouns if not n.endswith("s")}


def _read_as(noun: Token, people: Sequence[Reference]) -> list[Reference]:
    """Whom the noun is apposed to, or has been read to stand for: "X, his Chadian colleague"."""
    at = noun.head.i if noun.dep_ == "appos" else noun.i
    kind = "name" if noun.dep_ == "appos" else "peer"
    read = [r for r in people if r.head == at and r.kind == kind][:1]
    named = {r.entities for r in people if r.kind == "name"}
    return [r for r in read if r.entities in named]


def _office_of_other(
    noun: Token, offices: Sequence[OfficeRead], owners: ByToken
) -> OfficeRead | None:
    """The office of the one whose counterpart it is: him of "his", where known, else the last."""
    before = sorted((o for o in offices if o.token < noun.i), key=lambda o: o.token)
    his = next((owners[t.i] for t in noun.lefts if t.dep_ == "poss" and t.i in owners), None)
    if noun.dep_ == "conj" and noun.head.i in owners:  # "Gil and his Guyanese counterpart"
        his = owners[noun.head.i]
    if his is not None and len(his.entities) == 1 and is_person(his.entities[0]):
        before = [o for o in before if o.person == his.entities[0]]
    return before[-1] if before else None


def _states(doc: Doc, noun: Token, owners: ByToken) -> list[str]:
    """The states before the noun, or the one behind it ("his counterpart from Chad")."""
    tokens = list(range(phrase_start(noun), noun.i))
    if noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in ("from", "in", "of"):
        tokens += range(noun.i + 2, min(len(doc), noun.i + 4))
    found = (owners[i].entities[0] for i in tokens if i in owners and owners[i].entities)
    return list(dict.fromkeys(e for e in found if not is_person(e) and is_state(e)))


def _named_after(doc: Doc, noun: Token, at: dict[int, Reference]) -> list[Reference]:
    """The names right after the noun or in commas after it, as many as are joined."""
    i, last = noun.i + 1, min(len(doc), noun.i + _NEAREST)
    named: list[Reference] = []
    while i < last:
        reference = at.get(i)
        if reference is not None:
            named.append(reference)
            i = reference.end
            last = i + 2
            if not (i < len(doc) and doc[i].lower_ in ("and", ",")) or noun.tag_ == "NN":
                return named
        elif doc[i].pos_ == "VERB" or doc[i].text in (".", ";"):
            return named
        i += 1
    return named
