"""The graph in parts: what an article told, and each thing that articles share, with what decides its quads.

A part whose digest is what it was has the quads that it had: so an increment writes, and checks, the others only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from pyoxigraph import NamedNode, Quad

from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import Ontology, load_ontology
from comity.model import Knowledge
from comity.rdf.record import SHARED
from comity.rdf.shared import Shared, scheme, shared
from comity.rdf.terms import THINGS, article_graph, co, thing
from comity.rdf.told import Telling, tellings, told

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Parts:
    """The graph of some knowledge, none of it made yet.

    `tellings` are by article, `shared` by graph and IRI in the order of their file.
    """

    tellings: Mapping[str, Telling]
    shared: Mapping[str, Mapping[str, Shared]]
    ontology: Ontology
    links: Mapping[str, tuple[tuple[str, str], ...]]
    _homes: dict[str, str] = field(default_factory=dict)
    _made: dict[str, list[Quad]] = field(default_factory=dict)
    _told: dict[str, list[Quad]] = field(default_factory=dict)
    _at_home: dict[str, dict[object, list[Quad]]] = field(default_factory=dict)

    def told(self, article: str) -> list[Quad]:
        """The quads of an article's graph, sorted."""
        if article not in self._told:
            quads = set(told(self.tellings[article], self.ontology))
            self._told[article] = sorted(quads, key=str)
        return self._told[article]

    def about(self, iri: str) -> list[Quad]:
        """All quads about a thing, with the links of reports to it."""
        found = self.near(iri)
        if found or not iri.startswith(THINGS):
            return found
        if not self._homes:
            self._homes.update(_homes(self.tellings))
        home = self._homes.get(iri.removeprefix(THINGS))
        return [] if home is None else self._things(home).get(NamedNode(iri), [])

    def near(self, iri: str) -> list[Quad]:
        """The quads about a thing that articles share, with the links of reports to it; none for others."""
        if iri not in self._made:
            self._made[iri] = [*self._shared(iri), *self._links(iri)]
        return self._made[iri]

    def is_shared(self, name: str) -> bool:
        """Whether the id is that of a thing that articles share."""
        return any(f"{THINGS}{name}" in things for things in self.shared.values())

    def forget(self) -> None:
        """Drop the quads that were made on the way."""
        for made in (self._made, self._told, self._at_home):
            made.clear()

    def _shared(self, iri: str) -> Iterator[Quad]:
        for things in self.shared.values():
            if (found := things.get(iri)) is not None:
                yield from found.quads(self.ontology)

    def _links(self, iri: str) -> Iterator[Quad]:
        """The links of reports to an event."""
        event = iri.removeprefix(THINGS)
        for report, article in self.links.get(event, ()):
            yield Quad(thing(report), co("ofEvent"), thing(event), article_graph(article))

    def _things(self, article: str) -> dict[object, list[Quad]]:
        """The quads of an article's graph by what they are about."""
        if article not in self._at_home:
            things = self._at_home.setdefault(article, {})
            for quad in self.told(article):
                things.setdefault(quad.subject, []).append(quad)
        return self._at_home[article]


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
    shares = {telling.article: telling for telling in tellings(knowledge)}
    links: dict[str, list[tuple[str, str]]] = {}
    for telling in shares.values():
        for report, event, _ in telling.events:
            links.setdefault(event, []).append((report, telling.article))
    return Parts(shares, found, known, {event: tuple(told_by) for event, told_by in links.items()})


def digest_of(part: Telling | Shared) -> str:
    """Sixteen hexadecimal digits that are the same for the same part, in any process."""
    record = (part.record, part.curated) if isinstance(part, Shared) else part
    return hashlib.sha256(_ENCODER.encode(record)).hexdigest()[:16]


def _homes(shares: Mapping[str, Telling]) -> Iterator[tuple[str, str]]:
    """The things of the articles' graphs that others may point to, with their article."""
    for article, telling in shares.items():
        yield article, article
        yield from ((sentence.id, article) for sentence in telling.sentences)
        yield from ((report.id, article) for report in telling.reports)
        yield from ((claim.id, article) for claim in telling.claims)
