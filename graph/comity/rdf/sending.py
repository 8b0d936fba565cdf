"""A graph put on a SPARQL server: only named graphs that differ are sent, each checked by its count, those of no use dropped.

On the server each graph holds one triple more than its file: the graph, `schema:sha256`, and the hash of the lines of the
file. It is sent last and with them, so a graph that has it is whole, and a second run, or one after a run that was
stopped, sends what is left. Nothing else on the server is touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from comity.errors import StoreError
from comity.rdf.record import RUN, Manifest, content, graph_of, read_manifest
from comity.rdf.remote import GRAPHS, HASH, by_graph, count_of, counts
from comity.rdf.servers import shown
from comity.rdf.wire import Wire, graph_request

MOST = 5 * 2**20
"""How many bytes one request carries at most."""

_ARTICLE = f"{GRAPHS}article/"


@dataclass(frozen=True, slots=True)
class Published:
    """The graphs that were sent, those that were dropped, and how many were there already; triples of all that are there."""

    sent: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: int
    triples: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One named graph: its file of record, the hash of its lines, and how many they are."""

    file: str
    sha256: str
    quads: int


def publish(
    folder: Path,
    wire: Wire,
    *,
    tell: Callable[[str, int, int], None] = lambda step, done, total: None,
    replace: bool = False,
) -> Published:
    """Makes comity's graphs on the server those of the graph in `folder`, and says what that took.

    Each graph is replaced in one request, or where it is larger than `MOST` in some; those that are gone are dropped last.
    A server that holds articles of which none is in `folder` is left alone, unless `replace`.

    Raises:
        StoreError: there is no graph; the server refuses one, does not keep all of it, or holds other articles.
        QueryError: the server takes too long.
    """
    manifest = read_manifest(folder)
    wanted = _parts(folder, manifest)
    held = _held(wire)
    if not replace:
        _check_articles(wire, folder, wanted.keys(), held.keys())
    changed = [g for g, part in wanted.items() if held.get(g) != (part.sha256, part.quads + 1)]
    for done, graph in enumerate(changed):
        tell("sending", done, len(changed))
        _send(wire, folder, manifest, graph, wanted[graph])
    tell("sending", len(changed), len(changed))
    gone = sorted(held.keys() - wanted.keys())
    for graph in gone:
        graph_request(wire, "DELETE", graph)
        _expect_count(wire, graph, 0)
    triples = sum(part.quads for part in wanted.values())
    return Published(tuple(changed), tuple(gone), len(wanted) - len(changed), triples)


def _parts(folder: Path, manifest: Manifest) -> dict[str, _Part]:
    """What is to be on the server, by IRI of the graph; the one of the run, named in its file, is read for it."""
    found: dict[str, _Part] = {}
    for name, file in manifest.graph.items():
        if name != RUN:
            if file.quads:
                found[graph_of(name)] = _Part(name, file.sha256, file.quads)
            continue
        for graph, lines in _graphs_in(content(folder, name, file)).items():
            found[graph] = _Part(name, hashlib.sha256(b"".join(lines)).hexdigest(), len(lines))
    return dict(sorted(found.items()))


def _held(wire: Wire) -> dict[str, tuple[str, int]]:
    """What is on the server: the hash of each of comity's graphs, "" where it is not whole, and the number of triples."""
    hashes = dict(by_graph(wire, f"SELECT ?g ?hash {{ GRAPH ?g {{ ?g {HASH} ?hash }}"))
    return {graph: (hashes.get(graph, ""), count) for graph, count in counts(wire).items()}


def _check_articles(wire: Wire, folder: Path, wanted: Iterable[str], held: Iterable[str]) -> None:
    """An error where the server holds articles, and all of them are others."""
    ours, theirs = ({g for g in graphs if g.startswith(_ARTICLE)} for graphs in (wanted, held))
    if theirs and not ours & theirs:
        raise StoreError(
            f"{shown(wire.server.query)} holds a graph of {len(theirs)} articles, and none of them is in {folder}; "
            "give another server or database, or --replace to have them dropped"
        )


def _send(wire: Wire, folder: Path, manifest: Manifest, graph: str, part: _Part) -> None:
    """Replaces a graph, and drops it again where the server does not keep all of it.

    Raises:
        StoreError: it does not.
    """
    lines = _graphs_in(content(folder, part.file, manifest.files[part.file]))[graph]
    mark = Triple(NamedNode(graph), HASH, Literal(part.sha256))
    for number, batch in enumerate(_batches([*lines, f"{mark} .\n".encode()])):
        graph_request(wire, "POST" if number else "PUT", graph, batch)
    try:
        _expect_count(wire, graph, part.quads + 1)
    except StoreError:
        graph_request(wire, "DELETE", graph)
        raise


def _expect_count(wire: Wire, graph: str, count: int) -> None:
    found = count_of(wire, graph)
    if found != count:
        raise StoreError(
            f"{shown(wire.server.graphs or '')} said that all was well, and {graph} holds {found} triples where "
            f"{count} were sent; check that graphs are taken there (--store-kind, --gsp-url)"
        )


def _graphs_in(data: bytes) -> dict[str, list[bytes]]:
    """The lines of N-Quads by graph, as N-Triples, which is Turtle that every server reads."""
    found: dict[str, list[bytes]] = {}
    for quad in pyoxigraph.parse(data, format=RdfFormat.N_QUADS):
        name = getattr(quad.graph_name, "value", "")
        found.setdefault(name, []).append(f"{quad.triple} .\n".encode())
    return found


def _batches(lines: list[bytes]) -> Iterator[bytes]:
    """The lines in stretches of at most `MOST` bytes, and of one line at least."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        if batch and size + len(line) > MOST:
            yield b"".join(batch)
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    yield b"".join(batch)
