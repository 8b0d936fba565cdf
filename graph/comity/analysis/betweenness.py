"""Who stands on the paths between the others."""

from __future__ import annotations

import networkx as nx

from comity.analysis.ties import ties


def betweenness(net: nx.MultiDiGraph[str]) -> dict[str, float]:
    """The share, in [0, 1], of shortest paths between two other nodes that lead through each node, by node id, sorted.

    c(v) = 2 / ((N - 1)(N - 2)) * sum over pairs s, t of sigma(s, t | v) / sigma(s, t), with sigma the number of
    shortest paths over ties, each tie one step long. Fewer than three nodes, or an isolated node: 0. Empty network: {}.

    Reference: Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977); computed by
    Brandes, A faster algorithm for betweenness centrality (2001).

    >>> net = nx.MultiDiGraph()
    >>> for other in ("state/kor", "state/usa"):
    ...     _ = net.add_edge("state/jpn", other, key="event/1", fact="event/1")
    >>> betweenness(net)
    {'state/jpn': 1.0, 'state/kor': 0.0, 'state/usa': 0.0}
    """
    found = nx.betweenness_centrality(ties(net), normalized=True)
    return {node: float(value) for node, value in sorted(found.items())}
