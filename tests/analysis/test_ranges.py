"""Ranges of means and shares: what `bootstrap` gives, and none where there is too little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.world import event, knowledge
from comity.analysis import Ratio, bootstrap, mean_of, ranges
from comity.errors import AnalysisError
from comity.model import Knowledge


def told(tellers: list[set[int]]) -> Knowledge:
    """An event a set of articles, told by each of them."""
    known = knowledge(*(event(f"{n}", "Meeting", "AB") for n in range(len(tellers))))
    base = known.reports[0]
    reports = tuple(
        replace(base, id=f"report/{n}-{a}", article=f"article/{a}")
        for n, articles in enumerate(tellers)
        for a in sorted(articles)
    )
    events = tuple(
        replace(e, reports=tuple(sorted(f"report/{e.id[6:]}-{a}" for a in tellers[int(e.id[6:])])))
        for e in known.events
    )
    return replace(known, reports=reports, events=events)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 6), min_size=1), st.sampled_from((-6.0, 0.0, 2.5, 4.0))),
        min_size=2,
        max_size=8,
    ),
    st.integers(0, 3),
)
def test_a_range_is_what_the_bootstrap_gives(
    tellings: list[tuple[set[int], float]], seed: int
) -> None:
    known = told([articles for articles, _ in tellings])
    weights = {f"event/{n}": weight for n, (_, weight) in enumerate(tellings)}

    def mean(drawn: Knowledge) -> dict[str, float]:
        own = [weights[e.id] for e in drawn.events]
        return {"mean": sum(own) / len(own)} if own else {}

    (found,) = ranges(known, {"mean": mean_of(weights)}, rounds=50, seed=seed).values()
    (wanted,) = bootstrap(known, mean, rounds=50, seed=seed).values()
    assert (found.low is None) == (wanted.low is None)
    assert found.value == pytest.approx(wanted.value)
    assert found.articles == wanted.articles
    if found.low is not None:
        assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))
        assert (found.draws, found.caution) == (wanted.draws, wanted.caution)


def test_a_share_of_reports_stays_between_none_and_all() -> None:
    known = told([{0, 1, 2, 3}, {2, 3, 4}])
    whole = {report.id: 1.0 for report in known.reports}
    part = {name: 1.0 for name in whole if name.startswith("report/1-")}
    (found,) = ranges(known, {"share": Ratio(part, whole)}).values()
    assert found.value == pytest.approx(3 / 7)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low < found.value < found.high <= 1


@pytest.mark.parametrize(
    ("tellers", "copies"),
    [
        ([{0}, {1}], ()),
        ([{0, 1, 2, 3}], ()),
        ([{0}, {1}, {2}], (("article/0", "article/1"),)),
    ],
    ids=["two articles", "one event", "copies are one"],
)
def test_too_little_has_no_range(
    tellers: list[set[int]], copies: tuple[tuple[str, ...], ...]
) -> None:
    known = replace(told(tellers), copies=copies)
    weights = {e.id: 1.0 for e in known.events}
    (found,) = ranges(known, {"mean": mean_of(weights)}).values()
    assert (found.value, found.low, found.high) == (1.0, None, None)


def test_shares_of_nothing_and_of_what_is_not_there_are_refused() -> None:
    known = told([{0}])
    for wrong in (Ratio({}, {}), Ratio({}, {"event/0": 0.0}), mean_of({"event/9": 1.0})):
        with pytest.raises(AnalysisError, match="is a share of"):
            ranges(known, {"x": wrong})
