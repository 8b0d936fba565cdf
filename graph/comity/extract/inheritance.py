"""The date and place that an event has from the talks or the journey in which it happens.

`Candidate.at` leads from an event to that one, and from there to the next ("agreed at talks during a visit").
A place or a stretch of time goes the other way too, from a meeting on the sidelines of a summit to the summit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.extract.datelines import state_of
from comity.extract.records import Candidate, revised
from comity.extract.times import compatible
from comity.model import Precision, Status

_CHAIN = 3
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_PLACELESS = frozenset(("Call",))
_WHOLE = frozenset((Precision.MONTH, Precision.YEAR))


def with_inherited(kept: Sequence[Candidate], index: Mapping[int, int]) -> tuple[Candidate, ...]:
    """The events with what those above them lend, in the same order.

    `index` says at which place of `kept` the event of a trigger is told.
    """
    above = {i: index[c.at] for i, c in enumerate(kept) if c.at is not None and c.at in index}
    found = list(kept)
    for i, j in above.items():
        found[j] = _narrowed(_widened(found[j], found[i]), found[i])
    for i in above:
        node = i
        for _ in range(_CHAIN):
            node = above.get(node, i)
            if node == i:
                break
            found[i] = _filled(found[i], found[node])
    return tuple(found)


def linked(kept: Sequence[Candidate], index: Mapping[int, int]) -> tuple[Candidate, ...]:
    """The events, `at` the trigger of those kept that they happen at, and about what these are about where they say nothing.

    `index` is that of `with_inherited`. Of two that would each happen at the other, the one told first does not.
    """
    above: dict[int, int] = {}
    for i in reversed(range(len(kept))):
        at = kept[i].at
        whole = index.get(at) if at is not None else None
        node = whole
        while node is not None and node != i:
            node = above.get(node)
        if whole is not None and node is None and kept[whole].arguments:
            above[i] = whole
    return tuple(
        replace(c, at=kept[above[i]].trigger, topics=c.topics or kept[above[i]].topics)
        if i in above
        else revised(c, at=None)
        for i, c in enumerate(kept)
    )


def passed_on(kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events with the date and place of the one that they happen at, in the same order."""
    by_trigger = {t: c for c in kept for t in (c.trigger, *c.others)}
    return tuple(
        _filled(c, by_trigger[c.at]) if c.at is not None and c.at in by_trigger else c for c in kept
    )


def _filled(event: Candidate, talks: Candidate) -> Candidate:
    """The event with the date and place of the talks, where it has none and they fit."""
    ahead = event.status in _SETTLED and talks.status not in _SETTLED
    if ahead or not compatible(event.when, talks.when):
        return event
    place = None if event.type in _PLACELESS else talks.place
    return replace(event, when=event.when or talks.when, place=event.place or place)


def _narrowed(journey: Candidate, event: Candidate) -> Candidate:
    """The journey to a state with the town in it where something happened on it."""
    town = event.place
    if journey.type != "Visit" or town is None or journey.place is None:
        return journey
    return replace(journey, place=town) if state_of(town) == journey.place else journey


def _widened(talks: Candidate, event: Candidate) -> Candidate:
    """The talks with the month or year of what happened at them: it can be no closer than that.

    Of one sentence with the day, too: "gave the assurance on Monday in a call".
    """
    when = event.when
    if talks.when is not None or when is None:
        return talks
    near = event.sentences[0] == talks.sentences[0] and talks.type != "Visit"
    if not (near and when.precision is Precision.DAY) and when.precision not in _WHOLE:
        return talks
    return replace(talks, when=when) if talks.status == event.status else talks
