"""Sets that are merged two by two are what scipy's disjoint sets are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import DisjointSet

from comity.assemble.unions import Unions

NUMBERS = st.integers(0, 12)


@given(st.lists(NUMBERS, unique=True), st.lists(st.tuples(NUMBERS, NUMBERS)))
def test_they_are_those_of_scipy(first: list[int], pairs: list[tuple[int, int]]) -> None:
    ours, theirs = Unions(first), DisjointSet(first)
    for one, other in pairs:
        for sets in (ours, theirs):
            sets.add(one)
            sets.add(other)
        assert ours.merge(one, other) == theirs.merge(one, other)
        assert ours[one] == ours[other] == ours[ours[one]]
    assert sorted(map(sorted, ours.subsets())) == sorted(map(sorted, theirs.subsets()))


def test_what_was_not_added_is_in_no_set() -> None:
    with pytest.raises(KeyError):
        Unions("ab")["c"]
    with pytest.raises(KeyError):
        Unions("ab").merge("a", "c")
