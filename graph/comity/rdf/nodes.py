"""A thing with its properties, and the small steps that describe one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from comity.knowledge.ontology import Ontology
from comity.model import Claim, Precision, Report, When, slug
from comity.rdf.described import Properties, Term, Things, united
from comity.rdf.terms import co, day, number, term, text, thing, whole

Value = NamedNode | Literal
Pair = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with what one graph tells of it."""

    name: NamedNode
    properties: Properties


def node(identifier: str, *groups: Iterable[Pair]) -> Node:
    """The thing with this id and the properties of all groups."""
    return named(thing(identifier), *groups)


def named(name: NamedNode, *groups: Iterable[Pair]) -> Node:
    """The thing with this IRI and the properties of all groups."""
    properties: dict[NamedNode, list[Value]] = {}
    many: set[NamedNode] = set()
    for group in groups:
        for predicate, value in group:
            key = term(predicate)
            if key not in properties:
                properties[key] = [value]
            else:
                properties[key].append(value)
                many.add(key)
    for key in many:
        properties[key] = [*dict.fromkeys(properties[key])]
    return Node(name, properties)


def to_things(nodes: Iterable[Node]) -> Things:
    """The things of a graph, those of one name made one."""
    things: dict[Term, Properties] = {}
    for found in nodes:
        before = things.get(found.name)
        told = found.properties if before is None else united((before, found.properties))
        things[found.name] = told
    return things


def to_quads(nodes: Iterable[Node], graph: str) -> Iterator[Quad]:
    """The quads of the things of the graph with this id."""
    place = thing(graph)
    for found in nodes:
        for predicate, values in found.properties.items():
            yield from (Quad(found.name, predicate, value, place) for value in values)


def to_lines(things: Things, graph: str) -> bytes:
    """The lines of N-Quads, sorted, of the things of the graph with this id."""
    end = f" {_written(thing(graph))} .\n"
    lines: list[str] = []
    for name in sorted(things, key=_written):
        start = _written(name)
        own = [
            f"{start} {_iri(predicate)} {_written(value)}{end}"
            for predicate, values in things[name].items()
            for value in values
        ]
        lines += sorted(own)
    return "".join(lines).encode()


def _written(value: Term) -> str:
    """A term as N-Quads have it."""
    return _iri(value) if isinstance(value, NamedNode) else str(value)


_iri = lru_cache(maxsize=2**14)(str)


def optional(predicate: str, value: Value | None) -> Iterator[Pair]:
    """The property, where there is a value."""
    if value is not None:
        yield predicate, value


def words(predicate: str, value: str | None) -> Iterator[Pair]:
    """A literal of text, where there is one."""
    if value is not None:
        yield predicate, text(value)


def links(predicate: str, identifiers: Iterable[str | None]) -> Iterator[Pair]:
    """Links to the things with these ids; None is passed over."""
    for identifier in identifiers:
        if identifier is not None:
            yield predicate, thing(identifier)


def kind(*names: str) -> Iterator[Pair]:
    """The classes of a thing."""
    for name in names:
        yield "rdf:type", co(name)


def span(start: int, end: int) -> Iterator[Pair]:
    """A half-open range of characters."""
    yield "co:start", whole(start)
    yield "co:end", whole(end)


def dates(when: When | None, earliest: str, latest: str, precision: str) -> Iterator[Pair]:
    """A date or interval under the three given properties, and its words."""
    if when is None:
        return
    yield precision, co(when.precision.value)
    yield from words("co:dateText", when.text)
    if when.precision is not Precision.UNRESOLVED:
        yield from optional(earliest, None if when.earliest is None else day(when.earliest))
        yield from optional(latest, None if when.latest is None else day(when.latest))


def evidence(fact: Report | Claim) -> Iterator[Pair]:
    """What reports and claims share: the sentences, the rule and how far it is to be trusted."""
    yield from links("co:denotedBy", fact.sentences)
    yield from words("co:rule", fact.rule)
    yield "co:confidence", number(fact.confidence)
    yield from links("prov:wasDerivedFrom", [fact.article])


def office_id(claim: Claim) -> str | None:
    """The id of the office that a claim says is held, or None for other claims."""
    if claim.relation != "holdsOffice" or claim.title is None:
        return None
    return f"office/{slug(claim.title)}-{slug(claim.object)}"


def event_class(ontology: Ontology, name: str) -> NamedNode:
    """The IRI of an event class, also of one that a user's file adds.

    Raises:
        OntologyError: there is no such event class.
    """
    return NamedNode(ontology.iri(name))
