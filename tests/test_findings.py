"""The sections of findings on a small invented world, where every number can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.world import days, event, knowledge
from comity import findings
from comity.findings import Section, cell
from comity.findings.periods import period
from comity.findings.short import in_short
from comity.knowledge.ontology import load_ontology
from comity.model import Claim, Event, Knowledge
from comity.nets import Choice

ONTOLOGY = load_ontology()


def section(name: str, *events: Event, known: Knowledge | None = None) -> Section:
    """A section on events between Ann and Di (of Aland), Bo (of Borduria), Cy, Aland and Borduria."""
    of = findings.study(known or knowledge(*events), ONTOLOGY, Choice())
    return findings.SECTIONS[name](of)


def cells(found: Section) -> list[tuple[object, ...]]:
    return [row.cells for row in found.rows]


def test_leaders_have_a_home_a_place_and_a_group() -> None:
    found = section("people", event("1", "Meeting", "ab"), event("2", "Meeting", "bc"))
    assert found.heads == ("leader", "of", "events", "PageRank", "between", "core", "group")
    rows = {row[0]: row[1:] for row in cells(found)}
    assert list(rows)[0] == "Bo"
    assert rows["Bo"][0:2] == ("Borduria", 2)
    assert rows["Bo"][3] == 1.0
    assert rows["Cy"][0] == "CCC"  # of a state that acts through its own alone
    (chart,) = found.charts
    assert [p.series for p in chart.points] == ["PageRank", "between"] * 3
    assert chart.points[1].value == 1.0


def test_groups_name_their_members_and_what_crosses_them() -> None:
    inside = [event(str(n), "Meeting", pair) for n, pair in enumerate(["ab"] * 5 + ["cd"] * 5)]
    found = section("circles", *inside, event("x", "Call", "bc"))
    assert cells(found) == [(1, "Bo, Ann", 5, 1), (2, "Cy, Di", 5, 1)]
    assert found.rows[0].events == (*(f"event/{n}" for n in range(5)), "event/x")
    assert "Louvain's method finds the same groups." in found.note


def test_brokers_are_told_by_the_role_that_they_have() -> None:
    found = section(
        "brokers",
        event("1", "Meeting", "ab"),
        event("2", "Meeting", "bc"),
        event("3", "Meeting", "cd"),
    )
    rows = {row[0]: row[1:] for row in cells(found)}
    assert rows["Bo"] == ("Borduria", 2, "liaison 2")
    assert rows["Cy"] == ("CCC", 2, "liaison 2")
    assert set(rows) == {"Bo", "Cy"}
    of_one = section("brokers", event("1", "Meeting", "ab"), event("2", "Meeting", "bd"))
    assert cells(of_one) == [("Bo", "Borduria", 2, "consultant 2")]
    closed = section(
        "brokers",
        event("1", "Meeting", "ab"),
        event("2", "Meeting", "bc"),
        event("3", "Meeting", "ac"),
    )
    assert cells(closed) == []


def test_states_between_groups() -> None:
    pairs = ["ac"] * 6 + ["AB"]
    found = section("mediators", *(event(str(n), "Meeting", pair) for n, pair in enumerate(pairs)))
    assert [row[0] for row in cells(found)] == ["Aland"]
    assert cells(found)[0][2] == 2


def test_the_shape_counts_what_is_returned_and_what_crosses() -> None:
    found = section(
        "shape",
        event("1", "Request", "a", "b"),
        event("2", "Request", "b", "a"),
        event("3", "Request", "a", "c"),
    )
    rows = {row[:2]: row[2:] for row in cells(found)}
    assert rows["leaders", "reciprocity"] == (
        pytest.approx(2 / 3),
        "2 of 3 directed ties are returned",
    )
    assert float(str(rows["leaders", "assortativity"][0])) < 0
    assert ("states", "assortativity") not in rows


def test_alliances_are_blocs() -> None:
    known = knowledge(
        event("1", "Meeting", "AB"), event("2", "Meeting", "ac"), event("3", "Meeting", "Bc")
    )
    ally = Claim(
        "claim/1",
        "article/1",
        "allyOf",
        "state/aaa",
        "state/bbb",
        None,
        None,
        True,
        (),
        "rule",
        1.0,
    )
    other = replace(ally, id="claim/2", subject="state/ccc", object="state/ddd")
    rows = {
        row[:2]: row[2:]
        for row in cells(section("shape", known=replace(known, claims=(ally, other))))
    }
    value, words = rows["states", "assortativity"]
    assert words == "by alliance: Aland, Borduria; CCC, state/ddd"
    assert float(str(value)) < 0
    ended = replace(known, claims=(replace(ally, current=False), replace(other, current=False)))
    assert ("states", "assortativity") not in {
        row[:2] for row in cells(section("shape", known=ended))
    }


def test_triads_are_named() -> None:
    found = section(
        "balance",
        event("1", "Meeting", "AB"),
        event("2", "Meeting", "Ac"),
        event("3", "Sanction", "B", "c"),
    )
    rows = {row[0]: row[1:] for row in cells(found)}
    assert rows["+ + - friends of one apart"] == (1, "Aland – Borduria – CCC")
    assert rows["balanced share"] == (0.0, None)
    against = rows["ties against two camps"]
    assert against[0] == 1
    assert " – " in str(against[1])
    assert [p.value for p in found.charts[0].points] == [0, 0, 1, 0]
    assert all(row.caution for row in found.rows if row.events)


def test_friends_and_foes_are_by_the_sum() -> None:
    found = section(
        "ties",
        event("1", "Meeting", "AB"),
        event("2", "Sanction", "A", "B"),
        event("3", "Statement", "A", "B"),
    )
    assert cells(found) == [("Aland", "Borduria", "foes", -3.5, -1.75, None)]
    assert found.rows[0].events == ("event/1", "event/2")


def test_tit_for_tat_is_told_act_by_act() -> None:
    acts = [
        event("1", "Sanction", "A", "B", when=days("2024-01-01")),
        event("2", "Threat", "B", "A", when=days("2024-01-11")),
        event("3", "Aid", "A", "B", when=days("2024-02-01")),
    ]
    found = section("replies", *acts)
    assert cells(found) == [
        ("Sanction", "Aland", "Threat", "Borduria", 10, "yes"),
        ("Threat", "Borduria", "Aid", "Aland", 21, "no"),
    ]
    assert found.rows[0].events == ("event/1", "event/2")
    turns = {row[0]: row[1:] for row in cells(section("turns", *acts))}
    assert turns["replies of Borduria in kind"][0] == 1.0
    assert turns["replies of Aland in kind"][0] == 0.0
    assert all(row.caution for row in section("turns", *acts).rows)


def test_who_and_what_goes_together() -> None:
    acts = [
        event("1", "Meeting", "ab", topics=("trade", "missile-proliferation")),
        event("2", "Meeting", "ab", topics=("trade",)),
        event("3", "Meeting", "abc"),
    ]
    assert cells(section("together", *acts)) == [("Missiles", "Trade", 1)]
    alike = section("alike", *acts)
    assert cells(alike) == [("Ann", "Bo", pytest.approx(1.0), "Missiles, Trade")]
    assert alike.rows[0].events == ("event/1", "event/2")
    assert cells(section("company", *acts)) == [
        ("Ann", "Bo", 2.5, 3), ("Ann", "Cy", 0.5, 1), ("Bo", "Cy", 0.5, 1),
    ]  # fmt: skip


def test_attention_over_all_and_by_period() -> None:
    acts = [
        event("1", "Meeting", "AB", topics=("trade",), when=days("2023-02-01")),
        event("2", "Meeting", "AB", when=days("2023-03-01")),
        event("3", "Meeting", "AB", topics=("trade",), when=days("2024-03-01")),
        event("4", "Meeting", "AB", topics=("missile-proliferation",)),
    ]
    found = section("attention", *acts)
    assert cells(found)[0] == ("Trade", 0.5, "0.00 to 1.00", 2, 4, "2024 1.00, 2023 0.50")
    assert cells(found)[1][0] == "Missiles"
    assert cells(found)[1][5] is None
    assert [(p.name, p.series, p.value) for p in found.charts[0].points] == [
        ("Trade", "2023", 0.5),
        ("Trade", "2024", 1.0),
    ]


def test_the_course_has_its_acts_and_changes_for_the_chart() -> None:
    acts = [
        event(str(n), kind, "AB", when=days(f"2024-0{n}-01"))
        for n, kind in enumerate(["Sanction"] * 4 + ["Aid"] * 4, 1)
    ]
    acts = [replace(e, actors=e.actors[:1], recipients=e.actors[1:]) for e in acts]
    found = section("course", *acts)
    course, sums = found.charts
    assert [(p.series, p.value) for p in course.points][0] == ("score", found.rows[0].cells[1])
    assert len([p for p in course.points if p.series == "act"]) == 8
    assert [day.isoformat() for day in course.marks] == ["2024-05-01"]
    assert {p.series: p.value for p in sums.points} == {
        "friendly": found.rows[0].cells[3],
        "hostile": found.rows[0].cells[4],
    }
    assert course.points[0].low is not None


@pytest.mark.parametrize("by", ["year", "quarter", "month"])
def test_periods_are_named_by_their_grain(by: str) -> None:
    found = section("course", event("1", "Meeting", "AB", when=days("2024-05-02")))
    assert [row[0] for row in cells(found)] == ["2024"]
    when = days("2024-04-01").earliest
    assert when is not None
    assert period(when, by) == {"year": "2024", "quarter": "2024-Q2", "month": "2024-04"}[by]


def test_in_short_says_what_stands_in_the_first_rows() -> None:
    acts = [
        event("1", "Sanction", "A", "B", when=days("2023-01-01"), topics=("trade",)),
        event("2", "Meeting", "AB", when=days("2024-01-01"), topics=("missile-proliferation",)),
        event("3", "Meeting", "ab", when=days("2024-02-01")),
    ]
    of = findings.study(knowledge(*acts), ONTOLOGY, Choice())
    sections = findings.sections(of)
    lines = in_short(sections)
    texts = [line.text for line in lines]
    assert "Ann and Bo have most to do with each other: 1 events, tone 2.50" not in texts
    assert "Ann and Bo have most to do with each other: 1 event, tone 2.50" in texts
    assert "Aland and Borduria: a score of 2.50 in 2024" in texts
    assert "They were coldest in 2023, at -6.00" in texts
    assert "What divides them most is Trade: weights sum to -6.00" in texts
    assert "What brings them together most is Missiles: weights sum to 2.50" in texts
    told = {tuple(row.events) for s in sections for row in s.rows}
    assert all(line.events in told and line.caution for line in lines)
    assert in_short([s for s in sections if not s.rows]) == ()


def test_small_numbers_keep_a_third_decimal() -> None:
    assert [cell(x) for x in (0.0, 0.004, 0.0999, 0.1, -0.05, 12.0)] == [
        "0.00",
        "0.004",
        "0.10",
        "0.10",
        "-0.050",
        "12.00",
    ]
