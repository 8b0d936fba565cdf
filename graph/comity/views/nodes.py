"""The nodes as the page has them: what stands beside each, how central it is, and how it is told from others."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from comity.analysis import communities, degree
from comity.model import Knowledge
from comity.views.facts import Record
from comity.views.palette import kind_of
from comity.views.words import beside, when_words, wrap

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology


def to_nodes(
    net: nx.MultiDiGraph[str],
    kept: Sequence[str],
    rank: Mapping[str, float],
    labels: Mapping[str, str],
    knowledge: Knowledge,
) -> list[Record]:
    """One record for each of the `kept` nodes, in their order, for pyvis and for the page's script.

    `share` is the square root of the node's PageRank over the highest, `rank` its place by PageRank, from 1.
    """
    top = max((rank[name] for name in kept), default=1.0)
    groups, facts_of = communities(net), degree(net)
    offices = _offices(knowledge, {e.id: e.name for e in knowledge.entities})
    order = {n: i + 1 for i, n in enumerate(sorted(kept, key=lambda n: (-rank[n], n)))}
    return [
        {
            **_looks(name, net),
            "short": labels[name],
            "office": offices.get(name, ""),
            "share": round(math.sqrt(rank[name] / top), 4),
            "rank": order[name],
            "facts": facts_of[name],
            "community": groups[name],
        }
        for name in kept
    ]


def short_labels(
    net: nx.MultiDiGraph[str], knowledge: Knowledge, ontology: Ontology
) -> dict[str, str]:
    """What stands beside each node: an entity's name; an event's class with its place, else its date."""
    names = {e.id: e.name for e in knowledge.entities}
    return {name: _short(name, net, names, ontology) for name in net}


def _looks(name: str, net: nx.MultiDiGraph[str]) -> Record:
    """What the node itself says: names, kind with shape and colour."""
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
    }


def _short(
    name: str, net: nx.MultiDiGraph[str], names: Mapping[str, str], ontology: Ontology
) -> str:
    node = net.nodes[name]
    if node["kind"] != "Event":
        return wrap(str(node["label"]) or name)
    label = ontology.event_classes[node["type"]].label
    return beside(label, names.get(node["place"] or "", ""), when_words(node["when"]))


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
