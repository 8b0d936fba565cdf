"""Events that follow each other: the second summit of two leaders comes after their first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from comity.knowledge.identity import Identity
from comity.model import Event, Status

_NEVER = (Status.DENIED, Status.POSSIBLE)


def follows(events: Iterable[Event], rules: Identity) -> Mapping[str, str]:
    """By event, the one before it in its row: of one kind, of the same people (or parties), in the order of their days.

    Events without a day, and those that were denied or are only possible, are in no row. Ties go by id.
    """
    rows: dict[tuple[str, ...], list[tuple[date, str, Event]]] = defaultdict(list)
    for event in events:
        kind = rules.kind(event.type)
        start = event.when.earliest if event.when else None
        if not kind.series or start is None or event.status in _NEVER or not event.actors:
            continue
        people = tuple(a for a in event.actors if a.startswith("person/"))
        core = (*(people or event.actors), ">", *(event.recipients if kind.directed else ()))
        rows[kind.name, *core].append((start, event.id, event))
    found: dict[str, str] = {}
    for row in rows.values():
        ordered = sorted(row)
        for place, (_, other, later) in enumerate(ordered):
            earlier = (e for *_, e in reversed(ordered[:place]) if _ends_before(e, later))
            before = next(earlier, None)
            if before is not None:
                found[other] = before.id
    return found


def _ends_before(earlier: Event, later: Event) -> bool:
    """Whether an event was over when the other began, as far as their dates say."""
    one, other = earlier.when, later.when
    if earlier.status is Status.PLANNED and later.status is not Status.PLANNED:
        return False  # a plan that nobody says was kept
    return bool(one and other and one.latest and other.earliest and one.latest < other.earliest)
