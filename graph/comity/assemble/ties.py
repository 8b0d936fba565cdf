"""Which tellings have the points for one event, found anew only where something has changed since the last time.

Between two tellings that are as they were, a tie stands as long as some block still proposes the pair; only blocks in which a
telling came, went or changed can propose other pairs than before. So the ties of the last time, with the keys that they came
of, are all that is needed to find those of this time without comparing what was compared before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comity.assemble.blocks import Blocks, Codes, to_blocks, to_codes
from comity.assemble.likeness import to_points
from comity.assemble.runs import Ints, distinct
from comity.assemble.telling import Telling
from comity.knowledge.identity import Identity

Mask = NDArray[np.bool_]
_AT_ONCE = 1 << 14
Score = Callable[[Codes, Sequence[Telling], Identity], tuple[Codes, NDArray[np.float64]]]
"""What compares pairs: `scored`, or what has others do as it does."""


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """The ties of tellings, by their positions in `reports`, the ids of their reports, which are sorted.

    `days` are those of the tellings (see `blocks.day_of`), `blocks` their keys; a tie is of `one` and a later `other`.
    """

    reports: tuple[str, ...]
    days: Ints
    blocks: Blocks
    one: Ints
    other: Ints
    points: NDArray[np.float64]

    def where(self, rows: Mask) -> tuple[Ints, Ints, NDArray[np.float64]]:
        """Some of the ties."""
        return self.one[rows], self.other[rows], self.points[rows]


_NO_INTS = np.zeros(0, dtype=np.int64)
NONE = Ties(
    (),
    _NO_INTS,
    Blocks(_NO_INTS, np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.bool_)),
    _NO_INTS,
    _NO_INTS,
    np.zeros(0, dtype=np.float64),
)


def scored(
    codes: Codes, tellings: Sequence[Telling], rules: Identity
) -> tuple[Codes, NDArray[np.float64]]:
    """The pairs that have the points for one event, and their points."""
    found, scored = [], []
    threshold = rules.threshold
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        ones, others = (ends.tolist() for ends in np.divmod(some, len(tellings)))
        ready = {n: tellings[n] for n in {*ones, *others}}
        for code, one, other in zip(some.tolist(), ones, others, strict=True):
            points = to_points(ready[one], ready[other], rules)
            if points is not None and points >= threshold:
                found.append(code)
                scored.append(points)
    return np.array(found, dtype=np.int64), np.array(scored, dtype=np.float64)


def tie(
    tellings: Sequence[Telling],
    reports: Sequence[str],
    days: Ints,
    same: Mask,
    rules: Identity,
    before: Ties = NONE,
    *,
    score: Score = scored,
) -> tuple[Ties, Mask]:
    """The ties of all tellings, and which of these changed, or have another tie than `before`.

    The tellings that `same` marks are what they were `before`, and are not looked at unless there is something to compare
    them with. `reports` are the ids of all, sorted. `score` compares pairs.
    """
    size = len(reports)
    place = {reports[n]: n for n in np.flatnonzero(same).tolist()}
    moved = np.array([place.get(name, -1) for name in before.reports], dtype=np.int64)
    new = to_blocks((n, tellings[n]) for n in np.flatnonzero(~same).tolist())
    blocks = _joined(before.blocks, moved, new)
    changed = distinct(np.concatenate((new.key, before.blocks.key[moved[before.blocks.owner] < 0])))
    now = to_codes(blocks.of(changed), days)
    then = _renumbered(
        to_codes(before.blocks.of(changed), before.days), len(before.days), moved, size
    )
    ends = moved[before.one], moved[before.other]
    kept = (ends[0] >= 0) & (ends[1] >= 0)
    known = ends[0][kept] * size + ends[1][kept]
    lost = _lost(np.intersect1d(np.setdiff1d(then, now), known), blocks, days, size)
    stay = np.flatnonzero(kept)[~np.isin(known, lost)]
    fresh = ~(same[now // max(size, 1)] & same[now % max(size, 1)])
    again = np.setdiff1d(np.setdiff1d(now[~fresh], then), known)
    wanted = distinct(np.concatenate((now[fresh], again)))
    found, points = score(wanted, tellings, rules)
    touched = ~same
    for codes in (found, lost):
        touched[codes // max(size, 1)] = True
        touched[codes % max(size, 1)] = True
    for end in ends:
        touched[end[~kept & (end >= 0)]] = True
    ties = Ties(
        reports=tuple(reports),
        days=days,
        blocks=blocks,
        one=np.concatenate((ends[0][stay], found // max(size, 1))),
        other=np.concatenate((ends[1][stay], found % max(size, 1))),
        points=np.concatenate((before.points[stay], points)),
    )
    return ties, touched


def _joined(old: Blocks, moved: Ints, new: Blocks) -> Blocks:
    """The keys of what stays, at its new positions, and of what is new."""
    owner = moved[old.owner]
    stays = owner >= 0
    return Blocks(
        np.concatenate((owner[stays], new.owner)),
        np.concatenate((old.key[stays], new.key)),
        np.concatenate((old.seeks[stays], new.seeks)),
    )


def _renumbered(codes: Codes, size: int, moved: Ints, new_size: int) -> Codes:
    """The pairs of what stays, by its new positions; the order of positions is the same."""
    if not len(codes):
        return codes
    one, other = moved[codes // size], moved[codes % size]
    stays = (one >= 0) & (other >= 0)
    return one[stays] * new_size + other[stays]


def _lost(codes: Codes, blocks: Blocks, days: Ints, size: int) -> Codes:
    """Those pairs that no block proposes."""
    if not len(codes):
        return codes
    ends = np.union1d(codes // size, codes % size)
    keys = np.unique(blocks.key[np.isin(blocks.owner, ends)])
    return np.setdiff1d(codes, to_codes(blocks.of(keys), days))
