"""Who belongs to the dense core."""

from __future__ import annotations

import networkx as nx
import numpy as np
from scipy import sparse

from comity.analysis.dyads import tied


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
    dyads = tied(net)
    found = _peeled(dyads.matrix(np.ones_like(dyads.value), mutual=True))
    return dict(zip(dyads.names, found.tolist(), strict=True))


def _peeled(near: sparse.csr_array) -> np.ndarray:
    """The core number of each node: those with the fewest ties left go, all at once, and with them what they hold up."""
    left = np.diff(near.indptr).astype(np.int64)
    core = np.full(len(left), -1)
    while (inside := np.flatnonzero(core < 0)).size:
        level = int(left[inside].min())
        going = inside[left[inside] <= level]
        while going.size:
            core[going] = level
            beside, lost = np.unique(near[going].indices, return_counts=True)
            left[beside] -= lost
            going = beside[(core[beside] < 0) & (left[beside] <= level)]
    return core
