"""Arithmetic on sorted arrays of whole numbers, in which equal ones stand in runs."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Whole = TypeVar("Whole", np.int64, np.uint64)


def distinct(numbers: NDArray[Whole]) -> NDArray[Whole]:
    """The numbers sorted, each once. `np.unique` hashes them, which takes ten times as long and as much memory.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(numbers)
    return ordered[starts(ordered)]


def starts(ordered: NDArray[Whole]) -> Ints:
    """Where in a sorted array each run begins.

    >>> starts(np.array([1, 1, 3])).tolist()
    [0, 2]
    """
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(first)


def with_next(places: Ints, many: Ints) -> tuple[Ints, Ints]:
    """Each of some places with each of as many places after it as `many` says: the pairs' first and second ends.

    >>> [ends.tolist() for ends in with_next(np.array([0, 7]), np.array([2, 1]))]
    [[0, 0, 7], [1, 2, 8]]
    """
    first = np.repeat(places, many)
    nth = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    return first, first + 1 + nth
