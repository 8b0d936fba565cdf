"""Which of two acts first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import networkx as nx

from comity.analysis.figures import caution
from comity.nets import Deed, deeds_between

QUIET = 30
GRAIN = 31


@dataclass(frozen=True, slots=True)
class Initiative:
    """How often each of two was the first to act after a quiet time, with the events.

    `value` is the share of `one`, None where nobody opened; `p` the chance that a fair coin gives shares so far from a half.
    """

    one: str
    other: str
    by_one: tuple[str, ...]
    by_other: tuple[str, ...]
    p: float | None
    caution: str | None

    @property
    def value(self) -> float | None:
        """The share of the openings that `one` made."""
        total = len(self.by_one) + len(self.by_other)
        return len(self.by_one) / total if total else None

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of all openings, sorted."""
        return tuple(sorted((*self.by_one, *self.by_other)))


def initiative(
    net: nx.MultiDiGraph[str], one: str, other: str, *, quiet: int = QUIET
) -> Initiative:
    """Who acts first between two nodes of `nets.states` or `nets.leaders` after at least `quiet` days without any deed of them.

    The first deed of all opens too. Only deeds that are known to 31 days count, in the order of their first days; where what
    comes first is mutual, or both act on the first day, nobody opens. `p` is of the two-sided binomial test against a half.
    Complexity: n log n in the deeds of the two.

    Raises:
        AnalysisError: there is no such node, or the network is not of deeds.

    Reference: the sign test on first moves; cf. Goldstein and Freeman, Three-way street: strategic reciprocity in world politics
    (1990).
    """
    opened: dict[str, list[str]] = {one: [], other: []}
    told: list[str] = []
    for start in _openings(precise(deeds_between(net, one, other)), quiet):
        if any(deed.mutual for deed in start) or len({deed.source for deed in start}) > 1:
            continue
        opened[start[0].source].append(start[0].event)
        told += start[0].reports
    counts = len(opened[one]), len(opened[other])
    p = _chance(*counts) if sum(counts) else None
    return Initiative(one, other, tuple(opened[one]), tuple(opened[other]), p, caution(told))


def _chance(one: int, other: int) -> float:
    from scipy import stats  # here, since it takes a second to load, which no other verb needs

    return float(stats.binomtest(one, one + other).pvalue)


def precise(deeds: tuple[Deed, ...]) -> list[tuple[date, date, Deed]]:
    """The deeds whose days are known to `GRAIN`, with their first and last days, in order."""
    dated = [(*deed.days, deed) for deed in deeds if deed.days is not None]
    return [row for row in dated if (row[1] - row[0]).days < GRAIN]


def _openings(dated: list[tuple[date, date, Deed]], quiet: int) -> list[list[Deed]]:
    """The deeds of the first day after each quiet time."""
    found: list[list[Deed]] = []
    begun = ended = date.min
    for first, last, deed in dated:
        if not found or (first - ended).days > quiet:
            found.append([deed])
            begun = first
        elif first == begun:
            found[-1].append(deed)
        ended = max(ended, last)
    return found
