"""How soon, and whether in kind, one pays the other back."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import networkx as nx

from comity.analysis.figures import caution
from comity.analysis.initiative import precise
from comity.errors import AnalysisError
from comity.nets import deeds_between

WINDOW = 90


@dataclass(frozen=True, slots=True)
class Reply:
    """An act of the one, the first act of the other after it, the days between, and whether both are friendly or both hostile."""

    act: str
    reply: str
    days: int
    in_kind: bool


@dataclass(frozen=True, slots=True)
class Replies:
    """What `other` did after the acts of `one`: of `acts` the `replies`, the median lag in days and the share in kind.

    `lag` and `value` are None without replies; `p` is how often as many are in kind when chance pairs acts with replies.
    """

    one: str
    other: str
    acts: tuple[str, ...]
    replies: tuple[Reply, ...]
    lag: float | None
    value: float | None
    p: float | None
    caution: str | None

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the acts replied to and of the replies, sorted."""
        return tuple(sorted({event for r in self.replies for event in (r.act, r.reply)}))


def replies(
    net: nx.MultiDiGraph[str],
    one: str,
    other: str,
    *,
    window: int = WINDOW,
    rounds: int = 999,
    seed: int = 0,
) -> Replies:
    """The tit-for-tat of `other` after `one`, two nodes of `nets.states` or `nets.leaders`.

    An act is a deed of `one` alone towards `other` that is friendly or hostile and known to 31 days; its reply is the first such
    deed of `other` that begins after the end of the act, within `window` days. `lag` is the median of the days from end to
    beginning. `p` = (1 + as many or more in kind when the signs of the replies are dealt out again, in `rounds` shuffles of
    `seed`) / (1 + rounds). Complexity: n log n in the deeds of the two, and replies * rounds.

    Raises:
        AnalysisError: there is no such node, the network is not of deeds, or `window` or `rounds` is below 1.

    Reference: Axelrod, The evolution of cooperation (1984); lagged response: Goldstein and Pevehouse, Reciprocity, bullying, and
    international cooperation, American Political Science Review 91 (1997).
    """
    if window < 1 or rounds < 1:
        raise AnalysisError(f"window {window} and rounds {rounds} must be 1 or more")
    dated = [
        row for row in precise(deeds_between(net, one, other)) if row[2].sign and not row[2].mutual
    ]
    acts = [row for row in dated if row[2].source == one]
    back = [row for row in dated if row[2].source == other]
    found: list[Reply] = []
    signs: list[tuple[int, int]] = []
    told: set[str] = set()
    begins = [first for first, _, _ in back]
    for _, last, deed in acts:
        at = bisect_right(begins, last)
        if at < len(back) and (begins[at] - last).days <= window:
            first, _, reply = back[at]
            found.append(
                Reply(deed.event, reply.event, (first - last).days, deed.sign == reply.sign)
            )
            signs.append((deed.sign, reply.sign))
            told |= {*deed.reports, *reply.reports}
    return Replies(
        one=one,
        other=other,
        acts=tuple(deed.event for _, _, deed in acts),
        replies=tuple(found),
        lag=float(median(r.days for r in found)) if found else None,
        value=sum(r.in_kind for r in found) / len(found) if found else None,
        p=_chance(signs, rounds, seed) if found else None,
        caution=caution(told),
    )


def _chance(signs: Sequence[tuple[int, int]], rounds: int, seed: int) -> float:
    seen = sum(act == reply for act, reply in signs)
    acts, dealt = ([pair[side] for pair in signs] for side in (0, 1))
    drawn, as_many = random.Random(seed), 0
    for _ in range(rounds):
        drawn.shuffle(dealt)
        as_many += sum(a == b for a, b in zip(acts, dealt, strict=True)) >= seen
    return (1 + as_many) / (1 + rounds)
