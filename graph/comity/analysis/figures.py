"""What a measure gives: a number with the events it stands on, and a word of caution where these are few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

FEW = 30
"""Below this many reports a figure comes with a caution: the usual least size at which a mean is taken for normal."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the ids, sorted, of the events (and claims) that it stands on."""

    value: float
    events: tuple[str, ...]


def grounded(net: nx.MultiDiGraph[str], values: Mapping[str, float]) -> dict[str, Figure]:
    """Each node's value with the facts at the node, in the order of `values`: from a measure of nodes to figures.

    >>> net = nx.MultiDiGraph()
    >>> _ = net.add_edge("state/jpn", "state/kor", key="event/1", fact="event/1")
    >>> grounded(net, {"state/jpn": 1.0})
    {'state/jpn': Figure(value=1.0, events=('event/1',))}
    """
    found: dict[str, set[str]] = {node: set() for node in values}
    for source, target, key, data in net.edges(keys=True, data=True):
        for node in (source, target):
            if node in found:
                found[node].update(facts_of(key, data))
    return {node: Figure(value, tuple(sorted(found[node]))) for node, value in values.items()}


def facts_of(key: str, data: Mapping[str, object]) -> tuple[str, ...]:
    """The ids of the facts that an edge stands on."""
    events = data.get("events")
    if isinstance(events, tuple) and events:
        return events
    return (str(data.get("fact") or key),)


def all_facts(net: nx.MultiDiGraph[str]) -> tuple[str, ...]:
    """The ids of all facts on the edges of a network, sorted."""
    edges = net.edges(keys=True, data=True)
    return tuple(sorted({fact for _, _, key, data in edges for fact in facts_of(key, data)}))


def caution(reports: Iterable[str]) -> str | None:
    """What to say of a figure that stands on few reports, given their ids; None where they are `FEW` or more.

    >>> caution(["report/1", "report/2", "report/1"])
    'stands on 2 reports, fewer than 30: chance may have made it'
    """
    told = len(set(reports))
    if told >= FEW:
        return None
    return f"stands on {told} report{'' if told == 1 else 's'}, fewer than {FEW}: chance may have made it"
