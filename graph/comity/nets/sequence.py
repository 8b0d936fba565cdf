"""What came next for each actor."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import networkx as nx

from comity.knowledge.ontology import Ontology
from comity.model import Event, Knowledge
from comity.nets.bipartite import edge, to_event
from comity.nets.choice import DEFAULT, Choice, chosen, days_of

Dated = tuple[date, date, Event]


def sequence(
    knowledge: Knowledge, ontology: Ontology, choice: Choice = DEFAULT
) -> nx.MultiDiGraph[str]:
    """The network of events with days: an edge runs from an event of an actor to the next event of the same actor.

    `kind` is `next`; the key is the actor's id, and `actor` too; `weight` is the days from the end of the first to the
    beginning of the second, at least 1; `sign` is 0; `events` are both. An event is next only where the first is surely over
    before it begins and no third of the actor's surely lies between the two: days that are known by the month give few edges, and
    events of one day have none between them. Nodes are of kind `Event`, with `type status when sign weight`.
    Complexity: n log n in the events of an actor, and the edges.

    Raises:
        AnalysisError: an event is of a class that is not known.
    """
    parts: dict[str, list[Dated]] = defaultdict(list)
    for event in chosen(knowledge, choice):
        days = days_of(event.when)
        if days is not None:
            for actor in {*event.actors, *event.recipients}:
                parts[actor].append((*days, event))
    steps = sorted(
        (before.id, after.id, actor, days, before, after)
        for actor, dated in parts.items()
        for before, after, days in _steps(dated)
    )
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = {event.id: event for *_, before, after in steps for event in (before, after)}
    for name in sorted(nodes):
        net.add_node(name, **to_event(nodes[name], ontology))
    for one, other, actor, gap, before, after in steps:
        values = edge((before, after), kind="next", label="came before", weight=float(gap))
        net.add_edge(one, other, key=actor, actor=actor, **values)
    return net


def _steps(dated: Iterable[Dated]) -> Iterator[tuple[Event, Event, int]]:
    """Each event with each that is next after it: one that begins after its end, and not after the end of another such."""
    ordered = sorted(dated, key=lambda d: (d[0], d[1], d[2].id))
    begins = [first for first, _, _ in ordered]
    soonest = [date.max] * (len(ordered) + 1)  # the first end among the events from here on
    for at in range(len(ordered) - 1, -1, -1):
        soonest[at] = min(soonest[at + 1], ordered[at][1])
    for _, last, before in ordered:
        start = bisect_right(begins, last)
        for first, _, after in ordered[start : bisect_right(begins, soonest[start])]:
            yield before, after, (first - last).days
