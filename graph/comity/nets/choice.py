"""Which events a network is made of: their days, their status, how far they are to be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.errors import AnalysisError
from comity.model import Event, Knowledge, Status, When

DONE = frozenset({Status.OCCURRED, Status.ONGOING})
"""What happened or goes on."""

PLANS = frozenset({Status.PLANNED, Status.POSSIBLE})
"""What is planned or might happen; never counted with what was done unless both are asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A period, both ends included, statuses, and the least of each of the three numbers of trust (see `model.Trust`).

    An event is in the period where its days and the period have one in common; one without days is in no period, and in the
    network where no period is given.
    """

    first: date | None = None
    last: date | None = None
    statuses: frozenset[Status] = DONE
    reading: float = 0.0
    certainty: float = 0.0
    sources: int = 0


DEFAULT = Choice()


def chosen(knowledge: Knowledge, choice: Choice = DEFAULT) -> tuple[Event, ...]:
    """The events of `knowledge` that fit `choice`, in their order.

    Raises:
        AnalysisError: the period ends before it begins, or no status is asked for.
    """
    if choice.first and choice.last and choice.first > choice.last:
        raise AnalysisError(
            f"the period begins on {choice.first}, after its end on {choice.last}; give the earlier day first"
        )
    if not choice.statuses:
        raise AnalysisError(
            f"no status is asked for; name some of {', '.join(Status)}, as in nets.DONE and nets.PLANS"
        )
    return tuple(event for event in knowledge.events if _fits(event, choice))


def _fits(event: Event, choice: Choice) -> bool:
    trust = event.trust
    return (
        event.status in choice.statuses
        and trust.reading >= choice.reading
        and trust.certainty >= choice.certainty
        and trust.sources >= choice.sources
        and within(event.when, choice.first, choice.last)
    )


def within(when: When | None, first: date | None, last: date | None) -> bool:
    """Whether a time has a day in common with a period; what has no days is in the period without ends alone."""
    if first is None and last is None:
        return True
    days = days_of(when)
    if days is None:
        return False
    return (last is None or days[0] <= last) and (first is None or days[1] >= first)


def days_of(when: When | None) -> tuple[date, date] | None:
    """The first and the last day on which something may have been, or None where that is not known."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest
