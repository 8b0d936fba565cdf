"""The record of a time expression, and the words that all rules for finding one are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of time an expression names; `NONE` is one that only looks like a time."""

    WEEKDAY = "weekday"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    HOLIDAY = "holiday"
    RELATIVE = "relative"
    REACH = "reach"
    RANGE = "range"
    DURATION = "duration"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression as it stands in a text; nothing in it depends on when the text was published.

    `start` and `end` are a half-open range of characters and `text` what they cover. The extent is that of
    TIMEX3 (TimeML 1.2.1): a governing preposition and a possessive 's stay outside, and are not lost:
    `relation` is since, until, by, before, after or between, or None when the expression is the event's own
    time. A range keeps its "from" or "between" inside.

    `year` to `weekday` (Monday is 0) are what the text states. `step` is -1, 0 or 1 for last, this or next;
    `year_of` is last, this, next, that, previous or following for a year so named. `unit` and `count` are a
    distance from `base` (`published` or `anchor`); a `vague` distance has no stated number. `part` narrows:
    early, mid, late, start, end, first half, second half, earlier, later. `about` is about, more, less. `days` is the
    nominal length of a duration, `name` that of a holiday, `parts` the two ends of a range.
    """

    start: int
    end: int
    text: str
    kind: Kind
    relation: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    step: int | None = None
    year_of: str | None = None
    unit: str | None = None
    count: int | None = None
    base: str | None = None
    vague: bool = False
    part: str | None = None
    about: str | None = None
    days: int | None = None
    name: str | None = None
    parts: tuple[Expression, ...] = ()


class Rule(NamedTuple):
    """How an expression is found.

    `hint` is a cheap pattern of a word that every match of `pattern` holds, `also` one of something else that it holds;
    `build` makes an expression of a match or refuses it.
    """

    hint: re.Pattern[str]
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Expression | None]
    also: re.Pattern[str] | None = None


S = r"(?:[ \t\xa0\u2009\u202f]+\n?|\n)[ \t\xa0\u2009\u202f]*(?!\n)"
"""White space inside an expression: any amount, a line break, but no empty line."""

DASH = "[-\u2010\u2011\u2012\u2013\u2014]"
QUOTE = "['’ʼ]"

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FULL_MONTHS = "|".join([*_MONTH_NAMES, *(name.upper() for name in _MONTH_NAMES)])
_FULL_WEEKDAYS = "|".join([*_WEEKDAY_NAMES, *(name.upper() for name in _WEEKDAY_NAMES)])

MONTH = (
    rf"(?:(?:{_FULL_MONTHS})(?![A-Za-z])"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
WEEKDAY = rf"(?:{_FULL_WEEKDAYS})(?![A-Za-z])"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b"
DAY = r"(?<![\d.,$€£])(?:3[01]|[12]\d|0?[1-9])(?![\d%:]|[.,]\d)(?:st|nd|rd|th)?\b"
YEAR = r"(?:1[89]\d\d|20\d\d|2100)(?![\d%]|,\d{3}|\.\d)"
YEAR_OF = rf"(?:last|this|next|that|the{S}same|the{S}previous|the{S}following){S}year"
MONTH_HINT = re.compile(
    r"Jan|Feb|Ma[ry]|A(?:pr|ug)|Ju[nl]|Sep|Oct|Nov|Dec|JAN|FEB|MA[RY]|A(?:PR|UG)|JU[NL]|SEP|OCT|NOV|DEC"
)
WEEKDAY_HINT = re.compile(r"(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat|SUN|MON|TUES|WEDN|THUR|FRI|SATU)")
YEAR_HINT = re.compile(r"1[89]\d\d|2[01]\d\d")
UNIT_HINT = re.compile(
    r"\b(?:[Dd]ay|[Ww]eek|[Ff]ortnight|[Mm]onth|[Qq]uarter|[Yy]ear|[Dd]ecade|[Cc]entur|[Nn]ight|[Mm]orning|[Ee]vening|[Aa]fternoon)"
)
UNIT = r"(?:day|week|fortnight|month|quarter|year|decade|centurie|century)"

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: n for n, word in enumerate(_ONES, 1)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{word: n for n, word in enumerate(_TENS, 2)},
    **{"a": 1, "an": 1, "couple": 2, "dozen": 12, "half-dozen": 6},
}
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})?(?![\d.,])|(?:(?:a|two|three|half)[ -](?:a[ -])?)?dozen|(?:a[ -])?couple(?: of)?"
    r"|(?:a[ -])?(?:good )?(?:few|several|many)|"
    rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)}|an?(?= ))"
)
PARTS = (
    rf"(?:(?P<part>(?i:earlier|later|early|late|mid(?=[-\u2010-\u2014]))(?={DASH}|{S})|(?i:(?:the{S})?"
    rf"(?:start|beginning|end|middle|(?:first|second){S}half)(?={S}of{S}|{DASH})))(?:{DASH}|{S}(?:(?:of|in){S})?))?"
)
STEP = rf"(?P<step>(?i:last|next|this(?:{S}past|{S}coming)?|coming))"
YEAR_TAIL = rf"(?:(?:,?{S}(?:(?:of|in){S})?|,)(?:(?P<year>{YEAR}\b)|(?P<year_of>{YEAR_OF}\b)))?"


@lru_cache(maxsize=4096)
def to_number(words: str) -> int | None:
    """The number that `words` state, or None when they leave it open ("several", "a few", "many").

    >>> to_number("twenty-five"), to_number("half a dozen"), to_number("two dozen"), to_number("a few")
    (25, 6, 24, None)
    """
    words = words.lower().strip()
    if words[0].isdigit():
        return int(words.replace(",", ""))
    if re.search(r"few|several|many", words):
        return None
    if words.endswith("dozen"):
        return {"h": 6, "t": 36 if words.startswith("th") else 24}.get(words[0], 12)
    if "couple" in words:
        return 2
    tens, _, ones = words.partition("-")
    if tens in _TENS:
        return 10 * _NUMBERS[tens] + _NUMBERS.get(ones, 0)
    return _NUMBERS.get(words)


def to_month(name: str) -> int:
    """The number of a month from the first three letters of its name."""
    return [month[:3].lower() for month in _MONTH_NAMES].index(name[:3].lower()) + 1


def to_weekday(name: str) -> int:
    """The number of a weekday, 0 for Monday, from the first three letters of its name."""
    return [weekday[:3].lower() for weekday in _WEEKDAY_NAMES].index(name[:3].lower())


def to_unit(word: str) -> tuple[str, int]:
    """The unit that a noun names, and how many of it: a fortnight is two weeks."""
    word = word.lower().removesuffix("s")
    if word == "fortnight":
        return "week", 2
    return ("century" if word == "centurie" else word), 1


def to_part(words: str | None) -> str | None:
    """The name of the part that an adjective or "the start of" picks."""
    if not words:
        return None
    word = " ".join(words.lower().split()).removeprefix("the ").strip(" -")
    synonyms = {"beginning": "start", "middle": "mid"}
    return synonyms.get(word, word)


def expression(
    match: re.Match[str], kind: Kind, *, start: int | None = None, end: int | None = None
) -> Expression:
    """The bare expression of `kind` that `match`, or the part of it that is given, covers."""
    first = match.start() if start is None else start
    last = match.end() if end is None else end
    return Expression(first, last, match.string[first:last], kind)


def before(match: re.Match[str], start: int | None = None) -> str:
    """Up to forty characters before a match, to see what governs it; a fresh paragraph hides them."""
    at = match.start() if start is None else start
    return match.string[max(0, at - 40) : at].rpartition("\n\n")[2]


def after(match: re.Match[str], end: int | None = None) -> str:
    """Up to forty characters after a match."""
    at = match.end() if end is None else end
    return match.string[at : at + 40]


def with_year(match: re.Match[str], item: Expression) -> Expression:
    """`item` with the year of the match, stated ("2022") or pointed at ("last year")."""
    groups = match.groupdict()
    stated = groups.get("year") or groups.get("dashed")
    year_of = groups.get("year_of")
    pointed = year_of.split()[-2].lower() if year_of else None
    pointed = {"same": "that", "the": "this", "fiscal": "this"}.get(pointed or "", pointed)
    if not stated and pointed is None:
        return item
    return replace(item, year=int(stated) if stated else None, year_of=pointed)


def to_step(words: str | None) -> int | None:
    """-1, 0 or 1 for last, this or next."""
    if not words:
        return None
    return {"last": -1, "past": -1, "this": 0}.get(words.lower().split()[-1], 1)


def relative(match: re.Match[str], unit: str, count: int, base: str) -> Expression:
    """The expression of a unit that lies `count` units from its base."""
    return replace(expression(match, Kind.RELATIVE), unit=unit, count=count, base=base)
