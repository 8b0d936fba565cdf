"""On what the reports of one event contradict each other. Each report keeps what it says; the event is flagged.

A later word about a plan is a succession and no contradiction: a plan that is moved, kept or called off. Reports are compared
only where they tell of the same stage. A finer word (a day in the month, the town in the state, a summit among talks) refines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from comity.assemble.likeness import other_place
from comity.assemble.telling import Telling
from comity.model import Aspect, Status

_SETTLED = (Status.OCCURRED, Status.ONGOING)
_COMPARED = 40


def disputed(tellings: Sequence[Telling]) -> tuple[Aspect, ...]:
    """The aspects on which the reports of an event contradict each other, sorted; of many, the first forty are compared."""
    if len(tellings) < 2:
        return ()
    compared = sorted(tellings, key=lambda t: t.report.id)[:_COMPARED]
    found = set()
    for a, b in combinations(compared, 2):
        if a.report.article != b.report.article:
            found |= {aspect for aspect, differ in _DIFFERENCES.items() if differ(a, b)}
    return tuple(sorted(found))


def _in_status(a: Telling, b: Telling) -> bool:
    """One says that it took place, and another denies it then or later."""
    for one, other in ((a, b), (b, a)):
        if one.report.status in _SETTLED and other.report.status is Status.DENIED:
            return one.told is None or other.told is None or other.told >= one.told
    return False


def _in_date(a: Telling, b: Telling) -> bool:
    """Both give a day, none in common, of what happened or of one plan told on the same day."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    if max(a.first, b.first) <= min(a.last, b.last):
        return False
    if a.report.status in _SETTLED and b.report.status in _SETTLED:
        return True
    return a.ahead and b.ahead and a.told == b.told and not (a.moved or b.moved)


def _in_place(a: Telling, b: Telling) -> bool:
    """Both places are known, and neither lies in the other; a plan may be moved to another place."""
    return a.ahead == b.ahead and other_place(a, b)


def _in_label(a: Telling, b: Telling) -> bool:
    """Their classes are not on one line, or one calls formal what the other calls informal."""
    if a.report.type not in b.line and b.report.type not in a.line:
        return True
    return bool(a.rank and b.rank and a.rank != b.rank)


def _in_number(a: Telling, b: Telling) -> bool:
    """They count the same and come to different numbers."""
    one, other = _counts(a), _counts(b)
    return any(one[noun].isdisjoint(other[noun]) for noun in one.keys() & other.keys())


def _counts(telling: Telling) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for count in telling.report.counts:
        number, _, noun = count.partition(" ")
        found.setdefault(noun, set()).add(number)
    return found


def _in_actor(a: Telling, b: Telling) -> bool:
    """The one who acts in one report is acted on in the other: each side lays it to the other."""
    if not (a.acting and b.acting) or a.acting & b.acting:
        return False
    return bool(a.acting & b.suffering or b.acting & a.suffering)


_DIFFERENCES: dict[Aspect, Callable[[Telling, Telling], bool]] = {
    Aspect.ACTOR: _in_actor,
    Aspect.DATE: _in_date,
    Aspect.LABEL: _in_label,
    Aspect.NUMBER: _in_number,
    Aspect.PLACE: _in_place,
    Aspect.STATUS: _in_status,
}
