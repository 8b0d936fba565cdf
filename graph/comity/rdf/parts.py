"""The graph in parts: what an article told, and each thing that articles share, with what decides its quads.

A part whose digest is what it was has the quads that it had: so an increment writes, and checks, the others only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from pyoxigraph import NamedNode

from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import Ontology, load_ontology
from comity.model import Event, Knowledge
from comity.rdf.described import Properties, Term, Things, united
from comity.rdf.nodes import to_things
from comity.rdf.record import SHARED
from comity.rdf.shared import Shared, scheme, shared
from comity.rdf.terms import THINGS, thing
from comity.rdf.told import Telling, tellings, told
from comity.rdf.whole import Whole

_ENCODER = msgspec.json.Encoder()
_MOST = 2**13
"""So many things that articles share are kept made."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The graph of some knowledge, none of it made yet.

    `tellings` are by article, `shared` by graph and IRI in the order of their file.
    """

    tellings: Mapping[str, Telling]
    shared: Mapping[str, Mapping[str, Shared]]
    ontology: Ontology
    _homes: dict[str, str] = field(default_factory=dict)
    _told: dict[str, Things] = field(default_factory=dict)
    _places: dict[Term, Mapping[str, Properties]] = field(default_factory=dict)

    def told(self, article: str) -> Things:
        """The things of an article's graph."""
        if article not in self._told:
            self._told[article] = to_things(told(self.tellings[article], self.ontology))
        return self._told[article]

    def thing(self, graph: str, iri: str) -> Things:
        """One of the things that articles share, as it is in the graph with this id."""
        return to_things(self.shared[graph][iri].told(self.ontology))

    def whole(self) -> Whole:
        """The whole graph, of which that is made which is asked for."""
        return Whole(self._near, self._reports, self._describes, self._told_in)

    def is_shared(self, name: str) -> bool:
        """Whether the id is that of a thing that articles share."""
        return any(f"{THINGS}{name}" in things for things in self.shared.values())

    def forget(self) -> None:
        """Drop what was made on the way, but some of the things that articles share."""
        self._told.clear()
        if len(self._places) > _MOST:
            self._places.clear()

    def _near(self, node: Term) -> Properties | None:
        told = [*self._shared(node).values()]
        return united(told) if told else None

    def _shared(self, node: Term) -> Mapping[str, Properties]:
        """What is told of a thing that articles share, by the IRI of the graph."""
        found = self._places.get(node)
        if found is None:
            iri = _iri(node)
            found = self._places[node] = {
                THINGS + graph: self.thing(graph, iri)[node]
                for graph, things in self.shared.items()
                if iri in things
            }
        return found

    def _reports(self, event: Term) -> Sequence[Term]:
        """The reports of an event."""
        iri = _iri(event)
        found = next((things[iri].record for things in self.shared.values() if iri in things), None)
        names = found.reports if isinstance(found, Event) else ()
        return [thing(name) for name in names if name in self._home_of()]

    def _describes(self, node: Term) -> bool:
        return bool(self._shared(node)) or _name(node) in self._home_of()

    def _told_in(self, node: Term) -> Mapping[str, Properties]:
        found = self._shared(node)
        home = self._home_of().get(_name(node))
        if home is None:
            return found
        return {**found, f"{THINGS}graph/{home}": self.told(home)[node]}

    def _home_of(self) -> Mapping[str, str]:
        """The article in whose graph a thing stands, for those that another may point to."""
        if not self._homes:
            self._homes.update(_homes(self.tellings))
        return self._homes


def to_parts(
    knowledge: Knowledge,
    *,
    ontology: Ontology | None = None,
    background: frozenset[str] | None = None,
) -> Parts:
    """The parts of the graph of `knowledge`; the options are those of `quads.to_quads`."""
    known = load_ontology() if ontology is None else ontology
    before = frozenset(load_gazetteer().entries) if background is None else background
    found: dict[str, dict[str, Shared]] = {graph: {} for graph in SHARED}
    things = [*shared(knowledge, known, before), *scheme(known)]
    # Lines begin with the IRI in angle brackets, and are sorted.
    for described in sorted(things, key=lambda t: f"{t.iri}>"):
        found[described.graph][described.iri] = described
    return Parts({telling.article: telling for telling in tellings(knowledge)}, found, known)


def digest_of(part: Telling | Shared) -> str:
    """Sixteen hexadecimal digits that are the same for the same part, in any process."""
    record = (part.record, part.curated) if isinstance(part, Shared) else part
    return hashlib.sha256(_ENCODER.encode(record)).hexdigest()[:16]


def _iri(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _name(node: Term) -> str:
    return _iri(node).removeprefix(THINGS)


def _homes(shares: Mapping[str, Telling]) -> Iterator[tuple[str, str]]:
    """The things of the articles' graphs that others may point to, with their article."""
    for article, telling in shares.items():
        yield article, article
        yield from ((sentence.id, article) for sentence in telling.sentences)
        yield from ((report.id, article) for report in telling.reports)
        yield from ((claim.id, article) for claim in telling.claims)
