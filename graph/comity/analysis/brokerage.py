"""Who stands between two that do not deal with each other, and for which side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy import sparse

from comity.analysis.dyads import Dyads, acting


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How many open paths a -> broker -> c lead through a node, by the groups of the three, and the events at it.

    `coordinator`: all of one group; `consultant`: a and c of one, the broker of another; `gatekeeper`: the broker and c of one,
    a of another; `representative`: a and the broker of one, c of another; `liaison`: three groups.
    """

    coordinator: int
    consultant: int
    gatekeeper: int
    representative: int
    liaison: int
    events: tuple[str, ...]

    @property
    def total(self) -> int:
        """All open paths through the node."""
        return (
            self.coordinator
            + self.consultant
            + self.gatekeeper
            + self.representative
            + self.liaison
        )


def brokerage(
    net: nx.MultiDiGraph[str], groups: Mapping[str, str], *, mutual: bool = True
) -> dict[str, Brokerage]:
    """The brokerage of each node that has a group, by node id, sorted; nodes without a group are left out of all paths.

    Counts ordered pairs (a, c), a != c, with arcs a -> v and v -> c and none a -> c. Facts that are mutual count both ways
    unless `mutual` is False. Fewer than three nodes, or no open path: zeros. Empty network: {}.
    Complexity: the sum over nodes of the square of their degree, as sparse matrices.

    Reference: Gould and Fernandez, Structures of mediation, Sociological Methodology 19 (1989).

    >>> net = nx.MultiDiGraph()
    >>> for one, other in (("a", "b"), ("b", "c")):
    ...     _ = net.add_edge(one, other, key="event/" + one)
    >>> brokerage(net, {"a": "north", "b": "north", "c": "south"})["b"].representative
    1
    """
    if not any(name in groups for name in net):
        return {}
    dyads = acting(net, mutual=mutual)
    group = [groups.get(name) for name in dyads.names]
    rows = zip(dyads.names, _counts(dyads, group).tolist(), dyads.facts_by_node(), strict=True)
    return {
        name: Brokerage(a, b, c, d, e, facts)
        for name, (a, b, c, d, e), facts in rows
        if name in groups
    }


def _counts(dyads: Dyads, group: list[str | None]) -> np.ndarray:
    """For each node the number of open paths in the five roles, in the order of `Brokerage`."""
    number = {
        name: at for at, name in enumerate(sorted({name for name in group if name is not None}))
    }
    of = np.array([-1 if name is None else number[name] for name in group], dtype=np.int64)
    kept = (of[dyads.one] >= 0) & (of[dyads.other] >= 0)
    here = of[dyads.one] == of[dyads.other]
    same, other, all_ = (
        dyads.matrix(x.astype(np.int64)) for x in (kept & here, kept & ~here, kept)
    )
    inside = np.flatnonzero(of >= 0)
    member = sparse.csr_array(
        (np.ones(len(inside), np.int64), (inside, of[inside])), shape=(len(of), len(number))
    )
    back = ((other.T @ member) * (other @ member)).sum(axis=1)  # out of a group and into it again
    roles = [
        _open(same, same, all_),
        back - _both(other, other) - _closed(other, other, same),
        _open(other, same, all_),
        _open(same, other, all_),
    ]
    liaison = _open(other, other, all_) - roles[1]
    return np.stack([*roles, liaison], axis=1)


def _open(into: sparse.csr_array, out: sparse.csr_array, ends: sparse.csr_array) -> np.ndarray:
    """By node v, the paths a -> v (of `into`) and v -> c (of `out`), a != c, without an arc a -> c of `ends`."""
    paths = into.sum(axis=0) * out.sum(axis=1)
    return np.asarray(paths - _both(into, out) - _closed(into, out, ends))


def _both(into: sparse.csr_array, out: sparse.csr_array) -> np.ndarray:
    """By node, those to which it has an arc and back: paths whose ends are one."""
    return np.asarray((into.T * out).sum(axis=1))


def _closed(into: sparse.csr_array, out: sparse.csr_array, ends: sparse.csr_array) -> np.ndarray:
    return np.asarray((into * (ends @ out.T)).sum(axis=0))
