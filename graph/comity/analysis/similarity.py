"""Which actors act on the same issues."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

import networkx as nx

from comity.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class Similar:
    """Two actors, the lower id first, and the cosine of what they act on: `value`, in (0, 1], by the shared `issues`.

    `events` are the ids, sorted, of what either does about these.
    """

    one: str
    other: str
    value: float
    issues: tuple[str, ...]
    events: tuple[str, ...]


def similarity(net: nx.MultiDiGraph[str], *, least: int = 2) -> tuple[Similar, ...]:
    """The pairs of actors that share an issue, from the most similar, then by id; `net` is one of `nets.actors_issues`.

    value(a, b) = sum_i n(a, i) n(b, i) / sqrt(sum_i n(a, i)^2 sum_i n(b, i)^2), with n(a, i) the number of events of a about i.
    Actors with fewer than `least` events are left out: two that did one thing each are all alike or not at all. It is attention
    that is compared, not opinion. Complexity: the sum over issues of the square of their actors.

    Raises:
        AnalysisError: `least` is below 1.

    Reference: Salton and McGill, Introduction to modern information retrieval (1983).

    >>> net = nx.MultiDiGraph()
    >>> for number, (actor, issue) in enumerate((("a", "trade"), ("a", "space"), ("b", "trade"), ("b", "trade"))):
    ...     _ = net.add_edge(actor, issue, key=str(number), fact=str(number))
    >>> [(found.one, found.other, round(found.value, 3), found.issues) for found in similarity(net)]
    [('a', 'b', 0.707, ('trade',))]
    """
    if least < 1:
        raise AnalysisError(f"the least number of events is {least}; it must be 1 or more")
    acts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for actor, issue, data in net.edges(data=True):
        acts[actor][issue].add(data["fact"])
    kept = {a: of for a, of in sorted(acts.items()) if len(set().union(*of.values())) >= least}
    lengths = {actor: sqrt(sum(len(own) ** 2 for own in of.values())) for actor, of in kept.items()}
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for issue in sorted({issue for of in kept.values() for issue in of}):
        on = [actor for actor in kept if issue in kept[actor]]
        for at, one in enumerate(on):
            for other in on[at + 1 :]:
                shared[one, other].append(issue)
    found = [
        Similar(
            one,
            other,
            sum(len(kept[one][i]) * len(kept[other][i]) for i in issues)
            / (lengths[one] * lengths[other]),
            tuple(issues),
            tuple(sorted({e for i in issues for e in kept[one][i] | kept[other][i]})),
        )
        for (one, other), issues in shared.items()
    ]
    return tuple(sorted(found, key=lambda s: (-s.value, s.one, s.other)))
