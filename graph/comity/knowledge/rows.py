"""Rows of the tables under `ontology/`, each with its place, and words folded for comparison."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from comity.errors import OntologyError

_LETTERS = str.maketrans("øłđıðæœß", "oldidaos", ".'’‘ʼ`")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `values` by column, blank as "", and `where` it stands (file:line)."""

    where: str
    values: dict[str, str]

    def need(self, column: str) -> str:
        """The value of `column`.

        Raises:
            OntologyError: it is blank.
        """
        value = self.values[column]
        if not value:
            raise OntologyError(f"{self.where}:{column}: found nothing; give a value")
        return value

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The value of `column`, which must be one of `allowed`.

        Raises:
            OntologyError: it is another.
        """
        value = self.need(column)
        if value not in allowed:
            raise OntologyError(
                f"{self.where}:{column}: found {value!r}; allowed: {', '.join(allowed)}"
            )
        return value


def read_table(path: Path, columns: Sequence[str]) -> Iterator[TableRow]:
    """The rows of the CSV file at `path`, in order, its columns being exactly `columns`.

    Raises:
        OntologyError: the file cannot be read, or its header or a row has other columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path.name}: {error}; it must be a UTF-8 file") from error
    reader = csv.reader(lines)
    header = next(reader, [])
    if header != list(columns):
        found = ",".join(header)
        raise OntologyError(
            f"{path.name}:1:header: found {found!r}; it must be {','.join(columns)!r}"
        )
    for cells in reader:
        where = f"{path.name}:{reader.line_num}"
        if len(cells) != len(columns):
            raise OntologyError(
                f"{where}:columns: found {len(cells)}; there must be {len(columns)}"
            )
        yield TableRow(where, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """`word` in lower case without diacritics, dots and apostrophes; hyphens stay.

    >>> fold("Erdoğan"), fold("Gen."), fold("d’affaires")
    ('erdogan', 'gen', 'daffaires')
    """
    flat = word.lower().translate(_LETTERS)
    if flat.isascii():
        return flat
    return "".join(c for c in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(c))
