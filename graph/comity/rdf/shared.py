"""What articles share, as things of `graph/canonical`, `graph/background` and the graph of the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from comity.knowledge.ontology import EventClass, Ontology
from comity.model import Citation, Claim, Entity, Event, Issue, Knowledge
from comity.rdf.nodes import (
    Node,
    Pair,
    dates,
    event_class,
    kind,
    links,
    node,
    office_id,
    optional,
    words,
)
from comity.rdf.terms import BACKGROUND, CANONICAL, co, number, term, text


def shared(knowledge: Knowledge, ontology: Ontology, background: frozenset[str]) -> Iterator[Quad]:
    """Entities, events, offices and the issues that the scheme does not have, each in its graph."""
    for entity in knowledge.entities:
        yield from _entity(entity).quads(BACKGROUND if entity.id in background else CANONICAL)
    for event in knowledge.events:
        yield from _event(event, ontology).quads(CANONICAL)
    for issue in (i for i in knowledge.issues if i.id not in ontology.issues):
        yield from _open_issue(issue).quads(CANONICAL)
    names = {entity.id: entity.name for entity in knowledge.entities}
    for name, claim in _offices(knowledge.claims).items():
        yield from _office(name, claim, names).quads(CANONICAL)


def scheme(ontology: Ontology) -> Iterator[Quad]:
    """The issues and the event classes with their codes and weights, in the background."""
    for issue in ontology.issues.values():
        yield from _issue(issue).quads(BACKGROUND)
    for found in ontology.event_classes.values():
        yield from _event_class(found, ontology).quads(BACKGROUND)


def build_record(
    run: str, version: str, model: str, citations: Iterable[Citation]
) -> Iterator[Quad]:
    """The build itself: what made the graph, out of which articles."""
    described = node(
        run,
        kind("Run"),
        words("co:version", version),
        words("co:model", model),
        links("prov:used", (citation.id for citation in citations)),
    )
    return described.quads(f"graph/{run}")


def _offices(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The offices by id, with the claim whose title names them: the first in the alphabet."""
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.title or "", c.id)):
        office = office_id(claim)
        if office is not None:
            found.setdefault(office, claim)
    return found


def _office(identifier: str, claim: Claim, names: dict[str, str]) -> Node:
    title = claim.title or ""
    return node(
        identifier,
        kind("Office"),
        words("rdfs:label", f"{title} of {names.get(claim.object, claim.object)}"),
        words("co:officeTitle", title),
        links("co:officeOf", [claim.object]),
    )


def _entity(entity: Entity) -> Node:
    match = None if entity.wikidata is None else term(f"wd:{entity.wikidata}")
    return node(
        entity.id,
        kind(entity.type),
        words("rdfs:label", entity.name),
        [("skos:altLabel", text(alias)) for alias in entity.aliases],
        words("co:code", entity.code),
        optional("skos:exactMatch", match),
    )


def _event(event: Event, ontology: Ontology) -> Node:
    everyone = sorted({*event.actors, *event.recipients})
    return node(
        event.id,
        [("rdf:type", event_class(ontology, name)) for name in ontology.ancestors(event.type)],
        [
            ("co:eventClass", event_class(ontology, event.type)),
            ("co:status", co(event.status.value)),
        ],
        [("rdfs:label", text(event.label, language="en"))],
        links("co:participant", everyone),
        links("co:actor", event.actors),
        links("co:recipient", event.recipients),
        links("co:place", [event.place]),
        dates(event.when, "co:earliest", "co:latest", "co:precision"),
        links("co:about", event.topics),
        links("co:subEventOf", event.within),
        [
            ("co:confidence", number(event.trust.reading)),
            ("co:certainty", number(event.trust.certainty)),
            ("co:sources", Literal(event.trust.sources)),
        ],
    )


def _issue(issue: Issue) -> Node:
    return node(
        issue.id,
        kind("Issue"),
        [("skos:prefLabel", text(issue.label, language="en"))],
        links("skos:broader", [issue.broader]),
    )


def _open_issue(issue: Issue) -> Node:
    """An issue that was met in articles, with its other names, which stand nowhere else."""
    return node(
        issue.id,
        kind("Issue", "OpenIssue"),
        [("skos:prefLabel", text(issue.label, language="en"))],
        [("skos:altLabel", text(name, language="en")) for name in issue.alt_labels],
        links("skos:broader", [issue.broader]),
    )


def _event_class(found: EventClass, ontology: Ontology) -> Node:
    described: tuple[Pair, ...] = (
        ("rdfs:label", text(found.label, language="en")),
        ("rdfs:subClassOf", event_class(ontology, found.parent)),
        ("co:weight", number(found.weight)),
        ("co:sign", Literal(int(found.sign))),
        *optional("co:quad", None if found.quad is None else co(found.quad)),
        *optional("co:ploverCode", None if found.plover is None else co(found.plover)),
    )
    return Node(event_class(ontology, found.name), described)
