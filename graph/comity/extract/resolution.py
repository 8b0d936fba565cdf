"""Where a time expression lies in time: an interval and its precision, never finer than the text.

Conventions, after TIMEX3 (TimeML 1.2.1) where it speaks, else those of news style:

* A weekday, day or month without a year is the latest one not after publication in the past tense, the next
  one in the future tense; without a tense the nearest, a coming one only within six weeks (for a weekday, the
  latest). Style guides of newspapers rely on the tense in the same way.
* A day in the past tense may lie one day after publication: newsroom and event can be in two time zones.
* "Last Tuesday" is the latest Tuesday before yesterday, "next Tuesday" that of the next week, where a Sunday may
  open the week or close it; "this Tuesday" is the coming one unless the tense is past.
* "Last week" is Monday to Sunday before (ISO 8601), "two weeks ago" a whole week, "two years ago" a whole year:
  the grain of a value is that of its unit, as in TIMEX3 (`2023-W17`, `2021`).
* "Earlier this year" ends and "later this month" begins at publication; "later that month" is the whole month.
* Seasons are the meteorological ones of the northern hemisphere; a winter bears the year of its December.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from comity.extract import calendar
from comity.extract.calendar import HOLIDAYS, Interval, add, around, months, to_date
from comity.extract.distances import reckon_duration, reckon_reach, reckon_relative, reckon_weekday
from comity.extract.expressions import Expression, Kind
from comity.extract.recurrence import Context, Tense, choose, yearly
from comity.model import Precision, When

_TIME_ZONES = 1
"""Days that an event in the past tense may lie after publication."""


def resolve(
    expression: Expression,
    *,
    published: date | None,
    tense: Tense | None = None,
    anchor: When | None = None,
) -> When:
    """The time that `expression` names, for an article of the day `published`.

    `tense` is that of the governing verb, `anchor` the time that the text spoke of last. The relation of the
    expression is not applied: "since 2011" gives 2011. UNRESOLVED is the answer when the expression needs
    the day of publication or an anchor and there is none, and for a duration, which has no place in time.

    >>> from comity.extract.dates import find
    >>> resolve(find("They met on Wednesday.")[0], published=date(2022, 9, 22), tense="past").earliest
    datetime.date(2022, 9, 21)
    """
    interval = _interval(expression, Context(published, tense, anchor))
    if interval is None:
        return When(None, None, Precision.UNRESOLVED, expression.text)
    return When(*interval, _precision(expression, interval), expression.text)


def lasting(when: When, *, days: int) -> When:
    """The interval of `days` days from the day `when`; any other time is given back as it is.

    >>> lasting(When(date(2023, 5, 7), date(2023, 5, 7), Precision.DAY, "Sunday"), days=2).latest
    datetime.date(2023, 5, 8)
    """
    if when.precision is not Precision.DAY or when.earliest is None or days < 2:
        return when
    return replace(when, latest=add(when.earliest, "day", days - 1), precision=Precision.INTERVAL)


def ending(when: When, *, days: int) -> When:
    """The interval of `days` days up to the day `when`; any other time is given back as it is.

    >>> ending(When(date(2021, 4, 6), date(2021, 4, 6), Precision.DAY, "Tuesday"), days=3).earliest
    datetime.date(2021, 4, 4)
    """
    if when.precision is not Precision.DAY or when.latest is None or days < 2:
        return when
    return replace(when, earliest=add(when.latest, "day", 1 - days), precision=Precision.INTERVAL)


def since(when: When, *, published: date | None) -> When:
    """The time from the bound `when` up to publication ("since the start of 2022")."""
    if when.earliest is None or published is None or published <= when.earliest:
        return when
    return replace(when, latest=published, precision=Precision.INTERVAL)


def _precision(expression: Expression, interval: Interval) -> Precision:
    """DAY exactly for single days, MONTH and YEAR for whole ones that the text names as such."""
    first, last = interval
    if first == last:
        return Precision.DAY
    if expression.kind not in (Kind.RANGE, Kind.REACH):
        if interval == around(first, "month"):
            return Precision.MONTH
        if interval == around(first, "year"):
            return Precision.YEAR
    return Precision.INTERVAL


def _interval(expression: Expression, context: Context) -> Interval | None:
    interval = _RESOLVERS[expression.kind](expression, context)
    narrowed = expression.kind not in (Kind.RELATIVE, Kind.WEEKDAY) and expression.part
    return calendar.part(interval, expression.part or "") if interval and narrowed else interval


def _day(expression: Expression, context: Context) -> Interval | None:
    if expression.month is None:
        return _nth(expression, context)

    def in_year(year: int) -> Interval | None:
        day = to_date(year, expression.month or 1, expression.day or 1)
        return (day, day) if day else None

    interval = yearly(expression, context, in_year, slack=_TIME_ZONES)
    return around(interval[0], "week") if interval and expression.unit == "week" else interval


def _nth(expression: Expression, context: Context) -> Interval | None:
    """ "The 21st": of the month named ("of last month"), else the nearest one that the tense allows."""
    base = context.base(expression.base)
    if base is None or (expression.unit and base[0].replace(day=1) != base[1].replace(day=1)):
        return None
    counts = range(-3, 4) if expression.unit is None else [expression.count or 0]
    firsts = [add(base[0].replace(day=1), "month", count) for count in counts]
    days = [to_date(first.year, first.month, expression.day or 1) for first in firsts]
    intervals = [(day, day) for day in days if day]
    if expression.unit:
        return intervals[0] if intervals else None
    return choose(intervals, base[0], context.tense, slack=_TIME_ZONES, soon=7)


def _month(expression: Expression, context: Context) -> Interval | None:
    month, weeks = (
        expression.month or 1,
        {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1},
    )
    interval = yearly(expression, context, lambda year: months(year, month, 1))
    if interval and (expression.part or "").startswith("week "):
        number = weeks[(expression.part or "")[5:]]
        week = calendar.week_of_month(interval[0].year, month, number)
        return week if expression.weekday is None else _in_week(week, expression.weekday)
    return interval


def _in_week(week: Interval, weekday: int) -> Interval:
    """The one day of seven that has the weekday."""
    day = add(week[0], "day", (weekday - week[0].weekday()) % 7)
    return day, day


def _season(expression: Expression, context: Context) -> Interval | None:
    return yearly(expression, context, lambda year: months(year, expression.month or 1, 3))


def _quarter(expression: Expression, context: Context) -> Interval | None:
    length = 6 if expression.unit == "half" else 3
    first = 1 + length * ((expression.count or 1) - 1)
    return yearly(expression, context, lambda year: months(year, first, length))


def _holiday(expression: Expression, context: Context) -> Interval | None:
    def in_year(year: int) -> Interval:
        day = HOLIDAYS[expression.name or ""](year)
        return day, day

    return yearly(expression, context, in_year, slack=_TIME_ZONES)


def _span(expression: Expression, _: Context) -> Interval | None:
    """A year, a decade or a century, by number."""
    length = {Kind.DECADE: 120, Kind.CENTURY: 1200}.get(expression.kind, 12)
    return None if expression.year is None else months(expression.year, 1, length)


def _range(expression: Expression, context: Context) -> Interval | None:
    """From the first end to the last; an end without a year takes it from the other, or from the tense."""
    first, last = expression.parts
    if context.tense == "future" and not _fixed(first) or _fixed(last) and not _fixed(first):
        ending = _interval(last, context)
        beginning = ending and _interval(first, replace(context, published=ending[1], tense="past"))
    else:
        beginning = _interval(first, context)
        start = beginning and replace(context, published=beginning[0], tense="future")
        ending = _interval(last, context if _fixed(last) else start) if start else None
    if not beginning or not ending or beginning[0] > ending[1]:
        return None
    return beginning[0], ending[1]


def _fixed(expression: Expression) -> bool:
    """Whether an end of a range finds its place without the other end."""
    return (expression.year, expression.year_of, expression.step, expression.count) != (None,) * 4


def _nothing(_: Expression, __: Context) -> Interval | None:
    return None


_RESOLVERS: dict[Kind, Callable[[Expression, Context], Interval | None]] = {
    Kind.WEEKDAY: reckon_weekday,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.QUARTER: _quarter,
    Kind.SEASON: _season,
    Kind.YEAR: _span,
    Kind.DECADE: _span,
    Kind.CENTURY: _span,
    Kind.HOLIDAY: _holiday,
    Kind.RELATIVE: reckon_relative,
    Kind.REACH: reckon_reach,
    Kind.RANGE: _range,
    Kind.DURATION: reckon_duration,
    Kind.NONE: _nothing,
}
