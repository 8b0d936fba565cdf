"""What an article says of an event's place in a series: "their second summit since March", "met for the first time in years"."""

from __future__ import annotations

from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token

_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth last latest".split()
)
_OCCASIONS = frozenset(("time", "occasion"))
_REACHES = frozenset(("since", "in", "this", "after"))
_WORDS = 8


def series_of(doc: Doc, trigger: int, carrier: int | None) -> str | None:
    """The ordinal of an event with what it is counted from, in the article's words; None where none is told.

    The ordinal stands at the event's noun ("second summit", "11th round"), at a noun that it is an attribute of, or in "for
    the first time" at its verb.
    """
    places = [doc[trigger]] if carrier is None else [doc[trigger], doc[carrier]]
    for place in places:
        ordinal = _ordinal_at(place) or _ordinal_of_time(place)
        if ordinal is not None:
            return " ".join((ordinal.lower_, *_reach(doc, ordinal, place)))
    return None


def _ordinal_at(place: Token) -> Token | None:
    """The ordinal that qualifies an event's noun, or the noun "round" that it is named by."""
    for word in kids(place):
        if word.dep_ in ("amod", "nummod") and _is_ordinal(word):
            return word
        if word.dep_ in ("compound", "nmod") and word.lower_ == "round":
            return _ordinal_at(word)
    if place.dep_ == "pobj" and place.head.lower_ == "of" and place.head.head.lower_ == "round":
        return _ordinal_at(place.head.head)
    return None


def _ordinal_of_time(place: Token) -> Token | None:
    """The ordinal of "for the first time" at a verb."""
    for prep in kids(place):
        if prep.dep_ == "prep" and prep.lower_ in ("for", "on"):
            for noun in kids(prep):
                if noun.lower_ in _OCCASIONS:
                    return _ordinal_at(noun)
    return None


def _is_ordinal(word: Token) -> bool:
    low = word.lower_
    return low in _ORDINALS or (low[:1].isdigit() and low.endswith(("st", "nd", "rd", "th")))


def _reach(doc: Doc, ordinal: Token, place: Token) -> list[str]:
    """The words from "since" or "in" on, where they follow within the clause: what the ordinal is counted from."""
    start = max(ordinal.i, place.i if place.pos_ == "NOUN" else ordinal.head.i) + 1
    for i in range(start, min(start + 4, len(doc))):
        if doc[i].lower_ in _REACHES and doc[i].dep_ in ("prep", "mark", "det"):
            word = doc[i]
            edge = word.head.i if word.dep_ == "det" else word.right_edge.i
            last = min(edge, i + _WORDS)
            return [t.text for t in doc[i : last + 1] if not t.is_punct and not t.is_space]
        if doc[i].pos_ in ("VERB", "PUNCT"):
            break
    return []
