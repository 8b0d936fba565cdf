"""Articles in: a folder of text files, a JSONL or CSV table, a single file, or standard input.

An article's text is the exact decoding of its bytes as UTF-8: byte-order mark, CRLF and no-break
spaces stay, so that offsets point into what lies on disk and its hash is what `sha256sum` prints.
What cannot be read becomes a `BadArticle` with the reason and the remedy; the others are not lost. What is too long is found
out before it is held in memory.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from comity.csv_tables import csv_rows
from comity.errors import InputError
from comity.model import Article, to_article
from comity.tables import (
    LONGEST_FIELD,
    Row,
    bounded_lines,
    check_characters,
    decode,
    json_rows,
    printable,
    read_bytes,
    read_lines,
    seen,
)

LONGEST = 100_000
"""Characters of an article, unless another bound is given: one of prose takes 4 seconds, one of names alone 24 and 1.1 GB."""

STANDARD_INPUT = "standard-input"
_KINDS = "a folder of .txt files, a .txt, a .jsonl or a .csv"
_NOT_READ = (".doc", ".docx", ".eml", ".htm", ".html", ".odt", ".pdf", ".rtf")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANK = Row("", {})
_FIELDS = 6 * LONGEST_FIELD


@dataclass(frozen=True, slots=True)
class BadArticle:
    """An article that was not taken in; `message` says where, why and what to do about it."""

    name: str
    message: str


def read(
    source: Path | str, *, index: Path | None = None, max_chars: int = LONGEST
) -> Iterator[Article | BadArticle]:
    """The articles of `source`, in order: by file name in a folder, by line in a table.

    `source` is a folder of `.txt` files, a `.txt`, `.jsonl` or `.csv` file, or `-` for standard input
    (JSONL when it begins with a brace, else one text). The columns of a table are text, and where known
    id, title, published, publisher, url and note. `index` names a CSV file with the column `file` and
    the same others; without it `index.csv` beside the texts is used where there is one. An article of more
    than `max_chars` characters is a bad one.

    Raises:
        InputError: nothing is there to read, or a table lacks a column that it must have.
    """
    if str(source) == "-":
        return _standard_input(sys.stdin.buffer, max_chars)
    path = Path(source)
    try:
        folder, there = path.is_dir(), path.exists()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; give {_KINDS}") from error
    if folder:
        return _folder(path, index, max_chars)
    if not there:
        raise InputError(f"{path}: no such file or folder; give {_KINDS}")
    match path.suffix.lower():
        case ".txt":
            rows, _ = _index(index or path.parent / "index.csv", required=index is not None)
            return iter([_text_file(path, rows.get(path.name, _BLANK), max_chars)])
        case ".jsonl":
            lines = read_lines(path, longest=_longest_line(max_chars))
            return _table(json_rows(lines, printable(path.name)), max_chars)
        case ".csv":
            rows_ = csv_rows(path, required="text", longest=_longest_row(max_chars))
            return _table(rows_, max_chars)
    raise InputError(
        f"{path}: files of this kind are not read; save it as plain text (.txt), or give {_KINDS}"
    )


def count(source: Path | str) -> int | None:
    """How many articles `source` has, those that cannot be read among them; None where that is known at the end alone.

    Raises:
        InputError: as `read` does.
    """
    path = Path(source)
    if str(source) == "-":
        return None
    if path.is_dir():
        return len(_texts(path))
    match path.suffix.lower():
        case ".jsonl":
            lines = read_lines(path, longest=_longest_line(LONGEST))
            return sum(1 for line in lines if line is None or line.strip())
        case ".csv":
            return sum(1 for row in csv_rows(path, required="text", longest=_longest_row(LONGEST)))
    return 1


def _longest_line(max_chars: int) -> int:
    """The bytes of a line of JSON at most: a character may be two escapes of six bytes."""
    return 12 * (max_chars + _FIELDS)


def _longest_row(max_chars: int) -> int:
    """The characters of a row of CSV at most: each may be a quote, which is doubled."""
    return 2 * (max_chars + _FIELDS)


def _standard_input(data: BinaryIO, max_chars: int) -> Iterator[Article | BadArticle]:
    longest = _longest_line(max_chars)
    lines = bounded_lines(data, longest=longest)
    first: list[bytes | None] = []
    size = 0
    for line in lines:
        first.append(line)
        size += len(line or b"")
        if line is None or size > longest or line.strip(b"\xef\xbb\xbf \t\r\n"):
            break
    if first and (first[-1] or b"").removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _table(json_rows(chain(first, lines), STANDARD_INPUT), max_chars)

    def load() -> bytes:
        if None in first:
            raise InputError(f"{STANDARD_INPUT}: {_too_long(max_chars)}")
        text = b"".join(line for line in first if line is not None)
        return text + data.read(max(0, 4 * max_chars + 4 - len(text)))

    make = partial(_text, load, STANDARD_INPUT, _BLANK, max_chars)
    return iter([_guarded(STANDARD_INPUT, make)])


def _folder(path: Path, index: Path | None, max_chars: int) -> Iterator[Article | BadArticle]:
    try:
        found = _texts(path)
        files = [f for f in found if f.is_file()]
        lost = [f for f in found if f.is_symlink() and not f.exists()]
        if not files and not lost:
            raise InputError(f"{path}: no .txt file in this folder{_elsewhere(path)}")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check that it may be read") from error
    rows, bad = _index(index or path / "index.csv", required=index is not None)
    for name in sorted(rows.keys() - {f.name for f in found}):
        shown = printable(name)
        problem = f"{rows[name].where}:file: there is no '{shown}' in {path}"
        bad.append(BadArticle(shown, f"{problem}; correct the name or remove the line"))
    for link in lost:
        problem = f"{printable(link.name)}: a link that leads to no file; mend or remove it"
        bad.append(BadArticle(printable(link.name), problem))
    return chain(bad, (_text_file(f, rows.get(f.name, _BLANK), max_chars) for f in files))


def _texts(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.suffix.lower() == ".txt" and not f.is_dir())


def _elsewhere(folder: Path) -> str:
    """Where the articles may be, of a folder that has none."""
    deeper = next((f for f in sorted(folder.iterdir()) if f.is_dir() and _texts(f)), None)
    if deeper is not None:
        return f", and folders inside it are not searched; give {deeper}"
    others = not_read(folder)
    if others:
        return f"; save {others[0]} and the like as plain text, each article as a .txt file"
    return f"; put articles there, each as a .txt file, or give {_KINDS}"


def not_read(source: Path | str) -> tuple[str, ...]:
    """The names, sorted, of files in the folder `source` that look like articles in a form that is not read."""
    folder = Path(source)
    if str(source) == "-" or not folder.is_dir():
        return ()
    return tuple(sorted(f.name for f in folder.iterdir() if f.suffix.lower() in _NOT_READ))


def _index(path: Path, *, required: bool) -> tuple[dict[str, Row], list[BadArticle]]:
    """The rows of an index by file name, and the lines that are of no use."""
    if not path.exists() and not required:
        return {}, []
    rows: dict[str, Row] = {}
    bad: list[BadArticle] = []
    for row in csv_rows(path, required="file", longest=_longest_row(0)):
        try:
            name = _file_of(row)
        except InputError as error:
            bad.append(BadArticle(row.where, str(error)))
            continue
        if name in rows:
            shown = printable(name)
            problem = f"{row.where}:file: '{shown}' stands already at {rows[name].where}"
            bad.append(BadArticle(shown, f"{problem}; keep one of the two lines"))
        else:
            rows[name] = row
    return rows, bad


def _file_of(row: Row) -> str:
    if row.error:
        raise InputError(row.error)
    name = row.get("file")
    if name is None:
        raise InputError(f"{row.where}:file: blank; name the text file or remove the line")
    return name


def _text_file(path: Path, row: Row, max_chars: int) -> Article | BadArticle:
    load = partial(_bytes_of, path, max_chars)
    return _guarded(printable(path.name), partial(_text, load, path.name, row, max_chars))


def _bytes_of(path: Path, max_chars: int) -> bytes:
    check_characters(path.name, f"the name of {printable(path.name)}")
    return read_bytes(path, longest=4 * max_chars + 3)


def _text(load: Callable[[], bytes], name: str, row: Row, max_chars: int) -> Article:
    where = printable(name)
    text = decode(load(), where)
    return _article(text, name=name, where=where, row=row, max_chars=max_chars)


def _table(rows: Iterable[Row], max_chars: int) -> Iterator[Article | BadArticle]:
    """An article for each row, named by its id or else by its place, `file:line`."""
    seen_at: dict[str, str] = {}
    for row in rows:
        item = of_row(row, max_chars)
        if isinstance(item, Article) and item.name in seen_at:
            shown = printable(item.name)
            problem = f"{row.where}:id: '{shown}' is already the id at {seen_at[item.name]}"
            item = BadArticle(shown, f"{problem}; give each article its own")
        seen_at.setdefault(item.name, row.where)
        yield item


def of_row(row: Row, max_chars: int = LONGEST) -> Article | BadArticle:
    """The article of one row of a table, named by its id or else by the place of the row."""
    return _guarded(row.where, partial(_table_article, row, max_chars))


def _table_article(row: Row, max_chars: int) -> Article:
    if row.error:
        raise InputError(row.error)
    text = row.values.get("text")
    where = f"{row.where}:text"
    if not isinstance(text, str):
        problem = "missing" if text is None else f"found {seen(text)}"
        raise InputError(f"{where}: {problem}; every row needs its article as text")
    name = row.get("id") or row.where
    return _article(text, name=name, where=where, row=row, max_chars=max_chars)


def _guarded(name: str, make: Callable[[], Article]) -> Article | BadArticle:
    try:
        return make()
    except InputError as error:
        return BadArticle(name, str(error))


def _too_long(max_chars: int, found: int | None = None) -> str:
    problem = f"{found or 'many'} characters, more than {max_chars}"
    return f"{problem}; split it into articles, or allow more with --max-chars"


def _article(text: str, *, name: str, where: str, row: Row, max_chars: int) -> Article:
    """The article of `text` with the citation in `row`.

    Raises:
        InputError: the text is blank, too long or no text, or a field of the row is wrong.
    """
    if len(text) > max_chars:
        raise InputError(f"{where}: {_too_long(max_chars, len(text))}")
    if not text.replace("\ufeff", " ").strip():
        raise InputError(f"{where}: empty; fill it or remove it")
    check_characters(text, where)
    return to_article(
        text,
        name=name,
        title=row.get("title"),
        published=_day(row),
        publisher=row.get("publisher"),
        url=row.get("url"),
        note=row.get("note"),
    )


def _day(row: Row) -> date | None:
    found = row.get("published")
    if found is None:
        return None
    remedy = "write it as YYYY-MM-DD, or leave it blank when it is not known"
    if not _ISO_DAY.fullmatch(found):
        raise InputError(f"{row.where}:published: found '{found}'; {remedy}")
    try:
        return date.fromisoformat(found)
    except ValueError as error:
        raise InputError(f"{row.where}:published: '{found}': {error}; {remedy}") from error
