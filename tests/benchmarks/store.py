"""What it costs to load a graph of a million quads into memory, beside pyoxigraph's own bulk load. Nothing is asserted.

    python tests/benchmarks/store.py FOLDER          a folder made by graph_of_a_million.py; it is made where it is missing

Loading is what `comity ask` does first: the files of record are read, their hashes compared with the manifest, and parsed. CPU
seconds, the median of five by turns; memory is what the process grows by in loading. Goals: at most 1.3 times, and at most
0.6 GB a million quads.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import graph_of_a_million
import psutil
import pyoxigraph
from pyoxigraph import RdfFormat, Store

from comity.rdf.store import open_graph, write

TIMES = 5


def main(folder: Path) -> None:
    """Measure and print."""
    lines = folder / graph_of_a_million.FILE
    if not lines.exists():
        graph_of_a_million.main(folder)
    record = folder / "record"
    if not record.exists():  # in a process of its own, which takes its memory with it
        with get_context("spawn").Pool(1) as pool:
            pool.apply(_make, (lines, record))
    grown, quads = _memory(record)
    ours, plain = [], []
    for _ in range(TIMES):
        ours.append(_cpu(lambda: _open(record)))
        plain.append(_cpu(lambda: Store().bulk_load(path=lines, format=RdfFormat.N_QUADS)))
    one, other = statistics.median(ours), statistics.median(plain)
    print(f"{quads} quads: ours {one:.2f} s, pyoxigraph {other:.2f} s, {one / other:.2f} times")
    print(f"memory {grown / 2**30:.2f} GiB, {grown / 1e9 / quads * 1e6:.2f} GB a million quads")


def _make(lines: Path, record: Path) -> None:
    write(pyoxigraph.parse(path=lines, format=RdfFormat.N_QUADS), record)


def _open(record: Path) -> int:
    with open_graph(record, in_memory=True) as graph:
        return len(graph.store)


def _memory(record: Path) -> tuple[int, int]:
    """By how many bytes the process grows, and how many quads there are."""
    before = psutil.Process().memory_info().rss
    with open_graph(record, in_memory=True) as graph:
        return psutil.Process().memory_info().rss - before, len(graph.store)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
