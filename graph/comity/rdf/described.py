"""Things with their properties: the view of a graph in which the gate looks things up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from comity.rdf.terms import term

Term = NamedNode | BlankNode | Literal | Triple
Properties = Mapping[NamedNode, Collection[Term]]
"""The values of each property of a thing, each once."""
Things = Mapping[Term, Properties]

_TYPE, _SUBCLASS = term("rdf:type"), term("rdfs:subClassOf")
_NOTHING: Properties = {}
_NONE: frozenset[Term] = frozenset()


@dataclass(frozen=True, slots=True)
class Described:
    """The properties of each thing; in which graphs they stand is forgotten, and each triple counts once."""

    things: Things
    _inverse: dict[NamedNode, dict[Term, set[Term]]] = field(default_factory=dict)

    def values(self, node: Term, predicate: NamedNode) -> Collection[Term]:
        """The objects of the triples about `node` with this predicate, each once, in no order."""
        return self.things.get(node, _NOTHING).get(predicate, _NONE)

    def pointing(self, predicate: NamedNode, value: Term) -> Collection[Term]:
        """The subjects of the triples with this predicate and object, each once, in no order."""
        if predicate not in self._inverse:
            self._inverse[predicate] = self._turned(predicate)
        return self._inverse[predicate].get(value, _NONE)

    def instances(self, kinds: Iterable[Term]) -> set[Term]:
        """The things of any of these classes, or of a class that the graph puts below one of them."""
        below: set[Term] = set()
        new = set(kinds)
        while new:
            below |= new
            new = {low for kind in new for low in self.pointing(_SUBCLASS, kind)} - below
        return {node for kind in below for node in self.pointing(_TYPE, kind)}

    def _turned(self, predicate: NamedNode) -> dict[Term, set[Term]]:
        found: dict[Term, set[Term]] = {}
        for node, properties in self.things.items():
            for value in properties.get(predicate, ()):
                found.setdefault(value, set()).add(node)
        return found


def describe(quads: Iterable[Quad]) -> Described:
    """The view of some quads."""
    return Described(described_by(quads))


def described_by(quads: Iterable[Quad]) -> Things:
    """The things that some quads describe."""
    things: dict[Term, dict[NamedNode, dict[Term, None]]] = {}
    for quad in quads:
        properties = things.setdefault(quad.subject, {})
        properties.setdefault(quad.predicate, {})[quad.object] = None
    return things


def united(told: Sequence[Properties]) -> Properties:
    """All values of what is told of one thing, each once."""
    if len(told) == 1:
        return told[0]
    found: dict[NamedNode, dict[Term, None]] = {}
    for properties in told:
        for predicate, values in properties.items():
            found.setdefault(predicate, {}).update(dict.fromkeys(values))
    return found
