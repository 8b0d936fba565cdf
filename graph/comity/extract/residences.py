"""Bodies spoken of as places: "met at the Foreign Ministry", "was welcomed to the White House".

A body of a state sits in its capital, but for a palace named after a town of its own ("Bogor Palace").
"""

from __future__ import annotations

from collections.abc import Mapping

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.records import Reference
from comity.extract.tokens import Doc, Token
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.seats import load_seats

_BODY, _SEATED = "body/", ("body/", "igo/")
_AT, _IN, _TO = frozenset(("at", "outside", "inside")), frozenset(("in", "into")), "to"
_RECEIVING = frozenset(("welcome", "invite", "summon"))
_ABROAD = frozenset("embassy consulate mission delegation troops force command".split())


def seat_of(doc: Doc, reference: Reference, capitals: Mapping[str, frozenset[str]]) -> str | None:
    """The place that a body stands for behind a preposition of place, if any; `capitals` are those of each state."""
    entity = next(iter(reference.entities), "")
    if reference.kind not in ("name", "body") or not entity.startswith(_SEATED):
        return None
    words = entity.partition("/")[2].split("-")
    if not _is_placed(doc[reference.head], words) or _ABROAD & set(words):
        return None
    if not entity.startswith(_BODY):
        return load_seats().get(entity)
    gazetteer, head = load_gazetteer(), doc[reference.head].lemma_.lower()
    if entity not in gazetteer.entries and head not in load_actor_nouns().hall:
        return None
    town = "place/" + "-".join(words[:-1])
    if town in gazetteer.entries:
        return town
    known = doc._.entities.get(entity)
    state = gazetteer.state_of(known.code) if known is not None and known.code else None
    seats = capitals.get(state.id, frozenset()) if state is not None else frozenset()
    return next(iter(seats)) if len(seats) == 1 else None


def _is_placed(head: Token, words: list[str]) -> bool:
    """Whether a verb has the body behind "at", a building behind "in", or "to" where guests are received."""
    preposition = head.head
    if head.dep_ != "pobj" or preposition.dep_ != "prep":
        return False
    if preposition.head.pos_ not in ("VERB", "PROPN"):
        return False  # "talks at the palace", but "anger at the palace"
    if preposition.lower_ == _TO:
        return preposition.head.lemma_ in _RECEIVING
    building = not load_actor_nouns().residence.isdisjoint(words)
    return preposition.lower_ in _AT or (building and preposition.lower_ in _IN)
