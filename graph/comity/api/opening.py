"""Building a graph, and opening one that was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from comity.api.changing import path_of, silent, warn
from comity.api.graph import KnowledgeGraph
from comity.api.sources import Articles, source_of
from comity.rdf.record import read_manifest

if TYPE_CHECKING:
    from comity.graphs import Progress

FOLDER = "build"


def build(
    articles: Articles,
    output: Path | str = FOLDER,
    *,
    gazetteer: Path | str | None = None,
    index: Path | str | None = None,
    curations: Path | str | None = None,
    fresh: bool = False,
    parses: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> KnowledgeGraph:
    """Builds the graph of `articles` in the folder `output`, and opens it.

    `articles` is a folder of `.txt` files, a `.txt`, `.jsonl` or `.csv` file, or rows (dicts) with `text` and where known `id
    title published publisher url note`. What was read before is not read again unless it, the rules or the tables have
    changed, or `fresh` asks for it. `gazetteer` is a CSV file of further names, `index` one of the citations of the files, and
    `curations` one of people's decisions, which is copied to `output`. `parses` are kept, by which other rules read the
    articles faster; `workers` is the number of processes that read, None for as many as end soonest here.
    `progress=print` says how far it is. Articles that cannot be read are left out, and a warning names them.

    >>> import comity
    >>> text = "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12."
    >>> kg = comity.build([{"id": "talks", "text": text, "published": "2031-03-13"}], output="mine")
    >>> kg.events()["where"][0]
    'Nairobi'

    Raises:
        InputError: nothing is there to read, no article could be read, or the decisions cannot be read.
        OntologyError: the gazetteer contradicts itself.
        StoreError: the folder cannot be written, or the shapes refuse the graph as a whole.
    """
    from comity import graphs  # here: the language model takes seconds

    with source_of(articles) as source:
        summary = graphs.build(
            source,
            output=Path(output),
            gazetteer=path_of(gazetteer),
            index=path_of(index),
            curations=path_of(curations),
            fresh=fresh,
            parses=parses,
            workers=workers,
            progress=progress,
        )
    warn(summary.bad, summary.curated)
    return KnowledgeGraph(Path(output))


def open(folder: Path | str = FOLDER) -> KnowledgeGraph:
    """The graph in a folder that `build`, or `comity build`, made.

    >>> import comity
    >>> comity.open("build")
    KnowledgeGraph 'build': 3 articles, 8 events, 4 people, 4 issues

    Raises:
        StoreError: there is no graph, or its manifest is damaged.
    """
    read_manifest(Path(folder))
    return KnowledgeGraph(Path(folder))
