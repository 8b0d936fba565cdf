"""Files in the shape of `ontology/frames.toml`, read with their line numbers and checked for their keys.

What the words mean is `frames.py`'s part; here stand the reading and every message about a file's form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.errors import OntologyError

TABLES = ("cues", "frame", "idioms", "light", "roles", "sets")
WORDS = ("beside", "clause", "nouns", "objects", "subjects", "verbs")
CUES = ("consent", "denied", "ongoing", "planned", "possible", "speech")
PARTS = ("adjectives", "modals", "nouns", "verbs")
KEYS = ("event", "noun_roles", "roles", "status", "weak", *WORDS)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: where it stands, for messages, and its keys and values."""

    where: str
    values: Mapping[str, object]
    line: int | None = None

    def error(self, problem: str) -> OntologyError:
        """The error that says where the table is, and `problem`."""
        return OntologyError(f"{self.where}: {problem}")

    def allow(self, keys: Iterable[str]) -> None:
        """Refuse any key not in `keys`."""
        for key in sorted(set(self.values) - set(keys)):
            raise self.error(f'unknown key "{key}"; use one of {", ".join(sorted(keys))}')

    def words(self, key: str) -> tuple[str, ...]:
        """The list of lower-case words under `key`; empty when it is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f"{key} must be a list of strings")
        for word in value:
            if word != " ".join(word.lower().split()) or not word:
                raise self.error(f'{key} has "{word}"; write it in lower case with single spaces')
        if len(set(value)) < len(value):
            repeated = min(word for word in value if value.count(word) > 1)
            raise self.error(f'{key} has "{repeated}" twice; keep one')
        return tuple(value)

    def text(self, key: str) -> str | None:
        """The string under `key`, or None when it is absent."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{key} must be a string")
        return value

    def flag(self, key: str) -> bool:
        """The truth value under `key`, False when it is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} must be true or false")
        return value

    def mapping(self, key: str, *, allowed: tuple[str, ...]) -> dict[str, str]:
        """The table of strings under `key`, each value one of `allowed`; empty when it is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f'{key} must be a table such as {{ subject = "actor" }}')
        for name, role in sorted(value.items()):
            if role not in allowed:
                raise self.error(f'{key}.{name} is "{role}"; use one of {", ".join(allowed)}')
        return {str(name): str(role) for name, role in value.items()}


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name, its tables by name ("roles.Visit", "light"), and its [[frame]]s in order."""

    name: str
    tables: Mapping[str, Table]
    frames: tuple[Table, ...]

    def under(self, prefix: str) -> dict[str, Table]:
        """The tables whose names begin with `prefix` and a dot, by the rest of the name."""
        return {
            k.removeprefix(f"{prefix}."): v
            for k, v in self.tables.items()
            if k.startswith(f"{prefix}.")
        }

    def table(self, name: str) -> Table:
        """The table `name`, an empty one when it is absent."""
        return self.tables.get(name, Table(f"{self.name}: [{name}]", {}))


def read_file(path: Path) -> File:
    """The file at `path`, its top-level names checked.

    Raises:
        OntologyError: the file cannot be read, is not TOML, or has a table of another name.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data: dict[str, object] = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(
            f"{path}: cannot be read as UTF-8 text; check the path: {error}"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise OntologyError(
            f"{path}: not a TOML file: {error}; correct the line or the one above it"
        ) from error
    Table(path.name, data).allow(TABLES)
    tables = {}
    for name in ("idioms", "light", "sets"):
        tables[name] = _table(path.name, name, data.get(name, {}))
    for name in ("roles", "cues"):
        for key, values in _table(path.name, name, data.get(name, {})).values.items():
            tables[f"{name}.{key}"] = _table(path.name, f"{name}.{key}", values)
    return File(path.name, tables, _frame_tables(path.name, text, data.get("frame", [])))


def _table(file: str, name: str, values: object) -> Table:
    if not isinstance(values, dict):
        raise OntologyError(f"{file}: [{name}]: must be a table")
    return Table(f"{file}: [{name}]", values)


def _frame_tables(file: str, text: str, frames: object) -> tuple[Table, ...]:
    lines = [
        n
        for n, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s*\[\[\s*frame\s*\]\]", line)
    ]
    if not isinstance(frames, list) or not all(isinstance(frame, dict) for frame in frames):
        raise OntologyError(f"{file}: frame: write each one under a line [[frame]]")
    if len(lines) != len(frames):
        lines = [0] * len(frames)
    found = []
    for line, values in zip(lines, frames, strict=True):
        where = f"{file}:{line}: [[frame]]" if line else f"{file}: [[frame]]"
        found.append(Table(f"{where} of {values.get('event', '?')}", values, line or None))
        found[-1].allow(KEYS)
    return tuple(found)


def merge_words(tables: Iterable[Table]) -> dict[str, frozenset[str]]:
    """The words of each key over all tables, by key, sorted."""
    merged: dict[str, frozenset[str]] = {}
    for table in tables:
        for key in table.values:
            merged[key] = merged.get(key, frozenset()) | frozenset(table.words(key))
    return dict(sorted(merged.items()))


def read_cues(files: Iterable[File]) -> dict[str, dict[str, frozenset[str]]]:
    """The words of every cue and part of speech over all files; those of status exclude each other in a file."""
    found: dict[str, dict[str, frozenset[str]]] = {c: {p: frozenset() for p in PARTS} for c in CUES}
    for file in files:
        owner: dict[tuple[str, str], str] = {}
        for cue, table in file.under("cues").items():
            if cue not in CUES:
                raise table.error(f"no such cue; use one of {', '.join(CUES)}")
            table.allow(PARTS)
            for part in PARTS:
                found[cue][part] |= frozenset(table.words(part))
            for part, word in ((p, w) for p in PARTS for w in table.words(p) if cue != "speech"):
                if owner.setdefault((part, word), cue) != cue:
                    raise table.error(
                        f'{part} has "{word}", which [cues.{owner[part, word]}] has too'
                    )
    return found
