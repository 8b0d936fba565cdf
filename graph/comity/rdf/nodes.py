"""A thing with its properties, and the small steps that describe one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from comity.knowledge.ontology import Ontology
from comity.model import Claim, Precision, Report, When, slug
from comity.rdf.terms import co, day, number, term, text, thing

Value = NamedNode | Literal
Pair = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with its properties, all in one graph."""

    name: NamedNode
    pairs: tuple[Pair, ...]

    def quads(self, graph: str) -> Iterator[Quad]:
        """The quads of the thing in the graph with this id."""
        place = thing(graph)
        for predicate, value in self.pairs:
            yield Quad(self.name, term(predicate), value, place)


def node(identifier: str, *groups: Iterable[Pair]) -> Node:
    """The thing with this id and the properties of all groups."""
    return Node(thing(identifier), tuple(pair for group in groups for pair in group))


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
    yield "co:start", Literal(start)
    yield "co:end", Literal(end)


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
