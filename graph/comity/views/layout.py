"""Where the nodes stand: computed here, so that a page opens at once and looks the same each time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

Point = tuple[float, float]

_SEED = 7
_CAREFUL = 200
_ROUNDS = 250


def layout(
    graph: nx.Graph[str], sizes: Mapping[str, Point], *, width: float, height: float
) -> dict[str, tuple[int, int]]:
    """A place for each node, in whole units around the origin, by node id.

    Each connected part is laid out by itself (Kamada-Kawai up to 200 nodes, then spring from there, with a fixed seed): the
    largest fills a box of `width` by `height`, the others stand in rows beneath it. Then nodes are pushed apart until the
    boxes of `sizes` (width and height of a node with its label) no longer overlap, or 250 rounds are over.
    Empty graph: {}.
    """
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p)
    )
    if not parts:
        return {}
    main = _fill(_forces(graph, parts[0]), width, height)
    places = {**main, **_rows(graph, parts[1:], sizes, width, height / 2 + 60)}
    apart = _push(places, sizes)
    return {name: (round(x), round(y)) for name, (x, y) in sorted(apart.items())}


def _forces(graph: nx.Graph[str], part: Sequence[str]) -> dict[str, Point]:
    whole: nx.Graph[str] = nx.Graph()
    whole.add_nodes_from(part)
    whole.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(part).edges))
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    start = nx.kamada_kawai_layout(whole) if len(part) <= _CAREFUL else None
    reach = 2.2 / math.sqrt(len(part))
    rounds = 120 if start is None else 60
    found = nx.spring_layout(whole, pos=start, k=reach, iterations=rounds, seed=_SEED)
    return {name: (float(x), float(y)) for name, (x, y) in found.items()}


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
    """Boxes moved apart along the axis of least overlap, half the way each."""
    names = sorted(places)
    xs, ys = [places[n][0] for n in names], [places[n][1] for n in names]
    for _ in range(_ROUNDS):
        moved = False
        for i, one in enumerate(names):
            for j in range(i + 1, len(names)):
                other = names[j]
                dx, dy = xs[j] - xs[i], ys[j] - ys[i]
                over_x = (sizes[one][0] + sizes[other][0]) / 2 - abs(dx)
                over_y = (sizes[one][1] + sizes[other][1]) / 2 - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    shift = over_x / 2 * (1 if dx >= 0 else -1)
                    xs[i], xs[j] = xs[i] - shift, xs[j] + shift
                else:
                    shift = over_y / 2 * (1 if dy >= 0 else -1)
                    ys[i], ys[j] = ys[i] - shift, ys[j] + shift
        if not moved:
            break
    return {name: (xs[i], ys[i]) for i, name in enumerate(names)}
