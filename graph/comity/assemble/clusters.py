"""Tellings put together to events: the likeliest pairs first, never against what rules it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import merge

from comity.assemble.blocks import pairs
from comity.assemble.bonds import Bonds
from comity.assemble.likeness import apart, likeness, told_twice
from comity.assemble.telling import Telling
from comity.knowledge.identity import Identity

NO_BONDS: Bonds[str] = Bonds()
_COMPARED = 8


def clusters(
    tellings: Sequence[Telling], rules: Identity, bonds: Bonds[str] = NO_BONDS
) -> list[list[Telling]]:
    """The tellings of one event each, every telling in exactly one; the order of `tellings` does not matter.

    Pairs are joined from the highest points down (complete linkage: two groups are joined only where no two of their tellings
    are apart), so that a vague telling goes to the event that it fits best and never ties two that differ. What is one by the
    decisions in `bonds`, by ids of reports, is joined before, whatever speaks against it, and what is two is never joined.
    """
    ordered = sorted(tellings, key=lambda t: t.report.id)
    scored = []
    for one, other in pairs(ordered):
        points = to_points(ordered[one], ordered[other], rules)
        if points is not None and points >= rules.threshold:
            scored.append((-points, _days_between(ordered[one], ordered[other]), one, other))
    scored.sort()
    # The best dated first, so that the first few of a group stand for it.
    order = sorted(range(len(ordered)), key=lambda n: (ordered[n].width, n))
    names = [telling.report.id for telling in ordered]
    place = {name: number for number, name in enumerate(names)}
    bound = [[place[name] for name in group if name in place] for group in bonds.groups()]
    kin = {n: group for group in bound for n in group}

    def parted(a: Sequence[int], b: Sequence[int]) -> bool:
        decided = bonds.apart and bonds.parted((names[n] for n in a), (names[n] for n in b))
        return bool(decided) or _apart(a, b, ordered, rules, kin)

    groups = _join(order, bound, ((a, b) for *_, a, b in scored), parted)
    return [[ordered[n] for n in sorted(group)] for group in groups]


def to_points(a: Telling, b: Telling, rules: Identity) -> float | None:
    """The points of two tellings; those of one article are taken for two events unless both are dated alike."""
    if a.report.article == b.report.article and not told_twice(a, b):
        return None
    return likeness(a, b, rules)


def _days_between(a: Telling, b: Telling) -> int:
    return abs((a.told or 0) - (b.told or 0))


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
