"""Any words around dates: expressions lie in their text, do not overlap, and name times that begin before they end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from comity.dates import to_when
from comity.extract.dates import Tense, ending, find, lasting, resolve, since
from comity.model import Precision, When

WORDS = tuple(
    word.encode()
    for word in """January|Feb.|MARCH|Sept|May|March 3|3 March|Monday|SUNDAY|Tues|last|next|this|early|mid-|late|end of|the|of|in|on|since
    |until|by|before|after|between|from|to|and|or|-|–|, |. |\n|\n\n|\xa0|'s|’s|day|week|fortnight|month|quarter|year|decade|century|days ago
    |weeks later|a few|several|a couple of|two dozen|twenty-one|1st|31|30|29 February|0|2023|1999|2100|1800|20th|1990s|the 1960s|9999|0001
    |spring|summer|winter|Christmas|Easter|Ramadan|New Year's Day|weekend|morning|night|yesterday|today|tomorrow|tonight|earlier|later|first half
    |second Sunday|the previous|the following|2023-05-07|05/07/2023|31/12/1999|99999999999|Agenda 2030|12-year-old|half|every|year-end|about
    |more than|less than|3:30|p.m.|$1,500|1,000|fiscal|Q3|COP28|anniversary|the same""".replace(
        "\n    |", "|"
    ).split("|")
)
_DAYS = (date.min, date.max, date(2023, 5, 7), date(2024, 2, 29), date(1, 1, 31), date(9999, 12, 1))
_TENSES = (None, *get_args(Tense))


def seeds() -> Iterator[bytes]:
    """Plain texts, words of the list, and days of ISO 8601."""
    yield b"\0\2They met last Sunday, two weeks after the 3 March talks of 2011."
    yield b"\0\3between May 5 and 7, 2023, since the 1990s, in early Sept."
    yield b"\1\2" + bytes(range(1, 90, 3))
    yield b"\1\0" + bytes(range(90))
    yield b"\2\x002023-02/2024-02-29"


def check(data: bytes) -> None:
    """Finds and resolves; the first two bytes say how the others are read, and what stands around."""
    how, around, rest = (data[0], data[1], data[2:]) if len(data) > 1 else (0, 0, data)
    if how % 3 == 2:
        _check_iso(rest.decode("utf-8", "replace"))
        return
    words = (WORDS[byte % len(WORDS)].decode() for byte in rest)
    text = " ".join(words) if how % 3 else rest.decode("utf-8", "replace")
    found = find(text)
    for one in found:
        assert text[one.start : one.end] == one.text
    assert all(a.end <= b.start for a, b in pairwise(found))
    published = (None, *_DAYS)[around % 7]
    tense = _TENSES[around // 7 % len(_TENSES)]
    anchor = None if around < 128 else _anchor(around)
    for one in found:
        when = resolve(one, published=published, tense=tense, anchor=anchor)
        for time in (when, since(when, published=published), *_reckoned(when, one.days)):
            _check_order(time)


def _anchor(around: int) -> When:
    first = _DAYS[around % 6]
    last = min(first.toordinal() + around % 40, date.max.toordinal())
    return When(first, date.fromordinal(last), Precision.INTERVAL, "then")


def _reckoned(when: When, days: int | None) -> tuple[When, ...]:
    many = days or timedelta.max.days
    return lasting(when, days=many), ending(when, days=many)


def _check_order(when: When) -> None:
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest, when
    assert (when.precision is Precision.UNRESOLVED) == (when.earliest is None is when.latest)


def _check_iso(text: str) -> None:
    try:
        when = to_when(text)
    except ValueError:
        return
    assert when.earliest is not None
    assert when.latest is not None
    assert when.earliest <= when.latest
