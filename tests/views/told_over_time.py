"""Articles of several days: what is planned in one has happened in a later one, and one does not say its day."""

from __future__ import annotations

from datetime import date

import short_articles
from comity.model import Article, Extraction, to_article

ROWS = (
    ("a", date(2031, 3, 1), "Amina Otieno will hold a summit with Dawit Bekele on 2031-03-12."),
    ("b", date(2031, 3, 13), "Otieno met Bekele in Nairobi on 2031-03-12.\nAmina Otieno accused Brazil over tea duties."),
    ("c", date(2031, 3, 20), "Lucia Moraes met Dawit Bekele in Port Lamu on 2031-03-19.\nAmina Otieno is President of Kenya."),
    ("d", None, "Jonas Vik met Dawit Bekele in Port Lamu on 2031-03-15."),
)  # fmt: skip
DAYS = (date(2031, 2, 28), date(2031, 3, 1), date(2031, 3, 12), date(2031, 3, 13), date(2031, 3, 20))  # fmt: skip


def articles() -> tuple[Article, ...]:
    """All of them, by name."""
    return tuple(
        to_article(text, name=name, published=day, publisher=f"Paper {name}")
        for name, day, text in ROWS
    )


def by(day: date) -> list[Extraction]:
    """What those say that had appeared by the end of `day`."""
    return [short_articles.extraction(a) for a in articles() if a.published and a.published <= day]
