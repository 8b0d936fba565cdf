"""Rows with named columns, for whoever has no pandas."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from comity.api import markup
from comity.api.markup import Bundle
from comity.errors import InputError
from comity.rdf.result import Value

if TYPE_CHECKING:
    from pandas import DataFrame

ROWS = 20
"""How many rows are shown; how many there are is said beneath."""

_GAP, _NARROWEST = 2, 8


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows with named columns; a cell is a text, number, day or truth of Python, None where there is no value.

    Going through it gives each row as a dict, `table["who"]` a column, `len(table)` the number of rows. In a terminal or a
    notebook the first rows are shown and all are counted. With pandas (`pip install 'comity[notebooks]'`) answers are
    DataFrames instead.

    >>> table = Table(("who", "events"), (("Amina Otieno", 3), ("Dawit Bekele", 2)))
    >>> table
    who           events
    ------------  ------
    Amina Otieno  3
    Dawit Bekele  2
    2 rows
    >>> [row["who"] for row in table if row["events"] == 2], table["events"], len(table)
    (['Dawit Bekele'], (3, 2), 2)
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __getitem__(self, column: str) -> tuple[Value, ...]:
        if column not in self.columns:
            raise InputError(f"there is no column {column!r}; there are {', '.join(self.columns)}")
        at = self.columns.index(column)
        return tuple(row[at] for row in self.rows)

    def head(self, rows: int = 5) -> Table:
        """The first rows.

        >>> len(Table(("a",), ((1,), (2,))).head(1))
        1
        """
        return Table(self.columns, self.rows[: max(rows, 0)], self.title)

    def to_csv(self) -> str:
        r"""The table as CSV with a header, UTF-8, `\n` at the ends of lines; empty where there is no value.

        >>> Table(("who", "n"), (("A, B", 1), (None, 2))).to_csv()
        'who,n\n"A, B",1\n,2\n'
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def to_pandas(self) -> DataFrame:
        """The rows as a pandas DataFrame; days become timestamps, whole numbers stay so.

        >>> Table(("n",), ((1,), (2,))).to_pandas()["n"].sum().item()
        3

        Raises:
            InputError: pandas is not installed.
        """
        from comity.api.frames import to_frame

        return to_frame(self)

    def __repr__(self) -> str:
        return "\n".join([*_lines(self, get_terminal_size((120, 24)).columns), self._count()])

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        rows = [[_text(cell) for cell in row] for row in self.rows[:ROWS]]
        title = markup.paragraph(self.title) if self.title else ""
        html = f"{title}{markup.table(self.columns, rows)}{markup.paragraph(self._count())}"
        return {"text/plain": repr(self), "text/html": html}

    def _count(self) -> str:
        many = len(self.rows)
        if many > ROWS:
            return f"{ROWS} of {many} rows; .rows has all"
        return f"{many} row{'' if many == 1 else 's'}"


def _lines(table: Table, width: int) -> Iterator[str]:
    """The first rows in lines of at most `width`, where columns can be made so narrow; cells that are cut end in an ellipsis."""
    cells = [[_text(cell) for cell in row] for row in islice(table.rows, ROWS)]
    every = [list(table.columns), *cells]
    widths = _fitted([max(map(_width, column)) for column in zip(*every, strict=True)], width)
    yield from (table.title,) if table.title else ()
    yield _line(table.columns, widths)
    yield "  ".join("-" * size for size in widths)
    yield from (_line(row, widths) for row in cells)


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widths with the widest made narrower until a line fits, or none can give more."""
    fitted = list(widths)
    while sum(fitted) + _GAP * (len(fitted) - 1) > width and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    parts = (_cut(text, size) for text, size in zip(row, widths, strict=True))
    padded = (text + " " * (size - _width(text)) for text, size in zip(parts, widths, strict=True))
    return (" " * _GAP).join(padded).rstrip()


def _cut(text: str, size: int) -> str:
    if _width(text) <= size:
        return text
    while _width(text) > size - 1:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> int:
    """The columns that a text takes on a terminal: two for each letter of East Asia that is wide."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _text(cell: Value) -> str:
    return "" if cell is None else " ".join(str(cell).split())
