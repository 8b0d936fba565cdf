"""Facts as the page tells them: who did what to whom, when, where, how sure, and in which words of which article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.knowledge.issues import issues_of
from comity.model import (
    Citation,
    Claim,
    Curation,
    Entity,
    Event,
    Issue,
    Knowledge,
    Report,
    Sentence,
    Status,
)
from comity.network import STANDING, claim_label, joint, signed, verb
from comity.views.tellings import (
    disputes,
    setting,
    stated,
    statuses,
    telling,
    told_in_order,
    versions,
)
from comity.views.words import day, link

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

Record = dict[str, Any]  # what JSON holds, for the page's script


@dataclass(frozen=True, slots=True)
class Index:
    """The parts of the knowledge by their ids; `decisions` by each thing that they shaped."""

    citations: Mapping[str, Citation]
    entities: Mapping[str, Entity]
    sentences: Mapping[str, Sentence]
    reports: Mapping[str, Report]
    labels: Mapping[str, str]
    issues: Mapping[str, Issue]
    decisions: Mapping[str, Sequence[Curation]]

    def name(self, identifier: str) -> str:
        """The name of an entity; words that are no entity stand for themselves."""
        return self.entities[identifier].name if identifier in self.entities else identifier


def to_index(knowledge: Knowledge, ontology: Ontology) -> Index:
    """The parts of `knowledge` by id, events by their labels, issues with those of the ontology."""
    decisions: dict[str, list[Curation]] = {}
    for curation in knowledge.curations:
        for thing in curation.things:
            decisions.setdefault(thing, []).append(curation)
    return Index(
        {c.id: c for c in knowledge.citations},
        {e.id: e for e in knowledge.entities},
        {s.id: s for s in knowledge.sentences},
        {r.id: r for r in knowledge.reports},
        {e.id: e.label for e in knowledge.events},
        issues_of(knowledge, ontology.issues),
        decisions,
    )


def events(knowledge: Knowledge, ontology: Ontology, index: Index) -> list[Record]:
    """One record an event, in the order of their ids."""
    return [_event(event, ontology, index) for event in knowledge.events]


def claims(knowledge: Knowledge, index: Index) -> list[Record]:
    """One record for all claims that say the same; in the order of their first ids."""
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in knowledge.claims:
        key = (claim.relation, claim.subject, claim.object, claim.title, claim.issue, claim.current)
        same.setdefault(key, []).append(claim)
    return [_claim(found, index) for found in same.values()]


def articles(knowledge: Knowledge) -> list[Record]:
    """What the page says of each article, in the order of their ids; links only where they are safe."""
    return [
        {
            "id": c.id,
            "title": c.title or c.name,
            "publisher": c.publisher or "",
            "date": day(c.published) if c.published else "",
            "iso": c.published.isoformat() if c.published else "",
            "file": c.name,
            "url": link(c.url),
            "note": c.note or "",
        }
        for c in knowledge.citations
    ]


def verbs(knowledge: Knowledge, ontology: Ontology) -> Record:
    """By event class and status, the verb between who acts and who is acted on."""
    used = sorted({event.type for event in knowledge.events})
    return {type_: {str(s): verb(type_, s, ontology) for s in Status} for type_ in used}


def _event(event: Event, ontology: Ontology, index: Index) -> Record:
    told = told_in_order(event, index)
    origins = dict(zip(event.reports, event.trust.origins, strict=False))
    sign, weight = signed(event, ontology)
    return {
        "id": event.id,
        "fact": "event",
        "class": event.type,
        "type": ontology.event_classes[event.type].label,
        **setting(event, ontology, index),
        "then": versions(event, told, ontology, index),
        "joint": joint(event.type, ontology),
        "sign": sign,
        "weight": weight,
        "status": str(event.status),
        "statuses": statuses(told, index),
        "within": [e for e in event.within if e in index.labels],
        "follows": event.follows if event.follows in index.labels else None,
        "inferred": sorted({p.entity for r in told for p in r.participants if p.inferred}),
        "read": round(100 * event.trust.reading),
        "sure": round(100 * event.trust.certainty),
        "sources": event.trust.sources,
        "disputes": disputes(event, told, ontology, index),
        "decisions": _decisions((event.id, *event.reports), index),
        "tellings": [telling(r, origins.get(r.id, r.article), index) for r in told],
    }


_NAMES = {"holdsOffice": "Office", "allyOf": "Alliance", "disputeOver": "Dispute"}


def _claim(same: Sequence[Claim], index: Index) -> Record:
    """Claims that say the same, as one fact; no date and no place, but a sign and the issue."""
    first = same[0]
    sign, weight = STANDING.get(first.relation, (0, 0.0))
    return {
        "id": first.id,
        "same": [c.id for c in same],
        "fact": first.relation,
        "type": _NAMES.get(first.relation, "Standing fact"),
        "label": "",
        "actors": [first.subject],
        "recipients": [first.object],
        "verb": claim_label(first),
        "joint": first.relation != "holdsOffice",
        "sign": sign,
        "weight": weight,
        **dict.fromkeys(("status", "sort", "last", "place"), ""),
        "when": "" if first.current else "no longer",
        "topics": [first.issue] if first.issue else [],
        **{
            name: [] for name in ("then", "statuses", "within", "inferred", "disputes", "decisions")
        },
        "read": round(100 * max(c.confidence for c in same)),
        "publishers": len({_publisher(c.article, index) for c in same}),
        "tellings": [stated(c, index) for c in same],
    }


def _publisher(article: str, index: Index) -> str:
    """Who published an article, as far as that is known; else the article itself."""
    found = index.citations.get(article)
    return (found.publisher if found else None) or article


def _decisions(things: Sequence[str], index: Index) -> list[Record]:
    """What people decided on an event or its reports, each decision once."""
    found = {c.id: c for thing in things for c in index.decisions.get(thing, ())}
    return [
        {"label": c.label, "by": c.by, "on": day(c.on), "why": c.why or ""} for c in found.values()
    ]
