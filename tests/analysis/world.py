"""A small invented world for the networks and measures, and the seeds as a careful annotator read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import networkx as nx
import yaml

from assemble.readings import to_extraction
from comity.articles import read
from comity.assemble import merge
from comity.gold import load_gold
from comity.model import (
    Article,
    Citation,
    Entity,
    Event,
    Knowledge,
    Precision,
    Report,
    Span,
    Status,
    Trust,
    When,
)

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
ENTITIES = (
    Entity("igo/union", "IntergovernmentalOrganization", "Union", code="IGO"),
    Entity("person/ann", "Person", "Ann", code="AAA"),
    Entity("person/bo", "Person", "Bo", code="BBB"),
    Entity("person/cy", "Person", "Cy", code="CCC"),
    Entity("person/di", "Person", "Di", code="AAA"),
    Entity("state/aaa", "State", "Aland", code="AAA"),
    Entity("state/bbb", "State", "Borduria", code="BBB"),
)
LETTERS = {e.name[0].lower() if e.type == "Person" else e.name[0]: e.id for e in ENTITIES}
"""Persons by the small first letter of their names, states and bodies by the capital."""


UNTRIED = Trust()


def days(first: str, last: str = "") -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last or first), Precision.DAY, first)


def event(
    name: str,
    type_: str,
    actors: str,
    recipients: str = "",
    *,
    when: When | None = None,
    topics: tuple[str, ...] = (),
    status: Status = Status.OCCURRED,
    trust: Trust = UNTRIED,
) -> Event:
    """An event of one report and one article, each named after it; participants by their letters."""
    return Event(
        f"event/{name}", type_, f"{type_} {name}", tuple(LETTERS[x] for x in actors), tuple(LETTERS[x] for x in recipients),
        None, when, status, tuple(f"issue/{t}" for t in topics), (f"report/{name}",), trust=trust,
    )  # fmt: skip


def knowledge(*events: Event) -> Knowledge:
    reports = tuple(
        Report(
            r, "article/" + r[7:], e.type, (), None, e.when, e.status, e.topics, None, (), "rule", Span(0, 1), "", 1.0
        )
        for e in events
        for r in e.reports
    )  # fmt: skip
    citations = tuple(Citation(r.article, r.article, "") for r in reports)
    ordered = tuple(sorted(events, key=lambda e: e.id))
    return Knowledge(citations, ENTITIES, (), reports, (), ordered)


def net(*pairs: str, nodes: str = "") -> nx.MultiDiGraph:
    """A network with one fact a pair, such as `ab`, or `ab-` for a hostile one, `ab+` for a friendly one."""
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    made.add_nodes_from(nodes)
    for number, pair in enumerate(pairs):
        sign = {"+": 1, "-": -1}.get(pair[2:], 0)
        name = f"event/{number}"
        made.add_edge(
            pair[0], pair[1], key=name, fact=name, event=name, events=(name,), sign=sign, weight=float(sign),
            mutual=False, reports=(f"report/{number}",),
        )  # fmt: skip
    return made


def relabelled(given: nx.MultiDiGraph, names: dict[str, str]) -> nx.MultiDiGraph:
    """The same network under other names, its edges added in another order."""
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    made.add_nodes_from(names[node] for node in reversed(list(given)))
    for source, target, key, data in reversed(list(given.edges(keys=True, data=True))):
        made.add_edge(names[source], names[target], key=key, **data)
    return made


@cache
def seeds() -> Knowledge:
    """The seeds, merged from gold."""
    citations = {a.name: a.citation for a in read(SEEDS) if isinstance(a, Article)}
    files = sorted((SEEDS / "gold" / "articles").glob("*.yaml"))
    records = {r["article"]: r for r in (yaml.safe_load(p.read_text("utf-8")) for p in files)}
    golds = load_gold(SEEDS / "gold", articles=SEEDS)
    return merge(to_extraction(g, citations[g.article], records[g.article]) for g in golds)


def later(given: Event, by: int) -> Event:
    """The event some days later."""
    when = given.when
    assert when is not None
    assert when.earliest is not None
    assert when.latest is not None
    moved = (when.earliest + timedelta(by), when.latest + timedelta(by))
    return replace(given, when=When(*moved, when.precision, when.text))
