"""Who drives an issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any  # of attributes, which networkx leaves open

import networkx as nx

from comity.analysis.figures import caution
from comity.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class Driver:
    """The part of an actor in what is done about an issue: `value`, in [0, 1]; all drivers of an issue sum to 1.

    `since` is the first day on which one of the `events` may have been, None where no day of them is known.
    """

    actor: str
    value: float
    since: date | None
    events: tuple[str, ...]
    caution: str | None


def drivers(net: nx.MultiDiGraph[str], issue: str) -> tuple[Driver, ...]:
    """Who acts on an issue, from the one who does most; `net` is one of `nets.actors_issues`. Equal parts go by the actor's id.

    value(a) = (sum over the events e about the issue that a is an actor of, of 1 / the actors of e) / the number of these events:
    who acts alone drives more than one of twenty at a conference. Complexity: linear in the edges at the issue.

    Raises:
        AnalysisError: the network has no such issue.

    Reference: fractional counting, as for papers of several authors: Lindsey, Production and citation measures in the sociology
    of science, Social Studies of Science 10 (1980).

    >>> net = nx.MultiDiGraph()
    >>> for actor, event in (("state/jpn", "event/1"), ("state/kor", "event/1"), ("state/kor", "event/2")):
    ...     _ = net.add_edge(actor, "issue/trade", key=event, fact=event)
    >>> [(driver.actor, driver.value) for driver in drivers(net, "issue/trade")]
    [('state/kor', 0.75), ('state/jpn', 0.25)]
    """
    if issue not in net:
        raise AnalysisError(f"nobody acts on {issue} in this network; choose one of its issues")
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for actor, _, data in net.in_edges(issue, data=True):
        edges[actor].append(data)
    company = Counter(data["fact"] for own in edges.values() for data in own)
    found = []
    for actor, own in sorted(edges.items()):
        part = sum(1 / company[data["fact"]] for data in own) / len(company)
        starts = [w.earliest for data in own if (w := data.get("when")) and w.earliest]
        events = tuple(sorted(data["fact"] for data in own))
        reports = [report for data in own for report in data.get("reports", ())]
        found.append(Driver(actor, part, min(starts, default=None), events, caution(reports)))
    return tuple(sorted(found, key=lambda driver: (-driver.value, driver.actor)))
