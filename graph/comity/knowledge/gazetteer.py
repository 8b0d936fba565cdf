"""States, places, organisations and bodies, with every name that articles use for them.

The tables are `ontology/gazetteer/*.csv`, one row a thing, all with the columns of `COLUMNS`; a user's own table has
the same columns (any may be left out but `id`, `type` and `name`) and adds rows or further names to known ones. Names in
one cell are parted by "|"; a name that was in use for a time only carries its bounds: "Zaire[1971..1997-05-17]".
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from comity import resources
from comity.errors import InputError, OntologyError

KINDS = ("short", "adjective", "demonym", "metonym", "capital", "context")
COLUMNS = ("id", "type", "name", "code", "country", "wikidata", "since", "until", *KINDS)
TYPES = {
    "State": "state",
    "Place": "place",
    "IntergovernmentalOrganization": "igo",
    "Organization": "org",
    "GovernmentBody": "body",
    "Party": "party",
    "Group": "group",
    "Treaty": "treaty",
}
_DATED = re.compile(r"^(?P<text>.*?)(?:\[(?P<since>[\d-]*)\.\.(?P<until>[\d-]*)\])?$")


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one entry, as articles print it; `since` and `until` bound the time of its use.

    `kind` is name, short, adjective, demonym, metonym, capital, or context for a name that is valid only in an
    article that names the entry otherwise too ("the North").
    """

    text: str
    entry: str
    kind: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the gazetteer; `code` as in `model.Entity`, `country` the alpha-3 code of the state a place lies in."""

    id: str
    type: str
    name: str
    code: str | None
    wikidata: str | None
    country: str | None
    names: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by id, and the readings of each name, in the order of the tables."""

    entries: Mapping[str, Entry]
    forms: Mapping[str, tuple[Form, ...]]

    def state_of(self, code: str) -> Entry | None:
        """The state with that alpha-3 code, if there is one."""
        return self.entries.get(f"state/{code.lower()}")


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The gazetteer, with the rows of the user's table `extra` added.

    Raises:
        OntologyError: a row of comity's own tables is wrong.
        InputError: a row of `extra` is wrong or the file cannot be read.
    """
    if extra is None:
        return _own()
    entries = dict(_own().entries)
    for entry in _read(extra, InputError):
        known = entries.get(entry.id)
        entries[entry.id] = replace(known, names=_distinct((*known.names, *entry.names))) if known else entry
    return _indexed(entries)


@cache
def _own() -> Gazetteer:
    entries: dict[str, Entry] = {}
    for path in sorted((resources.folder("ontology") / "gazetteer").glob("*.csv")):
        for entry in _read(path, OntologyError):
            if entry.id in entries:
                raise OntologyError(f"{path.name}: id {entry.id} stands twice; join the rows")
            entries[entry.id] = entry
    return _indexed(entries)


def _indexed(entries: Mapping[str, Entry]) -> Gazetteer:
    forms: dict[str, list[Form]] = defaultdict(list)
    for entry in entries.values():
        for form in entry.names:
            forms[form.text].append(form)
    return Gazetteer(MappingProxyType(dict(entries)), MappingProxyType({t: tuple(f) for t, f in forms.items()}))


def _read(path: Path, error: type[InputError | OntologyError]) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [c for c in ("id", "type", "name") if c not in (rows.fieldnames or ())]
            unknown = [c for c in rows.fieldnames or () if c not in COLUMNS]
            if missing or unknown:
                raise error(
                    f"{path.name}:1: {'no column ' + ', '.join(missing) if missing else 'unknown column ' + ', '.join(unknown)}; "
                    f"the columns are {', '.join(COLUMNS)}"
                )
            for row in rows:
                yield _entry(path.name, rows.line_num, row, error)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise error(f"{path}: cannot be read as a UTF-8 CSV table ({problem})") from problem


def _entry(file: str, line: int, row: Mapping[str, str | None], error: type[InputError | OntologyError]) -> Entry:
    cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
    where = f"{file}:{line}"
    if cell["type"] not in TYPES:
        raise error(f"{where}:type: found {cell['type']!r}; allowed are {', '.join(TYPES)}")
    if not re.fullmatch(rf"{TYPES[cell['type']]}/[a-z0-9-]+", cell["id"]):
        raise error(f"{where}:id: found {cell['id']!r}; a {cell['type']} has an id such as {TYPES[cell['type']]}/name-in-ascii")
    if not cell["name"]:
        raise error(f"{where}:name: empty; give the name that articles print")
    bounds = _day(cell["since"], where, "since", error, last=False), _day(cell["until"], where, "until", error, last=True)
    texts = [("name", cell["name"]), *((kind, text) for kind in KINDS for text in cell[kind].split("|"))]
    names = [_form(cell["id"], kind, text.strip(), bounds, where, error) for kind, text in texts if text.strip()]
    return Entry(
        cell["id"], cell["type"], cell["name"], cell["code"] or None, cell["wikidata"] or None, cell["country"] or None, _distinct(names)
    )


def _form(
    entry: str,
    kind: str,
    text: str,
    bounds: tuple[date | None, date | None],
    where: str,
    error: type[InputError | OntologyError],
) -> Form:
    match = _DATED.match(text)
    if match is None or not match["text"].strip():
        raise error(f"{where}:{kind}: found {text!r}; write a name, or name[since..until]")
    since = _day(match["since"] or "", where, kind, error, last=False) or bounds[0]
    until = _day(match["until"] or "", where, kind, error, last=True) or bounds[1]
    return Form(match["text"].strip(), entry, kind, since, until)


def _day(
    text: str, where: str, field: str, error: type[InputError | OntologyError], *, last: bool
) -> date | None:
    """A day from a year or an ISO date; a year is its first or last day."""
    if not text:
        return None
    try:
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        return date.fromisoformat(text)
    except ValueError as problem:
        raise error(f"{where}:{field}: found {text!r}; give a year or a date such as 1993-01-01") from problem


def _distinct(names: list[Form] | tuple[Form, ...]) -> tuple[Form, ...]:
    kept: dict[tuple[str, date | None], Form] = {}
    for form in names:
        kept.setdefault((form.text, form.since), form)
    return tuple(kept.values())
