"""When the article of a Doc was published."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from comity.extract.sentences import once


def published(doc: Doc) -> date | None:
    """The publication date of the doc's article; None when it is unknown or there is no article."""
    return once(doc, "published", _published)


def _published(doc: Doc) -> date | None:
    return doc._.article.published if doc._.article else None
