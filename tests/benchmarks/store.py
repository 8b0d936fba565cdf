"""What it costs to load a graph into memory, beside pyoxigraph's own bulk load and rdflib, from the same quads.

    python tests/benchmarks/store.py [--quads 100000] [--folder build/large] [--without-rdflib] [--rounds 5] [--json FILE]

Loading is what `comity ask` does first: the files of record are read, their hashes compared with the manifest, and parsed. The
others read one file of N-Quads. Memory is what a new process grows by in loading. Goals: at most 1.3 times pyoxigraph, and at most
0.6 GB a million quads. rdflib takes a minute and 1.5 GB for a million.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import large_graph
import psutil
import pyoxigraph
import rdflib
from measuring import Table, asked, by_turns, finish
from pyoxigraph import RdfFormat

from comity.rdf.store import open_graph, write

CONTROL = "pyoxigraph"


def main() -> None:
    """Measure and print."""
    given = large_graph.arguments(__doc__).parse_args()
    lines = large_graph.made(given.folder, given.quads)
    record = recorded(lines)
    ways: dict[str, Callable[[], object]] = {
        CONTROL: lambda: large_graph.load(lines),
        "comity": lambda: _open(record),
        "rdflib": lambda: to_rdflib(lines),
    }
    if given.without_rdflib:
        del ways["rdflib"]
    quads = _open(record)
    rows = by_turns(ways, control=CONTROL, rounds=given.rounds)
    for name in ways:
        if name != CONTROL:
            rows = asked(rows, name, f"loading {quads:,} quads, beside pyoxigraph: {name}")
    grown = {name: _apart(_grown, name, lines, record) for name in ways}
    memory = ", ".join(f"{name} {g / 1e9 / quads * 1e6:.2f}" for name, g in grown.items())
    finish(Table(f"Loading {quads:,} quads", rows, (f"Memory, GB a million quads: {memory}.",)), given.json)  # fmt: skip


def to_rdflib(lines: Path) -> rdflib.Dataset:
    """The graph in rdflib; a query without GRAPH asks all of its graphs, as in comity."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(lines, format="nquads")
    return dataset


def recorded(lines: Path) -> Path:
    """The folder beside the file with its quads as comity keeps them, made where it is missing."""
    record = lines.with_name("record")
    if not record.exists():
        _apart(_make, lines, record)
    return record


def _make(lines: Path, record: Path) -> None:
    write(pyoxigraph.parse(path=lines, format=RdfFormat.N_QUADS), record)


def _open(record: Path) -> int:
    with open_graph(record, in_memory=True) as graph:
        return len(graph.store)


def _grown(name: str, lines: Path, record: Path) -> int:
    """By how many bytes the process grows."""
    before = psutil.Process().memory_info().rss
    if name == "comity":
        with open_graph(record, in_memory=True):
            return psutil.Process().memory_info().rss - before
    held = large_graph.load(lines) if name == CONTROL else to_rdflib(lines)
    grown = psutil.Process().memory_info().rss - before
    del held
    return grown


def _apart(work: Callable[..., int | None], *given: object) -> int:
    """What the work gives in a process of its own, which takes its memory with it."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given) or 0


if __name__ == "__main__":
    main()
