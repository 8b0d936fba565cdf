"""Facts as the page tells them: who did what to whom, when, where, how sure, and in which words of which article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.knowledge.issues import issues_of
from comity.model import Citation, Claim, Event, Issue, Knowledge, Report, Sentence
from comity.network import STANDING, claim_label, joint, signed, verb
from comity.views.palette import state_of
from comity.views.words import day, link, when_words

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

Record = dict[str, Any]  # what JSON holds, for the page's script


@dataclass(frozen=True, slots=True)
class Index:
    """The parts of the knowledge by their ids."""

    citations: Mapping[str, Citation]
    names: Mapping[str, str]
    sentences: Mapping[str, Sentence]
    reports: Mapping[str, Report]
    labels: Mapping[str, str]
    issues: Mapping[str, Issue]


def to_index(knowledge: Knowledge, ontology: Ontology) -> Index:
    """The parts of `knowledge` by id, events by their labels, issues with those of the ontology."""
    return Index(
        {c.id: c for c in knowledge.citations},
        {e.id: e.name for e in knowledge.entities},
        {s.id: s for s in knowledge.sentences},
        {r.id: r for r in knowledge.reports},
        {e.id: e.label for e in knowledge.events},
        issues_of(knowledge, ontology.issues),
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
            "file": c.name,
            "url": link(c.url),
            "note": c.note or "",
        }
        for c in knowledge.citations
    ]


def _event(event: Event, ontology: Ontology, index: Index) -> Record:
    told = [index.reports[r] for r in event.reports if r in index.reports]
    told.sort(key=lambda r: (_published(r.article, index), r.id))
    first = event.when.earliest if event.when else None
    return {
        "id": event.id,
        "fact": "event",
        "type": ontology.event_classes[event.type].label,
        "label": event.label,
        **_said(event, ontology),
        "sign": signed(event, ontology)[0],
        "status": str(event.status),
        "state": state_of(event.status),
        "when": when_words(event.when),
        "sort": first.isoformat() if first else "",
        "place": index.names.get(event.place, event.place) if event.place else "",
        "within": [{"id": e, "label": index.labels[e]} for e in event.within if e in index.labels],
        "issues": [index.issues[t].label for t in event.topics],
        "history": _history(event, told, index),
        "inferred": sorted({p.entity for r in told for p in r.participants if p.inferred}),
        "read": round(100 * event.trust.reading),
        "sure": round(100 * event.trust.certainty),
        "sources": event.trust.sources,
        "articles": sorted({r.article for r in told}),
        "tellings": [_telling(r, index) for r in told],
    }


def _said(event: Event, ontology: Ontology) -> Record:
    """Subject, verb and object, so that no telling loses its direction; `arrow` is empty without an object."""
    both, said = joint(event.type, ontology), verb(event.type, event.status, ontology)
    actors, recipients = list(event.actors), list(event.recipients)
    if recipients:
        return {
            "subjects": actors,
            "verb": said,
            "objects": recipients,
            "arrow": "↔" if both else "→",
        }
    if both and len(actors) > 1:
        return {"subjects": actors[:1], "verb": said, "objects": actors[1:], "arrow": "↔"}
    label = ontology.event_classes[event.type].label
    return {"subjects": actors, "verb": label.lower(), "objects": [], "arrow": ""}


_NAMES = {"holdsOffice": "Office", "allyOf": "Alliance", "disputeOver": "Dispute"}


def _claim(same: Sequence[Claim], index: Index) -> Record:
    """Claims that say the same, as one fact; no date and no place, but a sign and the issue."""
    first = same[0]
    found = index.issues.get(first.issue or "")
    issues = [found.label] if found else [first.issue] if first.issue else []
    return {
        "id": first.id,
        "same": [c.id for c in same],
        "fact": first.relation,
        "type": _NAMES.get(first.relation, "Standing fact"),
        "label": "",
        "subjects": [first.subject],
        "verb": claim_label(first),
        "objects": [first.object],
        "arrow": "→" if first.relation == "holdsOffice" else "↔",
        "sign": STANDING.get(first.relation, (0, 0.0))[0],
        **dict.fromkeys(("status", "sort", "place", "history"), ""),
        "state": "done",
        "when": "" if first.current else "no longer",
        "within": [],
        "issues": issues,
        "inferred": [],
        "read": round(100 * max(c.confidence for c in same)),
        "publishers": len({_publisher(c.article, index) for c in same}),
        "articles": sorted({c.article for c in same}),
        "tellings": [_stated(c, index) for c in same],
    }


def _stated(claim: Claim, index: Index) -> Record:
    quotes = _quotes(claim.sentences, None, index)
    return {"article": claim.article, "source": "", "hedge": "", "status": "", "quotes": quotes}


def _telling(report: Report, index: Index) -> Record:
    source = index.names.get(report.source, report.source) if report.source else ""
    return {
        "article": report.article,
        "source": source,
        "hedge": report.hedge or "",
        "status": str(report.status),
        "quotes": _quotes(report.sentences, report, index),
    }


def _quotes(names: Iterable[str], report: Report | None, index: Index) -> list[Record]:
    found = (index.sentences[name] for name in names if name in index.sentences)
    return [{"n": s.index + 1, "parts": _marked(s, report)} for s in found]


def _marked(sentence: Sentence, report: Report | None) -> list[str]:
    """The sentence as [before, trigger, after], or whole when the trigger is not in it."""
    if report is not None:
        start, end = (x - sentence.span.start for x in (report.trigger.start, report.trigger.end))
        if 0 <= start < end and sentence.text[start:end] == report.trigger_text:
            return [sentence.text[:start], sentence.text[start:end], sentence.text[end:]]
    return [sentence.text]


def _publisher(article: str, index: Index) -> str:
    """Who published an article, as far as that is known; else the article itself."""
    found = index.citations.get(article)
    return (found.publisher if found else None) or article


def _history(event: Event, told: Sequence[Report], index: Index) -> str:
    """The statuses as they were told, by date of publication; empty when all tell the same."""
    if len({r.status for r in told} | {event.status}) < 2:
        return ""
    steps: list[str] = []
    for report in told:
        step = f"{report.status} ({_published_words(report.article, index)})"
        if step not in steps:
            steps.append(step)
    return " → ".join(steps)


def _published(article: str, index: Index) -> str:
    found = index.citations.get(article)
    return found.published.isoformat() if found and found.published else "9999"


def _published_words(article: str, index: Index) -> str:
    found = index.citations.get(article)
    return f"told {day(found.published)}" if found and found.published else "undated article"
