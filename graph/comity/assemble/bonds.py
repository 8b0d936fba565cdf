"""What people have decided to be one, and to be two: taken together, with those decisions that contradict others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from comity.assemble.unions import Unions
from comity.curations import Decision

T = TypeVar("T", bound=str | tuple[str, str])


class Pair(NamedTuple, Generic[T]):
    """Two things that a decision is about."""

    decision: Decision
    one: T
    other: T


@dataclass(frozen=True, slots=True)
class Bonds(Generic[T]):
    """Which things are one: `group` gives for each that is bound the first of its group; `apart` are firsts of two groups."""

    group: Mapping[T, T] = field(default_factory=dict)
    apart: frozenset[tuple[T, T]] = frozenset()

    def groups(self) -> list[list[T]]:
        """The groups of two or more, each sorted."""
        found: dict[T, list[T]] = {}
        for item in sorted(self.group):
            found.setdefault(self.group[item], []).append(item)
        return [members for members in found.values() if len(members) > 1]

    def first(self, item: T) -> T:
        """What stands for a thing and all that are one with it."""
        return self.group.get(item, item)

    def parted(self, some: Iterable[T], others: Iterable[T]) -> bool:
        """Whether one of some things and one of others may not be one."""
        if not self.apart:
            return False
        one, two = ({self.first(x) for x in items if x in self.group} for items in (some, others))
        return any((a, b) in self.apart for a in one for b in two)


@dataclass(frozen=True, slots=True)
class Clash:
    """A decision that is set aside since those in `against` say otherwise."""

    decision: Decision
    against: tuple[Decision, ...]


def order(decision: Decision) -> tuple[int, bool, str]:
    """Decisions by this key stand in the order in which they count: the newest first, of one day those that keep apart."""
    return -decision.on.toordinal(), decision.kind.same, decision.id


def bind(pairs: Iterable[Pair[T]]) -> tuple[Bonds[T], list[Pair[T]], list[Clash]]:
    """The bonds of all pairs that contradict none that counts before, those pairs, and what was set aside."""
    sets = Unions[T]()
    foes: dict[T, list[T]] = {}
    taken: list[Pair[T]] = []
    clashes = []
    for pair in sorted(pairs, key=lambda p: (order(p.decision), p.one, p.other)):
        sets.add(pair.one)
        sets.add(pair.other)
        one, other = sets[pair.one], sets[pair.other]
        if _contradicts(pair, sets, foes):
            clashes.append(Clash(pair.decision, _against(pair, taken)))
            continue
        taken.append(pair)
        if not pair.decision.kind.same:
            foes.setdefault(one, []).append(pair.other)
            foes.setdefault(other, []).append(pair.one)
        elif sets.merge(one, other):
            foes[sets[one]] = foes.pop(one, []) + foes.pop(other, [])
    return _bonds(taken), taken, clashes


def _contradicts(pair: Pair[T], sets: Unions[T], foes: Mapping[T, Sequence[T]]) -> bool:
    """Whether a pair cannot stand with those before; `foes` are by the root of a set things that are apart from it."""
    one, other = sets[pair.one], sets[pair.other]
    if not pair.decision.kind.same:
        return one == other
    fewer, root = min(
        (foes.get(one, ()), other), (foes.get(other, ()), one), key=lambda x: len(x[0])
    )
    return any(sets[foe] == root for foe in fewer)


def _bonds(taken: Sequence[Pair[T]]) -> Bonds[T]:
    linked = _linked(taken)
    group: dict[T, T] = {}
    for item in sorted({x for p in taken for x in (p.one, p.other)}):
        if item not in group:
            members = _reached(item, linked)
            group |= dict.fromkeys(members, item)
    apart = {(group[p.one], group[p.other]) for p in taken if not p.decision.kind.same}
    return Bonds(group, frozenset(apart | {(b, a) for a, b in apart}))


def _against(pair: Pair[T], taken: Sequence[Pair[T]]) -> tuple[Decision, ...]:
    """The decisions that together say the contrary of a pair; none where nothing does."""
    linked = _linked([*taken, pair] if pair.decision.kind.same else taken)
    keeping = taken if pair.decision.kind.same else [pair]
    for kept in keeping:
        if kept.decision.kind.same:
            continue
        way = _reached(kept.one, linked)
        if kept.other in way:
            named = [kept.decision, *_way(way, kept.other)]
            return tuple(dict.fromkeys(d for d in named if d is not pair.decision))
    return ()


Links = dict[T, list[tuple[T, Decision]]]


def _linked(pairs: Iterable[Pair[T]]) -> Links[T]:
    """By thing, those that a decision says are one with it."""
    found: Links[T] = {}
    for pair in pairs:
        if pair.decision.kind.same:
            found.setdefault(pair.one, []).append((pair.other, pair.decision))
            found.setdefault(pair.other, []).append((pair.one, pair.decision))
    return found


def _reached(start: T, linked: Links[T]) -> dict[T, tuple[T, Decision] | None]:
    """All that is one with a thing, each with the step by which it was reached; breadth first."""
    found: dict[T, tuple[T, Decision] | None] = {start: None}
    new = [start]
    while new:
        steps = [(there, here, why) for here in new for there, why in linked.get(here, ())]
        new = []
        for there, here, why in steps:
            if there not in found:
                found[there] = (here, why)
                new.append(there)
    return found


def _way(reached: Mapping[T, tuple[T, Decision] | None], end: T) -> list[Decision]:
    """The decisions on the way to a thing that was reached."""
    found = []
    step = reached[end]
    while step is not None:
        end, why = step
        found.append(why)
        step = reached[end]
    return found
