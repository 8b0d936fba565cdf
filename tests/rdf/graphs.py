"""The graphs that questions are asked in tests; none of them changes with the rules of reading.

`gold` are the seeds as a careful annotator read them, `sample` is that of `samples.py` with decisions of a person, and in
`changed` its articles contradict each other, call a visit off and answer a threat.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml

import samples
from assemble.readings import to_extraction
from comity.articles import read
from comity.assemble import merge
from comity.gold import load_gold
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import (
    Article,
    Aspect,
    Event,
    Extraction,
    Knowledge,
    Precision,
    Report,
    Status,
    When,
)
from comity.rdf.quads import Run, to_quads
from comity.rdf.store import Graph, to_graph

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def graph_named(name: str) -> Graph:
    """The graph `gold`, `sample` or `changed`."""
    if name == "gold":
        known, before = merge(_readings()), frozenset(load_gazetteer().entries)
    else:
        known = {"sample": samples.curated, "changed": changed}[name]()
        before = samples.BACKGROUND
    return to_graph(to_quads(known, run=Run("0", "m"), background=before))


def changed() -> Knowledge:
    """The sample, told otherwise."""
    known = samples.knowledge()
    reports = {r.id: r for r in map(_told, known.reports)} | {OFF.id: OFF}
    events = tuple(map(_happened, known.events))
    return replace(known, reports=tuple(r for _, r in sorted(reports.items())), events=events)


def _day(day: int, month: int = 3) -> When:
    on = date(2031, month, day)
    return When(on, on, Precision.DAY, f"{day}")


OFF = replace(
    samples.WILL_VISIT,
    id="report/ffff",
    article=samples.THREAT.article,
    sentences=samples.THREAT.sentences,
    status=Status.DENIED,
)
"""Another article on the visit, eight days later."""


def _told(report: Report) -> Report:
    match report.id:
        case samples.TESTED_C.id:
            return replace(report, when=_day(5), status=Status.DENIED, counts=("2 missile",))
        case samples.MET.id:
            return replace(report, series="first since 2029")
        case _:
            return report


def _happened(event: Event) -> Event:
    match event.id:
        case samples.TEST_EVENT.id:
            return replace(event, disputed=(Aspect.DATE, Aspect.NUMBER, Aspect.STATUS))
        case samples.SUMMIT_EVENT.id:
            return replace(event, follows=samples.TEST_EVENT.id)
        case samples.AGREEMENT_EVENT.id:
            return replace(event, topics=(samples.SECURITY,))
        case samples.VISIT_EVENT.id:
            return replace(event, reports=(*event.reports, OFF.id))
        case samples.THREAT_EVENT.id:
            return replace(event, when=_day(20), status=Status.OCCURRED)
        case samples.ACCUSATION_EVENT.id:
            return replace(
                event, actors=(samples.OTIENO,), recipients=(samples.BEKELE,), when=_day(2, 4)
            )
        case _:
            return event


def _readings() -> list[Extraction]:
    citations = {a.name: a.citation for a in read(SEEDS) if isinstance(a, Article)}
    files = sorted((SEEDS / "gold" / "articles").glob("*.yaml"))
    records = {
        r["article"]: r for r in (yaml.safe_load(f.read_text(encoding="utf-8")) for f in files)
    }
    golds = load_gold(SEEDS / "gold", articles=SEEDS)
    return [
        _spelled(to_extraction(gold, citations[gold.article], records[gold.article]))
        for gold in golds
    ]


def _spelled(extraction: Extraction) -> Extraction:
    """With the classes of entities as the ontology spells them."""
    return replace(
        extraction,
        entities=tuple(
            replace(e, type=e.type.replace("Organisation", "Organization"))
            for e in extraction.entities
        ),
    )
