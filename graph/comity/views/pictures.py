"""The pictures that are laid out before the page opens: who is in each, in which order, and where the first stand.

A picture is drawn up to a number that can be read; the order says who comes first, and the page draws the rest when a reader asks
for it. Views of a reader's own choice (two actors, one actor, a stretch of time) are laid out in the page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

import networkx as nx

from comity.model import Knowledge
from comity.views.layout import layout

FIRST = 150
"""How many nodes a picture opens with, at most."""

_TURNS = {"actor": 3, "event": 2, "issue": 1}


@dataclass(frozen=True, slots=True)
class Picture:
    """The ids of the members, those drawn first at the beginning, and the places of the first `FIRST`."""

    members: tuple[str, ...]
    places: Mapping[str, tuple[int, int]]


Members = Callable[[Knowledge, "nx.MultiDiGraph[str]", Mapping[str, float]], Sequence[str]]


def pictures(
    knowledge: Knowledge,
    net: nx.MultiDiGraph[str],
    rank: Mapping[str, float],
    labels: Mapping[str, str],
) -> dict[str, Picture]:
    """Every picture by its name; `rank` is the PageRank of the nodes, `labels` what stands beside each."""
    return {
        name: _picture(members(knowledge, net, rank), net, rank, labels)
        for name, members in PICTURES.items()
    }


def everyone(
    knowledge: Knowledge, net: nx.MultiDiGraph[str], rank: Mapping[str, float]
) -> Sequence[str]:
    """All nodes: three actors, two events and an issue by turns, those of highest PageRank first.

    An event comes by the PageRanks of those who have a part in it: its own is high where they have a part in little else.
    """
    sorts: dict[str, list[str]] = {sort: [] for sort in _TURNS}
    for name in net:
        sorts[_sort(net, name)].append(name)
    weights = {event: sum(rank[part] for part in set(net.predecessors(event))) for event in sorts["event"]}  # fmt: skip
    return list(
        _in_turn({sort: _ranked(names, {**rank, **weights}) for sort, names in sorts.items()})
    )


def leaders(
    knowledge: Knowledge, net: nx.MultiDiGraph[str], rank: Mapping[str, float]
) -> Sequence[str]:
    """The persons who have to do with another person."""
    people = {name for name, data in net.nodes(data=True) if data["kind"] == "Person"}
    within = net.subgraph(people)
    return _ranked((name for name in within if _others(within, name)), rank)


def issues(
    knowledge: Knowledge, net: nx.MultiDiGraph[str], rank: Mapping[str, float]
) -> Sequence[str]:
    """The issues and the actors who act on them, by turns."""
    raised = [event for event in knowledge.events if event.topics and event.actors]
    acting = {actor for event in raised for actor in event.actors if actor in net}
    topics = {topic for event in raised for topic in event.topics if topic in net}
    sorts = {"issue": _ranked(topics, rank), "actor": _ranked(acting, rank)}
    return list(_in_turn(sorts))


def disputes(
    knowledge: Knowledge, net: nx.MultiDiGraph[str], rank: Mapping[str, float]
) -> Sequence[str]:
    """Those in a standing dispute, and the events that articles tell differently, with who takes part in them."""
    told = [event for event in knowledge.events if event.disputed]
    found = {end for c in knowledge.claims if c.relation == "disputeOver" for end in (c.subject, c.object)}  # fmt: skip
    found |= set(
        chain.from_iterable((event.id, *event.actors, *event.recipients) for event in told)
    )
    return _ranked((name for name in found if name in net), rank)


PICTURES: Mapping[str, Members] = MappingProxyType(
    {"overview": everyone, "leaders": leaders, "issues": issues, "disputes": disputes}
)
"""The members of each picture; to add one, write its function and a line here, and its view in `page/views.js`."""


def _picture(
    members: Sequence[str],
    net: nx.MultiDiGraph[str],
    rank: Mapping[str, float],
    labels: Mapping[str, str],
) -> Picture:
    first = sorted(members[:FIRST])
    top = max((rank[name] for name in first), default=1.0)
    share = {name: math.sqrt(rank[name] / top) for name in first}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(first)
    graph.add_edges_from(_pairs(first, net))
    return Picture(tuple(members), _places(graph, share, labels))


def _pairs(first: Sequence[str], net: nx.MultiDiGraph[str]) -> Iterable[tuple[str, str]]:
    """Who is tied to whom, sorted: directly, or (an actor and an issue) by an event that is not among them."""
    among = set(first)
    for source in first:
        for target in sorted(set(net.successors(source))):
            if target in among:
                yield source, target
            elif net.nodes[target]["kind"] == "Event":
                yield from ((source, t) for t in sorted(set(net.successors(target)) & among))


def _places(
    graph: nx.Graph[str], share: Mapping[str, float], labels: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    width = max(900.0, 135 * math.sqrt(len(graph)))
    wide = {n: max(map(len, labels[n].split("\n"))) * (7 + 6 * share[n]) for n in graph}
    boxes = {n: (max(58, wide[n] * (0.4 + share[n])), 44 + 50 * share[n]) for n in graph}
    return layout(graph, boxes, width=width, height=width * 0.86)


def _sort(net: nx.MultiDiGraph[str], name: str) -> str:
    return {"Event": "event", "Issue": "issue"}.get(net.nodes[name]["kind"], "actor")


def _others(within: nx.MultiDiGraph[str], name: str) -> bool:
    return any(other != name for other in nx.all_neighbors(within, name))


def _ranked(names: Iterable[str], rank: Mapping[str, float]) -> list[str]:
    return sorted(names, key=lambda name: (-rank[name], name))


def _in_turn(sorts: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Some of each sort by turns, as many as `_TURNS` says, until all are through."""
    at = dict.fromkeys(sorts, 0)
    while any(at[sort] < len(names) for sort, names in sorts.items()):
        for sort, names in sorts.items():
            yield from names[at[sort] : at[sort] + _TURNS[sort]]
            at[sort] += _TURNS[sort]
