"""Time expressions: found in plain text, and placed in time once the day of publication is known.

    find(text)                                          -> the expressions, with character ranges
    resolve(expression, published=, tense=, anchor=)    -> When, an interval with a precision
    lasting(when, days=)                                -> a start and a duration made one interval
    ending(when, days=)                                 -> an end and a duration made one interval
    since(when, published=)                             -> the time from a bound up to publication

The extents are those of TIMEX3 in TimeML 1.2.1; the rules stand in `fixed_dates`, `seasons`, `years`,
`relative_dates`, `lengths` and `lookalikes`, the reckoning in `resolution`, `recurrence` and `distances`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from comity.extract import fixed_dates, lengths, lookalikes, relative_dates, seasons, years
from comity.extract.expressions import DASH, Expression, Kind, Rule
from comity.extract.recurrence import Tense
from comity.extract.resolution import ending, lasting, resolve, since

__all__ = ["Expression", "Kind", "Tense", "ending", "find", "lasting", "resolve", "since"]

_RULES: tuple[Rule, ...] = (
    *fixed_dates.RULES,
    *seasons.RULES,
    *years.RULES,
    *relative_dates.RULES,
    *lengths.RULES,
    *lookalikes.RULES,
)

_HINTS = tuple(dict.fromkeys(rule.hint for rule in _RULES))
_BY_HINT = tuple((_HINTS.index(rule.hint), rule) for rule in _RULES)
_WORD = re.compile(r"\S+")
_WINDOW = 60
"""Characters on either side of a word that a rule hinges on, wide enough for the longest expression."""

_RELATION = re.compile(
    r"\b(since|until|till|through|up to|no later than|by|prior to|ahead of|before|following|after)\s+"
    r"(?:(?:at least|about|around|as early as|as late as|late on|early on|on|in|"
    r"(?P<determiner>the|an?|its|his|her|their|our|this|that))\s+)*$",
    re.I,
)
_ISSUED = re.compile(r"^following\s+(?:late\s+)?on\b", re.I)
"""'Released the following on Monday': what was released, and not a bound."""

_RELATION_NAMES = {
    "till": "until", "through": "until", "up to": "until", "no later than": "by", "prior to": "before",
    "ahead of": "before", "following": "after",
}  # fmt: skip
_LEAD = re.compile(r"\b(between|from)\s+$", re.I)
_LINK = re.compile(rf"\s?{DASH}\s?|,?\s+(?P<word>to|through|until|till|and|or)\s+")
_FAMILIES = (
    frozenset({Kind.WEEKDAY, Kind.DAY, Kind.HOLIDAY}),
    frozenset({Kind.MONTH, Kind.SEASON}),
    frozenset({Kind.DECADE}),
)
_LOOSE = frozenset({Kind.RANGE, Kind.REACH, Kind.DURATION})


def find(text: str) -> tuple[Expression, ...]:
    """The time expressions of `text` in order; where two overlap, the longer one stands.

    What only looks like a time ("Agenda 2030", "Black Friday", "a 12-year-old") is found as well, so that
    nothing inside it is, and left out.

    >>> [(e.text, e.kind.value, e.relation) for e in find("They met on Sunday, the first time since 2011.")]
    [('Sunday', 'weekday', None), ('2011', 'year', 'since')]
    """
    taken: list[Expression] = []
    covered = bytearray(len(text))
    for item in sorted(_candidates(text), key=lambda item: (item.start - item.end, item.start)):
        if not any(covered[item.start : item.end]):
            covered[item.start : item.end] = b"\x01" * (item.end - item.start)
            taken.append(item)
    kept = sorted(
        (item for item in taken if item.kind is not Kind.NONE), key=lambda item: item.start
    )
    return tuple(_governed(text, item) for item in _joined(text, kept))


def _candidates(text: str) -> Iterator[Expression]:
    """What every rule makes of the text around the words that it hinges on."""
    windows = _windows(text)
    for number, rule in _BY_HINT:
        for start, end in windows.get(number, ()):
            if rule.also is None or rule.also.search(text, start, end):
                found = map(rule.build, rule.pattern.finditer(text, start, end))
                yield from (item for item in found if item is not None)


def _windows(text: str) -> dict[int, list[tuple[int, int]]]:
    """By hint the stretches of whole words around its words, those that overlap made one."""
    found: dict[int, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        for number in _hinted(match.group()):
            start = text.rfind(" ", 0, max(0, match.start() - _WINDOW)) + 1
            end = text.find(" ", match.end() + _WINDOW)
            end = len(text) if end < 0 else end
            merged = found.setdefault(number, [])
            if merged and start <= merged[-1][1]:
                start = merged.pop()[0]
            merged.append((start, end))
    return found


@lru_cache(maxsize=1 << 16)
def _hinted(word: str) -> tuple[int, ...]:
    """The numbers of the hints that stand in the word."""
    return tuple(number for number, hint in enumerate(_HINTS) if hint.search(f"{word} "))


def _governed(text: str, item: Expression) -> Expression:
    """`item` with the relation that the preposition before it sets up, if one does."""
    if item.relation or item.kind is Kind.DURATION:
        return item
    match = _RELATION.search(text, max(0, item.start - 32), item.start)
    if match is None or "\n\n" in match.group():
        return item
    word = " ".join(match[1].lower().split())
    if word == "by" and match["determiner"] or _ISSUED.search(match.group()):
        return item
    return replace(item, relation=_RELATION_NAMES.get(word, word))


def _joined(text: str, items: list[Expression]) -> list[Expression]:
    """Neighbours that are the two ends of a range ("Monday to Wednesday", "from March to May") made one."""
    done: list[Expression] = []
    for item in items:
        last = _range(text, done[-1], item) if done else None
        if last is not None:
            done[-1] = last
        else:
            done.append(item)
    return done


def _coordinate(first: Expression, last: Expression) -> bool:
    """Two bare names of months or weekdays in their order: "in July and August", "Monday or Tuesday"."""
    bare = all(e.kind in (Kind.MONTH, Kind.WEEKDAY) and e.step is None for e in (first, last))
    return bare and first.kind == last.kind and not (first.part or last.part or first.year)


def _range(text: str, first: Expression, last: Expression) -> Expression | None:
    link = _LINK.fullmatch(text, first.end, last.start)
    if link is None or first.kind in _LOOSE or last.kind in _LOOSE:
        return None
    lead = _LEAD.search(text, max(0, first.start - 12), first.start)
    word = link["word"]
    kin = any(first.kind in family and last.kind in family for family in _FAMILIES)
    between = lead is not None and lead[1].lower() == "between"
    if (
        word in ("and", "or")
        and not between
        and not _coordinate(first, last)
        or not kin
        and lead is None
        or word in ("until", "till")
        and lead is None
    ):
        return None
    start = lead.start() if lead else first.start
    return Expression(
        start, last.end, text[start : last.end], Kind.RANGE,
        relation="between" if between else None, parts=(first, last),
    )  # fmt: skip
