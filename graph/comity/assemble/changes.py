"""What became known between two days: events that are new, were confirmed, moved, called off, refined or contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from comity.assemble.events import overlap, shown
from comity.model import Event, Knowledge, Status

_SETTLED = (Status.OCCURRED, Status.ONGOING)


class Kind(StrEnum):
    """What can change in what is known of an event, in the order in which changes are listed."""

    NEW = "became known"
    CONFIRMED = "was confirmed"
    CALLED_OFF = "was called off"
    PLANNED = "was planned"
    DOUBTED = "became doubtful"
    MOVED = "was moved"
    REFINED = "is known better"
    DISPUTED = "is told differently"
    BACKED = "has a further source"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one event, which is given as it is known after it.

    `before` and `after` are what changed, in words that people read; `reports` those, sorted, that tell it and were not
    there before.
    """

    kind: Kind
    event: Event
    before: str
    after: str
    reports: tuple[str, ...]


def changes(before: Knowledge, after: Knowledge) -> tuple[Change, ...]:
    """What is known in `after` and was not in `before`, by kind, then by the event's day and id.

    Events are the same where they share a report; one of `after` that joins several of `before` is compared with that
    which shares most.
    """
    names = {e.id: e.name for e in after.entities}
    had = {r: e for e in before.events for r in e.reports}
    told_before = frozenset(had)
    found = []
    for event in after.events:
        new = tuple(r for r in event.reports if r not in told_before)
        earlier = [had[r] for r in event.reports if r in had]
        if earlier:
            old = max(earlier, key=lambda e: (earlier.count(e), e.id))
            found += [
                Change(kind, event, was, now, new)
                for kind, was, now in _differences(old, event, names)
            ]
        elif new:
            found.append(Change(Kind.NEW, event, "", event.status.value, new))
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[int, str, str]:
    return list(Kind).index(change.kind), shown(change.event.when) or "9999", change.event.id


def _differences(old: Event, new: Event, names: dict[str, str]) -> Iterator[tuple[Kind, str, str]]:
    """Kind, value before and value after of everything that differs."""
    if old.status is not new.status:
        yield _of_status(old.status, new.status), old.status.value, new.status.value
    if old.when and new.when and old.when != new.when:
        kind = Kind.REFINED if overlap(old.when, new.when) else Kind.MOVED
        if shown(old.when) != shown(new.when):
            yield kind, shown(old.when), shown(new.when)
    elif new.when and not old.when:
        yield Kind.REFINED, "no date", shown(new.when)
    if new.place and old.place != new.place:
        refined = old.place is None or old.place.startswith("state/")
        yield (
            Kind.REFINED if refined else Kind.MOVED,
            names.get(old.place or "", "no place"),
            names[new.place],
        )
    more = sorted({*new.disputed} - {*old.disputed})
    if more:
        yield Kind.DISPUTED, "", ", ".join(more)
    if new.trust.sources > old.trust.sources:
        yield Kind.BACKED, str(old.trust.sources), str(new.trust.sources)


def _of_status(old: Status, new: Status) -> Kind:
    if new in _SETTLED:
        return Kind.CONFIRMED
    if new is Status.DENIED:
        return Kind.CALLED_OFF
    return Kind.PLANNED if new is Status.PLANNED else Kind.DOUBTED
