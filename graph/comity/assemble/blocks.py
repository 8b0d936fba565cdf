"""Which tellings are compared at all: those that share a key of kind, parties and time.

Comparing each with each would take a second for a thousand reports and a day for 200,000. Every pair that the rules could join
shares a key, except in blocks of more than `LARGEST`, where only tellings of neighbouring days are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from comity.assemble.telling import Telling

LARGEST = 150
_SIDES = 8
_YEAR = 366
_MONTH = 31
_DAYS = 3

Key = tuple[object, ...]


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs to compare, each once, as positions in `tellings` with the smaller first."""
    blocks: dict[Key, list[int]] = {}
    for number, telling in enumerate(tellings):
        for key in _keys(telling):
            blocks.setdefault(key, []).append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            for pair in _within(members, tellings):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _within(members: list[int], tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """All pairs of a block, or those of neighbouring days where it is large."""
    if len(members) <= LARGEST:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda n: (_at(tellings[n]), n))
    for place, number in enumerate(ordered):
        near = ordered[place + 1 : place + 1 + LARGEST // 2]
        for other in near:
            if _at(tellings[other]) - _at(tellings[number]) > _DAYS:
                break
            yield (number, other) if number < other else (other, number)


def _at(telling: Telling) -> int:
    """The day by which a telling is put in order: of the event, else of telling it."""
    found = telling.first if telling.first is not None else telling.told
    return found or 0


def _keys(telling: Telling) -> Iterator[Key]:
    """Two parties, a person or a body, each with a month; one party alone with a day, or with a month where it stands alone."""
    kind = telling.kind.name
    sides = sorted(telling.sides)[:_SIDES]
    named = [*sorted(telling.everyone)[:_SIDES], *sorted(telling.bodies)[:_SIDES]]
    if telling.report.place and (telling.first is None or telling.width > _YEAR):
        yield kind, "era", telling.report.place
    for time in _times(telling):
        for two in combinations(sides, 2):
            yield kind, time, *two
        for name in named:
            yield kind, time, name
        if len(sides) == 1:
            yield kind, time, "alone", sides[0]
        yield from ((kind, time, "at", word) for word in sorted(telling.place_words))
    for day in _days(telling):
        yield from ((kind, "day", day, side) for side in sides)


def _days(telling: Telling) -> range:
    """The days that may be those of a telling which says so to a few days, ahead and back by what its kind allows."""
    if telling.first is None or telling.last is None or telling.width > _DAYS:
        return range(0)
    return range(telling.first - telling.kind.days, telling.last + telling.kind.days + 1)


def _times(telling: Telling) -> list[object]:
    """The months that an event may lie in, or the years where it is long or remembered for long."""
    first, last = telling.first, telling.last
    if first is None or last is None:
        if telling.told is None:
            return ["never"]
        if telling.kind.memory > _YEAR:
            return ["ever"]
        reach = telling.kind.memory
        first = telling.told - (0 if telling.ahead else reach)
        last = telling.told + (reach if telling.ahead else 1)
        found: list[object] = list(_months(first, last))
        return found
    found = []
    if telling.kind.memory > _YEAR:
        found.append("ever")
    if last - first > _YEAR:
        return [*found, ("years", first // 3650)]
    found += _months(first - telling.kind.days, last + telling.kind.days)
    if telling.ahead and telling.told is not None:
        found += [m for m in _months(last, last + 3 * _MONTH) if m not in found]
    return found


def _months(first: int, last: int) -> list[int]:
    """The numbers of the spans of 31 days that two ordinals, and all between them, lie in."""
    return list(range(first // _MONTH, last // _MONTH + 1))
