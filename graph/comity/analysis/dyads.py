"""The pairs of nodes that have to do with each other, as arrays: the one form in which the measures read a network.

A network of 100,000 nodes and 500,000 edges is read so in 2 s of CPU; to make a plain graph of networkx takes 3 s more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from math import fsum
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from comity.analysis.figures import facts_of

Facts = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Dyads:
    """P pairs of N nodes, sorted, none twice and no loop: `one` and `other`, of shape (P,), are places in `names`.

    `names` are the ids of all nodes, sorted; `value`, of shape (P,), is a number for each pair, never 0. The pair at a place
    stands on the rows from `begins[place]` to `begins[place + 1]`: the ids of the facts of an edge, none twice for a pair.
    """

    names: list[str]
    one: np.ndarray
    other: np.ndarray
    value: np.ndarray
    begins: np.ndarray
    rows: list[Facts]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The ids of the two nodes of each pair."""
        ends = zip(self.one.tolist(), self.other.tolist(), strict=True)
        return [(self.names[one], self.names[other]) for one, other in ends]

    @property
    def facts(self) -> list[Facts]:
        """The ids of the facts of each pair, sorted."""
        spans = pairwise(self.begins.tolist())
        return [_sorted(self.rows[start:end]) for start, end in spans]

    def facts_at(self, places: np.ndarray) -> Facts:
        """The ids of the facts of the pairs at `places`, sorted, each once."""
        spans = zip(self.begins[places].tolist(), self.begins[places + 1].tolist(), strict=True)
        return _sorted(chain.from_iterable(self.rows[start:end] for start, end in spans))

    def facts_by_node(self) -> list[Facts]:
        """The ids of the facts on the pairs of each node, sorted, by its place."""
        found: list[set[str]] = [set() for _ in self.names]
        spans = pairwise(self.begins.tolist())
        for one, other, span in zip(self.one.tolist(), self.other.tolist(), spans, strict=True):
            for row in self.rows[slice(*span)]:
                found[one].update(row)
                found[other].update(row)
        return [tuple(sorted(facts)) for facts in found]

    def matrix(self, values: np.ndarray, *, mutual: bool = False) -> sparse.csr_array:
        """The (N, N) matrix of `values`, of shape (P,), from `one` to `other`, with `mutual` back too; zeros are not stored."""
        size, kept = len(self.names), np.flatnonzero(values)
        where = (self.one[kept], self.other[kept])
        there = sparse.csr_array((values[kept], where), shape=(size, size))
        return sparse.csr_array(there + there.T) if mutual else there

    def among(self, found: sparse.csr_array) -> np.ndarray:
        """Whether each pair, from `one` to `other`, has an entry in the (N, N) matrix `found`; of shape (P,)."""
        rows, columns = found.nonzero()
        size = len(self.names)
        return np.isin(self.one * size + self.other, rows.astype(np.int64) * size + columns)


def tied(net: nx.MultiDiGraph[str]) -> Dyads:
    """The pairs that share facts, the lower id first, each with the number of these (int64): see `ties`."""
    edges = _read(net)
    return _dyads(edges, np.arange(len(edges.facts)), *_ends(edges))


def leaning(net: nx.MultiDiGraph[str]) -> Dyads:
    """The pairs whose facts lean to one side, the lower id first, each with the sum of their weights: see `signed_ties`."""
    edges = _read(net)
    weights = np.array([float(data.get("weight", 0)) for data in edges.data])
    which = np.flatnonzero(weights)
    lower, higher = _ends(edges)
    return _dyads(edges, which, lower[which], higher[which], weights[which])


def acting(net: nx.MultiDiGraph[str], *, mutual: bool = False) -> Dyads:
    """The ordered pairs in which one acts on the other, each with the number of such facts (int64): see `arcs`."""
    edges = _read(net)
    both = np.array([bool(data.get("mutual")) for data in edges.data], dtype=bool)
    there, back = np.flatnonzero(~both | mutual), np.flatnonzero(both & mutual)
    one = np.concatenate((edges.source[there], edges.target[back]))
    other = np.concatenate((edges.target[there], edges.source[back]))
    return _dyads(edges, np.concatenate((there, back)), one, other)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """The E edges of a network that are no loops: the places of their ends, of shape (E,), their facts and attributes.

    `first` numbers the first fact of each edge, which is what an edge is told by from others of the same pair.
    """

    names: list[str]
    source: np.ndarray
    target: np.ndarray
    first: np.ndarray
    facts: list[Facts]
    data: list[dict[str, Any]]  # networkx leaves open what attributes are


def _read(net: nx.MultiDiGraph[str]) -> _Edges:
    names = sorted(net)
    place = {name: at for at, name in enumerate(names)}
    source, target, facts, data = [], [], [], []
    for name, near in net.adjacency():
        one = place[name]
        for beside, keyed in near.items():
            other = place[beside]
            if one == other:
                continue
            for key, attributes in keyed.items():
                source.append(one)
                target.append(other)
                facts.append(facts_of(key, attributes))
                data.append(attributes)
    number: dict[str, int] = {}
    first = [number.setdefault(told[0], len(number)) for told in facts]
    ends, of = np.array((source, target), dtype=np.int64), np.array(first, dtype=np.int64)
    return _Edges(names, ends[0], ends[1], of, facts, data)


def _ends(edges: _Edges) -> tuple[np.ndarray, np.ndarray]:
    """The places of the lower and of the higher end of each edge."""
    return np.minimum(edges.source, edges.target), np.maximum(edges.source, edges.target)


def _dyads(
    edges: _Edges,
    which: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    weights: np.ndarray | None = None,
) -> Dyads:
    """The pairs (`one`, `other`) that stand on the edges `which`, by the number of facts or the sum of `weights`."""
    size = max(len(edges.names), 1)
    pair, fact = one * size + other, edges.first[which]
    order = np.lexsort((fact, pair))
    order = order[_last(pair[order]) | _last(fact[order])]  # a fact once a pair
    ends = np.flatnonzero(_last(pair[order]))
    begins = np.append(0, ends + 1)
    pair, value = pair[order][ends], np.diff(begins)
    if weights is not None:
        told = weights[order].tolist()
        value = np.array([fsum(told[start:end]) for start, end in pairwise(begins.tolist())])
        order = order[np.repeat(value != 0, np.diff(begins))]
        begins = np.append(0, np.cumsum(np.diff(begins)[value != 0]))
        pair, value = pair[value != 0], value[value != 0]
    rows = [edges.facts[at] for at in which[order].tolist()]
    return Dyads(edges.names, pair // size, pair % size, value, begins, rows)


def _last(values: np.ndarray) -> np.ndarray:
    """Whether each of `values` is the last of a run of equal ones."""
    return np.append(values[1:] != values[:-1], True)[: len(values)]


def _sorted(rows: Iterable[Facts]) -> Facts:
    """The facts of all `rows`, each once."""
    return tuple(sorted({fact for row in rows for fact in row}))
