"""A graph read back from one file of N-Quads or TriG, as `comity export graph` writes it, without loss.

The file holds all that the graph states, and nothing of what was read of the articles beside it: a graph made of it answers
every question, and takes in no further articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from comity.errors import InputError, StoreError
from comity.extractions import files
from comity.model import Knowledge
from comity.rdf.nesting import nests
from comity.rdf.reading import from_quads
from comity.rdf.shapes import check
from comity.rdf.store import write
from comity.rdf.terms import (
    BACKGROUND,
    CANONICAL,
    CURATIONS,
    PREFIXES,
    THINGS,
    co,
    term,
    vocabulary,
)
from comity.tables import read_bytes

FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}

_GRAPH = re.compile(
    rf"{re.escape(THINGS)}(?:{CANONICAL}|{BACKGROUND}|{CURATIONS}|graph/(?:article|run)/[0-9a-f]+)"
)
_OWN = (THINGS, PREFIXES["co"])
_AGAIN = "write it again with `comity export graph`"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: how many articles, events and quads, and the version of comity that made the graph."""

    articles: int
    events: int
    quads: int
    version: str


def import_graph(path: Path, folder: Path) -> Imported:
    """Makes the graph of `folder` that of the file, checked as a build is, and says what it holds.

    A graph that was imported is replaced; one that was built is not.

    Raises:
        InputError: the file cannot be read, is damaged, or is no graph of comity.
        StoreError: the folder holds a graph that was built, or cannot be written.
    """
    if files(folder):
        raise StoreError(
            f"{folder} holds a graph that was built of articles, which importing would lose; give another folder with -o"
        )
    quads = read_quads(path)
    knowledge = _checked(quads, path)
    write(quads, folder)
    return Imported(
        articles=len(knowledge.citations),
        events=len(knowledge.events),
        quads=len(set(quads)),
        version=next(_text(quad.object) for quad in quads if quad.predicate == co("version")),
    )


def read_quads(path: Path) -> list[Quad]:
    """The quads of a file of N-Quads (`.nq`) or TriG (`.trig`), each of which could stand in a graph of comity.

    Raises:
        InputError: the file cannot be read, has another ending, cannot be parsed, or a quad is not of comity; with
            the line, where the format has one a quad.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"{path}: only N-Quads (.nq) and TriG (.trig) hold all of a graph; {_AGAIN} -o graph.nq"
        )
    data = read_bytes(path)
    if nests(data):
        raise InputError(f"{path}: triples within triples, which comity never writes; {_AGAIN}")
    try:
        quads = list(pyoxigraph.parse(data, format=form))
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno}: {error.args[0]}; {_AGAIN}") from error
    if not quads:
        raise InputError(f"{path}: there is nothing in it; {_AGAIN}")
    for index, quad in enumerate(quads):
        fault = _fault(quad)
        if fault:
            where = f"{path}:{_line(data, index)}" if form is RdfFormat.N_QUADS else f"{path}"
            raise InputError(f"{where}: {fault}; only graphs that comity wrote can be imported")
    return quads


def _fault(quad: Quad) -> str | None:
    """Why a quad can stand in no graph of comity."""
    graph, subject, predicate = map(_text, (quad.graph_name, quad.subject, quad.predicate))
    if not _GRAPH.fullmatch(graph):
        named = f"the graph <{graph}>" if graph else "no named graph"
        return f"<{subject}> stands in {named}, and comity has none such"
    if not (isinstance(quad.subject, NamedNode) and subject.startswith(_OWN)):
        return f"{quad.subject} is no thing of comity"
    if not isinstance(quad.object, NamedNode | Literal):
        return f"{quad.object} has no IRI"
    if predicate.startswith(PREFIXES["co"]):
        name = predicate.removeprefix(PREFIXES["co"])
        return None if name in vocabulary() else f"the ontology has no property co:{name}"
    known = predicate.startswith(tuple(PREFIXES.values()))
    return None if known else f"<{predicate}> is no property that comity writes"


def _text(node: object) -> str:
    """An IRI or the text of a literal; nothing of what has none, such as the default graph."""
    return node.value if isinstance(node, NamedNode | Literal) else ""


def _line(data: bytes, index: int) -> int:
    """The line of N-Quads on which the quad with this index stands."""
    lines = enumerate(data.split(b"\n"), start=1)
    told = (number for number, line in lines if line.strip() and line.lstrip()[:1] != b"#")
    return next(islice(told, index, None))


def _checked(quads: Sequence[Quad], path: Path) -> Knowledge:
    """What the quads state.

    Raises:
        InputError: the run is missing or there are several, a thing is not whole, or the gate refuses the graph.
    """
    kinds = Counter(quad.object for quad in quads if quad.predicate == term("rdf:type"))
    versions = [quad for quad in quads if quad.predicate == co("version")]
    if kinds[co("Run")] != 1 or len(versions) != 1:
        raise InputError(
            f"{path}: a graph says of one run that made it, and this of {kinds[co('Run')]}; the file is not whole, {_AGAIN}"
        )
    try:
        knowledge = from_quads(quads)
    except StoreError as error:
        problem = str(error).partition(";")[0]
        raise InputError(f"{path}: the file is not whole: {problem}; {_AGAIN}") from error
    findings = check(quads)
    if findings:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise InputError(
            f"{path}: the shapes refuse the graph: {findings[0]}{more}; the file is damaged or was changed, {_AGAIN}"
        )
    return knowledge
