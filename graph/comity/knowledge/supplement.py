"""Names from a table, one row a name: what a user adds to the gazetteer, and the dated names that ship with it.

The columns, in any order, are `entry` and `text`, and where wanted `kind since until type name code wikidata`:

    entry,text,kind,type,name,code
    org/nile-forum,Nile Forum,name,Organization,Nile Forum,NGO
    org/nile-forum,NF,short,,,
    state/jpn,Nagatacho,metonym,,,

The first row of a new entry gives its `type` and, where the `text` is not it, its `name`; for an entry that is known,
`name`, `code` and `wikidata` replace what was there. A blank `kind` is "name".
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import InputError
from comity.knowledge.entries import BEYOND_STATES, KINDS, TYPES, Entry, Form, prefix_of

if TYPE_CHECKING:
    import _csv  # the only name of the type that csv.reader returns

COLUMNS = ("entry", "text", "kind", "since", "until", "type", "name", "code", "wikidata")
_NEEDED = ("entry", "text")
_Q = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def wrong(self, column: str, remedy: str) -> InputError:
        return InputError(f"{self.where}:{column}: found {self[column]!r}; {remedy}")


def add_names(
    path: Path, entries: Mapping[str, Entry]
) -> tuple[dict[str, Entry], tuple[Form, ...]]:
    """The entries with those of the table at `path` merged over them, and the table's forms, in its order.

    Raises:
        InputError: the file cannot be read, or a row is wrong (the message gives file:line:column and the remedy).
    """
    rows = _rows(path)
    merged = dict(entries)
    for row in rows:
        merged[row["entry"]] = _entry(row, merged.get(row["entry"]))
    codes = {entry.code for entry in merged.values() if entry.type == "State"}
    forms: list[Form] = []
    for row in rows:
        if row["code"] and row["code"] not in codes and row["code"] not in BEYOND_STATES:
            allowed = ", ".join(BEYOND_STATES)
            raise row.wrong(
                "code", f"give a state's three-letter code (JPN), {allowed}, or leave it blank"
            )
        form = _form(row)
        if form in forms:
            raise row.wrong(
                "text", f"{form.entry} has this {form.kind} in a row above; remove one of them"
            )
        forms.append(form)
    return merged, tuple(forms)


def _rows(path: Path) -> list[_Row]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; give the path of a CSV file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a CSV file in UTF-8") from error
    reader = csv.reader(lines)
    try:
        return list(_told(reader, path))
    except csv.Error as error:
        raise InputError(
            f"{path.name}:{reader.line_num}: {error}; close the quote, or shorten the cell"
        ) from error


def _told(reader: _csv.Reader, path: Path) -> Iterator[_Row]:
    header = [cell.strip() for cell in next(reader, [])]
    _check_header(path, header)
    for cells in reader:
        where = f"{path.name}:{reader.line_num}"
        if cells and len(cells) != len(header):
            raise InputError(
                f"{where}:columns: found {len(cells)}, the header has {len(header)}; quote cells that hold a comma"
            )
        if any(cell.strip() for cell in cells):
            values = (" ".join(cell.split()) for cell in cells)
            yield _Row(where, dict(zip(header, values, strict=True)))


def _check_header(path: Path, header: list[str]) -> None:
    unknown = list(dict.fromkeys(column for column in header if column not in COLUMNS))
    missing = [column for column in _NEEDED if column not in header]
    twice = sorted(column for column, times in Counter(header).items() if times > 1)
    for fault, columns in (("unknown", unknown), ("missing", missing), ("repeated", twice)):
        if columns:
            raise InputError(
                f"{path.name}:1:header: {fault} {', '.join(map(repr, columns)):.200}; "
                f"the columns are {','.join(COLUMNS)}, of which entry and text must be there"
            )


def _entry(row: _Row, known: Entry | None) -> Entry:
    """The entry that the row speaks of: a new one, or the known one with what the row changes."""
    prefix = prefix_of(row["entry"])
    if prefix is None:
        prefixes = ", ".join(sorted(TYPES.values()))
        raise row.wrong(
            "entry", f"write a prefix and a name as in org/nile-forum; prefixes: {prefixes}"
        )
    type_ = known.type if known else row["type"]
    if row["type"] and row["type"] not in TYPES:
        raise row.wrong("type", f"allowed: {', '.join(TYPES)}")
    if not type_:
        raise row.wrong("type", f"{row['entry']} is new: give its type, one of {', '.join(TYPES)}")
    if TYPES[row["type"] or type_] != prefix:
        fitting = next(name for name, own in TYPES.items() if own == prefix)
        raise row.wrong(
            "type", f"the prefix {prefix}/ is for {fitting}; change the one or the other"
        )
    if row["wikidata"] and not _Q.fullmatch(row["wikidata"]):
        raise row.wrong("wikidata", "give a Q-number as in Q1065, or leave it blank")
    return _merged(row, type_, known)


def _merged(row: _Row, type_: str, known: Entry | None) -> Entry:
    name = row["name"] or (known.name if known else row["text"])
    if not name:
        raise row.wrong("name", f"{row['entry']} is new: give its name")
    own = row["entry"].partition("/")[2].upper() if type_ == "State" else ""
    if own and (len(own) != 3 or row["code"] not in ("", own)):
        raise row.wrong(
            "code", "a state's identifier is its three-letter code, as in state/jpn with JPN"
        )
    code = row["code"] or own or (known.code if known else None)
    country = None if code in BEYOND_STATES else code
    wikidata = row["wikidata"] or (known.wikidata if known else None)
    return Entry(row["entry"], type_, name, code, wikidata, country, ())


def _form(row: _Row) -> Form:
    text = row["text"] or row["name"]
    if not text:
        raise row.wrong("text", "give the words that stand for the entry")
    kind = row["kind"] or "name"
    if kind not in KINDS:
        raise row.wrong("kind", f"allowed: {', '.join(KINDS)}")
    since, until = _day(row, "since"), _day(row, "until")
    if since and until and since > until:
        raise row.wrong("until", f"it is before {since}; give a later day")
    return Form(text, row["entry"], kind, since, until)


def _day(row: _Row, column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise row.wrong(column, "give a day as in 2019-02-12, or leave it blank") from error
