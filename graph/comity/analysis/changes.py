"""When two became warmer or colder to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import networkx as nx
import numpy as np

from comity.analysis.cooperation import Act
from comity.nets import deeds_between

_ZERO = 1e-9
_LEAST = 2  # observations of a level
_NORMAL = 1.4826  # the deviation of a normal distribution over its median absolute deviation


@dataclass(frozen=True, slots=True)
class Change:
    """A day from which the acts of two are of another level: the means before and after it, up to the changes beside it.

    `day` is the first on which the first act of the new level may have been; `before` and `after` have the acts.
    """

    day: date
    old: float
    new: float
    before: tuple[Act, ...]
    after: tuple[Act, ...]

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events on both sides, sorted."""
        return tuple(sorted(act.event for act in (*self.before, *self.after)))


def changes(
    net: nx.MultiDiGraph[str], one: str, other: str, *, penalty: float | None = None
) -> tuple[Change, ...]:
    """The changes of level in the weights of the acts between two nodes of `nets.states` or `nets.leaders`, in order.

    The acts with days are put in the order of their first days, each one observation, and cut by `change_points`. Fewer than four
    acts, or acts of one weight: none.

    Raises:
        AnalysisError: there is no such node, or the network is not of deeds.
    """
    found: dict[str, tuple[date, Act]] = {}
    for deed in deeds_between(net, one, other):
        if deed.days is not None:
            found.setdefault(deed.event, (deed.days[0], Act(deed.event, deed.type, deed.weight)))
    acts = list(found.values())
    cuts = change_points([act.weight for _, act in acts], penalty=penalty)
    bounds = [0, *cuts, len(acts)]
    told = []
    for start, cut, end in zip(bounds, bounds[1:], bounds[2:], strict=False):
        before, after = (tuple(act for _, act in part) for part in (acts[start:cut], acts[cut:end]))
        told.append(Change(acts[cut][0], _mean(before), _mean(after), before, after))
    return tuple(told)


def _mean(acts: tuple[Act, ...]) -> float:
    return sum(act.weight for act in acts) / len(acts)


def change_points(values: Sequence[float], *, penalty: float | None = None) -> tuple[int, ...]:
    """The places, sorted, at which the mean of `values` changes: each level begins at one, the first at 0 (left out).

    The segmentation that minimises the sum of squares about the means of its levels, of two values or more each, plus `penalty`
    for each change, found exactly by dynamic programming in n^2 steps. The penalty is 2 s^2 ln n unless given, with s the
    deviation of the noise by the median size of the differences of neighbours, which a few jumps do not move; where
    that is 0 it is the deviation of the differences, and where all are equal there is no change.

    Reference: Jackson et al., An algorithm for optimal partitioning of data on an interval, IEEE Signal Processing Letters 12
    (2005); penalty: Yao, Estimating the number of change-points via Schwarz' criterion, Statistics and Probability Letters 6
    (1988).

    >>> change_points([1.0, 1.2, 0.9, 1.1, 5.0, 5.2, 4.9, 5.1])
    (4,)
    """
    size = len(values)
    if size < 2 * _LEAST or len(set(values)) == 1:
        return ()
    cost_of_one = 2 * _variance(values) * log(size) if penalty is None else penalty
    sums, squares = (
        np.concatenate(([0.0], np.cumsum(x))) for x in (np.array(values), np.square(values))
    )
    best = np.full(size + 1, np.inf)
    best[0] = -cost_of_one
    last = [0] * (size + 1)
    for end in range(_LEAST, size + 1):
        starts = np.arange(0, end - _LEAST + 1)
        inner = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        total = best[starts] + inner + cost_of_one
        last[end] = int(total.argmin())
        best[end] = total[last[end]]
    cuts = []
    at = last[size]
    while at:
        cuts.append(at)
        at = last[at]
    return tuple(reversed(cuts))


def _variance(values: Sequence[float]) -> float:
    steps = np.diff(np.array(values))
    deviation = _NORMAL * float(np.median(np.abs(steps)))
    if deviation < _ZERO:
        deviation = float(np.std(steps))
    return deviation**2 / 2
