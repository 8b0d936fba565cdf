"""Where the nodes stand: computed here, so that a page opens at once and looks the same each time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np

Point = tuple[float, float]
Numbers = np.ndarray[Any, np.dtype[np.float64]]

_SEED = 7
_STEPS = 80
_ROUNDS = 250
_FLAT = 1e-9


def layout(
    graph: nx.Graph[str], sizes: Mapping[str, Point], *, width: float, height: float
) -> dict[str, tuple[int, int]]:
    """A place for each node, in whole units around the origin, by node id.

    Each connected part is laid out by itself (by distances in the graph, then by springs from there): one with most of the nodes
    fills a box of `width` by `height`, the others stand in rows beneath it, by size. Then nodes are pushed apart until the boxes
    of `sizes` (width and height of a node with its label) no longer overlap, or 250 rounds are over. Complexity: n^2 in the nodes
    of a part.
    Empty graph: {}.
    """
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p)
    )
    if not parts:
        return {}
    main = parts[0] if 2 * len(parts[0]) > len(graph) else []
    places = _fill(_forces(graph, main), width, height) if main else {}
    top = height / 2 + 60 if main else -height / 2
    places |= _rows(graph, parts[1:] if main else parts, sizes, width, top)
    apart = _push(places, sizes)
    return {name: (round(x), round(y)) for name, (x, y) in sorted(apart.items())}


def _forces(graph: nx.Graph[str], part: Sequence[str]) -> dict[str, Point]:
    whole: nx.Graph[str] = nx.Graph()
    whole.add_nodes_from(part)
    whole.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(part).edges))
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    reach = 2.2 / math.sqrt(len(part))
    start = dict(zip(part, _by_distance(whole, part), strict=True))
    found = nx.spring_layout(whole, pos=start, k=reach, iterations=_STEPS, seed=_SEED)
    return {name: (float(x), float(y)) for name, (x, y) in found.items()}


def _by_distance(whole: nx.Graph[str], part: Sequence[str]) -> Numbers:
    """Places, a row a node, whose distances are near those in the connected graph.

    Reference: Torgerson, Multidimensional scaling: I. Theory and method, Psychometrika 17 (1952).
    """
    lengths = dict(nx.all_pairs_shortest_path_length(whole))
    squares = np.array([[lengths[a][b] for b in part] for a in part], dtype=float) ** 2
    inner = -(squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean()) / 2
    values, vectors = np.linalg.eigh(inner)
    axes = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0))
    turned = axes * np.where(axes[np.abs(axes).argmax(0), [0, 1]] < 0, -1, 1)
    ring = 2 * math.pi * np.arange(len(part)) / len(part)
    spread = np.abs(turned).max() or 1.0
    found: Numbers = turned / spread + 0.03 * np.stack([np.cos(ring), np.sin(ring)], axis=1)
    return found


def _fill(places: Mapping[str, Point], width: float, height: float) -> dict[str, Point]:
    """Stretched to the box: each axis half by rank, half by place, so that a dense middle opens up."""
    columns = _spread({name: x for name, (x, _) in places.items()}, width)
    rows = _spread({name: y for name, (_, y) in places.items()}, height)
    return {name: (columns[name], rows[name]) for name in places}


def _spread(values: Mapping[str, float], span: float) -> dict[str, float]:
    low, high = min(values.values()), max(values.values())
    reach = (high - low) or 1.0
    order = {name: rank for rank, name in enumerate(sorted(values, key=lambda n: (values[n], n)))}
    steps = max(len(values) - 1, 1)
    return {
        name: span * (0.5 * (value - low) / reach + 0.5 * order[name] / steps - 0.5)
        for name, value in values.items()
    }


def _rows(
    graph: nx.Graph[str],
    parts: Sequence[Sequence[str]],
    sizes: Mapping[str, Point],
    width: float,
    top: float,
) -> dict[str, Point]:
    places: dict[str, Point] = {}
    left, row = -width / 2, 0.0
    for part in parts:
        side = 130 * math.sqrt(len(part))
        wide = max(side, *(sizes[name][0] for name in part)) + 30
        if left + wide > width / 2 and left > -width / 2:
            left, top, row = -width / 2, top + row, 0.0
        inner = _fill(_forces(graph, part), side - 60, side - 60)
        places |= {n: (left + wide / 2 + x, top + side / 2 + y) for n, (x, y) in inner.items()}
        left, row = left + wide, max(row, side)
    return places


def _push(places: Mapping[str, Point], sizes: Mapping[str, Point]) -> dict[str, Point]:
    """Boxes moved apart along the axis of least overlap, half the way each, all at once."""
    names = sorted(places)
    at = np.array([places[name] for name in names], dtype=float)
    size = np.array([sizes[name] for name in names], dtype=float)
    least = (size[:, None] + size[None]) / 2
    order = np.sign(np.arange(len(names))[None] - np.arange(len(names))[:, None])
    for _ in range(_ROUNDS):
        apart = at[None] - at[:, None]
        over = least - np.abs(apart)
        hit = (over > _FLAT).all(2) & (order != 0)
        if not hit.any():
            break
        axis = over.argmin(2)
        for k in (0, 1):
            way = np.where(apart[:, :, k] == 0, order, np.sign(apart[:, :, k]))
            at[:, k] -= np.where(hit & (axis == k), over[:, :, k] * way / 2, 0).sum(1) / 2
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, at, strict=True)}
