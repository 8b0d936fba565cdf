"""What the title of an article says that it records: a call, a meeting, or nothing of the kind."""

from __future__ import annotations

import re

from comity.extract.tokens import Doc

_CALL = re.compile(
    r"\b(?:call|(?:tele)?phone conversation|video ?conference|teleconference)s?\s+(?:with|between)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\breadout\b|\b(?:call|meeting|talks|conversation|summit|consultations?)\s+(?:with|between|of)\b",
    re.IGNORECASE,
)


_NAME = r"(?:(?!(?:of|with|and|to|Meeting|Call|Visit)\b)[^\W\d_a-z][^\W\d_]*\.?)"


def records_call(doc: Doc) -> bool:
    """Whether the title tells of a call: "Readout of the Prime Minister's call with President Banda"."""
    return _CALL.search(_title(doc)) is not None


def records_talks(doc: Doc) -> bool:
    """Whether the title tells of talks: "Readout of the Secretary's Meeting with Foreign Minister Otieno"."""
    return _RECORD.search(_title(doc)) is not None


def name_beside(doc: Doc, title: str) -> str | None:
    """The name behind a title of office in the article's title: "Blinken" in "Secretary Blinken's Meeting"."""
    match = re.search(rf"\b{re.escape(title)}\s+({_NAME}(?:[ -]{_NAME})*)", _title(doc))
    return match[1].removesuffix(".") if match is not None else None


def _title(doc: Doc) -> str:
    article = doc._.article
    return (article.citation.title or "") if article is not None else ""
