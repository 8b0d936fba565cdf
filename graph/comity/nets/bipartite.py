"""Actors and the events they have a part in, actors and the issues they act on."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from comity.errors import AnalysisError
from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Entity, Event, Issue, Knowledge
from comity.nets.choice import DEFAULT, Choice, chosen
from comity.nets.deeds import entity_of
from comity.network import signed


def actors_events(
    knowledge: Knowledge, ontology: Ontology, choice: Choice = DEFAULT
) -> nx.MultiDiGraph[str]:
    """The two-mode network of actors and events: an edge is the part of an actor in an event, from the actor to the event.

    `kind` is `actor` or `recipient`, `weight` 1, `sign` 0. Event nodes have `type status when`. Complexity: linear.

    Raises:
        AnalysisError: an event names an entity or a class that is not known.
    """
    known = {entity.id: entity for entity in knowledge.entities}
    events = chosen(knowledge, choice)
    parts = sorted(
        (actor, event.id, kind, event)
        for event in events
        for kind, ids in (("actor", event.actors), ("recipient", event.recipients))
        for actor in set(ids)
    )
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in sorted({part[0] for part in parts}):
        net.add_node(actor, **_actor(entity_of(known, actor)))
    for event in sorted(events, key=lambda e: e.id):
        if event.actors or event.recipients:
            net.add_node(event.id, **to_event(event, ontology))
    for actor, name, kind, event in parts:
        net.add_edge(actor, name, key=f"{name}#{kind}", **_edge(event, kind=kind, label=kind))
    return net


def actors_issues(
    knowledge: Knowledge, ontology: Ontology, choice: Choice = DEFAULT
) -> nx.MultiDiGraph[str]:
    """The two-mode network of actors and issues: an edge is an event that an actor does about an issue, from actor to issue.

    Recipients are left out: to be addressed on an issue is not to act on it. `kind` is the event's class, `weight` 1 and `sign`
    the class's: how it is acted, not what is thought of the issue. Complexity: linear in actors times issues of each event.

    Raises:
        AnalysisError: an event names an entity, an issue or a class that is not known.
    """
    known = {entity.id: entity for entity in knowledge.entities}
    scheme = issues_of(knowledge, ontology.issues)
    acts = sorted(
        (actor, issue, event.id, event)
        for event in chosen(knowledge, choice)
        for actor in set(event.actors)
        for issue in set(event.topics)
    )
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in sorted({act[0] for act in acts}):
        net.add_node(actor, **_actor(entity_of(known, actor)))
    for issue in sorted({act[1] for act in acts}):
        net.add_node(issue, **to_issue(scheme, issue))
    for actor, issue, name, event in acts:
        sign, _ = signed(event, ontology)
        values = _edge(event, kind=event.type, label="acts on", sign=sign)
        net.add_edge(actor, issue, key=name, **values)
    return net


def to_issue(scheme: Mapping[str, Issue], name: str) -> dict[str, object]:
    """The attributes of an issue's node.

    Raises:
        AnalysisError: the scheme does not have the issue.
    """
    if name not in scheme:
        raise AnalysisError(
            f"the topic {name} is an issue neither of the ontology nor of the graph; rebuild the graph"
        )
    return {"kind": "Issue", "label": scheme[name].label, "code": None}


def _actor(entity: Entity) -> dict[str, object]:
    return {"kind": entity.type, "label": entity.name, "code": entity.code}


def to_event(event: Event, ontology: Ontology) -> dict[str, object]:
    """The attributes of an event's node."""
    sign, weight = signed(event, ontology)
    return {
        "kind": "Event",
        "label": event.label,
        "code": None,
        "type": event.type,
        "status": str(event.status),
        "when": event.when,
        "sign": sign,
        "weight": weight,
    }


def _edge(event: Event, *, kind: str, label: str, sign: int = 0) -> dict[str, object]:
    return edge((event,), kind=kind, label=label, sign=sign)


def edge(
    events: tuple[Event, ...],
    *,
    kind: str,
    label: str,
    sign: int = 0,
    weight: float = 1.0,
    mutual: bool = False,
) -> dict[str, object]:
    """The attributes of an edge that stands on `events`, the first of which is its fact."""
    first = events[0]
    return {
        "kind": kind,
        "label": label,
        "fact": first.id,
        "event": first.id,
        "events": tuple(event.id for event in events),
        "type": first.type,
        "status": str(first.status),
        "when": first.when,
        "sign": sign,
        "weight": weight,
        "mutual": mutual,
        "issues": tuple(sorted({topic for event in events for topic in event.topics})),
        "reports": tuple(sorted({report for event in events for report in event.reports})),
    }
