"""The plain graph under the facts, on which the measures run."""

from __future__ import annotations

import networkx as nx


def ties(net: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The undirected graph with one edge for each pair that shares facts; `weight` is the number of those facts.

    A fact is counted once a pair, in whichever direction it runs; loops are left out; isolated nodes stay. Direction is
    dropped on purpose: to visit, accuse or address someone is no endorsement, so a walk may follow a fact both ways.
    Nodes and edges are sorted.

    >>> net = nx.MultiDiGraph()
    >>> for key in ("event/1", "event/2"):
    ...     _ = net.add_edge("state/jpn", "state/kor", key=key, fact=key)
    >>> ties(net).edges["state/jpn", "state/kor"]["weight"]
    2
    """
    shared: dict[tuple[str, str], set[str]] = {}
    for source, target, key, data in net.edges(keys=True, data=True):
        if source != target:
            pair = (source, target) if source < target else (target, source)
            shared.setdefault(pair, set()).add(data.get("fact") or str(key))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(net))
    for (source, target), facts in sorted(shared.items()):
        graph.add_edge(source, target, weight=len(facts))
    return graph
