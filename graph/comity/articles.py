"""Articles in: a folder of text files, a JSONL or CSV table, a single file, or standard input.

An article's text is the exact decoding of its bytes as UTF-8: byte-order mark, CRLF and no-break
spaces stay, so that offsets point into what lies on disk and its hash is what `sha256sum` prints.
What cannot be read becomes a `BadArticle` with the reason and the remedy; the others are not lost.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from comity.errors import InputError
from comity.model import Article, to_article
from comity.tables import Row, csv_rows, decode, json_rows, read_bytes, read_lines

STANDARD_INPUT = "standard-input"
_KINDS = "a folder of .txt files, a .txt, a .jsonl or a .csv"
_NOT_READ = (".doc", ".docx", ".eml", ".htm", ".html", ".odt", ".pdf", ".rtf")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = Row("", {})


@dataclass(frozen=True, slots=True)
class BadArticle:
    """An article that was not taken in; `message` says where, why and what to do about it."""

    name: str
    message: str


def read(source: Path | str, *, index: Path | None = None) -> Iterator[Article | BadArticle]:
    """The articles of `source`, in order: by file name in a folder, by line in a table.

    `source` is a folder of `.txt` files, a `.txt`, `.jsonl` or `.csv` file, or `-` for standard input
    (JSONL when it begins with a brace, else one text). The columns of a table are text, and where known
    id, title, published, publisher, url and note. `index` names a CSV file with the column `file` and
    the same others; without it `index.csv` beside the texts is used where there is one.

    Raises:
        InputError: nothing is there to read, or a table lacks a column that it must have.
    """
    if str(source) == "-":
        return _standard_input(sys.stdin.buffer.read())
    path = Path(source)
    if path.is_dir():
        return _folder(path, index)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; give {_KINDS}")
    match path.suffix.lower():
        case ".txt":
            rows, _ = _index(index or path.parent / "index.csv", required=index is not None)
            return iter([_text_file(path, rows.get(path.name, _BLANK))])
        case ".jsonl":
            return _table(json_rows(read_lines(path), path.name))
        case ".csv":
            return _table(csv_rows(path, required="text"))
    raise InputError(
        f"{path}: files of this kind are not read; save it as plain text (.txt), or give {_KINDS}"
    )


def _standard_input(data: bytes) -> Iterator[Article | BadArticle]:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _table(json_rows(io.BytesIO(data), STANDARD_INPUT))
    return iter([_guarded(STANDARD_INPUT, partial(_text, lambda: data, STANDARD_INPUT, _BLANK))])


def _folder(path: Path, index: Path | None) -> Iterator[Article | BadArticle]:
    files = _texts(path)
    if not files:
        raise InputError(f"{path}: no .txt file in this folder{_elsewhere(path)}")
    rows, bad = _index(index or path / "index.csv", required=index is not None)
    for name in sorted(rows.keys() - {f.name for f in files}):
        problem = f"{rows[name].where}:file: there is no '{name}' in {path}"
        bad.append(BadArticle(name, f"{problem}; correct the name or remove the line"))
    return chain(bad, (_text_file(f, rows.get(f.name, _BLANK)) for f in files))


def _texts(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.suffix.lower() == ".txt" and f.is_file())


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
    for row in csv_rows(path, required="file"):
        name = row.get("file")
        if row.error:
            bad.append(BadArticle(row.where, row.error))
        elif name is None:
            problem = f"{row.where}:file: blank"
            bad.append(BadArticle(row.where, f"{problem}; name the text file or remove the line"))
        elif name in rows:
            problem = f"{row.where}:file: '{name}' stands already at {rows[name].where}"
            bad.append(BadArticle(name, f"{problem}; keep one of the two lines"))
        else:
            rows[name] = row
    return rows, bad


def _text_file(path: Path, row: Row) -> Article | BadArticle:
    return _guarded(path.name, partial(_text, partial(read_bytes, path), path.name, row))


def _text(load: Callable[[], bytes], name: str, row: Row) -> Article:
    return _article(decode(load(), name), name=name, where=name, row=row)


def _table(rows: Iterable[Row]) -> Iterator[Article | BadArticle]:
    """An article for each row, named by its id or else by its place, `file:line`."""
    seen: dict[str, str] = {}
    for row in rows:
        item = _guarded(row.where, partial(_table_article, row))
        if isinstance(item, Article) and item.name in seen:
            problem = f"{row.where}:id: '{item.name}' is already the id at {seen[item.name]}"
            item = BadArticle(item.name, f"{problem}; give each article its own")
        seen.setdefault(item.name, row.where)
        yield item


def _table_article(row: Row) -> Article:
    if row.error:
        raise InputError(row.error)
    text = row.values.get("text")
    if not isinstance(text, str):
        problem = "missing" if text is None else f"found {text!r:.40}"
        raise InputError(f"{row.where}:text: {problem}; every row needs its article as text")
    return _article(text, name=row.get("id") or row.where, where=f"{row.where}:text", row=row)


def _guarded(name: str, make: Callable[[], Article]) -> Article | BadArticle:
    try:
        return make()
    except InputError as error:
        return BadArticle(name, str(error))


def _article(text: str, *, name: str, where: str, row: Row) -> Article:
    """The article of `text` with the citation in `row`.

    Raises:
        InputError: the text is blank or no text, or a field of the row is wrong.
    """
    if not text.strip("\ufeff \t\r\n\xa0"):
        raise InputError(f"{where}: empty; fill it or remove it")
    if "\0" in text:
        raise InputError(f"{where}: holds a NUL character; export it as plain UTF-8 text")
    if broken := _SURROGATE.search(text):
        problem = f"{where}: character {broken.start()} is not UTF-8"
        raise InputError(
            f"{problem}; convert the file, for example with: iconv -f WINDOWS-1252 -t UTF-8"
        )
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
