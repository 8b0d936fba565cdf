"""Words by which an article holds back from what it tells: "reportedly met", "is said to have met", "rumours of talks".

The words are data (`ontology/certainty.toml`); which construction each kind stands in is told there.
"""

from __future__ import annotations

from collections.abc import Iterator

from comity.extract.clauses import is_passive
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.certainty import Scale

_CLAUSES = frozenset(("xcomp", "ccomp", "acl", "csubj", "csubjpass"))
_HIGHEST = 4


def hedge_of(trigger: Token, carrier: Token | None, scale: Scale) -> str | None:
    """The word that holds back from the event that `trigger` names (borne by `carrier`, if a verb bears it), or None.

    The nearest one is taken: beside the trigger, beside its verb, then in the clauses above.
    """
    places = [trigger] if carrier is None or carrier.i == trigger.i else [trigger, carrier]
    found = (word for place in places for word in _beside(place, scale))
    above = (word for place in places for word in _above(place, scale))
    return next(found, None) or next(above, None)


def _beside(event: Token, scale: Scale) -> Iterator[str]:
    """Adverbs and adjectives at the word itself, and adverbs at a verb that it shares its subject with."""
    for word in kids(event):
        if word.dep_ == "advmod" and word.lower_ in scale.words["adverbs"]:
            yield word.lower_
        if word.dep_ == "amod" and word.lower_ in scale.words["adjectives"]:
            yield word.lower_
    shares = event.dep_ == "conj" and not any(t.dep_ in ("nsubj", "nsubjpass") for t in kids(event))
    if shares and event.head.pos_ == event.pos_ == "VERB":
        yield from _beside(event.head, scale)


def _above(event: Token, scale: Scale) -> Iterator[str]:
    """Words whose complement the event is: "is said to have met", "reports that it met", "likely to meet"."""
    node = event
    for _ in range(_HIGHEST):
        head = node.head
        if head.i == node.i:
            return
        of = node.dep_ == "pobj" and head.lower_ in ("of", "about")
        if of:
            head = head.head
        if not (of or node.dep_ in _CLAUSES):
            return
        yield from _governs(head, scale, of=of)
        if node.dep_ == "ccomp" and not is_passive(head):
            return  # what somebody says is theirs to hold back from
        node = head


def _governs(head: Token, scale: Scale, *, of: bool) -> Iterator[str]:
    if head.pos_ in ("NOUN", "PROPN"):
        if head.lemma_.lower() in scale.words["nouns"]:
            yield head.lemma_.lower()
    elif head.pos_ == "ADJ" and head.lower_ in scale.words["adjectives"]:
        yield head.lower_
    elif head.pos_ == "VERB" and not of:
        if head.lemma_.lower() in scale.words["verbs"]:
            yield head.lemma_.lower()
        elif head.lower_ in scale.words["participles"] and is_passive(head):
            yield head.lower_
