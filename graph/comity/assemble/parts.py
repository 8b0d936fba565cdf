"""Events that happen at another: the links of the reports, told of the events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.model import Report


def within(reports: Sequence[Report], events: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """By event, those that it is a part of, sorted; `events` gives the event of each report.

    No event is a part of itself: a link that would close a circle is left out, the last in the order of ids.
    """
    found: dict[str, set[str]] = {}
    linked = (
        (events[r.id], events[r.within])
        for r in reports
        if r.within is not None and r.within in events
    )
    for part, whole in sorted(set(linked)):
        if part not in _above(whole, found):
            found.setdefault(part, set()).add(whole)
    return {part: tuple(sorted(wholes)) for part, wholes in found.items()}


def _above(event: str, found: Mapping[str, set[str]]) -> set[str]:
    """The event with all that it is a part of."""
    seen = {event}
    new = [event]
    while new:
        new = [w for e in new for w in found.get(e, ()) if w not in seen]
        seen.update(new)
    return seen
