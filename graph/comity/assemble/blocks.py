"""Which tellings are compared at all: those that share a key of kind, parties and time, one of which seeks the other.

Comparing each with each would take a second for a thousand reports and a day for 200,000. A telling that is dated to a few days
meets the others of those days; one that is not (or is of a plan, which may move) seeks in whole months. One party alone is no
key for two tellings that have other parties beside it: only those that name nobody else seek by it. In blocks of more
than `LARGEST` only tellings of neighbouring days are compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from comity.assemble.runs import Ints, distinct, starts, with_next
from comity.assemble.telling import Telling

LARGEST = 150
_SIDES = 8
_YEAR = 366
_MONTH = 31
_DAYS = 3
_AT_ONCE = 1 << 19
_FACTOR = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1

Key = tuple[object, ...]
Pair = tuple[int, int]
Codes = Ints
"""Pairs of positions, each as the smaller times the number of tellings plus the larger."""


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """The keys of some tellings, one a row: the position of the telling, a digest of the key, whether it seeks by it."""

    owner: Ints
    key: NDArray[np.uint64]
    seeks: NDArray[np.bool_]

    def where(self, rows: NDArray[np.bool_]) -> Blocks:
        """Some of the rows."""
        return Blocks(self.owner[rows], self.key[rows], self.seeks[rows])

    def of(self, keys: NDArray[np.uint64]) -> Blocks:
        """The rows of some keys."""
        return self.where(np.isin(self.key, keys))


def pairs(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs to compare, each once, as positions in `tellings` with the smaller first."""
    days = np.fromiter((day_of(t) for t in tellings), dtype=np.int64, count=len(tellings))
    for code in to_codes(to_blocks(enumerate(tellings)), days).tolist():
        yield divmod(code, len(tellings))


def to_blocks(tellings: Iterable[tuple[int, Telling]]) -> Blocks:
    """The keys of tellings, which are given with their positions."""
    owner, key, seeks = array("q"), array("Q"), bytearray()
    for number, telling in tellings:
        for name, seeking in _keys(telling):
            owner.append(number)
            key.append(_digest(name))
            seeks.append(seeking)
    return Blocks(
        np.array(owner, dtype=np.int64),
        np.array(key, dtype=np.uint64),
        np.frombuffer(seeks, dtype=np.bool_),
    )


def to_codes(blocks: Blocks, days: Ints) -> Codes:
    """The pairs to compare of all tellings in the blocks, each once, sorted; `days` are those of all tellings by position."""
    order = np.lexsort((blocks.owner, ~blocks.seeks, blocks.key))
    sorted_ = Blocks(blocks.owner[order], blocks.key[order], blocks.seeks[order])
    begin = starts(sorted_.key)
    sizes = np.diff(begin, append=len(order))
    small = np.repeat(sizes <= LARGEST, sizes)
    ends = np.repeat(begin + sizes, sizes)
    found = [*_small(sorted_, np.where(small & sorted_.seeks, ends, 0), len(days))]
    for place in np.flatnonzero(sizes > LARGEST).tolist():
        block = slice(begin[place], begin[place] + sizes[place])
        near = _near(sorted_.owner[block], sorted_.seeks[block], days)
        found.append(np.array([a * len(days) + b for a, b in near], dtype=np.int64))
    return distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _small(blocks: Blocks, ends: Ints, size: int) -> Iterator[Codes]:
    """The pairs of each row with those after it up to its end, none where that is 0; the rows that seek stand first."""
    many = np.maximum(ends - np.arange(len(ends)) - 1, 0)
    seeking = np.flatnonzero(many)
    cuts = np.flatnonzero(np.diff(np.cumsum(many[seeking]) // _AT_ONCE)) + 1
    for rows in np.split(seeking, cuts):
        one, other = (blocks.owner[ends] for ends in with_next(rows, many[rows]))
        codes = np.minimum(one, other) * size + np.maximum(one, other)
        yield distinct(codes[one != other])


def _near(owner: Ints, seeks: NDArray[np.bool_], days: Ints) -> Iterator[Pair]:
    """The pairs of neighbouring days in a large block of which one at least seeks."""
    asking = set(owner[seeks].tolist())
    ordered = sorted(set(owner.tolist()), key=lambda n: (days[n], n))
    at = days[ordered].tolist()
    for place, number in enumerate(ordered):
        for step in range(place + 1, min(place + 1 + LARGEST // 2, len(ordered))):
            if at[step] - at[place] > _DAYS:
                break
            other = ordered[step]
            if number in asking or other in asking:
                yield (number, other) if number < other else (other, number)


def day_of(telling: Telling) -> int:
    """The day by which a telling is put in order: of the event, else of telling it."""
    found = telling.first if telling.first is not None else telling.told
    return found or 0


def _digest(key: Key) -> int:
    """A number of 64 bits for a key, the same in any process."""
    found = len(key)
    for part in key:
        found = (found ^ _number(part)) * _FACTOR & _MASK
    return found


@lru_cache(maxsize=1 << 17)
def _number(part: object) -> int:
    return int.from_bytes(blake2b(repr(part).encode(), digest_size=8).digest(), "big")


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
