"""Articles without the spaces that part no words: those doubled, and those that a hidden character leaves behind.

Asterisks around emphasised words go with them.

A space of its own is a token to the parser, and hides a title from its name. An article is read without them; what is
read is then moved to where it stands in the article as it came.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar, cast

from comity.extract.glyphs import mended
from comity.model import Article, Report, Sentence, Span

_DOUBLED = re.compile(r"(?<=[^\s.!?:])[ \u00a0]{2,}(?=\S)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])[^*\n]{1,80}?(?<=[^\s*])\1(?![\w*])")
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Spacing:
    """A text without needless spaces; `kept` gives the place of each of its characters in the text as it came.

    `padding` are the places there that hidden characters and mojibake left empty at the end of a word.
    """

    text: str
    kept: tuple[int, ...]
    padding: frozenset[int]

    def span(self, span: Span) -> Span:
        """Where a stretch of the spaced text stands in the text as it came, with the padding of its last word."""
        end = self.kept[span.end - 1] + 1 if span.end else 0
        while end in self.padding:
            end += 1
        start = self.kept[span.start] if span.start < len(self.kept) else end
        return Span(min(start, end), end)


def spacing(text: str) -> Spacing | None:
    """`text` without needless spaces; None where it has none.

    >>> spacing("President  Otieno").text
    'President Otieno'
    >>> spacing("declared a *persona non grata* on Monday").text
    'declared a persona non grata on Monday'
    """
    shown = mended(text)
    padding = frozenset[int]()
    if shown != text:
        pairs = enumerate(zip(shown, text, strict=True))
        padding = frozenset(i for i, (new, old) in pairs if new == " " and not old.isspace())
    dropped = set(padding)
    for match in _DOUBLED.finditer(shown):
        dropped.update([i for i in range(*match.span()) if i not in padding][1:])
    for match in _EMPHASIS.finditer(shown):
        width = len(match[1])
        dropped.update(
            (*range(match.start(), match.start() + width), *range(match.end() - width, match.end()))
        )
    if not dropped:
        return None
    kept = tuple(i for i in range(len(text)) if i not in dropped)
    return Spacing("".join(shown[i] for i in kept), kept, padding)


def spaced(article: Article) -> Article:
    """The article as it is read: the same citation, its text without needless spaces."""
    found = spacing(article.text)
    return article if found is None else replace(article, text=found.text)


def moved(record: _Record, article: Article) -> _Record:
    """What was read in `spaced(article)`, with every span where it stands in `article`."""
    found = spacing(article.text)
    return record if found is None else cast(_Record, _moved(record, found, article.text))


def _moved(value: object, found: Spacing, text: str) -> object:
    if isinstance(value, Span):
        return found.span(value)
    if isinstance(value, tuple):
        return tuple(_moved(item, found, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {f.name: _moved(getattr(value, f.name), found, text) for f in fields(value)}
    record = replace(value, **parts)
    if isinstance(record, Sentence):
        return replace(record, text=record.span.of(text))
    if isinstance(record, Report):
        return replace(
            record, trigger_text=record.trigger.of(text), quote=_quote(record, found, text)
        )
    return record


def _quote(report: Report, found: Spacing, text: str) -> str | None:
    """The quote as it stands in the text as it came: the telling nearest to the trigger."""
    if not report.quote:
        return report.quote
    places = [
        found.span(Span(m.start(), m.end()))
        for m in re.finditer(re.escape(report.quote), found.text)
    ]
    nearest = min(places, key=lambda s: abs(s.start - report.trigger.start), default=None)
    return report.quote if nearest is None else nearest.of(text)
