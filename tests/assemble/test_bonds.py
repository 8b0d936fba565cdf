"""What is decided to be one and to be two, taken together: laws that hold for any decisions."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.assemble.bonds import Pair, bind
from comity.curations import Decision, Kind, Spot
from comity.model import Span


def decision(same: bool, day: int, number: int) -> Decision:
    kind = Kind.SAME_EVENT if same else Kind.NOT_SAME_EVENT
    spots = tuple(Spot(f"{number:012d}", Span(n, n + 1)) for n in range(2))
    return Decision(kind, "A", date.fromordinal(10_000 + day), "", spots, where=f"log:{number}")


THINGS = st.sampled_from("abcdefg")
PAIRS = st.lists(
    st.tuples(st.booleans(), st.integers(1, 4), THINGS, THINGS).filter(lambda p: p[2] != p[3]),
    max_size=14,
).map(lambda rows: [Pair(decision(same, day, n), a, b) for n, (same, day, a, b) in enumerate(rows)])


@given(PAIRS, st.randoms())
def test_what_is_taken_holds_and_what_is_set_aside_would_not(pairs, mixed) -> None:  # type: ignore[no-untyped-def]
    bonds, taken, clashes = bind(pairs)
    shuffled = list(pairs)
    mixed.shuffle(shuffled)
    assert bind(shuffled) == (bonds, taken, clashes)
    assert len(taken) + len(clashes) == len(pairs)
    for pair in taken:
        one, other = bonds.first(pair.one), bonds.first(pair.other)
        assert (one == other) == pair.decision.kind.same
        assert bonds.parted([pair.one], [pair.other]) != pair.decision.kind.same
    for clash in clashes:
        assert clash.against
        assert clash.decision not in clash.against
        assert {d.kind.same for d in (clash.decision, *clash.against)} == {True, False}
        left = [p for p in pairs if p.decision in clash.against]
        (own,) = (p for p in pairs if p.decision == clash.decision)
        assert bind(left)[2] == []
        assert len(bind([*left, own])[2]) == 1


def test_thousands_of_decisions_take_no_time() -> None:
    pairs = [
        Pair(decision(n % 3 != 0, n % 9, n), f"r{n:05d}", f"r{n // 2:05d}") for n in range(1, 6_000)
    ]
    began = time.process_time()
    _, taken, clashes = bind(pairs)
    assert len(taken) == len(pairs)
    assert clashes == []
    assert time.process_time() - began < 5
