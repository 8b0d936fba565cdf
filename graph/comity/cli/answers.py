"""Answers as people read them: a line of fields for each row, and beneath it the sentence that says so."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

SENTENCE, ARTICLE = "sentence", "article"
_ASIDE = (SENTENCE, ARTICLE, "id")
_GAP = 2
_NARROWEST = 6

Cells = tuple[str, ...]


def to_lines(
    columns: Sequence[str], rows: Sequence[Sequence[str | None]], *, width: int
) -> Iterator[str]:
    """The lines of an answer, none wider than `width` where its columns can be made to fit.

    Where an answer has a column `sentence`, that and `article` stand quoted beneath each row, and `id` is left
    out; columns that are empty throughout are left out too.
    """
    quoted = SENTENCE in columns
    shown = [
        i
        for i, name in enumerate(columns)
        if not (quoted and name in _ASIDE) and any(row[i] for row in rows)
    ]
    cells = [tuple(_plain(row[i]) for i in shown) for row in rows]
    heads = tuple(columns[i].replace("_", " ") for i in shown)
    widths = _fitted(_natural([heads, *cells]), width)
    yield from _line(heads, widths)
    yield "  ".join("─" * w for w in widths)
    at = {name: columns.index(name) for name in (SENTENCE, ARTICLE) if name in columns}
    for row, texts in zip(rows, cells, strict=True):
        yield from _line(texts, widths)
        if quoted:
            yield from _quote({name: _plain(row[i]) for name, i in at.items()}, width)


def _plain(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _quote(row: dict[str, str], width: int) -> Iterator[str]:
    source = f" ({row[ARTICLE]})" if row.get(ARTICLE) else ""
    text = f"“{row[SENTENCE]}”{source}"
    yield from textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="     ")


def _natural(rows: Sequence[Cells]) -> list[int]:
    return [max(cell_len(row[i]) for row in rows) for i in range(len(rows[0]))]


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widths with the widest made narrower until a line fits, or none can give more."""
    fitted = list(widths)
    while sum(fitted) + _GAP * (len(fitted) - 1) > width and max(fitted, default=0) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _line(texts: Cells, widths: Sequence[int]) -> Iterator[str]:
    parts = [textwrap.wrap(text, size) or [""] for text, size in zip(texts, widths, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        padded = (
            part + " " * (size - cell_len(part)) for part, size in zip(line, widths, strict=True)
        )
        yield (" " * _GAP).join(padded).rstrip()
