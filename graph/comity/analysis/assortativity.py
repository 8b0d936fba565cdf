"""Whether blocs keep to themselves."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from comity.analysis.figures import Figure, facts_of
from comity.analysis.ties import ties


def assortativity(net: nx.MultiDiGraph[str], blocs: Mapping[str, str]) -> Figure | None:
    """How far ties stay within blocs, from 1 (all do) by 0 (as by chance) to below 0, on the events of the ties counted.

    r = (sum_i e_ii - sum_i a_i^2) / (1 - sum_i a_i^2), with e_ij the share of tie ends from bloc i to j, a_i = sum_j e_ij.
    Parallel facts are one tie; nodes without a bloc are left out with their ties. None where there is no tie, or one bloc
    alone has all. Complexity: linear.

    Reference: Newman, Mixing patterns in networks, Physical Review E 67 (2003), equation 2.

    >>> net = nx.MultiDiGraph()
    >>> for one, other in ("ab", "cd"):
    ...     _ = net.add_edge(one, other, key="event/" + one)
    >>> assortativity(net, {"a": "x", "b": "x", "c": "y", "d": "y"})
    Figure(value=1.0, events=('event/a', 'event/c'))
    """
    inside = net.subgraph([node for node in net if node in blocs])
    pairs = [(blocs[one], blocs[other]) for one, other in ties(inside).edges]
    if not pairs:
        return None
    ends: dict[str, int] = {}
    for end in sorted(end for pair in pairs for end in pair):
        ends[end] = ends.get(end, 0) + 1
    chance = sum((count / (2 * len(pairs))) ** 2 for count in ends.values())
    if len(ends) == 1:
        return None
    within = sum(one == other for one, other in pairs) / len(pairs)
    edges = inside.edges(keys=True, data=True)
    events = {f for one, other, key, data in edges if one != other for f in facts_of(key, data)}
    return Figure((within - chance) / (1 - chance), tuple(sorted(events)))
