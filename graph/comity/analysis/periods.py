"""Years, quarters and months, into which time is cut."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from comity.errors import AnalysisError

MONTHS = {"year": 12, "quarter": 3, "month": 1}
"""The kinds of period, by their months."""

Days = tuple[date, date]


def period_of(days: Days | None, by: str) -> Days | None:
    """The first and last day of the period in which all of `days` lie; None where they lie in several, or are not known.

    Raises:
        AnalysisError: there is no such kind of period.

    >>> period_of((date(2023, 3, 1), date(2023, 3, 31)), "quarter")
    (datetime.date(2023, 1, 1), datetime.date(2023, 3, 31))
    """
    if by not in MONTHS:
        raise AnalysisError(f"there is no period '{by}'; there are {', '.join(MONTHS)}")
    if days is None:
        return None
    first, last = (_around(day, MONTHS[by]) for day in days)
    return first if first == last else None


def _around(day: date, months: int) -> Days:
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    return date(day.year, start, 1), date(day.year, end, monthrange(day.year, end)[1])
