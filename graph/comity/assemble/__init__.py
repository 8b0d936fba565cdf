"""One real-world thing across articles: people, events and issues put together, in any order."""

from __future__ import annotations

from collections.abc import Iterable

from comity.assemble.certainty import with_certainty
from comity.assemble.copies import near_copies
from comity.assemble.entities import merge_entities
from comity.assemble.events import merge_events
from comity.assemble.issues import merge_issues
from comity.assemble.persons import who_is_who
from comity.assemble.renaming import renamed
from comity.model import Extraction, Knowledge

__all__ = ["merge"]


def merge(extractions: Iterable[Extraction]) -> Knowledge:
    """What all the articles say together.

    Order-free and idempotent: an article given twice counts once, and any order gives the same.

    >>> merge([]).events
    ()
    """
    once = {e.citation.id: e for e in extractions}
    names = who_is_who(once.values())
    ordered = [renamed(once[key], names.get(key, {})) for key in sorted(once)]
    entities = merge_entities(entity for e in ordered for entity in e.entities)
    known = {e.id: e for e in entities}
    told = sorted((r for e in ordered for r in e.reports), key=lambda r: r.id)
    reports = with_certainty(told, known)
    copies = near_copies(ordered)
    citations = tuple(e.citation for e in ordered)
    sentences = tuple(sorted((s for e in ordered for s in e.sentences), key=lambda s: s.id))
    return Knowledge(
        citations=citations,
        entities=entities,
        sentences=sentences,
        reports=reports,
        claims=tuple(sorted((c for e in ordered for c in e.claims), key=lambda c: c.id)),
        events=merge_events(reports, citations, known, sentences, copies=copies),
        issues=merge_issues(issue for e in ordered for issue in e.issues),
        copies=copies,
    )
