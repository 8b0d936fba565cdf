"""Whether those who are acted on act back."""

from __future__ import annotations

import networkx as nx
import numpy as np

from comity.analysis.dyads import acting
from comity.analysis.figures import Figure


def reciprocity(net: nx.MultiDiGraph[str]) -> Figure | None:
    """The share, in [0, 1], of directed ties that are returned, on the events of those that are; None without directed ties.

    r = |{(a, b) : a acts on b and b on a}| / |{(a, b) : a acts on b}| over ordered pairs. What is mutual by its nature (a
    meeting) has no direction and counts for nothing. Complexity: linear.

    Reference: Wasserman and Faust, Social network analysis (1994), ch. 13.

    >>> net = nx.MultiDiGraph()
    >>> for one, other in ("ab", "ba", "ac"):
    ...     _ = net.add_edge(one, other, key="event/" + one + other)
    >>> reciprocity(net)
    Figure(value=0.6666666666666666, events=('event/ab', 'event/ba'))
    """
    dyads = acting(net)
    if not len(dyads.value):
        return None
    size = len(dyads.names)
    there, back = dyads.one * size + dyads.other, dyads.other * size + dyads.one
    returned = np.flatnonzero(np.isin(there, back))
    return Figure(len(returned) / len(there), dyads.facts_at(returned))
