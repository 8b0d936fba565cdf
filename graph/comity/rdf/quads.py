"""Knowledge as quads, and back.

One named graph holds everything that one article said; what several articles share (events, entities that
are in no gazetteer, offices) stands in `graph/canonical`; what was known before (gazetteer entries that
occur, the issues, the event classes) in `graph/background`. A triple stands in one graph only, since the
engine counts it twice in the union of all graphs otherwise. There are no blank nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Quad

from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import Ontology, load_ontology
from comity.model import Knowledge, digest
from comity.rdf import nodes
from comity.rdf.reading import from_quads
from comity.rdf.shared import build_record, scheme, shared
from comity.rdf.told import tellings, told

__all__ = ["Quad", "Run", "from_quads", "to_quads"]


@dataclass(frozen=True, slots=True)
class Run:
    """One build: the version of comity and the name of the language model, nothing that changes by the clock."""

    version: str
    model: str

    @property
    def id(self) -> str:
        """The id of the run, the same for the same version and model."""
        return f"run/{digest(self.version, self.model)}"


def to_quads(
    knowledge: Knowledge,
    *,
    run: Run,
    ontology: Ontology | None = None,
    background: frozenset[str] | None = None,
) -> list[Quad]:
    """The quads of `knowledge`, sorted and without duplicates.

    `background` holds the ids of entities that were known before reading (by default those of the
    gazetteer), `ontology` the issues and event classes (by default the installed ones).
    `from_quads(to_quads(k)) == k` where each part of `k` is sorted as its record says, ties by id, and a
    report's sentences are sorted by their index after the first; an issue that the ontology has is not written as
    the articles' own.

    Raises:
        OntologyError: an event is of a class that the ontology does not have.
        StoreError: an id cannot be part of an IRI.
    """
    known = load_ontology() if ontology is None else ontology
    before = frozenset(load_gazetteer().entries) if background is None else background
    quads = {
        *(
            quad
            for telling in tellings(knowledge)
            for quad in nodes.to_quads(told(telling, known), f"graph/{telling.article}")
        ),
        *(
            quad
            for thing in (*shared(knowledge, known, before), *scheme(known))
            for quad in nodes.to_quads(thing.told(known), thing.graph)
        ),
        *build_record(run.id, run.version, run.model, knowledge.citations),
    }
    return sorted(quads, key=str)
