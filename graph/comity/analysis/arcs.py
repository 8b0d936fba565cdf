"""Who acts on whom, as the measures of direction see it."""

from __future__ import annotations

import networkx as nx

from comity.analysis.dyads import acting


def arcs(net: nx.MultiDiGraph[str], *, mutual: bool = False) -> nx.DiGraph[str]:
    """The directed graph with one arc for each ordered pair in which the one acts on the other; `events` are those facts, sorted.

    Facts that are `mutual` have no direction: they are left out, or with `mutual` count both ways. Loops are left out, isolated
    nodes stay. Nodes and arcs are sorted.

    >>> net = nx.MultiDiGraph()
    >>> _ = net.add_edge("state/jpn", "state/kor", key="event/1", mutual=False)
    >>> _ = net.add_edge("state/jpn", "state/kor", key="event/2", mutual=True)
    >>> list(arcs(net).edges(data="events"))
    [('state/jpn', 'state/kor', ('event/1',))]
    """
    dyads = acting(net, mutual=mutual)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(dyads.names)
    for (source, target), facts in zip(dyads.pairs, dyads.facts, strict=True):
        graph.add_edge(source, target, events=facts)
    return graph
