"""Merges that a person had better look at: pairs of reports near the threshold of `ontology/identity.toml`, on either side.

The value of a look is how near the pair is (1 at the threshold, 0 at `WINDOW` points from it) times what depends on it: a point
for every report and for every independent source of the events, `STATUS` points if the two differ in status. So what would
change most is asked first; this is uncertainty sampling weighted by what is at stake (Settles, Active Learning Literature
Survey, 2009, 3.1 and 3.4), with weights that are a convention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comity.assemble.blocks import pairs
from comity.assemble.likeness import to_points
from comity.assemble.telling import Telling, Tellings
from comity.knowledge.identity import load_identity
from comity.knowledge.ontology import load_ontology
from comity.model import Event, Knowledge, Report, Verdict

WINDOW = 2.0
STATUS = 2.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two reports that are of one event (`joined`) or of two by no more than a little; `points` speak for one."""

    one: Report
    other: Report
    points: float
    threshold: float
    joined: bool
    value: float


class _Best(NamedTuple):
    points: float
    one: int
    other: int


def doubts(knowledge: Knowledge) -> tuple[Doubt, ...]:
    """The doubtful merges that nobody has decided on, the most valuable first; ties by id.

    Of two events the likeliest pair is given; of one event, for each report, that which ties it to the others most.
    """
    rules = load_identity()
    make = Tellings(
        knowledge.citations,
        {e.id: e for e in knowledge.entities},
        knowledge.sentences,
        ontology=load_ontology(),
        identity=rules,
    )
    tellings = [make.of(r) for r in sorted(knowledge.reports, key=lambda r: r.id)]
    events = {r: e for e in knowledge.events for r in e.reports}
    within, between = _compared(tellings, events)
    found = [
        doubt
        for joined, best in ((True, within), (False, between))
        for pair in best
        if (doubt := _doubt(pair, tellings, events, joined)) is not None
    ]
    decided = _decided(knowledge, events)
    left = [d for d in found if not decided & _keys(d, events)]
    return tuple(sorted(left, key=lambda d: (-d.value, d.one.id, d.other.id)))


def _compared(
    tellings: Sequence[Telling], events: Mapping[str, Event]
) -> tuple[set[_Best], list[_Best]]:
    """The strongest tie of each report within its event, and the likeliest pair of any two events."""
    rules = load_identity()
    ties: dict[int, _Best] = {}
    between: dict[tuple[str, str], _Best] = {}
    for one, other in pairs(tellings):
        points = to_points(tellings[one], tellings[other], rules)
        if points is None:
            continue
        new = _Best(points, one, other)
        ids = sorted({events[tellings[n].report.id].id for n in (one, other)})
        if len(ids) == 2:
            key = (ids[0], ids[1])
            between[key] = _stronger(new, between.get(key))
        else:
            for number in (one, other):
                ties[number] = _stronger(new, ties.get(number))
    return set(ties.values()), list(between.values())


def _stronger(new: _Best, old: _Best | None) -> _Best:
    return new if old is None else min(new, old, key=lambda b: (-b.points, b.one, b.other))


def _doubt(
    best: _Best, tellings: Sequence[Telling], events: Mapping[str, Event], joined: bool
) -> Doubt | None:
    threshold = load_identity().threshold
    short = best.points - threshold if joined else threshold - best.points
    if joined and short < 0:  # tied by a decision, or by way of others
        return None
    nearness = 1 - max(0.0, short) / WINDOW
    if nearness <= 0:
        return None
    one, other = tellings[best.one].report, tellings[best.other].report
    stake = _stake(one, other, events, joined)
    return Doubt(one, other, best.points, threshold, joined, nearness * stake)


def _stake(one: Report, other: Report, events: Mapping[str, Event], joined: bool) -> float:
    """What depends on whether two reports are of one event."""
    told = list({e.id: e for e in (events[one.id], events[other.id])}.values())
    differ = one.status is not other.status if joined else len({e.status for e in told}) > 1
    counted = sum(len(e.reports) + e.trust.sources for e in told)
    return counted + (STATUS if differ else 0.0)


Key = frozenset[str]


def _decided(knowledge: Knowledge, events: Mapping[str, Event]) -> set[Key]:
    """What people have decided: pairs of reports that are one, pairs of events that are two."""
    found = set()
    for curation in knowledge.curations:
        reports = [name for name in curation.things if name in events]
        if curation.verdict is Verdict.SAME:
            found |= {frozenset((a, b)) for a in reports for b in reports if a != b}
        elif curation.verdict is Verdict.NOT_SAME:
            told = {events[name].id for name in reports}
            found |= {frozenset((a, b)) for a in told for b in told if a != b}
    return found


def _keys(doubt: Doubt, events: Mapping[str, Event]) -> set[Key]:
    return set(_each_key(doubt, events))


def _each_key(doubt: Doubt, events: Mapping[str, Event]) -> Iterator[Key]:
    yield frozenset((doubt.one.id, doubt.other.id))
    yield frozenset((events[doubt.one.id].id, events[doubt.other.id].id))
