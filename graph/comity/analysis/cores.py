"""Who belongs to the dense core."""

from __future__ import annotations

import networkx as nx

from comity.analysis.ties import ties


def cores(net: nx.MultiDiGraph[str]) -> dict[str, int]:
    """The core number of each node, by node id, sorted: the largest k such that it lies in a part where all have k ties in it.

    Parallel facts are one tie. Isolated node: 0. Empty network: {}. Complexity: linear in the ties.

    Reference: Seidman, Network structure and minimum degree, Social Networks 5 (1983); computed by Batagelj and Zaversnik,
    An O(m) algorithm for cores decomposition of networks (2003).

    >>> net = nx.MultiDiGraph()
    >>> for one, other in ("ab", "bc", "ca", "cd"):
    ...     _ = net.add_edge(one, other, key="event/" + one)
    >>> cores(net)
    {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    return dict(sorted(nx.core_number(ties(net)).items()))
