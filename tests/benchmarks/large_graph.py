"""Makes a graph of any number of quads, of the shape of real ones, for measuring.

    python tests/benchmarks/large_graph.py FOLDER [QUADS]          100,000 unless said otherwise

What was read of the seeds and of the annotated articles is copied as `increment.py` does (other ids, people and days, the same
states, places, offices and issues), put together, and written as lines into FOLDER/graph.nq: some 700 quads an article. A million
quads take two minutes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import measuring
from extraction import originals
from increment import copied
from pyoxigraph import Quad, RdfFormat, Store, serialize

from comity.assemble import merge
from comity.extract import extract_all, load_pipeline
from comity.model import Extraction
from comity.rdf.quads import Run, to_quads

FILE = "graph.nq"
QUADS = 100_000
_SOME = 40


def main(folder: Path, quads: int = QUADS) -> None:
    """Make the graph and say how large it is."""
    read = tuple(e for e in extract_all(load_pipeline(), originals()) if isinstance(e, Extraction))
    some, more = (len(_quads(read, number)) for number in (_SOME, 2 * _SOME))
    each = (more - some) / _SOME  # without what all articles share
    made = _quads(read, max(1, round((quads - some) / each) + _SOME))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(serialize(made, format=RdfFormat.N_QUADS) or b"")
    print(f"{len(made)} quads in {folder / FILE}", file=sys.stderr)


def made(folder: Path, quads: int) -> Path:
    """The file of the graph of so many quads in a folder below `folder`, made where it is missing."""
    place = folder / str(quads)
    if not (place / FILE).exists():
        main(place, quads)
    return place / FILE


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """The options of a benchmark on such a graph, beside rdflib unless that is left out."""
    parser = measuring.arguments(doc)
    parser.add_argument("--quads", type=int, default=QUADS)
    parser.add_argument("--folder", type=Path, default=Path("build/large"), help="where graphs are kept (%(default)s)")  # fmt: skip
    parser.add_argument("--without-rdflib", action="store_true")
    return parser


def load(lines: Path) -> Store:
    """A store in memory with the graph of the file."""
    store = Store()
    store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS)
    return store


def _quads(originals: tuple[Extraction, ...], number: int) -> list[Quad]:
    told = (copied(originals[n * 7 % len(originals)], n) for n in range(number))
    return to_quads(merge(told), run=Run("0", "none"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
