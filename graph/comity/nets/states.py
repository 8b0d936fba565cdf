"""What states do to each other."""

from __future__ import annotations

import networkx as nx

from comity.knowledge.ontology import Ontology
from comity.model import Knowledge
from comity.nets.choice import DEFAULT, Choice, chosen
from comity.nets.deeds import deeds, entity_of, to_net

STATE = "state/"
_CODE = 3
_NO_STATES = frozenset({"IGO", "NGO", "MNC"})


def states(
    knowledge: Knowledge, ontology: Ontology, choice: Choice = DEFAULT
) -> nx.MultiDiGraph[str]:
    """The network of states: a node is a state (`kind label code`), an edge an event between two of them.

    What a person, body or group of a state does counts for the state, whether in office or not; what lies within one state is
    no edge. A state that acts through its own alone is a node by its code. An edge runs from the state that acts to the one
    it acts on, or is `mutual`; its `kind` is the event's class, its `weight`, in [-10, 10], PLOVER's for the class and its `sign`
    that of the weight: what is friendly and what hostile. Complexity: linear in the pairs.

    Raises:
        AnalysisError: an event names an entity or a class that is not known.
    """
    known = {entity.id: entity for entity in knowledge.entities}

    def state(name: str) -> str | None:
        return state_of(entity_of(known, name).code)

    names = {e.id: e.name for e in knowledge.entities if e.type == "State"}
    nodes = {
        found: {"kind": "State", "label": names.get(found, str(e.code)), "code": e.code}
        for e in knowledge.entities
        if (found := state_of(e.code)) is not None
    }
    events = chosen(knowledge, choice)
    return to_net(nodes, deeds(events, ontology, node=state, kind=lambda type_: type_))


def state_of(code: str | None) -> str | None:
    """The id of the state of a code of ISO 3166-1; None for what is of no state.

    >>> state_of("JPN"), state_of("IGO"), state_of(None)
    ('state/jpn', None, None)
    """
    if code is None or len(code) != _CODE or code in _NO_STATES:
        return None
    return STATE + code.lower()
