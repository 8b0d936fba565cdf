"""Who met, spoke about, agreed with and criticised whom."""

from __future__ import annotations

import networkx as nx

from comity.knowledge.ontology import Ontology
from comity.model import Knowledge
from comity.nets.choice import DEFAULT, Choice, chosen
from comity.nets.deeds import deeds, entity_of, to_net

PERSON = "Person"
_BY_QUAD = {
    "verbal-cooperation": "agreed with",
    "material-cooperation": "acted for",
    "verbal-conflict": "criticised",
    "material-conflict": "acted against",
}


def leaders(
    knowledge: Knowledge, ontology: Ontology, choice: Choice = DEFAULT
) -> nx.MultiDiGraph[str]:
    """The network of persons: a node is a person (`kind label code`), an edge an event between two.

    An edge's `kind` is `met` for a consultation of any class, which is mutual save for a visit; else it goes
    by the quad and sign of the event's class: `agreed with` (friendly words), `acted for` (friendly deeds), `criticised`
    (hostile words), `acted against` (hostile deeds), and `spoke about` where the class takes no side. It runs from who acts to
    whom it is addressed to. `weight` and `sign` are the class's. Complexity: linear in the pairs.

    Raises:
        AnalysisError: an event names an entity or a class that is not known.
    """
    known = {entity.id: entity for entity in knowledge.entities}

    def person(name: str) -> str | None:
        return name if entity_of(known, name).type == PERSON else None

    nodes = {
        e.id: {"kind": e.type, "label": e.name, "code": e.code}
        for e in knowledge.entities
        if e.type == PERSON
    }
    events = chosen(knowledge, choice)
    return to_net(
        nodes, deeds(events, ontology, node=person, kind=lambda type_: tie(type_, ontology))
    )


def tie(type_: str, ontology: Ontology) -> str:
    """What an event of a class makes of two persons: `met`, `agreed with`, `criticised` ...

    >>> from comity.knowledge.ontology import load_ontology
    >>> [tie(name, load_ontology()) for name in ("Summit", "Agreement", "Threat", "Statement")]
    ['met', 'agreed with', 'criticised', 'spoke about']
    """
    if "Consultation" in ontology.ancestors(type_):
        return "met"
    found = ontology.event_classes[type_]
    return _BY_QUAD.get(found.quad or "", "spoke about") if found.sign else "spoke about"
