"""Two actors over time: scores by hand, cuts by brute force, first moves and replies, and what the seeds must show."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.world import days, event, knowledge, later, seeds
from comity.analysis import (
    Act,
    bearings,
    change_points,
    changes,
    cooperation,
    initiative,
    period_of,
    replies,
)
from comity.errors import AnalysisError
from comity.knowledge.ontology import load_ontology
from comity.model import Event
from comity.nets import leaders, states

ONTOLOGY = load_ontology()
A, B = "state/aaa", "state/bbb"
JAPAN, KOREA = "state/jpn", "state/kor"


def net(*events: Event) -> nx.MultiDiGraph:
    return states(knowledge(*events), ONTOLOGY)


@pytest.mark.parametrize(
    ("first", "last", "by", "expected"),
    [
        ("2024-02-10", "2024-02-12", "month", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-02-10", "2024-03-12", "month", None),
        ("2024-10-10", "2024-12-31", "quarter", (date(2024, 10, 1), date(2024, 12, 31))),
        ("2024-01-01", "2024-12-31", "year", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2023-12-31", "2024-01-01", "year", None),
    ],
)
def test_periods(first: str, last: str, by: str, expected: object) -> None:
    assert period_of((date.fromisoformat(first), date.fromisoformat(last)), by) == expected


def test_a_period_that_there_is_not() -> None:
    with pytest.raises(AnalysisError, match="fortnight"):
        period_of(None, "fortnight")


YEARS = (
    event("1", "Sanction", "A", "B", when=days("2019-03-01")),
    event("2", "Meeting", "AB", when=days("2019-06-01", "2019-06-30")),
    event("3", "Aid", "B", "A", when=days("2021-01-01")),
    event("4", "Visit", "A", "B", when=days("2019-12-01", "2020-02-01")),
    event("5", "Threat", "B", "A"),
    event("6", "Aid", "A", "U", when=days("2019-03-01")),
)


def test_the_score_of_two_by_the_year() -> None:
    course = cooperation(net(*YEARS), A, B)
    assert [(s.first.year, s.value, s.friendly, s.hostile) for s in course.scores] == [
        (2019, -1.75, 2.5, -6.0), (2021, 10.0, 10.0, 0.0),
    ]  # fmt: skip
    assert course.scores[0].acts == (
        Act("event/1", "Sanction", -6.0), Act("event/2", "Meeting", 2.5),
    )  # fmt: skip
    assert course.scores[0].events == ("event/1", "event/2")
    assert course.scores[0].caution == "stands on 2 reports, fewer than 30: chance may have made it"
    assert [act.event for act in course.undated] == ["event/4", "event/5"]
    assert cooperation(net(*YEARS), B, A) == course


def test_the_score_of_one_towards_the_other() -> None:
    course = cooperation(net(*YEARS), A, B, actor=B)
    assert [(s.first.year, s.value) for s in course.scores] == [(2019, 2.5), (2021, 10.0)]
    with pytest.raises(AnalysisError, match="neither"):
        cooperation(net(*YEARS), A, B, actor="state/ccc")


def test_many_reports_need_no_caution() -> None:
    given_ = [event(f"{n:02}", "Meeting", "AB", when=days("2024-05-05")) for n in range(30)]
    assert cooperation(net(*given_), A, B).scores[0].caution is None
    assert cooperation(net(*given_[:29]), A, B).scores[0].caution


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([], (), id="nothing"),
        pytest.param([1, 9, 1], (), id="too few"),
        pytest.param([2, 2, 2, 2, 2, 2], (), id="always the same"),
        pytest.param([0, 0, 0, 5, 5, 5], (3,), id="one step"),
        pytest.param([0, 0, 0, 5, 5, 5, 0, 0, 0], (3, 6), id="up and down"),
        pytest.param([1, -1, 1, -1, 1, -1, 1, -1], (), id="noise"),
        pytest.param([0, 0, 0, 0, 9, 0, 0, 0, 0], (), id="one outlier is no level"),
    ],
)
def test_change_points(values: list[float], expected: tuple[int, ...]) -> None:
    assert change_points(values) == expected


def cost(values: list[float], cuts: tuple[int, ...], penalty: float) -> float:
    bounds = [0, *cuts, len(values)]
    parts = [values[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
    return penalty * len(cuts) + sum(sum((v - sum(p) / len(p)) ** 2 for v in p) for p in parts)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-9, 9).map(float), min_size=4, max_size=9),
    st.floats(0.1, 60),
)
def test_no_other_cuts_cost_less(values: list[float], penalty: float) -> None:
    found = change_points(values, penalty=penalty)
    every = [
        cuts
        for number in range(len(values))
        for cuts in combinations(range(1, len(values)), number)
        if all(b - a >= 2 for a, b in zip((0, *cuts), (*cuts, len(values)), strict=True))
    ]
    least = min(cost(values, cuts, penalty) for cuts in every)
    assert cost(values, found, penalty) == pytest.approx(least)


def test_changes_name_the_day_and_the_acts_on_both_sides() -> None:
    cold = [event(f"c{n}", "Sanction", "A", "B", when=days(f"2020-0{n}-01")) for n in range(1, 5)]
    warm = [event(f"w{n}", "Meeting", "AB", when=days(f"2021-0{n}-01")) for n in range(1, 5)]
    (change,) = changes(net(*cold, *warm, event("u", "Assault", "A", "B")), A, B)
    assert (change.day, change.old, change.new) == (date(2021, 1, 1), -6.0, 2.5)
    assert [a.event for a in change.before] == [e.id for e in cold]
    assert change.events == tuple(e.id for e in (*cold, *warm))
    assert changes(net(*cold), A, B) == ()


def test_who_acts_first_after_a_quiet_time() -> None:
    first = event("1", "Request", "A", "B", when=days("2024-01-01"))
    given_ = [
        first,
        event("2", "Rejection", "B", "A", when=days("2024-01-20")),
        event("3", "Aid", "B", "A", when=days("2024-02-20")),  # 30 days of quiet before it
        event("4", "Meeting", "AB", when=days("2024-06-01")),
        event("5", "Aid", "B", "A", when=days("2024-06-20")),
        event("6", "Aid", "A", "B", when=days("2024-12-01")),
        event("7", "Aid", "B", "A", when=days("2024-12-01")),
        event("8", "Aid", "B", "A", when=days("2025-01-01", "2025-12-31")),  # no day is known
    ]
    found = initiative(net(*given_), A, B)
    assert (found.by_one, found.by_other) == (("event/1",), ("event/3",))
    assert (found.value, found.p, found.events) == (0.5, 1.0, ("event/1", "event/3"))
    assert initiative(net(*given_), A, B, quiet=31).by_other == ()
    ten = [
        later(event(f"t{n}", "Aid", "A", "B", when=days("2024-01-01")), 60 * n) for n in range(10)
    ]
    assert initiative(net(*ten), A, B).p == pytest.approx(2 / 2**10)
    nobody = initiative(net(given_[3]), A, B)
    assert (nobody.value, nobody.p) == (None, None)


def test_tit_for_tat() -> None:
    given_ = [
        event("1", "Aid", "A", "B", when=days("2024-01-01")),
        event("2", "Aid", "B", "A", when=days("2024-01-11")),
        event("3", "Sanction", "A", "B", when=days("2024-02-01", "2024-02-10")),
        event("4", "Statement", "B", "A", when=days("2024-02-12")),
        event("5", "Threat", "B", "A", when=days("2024-03-01")),
        event("6", "Aid", "A", "B", when=days("2024-12-01")),
        event("7", "Meeting", "AB", when=days("2024-12-02")),
    ]
    found = replies(net(*given_), A, B)
    assert [(r.act[-1], r.reply[-1], r.days, r.in_kind) for r in found.replies] == [
        ("1", "2", 10, True), ("3", "5", 20, True),
    ]  # fmt: skip
    assert found.acts == ("event/1", "event/3", "event/6")
    assert (found.lag, found.value) == (15.0, 1.0)
    assert found.events == ("event/1", "event/2", "event/3", "event/5")
    # of the two ways to deal out the signs one is as good
    assert found.p == pytest.approx(0.5, abs=0.06)
    assert found == replies(net(*given_), A, B)
    nothing = replies(net(*given_), A, B, window=5)
    assert (nothing.replies, nothing.lag, nothing.value, nothing.p) == ((), None, None, None)
    with pytest.raises(AnalysisError, match="1 or more"):
        replies(net(*given_), A, B, window=0)


def test_what_bridges_and_what_divides() -> None:
    given_ = [
        event("1", "Sanction", "A", "B", topics=("trade", "space")),
        event("2", "Meeting", "AB", topics=("trade",)),
        event("3", "Agreement", "AB", topics=("oil",)),
        event("4", "Statement", "A", "B", topics=("gaza",)),
    ]
    found = bearings(net(*given_), A, B)
    assert [(b.issue[6:], b.value, b.mean, b.effect) for b in found] == [
        ("space", -6.0, -6.0, "divides"), ("trade", -3.5, -1.75, "divides"),
        ("gaza", 0.0, 0.0, "neither"), ("oil", 2.5, 2.5, "bridges"),
    ]  # fmt: skip
    assert {b.tone for b in found} == {-0.25}
    assert found[1].events == ("event/1", "event/2")
    assert bearings(net(event("1", "Meeting", "AB")), A, B) == ()


def test_a_quarrel_divides_though_kind_words_outweigh_it() -> None:
    warm = [event(f"w{n}", "Aid", "A", "B", topics=("oil",)) for n in range(5)]
    quarrel = [
        event("1", "Threat", "A", "B", topics=("trade",)),
        event("2", "Support", "A", "B", topics=("trade", "space")),
    ]
    found = {b.issue[6:]: (b.value, b.effect) for b in bearings(net(*warm, *quarrel), A, B)}
    assert found == {"trade": (1.5, "divides"), "space": (5.0, "bridges"), "oil": (50.0, "bridges")}


def test_the_seeds_warm_from_2019_to_2023() -> None:
    found = states(seeds(), ONTOLOGY)
    scores = {s.first.year: s.value for s in cooperation(found, JAPAN, KOREA).scores}
    assert scores[2019] < 0 < scores[2022] <= scores[2023]
    (change,) = changes(found, JAPAN, KOREA)
    assert date(2019, 1, 2) <= change.day <= date(2022, 9, 30)
    assert change.old < 0 < change.new


def test_in_the_seeds_forced_labour_divides_and_north_koreas_weapons_bridge() -> None:
    found = {b.issue: b.effect for b in bearings(states(seeds(), ONTOLOGY), JAPAN, KOREA)}
    assert found["issue/forced-labour"] == "divides"
    assert found["issue/north-korea-weapons"] == "bridges"


def test_leaders_have_scores_too() -> None:
    found = leaders(seeds(), ONTOLOGY)
    course = cooperation(found, "person/fumio-kishida", "person/yoon-suk-yeol", by="month")
    assert {s.value for s in course.scores} <= {2.5, 1.25}
    known = {e.id for e in seeds().events}
    assert all(set(s.events) <= known for s in course.scores)
