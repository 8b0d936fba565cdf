"""What one article said, as things of its own graph: the article, sentences, reports and claims."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from comity.knowledge.ontology import Ontology
from comity.model import Citation, Claim, Knowledge, Participant, Report, Sentence, digest
from comity.rdf.nodes import (
    Node,
    dates,
    event_class,
    evidence,
    kind,
    links,
    node,
    office_id,
    optional,
    span,
    words,
)
from comity.rdf.shared import curated
from comity.rdf.terms import co, day, number, text, truth, whole

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's share of the knowledge: all that decides what stands in its graph, and nothing else.

    `events` are a report, an event that it tells of and its origin there, where that is known; `sources` the sources of
    reports that are entities; `copy_of` is the article that this is a near copy of; `curated` are the reports, and the article
    itself, with the decisions that shaped them. All parts are in the order of the knowledge.
    """

    article: str
    citations: tuple[Citation, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    events: tuple[tuple[str, str, str | None], ...]
    sources: tuple[str, ...]
    copy_of: str | None
    curated: tuple[tuple[str, tuple[str, ...]], ...] = ()


def tellings(knowledge: Knowledge) -> Iterator[Telling]:
    """The share of each article, by id."""
    entities = frozenset(entity.id for entity in knowledge.entities)
    events: dict[str, list[tuple[str, str, str | None]]] = {}
    for event in knowledge.events:
        for name, origin in zip_longest(event.reports, event.trust.origins):
            events.setdefault(name, []).append((name, event.id, origin))
    decided = curated(knowledge.curations)
    copy_of = {name: first for first, *rest in knowledge.copies for name in rest}
    citations = _by_article(knowledge.citations, lambda citation: citation.id)
    sentences = _by_article(knowledge.sentences, lambda sentence: sentence.article)
    claims = _by_article(knowledge.claims, lambda claim: claim.article)
    reports = _by_article(knowledge.reports, lambda report: report.article)
    for article in sorted({*citations, *sentences, *claims, *reports}):
        told_by = reports.get(article, [])
        yield Telling(
            article=article,
            citations=tuple(citations.get(article, [])),
            sentences=tuple(sentences.get(article, [])),
            claims=tuple(claims.get(article, [])),
            reports=tuple(told_by),
            events=tuple(link for r in told_by for link in events.get(r.id, [])),
            sources=tuple(sorted({r.source for r in told_by if r.source in entities})),
            copy_of=copy_of.get(article),
            curated=tuple(
                (name, decided[name])
                for name in (article, *(r.id for r in told_by))
                if name in decided
            ),
        )


def told(telling: Telling, ontology: Ontology) -> list[Node]:
    """What one article said: the things of its graph; one may stand there twice, with different properties."""
    events: dict[str, list[tuple[str, str | None]]] = {}
    for report, event, origin in telling.events:
        events.setdefault(report, []).append((event, origin))
    nodes = [_article(citation, telling.copy_of) for citation in telling.citations]
    nodes += map(_sentence, telling.sentences)
    nodes += map(_claim, telling.claims)
    for told_of in telling.reports:
        nodes.append(_report(told_of, ontology, events.get(told_of.id, []), telling.sources))
        nodes += [_participation(told_of, p) for p in told_of.participants]
    nodes += [node(name, links("co:curatedBy", ids)) for name, ids in telling.curated]
    return nodes


def _by_article(items: Iterable[T], article: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(article(item), []).append(item)
    return found


def _article(citation: Citation, copy_of: str | None) -> Node:
    issued = None if citation.published is None else day(citation.published)
    return node(
        citation.id,
        kind("Article"),
        words("co:file", citation.name),
        words("co:sha256", citation.sha256),
        words("dcterms:title", citation.title),
        words("dcterms:publisher", citation.publisher),
        optional("dcterms:issued", issued),
        words("dcterms:source", citation.url),
        words("rdfs:comment", citation.note),
        links("prov:alternateOf", [copy_of]),
    )


def _sentence(sentence: Sentence) -> Node:
    return node(
        sentence.id,
        kind("Sentence"),
        [("co:text", text(sentence.text, language="en"))],
        [("co:index", whole(sentence.index))],
        span(sentence.span.start, sentence.span.end),
        links("prov:wasDerivedFrom", [sentence.article]),
    )


def _report(
    report: Report,
    ontology: Ontology,
    events: Collection[tuple[str, str | None]],
    sources: Collection[str],
) -> Node:
    named = report.source is not None and report.source in sources
    return node(
        report.id,
        kind("Report"),
        [
            ("co:eventClass", event_class(ontology, report.type)),
            ("co:status", co(report.status.value)),
        ],
        links("co:ofEvent", (event for event, _ in events)),
        links("co:origin", (origin for _, origin in events)),
        links("co:participation", (_participation_id(report, p) for p in report.participants)),
        links("co:reportedPlace", [report.place]),
        dates(report.when, "co:reportedEarliest", "co:reportedLatest", "co:reportedPrecision"),
        links("co:reportedTopic", report.topics),
        links("co:reportedWithin", [report.within]),
        links("co:attributedTo", [report.source if named else None]),
        words("co:attributedText", None if named else report.source),
        words("co:quote", report.quote),
        words("co:hedge", report.hedge),
        [("co:count", text(count)) for count in report.counts],
        words("co:seriesText", report.series),
        [("co:certainty", number(report.certainty))],
        links("co:trigger", report.sentences[:1]),
        words("co:triggerText", report.trigger_text),
        [("co:triggerStart", whole(report.trigger.start))],
        [("co:triggerEnd", whole(report.trigger.end))],
        evidence(report),
    )


def _participation_id(report: Report, participant: Participant) -> str:
    place = (str(participant.span.start), str(participant.span.end), str(participant.inferred))
    return f"participation/{digest(report.id, participant.entity, participant.role, *place)}"


def _participation(report: Report, participant: Participant) -> Node:
    return node(
        _participation_id(report, participant),
        kind("Participation"),
        links("co:agent", [participant.entity]),
        [("co:role", co(f"{participant.role.value}Role"))],
        span(participant.span.start, participant.span.end),
        [("co:inferred", truth(participant.inferred))],
    )


def _claim(claim: Claim) -> Node:
    return node(
        claim.id,
        kind("OfficeHolding" if claim.relation == "holdsOffice" else "Claim"),
        [("co:relation", co(claim.relation)), ("co:current", truth(claim.current))],
        links("co:subject", [claim.subject]),
        links("co:object", [claim.object]),
        words("co:officeTitle", claim.title),
        links("co:office", [office_id(claim)]),
        links("co:about", [claim.issue]),
        evidence(claim),
    )
