"""What one article said, as things of its own graph: the article, sentences, reports and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

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
from comity.rdf.terms import co, day, number, text


def told(knowledge: Knowledge, ontology: Ontology) -> Iterator[Quad]:
    """What each article said, in the article's graph."""
    entities = frozenset(entity.id for entity in knowledge.entities)
    events: dict[str, list[str]] = {}
    origins: dict[str, list[str]] = {}
    for event in knowledge.events:
        for name in event.reports:
            events.setdefault(name, []).append(event.id)
        for name, origin in zip(event.reports, event.trust.origins, strict=False):
            origins.setdefault(name, []).append(origin)
    copy_of = {name: first for first, *rest in knowledge.copies for name in rest}
    nodes: list[tuple[str, Node]] = [
        (c.id, _article(c, copy_of.get(c.id))) for c in knowledge.citations
    ]
    nodes += [(s.article, _sentence(s)) for s in knowledge.sentences]
    nodes += [(c.article, _claim(c)) for c in knowledge.claims]
    for report in knowledge.reports:
        described = _report(report, ontology, events.get(report.id, []), entities)
        origin = tuple(links("co:origin", origins.get(report.id, [])))
        nodes.append((report.article, Node(described.name, (*described.pairs, *origin))))
        nodes += [(report.article, _participation(report, p)) for p in report.participants]
    for article, thing in nodes:
        yield from thing.quads(f"graph/{article}")


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
        [("co:index", Literal(sentence.index))],
        span(sentence.span.start, sentence.span.end),
        links("prov:wasDerivedFrom", [sentence.article]),
    )


def _report(
    report: Report, ontology: Ontology, events: Iterable[str], entities: frozenset[str]
) -> Node:
    named = report.source is not None and report.source in entities
    return node(
        report.id,
        kind("Report"),
        [
            ("co:eventClass", event_class(ontology, report.type)),
            ("co:status", co(report.status.value)),
        ],
        links("co:ofEvent", events),
        links("co:participation", (_participation_id(report, p) for p in report.participants)),
        links("co:reportedPlace", [report.place]),
        dates(report.when, "co:reportedEarliest", "co:reportedLatest", "co:reportedPrecision"),
        links("co:reportedTopic", report.topics),
        links("co:reportedWithin", [report.within]),
        links("co:attributedTo", [report.source if named else None]),
        words("co:attributedText", None if named else report.source),
        words("co:quote", report.quote),
        words("co:hedge", report.hedge),
        [("co:certainty", number(report.certainty))],
        links("co:trigger", report.sentences[:1]),
        words("co:triggerText", report.trigger_text),
        [("co:triggerStart", Literal(report.trigger.start))],
        [("co:triggerEnd", Literal(report.trigger.end))],
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
        [("co:inferred", Literal(participant.inferred))],
    )


def _claim(claim: Claim) -> Node:
    return node(
        claim.id,
        kind("OfficeHolding" if claim.relation == "holdsOffice" else "Claim"),
        [("co:relation", co(claim.relation)), ("co:current", Literal(claim.current))],
        links("co:subject", [claim.subject]),
        links("co:object", [claim.object]),
        words("co:officeTitle", claim.title),
        links("co:office", [office_id(claim)]),
        links("co:about", [claim.issue]),
        evidence(claim),
    )
