"""Turtle files of an ontology, read as one, and still told apart in messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib import Graph, Literal
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from comity.errors import OntologyError


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file and what changes when it does, so that what was read of it can be kept."""

    path: Path
    changed: int
    size: int


@dataclass(frozen=True, slots=True)
class Source:
    """Several files read as one; a later file may add to what an earlier one says."""

    parts: tuple[tuple[Path, Graph], ...]

    def subjects(self, predicate: Node, value: Node | None = None) -> set[Node]:
        """The subjects of a property, with this value or any."""
        return {s for _, part in self.parts for s in part.subjects(predicate, value)}

    def objects(self, subject: Node, predicate: Node) -> set[Node]:
        """The values of a property of a subject."""
        return {o for _, part in self.parts for o in part.objects(subject, predicate)}

    def error(self, subject: Node, problem: str) -> OntologyError:
        """The error that names the last file that speaks of the subject, the subject and the problem."""
        where = [path for path, part in self.parts if (subject, None, None) in part]
        return OntologyError(f"{where[-1] if where else 'ontology'}: <{subject}>: {problem}")

    def one(self, subject: Node, predicate: Node) -> Node | None:
        """The only value of a property, or None when there is none.

        Raises:
            OntologyError: there are several.
        """
        return self._single(subject, predicate, self.objects(subject, predicate))

    def text(self, subject: Node, predicate: Node) -> str:
        """The only English text of a property; texts in other languages are left alone.

        Raises:
            OntologyError: there is none, or there are several.
        """
        values = self.objects(subject, predicate)
        found = self._single(
            subject, predicate, {v for v in values if isinstance(v, Literal) and v.language == "en"}
        )
        if found is None or not str(found).strip():
            raise self.error(subject, f'has no {_short(predicate)} in English; give one, as "…"@en')
        return str(found)

    def _single(self, subject: Node, predicate: Node, values: set[Node]) -> Node | None:
        if len(values) > 1:
            listed = ", ".join(sorted(map(repr, map(str, values))))
            raise self.error(subject, f"has several {_short(predicate)} ({listed}); keep one")
        return next(iter(values), None)


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
def read_turtle(file: Stamp) -> Graph:
    """The triples of one file; do not change them, since they are kept for the next caller.

    Raises:
        OntologyError: the file is not Turtle in UTF-8; the message gives the line.
    """
    graph = Graph(store="SimpleMemory", bind_namespaces="none")
    try:
        graph.parse(data=file.path.read_text("utf-8"), format="turtle")
    except BadSyntax as error:
        why = f"not Turtle ({error._why}); correct the line or the one above it"
        raise OntologyError(f"{file.path}:{error.lines + 1}: {why}") from error
    except (OSError, ValueError) as error:
        raise OntologyError(f"{file.path}: {error}; it must be Turtle in UTF-8") from error
    return graph


def read_all(files: Iterable[Stamp]) -> Source:
    """The files as one source, in their order."""
    return Source(tuple((file.path, read_turtle(file)) for file in files))


def _short(predicate: Node) -> str:
    return str(predicate).replace("#", "/").rsplit("/", 1)[-1]
