"""A program of its own for tests of several: it changes or reads a graph, with articles read by patterns, not by the model.

python worker.py write GRAPH ROWS.jsonl...     build of the first, then add each; says `done` after each
python worker.py read GRAPH SECONDS            opens it over and over; prints as JSON what it saw
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import short_articles
from comity import reader
from comity.graphs import add, build
from comity.model import Article, Extraction
from comity.rdf.record import MANIFEST
from comity.rdf.store import open_graph

PAUSE = 0.02
COUNT = "SELECT (COUNT(DISTINCT ?a) AS ?n) (COUNT(DISTINCT ?u) AS ?m) { ?a a co:Article . ?run a co:Run ; prov:used ?u }"


def slowly(_: object, article: Article) -> Extraction:
    """What the article says, after a while, and said to be read."""
    time.sleep(PAUSE)
    print(f"reading {article.name}", flush=True)
    return short_articles.extraction(article)


def write(graph: Path, *tables: str) -> None:
    """Adds the tables one by one."""
    reader.load_pipeline = lambda *, gazetteer=None: None  # type: ignore[assignment]  # a test's
    reader.extract_all = short_articles.one_by_one(slowly)
    for table in tables:
        verb = add if (graph / MANIFEST).exists() else build
        verb(table, output=graph)
        print("done", flush=True)


def read(graph: Path, seconds: str) -> None:
    """Opens the graph in memory and on disk by turns, and asks for what must agree."""
    end = time.monotonic() + float(seconds)
    seen: list[tuple[int, int, int]] = []
    while time.monotonic() < end or not seen:
        with open_graph(graph, in_memory=len(seen) % 2 == 0) as opened:
            ((articles, used),) = opened.query(COUNT).rows
            told = len(opened.knowledge().citations)
        seen.append((int(articles or 0), int(used or 0), told))
    print(json.dumps(seen))


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
