"""Makes a graph of some million quads of the shape of real ones, for measuring.

    python tests/benchmarks/graph_of_a_million.py FOLDER [MILLIONS]

What was read of the seeds and of the annotated articles is copied as `increment.py` does (other ids, people and days, the same
states, places, offices and issues), put together, and written as lines into FOLDER/graph.nq: some 700 quads an article, so a
million take 1,400 articles. Takes two minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extraction import FOLDERS, ROOT
from increment import _copy
from pyoxigraph import RdfFormat, Store, serialize

from comity.articles import read
from comity.assemble import merge
from comity.extract import extract, load_pipeline
from comity.model import Article, Extraction
from comity.rdf.quads import Run, to_quads

FILE = "graph.nq"
_SOME = 100


def main(folder: Path, millions: float = 1.0) -> None:
    """Make the graph and say how large it is."""
    originals = tuple(_originals())
    some, more = (len(_quads(originals, number)) for number in (_SOME, 2 * _SOME))
    each = (more - some) / _SOME  # without what all articles share
    quads = _quads(originals, round(millions * 1_020_000 / each))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    print(f"{len(quads)} quads in {folder / FILE}")


def load(folder: Path) -> Store:
    """A store in memory with the graph that was made."""
    store = Store()
    store.bulk_load(path=str(folder / FILE), format=RdfFormat.N_QUADS)
    return store


def _originals() -> Iterator[Extraction]:
    nlp = load_pipeline()
    for folder in FOLDERS:
        for article in read(ROOT / folder):
            if isinstance(article, Article):
                yield extract(nlp, article)


def _quads(originals: tuple[Extraction, ...], number: int) -> list:  # type: ignore[type-arg]
    told = (_copy(originals[n * 7 % len(originals)], n).extraction for n in range(number))
    return to_quads(merge(told), run=Run("0", "none"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(float, sys.argv[2:3]))
