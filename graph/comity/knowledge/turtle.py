"""Turtle files of an ontology, read as one, and still told apart in messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from comity.errors import OntologyError

Node = str | Literal
"""The IRI of a thing, or a value."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file and what changes when it does, so that what was read of it can be kept."""

    path: Path
    changed: int
    size: int


@dataclass(frozen=True, slots=True)
class Triples:
    """What a file says: the values of every property of every subject, by the IRIs of both."""

    about: Mapping[str, Mapping[str, tuple[Node, ...]]]

    def subjects(self, predicate: str, value: Node | None = None) -> Iterator[str]:
        """The subjects of a property, with this value or any."""
        for subject, properties in self.about.items():
            values = properties.get(predicate, ())
            if value in values if value is not None else values:
                yield subject

    def objects(self, subject: str, predicate: str) -> tuple[Node, ...]:
        """The values of a property of a subject."""
        return self.about.get(subject, {}).get(predicate, ())


@dataclass(frozen=True, slots=True)
class Source:
    """Several files read as one; a later file may add to what an earlier one says."""

    parts: tuple[tuple[Path, Triples], ...]

    def subjects(self, predicate: str, value: Node | None = None) -> set[str]:
        """The subjects of a property, with this value or any."""
        return {s for _, part in self.parts for s in part.subjects(predicate, value)}

    def objects(self, subject: str, predicate: str) -> set[Node]:
        """The values of a property of a subject."""
        return {o for _, part in self.parts for o in part.objects(subject, predicate)}

    def error(self, subject: str, problem: str) -> OntologyError:
        """The error that names the last file that speaks of the subject, the subject and the problem."""
        where = [path for path, part in self.parts if subject in part.about]
        return OntologyError(f"{where[-1] if where else 'ontology'}: <{subject}>: {problem}")

    def one(self, subject: str, predicate: str) -> str | None:
        """The only value of a property, in words or as its IRI, or None when there is none.

        Raises:
            OntologyError: there are several.
        """
        return self._single(subject, predicate, self.objects(subject, predicate))

    def text(self, subject: str, predicate: str) -> str:
        """The only English text of a property; texts in other languages are left alone.

        Raises:
            OntologyError: there is none, or there are several.
        """
        values = self.objects(subject, predicate)
        found = self._single(
            subject, predicate, {v for v in values if isinstance(v, Literal) and v.language == "en"}
        )
        if found is None or not found.strip():
            raise self.error(subject, f'has no {_short(predicate)} in English; give one, as "…"@en')
        return found

    def _single(self, subject: str, predicate: str, values: set[Node]) -> str | None:
        if len(values) > 1:
            listed = ", ".join(sorted(map(repr, map(words, values))))
            raise self.error(subject, f"has several {_short(predicate)} ({listed}); keep one")
        return next(map(words, values), None)


def words(node: Node) -> str:
    """A value in words, or an IRI."""
    return node if isinstance(node, str) else node.value


def stamp(path: Path) -> Stamp:
    """The stamp of a file.

    Raises:
        OntologyError: there is no such file.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return Stamp(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=16)
def read_turtle(file: Stamp) -> Triples:
    """The triples of one file.

    Raises:
        OntologyError: the file is not Turtle in UTF-8; the message gives the line.
    """
    about: dict[str, dict[str, tuple[Node, ...]]] = {}
    try:
        for triple in parse(file.path.read_text("utf-8"), format=RdfFormat.TURTLE):
            properties = about.setdefault(_node_of(triple.subject), {})
            name, value = triple.predicate.value, _value_of(triple.object)
            properties[name] = (*properties.get(name, ()), value)
    except SyntaxError as error:
        why = f"not Turtle ({error.msg}); correct the line or the one above it"
        raise OntologyError(f"{file.path}:{error.lineno}: {why}") from error
    except (OSError, ValueError) as error:
        raise OntologyError(f"{file.path}: {error}; it must be Turtle in UTF-8") from error
    return Triples(about)


def _value_of(node: object) -> Node:
    return node if isinstance(node, Literal) else _node_of(node)


def _node_of(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def read_all(files: Iterable[Stamp]) -> Source:
    """The files as one source, in their order."""
    return Source(tuple((file.path, read_turtle(file)) for file in files))


def _short(predicate: str) -> str:
    return predicate.replace("#", "/").rsplit("/", 1)[-1]
