"""How sure each report is: its status, its hedge and who says so, on the scale of `ontology/certainty.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from comity.knowledge.certainty import load_scale
from comity.knowledge.entries import BEYOND_STATES
from comity.model import Entity, Report


def with_certainty(reports: Iterable[Report], entities: Mapping[str, Entity]) -> tuple[Report, ...]:
    """The reports in their order, each with its certainty.

    Raises:
        OntologyError: `certainty.toml` is damaged.
    """
    known = lru_cache(maxsize=None)(load_scale().certainty)
    return tuple(
        replace(r, certainty=known(r.status, r.hedge, attribution(r, entities))) for r in reports
    )


def attribution(report: Report, entities: Mapping[str, Entity]) -> str:
    """Who says so: "own" (the article itself), "named", "party" (named, with a part in the event) or "unnamed"."""
    if report.source is None:
        return "own"
    if not is_named(report.source, entities):
        return "unnamed"
    return "party" if _has_part(report, entities) else "named"


def is_named(source: str, entities: Mapping[str, Entity]) -> bool:
    """Whether a source (an entity's id, or the words of the article) can be told from others.

    States, bodies and organisations can. Of people, groups and mere words the last word must have a capital ("Western
    diplomat" and "army sources" have none), or the gazetteer must know them.

    >>> is_named("Gulyás", {}), is_named("government sources", {})
    (True, False)
    """
    found = entities.get(source)
    if found is not None and (found.wikidata or found.type not in ("Person", "Group")):
        return True
    words = (source if found is None else found.name).split()
    return any(c.isupper() for c in words[-1]) if words else False


def _has_part(report: Report, entities: Mapping[str, Entity]) -> bool:
    """Whether the source takes part, or is of a state of which somebody takes part."""
    source = entities.get(report.source or "")
    if source is None:
        return False
    if any(p.entity == source.id for p in report.participants):
        return True
    if source.code is None or source.code in BEYOND_STATES:
        return False
    taking = (entities.get(p.entity) for p in report.participants)
    return any(e is not None and e.code == source.code for e in taking)
