"""When the article of a Doc was published."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from comity.extract.dates import find, resolve
from comity.extract.sentences import once
from comity.extract.text import DATELINE
from comity.extract.tokens import Doc
from comity.model import Precision


def published(doc: Doc) -> date | None:
    """The publication date of the doc's article, or the day with its year that the dateline gives.

    None when both are unknown or there is no article.
    """
    return once(doc, "published", _published)


def _published(doc: Doc) -> date | None:
    article = doc._.article
    if article is None or article.published is not None:
        return article.published if article else None
    lines = (z.span.of(article.text) for z in doc._.zones or () if z.kind == DATELINE)
    return next((day for day in map(_day, lines) if day), None)


@lru_cache(maxsize=64)
def _day(line: str) -> date | None:
    times = (resolve(expression, published=None) for expression in find(line))
    return next((t.earliest for t in times if t.precision is Precision.DAY), None)
