"""What follows what: which kind of event is seen after which other more often than chance would have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import networkx as nx
import numpy as np

from comity.analysis.figures import caution
from comity.analysis.initiative import GRAIN
from comity.errors import AnalysisError
from comity.nets import days_of

Dated = tuple[date, date, str, str]


@dataclass(frozen=True, slots=True)
class Sequel:
    """How often an event of `after` followed one of `before` between the same two: `value` times, `expected` by chance.

    `p` is the share of shuffles in which it was as often or more, `q` the same held down to the share of false finds among all
    pairs tested; `pairs` are the ids of the first and the following event, sorted.
    """

    before: str
    after: str
    value: int
    expected: float
    p: float
    q: float
    pairs: tuple[tuple[str, str], ...]
    caution: str | None

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of all events in the pairs, sorted."""
        return tuple(sorted({event for pair in self.pairs for event in pair}))


def sequels(
    net: nx.MultiDiGraph[str], *, window: int = 30, rounds: int = 999, seed: int = 0
) -> tuple[Sequel, ...]:
    """The pairs of kinds (of edges of `nets.states` or `nets.leaders`) of which one followed the other, the least p first.

    A follows B where, between the same two nodes, whichever way, an event of A begins after the end of one of B and at most
    `window` days later; each such pair of events counts, once for every two nodes. Only events known to 31 days count.
    Chance: within each pair of nodes the kinds are dealt out again over the events, so that how often kinds and days are is
    kept, `rounds` times by `seed`.
    p = (1 + shuffles with as many or more) / (1 + rounds); q by Benjamini and Hochberg over all pairs of kinds found.
    Complexity: pairs of events in the window times rounds.

    Raises:
        AnalysisError: `window` or `rounds` is below 1, or the network is not of deeds.

    Reference: lag sequential analysis: Sackett, Observing behavior II (1978); its permutation test: Bakeman, Robinson and Quera,
    Testing sequential association, Psychological Methods 1 (1996); q: Benjamini and Hochberg (1995).
    """
    if window < 1 or rounds < 1:
        raise AnalysisError(f"window {window} and rounds {rounds} must be 1 or more")
    dyads, told = _dyads(net)
    kinds = sorted({row[2] for rows in dyads for row in rows})
    number = {kind: at for at, kind in enumerate(kinds)}
    places = [_places(rows, window) for rows in dyads]
    begins = np.cumsum([0, *map(len, dyads)])
    own = [rows + begin for rows, begin in zip(places, begins, strict=False)]
    every = np.concatenate([np.empty((0, 2), dtype=np.int64), *own])
    codes = np.array([number[row[2]] for rows in dyads for row in rows], dtype=np.int64)
    seen = _table(every, codes, len(kinds))
    more, total = np.zeros_like(seen), np.zeros(seen.shape)
    for dealt in _shuffles(codes, np.diff(begins), rounds, seed):
        table = _table(every, dealt, len(kinds))
        more += table >= seen
        total += table
    cells = [(int(b), int(a)) for b, a in np.argwhere(seen > 0)]
    if not cells:
        return ()
    p = [(1 + int(more[cell])) / (1 + rounds) for cell in cells]
    q = _false_finds(p)
    pairs = _pairs(dyads, places)
    found = []
    for at, (b, a) in enumerate(cells):
        names = tuple(sorted(pairs[kinds[b], kinds[a]]))
        reports = [report for pair in names for event in pair for report in told[event]]
        found.append(
            Sequel(
                kinds[b], kinds[a], int(seen[b, a]), float(total[b, a] / rounds), p[at], q[at], names, caution(reports),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda s: (s.p, -s.value, s.before, s.after)))


def _shuffles(codes: np.ndarray, sizes: np.ndarray, rounds: int, seed: int) -> Iterator[np.ndarray]:
    """The codes of the events of all dyads, one dyad after the other, dealt out again within each."""
    dyad, drawn = np.repeat(np.arange(len(sizes)), sizes), np.random.default_rng(seed)
    for _ in range(rounds):
        yield codes[np.lexsort((drawn.random(len(codes)), dyad))]


def _false_finds(p: list[float]) -> list[float]:
    from scipy import stats  # here, since it takes a second to load, which no other verb needs

    return [float(q) for q in stats.false_discovery_control(p)]


def _dyads(net: nx.MultiDiGraph[str]) -> tuple[list[list[Dated]], dict[str, tuple[str, ...]]]:
    """For each pair of nodes its events in order: first day, last day, kind, id, once each; and the reports of every event."""
    found: dict[tuple[str, str], set[Dated]] = defaultdict(set)
    told: dict[str, tuple[str, ...]] = {}
    for source, target, data in net.edges(data=True):
        if "when" not in data or "kind" not in data:
            raise AnalysisError(
                "this network is not made of deeds; give one of nets.states or nets.leaders"
            )
        days = days_of(data["when"])
        if days is not None and (days[1] - days[0]).days < GRAIN:
            pair = (min(source, target), max(source, target))
            found[pair].add((*days, data["kind"], data["event"]))
            told[data["event"]] = tuple(data["reports"])
    return [sorted(found[pair]) for pair in sorted(found)], told


def _places(rows: Iterable[Dated], window: int) -> np.ndarray:
    """The places of a first and a following event, a row each."""
    ordered = list(rows)
    found = []
    for at, (_, last, _, _) in enumerate(ordered):
        for then in range(at + 1, len(ordered)):
            gap = (ordered[then][0] - last).days
            if gap > window:
                break
            if gap > 0:
                found.append((at, then))
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _table(places: np.ndarray, codes: np.ndarray, size: int) -> np.ndarray:
    """How often each kind (column) follows each (row)."""
    cells = codes[places[:, 0]] * size + codes[places[:, 1]]
    return np.bincount(cells, minlength=size * size).reshape(size, size)


def _pairs(
    dyads: list[list[Dated]], places: list[np.ndarray]
) -> dict[tuple[str, str], set[tuple[str, str]]]:
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for rows, where in zip(dyads, places, strict=True):
        for one, other in where.tolist():
            found[rows[one][2], rows[other][2]].add((rows[one][3], rows[other][3]))
    return found
