"""Who talks with whom more than with the rest."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from comity.analysis.dyads import tied
from comity.errors import AnalysisError


def communities(
    net: nx.MultiDiGraph[str], *, resolution: float = 1.0, seed: int = 0
) -> dict[str, int]:
    """The number of each node's community, by node id, sorted; 0 is the largest, ties go to the lower first id.

    Louvain: the partition that greedily raises Q = 1 / 2m * sum over u, v in one community of (w(u, v) - g * w(u) * w(v) / 2m),
    with w the number of shared facts and g the `resolution`. Conflicts count as ties: a community is a conversation, not
    a bloc. An isolated node is a community of its own. Empty network: {}. The same `seed` gives the same partition.

    Raises:
        AnalysisError: `resolution` is not positive.

    Reference: Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks (2008).

    >>> net = nx.MultiDiGraph()
    >>> for left, right in ("ab", "bc", "ca", "de"):
    ...     _ = net.add_edge(left, right, key="event/" + left, fact="event/" + left)
    >>> communities(net)
    {'a': 0, 'b': 0, 'c': 0, 'd': 1, 'e': 1}
    """
    check(resolution)
    dyads = tied(net)
    plain: nx.Graph[int] = nx.Graph()  # Louvain walks over sets: of int they have one order
    plain.add_nodes_from(range(len(dyads.names)))
    columns = (dyads.one.tolist(), dyads.other.tolist(), dyads.value.tolist())
    plain.add_weighted_edges_from(zip(*columns, strict=True))
    parts = nx.community.louvain_communities(plain, resolution=resolution, seed=seed)
    return numbered([dyads.names[node] for node in part] for part in parts)


def check(resolution: float) -> None:
    """Refuses a resolution that gives no communities.

    Raises:
        AnalysisError: it is not positive.
    """
    if resolution <= 0:
        raise AnalysisError(
            f"the resolution of the communities is {resolution}; it must be above 0"
        )


def numbered(parts: Iterable[Iterable[str]]) -> dict[str, int]:
    """The number of the community of each node, sorted; the largest is 0, ties go to the lower first id.

    >>> numbered([["d", "e"], ["c", "a", "b"]])
    {'a': 0, 'b': 0, 'c': 0, 'd': 1, 'e': 1}
    """
    ordered = sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part[0]))
    found = {name: number for number, part in enumerate(ordered) for name in part}
    return dict(sorted(found.items()))
