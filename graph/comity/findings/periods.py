"""Periods by their names."""

from __future__ import annotations

from datetime import date


def period(day: date, by: str) -> str:
    """A period by its first day: `2023`, `2023-Q2`, `2023-05`.

    >>> period(date(2023, 5, 1), "month"), period(date(2023, 4, 1), "quarter")
    ('2023-05', '2023-Q2')
    """
    if by == "year":
        return f"{day.year:04}"
    return f"{day:%Y-%m}" if by == "month" else f"{day.year:04}-Q{(day.month + 2) // 3}"
