"""How warm two are to each other, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import networkx as nx

from comity.analysis.figures import caution
from comity.analysis.periods import Days, period_of
from comity.errors import AnalysisError
from comity.nets import Deed, deeds_between


@dataclass(frozen=True, slots=True)
class Act:
    """An event with the weight that PLOVER gives its class, from -10 (assault) to 10 (aid)."""

    event: str
    type: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """The cooperation and conflict of a period: `value` is the mean weight of its `acts`, in [-10, 10].

    `friendly` and `hostile` are the sums of the weights above and below 0; `reports` is the number of reports of the acts, and
    `caution` says where these are few.
    """

    first: date
    last: date
    value: float
    friendly: float
    hostile: float
    acts: tuple[Act, ...]
    reports: int
    caution: str | None

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the acts' events, sorted."""
        return tuple(sorted(act.event for act in self.acts))


@dataclass(frozen=True, slots=True)
class Course:
    """The scores of the periods in which something happened, in order, and the acts of which no one period is known."""

    scores: tuple[Score, ...]
    undated: tuple[Act, ...]


def cooperation(
    net: nx.MultiDiGraph[str], one: str, other: str, *, by: str = "year", actor: str | None = None
) -> Course:
    """The cooperation-conflict score of two nodes of `nets.states` or `nets.leaders` by "year", "quarter" or "month".

    An event counts once, with the weight of its class, however many reports it has; with `actor` (one of the two) only what that
    one does to the other, or both do together. An event counts in the period in which all its days lie; one of several periods,
    or of unknown days, is among the `undated`. Periods without events are left out: silence is no score of 0.
    Complexity: n log n in the events of the two.

    Raises:
        AnalysisError: there is no such node or period, the network is not of deeds, or `actor` is neither of the two.

    Reference: Goldstein, A conflict-cooperation scale for WEIS events data, Journal of Conflict Resolution 36 (1992), with the
    weights of PLOVER (openeventdata/PLOVER, 2.0) in place of those of WEIS.
    """
    found = deeds_between(net, one, other)
    if actor is not None:
        found = tuple(
            deed for deed in found if deed.mutual or deed.source == _one_of(actor, one, other)
        )
    grouped: dict[Days | None, list[Deed]] = defaultdict(list)
    for deed in found:
        grouped[period_of(deed.days, by)].append(deed)
    undated = _acts(grouped.pop(None, []))
    periods = {period: deeds for period, deeds in grouped.items() if period is not None}
    return Course(tuple(_score(period, periods[period]) for period in sorted(periods)), undated)


def _one_of(actor: str, one: str, other: str) -> str:
    if actor not in (one, other):
        raise AnalysisError(f"{actor} is neither {one} nor {other}; choose one of the two")
    return actor


def _score(period: Days, deeds: Iterable[Deed]) -> Score:
    told = list(deeds)
    acts = _acts(told)
    weights = [act.weight for act in acts]
    reports = {report for deed in told for report in deed.reports}
    return Score(
        first=period[0],
        last=period[1],
        value=sum(weights) / len(weights),
        friendly=sum((w for w in weights if w > 0), 0.0),
        hostile=sum((w for w in weights if w < 0), 0.0),
        acts=acts,
        reports=len(reports),
        caution=caution(reports),
    )


def _acts(deeds: Iterable[Deed]) -> tuple[Act, ...]:
    """The acts in the order of the deeds, an event that runs both ways once."""
    return tuple(dict.fromkeys(Act(deed.event, deed.type, deed.weight) for deed in deeds))
