"""Which issues bring two together, and which divide them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from comity.analysis.cooperation import Act
from comity.analysis.figures import caution
from comity.nets import deeds_between


@dataclass(frozen=True, slots=True)
class Bearing:
    """What two do to each other about an issue: `value` is the sum of the weights of their `acts`, `mean` their mean.

    The issue bridges them where the value is above 0, and divides them below.
    """

    issue: str
    value: float
    mean: float
    acts: tuple[Act, ...]
    caution: str | None

    @property
    def effect(self) -> str:
        """`bridges`, `divides` or `neither`."""
        return "bridges" if self.value > 0 else "divides" if self.value < 0 else "neither"

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the acts' events, sorted."""
        return tuple(sorted(act.event for act in self.acts))


def bearings(net: nx.MultiDiGraph[str], one: str, other: str) -> tuple[Bearing, ...]:
    """The issues between two nodes of `nets.states` or `nets.leaders`, from what divides most to what bridges most.

    value(i) = sum of w(e) over the events e between the two that are about i, with w PLOVER's weight of the event's class; an
    event about several issues counts for each. What has no days counts too. Equal values go by the issue's id. No such
    event: (). Complexity: linear in the events of the two times their issues.

    Raises:
        AnalysisError: there is no such node, or the network is not of deeds.

    Reference: as `cooperation`, within issues; that conflict goes by issue: Hensel et al., Bones of contention, Journal of
    Conflict Resolution 52 (2008).
    """
    acts: dict[str, dict[Act, tuple[str, ...]]] = defaultdict(dict)
    for deed in deeds_between(net, one, other):
        for issue in deed.issues:
            acts[issue][Act(deed.event, deed.type, deed.weight)] = deed.reports
    found = []
    for issue, told in acts.items():
        total = sum(act.weight for act in told)
        reports = [report for own in told.values() for report in own]
        found.append(Bearing(issue, total, total / len(told), tuple(told), caution(reports)))
    return tuple(sorted(found, key=lambda b: (b.value, b.issue)))
