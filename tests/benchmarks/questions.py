"""What the named questions cost, beside the same SPARQL straight on pyoxigraph and on rdflib.

    python tests/benchmarks/questions.py [--quads 100000] [--folder build/large] [--without-rdflib] [--rounds 5] [--json FILE]

Each question is asked as its example says, and once more with nothing but what it needs; people, events and articles are
the first of the graph. All are asked by turns; the table has their sums, and below it each question's median, with the first
asking, which reads names that are not written as in the graph. rdflib is asked once, the questions as their examples say, and
stopped after two seconds of CPU each: the sums beside it are of those that it answers. Goals: at most 1.2 times pyoxigraph in sum, and at
most 0.3 s on a million quads for a question as its example says.
"""

from __future__ import annotations

import shlex
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

import large_graph
import rdflib
from measuring import Lap, Row, Table, figure, finish, row, timed
from pyoxigraph import QuerySolutions, Store
from store import to_rdflib

from comity.rdf.query import Question, ask, bound, questions
from comity.rdf.store import Graph
from comity.rdf.terms import PREFIXES

LIMIT = 2
OURS, STRAIGHT, OTHER = "comity", "pyoxigraph", "rdflib"
_FIRST = {
    "person": "SELECT ?l { ?x a co:Person ; rdfs:label ?l } ORDER BY ?l LIMIT 1",  # in each copy they have other names
    "article": "SELECT ?f { ?x co:file ?f } ORDER BY ?f LIMIT 1",
    "event": "SELECT ?l { ?x a co:Summit ; rdfs:label ?l } ORDER BY ?l LIMIT 1",
}
_PEOPLE = ("Fumio Kishida", "Yoon Suk Yeol")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it is asked with, and its SPARQL; `example` says that it is asked as its example says."""

    name: str
    given: Mapping[str, str]
    text: str
    example: bool


def main() -> None:
    """Measure and print."""
    given = large_graph.arguments(__doc__).parse_args()
    lines = large_graph.made(given.folder, given.quads)
    graph = Graph(large_graph.load(lines))
    size = f"{len(graph.store):,} quads"
    all_ = list(_asked(graph))
    first = [timed(partial(ask, graph, a.name, **a.given)) for a in all_]
    laps = [_by_turns(graph, a, given.rounds) for a in all_]
    sums = [[_sum([lap[way][n] for lap in laps]) for n in range(given.rounds)] for way in (0, 1)]
    rows = (
        row("pyoxigraph", sums[1]),
        replace(row("comity", sums[0], sums[1]), question=f"{len(all_)} named questions on {size}, beside pyoxigraph: comity"),
    )  # fmt: skip
    notes = [_line(a, *some) for a, *some in zip(all_, first, laps, strict=True)]
    if not given.without_rdflib:
        rows = (*rows, *_beside_rdflib(to_rdflib(lines), graph, all_, laps))
    longest = max(s for a, s in ((a, _median(lap[0])) for a, lap in zip(all_, laps, strict=True)) if a.example)  # fmt: skip
    notes = [f"The longest question as its example says: {figure(longest)} s.", "", *notes]
    finish(Table(f"Named questions on {size}", rows, tuple(notes)), given.json)


def _asked(graph: Graph) -> Iterator[Asked]:
    first = {kind: graph.query(text).rows[0][0] or "" for kind, text in _FIRST.items()}
    for question in questions():
        for number, given in enumerate(_givens(question, first)):
            yield Asked(question.name, given, bound(graph, question, given), not number)


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


def _by_turns(graph: Graph, asked: Asked, rounds: int) -> tuple[list[Lap], list[Lap]]:
    """The laps of comity and of pyoxigraph."""
    ours, straight = [], []
    for _ in range(rounds):
        ours.append(timed(partial(ask, graph, asked.name, **asked.given)))
        straight.append(timed(lambda: _straight(graph.store, asked.text) and None))
    return ours, straight


def _straight(store: Store, text: str) -> int:
    """How many rows or triples pyoxigraph answers, all of them looked at."""
    found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(found, QuerySolutions):
        return len([tuple(cell and cell.value for cell in row) for row in found])  # type: ignore[union-attr]
    return len(list(found))  # type: ignore[call-overload]


def _beside_rdflib(
    dataset: rdflib.Dataset, graph: Graph, all_: Sequence[Asked], laps: Sequence[Sequence[Sequence[Lap]]]
) -> Iterator[Row]:  # fmt: skip
    """The rows of pyoxigraph and rdflib for the questions that rdflib answers within the limit."""
    ours, others, missed, wrong = [], [], 0, 0
    for asked, (_, straight) in zip(all_, laps, strict=True):
        if not asked.example:
            continue
        counted: list[int] = []
        lap = timed(lambda a=asked, c=counted: c.append(_in_time(dataset, a.text)))  # type: ignore[misc]
        if counted[0] < 0:
            missed += 1
            continue
        wrong += counted[0] != _straight(graph.store, asked.text)
        ours.append(Lap(_median(straight), median(s.wall for s in straight)))
        others.append(lap)
    of, one = f"the {len(ours)} questions that rdflib answers", [_sum(ours)]
    note = f"{missed} stopped after {LIMIT} s of CPU" + (f"; {wrong} with another number of rows" if wrong else "")  # fmt: skip
    yield row(f"pyoxigraph, {of}", one)
    found = replace(row(f"rdflib, {of}", [_sum(others)], one), note=note)
    yield replace(found, question=f"{of} of {len(ours) + missed}, beside pyoxigraph: rdflib")


def _in_time(dataset: rdflib.Dataset, text: str) -> int:
    """How many rows or triples rdflib answers; -1 where that takes more CPU seconds than the limit."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        return len(list(dataset.query(text, initNs=PREFIXES)))
    except TimeoutError:
        return -1
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _line(asked: Asked, first: Lap, laps: Sequence[Sequence[Lap]]) -> str:
    ours, straight = (_median(some) for some in laps)
    shown = " ".join(asked.given.values())[:50]
    return f"    {asked.name:20} first {first.cpu:7.4f}  comity {ours:7.4f}  pyoxigraph {straight:7.4f}  {shown}"


def _median(laps: Sequence[Lap]) -> float:
    return median(lap.cpu for lap in laps)


def _sum(laps: Sequence[Lap]) -> Lap:
    return Lap(sum(lap.cpu for lap in laps), sum(lap.wall for lap in laps))


if __name__ == "__main__":
    main()
