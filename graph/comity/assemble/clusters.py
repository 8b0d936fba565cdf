"""Tellings put together to events: the likeliest pairs first, never against what rules it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import merge

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from comity.assemble.bonds import Bonds
from comity.assemble.likeness import apart
from comity.assemble.runs import Ints
from comity.assemble.telling import Telling
from comity.assemble.ties import Mask, Ties
from comity.knowledge.identity import Identity

NO_BONDS: Bonds[str] = Bonds()
_COMPARED = 8


def clusters(
    tellings: Sequence[Telling],
    told: Ints,
    ties: Ties,
    touched: Mask,
    rules: Identity,
    bonds: Bonds[str] = NO_BONDS,
) -> tuple[list[list[int]], Mask]:
    """The tellings of one event each, by their positions, of all that hang together with a `touched` one, and which these are.

    Pairs are joined from the highest points down (complete linkage: two groups are joined only where no two of their tellings
    are apart), so that a vague telling goes to the event that it fits best and never ties two that differ. What is one by the
    decisions in `bonds`, by ids of reports, is joined before, whatever speaks against it, and what is two is never joined.
    Nothing hangs on tellings to which no chain of ties or bonds leads. `told` are the days of publication.
    """
    place = {name: number for number, name in enumerate(ties.reports)} if bonds.group else {}
    bound = [[place[name] for name in group if name in place] for group in bonds.groups()]
    wanted = _hanging(ties, [group for group in bound if group], touched)
    rows = wanted[ties.one]
    one, other, points = ties.where(rows)
    first = np.lexsort((other, one, np.abs(told[one] - told[other]), -points))
    joined = zip(one[first].tolist(), other[first].tolist(), strict=True)
    # The best dated first, so that the first few of a group stand for it.
    order = sorted(np.flatnonzero(wanted).tolist(), key=lambda n: (tellings[n].width, n))
    bound = [group for group in bound if group and wanted[group[0]]]
    kin = {n: group for group in bound for n in group}

    def parted(a: Sequence[int], b: Sequence[int]) -> bool:
        decided = bonds.apart and bonds.parted(
            (ties.reports[n] for n in a), (ties.reports[n] for n in b)
        )
        return bool(decided) or _apart(a, b, tellings, rules, kin)

    return [sorted(group) for group in _join(order, bound, joined, parted)], wanted


def _hanging(ties: Ties, bound: Iterable[Sequence[int]], touched: Mask) -> Mask:
    """Which tellings a chain of ties or bonds leads to from a touched one."""
    linked = [(group[0], n) for group in bound for n in group]
    ends = np.array(linked, dtype=np.int64).reshape(-1, 2)
    one, other = (np.concatenate(x) for x in ((ties.one, ends[:, 0]), (ties.other, ends[:, 1])))
    size = len(ties.reports)
    links = coo_array((np.ones(len(one), dtype=np.bool_), (one, other)), shape=(size, size))
    number, of = connected_components(links, directed=False)
    hanging = np.zeros(number, dtype=np.bool_)
    hanging[of[touched]] = True
    found: Mask = hanging[of]
    return found


def _apart(
    a: Sequence[int],
    b: Sequence[int],
    tellings: Sequence[Telling],
    rules: Identity,
    kin: Mapping[int, Sequence[int]],
) -> bool:
    """Whether any two of the best dated tellings of two groups cannot be of one event.

    `kin` are those that are one by decision, so that what one of them tells otherwise does not count where another agrees.
    """
    return any(
        all(
            apart(tellings[p], tellings[q], rules)
            for p in kin.get(x, (x,))
            for q in kin.get(y, (y,))
        )
        for x in a[:_COMPARED]
        for y in b[:_COMPARED]
    )


def _join(
    order: Sequence[int],
    bound: Iterable[list[int]],
    wanted: Iterable[tuple[int, int]],
    apart: Callable[[Sequence[int], Sequence[int]], bool],
) -> list[list[int]]:
    """The numbers of `order` in groups, each in that order: those bound first, then wanted pairs whose groups are not apart."""
    rank = {n: place for place, n in enumerate(order)}
    group_of = {n: [n] for n in order}
    for group in bound:
        group_of |= dict.fromkeys(group, sorted(group, key=rank.__getitem__))
    for a, b in wanted:
        one, other = group_of[a], group_of[b]
        if one is other or apart(one, other):
            continue
        joined = list(merge(one, other, key=rank.__getitem__))
        for n in joined:
            group_of[n] = joined
    return [group for n, group in sorted(group_of.items()) if min(group) == n]
