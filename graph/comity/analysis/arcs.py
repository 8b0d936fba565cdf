"""Who acts on whom, as the measures of direction see it."""

from __future__ import annotations

import networkx as nx

from comity.analysis.figures import facts_of


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
    found: dict[tuple[str, str], set[str]] = {}
    for source, target, key, data in net.edges(keys=True, data=True):
        both = bool(data.get("mutual"))
        if source == target or (both and not mutual):
            continue
        for pair in ((source, target), (target, source))[: 1 + both]:
            found.setdefault(pair, set()).update(facts_of(key, data))
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(net))
    for (source, target), facts in sorted(found.items()):
        graph.add_edge(source, target, events=tuple(sorted(facts)))
    return graph
