"""Numbers that an event is told with: fourteen prisoners freed, 17 people put on a list."""

from __future__ import annotations

from comity.extract.expressions import to_number
from comity.extract.sentences import bounds_of, once
from comity.extract.tokens import Doc, Token

_FARTHEST = 5
_NO_COUNTS = frozenset(("DATE", "TIME", "PERCENT", "ORDINAL", "MONEY"))


def counts_of(doc: Doc, trigger: int, carrier: int | None) -> tuple[str, ...]:
    """What is counted in the clause of a trigger, as number and singular noun ("14 prisoner"), sorted.

    A number counts for the nearest event above its noun; dates, ages, shares and sums of money are left out.
    """
    own = {trigger, trigger if carrier is None else carrier}
    events = once(doc, "event_tokens", _event_tokens)
    number = bounds_of(doc).number[trigger]
    found = {
        f"{value} {noun.lemma_.lower()}"
        for value, noun in once(doc, "counted", _counted).get(number, ())
        if _belongs(noun, own, events - own)
    }
    return tuple(sorted(found))


def _belongs(noun: Token, own: set[int], others: frozenset[int]) -> bool:
    """Whether the way up from a counted noun meets the event's own words before those of another."""
    at = noun
    for _ in range(_FARTHEST):
        if at.i in own:
            return True
        if at.i in others or at.head.i == at.i:
            return False
        at = at.head
    return False


def _event_tokens(doc: Doc) -> frozenset[int]:
    """The triggers and light verbs of all events of the doc."""
    found = {c.trigger for c in doc._.candidates}
    return frozenset(found | {c.carrier for c in doc._.candidates if c.carrier is not None})


def _counted(doc: Doc) -> dict[int, list[tuple[int, Token]]]:
    """By sentence, the numbers and the nouns that they count."""
    found: dict[int, list[tuple[int, Token]]] = {}
    sentences = bounds_of(doc).number
    for token in doc:
        if token.dep_ == "nummod" and token.ent_type_ not in _NO_COUNTS:
            value = _value(token.text)
            if value is not None:
                found.setdefault(sentences[token.i], []).append((value, token.head))
    return found


def _value(text: str) -> int | None:
    """The whole number that a word states; None for one with a fraction, or none."""
    plain = text.replace(",", "")
    return to_number(plain) if plain.isdigit() or plain.isalpha() or "-" in plain else None
