"""Rows of JSONL files and what all tables share: each row has its place, so that an error can name file, line and field.

Bounds hold before anything is parsed: a line that is too long is passed over piece by piece, never held as a whole.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from comity.errors import InputError

LONGEST_FIELD = 10_000
"""Characters of a title, an address or a note."""

_SPACE = b"\xef\xbb\xbf \t\r\n"
_PIECE = 1 << 20
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, at `where` (file:line); `error` says why it cannot be taken apart."""

    where: str
    values: Mapping[str, object]
    error: str | None = None

    def get(self, column: str) -> str | None:
        """The value of `column` without the space around it, None when it is blank or not there.

        Raises:
            InputError: the value is neither text nor a number, or is too long, or holds what is no character of a text.
        """
        value = self.values.get(column)
        if isinstance(value, str):
            return self._text(column, value.strip()) or None
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return str(value)
        raise InputError(f"{self.where}:{column}: found {seen(value)}; give text or leave it out")

    def _text(self, column: str, value: str) -> str:
        place = f"{self.where}:{column}"
        if len(value) > LONGEST_FIELD:
            problem = f"{len(value)} characters, more than {LONGEST_FIELD}"
            raise InputError(f"{place}: {problem}; shorten it or leave it out")
        check_characters(value, place)
        return value


def check_characters(text: str, where: str) -> None:
    """Lets a text pass that can be written as UTF-8 and kept.

    Raises:
        InputError: it holds a NUL character or half of a surrogate pair, which is what becomes of bytes that are no UTF-8.
    """
    if "\0" in text:
        raise InputError(f"{where}: holds a NUL character; export it as plain UTF-8 text")
    if broken := _SURROGATE.search(text):
        problem = f"{where}: character {broken.start()} is not UTF-8"
        raise InputError(
            f"{problem}; convert the file, for example with: iconv -f WINDOWS-1252 -t UTF-8"
        )


def printable(text: str) -> str:
    r"""`text` on one line, with what a terminal would obey or not show (controls, marks of direction) spelt out.

    >>> printable("a\nb \x1b[31m caf\u00e9 \u202e")
    'a\\nb \\x1b[31m café \\u202e'
    """
    return _UNSEEN.sub(lambda m: m.group().encode("unicode_escape").decode("ascii"), text)


def seen(value: object) -> str:
    """The first 40 characters of a value of JSON, however deep it is."""
    try:
        return json.dumps(value)[:40]
    except RecursionError:
        return "brackets in brackets, too deep to show"


def read_bytes(path: Path, *, longest: int | None = None) -> bytes:
    """All bytes of a file.

    Raises:
        InputError: it cannot be read, or has more than `longest` bytes, which is found out before it is read.
    """
    try:
        with path.open("rb") as file:
            data = file.read() if longest is None else file.read(longest + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error
    if longest is not None and len(data) > longest:
        raise InputError(
            f"{printable(path.name)}: more than {longest} bytes; split it into articles, or allow more"
        )
    return data


def read_lines(path: Path, *, longest: int) -> Iterator[bytes | None]:
    """The lines of a file one by one, as `bounded_lines` gives them, however large it is.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from bounded_lines(file, longest=longest)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error


def bounded_lines(file: BinaryIO, *, longest: int) -> Iterator[bytes | None]:
    """The lines of `file`, ends included; None in place of one of more than `longest` bytes."""
    while line := file.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_PIECE)
        yield None


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


def json_rows(lines: Iterable[bytes | None], table: str) -> Iterator[Row]:
    """The objects of a JSONL file called `table`, blank lines left out; None is a line that was too long to be read."""
    for number, line in enumerate(lines, start=1):
        where = f"{table}:{number}"
        if line is None:
            yield Row(where, {}, f"{where}: the line is too long; split its text into articles")
        elif line.strip(_SPACE):
            yield _json_row(line, where)


def _json_row(line: bytes, where: str) -> Row:
    try:
        values = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} of the line (0x{line[error.start]:02x})"
        return Row(where, {}, f"{where}: {byte} is not UTF-8; convert the file with iconv")
    except json.JSONDecodeError as error:
        problem = f"no JSON, {error.msg} at character {error.colno}"
        return Row(where, {}, f"{where}: {problem}; write one object a line")
    except RecursionError:
        return Row(
            where, {}, f"{where}: brackets in brackets, too deep; write one flat object a line"
        )
    except ValueError as error:
        problem = f"no JSON, {str(error).partition(';')[0]}"
        return Row(where, {}, f"{where}: {problem}; write it as text, in quotes")
    if not isinstance(values, dict):
        return Row(
            where, {}, f'{where}: found {seen(values)}; write objects such as {{"text": "…"}}'
        )
    return Row(where, values)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
