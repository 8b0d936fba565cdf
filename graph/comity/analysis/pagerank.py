"""How central a node is by the company it keeps."""

from __future__ import annotations

import networkx as nx
import numpy as np

from comity.analysis.dyads import tied
from comity.errors import AnalysisError

_TOLERANCE = 1e-12
_ROUNDS = 1000


def pagerank(net: nx.MultiDiGraph[str], *, damping: float = 0.85) -> dict[str, float]:
    """The PageRank of each node over its ties, by node id, sorted; the values sum to 1.

    x(v) = (1 - d) / N + d * (sum over u tied to v of x(u) * w(u, v) / w(u) + (sum over isolated u of x(u)) / N),
    with w the number of shared facts and d the `damping`. One node: 1. No ties at all: 1 / N. Empty network: {}.

    Raises:
        AnalysisError: `damping` is not in [0, 1).

    Reference: Brin and Page, The anatomy of a large-scale hypertextual web search engine (1998).

    >>> net = nx.MultiDiGraph()
    >>> for other in ("state/kor", "state/usa"):
    ...     _ = net.add_edge("state/jpn", other, key="event/1", fact="event/1")
    >>> {node: round(value, 3) for node, value in pagerank(net).items()}
    {'state/jpn': 0.486, 'state/kor': 0.257, 'state/usa': 0.257}
    """
    if not 0 <= damping < 1:
        raise AnalysisError(
            f"the damping of PageRank is {damping}; it must be at least 0 and below 1"
        )
    dyads = tied(net)
    shared = dyads.matrix(dyads.value.astype(float), mutual=True)
    strength = shared.sum(axis=0)
    loose, size = strength == 0, max(len(dyads.names), 1)
    share = damping / np.where(loose, 1, strength)
    rank = np.full(len(dyads.names), 1 / size)
    for _ in range(_ROUNDS):
        step = shared @ (rank * share) + (1 - damping + damping * rank[loose].sum()) / size
        change = np.abs(step - rank).sum()
        rank = step
        if change < _TOLERANCE:
            break
    return dict(zip(dyads.names, rank.tolist(), strict=True))
