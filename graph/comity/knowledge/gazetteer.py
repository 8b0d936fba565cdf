"""The gazetteer: states, places, organisations, bodies, parties, groups and treaties, by every name in use.

It is made of the tables `states organisations places regions treaties` (one row a thing, several names in a cell
parted by "|") and `names` (one row a name, where a name has dates) under `ontology/`, and of the user's own table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from comity.errors import InputError, OntologyError
from comity.knowledge.entries import BEYOND_STATES, KINDS, TYPES, Entry, Form, arrange, prefix_of
from comity.knowledge.rows import TableRow, read_table
from comity.knowledge.supplement import add_names
from comity.resources import folder

__all__ = ["KINDS", "TYPES", "Entry", "Form", "Gazetteer", "load_gazetteer"]

_NAMES = {
    "name": "name",
    "official_name": "name",
    "other_names": "name",
    "short_forms": "short",
    "adjectives": "adjective",
    "demonyms": "demonym",
    "capitals": "capital",
    "metonyms": "metonym",
    "context_forms": "context",
}
_STATES = "code iso2 name official_name other_names short_forms adjectives demonyms capitals context_forms wikidata"
_ORGANISATIONS = "entry type name code other_names short_forms adjectives demonyms metonyms context_forms wikidata"
_PLACES = "entry name country other_names adjectives demonyms context_forms wikidata"
_REGIONS = "entry name other_names adjectives demonyms wikidata"
_TREATIES = "entry name other_names short_forms wikidata"
_TABLES = (
    ("states.csv", "State", _STATES),
    ("organisations.csv", None, _ORGANISATIONS),
    ("places.csv", "Place", _PLACES),
    ("regions.csv", "Place", _REGIONS),
    ("treaties.csv", "Treaty", _TREATIES),
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`entries` by identifier and `forms` by text, both sorted; a text has all its readings, the plainest first."""

    entries: Mapping[str, Entry]
    forms: Mapping[str, tuple[Form, ...]]

    def state_of(self, code: str) -> Entry | None:
        """The state with the ISO 3166 alpha-3 `code`, or None when it is no state's.

        >>> load_gazetteer().state_of("KOR").name, load_gazetteer().state_of("IGO")
        ('South Korea', None)
        """
        return self.entries.get(f"state/{code.lower()}")


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The gazetteer, with the user's table `extra` merged over it; kept in memory when there is none.

    >>> [(form.entry, form.kind) for form in load_gazetteer().forms["Seoul"]]
    [('place/seoul', 'name'), ('state/kor', 'capital')]

    Raises:
        OntologyError: a table under `ontology/` contradicts itself or another.
        InputError: the table `extra` cannot be read or has a wrong row.
    """
    if extra is None:
        return _shipped()
    entries, forms = _tables(folder("ontology"))
    entries, more = add_names(extra, entries)
    return _assemble(entries, _over(forms, more))


@cache
def _shipped() -> Gazetteer:
    return _assemble(*_tables(folder("ontology")))


@cache
def _tables(home: Path) -> tuple[Mapping[str, Entry], tuple[Form, ...]]:
    """The entries, still without `names`, and the forms of the tables in the folder `home`."""
    entries: dict[str, Entry] = {}
    forms: list[Form] = []
    for file, type_, columns in _TABLES:
        for row in read_table(home / file, columns.split()):
            entry = _entry(row, type_)
            if entry.id in entries:
                raise OntologyError(
                    f"{row.where}:entry: found {entry.id} a second time; keep one row"
                )
            entries[entry.id] = entry
            forms.extend(_forms(row, entry.id))
    _check_codes(entries)
    try:
        named, dated = add_names(home / "names.csv", entries)
    except InputError as error:
        raise OntologyError(str(error)) from error
    return MappingProxyType(named), _over(forms, dated)


def _over(forms: Iterable[Form], later: Iterable[Form]) -> tuple[Form, ...]:
    """The forms with `later` ones in the place of those of the same text, entry and kind, whatever their dates."""
    later = tuple(later)
    replaced = {(form.text, form.entry, form.kind) for form in later}
    return (*(form for form in forms if (form.text, form.entry, form.kind) not in replaced), *later)


def _entry(row: TableRow, type_: str | None) -> Entry:
    values = row.values
    type_ = type_ or row.one_of("type", tuple(TYPES))
    code = values.get("code") or values.get("country") or None
    identifier = f"state/{row.need('code').lower()}" if type_ == "State" else row.need("entry")
    if prefix_of(identifier) != TYPES[type_]:
        raise OntologyError(
            f"{row.where}:entry: found {identifier!r}; a {type_} begins with {TYPES[type_]}/"
        )
    country = None if code in BEYOND_STATES else code
    return Entry(identifier, type_, row.need("name"), code, values["wikidata"] or None, country, ())


def _forms(row: TableRow, identifier: str) -> Iterator[Form]:
    for column, kind in _NAMES.items():
        cell = row.values.get(column)
        if cell:
            for text in cell.split("|"):
                if not text or text != text.strip():
                    raise OntologyError(
                        f"{row.where}:{column}: found {text!r}; part names by a single '|'"
                    )
                yield Form(text, identifier, kind)


def _check_codes(entries: Mapping[str, Entry]) -> None:
    for entry in entries.values():
        if entry.country is not None and f"state/{entry.country.lower()}" not in entries:
            raise OntologyError(
                f"ontology: {entry.id} has the code {entry.code!r}, which is in no row of states.csv"
            )


def _assemble(entries: Mapping[str, Entry], forms: tuple[Form, ...]) -> Gazetteer:
    names: dict[str, set[str]] = {identifier: set() for identifier in entries}
    for form in forms:
        if form.kind in ("name", "short"):
            names[form.entry].add(form.text)
    complete = {
        identifier: replace(entry, names=(entry.name, *sorted(names[identifier] - {entry.name})))
        for identifier, entry in sorted(entries.items())
    }
    types = {identifier: entry.type for identifier, entry in complete.items()}
    return Gazetteer(MappingProxyType(complete), MappingProxyType(arrange(forms, types)))
