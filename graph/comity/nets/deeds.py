"""What one actor did to another in an event: the record under the edges of the networks of actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

import networkx as nx

from comity.errors import AnalysisError
from comity.knowledge.ontology import Ontology
from comity.model import Entity, Event, When
from comity.nets.choice import days_of
from comity.network import joint, pairs, signed, verb

ENDS = {"source", "target"}
_NEEDS_A_RECIPIENT = frozenset({"Sanction", "Aid"})


@dataclass(frozen=True, slots=True)
class Deed:
    """An event between two actors: `source` acts on `target` or, where it is `mutual`, both act and `source` has the lower id.

    `weight`, in [-10, 10], is PLOVER's for the event's class and `sign` its sign; `kind` and `label` say what was done;
    `issues` is what the event is about, `reports` are the ids of its tellings.
    """

    source: str
    target: str
    event: str
    type: str
    kind: str
    label: str
    status: str
    when: When | None
    sign: int
    weight: float
    mutual: bool
    issues: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which it may have been, or None where that is not known."""
        return days_of(self.when)


def deeds(
    events: Iterable[Event],
    ontology: Ontology,
    *,
    node: Callable[[str], str | None],
    kind: Callable[[str], str],
) -> Iterator[Deed]:
    """The deeds of `events` between the nodes that stand for their participants, in the order of the events.

    `node` gives the node of an entity's id, None for one that has none; `kind` the kind of an event class. Who stands to
    whom is said by `network.pairs`, after entities have become nodes: what two of one node do is no deed. Beyond that, a
    sanction or aid without recipient that exactly two nodes are told to give is between those two, both ways: PLOVER
    allows neither without a recipient ("stripped each other of preferred status").
    """
    for event in events:
        actors, recipients = (_nodes(ids, node) for ids in (event.actors, event.recipients))
        folded = replace(event, actors=actors, recipients=recipients)
        both = joint(event.type, ontology)
        found = pairs(folded, ontology)
        if not event.recipients and len(actors) == 2 and _one_sided(event.type, ontology):
            found, both = ((min(actors), max(actors)),), True
        sign, weight = signed(event, ontology)
        for source, target in found:
            yield Deed(
                source, target, event.id, event.type, kind(event.type), verb(event.type, event.status, ontology),
                str(event.status), event.when, sign, weight, both, event.topics, event.reports,
            )  # fmt: skip


def _nodes(ids: Iterable[str], node: Callable[[str], str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for found in map(node, ids) if found is not None))


def _one_sided(type_: str, ontology: Ontology) -> bool:
    return not _NEEDS_A_RECIPIENT.isdisjoint(ontology.ancestors(type_))


def entity_of(known: Mapping[str, Entity], name: str) -> Entity:
    """The entity of an id.

    Raises:
        AnalysisError: there is none.
    """
    if name not in known:
        raise AnalysisError(f"an event names {name}, which is not in the graph; rebuild the graph")
    return known[name]


def to_net(
    nodes: Mapping[str, Mapping[str, object]], found: Iterable[Deed]
) -> nx.MultiDiGraph[str]:
    """The network of deeds, sorted by source, target and event; an edge's key is its event, nodes without edges are left out."""
    ordered = sorted(found, key=lambda deed: (deed.source, deed.target, deed.event))
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in sorted({end for deed in ordered for end in (deed.source, deed.target)}):
        net.add_node(name, **nodes[name])
    names = [field.name for field in fields(Deed) if field.name not in ENDS]
    for deed in ordered:
        values = {name: getattr(deed, name) for name in names}
        net.add_edge(
            deed.source,
            deed.target,
            key=deed.event,
            fact=deed.event,
            events=(deed.event,),
            **values,
        )
    return net


def deeds_between(net: nx.MultiDiGraph[str], one: str, other: str) -> tuple[Deed, ...]:
    """The deeds of a network of actors between two nodes, both ways, sorted by first day and event; those without days last.

    Raises:
        AnalysisError: the network does not have a node, or its edges are no deeds.
    """
    for name in (one, other):
        if name not in net:
            raise AnalysisError(f"the network has no node {name}; choose one of its nodes")
    if one == other:
        raise AnalysisError(f"{one} is one node; give two to see what is between them")
    names = [field.name for field in fields(Deed) if field.name not in ENDS]
    found = []
    for source, target in ((one, other), (other, one)):
        for data in (net.get_edge_data(source, target) or {}).values():
            if "mutual" not in data or "when" not in data:
                raise AnalysisError(
                    "this network is not made of deeds; give one of nets.states or nets.leaders"
                )
            found.append(Deed(source, target, **{name: data[name] for name in names}))
    return tuple(
        sorted(found, key=lambda d: (d.days or (date.max, date.max), d.event, d.source, d.target))
    )
