"""What articles share, as things of `graph/canonical`, `graph/background`, `graph/curations` and the graph of the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from comity.knowledge.ontology import EventClass, Ontology
from comity.model import Citation, Claim, Curation, Entity, Event, Issue, Knowledge, digest, slug
from comity.rdf.nodes import (
    Node,
    Pair,
    dates,
    event_class,
    kind,
    links,
    named,
    node,
    office_id,
    optional,
    to_quads,
    words,
)
from comity.rdf.terms import (
    BACKGROUND,
    CANONICAL,
    CURATIONS,
    THINGS,
    co,
    day,
    number,
    term,
    text,
    whole,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a claim says is held; `name` is that of the state or body `of` which it is one."""

    id: str
    title: str
    of: str
    name: str


@dataclass(frozen=True, slots=True)
class Curator:
    """Whoever decides on what the graph should say."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that articles share, with the id of its graph: all that decides what stands there of it.

    `curated` are the ids of the decisions that shaped it.
    """

    iri: str
    graph: str
    record: Entity | Event | Issue | Office | EventClass | Curation | Curator
    curated: tuple[str, ...] = ()

    def told(self, ontology: Ontology) -> list[Node]:
        """The thing with its properties, and once more where decisions shaped it, with these."""
        found = _node(self, ontology)
        by = [named(found.name, links("co:curatedBy", self.curated))] if self.curated else []
        return [found, *by]


def shared(
    knowledge: Knowledge, ontology: Ontology, background: frozenset[str]
) -> Iterator[Shared]:
    """Entities, events, offices, decisions and the issues that the scheme does not have, each in its graph."""
    decided = curated(knowledge.curations)
    for entity in knowledge.entities:
        graph = BACKGROUND if entity.id in background else CANONICAL
        yield Shared(f"{THINGS}{entity.id}", graph, entity, decided.get(entity.id, ()))
    for event in knowledge.events:
        yield Shared(f"{THINGS}{event.id}", CANONICAL, event, decided.get(event.id, ()))
    yield from _decisions(knowledge.curations)
    for issue in (i for i in knowledge.issues if i.id not in ontology.issues):
        yield Shared(f"{THINGS}{issue.id}", CANONICAL, issue)
    names = {entity.id: entity.name for entity in knowledge.entities}
    for office in _offices(knowledge.claims, names):
        yield Shared(f"{THINGS}{office.id}", CANONICAL, office)


def curated(curations: Iterable[Curation]) -> Mapping[str, tuple[str, ...]]:
    """By thing, the ids of the decisions that shaped it, sorted."""
    found: dict[str, list[str]] = {}
    for curation in curations:
        for name in curation.things:
            found.setdefault(name, []).append(curation.id)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def _decisions(curations: Iterable[Curation]) -> Iterator[Shared]:
    """The decisions, and each of those who made them once."""
    people = {}
    for curation in curations:
        yield Shared(f"{THINGS}{curation.id}", CURATIONS, curation)
        people[_curator_id(curation.by)] = curation.by
    for name, by in sorted(people.items()):
        yield Shared(f"{THINGS}{name}", CURATIONS, Curator(name, by))


def _curator_id(name: str) -> str:
    return f"curator/{slug(name)}-{digest(name)[:8]}"


def scheme(ontology: Ontology) -> Iterator[Shared]:
    """The issues and the event classes with their codes and weights, in the background."""
    for issue in ontology.issues.values():
        yield Shared(f"{THINGS}{issue.id}", BACKGROUND, issue)
    for found in ontology.event_classes.values():
        yield Shared(ontology.iri(found.name), BACKGROUND, found)


def _node(told: Shared, ontology: Ontology) -> Node:
    match told.record:
        case Entity():
            return _entity(told.record)
        case Event():
            return _event(told.record, ontology)
        case Office():
            return _office(told.record)
        case Issue():
            open_ = told.graph == CANONICAL
            return _open_issue(told.record) if open_ else _issue(told.record)
        case EventClass():
            return _event_class(told.record, ontology)
        case Curation():
            return _curation(told.record)
        case Curator():
            agent: list[Pair] = [("rdf:type", term("prov:Agent"))]
            return node(told.record.id, agent, words("rdfs:label", told.record.name))


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
    return to_quads([described], f"graph/{run}")


def _offices(claims: Iterable[Claim], names: Mapping[str, str]) -> Iterator[Office]:
    """The offices, each once, by the title that is the first in the alphabet."""
    seen = set()
    for claim in sorted(claims, key=lambda c: (c.title or "", c.id)):
        office = office_id(claim)
        if office is not None and office not in seen:
            seen.add(office)
            yield Office(
                office, claim.title or "", claim.object, names.get(claim.object, claim.object)
            )


def _office(office: Office) -> Node:
    return node(
        office.id,
        kind("Office"),
        words("rdfs:label", f"{office.title} of {office.name}"),
        words("co:officeTitle", office.title),
        links("co:officeOf", [office.of]),
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
        links("co:follows", [event.follows]),
        [("co:disputed", co(f"{aspect.value}Aspect")) for aspect in event.disputed],
        [
            ("co:confidence", number(event.trust.reading)),
            ("co:certainty", number(event.trust.certainty)),
            ("co:sources", whole(event.trust.sources)),
        ],
    )


def _curation(curation: Curation) -> Node:
    return node(
        curation.id,
        kind("Curation"),
        [("co:decision", co(f"{curation.verdict.value}Decision"))],
        links("prov:wasAttributedTo", [_curator_id(curation.by)]),
        [("dcterms:created", day(curation.on))],
        words("rdfs:comment", curation.why),
        words("rdfs:label", curation.label),
        links("prov:used", curation.articles),
        words("co:sets", curation.sets),
        words("rdf:value", curation.value),
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
        ("co:sign", whole(int(found.sign))),
        *optional("co:quad", None if found.quad is None else co(found.quad)),
        *optional("co:ploverCode", None if found.plover is None else co(found.plover)),
    )
    return named(event_class(ontology, found.name), described)
