"""Rows of CSV files, one by one, however large the file is and whatever one of its rows does.

A row that cannot be taken apart is told of with the lines that it takes up, and the next one is read. Where a broken row
ends, its quotes tell: a field in quotes may hold line ends. A quote that nobody closes would take up all lines below
it; then only its own line is given up.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from comity.errors import InputError
from comity.tables import Row, check_characters, printable

if TYPE_CHECKING:
    import _csv  # the only name of the type that csv.reader returns

_NO_BOUND = 2**31 - 1
_PIECE = 1 << 20
_RETURNS = 3
_QUOTES = "quote the field and double the quotes in it"


def csv_rows(path: Path, *, required: str, longest: int) -> Iterator[Row]:
    """The rows of a CSV file with a heading; a byte that is not UTF-8 stays in its field, as a surrogate.

    A row of more than `longest` characters is not held, but told of.

    Raises:
        InputError: the file cannot be read, or its heading cannot, has no column `required`, or one twice.
    """
    csv.field_size_limit(_NO_BOUND)
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            lines = _Lines(file, longest)
            reader = csv.reader(lines, strict=True)
            heading = _heading(reader, path, required)
            yield from _rows_below(reader, lines, heading, printable(path.name))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error


@dataclass(slots=True)
class _Lines:
    """The lines of `file` for csv.reader, with the number of the last, and size and quotes of the row that it belongs to."""

    file: TextIO
    longest: int
    number: int = 0
    size: int = 0
    quotes: int = 0
    ended: bool = False
    returns: int = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.file.readline(self.longest + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self._count(line)
        if self.size > self.longest:
            self._end_line(line)
            raise csv.Error(f"a row of more than {self.longest} characters")
        return line

    def begin(self) -> int:
        """The number of the line on which the next row begins."""
        self.size = self.quotes = 0
        return self.number + 1

    def leave(self, start: int) -> None:
        """Goes to the end of the broken row that began on line `start`, or to the line after it where no end is found."""
        while self.quotes % 2 and not self.ended:
            line = self.file.readline(_PIECE)
            self.ended = not line
            if line:
                self._count(line)
                self._end_line(line)
        if self.ended and self.number > start and self.returns < _RETURNS:
            self.returns += 1
            self._return_to(start)

    def _count(self, line: str) -> None:
        self.number += 1
        self.size += len(line)
        self.quotes += line.count('"')

    def _end_line(self, line: str) -> None:
        """Passes over the rest of a line of which `line` is the first piece."""
        while line and not line.endswith(("\n", "\r")):
            line = self.file.readline(_PIECE)
            self.quotes += line.count('"')

    def _return_to(self, number: int) -> None:
        self.file.seek(0)
        self.number, self.ended = 0, False
        while self.number < number and (line := self.file.readline(_PIECE)):
            self._count(line)
            self._end_line(line)


def _heading(reader: _csv.Reader, path: Path, required: str) -> list[str]:
    where = f"{path}:1"
    try:
        heading = [h.strip().lower() for h in next(reader, [])]
    except csv.Error as error:
        raise InputError(f"{where}: {error}; {_QUOTES}") from error
    check_characters("".join(heading), where)
    if required not in heading:
        found = printable(", ".join(h for h in heading if h))[:200] or "nothing"
        raise InputError(
            f"{where}:{required}: no such column; the first line names {found}; divide names by commas"
        )
    twice = sorted(h for h, times in Counter(heading).items() if h and times > 1)
    if twice:
        raise InputError(f"{where}:{printable(twice[0])}: names two columns; rename one of them")
    return heading


def _rows_below(
    reader: _csv.Reader, lines: _Lines, heading: list[str], table: str
) -> Iterator[Row]:
    while True:
        start = lines.begin()
        where = f"{table}:{start}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.leave(start)
            yield Row(where, {}, f"{where}: {error}{_left_out(start, lines.number)}; {_QUOTES}")
            continue
        if len(cells) > len(heading):
            problem = f"{len(cells)} fields under {len(heading)} headings"
            yield Row(where, {}, f"{where}: {problem}; put fields that hold a comma in quotes")
        elif cells:
            yield Row(where, dict(zip(heading, cells, strict=False)))


def _left_out(start: int, end: int) -> str:
    return f" (lines {start} to {end} are left out)" if end > start else ""
