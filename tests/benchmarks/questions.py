"""What each named question costs on a graph of a million quads, beside the same SPARQL straight on pyoxigraph. Nothing is asserted.

    python tests/benchmarks/questions.py FOLDER          a folder made by graph_of_a_million.py; it is made where it is missing

Each question is asked as its example says, and once more with nothing but what it needs; people, events and articles are
the first of the graph. CPU seconds, the best of three; the first asking, which reads names that are not written as in the graph,
is shown beside. Goals: at most 1.2 times in sum, and at most 0.3 s for a question that is asked with its example.
"""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import graph_of_a_million
from pyoxigraph import QuerySolutions, Store

from comity.rdf.query import Question, ask, bound, questions
from comity.rdf.store import Graph
from comity.rdf.terms import PREFIXES

TIMES = 3
_FIRST = {
    "person": "SELECT ?l { ?x a co:Person ; rdfs:label ?l } ORDER BY ?l LIMIT 1",  # in each copy they have other names
    "article": "SELECT ?f { ?x co:file ?f } ORDER BY ?f LIMIT 1",
    "event": "SELECT ?l { ?x a co:Summit ; rdfs:label ?l } ORDER BY ?l LIMIT 1",
}
_PEOPLE = ("Fumio Kishida", "Yoon Suk Yeol")


def main(folder: Path) -> None:
    """Measure and print."""
    if not (folder / graph_of_a_million.FILE).exists():
        graph_of_a_million.main(folder)
    graph = Graph(graph_of_a_million.load(folder))
    first = {kind: graph.query(text).rows[0][0] or "" for kind, text in _FIRST.items()}
    ours = straight = 0.0
    print(f"{'question':20} {'first':>7} {'ours':>7} {'straight':>8}   rows  with")
    for question in questions():
        for given in _givens(question, first):
            once = _timed(lambda q=question, g=given: ask(graph, q.name, **g))  # type: ignore[misc]
            text = bound(graph, question, given)
            mine = min(
                _timed(lambda q=question, g=given: ask(graph, q.name, **g))  # type: ignore[misc]
                for _ in range(TIMES)
            )
            raw = min(_timed(lambda t=text: _straight(graph.store, t)) for _ in range(TIMES))  # type: ignore[misc]
            rows = len(ask(graph, question.name, **given).rows)
            ours, straight = ours + mine, straight + raw
            shown = " ".join(given.values())[:50]
            print(
                f"{question.name:20} {once:7.3f} {mine:7.3f} {raw:8.3f} {rows:6}  {shown}",
                flush=True,
            )
    print(f"in sum {ours:.2f} s, {ours / straight:.2f} times the {straight:.2f} s of pyoxigraph")


def _givens(question: Question, first: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The parameters of the example, and those that must be given alone."""
    words = iter(shlex.split(question.example)[3:])
    types = {p.name: p.type for p in question.parameters}
    example = {
        name: first["person" if value in _PEOPLE else types[name]]
        if value in _PEOPLE or types[name] in first
        else value
        for name, value in ((word.removeprefix("--"), next(words)) for word in words)
        if name in types
    }
    yield example
    alone = {p.name: example[p.name] for p in question.parameters if p.needed}
    if alone != example:
        yield alone


def _straight(store: Store, text: str) -> None:
    found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(found, QuerySolutions):
        [tuple(cell and cell.value for cell in row) for row in found]  # type: ignore[union-attr]
    else:
        list(found)  # type: ignore[call-overload]


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
