"""A brief on the graph that is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from comity.api.brief import BriefRecord
from comity.api.holding import Holding
from comity.asof import known_before, told
from comity.curating import log_of
from comity.findings.briefs import EVERY, brief
from comity.knowledge.ontology import load_ontology
from comity.rdf.names import named
from comity.rdf.terms import THINGS


def brief_on(
    held: Holding,
    names: Sequence[str],
    *,
    days: tuple[date | None, date | None, date | None],
    height: int,
) -> BriefRecord:
    """The brief on who or what is named; `days` are the first and last of events, and the first of what is new.

    Raises:
        QueryError, AnalysisError, StoreError: as `KnowledgeGraph.brief`.
    """
    first, last, since = days
    subjects = [named(held.graph, name, "subject", "brief").removeprefix(THINGS) for name in names]
    before = None
    if since is not None:
        log = log_of(held.folder).curations
        before = known_before(told(held.folder), since, log, undated=held.day is None)
    made = brief(
        held.knowledge,
        load_ontology(),
        subjects,
        replace(EVERY, first=first, last=last),
        before=before,
        since=since,
        as_of=held.day,
    )
    return BriefRecord(made, height)
