"""Whether blocs keep to themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from math import fsum

import networkx as nx
import numpy as np

from comity.analysis.dyads import tied
from comity.analysis.figures import Figure


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
    dyads = tied(net)
    has = np.array([node in blocs for node in dyads.names], dtype=bool)
    inside = np.flatnonzero(has[dyads.one] & has[dyads.other])
    sides = [[blocs[dyads.names[at]] for at in ends[inside]] for ends in (dyads.one, dyads.other)]
    ends = Counter(chain(*sides))
    if len(ends) < 2:
        return None
    chance = fsum((count / (2 * len(inside))) ** 2 for count in ends.values())
    within = sum(one == other for one, other in zip(*sides, strict=True)) / len(inside)
    return Figure((within - chance) / (1 - chance), dyads.facts_at(inside))
