"""Peers without a name beside them: "his Ecuadorian counterpart", "her colleague in Lima".

A peer holds in that state the office of the other in theirs: whom the article names for it, else whom the table gives,
else somebody without a name.
"""

from __future__ import annotations

from collections.abc import Mapping

from comity.extract.identifiers import is_person, is_state, state_id
from comity.extract.personages import holder_in, named_next, titles_of
from comity.extract.persons import to_person
from comity.extract.phrases import bare_start, phrase_start, words
from comity.extract.publication import published
from comity.extract.records import Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.extract.unnamed import unnamed
from comity.knowledge.people import load_office_holders
from comity.model import Entity

_OF = frozenset(("from", "in", "of"))
_HOSTS = frozenset(("host", "guest"))
_WIDEST = 3


def peer(token: Token, covered: Mapping[int, Reference]) -> tuple[str, Entity | None] | None:
    """Who a peer of somebody is, with the entity where the article has none; None where a name stands beside it."""
    if token.dep_ in ("compound", "appos") or _is_named(token, covered):
        return None
    state, other = _state(token, covered), _other(token, covered)
    if state is None and other is not None and token.lower_ in _HOSTS:
        state = _last_other(token, other)
    if state is None or other is None:
        return None
    doc = token.doc
    titles = titles_of(doc, other)
    for title in titles:
        known = holder_in(doc, title, state)
        if known is not None and known != other:
            return known, None
    if token.lower_ in _HOSTS:
        return None
    following = named_next(token, state)
    if following is not None and following != other:
        return following, None
    on = published(doc)
    for title in titles:
        holder = load_office_holders().holding(title, state, on)
        if holder is not None:
            person = to_person(holder.name, holder)
            return person.id, person
    name = words(doc, bare_start(doc, phrase_start(token), token.i), end_of(token))
    someone = unnamed(doc, "Person", name, (state,))
    return someone.id, someone


def end_of(token: Token) -> int:
    """The token after a peer and the short phrase that says of which state: "colleague in Lima"."""
    after = next((t for t in token.rights if t.dep_ == "prep" and t.lower_ in _OF), None)
    near = after is not None and after.i == token.i + 1 and after.right_edge.i - after.i <= _WIDEST
    return after.right_edge.i + 1 if near and after is not None else token.i + 1


def _is_named(token: Token, covered: Mapping[int, Reference]) -> bool:
    """Whether somebody is named right after the noun or in apposition to it."""
    after = [t.i for t in token.rights if t.dep_ == "appos"]
    doc = token.doc
    if token.i + 2 < len(doc):
        after += [token.i + 1] + ([token.i + 2] if doc[token.i + 1].text == "," else [])
    near = (covered[i] for i in after if i in covered)
    return any(r.kind == "name" and r.entities and not is_state(r.entities[0]) for r in near)


def _state(token: Token, covered: Mapping[int, Reference]) -> str | None:
    """The state that is told before the noun, or behind it."""
    tokens = list(range(phrase_start(token), token.i))
    for preposition in token.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in _OF:
            tokens += [o.i for o in kids(preposition) if o.dep_ == "pobj"]
    found = (e for i in tokens if i in covered for e in covered[i].entities)
    return next((e for e in found if is_state(e)), None)


def _last_other(token: Token, other: str) -> str | None:
    """The state named last before "his host" that is not his own."""
    offices, known = token.doc._.offices or (), token.doc._.entities.get(other)
    own = {o.of for o in offices if o.person == other} | {state_id(known.code) if known else None}
    before = (r for r in reversed(token.doc._.references) if r.head < token.i)
    return next((e for r in before for e in r.entities if is_state(e) and e not in own), None)


def _other(token: Token, covered: Mapping[int, Reference]) -> str | None:
    """Whose peer it is: him of "his", or the one before "and his peer"."""
    owner = next((t.i for t in token.lefts if t.dep_ == "poss"), None)
    if token.dep_ == "conj" and token.head.i in covered:
        owner = token.head.i
    reference = covered.get(owner) if owner is not None else None
    if reference is None or len(reference.entities) != 1 or not is_person(reference.entities[0]):
        return None
    return reference.entities[0]
