"""The plain graph under the facts, on which the measures run."""

from __future__ import annotations

import networkx as nx

from comity.analysis.dyads import tied


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
    dyads = tied(net)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(dyads.names)
    for (one, other), facts in zip(dyads.pairs, dyads.value.tolist(), strict=True):
        graph.add_edge(one, other, weight=facts)
    return graph
