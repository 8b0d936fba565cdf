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

    `tone` is the mean of all acts between the two, on whatever issue or none.
    """

    issue: str
    value: float
    mean: float
    tone: float
    acts: tuple[Act, ...]
    caution: str | None

    @property
    def effect(self) -> str:
        """`divides` where they are hostile on it and colder than over all, or cold; else `bridges` where warm; or `neither`."""
        hostile = any(act.weight < 0 for act in self.acts)
        if self.mean < 0 or (hostile and self.mean < self.tone):
            return "divides"
        return "bridges" if self.mean > 0 else "neither"

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the acts' events, sorted."""
        return tuple(sorted(act.event for act in self.acts))


def bearings(net: nx.MultiDiGraph[str], one: str, other: str) -> tuple[Bearing, ...]:
    """The issues between two nodes of `nets.states` or `nets.leaders`, from the coldest to the warmest.

    value(i) = sum of w(e) over the events e between the two that are about i, with w PLOVER's weight of the event's class; an
    event about several issues counts for each. What has no days counts too. The order is by the mean, then the id. No such
    event: (). An issue divides where acts on it are hostile and their mean is below that of all acts between the two, so that
    one kind word too many about a quarrel does not end it. Complexity: linear in the events of the two times their issues.

    Raises:
        AnalysisError: there is no such node, or the network is not of deeds.

    Reference: as `cooperation`, within issues; that conflict goes by issue: Hensel et al., Bones of contention, Journal of
    Conflict Resolution 52 (2008).
    """
    acts: dict[str, dict[Act, tuple[str, ...]]] = defaultdict(dict)
    deeds = deeds_between(net, one, other)
    weights = {deed.event: deed.weight for deed in deeds}
    for deed in deeds:
        for issue in deed.issues:
            acts[issue][Act(deed.event, deed.type, deed.weight)] = deed.reports
    found = []
    for issue, told in acts.items():
        total = sum(act.weight for act in told)
        reports = [report for own in told.values() for report in own]
        tone = sum(weights.values()) / len(weights)
        found.append(Bearing(issue, total, total / len(told), tone, tuple(told), caution(reports)))
    return tuple(sorted(found, key=lambda b: (b.mean, b.issue)))
