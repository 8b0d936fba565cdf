"""How a place is tied to an event: by which preposition, and whether that says where it happens."""

from __future__ import annotations

from spacy.tokens import Token

from comity.extract.identifiers import is_state
from comity.extract.records import Reference

_LOCATIVE = frozenset("in at to near outside inside around from into across over off on".split())
_OWN = _LOCATIVE - {"to", "from", "into"}
_ON_SOIL = frozenset(("Assault", "Coercion"))
_DRIVEN_OUT = frozenset(("Sanction", "Coercion"))
_LEAVING = frozenset("leave depart embark head set".split())
_JOINED = frozenset(("conj", "appos", "compound", "nmod"))


def preposition_of(head: Token, trigger: Token, *, travel: bool, kind: str = "") -> str | None:
    """How a place is tied: by a preposition, as what travel is to, or before an event noun.

    "Left Rome for Kinshasa" is from Rome and to Kinshasa.
    """
    if head.lower_ == "here" and head.dep_ == "advmod":
        return "to" if travel else "in"
    node = head
    while node.dep_ in _JOINED and node.head.i != node.i:
        if node.head.i == trigger.i:
            return "in" if node.dep_ in ("compound", "nmod") else None
        node = node.head
    leaves = travel and trigger.lemma_ in _LEAVING
    if node.dep_ in ("dobj", "nsubjpass") and node.head.i == trigger.i:
        if travel:
            return "from" if leaves else "to"
        return "on" if kind in _ON_SOIL and node.i == head.i else None
    if node.dep_ != "pobj":
        return None
    word = node.head.lower_
    if word == "for" and leaves and node.head.head.i == trigger.i:
        return "to"
    if word in _LOCATIVE:
        return word
    whole = node.head.head
    if word == "of" and whole.dep_ == "pobj" and whole.head.lower_ in _OWN:
        return "in"
    return "on" if word == "of" and kind in _ON_SOIL and whole.i == trigger.i else None


def stands_where(preposition: str, reference: Reference, kind: str = "") -> bool:
    """Whether a place after the preposition can be where something other than travel happens.

    "Talks on Cyprus" and "sanctions on Belarus" are not; nor is whom one appeals to. What is driven out is
    driven from where it happens ("the expulsion from Grodno of two consuls").
    """
    if is_state(reference.place or "") and preposition in ("on", "over", "off"):
        return False
    driven = preposition == "from" and kind in _DRIVEN_OUT and not reference.entities
    return preposition in _OWN or driven
