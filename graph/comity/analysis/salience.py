"""How much of what is told is about an issue, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.analysis.figures import caution
from comity.analysis.periods import Days, period_of
from comity.model import Event
from comity.nets import days_of


@dataclass(frozen=True, slots=True)
class Salience:
    """The share of an issue in the reports of a period's events: `value`, in [0, 1], is `reports` of `of`.

    `events` are the ids, sorted, of the period's events that are about the issue.
    """

    issue: str
    first: date
    last: date
    value: float
    reports: int
    of: int
    events: tuple[str, ...]
    caution: str | None


def salience(events: Iterable[Event], *, by: str = "year") -> tuple[Salience, ...]:
    """The salience of every issue in every period of which there are events, sorted by issue and period; zeros are left out.

    value(i, t) = the reports of the events of t about i / the reports of all events of t. An event is of the period in which
    all its days lie, others are left out; give those of `nets.chosen`. An event about several issues counts for each, so the
    shares of a period may sum to more than 1. No events with days: (). Complexity: linear.

    Raises:
        AnalysisError: there is no such period.

    Reference: salience as the share of the news, McCombs and Shaw, The agenda-setting function of mass media, Public Opinion
    Quarterly 36 (1972).

    >>> salience([])
    ()
    """
    all_: dict[Days, set[str]] = defaultdict(set)
    about: dict[tuple[str, Days], list[Event]] = defaultdict(list)
    for event in events:
        period = period_of(days_of(event.when), by)
        if period is None:
            continue
        all_[period].update(event.reports)
        for issue in set(event.topics):
            about[issue, period].append(event)
    return tuple(
        _share(issue, period, about[issue, period], len(all_[period]))
        for issue, period in sorted(about)
    )


def _share(issue: str, period: Days, events: list[Event], of: int) -> Salience:
    reports = {report for event in events for report in event.reports}
    ids = tuple(sorted(event.id for event in events))
    value = len(reports) / of if of else 0.0
    return Salience(issue, *period, value, len(reports), of, ids, caution(reports))
