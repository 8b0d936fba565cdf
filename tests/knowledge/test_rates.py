"""Rates of rules: families, smoothing, the table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from comity import resources
from comity.errors import OntologyError
from comity.knowledge import rates
from comity.knowledge.rates import Rate, Rates, load_rates, report_families, smoothed
from comity.model import Participant, Report, Role, Span


def report(
    rule: str, *parts: tuple[str, Role], type_: str = "Meeting", inferred: bool = False
) -> Report:
    people = tuple(Participant(name, role, Span(0, 1), inferred) for name, role in parts)
    return replace(samples.MET, rule=rule, type=type_, participants=people)


A, B, C = ("state/a", Role.ACTOR), ("state/b", Role.ACTOR), ("state/c", Role.RECIPIENT)


@pytest.mark.parametrize(
    ("told", "families"),
    [
        pytest.param(report("verb:Request:urge", A, C, type_="Request"),
            ["one actor and a recipient", "verb", "Request"], id="a verb"),
        pytest.param(report("verb:Meeting:meet", A, B), ["several actors", "verb", "Meeting"], id="several act"),
        pytest.param(report("noun:Meeting:talk+hold", A, B), ["several actors", "noun+", "Meeting"], id="a carried noun"),
        pytest.param(report("noun:Meeting:meeting", A, type_="Summit"), ["one actor", "noun", "Summit"], id="the class that it has in the end"),
        pytest.param(report("verb:Assault:kill", C, type_="Assault"), ["no actor and a recipient", "verb", "Assault"], id="nobody acts"),
        pytest.param(report("noun:Meeting:talk since", A, inferred=True), ["somebody inferred", "noun", "Meeting"], id="inferred"),
    ],
)  # fmt: skip
def test_families_of_a_report(told: Report, families: list[str]) -> None:
    shape, kind, type_ = families
    assert report_families(told) == (
        "report", shape, f"{shape} / {kind}", f"{shape} / {kind}:{type_}",
        f"{shape} / {kind}:{type_}:{told.rule.split(':')[2]}",
    )  # fmt: skip


def test_a_rule_leans_on_its_family() -> None:
    found = smoothed(
        [(("all", "often"), True)] * 18 + [(("all", "seldom"), False), (("all", "often"), False)]
    )
    by = {rate.rule: rate for rate in found}
    overall = 19 / 22
    assert by["all"] == Rate("all", 18, 20, round(overall, 4))
    assert by["seldom"] == Rate("seldom", 0, 1, round(6 * overall / 7, 4))
    assert by["often"].rate == round((18 + 6 * overall) / 25, 4)


FAMILIES = st.sampled_from([("r",), ("r", "a"), ("r", "b"), ("r", "a", "a/x"), ("r", "a", "a/y")])


@given(st.lists(st.tuples(FAMILIES, st.booleans())))
def test_rates_are_shares_sorted_and_free_of_order(
    found: list[tuple[tuple[str, ...], bool]],
) -> None:
    made = smoothed(found)
    assert made == smoothed(reversed(found))
    assert [rate.rule for rate in made] == sorted(
        {name for families, _ in found for name in families}
    )
    assert all(0 < rate.rate < 1 and 0 <= rate.right <= rate.seen for rate in made)


def test_what_was_never_seen_takes_the_rate_of_its_family() -> None:
    table = Rates({"r": Rate("r", 3, 4, 0.66), "r / a": Rate("r / a", 1, 1, 0.7)})
    assert table.of(("r", "r / a", "r / a:X")).rule == "r / a"
    assert table.of(("r", "r / b")).rule == "r"
    assert Rates({}).of(("r",)) == Rate("r", 0, 0, 0.5)


def test_the_table_is_whole_and_follows_the_formula() -> None:
    table = load_rates().by_rule
    assert {"report", "claim", "holdsOffice"} <= table.keys()
    assert list(table) == sorted(table)
    for whole, parts in (("report", "actor"), ("claim", "holdsOffice")):
        assert table[whole].rate == pytest.approx(
            (table[whole].right + 1) / (table[whole].seen + 2), abs=1e-4
        )
        inner = [r for name, r in table.items() if parts in name and "/" not in name]
        assert all(
            r.rate == pytest.approx((r.right + 6 * table[whole].rate) / (r.seen + 6), abs=1e-3)
            for r in inner
        )


@pytest.mark.parametrize(
    ("row", "part"),
    [
        pytest.param("report,3,2,0.5", "3 of 2", id="more right than seen"),
        pytest.param("report,1,2,1.5", "0 to 1", id="no share"),
        pytest.param("report,one,2,0.5", "one", id="no number"),
        pytest.param("report,1,2", "columns", id="a column short"),
    ],
)
def test_a_wrong_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, part: str
) -> None:
    (tmp_path / rates.FILE).write_text(f"rule,right,seen,rate\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda _: tmp_path)
    load_rates.cache_clear()
    try:
        with pytest.raises(OntologyError, match=part):
            load_rates()
    finally:
        load_rates.cache_clear()
