"""Noun phrases that stand for actors without a name: the words, the states in them, the entity."""

from __future__ import annotations

from dataclasses import dataclass

from comity.extract.identifiers import is_state, state_code
from comity.extract.phrases import phrase_start, words
from comity.extract.records import Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.model import Entity, digest, slug

_PREFIX = {"GovernmentBody": "body", "Party": "party", "Group": "group", "Person": "person"}
_WIDEST = 4

ActorRead = tuple[Reference, tuple[Entity, ...]]
"""A reference to an actor, with the entity where the phrase names a new one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, the token where it starts, and the states spoken of in it."""

    head: Token
    start: int
    states: tuple[str, ...]

    def to(self, entities: tuple[str, ...], kind: str) -> Reference:
        """The phrase as a reference to known entities."""
        return Reference(self.start, self.head.i + 1, self.head.i, entities, kind)


def phrase_at(head: Token, by_token: dict[int, Reference]) -> Phrase:
    """The phrase of which `head` is the head."""
    start = phrase_start(head)
    return Phrase(head, start, _states_in(start, head, by_token))


def _states_in(start: int, head: Token, by_token: dict[int, Reference]) -> tuple[str, ...]:
    """The states in the phrase: before the head, or after it in "of X and Y", "from X", "in X"."""
    doc, tokens = head.doc, list(range(start, head.i))
    for at in range(head.i + 1, min(len(doc), head.i + 3)):
        prep = doc[at]
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "from", "in"):
            continue
        own = at == head.i + 1 or prep.head.i == head.i
        if own and not any(t.tag_ == "PRP$" for t in head.lefts):
            objects = (o for o in kids(prep) if o.dep_ == "pobj")
            tokens += [t.i for obj in objects for t in (obj, *obj.conjuncts)]
    found = (e for i in tokens if i in by_token for e in by_token[i].entities)
    return tuple(dict.fromkeys(e for e in found if is_state(e) or e.startswith("igo/")))


def wording(start: int, head: Token) -> str:
    """The words from `start` to the head, and a short "of ..." right after it."""
    of = next((t for t in head.rights if t.lower_ == "of" and t.i == head.i + 1), None)
    end = head.i + 1
    if of is not None and of.right_edge.i - of.i <= _WIDEST:
        end = end if any(t.pos_ == "VERB" for t in of.subtree) else of.right_edge.i + 1
    return words(head.doc, start, end).strip()


def unnamed(doc: Doc, type_: str, name: str, states: tuple[str, ...]) -> Entity:
    """An unnamed actor: of a state, the same in every article; of none, its article's own."""
    code = (state_code(states[0]) or "IGO") if states else None
    own = "" if states else "-" + digest(doc._.article.id if doc._.article else "", name)[:8]
    return Entity(f"{_PREFIX[type_]}/{slug(name)}{own}", type_, name, (), code)
