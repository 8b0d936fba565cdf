"""Which one is meant of what comes again: this year's March or last year's, the Sunday gone or to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from comity.extract.calendar import Interval, add
from comity.extract.expressions import Expression
from comity.model import When

Tense = Literal["past", "present", "future"]

_SOON = 42
"""Days within which a day or month to come is likelier than the last one when no tense tells."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against."""

    published: date | None
    tense: Tense | None
    anchor: When | None

    def base(self, name: str | None) -> Interval | None:
        """The interval that a relative expression counts from, or None when it is not known."""
        if name == "anchor":
            anchor = self.anchor
            if anchor is None or anchor.earliest is None or anchor.latest is None:
                return None
            return anchor.earliest, anchor.latest
        return (self.published, self.published) if self.published else None

    def lead(self, published: date) -> int:
        """How many days the text, by its anchor, is ahead of publication already; at most half a year."""
        latest = self.anchor.latest if self.anchor else None
        return min(max((latest - published).days, 0), 183) if latest else 0


def _year(expression: Expression, context: Context) -> int | None:
    """The year that the expression states or points at ("last year", "that year")."""
    if expression.year_of is None:
        return expression.year
    pointed = expression.year_of in ("that", "previous", "following")
    base = context.base("anchor" if pointed else "published")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(expression.year_of, 0)
    if base is None or base[0].year != base[1].year:
        return None
    return min(max(base[0].year + shift, 1), 9999)


def yearly(
    expression: Expression,
    context: Context,
    in_year: Callable[[int], Interval | None],
    *,
    slack: int = 0,
) -> Interval | None:
    """What recurs every year, in the year stated or in the one that the tense points at."""
    year = _year(expression, context)
    if year is not None:
        return in_year(year)
    published = context.published
    if published is None or expression.year_of:
        return None
    intervals = _nearby(published.year, in_year)
    if expression.step is not None:
        return _step(intervals, published, expression.step, context.tense)
    soon = _SOON + context.lead(published)
    chosen = choose(intervals, published, context.tense, slack=slack, soon=soon)
    return _on_weekday(expression, intervals, published, chosen)


def _nearby(year: int, in_year: Callable[[int], Interval | None]) -> list[Interval]:
    """The intervals of the years around; of further ones where it is not held every year: the 29th of February."""
    for reach in (2, 9):
        years = range(max(year - reach, 1), min(year + reach, 9999) + 1)
        intervals = [interval for interval in map(in_year, years) if interval]
        if len(intervals) == len(years):
            break
    return intervals


def _step(
    intervals: list[Interval], published: date, step: int, tense: Tense | None
) -> Interval | None:
    """Last, this or next of a thing that recurs every year."""
    if step < 0:
        return max((i for i in intervals if i[1] < published), default=None)
    if step > 0:
        return min((i for i in intervals if i[0] > published), default=None)
    inside = [i for i in intervals if i[0] <= published <= i[1] or i[0].year == published.year]
    holding = [i for i in inside if i[0] <= published <= i[1]]
    return min(holding or inside, default=choose(intervals, published, tense, slack=0, soon=_SOON))


def choose(
    intervals: list[Interval], published: date, tense: Tense | None, *, slack: int, soon: int
) -> Interval | None:
    """The latest interval begun by publication, or the earliest not over then, as the tense says."""
    latest_start = add(published, "day", slack if tense == "past" else 0)
    begun = max((i for i in intervals if i[0] <= latest_start), default=None)
    coming = min((i for i in intervals if i[1] >= published), default=None)
    if tense == "past" or coming is None:
        return begun
    if tense == "future" or begun is None or begun == coming:
        return coming
    ahead, behind = (coming[0] - published).days, (published - begun[1]).days
    return coming if ahead <= soon and ahead < behind else begun


def _on_weekday(
    expression: Expression, intervals: list[Interval], published: date, chosen: Interval | None
) -> Interval | None:
    """`chosen`, unless the text names a weekday ("Sunday, May 7") that only another near year has."""
    weekday = expression.weekday
    if weekday is None or chosen is None or chosen[0].weekday() == weekday:
        return chosen
    fitting = [
        i for i in intervals if i[0].weekday() == weekday and abs(i[0].year - published.year) <= 1
    ]
    return min(fitting, key=lambda i: abs((i[0] - published).days), default=chosen)
