"""Chronologies: lists of events each led by its date, "March 4, 2017: Kang is expelled", which is told in the present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.continuations import paragraphs_of
from comity.extract.records import Candidate, Dated
from comity.extract.sentences import bounds_of
from comity.extract.text import BODY
from comity.extract.tokens import Doc
from comity.model import Precision, Status, When

_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_MARKS = frozenset((":", "-", "--", "–", "—"))
_LEAST = 3


def of_the_entry(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, those told in an entry of a chronology without a date of their own with the date of the entry."""
    paragraph_of = paragraphs_of(doc)
    dates = _entries(doc, paragraph_of)
    if len(dates) < _LEAST:
        return tuple(kept)
    return tuple(
        replace(c, when=dates[paragraph_of[c.sentences[0]]])
        if c.when is None
        and c.status in _SETTLED
        and len(c.sentences) == 1
        and paragraph_of[c.sentences[0]] in dates
        else c
        for c in kept
    )


def _entries(doc: Doc, paragraph_of: Sequence[int]) -> dict[int, When]:
    """The date that leads each paragraph of which one does, up to a mark, by the number of the paragraph."""
    number = bounds_of(doc).number
    first: dict[int, int] = {}
    for i in range(len(doc)):
        if not doc[i].is_space:
            first.setdefault(paragraph_of[number[i]], i)
    opening = {i: paragraph for paragraph, i in first.items()}
    found = {}
    for dated in doc._.dates:
        paragraph = opening.get(dated.start)
        if paragraph is not None and _leads(doc, dated):
            found[paragraph] = dated.when
    return found


def _leads(doc: Doc, dated: Dated) -> bool:
    """Whether a date stands before a mark at the head of an entry."""
    told = dated.when.precision is not Precision.UNRESOLVED and dated.relation is None
    after = doc[dated.end].text if dated.end < len(doc) else ""
    return told and after in _MARKS and doc._.zone_of[dated.start] == BODY
