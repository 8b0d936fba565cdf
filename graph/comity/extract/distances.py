"""Where weekdays, distances and reaches lie, counted from publication or from the time spoken of last."""

from __future__ import annotations

from datetime import date

from comity.extract import calendar
from comity.extract.calendar import DAYS, Interval, add, around
from comity.extract.expressions import Expression
from comity.extract.recurrence import Context, Tense


def reckon_weekday(expression: Expression, context: Context) -> Interval | None:
    """ "Sunday", "Friday next week", "the following Monday": the one day meant."""
    base, number = context.base(expression.base), expression.weekday or 0
    if base is None or (base[1] - base[0]).days > 6:
        return None
    if expression.unit == "week":
        monday = around(add(base[0], "week", expression.count or 0), "week")[0]
        day = add(monday, "day", number)
    elif expression.base == "anchor":
        shift = expression.step or 0
        start = add(base[1], "day", 1) if shift > 0 else add(base[0], "day", min(shift, 0))
        day = _backward(start, number) if shift < 0 else _forward(start, number)
    else:
        day = _stepped(expression, base[0], number, context.tense)
    return day, day


def _stepped(expression: Expression, published: date, number: int, tense: Tense | None) -> date:
    """The weekday that a bare name, last, this, next or coming points at from the day of publication."""
    words = expression.name or ""
    if words.endswith("past"):
        return _backward(add(published, "day", -1), number)
    if words.endswith("coming"):
        return _forward(add(published, "day", 1), number)
    if expression.step == -1:
        return _backward(add(published, "day", -2), number)
    if expression.step == 1 and number == 6:
        return _forward(add(published, "day", 2), number)
    if expression.step == 1:
        return add(around(add(published, "week", 1), "week")[0], "day", number)
    if tense == "future" or (expression.step == 0 and tense != "past"):
        return _forward(published, number)
    return _backward(published, number)


def _forward(day: date, number: int) -> date:
    return add(day, "day", (number - day.weekday()) % 7)


def _backward(day: date, number: int) -> date:
    return add(day, "day", -((day.weekday() - number) % 7))


def reckon_relative(expression: Expression, context: Context) -> Interval | None:
    """ "last week", "two years ago", "that month", "the next day": the whole unit at that distance."""
    base, unit, count = context.base(expression.base), expression.unit or "day", expression.count
    if base is None and expression.name == "the":
        base = context.base("published")
    if base is None or (count and _longer(base, unit)):
        return None
    if count is None:
        return _weekend(base[0], context.tense)
    if expression.name == "today":
        return add(base[0], unit, count), add(base[1], unit, count)
    if expression.name == "beside" and (
        unit in ("day", "week") or expression.about or base[0] != base[1]
    ):
        return _beside(expression, base, unit, count)
    if expression.name == "away":
        return _away(expression, base, unit, count)
    if unit == "weekend" and count == 0 and expression.base == "published":
        return _weekend(base[0], context.tense, default="future")
    whole = around(add(base[0], unit, count), unit)[0], around(add(base[1], unit, count), unit)[1]
    if expression.part in ("earlier", "later"):
        bounded = expression.base == "published" and count == 0
        return _bounded(whole, base[0], expression.part, unit) if bounded else whole
    return calendar.part(whole, expression.part or "")


def _longer(base: Interval, unit: str) -> bool:
    """Whether the time counted from is longer than the unit: no "next day" follows a year."""
    return (base[1] - base[0]).days > max(DAYS.get(unit, 1), 7)


def _weekend(published: date, tense: Tense | None, *, default: Tense = "past") -> Interval:
    """The weekend under way, else the last one, or the coming one when the tense is future."""
    weekend = around(published, "weekend")
    if (tense or default) == "future" or weekend[0] <= published:
        return weekend
    return around(add(published, "week", -1), "weekend")


def _bounded(whole: Interval, published: date, part: str, unit: str) -> Interval:
    """What lies before ("earlier this year") or after ("later this month") publication in its own unit.

    On the first or last day of the unit, where nothing would be left, the whole unit; but "later this week"
    on a Sunday is the week to come.
    """
    if part == "earlier":
        return (whole[0], published) if published > whole[0] else whole
    tomorrow = add(published, "day", 1)
    if tomorrow < whole[1]:
        return tomorrow, whole[1]
    return around(add(published, "week", 1), unit) if unit == "week" else whole


def _away(expression: Expression, base: Interval, unit: str, count: int) -> Interval:
    """ "Two weeks ago", "about a dozen years ago", "more than a month later", "years ago".

    Decades and centuries are counted from the year, half a unit to either side. "About" adds a unit to both
    sides, "more than" to the far side, "less than" to the near one, but never beyond the base (in TIMEX3
    `mod="APPROX|MORE_THAN|LESS_THAN"`).
    """
    sign = 1 if count > 0 else -1
    if expression.vague:
        return _some(base, unit, count, sign)
    first, last = add(base[0], unit, count), add(base[1], unit, count)
    if unit in ("decade", "century"):
        half = 5 if unit == "decade" else 50
        return around(add(first, "year", -half), "year")[0], around(
            add(last, "year", half), "year"
        )[1]
    about, past = expression.about, sign < 0
    wider_back = about == "about" or about == ("more" if past else "less")
    wider_on = about == "about" or about == ("less" if past else "more")
    first, last = (
        around(add(first, unit, -wider_back), unit)[0],
        around(add(last, unit, wider_on), unit)[1],
    )
    return _behind((first, last), base, sign) if about else (first, last)


def _beside(expression: Expression, base: Interval, unit: str, count: int) -> Interval:
    """ "Four days after" a thing of the base, back from it; "two weeks after" give or take a day for each week.

    "A year after" a thing of some month is of that month.
    """
    first, last = add(base[0], unit, count), add(base[1], unit, count)
    if base == around(base[0], "month"):
        return around(first, "month")
    if expression.about == "less":
        return (add(first, "day", 1), base[0]) if count < 0 else (base[1], add(last, "day", -1))
    slack = abs(count) if unit == "week" else 0
    return add(first, "day", -slack), add(last, "day", slack)


def _some(base: Interval, unit: str, count: int, sign: int) -> Interval:
    """ "Weeks ago", "several years later": from one unit to a few away, in whole units."""
    ends = sorted((add(base[sign > 0], unit, count), add(base[sign > 0], unit, sign)))
    return _behind((around(ends[0], unit)[0], around(ends[1], unit)[1]), base, sign)


def _behind(interval: Interval, base: Interval, sign: int) -> Interval:
    """What of `interval` lies on its own side of the base."""
    first, last = interval
    if sign < 0:
        return first, max(first, min(last, base[0]))
    return min(last, max(first, base[1])), last


def reckon_reach(expression: Expression, context: Context) -> Interval | None:
    """ "In recent weeks", "the past three years", "within days": from or up to the day of publication.

    A reach without a number covers a few units (`FEW`) in whole ones, backward. "Within days" in the past
    tense counts from the anchor.
    """
    from_anchor = expression.name == "within" and context.tense == "past"
    base = context.base("anchor" if from_anchor else expression.base)
    if base is None:
        return None
    unit, count = expression.unit or "day", expression.count or 0
    if count > 0:
        return base[1], add(base[1], unit, count)
    first = add(base[0], unit, count)
    return (around(first, unit)[0] if expression.vague else first), base[0]


def reckon_duration(expression: Expression, context: Context) -> Interval | None:
    """Nothing, a duration having no place in time; but "in two weeks" of the future is a time to come."""
    base = context.base("published") if expression.base and context.tense == "future" else None
    if base is None or expression.vague:
        return None
    return _away(expression, base, expression.unit or "day", expression.count or 0)
