"""The drawn nodes: what stands beside each, how large it is, and where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from comity.analysis import communities, degree
from comity.model import Knowledge
from comity.views.facts import Record
from comity.views.layout import layout
from comity.views.lines import Line
from comity.views.palette import kind_of, state_of
from comity.views.words import when_words, wrap

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology


MANY = 160
"""Above this many nodes a page opens without its events, on a layout of the actors alone."""


def drawn_nodes(
    net: nx.MultiDiGraph[str],
    drawn: Sequence[str],
    found: Sequence[Line],
    rank: Mapping[str, float],
    knowledge: Knowledge,
    ontology: Ontology,
) -> list[Record]:
    """One record for each of the `drawn` nodes, in their order, for pyvis and for the page's script.

    `share` is the square root of the node's PageRank over the highest, `order` its place by PageRank, from 1, and
    `core` where an actor stands while events are not shown (only above `MANY` nodes, else None).
    """
    top = max((rank[name] for name in drawn), default=1.0)
    names = {e.id: e.name for e in knowledge.entities}
    labels = {name: _short(name, net, names, ontology) for name in drawn}
    share = {name: math.sqrt(rank[name] / top) for name in drawn}
    places = _places(drawn, found, share, labels)
    actors = [name for name in drawn if net.nodes[name]["kind"] not in {"Event", "Issue"}]
    core = _places(actors, found, share, labels) if len(drawn) > MANY else {}
    groups, facts_of = communities(net), degree(net)
    offices = _offices(knowledge, names)
    order = {n: i + 1 for i, n in enumerate(sorted(drawn, key=lambda n: (-rank[n], n)))}
    return [
        {
            **_looks(name, net),
            "short": labels[name],
            "office": offices.get(name, ""),
            "share": round(share[name], 4),
            "size": round(7 + 21 * share[name] ** 1.25, 1),
            "order": order[name],
            "facts": facts_of[name],
            "community": groups[name],
            "x": places[name][0],
            "y": places[name][1],
            "core": {"x": core[name][0], "y": core[name][1]} if name in core else None,
        }
        for name in drawn
    ]


def _looks(name: str, net: nx.MultiDiGraph[str]) -> Record:
    """What the node itself says: names, kind with shape and colour, state."""
    node = net.nodes[name]
    kind = kind_of(node["kind"])
    return {
        "id": name,
        "label": str(node["label"]) or name,
        "kind": kind.id,
        "shape": kind.shape,
        "color": kind.light,
        "names": [other for other in node["names"] if other != node["label"]],
        "code": node["code"] or "",
        "state": state_of(node.get("status", "occurred")),
    }


def _short(
    name: str, net: nx.MultiDiGraph[str], names: Mapping[str, str], ontology: Ontology
) -> str:
    """What stands beside the node: an entity's name; an event's class with its place, else its date."""
    node = net.nodes[name]
    if node["kind"] != "Event":
        return wrap(str(node["label"]) or name)
    label = ontology.event_classes[node["type"]].label
    where = names.get(node["place"] or "", "") or when_words(node["when"]).split(" (")[0]
    return wrap(f"{label}, {where}" if where else label)


def _places(
    drawn: Sequence[str],
    found: Sequence[Line],
    share: Mapping[str, float],
    labels: Mapping[str, str],
) -> dict[str, tuple[int, int]]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(drawn)
    ends = ((line.source, line.target) for line in found)
    graph.add_edges_from(pair for pair in ends if pair[0] in graph and pair[1] in graph)
    width = max(900.0, 135 * math.sqrt(len(drawn)))
    wide = {n: max(map(len, labels[n].split("\n"))) * (7 + 6 * share[n]) for n in drawn}
    boxes = {n: (max(58, wide[n] * (0.4 + share[n])), 44 + 50 * share[n]) for n in drawn}
    return layout(graph, boxes, width=width, height=width * 0.86)


def _offices(knowledge: Knowledge, names: Mapping[str, str]) -> dict[str, str]:
    """The office that each person holds, the current one before a former, then by title."""
    held = [c for c in knowledge.claims if c.relation == "holdsOffice" and c.title]
    found: dict[str, str] = {}
    for claim in sorted(
        held, key=lambda c: (not c.current, -c.confidence, c.title or "", c.object)
    ):
        former = "" if claim.current else "former "
        words = f"{former}{claim.title} of {names.get(claim.object, claim.object)}"
        found.setdefault(claim.subject, words)
    return found
