"""Dates, numbers and addresses as a reader expects to see them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from urllib.parse import urlsplit

from comity.model import Precision, When


def day(value: date) -> str:
    """A day in words.

    >>> day(date(2023, 5, 7))
    '7 May 2023'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def when_words(when: When | None) -> str:
    """A date in words, never more precise than it is; empty for None.

    >>> when_words(When(date(2022, 11, 11), date(2022, 11, 19), Precision.INTERVAL, "Nov. 11 to 19"))
    '11–19 November 2022'
    """
    if when is None:
        return ""
    first, last = when.earliest, when.latest
    if first is None or last is None or when.precision is Precision.UNRESOLVED:
        return f"“{when.text}” (date not resolved)"
    if when.precision is Precision.DAY:
        return day(first)
    if when.precision is Precision.MONTH:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if when.precision is Precision.YEAR:
        return str(first.year)
    return _interval(first, last)


def link(url: str | None) -> str | None:
    """`url` when a reader may safely follow it (http or https with a host), else None.

    >>> link("https://example.org/a"), link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url is None or any(c.isspace() or ord(c) < 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def count(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> count(1, "event"), count(2, "party", "parties")
    ('1 event', '2 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _interval(first: date, last: date) -> str:
    """Both ends: whole years as years, whole months as months, else as days.

    >>> _interval(date(1910, 1, 1), date(1945, 12, 31)), _interval(date(2023, 4, 1), date(2023, 6, 30))
    ('1910–1945', 'April – June 2023')
    """
    if first == last:
        return day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _months(first: date, last: date) -> str:
    """From the first day of a month to the last day of one, no more precise than that."""
    start, end = (f"{_MONTHS[d.month - 1]} {d.year}" for d in (first, last))
    if (first.month, last.month) == (1, 12):
        start, end = str(first.year), str(last.year)
        return start if start == end else f"{start}–{end}"
    if first.year == last.year:
        return end if first.month == last.month else f"{_MONTHS[first.month - 1]} – {end}"
    return f"{start} – {end}"
