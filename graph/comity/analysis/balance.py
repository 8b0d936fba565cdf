"""Whether the friend of my friend is my friend: the census of signed triads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy import sparse

from comity.analysis.signed_ties import signed_ties


@dataclass(frozen=True, slots=True)
class Balance:
    """The number of closed triads by their signs, and the events on the signed ties of the network.

    `friends` (+ + +) and `common_foe` (+ - -) are balanced; `split_friends` (+ + -) and `all_foes` (- - -) are not, though by
    weak balance the last is.
    """

    friends: int
    common_foe: int
    split_friends: int
    all_foes: int
    events: tuple[str, ...]

    @property
    def balanced(self) -> float | None:
        """The share of the triads that are balanced; None without triads."""
        total = self.friends + self.common_foe + self.split_friends + self.all_foes
        return (self.friends + self.common_foe) / total if total else None


@dataclass(frozen=True, slots=True)
class Triad:
    """Three nodes, sorted, the signs of the ties of the first two, the first and last, the last two, and their events."""

    nodes: tuple[str, str, str]
    signs: tuple[int, int, int]
    events: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Whether the product of the signs is positive."""
        return self.signs[0] * self.signs[1] * self.signs[2] > 0


def balance(net: nx.MultiDiGraph[str]) -> Balance:
    """The census of the triads whose three pairs are signed (see `signed_ties`); zeros where there is none.

    With P and N the matrices of friendly and hostile ties: + + + = sum(P * PP) / 6, + - - = sum(P * NN) / 2, + + - = sum(N * PP)
    / 2, - - - = sum(N * NN) / 6, where * is by element. Complexity: the sum over nodes of the square of their degree, sparse.

    Reference: Cartwright and Harary, Structural balance, Psychological Review 63 (1956); weak balance: Davis, Clustering and
    structural balance in graphs, Human Relations 20 (1967).

    >>> net = nx.MultiDiGraph()
    >>> for one, other, weight in (("a", "b", 4.0), ("a", "c", -6.0), ("b", "c", -9.0)):
    ...     _ = net.add_edge(one, other, key="event/" + one + other, weight=weight)
    >>> balance(net).common_foe, balance(net).balanced
    (1, 1.0)
    """
    graph = signed_ties(net)
    if not graph.number_of_edges():
        return Balance(0, 0, 0, 0, ())
    signs = sparse.coo_array(
        nx.to_scipy_sparse_array(graph, weight="sign", dtype=np.dtype(np.int64))
    )
    plus, minus = (_part(signs, signs.data == sign) for sign in (1, -1))
    friends, foes = plus @ plus, minus @ minus
    events = {event for _, _, d in graph.edges(data=True) for event in d["events"]}
    return Balance(
        friends=int((plus * friends).sum()) // 6,
        common_foe=int((plus * foes).sum()) // 2,
        split_friends=int((minus * friends).sum()) // 2,
        all_foes=int((minus * foes).sum()) // 6,
        events=tuple(sorted(events)),
    )


def triads(net: nx.MultiDiGraph[str]) -> Iterator[Triad]:
    """The triads that `balance` counts, sorted by their nodes, each with the events of its three ties."""
    graph = signed_ties(net)
    near = {node: {other for other in graph[node] if other > node} for node in graph}
    for one in graph:
        for two in sorted(near[one]):
            for three in sorted(near[one] & near[two]):
                data = [graph.edges[pair] for pair in ((one, two), (one, three), (two, three))]
                first, second, third = (int(d["sign"]) for d in data)
                events = {event for d in data for event in d["events"]}
                yield Triad((one, two, three), (first, second, third), tuple(sorted(events)))


def _part(signs: sparse.coo_array, keep: np.ndarray) -> sparse.csr_array:
    where = (signs.row[keep], signs.col[keep])
    return sparse.csr_array((np.ones(int(keep.sum()), np.int64), where), shape=signs.shape)
