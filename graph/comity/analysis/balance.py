"""Whether the friend of my friend is my friend: the census of signed triads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

import networkx as nx
import numpy as np
from scipy import sparse

from comity.analysis.dyads import Dyads, leaning
from comity.analysis.figures import Figure


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

    With P and N the matrices of friendly and hostile ties, from the node with fewer ties to that with more, the number is the
    sum of (XY) * Z over X, Y, Z of P and N, by how many are N, where * is by element. Complexity: the sum over ties of the ties
    of the end with fewer.

    Reference: Cartwright and Harary, Structural balance, Psychological Review 63 (1956); weak balance: Davis, Clustering and
    structural balance in graphs, Human Relations 20 (1967).

    >>> net = nx.MultiDiGraph()
    >>> for one, other, weight in (("a", "b", 4.0), ("a", "c", -6.0), ("b", "c", -9.0)):
    ...     _ = net.add_edge(one, other, key="event/" + one + other, weight=weight)
    >>> balance(net).common_foe, balance(net).balanced
    (1, 1.0)
    """
    dyads = leaning(net)
    friends, split_friends, common_foe, all_foes = _counts(dyads)
    every = dyads.facts_at(np.arange(len(dyads.value)))
    return Balance(friends, common_foe, split_friends, all_foes, every)


def census(net: nx.MultiDiGraph[str]) -> tuple[Figure, Figure, Figure, Figure]:
    """The number of the triads that `balance` counts with no, one, two and three hostile ties, each on the events of their ties.

    The same as going through `triads`, without making them. Complexity: the sum over nodes of the square of their degree, sparse.

    >>> net = nx.MultiDiGraph()
    >>> for one, other, weight in (("a", "b", 4.0), ("a", "c", -6.0), ("b", "c", -9.0), ("c", "d", 4.0)):
    ...     _ = net.add_edge(one, other, key="event/" + one + other, weight=weight)
    >>> census(net)[2]
    Figure(value=1, events=('event/ab', 'event/ac', 'event/bc'))
    """
    dyads = leaning(net)
    signs = [
        dyads.matrix(s.astype(np.int64), mutual=True) for s in (dyads.value > 0, dyads.value < 0)
    ]
    within = [np.zeros(len(dyads.value), dtype=bool) for _ in range(4)]
    for (a, first), (b, second) in combinations_with_replacement(enumerate(signs), 2):
        steps = first @ second
        for c, third in enumerate(signs):
            closed = steps * third
            within[a + b + c] |= dyads.among(closed + closed.T)
    told = [dyads.facts_at(np.flatnonzero(ties)) for ties in within]
    none, one, two, three = map(Figure, _counts(dyads), told)
    return none, one, two, three


def _counts(dyads: Dyads) -> list[int]:
    """The number of closed triads with no, one, two and three hostile ties."""
    ends = np.concatenate((dyads.one, dyads.other))
    degree = np.bincount(ends, minlength=len(dyads.names))
    rank = np.empty_like(degree)
    rank[np.argsort(degree, kind="stable")] = np.arange(len(degree))  # so that hubs come last
    low, high = np.sort((rank[dyads.one], rank[dyads.other]), axis=0)
    signs = [
        sparse.csr_array((np.ones(len(of), np.int64), (low[of], high[of])), shape=[len(rank)] * 2)
        for of in (np.flatnonzero(dyads.value > 0), np.flatnonzero(dyads.value < 0))
    ]
    census = [0, 0, 0, 0]
    for (a, first), (b, second) in product(enumerate(signs), repeat=2):
        steps = first @ second
        for c, third in enumerate(signs):
            census[a + b + c] += int((steps * third).sum())
    return census


def triads(net: nx.MultiDiGraph[str]) -> Iterator[Triad]:
    """The triads that `balance` counts, sorted by their nodes, each with the events of its three ties."""
    dyads = leaning(net)
    near: list[dict[int, int]] = [{} for _ in dyads.names]
    for place, (one, other) in enumerate(
        zip(dyads.one.tolist(), dyads.other.tolist(), strict=True)
    ):
        near[one][other] = place
    signs, facts = np.sign(dyads.value).astype(int).tolist(), dyads.facts
    for one, after in enumerate(near):
        for two, first in after.items():
            for three in sorted(after.keys() & near[two].keys()):
                ties = (first, after[three], near[two][three])
                names = (dyads.names[one], dyads.names[two], dyads.names[three])
                told = {fact for tie in ties for fact in facts[tie]}
                own = (signs[ties[0]], signs[ties[1]], signs[ties[2]])
                yield Triad(names, own, tuple(sorted(told)))
