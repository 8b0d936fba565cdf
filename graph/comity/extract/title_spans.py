"""Where titles of office stand in a text, found once for all who ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comity.extract.sentences import words_of
from comity.extract.tokens import Doc
from comity.knowledge.people import Titles


@dataclass(frozen=True, slots=True)
class TitleSpans:
    """The longest title from each token that begins one.

    `after` gives the token after it; `starts` the tokens from which a title runs up to a token,
    that of the longest first.
    """

    after: Mapping[int, int]
    starts: Mapping[int, tuple[int, ...]]


def find_titles(doc: Doc, titles: Titles) -> TitleSpans:
    """The titles of the doc."""
    words = words_of(doc)
    after: dict[int, int] = {}
    starts: dict[int, tuple[int, ...]] = {}
    for start, size in titles.find(words):
        after[start] = start + size
        starts[start + size] = (*starts.get(start + size, ()), start)
    return TitleSpans(after, starts)
