"""Friend or foe, by all that two do to each other."""

from __future__ import annotations

import networkx as nx

from comity.analysis.dyads import leaning


def signed_ties(net: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The undirected graph with an edge for each pair whose facts lean to one side: `sign` 1 or -1, `weight`, `events`.

    The sign is that of the sum of the weights of the facts between the two, in either direction, and `weight` its size; a pair
    whose facts sum to 0, or take no side, has no edge. `events` are the ids of the facts with a weight. Loops are left out,
    isolated nodes stay; sorted. Complexity: linear.

    >>> net = nx.MultiDiGraph()
    >>> for key, weight in (("event/1", 2.5), ("event/2", -6.0)):
    ...     _ = net.add_edge("state/jpn", "state/kor", key=key, weight=weight)
    >>> list(signed_ties(net).edges(data=True))
    [('state/jpn', 'state/kor', {'sign': -1, 'weight': 3.5, 'events': ('event/1', 'event/2')})]
    """
    dyads = leaning(net)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(dyads.names)
    for pair, total, facts in zip(dyads.pairs, dyads.value.tolist(), dyads.facts, strict=True):
        graph.add_edge(*pair, sign=1 if total > 0 else -1, weight=abs(total), events=facts)
    return graph
