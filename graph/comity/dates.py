"""Dates as people write them for comity: a year, month, day or interval in ISO 8601."""

from __future__ import annotations

import calendar
import re
from datetime import date

from comity.model import Precision, When

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_GRAINS = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def to_when(iso: str) -> When:
    """The date that `iso` gives, its precision by its form.

    >>> to_when("2024-02").latest, to_when("2024-02-01/2024-02-03").precision.value
    (datetime.date(2024, 2, 29), 'interval')

    Raises:
        ValueError: it is no such date, or ends before it begins.
    """
    first, slash, last = iso.partition("/")
    earliest, latest, precision = _ends(first)
    if slash:
        latest, precision = _ends(last)[1], Precision.INTERVAL
    if latest < earliest:
        raise ValueError(f"{iso} ends before it begins")
    return When(earliest, latest, precision, iso)


def _ends(iso: str) -> tuple[date, date, Precision]:
    found = _ISO.fullmatch(iso)
    if found is None:
        raise ValueError(f"{iso!r} is no year, month or day")
    year, month, day = (int(part) if part else None for part in found.groups())
    grain = _GRAINS[(month is not None) + (day is not None)]
    year = year or 0
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day), grain
