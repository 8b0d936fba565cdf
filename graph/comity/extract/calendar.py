"""Arithmetic on calendar units and holidays: pure functions on `datetime.date` that never overflow.

A pair of dates is an interval with both ends included. Weeks run from Monday to Sunday (ISO 8601). Results
beyond the years 1 to 9999 are held at the first or last day that `datetime.date` knows.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import partial
from types import MappingProxyType

Interval = tuple[date, date]

FEW: Mapping[str, int] = MappingProxyType(
    {"day": 7, "week": 4, "month": 6, "quarter": 3, "year": 5, "decade": 5, "century": 3}
)
"""How many units "recent", "several" or a bare plural reaches over; a convention of comity, on the wide side."""

DAYS: Mapping[str, int] = MappingProxyType(
    {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652, "century": 36524}
)
"""The nominal length of a unit in days, as in a duration of TIMEX3 (`P1M`) that hangs on no date."""

_MONTHS = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}

_PARTS = {
    "early": (0, 1, 2),
    "late": (1, 2, 2),
    "first half": (0, 1, 2),
    "second half": (1, 2, 2),
    "mid": (1, 3, 4),
    "start": (0, 1, 3),
    "end": (2, 3, 3),
}

_DEKADS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def _clamped(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def to_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day (30 February, the year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units; the end of a shorter month stands in for a day that it lacks.

    >>> add(date(2023, 3, 31), "month", -1), add(date(2023, 5, 7), "week", 2)
    (datetime.date(2023, 2, 28), datetime.date(2023, 5, 21))
    """
    if unit not in _MONTHS:
        return _clamped(day.toordinal() + count * (1 if unit == "day" else 7))
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months(year: int, month: int, length: int) -> Interval:
    """The interval of `length` whole months from the first of `month` (1 to 12).

    >>> months(2023, 12, 3)
    (datetime.date(2023, 12, 1), datetime.date(2024, 2, 29))
    """
    first = date(min(max(year, MINYEAR), MAXYEAR), month, 1)
    last_month = add(first, "month", length - 1)
    return first, last_month.replace(day=monthrange(last_month.year, last_month.month)[1])


def around(day: date, unit: str) -> Interval:
    """The calendar unit that `day` lies in; for a weekend, that of its week; a season starts in March.

    Decades start in years that end in 0, centuries in years that end in 01.
    """
    if unit == "day":
        return day, day
    monday = day.toordinal() - day.weekday()
    if unit == "week":
        return _clamped(monday), _clamped(monday + 6)
    if unit == "weekend":
        return _clamped(monday + 5), _clamped(monday + 6)
    if unit == "season":
        first = add(day, "month", -(day.month % 3))
        return months(first.year, first.month, 3)
    if unit in ("decade", "century"):
        year = day.year - day.year % 10 if unit == "decade" else day.year - (day.year - 1) % 100
        return months(year, 1, _MONTHS[unit])
    length = _MONTHS[unit]
    return months(day.year, day.month - (day.month - 1) % length, length)


def part(interval: Interval, name: str) -> Interval:
    """The part of `interval` that an adjective picks.

    Of a month, `early`, `mid` and `late` are its days 1-10, 11-20 and from 21, as in almanacs. Of others, on the
    wide side, `early` and `late` are the halves, `mid` the middle half; `start` and `end` are the outer thirds, in
    whole months when the interval has at least three of them, else in days. TIMEX3 (TimeML 1.2.1) writes these as
    `mod="START|MID|END"` and leaves their bounds open. Any other name gives the interval back.

    >>> part((date(2023, 3, 1), date(2023, 3, 31)), "mid")
    (datetime.date(2023, 3, 11), datetime.date(2023, 3, 20))
    >>> part((date(2019, 1, 1), date(2019, 12, 31)), "late")
    (datetime.date(2019, 7, 1), datetime.date(2019, 12, 31))
    """
    if name not in _PARTS:
        return interval
    low, high, of = _PARTS[name]
    first, last = interval
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if name in _DEKADS and (first, last) == months(first.year, first.month, 1):
        day, end = _DEKADS[name]
        return first.replace(day=day), last if name == "late" else first.replace(day=end)
    if count >= 3 and (first, last) == months(first.year, first.month, count):
        begin = add(first, "month", count * low // of)
        return begin, months(begin.year, begin.month, -(-count * high // of) - count * low // of)[1]
    days = (last - first).days + 1
    return first + timedelta(days * low // of), first + timedelta(-(-days * high // of) - 1)


def week_of_month(year: int, month: int, number: int) -> Interval:
    """Days 1-7, 8-14, 15-21 or 22-28 of a month for `number` 1 to 4, its last seven days for -1."""
    first, last = months(year, month, 1)
    if number < 0:
        return last - timedelta(6), last
    return first.replace(day=7 * number - 6), first.replace(day=7 * number)


def easter(year: int) -> date:
    """Easter Sunday of the western churches; the anonymous Gregorian computus (Meeus/Jones/Butcher).

    J. Meeus, Astronomical Algorithms (1991), ch. 8.

    >>> easter(2022), easter(2024)
    (datetime.date(2022, 4, 17), datetime.date(2024, 3, 31))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, as a Gregorian day; Meeus' Julian computus (ch. 8).

    >>> orthodox_easter(2022), orthodox_easter(2025)
    (datetime.date(2022, 4, 24), datetime.date(2025, 4, 20))
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian = date(year, month, 1).toordinal() + day
    return _clamped(julian + year // 100 - year // 400 - 2)


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 21)


def _on(month: int, day: int, year: int) -> date:
    return date(year, month, day)


def _after_easter(days: int, year: int) -> date:
    return _clamped(easter(year).toordinal() + days)


HOLIDAYS: Mapping[str, Callable[[int], date]] = MappingProxyType(
    {
        "new year's day": partial(_on, 1, 1),
        "epiphany": partial(_on, 1, 6),
        "valentine's day": partial(_on, 2, 14),
        "international women's day": partial(_on, 3, 8),
        "st. patrick's day": partial(_on, 3, 17),
        "ash wednesday": partial(_after_easter, -46),
        "palm sunday": partial(_after_easter, -7),
        "good friday": partial(_after_easter, -2),
        "easter": easter,
        "easter monday": partial(_after_easter, 1),
        "pentecost": partial(_after_easter, 49),
        "orthodox easter": orthodox_easter,
        "earth day": partial(_on, 4, 22),
        "anzac day": partial(_on, 4, 25),
        "may day": partial(_on, 5, 1),
        "v-e day": partial(_on, 5, 8),
        "europe day": partial(_on, 5, 9),
        "world refugee day": partial(_on, 6, 20),
        "fourth of july": partial(_on, 7, 4),
        "bastille day": partial(_on, 7, 14),
        "v-j day": partial(_on, 8, 15),
        "united nations day": partial(_on, 10, 24),
        "armistice day": partial(_on, 11, 11),
        "remembrance day": partial(_on, 11, 11),
        "veterans day": partial(_on, 11, 11),
        "thanksgiving": _thanksgiving,
        "human rights day": partial(_on, 12, 10),
        "christmas eve": partial(_on, 12, 24),
        "christmas": partial(_on, 12, 25),
        "boxing day": partial(_on, 12, 26),
        "new year's eve": partial(_on, 12, 31),
    }
)
"""Holidays that fall on one day in every country that keeps them (and Thanksgiving as in the United States).

Days that differ from country to country (Independence Day, Liberation Day, Victory Day, the lunar new year)
and those set by sighting (Ramadan, Eid) are left out on purpose.
"""
