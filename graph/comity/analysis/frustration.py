"""How far the network is from two camps of friends that are foes of each other."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass

import networkx as nx
import numpy as np

from comity.analysis.dyads import leaning

EXACT = 18
"""Up to so many nodes a block is searched through, at most 2^17 divisions; above, by moving nodes from several starts."""

_STARTS = 20
_WORK = 1_000_000
Signs = list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Frustration:
    """The least number of ties found that stand against a division in two camps.

    `exact` says whether no division has fewer, else `value` is an upper bound. `against` are those ties, sorted, and `events` the
    events on them.
    """

    value: int
    exact: bool
    against: tuple[tuple[str, str], ...]
    events: tuple[str, ...]


def frustration(net: nx.MultiDiGraph[str], *, seed: int = 0) -> Frustration:
    """The frustration index of the signed ties (see `signed_ties`): 0 where the network is balanced; on no signed tie 0.

    min over s in {-1, 1}^N of |{(u, v) : sign(u, v) != s(u) s(v)}|. Ties of different blocks (biconnected components) never
    frustrate each other, so each block is solved for itself: up to 18 nodes exactly, larger ones by moving single nodes from up
    to 20 starts drawn by `seed`, fewer where there are many ties, which bounds it from above. Where several divisions do as well,
    the first found is given. Complexity: 2^17 * ties of a block; for larger ones ties * starts.

    Reference: Harary, On the measurement of structural balance, Behavioral Science 4 (1959); Aref and Wilson, Balance and
    frustration in signed networks, Journal of Complex Networks 7 (2019).

    >>> net = nx.MultiDiGraph()
    >>> for one, other, weight in (("a", "b", 4.0), ("a", "c", 4.0), ("b", "c", -9.0)):
    ...     _ = net.add_edge(one, other, key="event/" + one + other, weight=weight)
    >>> frustration(net).value, frustration(net).exact
    (1, True)
    """
    dyads = leaning(net)
    one, other = dyads.one.tolist(), dyads.other.tolist()
    sign = np.sign(dyads.value).astype(int).tolist()
    against: list[int] = []
    exact = True
    for block in _blocks(one, other):
        nodes = sorted({end for tie in block for end in (one[tie], other[tie])})
        number = {node: at for at, node in enumerate(nodes)}
        signs = [(number[one[tie]], number[other[tie]], sign[tie]) for tie in block]
        small = len(nodes) <= EXACT
        sides = _searched(len(nodes), signs) if small else _climbed(len(nodes), signs, seed)
        found = [
            tie for tie, (u, v, s) in zip(block, signs, strict=True) if sides[u] * sides[v] != s
        ]
        exact &= small or not found
        against += found
    places = np.array(sorted(against), dtype=np.int64)
    pairs = tuple((dyads.names[one[tie]], dyads.names[other[tie]]) for tie in places.tolist())
    return Frustration(len(pairs), exact, pairs, dyads.facts_at(places))


def _blocks(one: list[int], other: list[int]) -> list[list[int]]:
    """The ties of each biconnected component, by their places, sorted."""
    place = {pair: at for at, pair in enumerate(zip(one, other, strict=True))}
    found = nx.biconnected_component_edges(nx.Graph(place.keys()))
    return sorted(sorted(place[min(tie), max(tie)] for tie in block) for block in found)


def _searched(size: int, signs: Signs) -> list[int]:
    """The first of the best of all divisions, the side of the first node being 1."""
    codes = np.arange(2 ** (size - 1), dtype=np.int64) << 1
    worse = np.zeros(len(codes), dtype=np.int32)
    for one, other, sign in signs:
        apart = ((codes >> one) ^ (codes >> other)) & 1
        worse += (apart == (sign > 0)).astype(np.int32)
    best = int(codes[int(worse.argmin())])
    return [-1 if (best >> at) & 1 else 1 for at in range(size)]


def _climbed(size: int, signs: Signs, seed: int) -> list[int]:
    """The best division that moving single nodes, as long as that helps, leads to from several starts."""
    near: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for one, other, sign in signs:
        near[one].append((other, sign))
        near[other].append((one, sign))
    drawn = random.Random(seed)
    best, least = [1] * size, len(signs) + 1
    for start in range(max(1, min(_STARTS, _WORK // len(signs)))):
        sides = [1 if not start or drawn.random() < 0.5 else -1 for _ in range(size)]
        _settle(sides, near)
        count = sum(sides[one] * sides[other] != sign for one, other, sign in signs)
        if count < least:
            best, least = sides, count
    return best


def _settle(sides: list[int], near: list[list[tuple[int, int]]]) -> None:
    """Moves, one after the other, the nodes most of whose ties stand against their side, until there is none."""
    pull = [sum(sides[other] * sign for other, sign in ties) for ties in near]
    waiting = deque(node for node in range(len(sides)) if sides[node] * pull[node] < 0)
    while waiting:
        node = waiting.popleft()
        if sides[node] * pull[node] >= 0:
            continue
        sides[node] = -sides[node]
        for other, sign in near[node]:
            pull[other] += 2 * sides[node] * sign
            if sides[other] * pull[other] < 0:
                waiting.append(other)
