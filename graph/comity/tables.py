"""Rows of CSV and JSONL files, each with its place, so that an error can name file, line and field."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import InputError

if TYPE_CHECKING:
    import _csv  # the only name of the type that csv.reader returns

_LONGEST_FIELD = 2**31 - 1
_SPACE = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, at `where` (file:line); `error` says why it cannot be taken apart."""

    where: str
    values: Mapping[str, object]
    error: str | None = None

    def get(self, column: str) -> str | None:
        """The value of `column` without the space around it, None when it is blank or not there.

        Raises:
            InputError: the value is neither text nor a number.
        """
        value = self.values.get(column)
        if isinstance(value, str):
            return value.strip() or None
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        found = json.dumps(value)[:40]
        raise InputError(f"{self.where}:{column}: found {found}; give text or leave it out")


def read_bytes(path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file one by one, ends included, however large it is.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error


def decode(data: bytes, where: str) -> str:
    """`data` as text, byte for byte.

    Raises:
        InputError: it is not UTF-8; the message has the place of the first wrong byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        source = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "WINDOWS-1252"
        raise InputError(
            f"{where}:{line}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8; "
            f"convert it, for example with: iconv -f {source} -t UTF-8"
        ) from error


def json_rows(lines: Iterable[bytes], table: str) -> Iterator[Row]:
    """The objects of a JSONL file called `table`, blank lines left out."""
    for number, line in enumerate(lines, start=1):
        if line.strip(_SPACE):
            yield _json_row(line, f"{table}:{number}")


def _json_row(line: bytes, where: str) -> Row:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} of the line (0x{line[error.start]:02x})"
        return Row(where, {}, f"{where}: {byte} is not UTF-8; convert the file with iconv")
    except json.JSONDecodeError as error:
        problem = f"no JSON, {error.msg} at character {error.colno}"
        return Row(where, {}, f"{where}: {problem}; write one object a line")
    if not isinstance(values, dict):
        found = json.dumps(values)[:30]
        return Row(where, {}, f'{where}: found {found}; write objects such as {{"text": "…"}}')
    return Row(where, values)


def csv_rows(path: Path, *, required: str) -> Iterator[Row]:
    """The rows of a CSV file with a heading; a byte that is not UTF-8 stays in its field, as a surrogate.

    Raises:
        InputError: the file cannot be read or its heading has no column `required`.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    text = read_bytes(path).removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading = [h.strip().lower() for h in next(reader, [])]
    if required not in heading:
        found = ", ".join(h for h in heading if h) or "nothing"
        raise InputError(f"{path}:1:{required}: no such column; the first line names {found}")
    return _rows_below(reader, heading, path.name)


def _rows_below(reader: _csv.Reader, heading: list[str], table: str) -> Iterator[Row]:
    while True:
        where = f"{table}:{reader.line_num + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(where, {}, f"{where}: {error}; quote the field and double the quotes in it")
            continue
        if len(cells) > len(heading):
            problem = f"{len(cells)} fields under {len(heading)} headings"
            yield Row(where, {}, f"{where}: {problem}; put fields that hold a comma in quotes")
        elif cells:
            yield Row(where, dict(zip(heading, cells, strict=False)))
