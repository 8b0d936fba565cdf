"""Which tellings are compared at all: those that share a key of kind, parties and time, one of which seeks the other.

Comparing each with each would take a second for a thousand reports and a day for 200,000. A telling that is dated to a few days
meets the others of those days; one that is not (or is of a plan, which may move) seeks in whole months. One party alone is no
key for two tellings that have other parties beside it: only those that name nobody else seek by it. In blocks of more
than `LARGEST` only tellings of neighbouring days are compared.
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
Pair = tuple[int, int]


def pairs(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs to compare, each once, as positions in `tellings` with the smaller first."""
    blocks: dict[Key, tuple[list[int], list[int]]] = {}
    for number, telling in enumerate(tellings):
        for key, seeks in _keys(telling):
            block = blocks.get(key)
            if block is None:
                block = blocks[key] = ([], [])
            block[0 if seeks else 1].append(number)
    size = len(tellings)
    seen: set[int] = set()
    for seeking, others in blocks.values():
        for one, other in _within(seeking, others, tellings):
            code = one * size + other
            if code not in seen:
                seen.add(code)
                yield one, other


def _within(seeking: list[int], others: list[int], tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs of a block of which one at least seeks; those of neighbouring days where it is large."""
    if not seeking or len(seeking) + len(others) < 2:
        return
    if len(seeking) + len(others) <= LARGEST:
        yield from combinations(seeking, 2)
        for one in seeking:
            yield from ((one, other) if one < other else (other, one) for other in others)
        return
    asking = set(seeking)
    ordered = sorted((*seeking, *others), key=lambda n: (_at(tellings[n]), n))
    for place, number in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + LARGEST // 2]:
            if _at(tellings[other]) - _at(tellings[number]) > _DAYS:
                break
            if number in asking or other in asking:
                yield (number, other) if number < other else (other, number)


def _at(telling: Telling) -> int:
    """The day by which a telling is put in order: of the event, else of telling it."""
    found = telling.first if telling.first is not None else telling.told
    return found or 0


def _keys(telling: Telling) -> Iterator[tuple[Key, bool]]:
    """The keys of a telling, with whether it seeks by them."""
    kind = telling.kind.name
    sides = sorted(telling.sides)[:_SIDES]
    ties: list[Key] = list(combinations(sides, 2))
    alone = len(telling.sides) == 1
    narrow = telling.width <= _DAYS and not telling.ahead
    if narrow:
        for day in _days(telling):
            yield from (((kind, day, *tie), True) for tie in ties)
            yield from (((kind, day, side), alone or telling.kind.open) for side in sides)
            yield from (((kind, day, "at", word), telling.vague) for word in telling.place_words)
    if telling.report.place and (telling.first is None or telling.width > _YEAR):
        yield (kind, "era", telling.report.place), True
    ties += [(name,) for name in sorted(telling.everyone | telling.bodies)[:_SIDES]]
    ties += [("at", word) for word in sorted(telling.place_words)]
    for month in _times(telling):
        yield from (((kind, "in", month, *tie), not narrow) for tie in ties)
        if alone:
            yield (kind, "in", month, "alone", *sides), not narrow


def _days(telling: Telling) -> range:
    """The days that may be those of a dated telling, ahead and back by what its kind allows."""
    if telling.first is None or telling.last is None:
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
