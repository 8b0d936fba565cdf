"""What each named question costs on a graph of 120,000 quads: none may grow with the square of the graph. Nothing is asserted.

The slowest takes 0.2 s; one that joins everything with everything, as SPARQL does where patterns share no variable, 1 to 15 s.

python tests/benchmarks/questions.py
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests import samples  # noqa: E402

from comity.model import Event, Knowledge, Report, When  # noqa: E402
from comity.rdf.quads import Run, to_quads  # noqa: E402
from comity.rdf.query import ask, questions  # noqa: E402
from comity.rdf.store import Graph, to_graph  # noqa: E402

COPIES = 200
GIVEN = {
    "issue": "security cooperation",
    "entity": "Dawit Bekele",
    "text": "e",
    "date": "2031-03-01",
    "integer": "9",
}


def copy_of(known: Knowledge, number: int) -> Knowledge:
    """The knowledge with other articles, reports and events, on other days."""

    def moved(when: When | None) -> When | None:
        if when is None or when.earliest is None or when.latest is None:
            return when
        step = timedelta(days=40 * number)
        return replace(when, earliest=when.earliest + step, latest=when.latest + step)

    def report(r: Report) -> Report:
        sentences = tuple(f"{s}x{number}" for s in r.sentences)
        return replace(
            r,
            id=f"{r.id}x{number}",
            article=f"{r.article}x{number}",
            sentences=sentences,
            when=moved(r.when),
        )

    def event(e: Event) -> Event:
        return replace(
            e,
            id=f"{e.id}x{number}",
            reports=tuple(f"{r}x{number}" for r in e.reports),
            when=moved(e.when),
        )

    return Knowledge(
        citations=tuple(replace(c, id=f"{c.id}x{number}") for c in known.citations),
        entities=tuple(replace(e, id=f"{e.id}-{number}", name=f"{e.name} {number}") for e in known.entities),
        sentences=tuple(replace(s, id=f"{s.id}x{number}", article=f"{s.article}x{number}") for s in known.sentences),
        reports=tuple(map(report, known.reports)),
        claims=tuple(
            replace(c, id=f"{c.id}x{number}", article=f"{c.article}x{number}", sentences=tuple(f"{s}x{number}" for s in c.sentences))
            for c in known.claims
        ),
        events=tuple(map(event, known.events)),
    )  # fmt: skip


def large() -> Graph:
    """The sample's graph many times over."""
    known = samples.knowledge()
    copies = [known, *(copy_of(known, number) for number in range(1, COPIES))]
    parts = {
        name: tuple(x for copy in copies for x in getattr(copy, name))
        for name in Knowledge.__slots__
    }
    return to_graph(to_quads(Knowledge(**parts), run=Run("0", "m"), background=samples.BACKGROUND))


if __name__ == "__main__":
    graph = large()
    for question in questions():
        needed = (p for p in question.parameters if not p.optional and p.default is None)
        given = {p.name: GIVEN[p.type] for p in needed}
        start = time.process_time()
        ask(graph, question.name, **given)
        print(f"{question.name:24} {time.process_time() - start:.3f} s of 0.7")
