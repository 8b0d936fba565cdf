"""How far means and shares hang on the articles at hand: `bootstrap` for sums over sums, at a small part of its price."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from comity.analysis.bootstrap import LEAST, Interval
from comity.analysis.figures import caution
from comity.errors import AnalysisError
from comity.model import Knowledge


@dataclass(frozen=True, slots=True)
class Ratio:
    """A mean or share: the sum of `part` over the sum of `whole`, both by the ids of the events or reports that are summed.

    A mean has 1 for each in `whole`; what `part` lacks counts 0.
    """

    part: Mapping[str, float]
    whole: Mapping[str, float]

    @property
    def value(self) -> float:
        """The figure on all articles."""
        return sum(self.part.values()) / sum(self.whole.values())


def mean_of(weights: Mapping[str, float]) -> Ratio:
    """The mean of weights by event or report.

    >>> mean_of({"event/1": 2.5, "event/2": -6.0}).value
    -1.75
    """
    return Ratio(weights, dict.fromkeys(weights, 1.0))


def ranges(
    knowledge: Knowledge,
    figures: Mapping[str, Ratio],
    *,
    rounds: int = 200,
    level: float = 0.9,
    seed: int = 0,
) -> dict[str, Interval]:
    """The percentile interval of each figure when the articles that tell of its whole are drawn again, by `seed`.

    As `bootstrap` on what a figure is made of: an event is in a draw where an article that tells of it is, a report where its
    article is, near copies of a text are drawn together, and a draw has about two thirds of the articles. No bounds where fewer
    than three articles (copies once) or a single event tell of it, or where half of the draws or more have nothing of it.
    Complexity: rounds times the tellings, as matrices.

    Not for what hangs on the whole network (PageRank, paths, triads, replies): with a third of the articles left out a network
    has fewer ties, so that such figures are off to one side in every draw and the range would miss them.

    Raises:
        AnalysisError: the whole of a figure sums to 0, or it has an id that the knowledge has not.

    Reference: as `bootstrap`.
    """
    tellings = _tellings(knowledge)
    origin = _origins(knowledge)
    found = {}
    for name, ratio in figures.items():
        lost = sorted((ratio.part.keys() | ratio.whole.keys()) - tellings.keys())
        if lost or not sum(ratio.whole.values()):
            raise AnalysisError(
                f"{name} is a share of {lost[0] if lost else 'nothing'}; give parts and wholes by events that the knowledge has"
            )
        units = {unit: tellings[unit] for unit in sorted(ratio.part.keys() | ratio.whole.keys())}
        groups = {unit: {origin[report] for report in told} for unit, told in units.items()}
        few = caution(report for told in units.values() for report in told)
        found[name] = _interval(ratio, groups, few, (rounds, level, seed))
    return found


def _interval(
    ratio: Ratio, told: Mapping[str, set[str]], few: str | None, how: tuple[int, float, int]
) -> Interval:
    """The interval of a figure, given the articles that tell of each of its units."""
    rounds, level, seed = how
    groups = sorted(set().union(*told.values()))
    none = Interval(ratio.value, None, None, level, 0, rounds, len(groups), few)
    if len(groups) < LEAST or len(told) < 2:
        return none
    bundles: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for unit, own in told.items():
        bundles[tuple(sorted(own))].append(unit)
    there = _draws(len(groups), rounds, seed) @ _incidence(groups, list(bundles)) > 0
    part, whole = (
        there @ np.array([sum(of.get(unit, 0.0) for unit in own) for own in bundles.values()])
        for of in (ratio.part, ratio.whole)
    )
    values = np.sort(part[whole > 0] / whole[whole > 0])
    if 2 * len(values) <= rounds:
        return none
    tail = (1 - level) / 2
    low, high = (float(values[round(at * (len(values) - 1))]) for at in (tail, 1 - tail))
    return Interval(ratio.value, low, high, level, len(values), rounds, len(groups), few)


def _incidence(groups: list[str], tellers: list[tuple[str, ...]]) -> sparse.csr_array:
    """Which group (row) is among which tellers (column)."""
    number = {group: at for at, group in enumerate(groups)}
    pairs = sorted((number[group], at) for at, own in enumerate(tellers) for group in own)
    rows, columns = np.array(pairs, dtype=np.int64).T
    ones = np.ones(len(pairs), dtype=np.float32)
    return sparse.csr_array((ones, (rows, columns)), shape=(len(groups), len(tellers)))


@lru_cache(maxsize=64)
def _draws(size: int, rounds: int, seed: int) -> np.ndarray:
    """Which of `size` groups each draw has, the same draws as those of `bootstrap`."""
    drawn = random.Random(seed)
    there = np.zeros((rounds, size), dtype=np.float32)
    for row in there:
        row[drawn.choices(range(size), k=size)] = 1
    return there


def _tellings(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """The reports of each event, and each report as its own."""
    kept = {report.id: (report.id,) for report in knowledge.reports}
    return kept | {e.id: tuple(r for r in e.reports if r in kept) for e in knowledge.events}


def _origins(knowledge: Knowledge) -> dict[str, str]:
    """The article of each report, copies of one text as the one that stands for them."""
    stands = {article: group[0] for group in knowledge.copies for article in group}
    return {report.id: stands.get(report.article, report.article) for report in knowledge.reports}
