"""How many facts a node takes part in."""

from __future__ import annotations

import networkx as nx


def degree(net: nx.MultiDiGraph[str]) -> dict[str, int]:
    """The number of distinct facts (events and claims) on the edges of each node, by node id, sorted.

    deg(v) = |{fact(e) : e is an edge at v}|. An event that ties a person to three others counts once for the person.
    An event's own degree is 1 when it has any edge. Isolated node: 0. Empty network: {}.

    Reference: Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1979), with facts
    in place of neighbours.

    >>> net = nx.MultiDiGraph()
    >>> for other in ("state/kor", "state/usa"):
    ...     _ = net.add_edge("state/jpn", other, key="event/1", fact="event/1")
    >>> degree(net)
    {'state/jpn': 1, 'state/kor': 1, 'state/usa': 1}
    """
    facts: dict[str, set[str]] = {node: set() for node in sorted(net)}
    for source, target, key, data in net.edges(keys=True, data=True):
        facts[source].add(data.get("fact") or str(key))
        facts[target].add(data.get("fact") or str(key))
    return {node: len(found) for node, found in facts.items()}
