"""What the benchmarks judge by: when a triple tells a gold event, and how figures become tables."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import facts, measuring
from benchmarks.facts import Triple
from comity.gold import Gold, GoldEvent

ROOT = Path(__file__).parent.parent
TEXT = "President Amina Otieno met Abebe Bekele in Nairobi on Monday. He left. Kenya denied it."
EVENTS = (
    GoldEvent(
        {"id": "met", "type": "Meeting", "actors": ["otieno", "bekele"], "evidence": []},
        ((0, 42),),
    ),
    GoldEvent(
        {"id": "denial", "type": "Statement", "actors": ["kenya"], "evidence": []},
        ((TEXT.index("Kenya"), len(TEXT)),),
    ),
)
GOLD = Gold(
    "a.txt",
    TEXT,
    {
        "otieno": frozenset({"amina otieno", "otieno"}),
        "bekele": frozenset({"abebe bekele"}),
        "kenya": frozenset({"kenya"}),
    },
    {"otieno": "Person", "bekele": "Person", "kenya": "State"},
    (),
    (),
    EVENTS,
    {},
)
FIRST = (0, 61)


@pytest.mark.parametrize(
    ("triple", "named", "told"),
    [
        (("President Amina Otieno", "met", "Abebe Bekele"), facts.is_name, True),
        (("Abebe Bekele", "has met with", "Otieno"), facts.is_name, True),
        (("Otieno and Abebe Bekele", "met", "each other"), facts.is_name, True),
        (("Otieno", "met", "Abebe Bekele in Nairobi"), facts.is_name, False),
        (("Otieno", "met", "Abebe Bekele in Nairobi"), facts.holds_name, True),
        (("Otieno", "met", "Otieno"), facts.is_name, False),
        (("Otieno", "met", "him"), facts.holds_name, False),
        (("Otieno", "praised", "Abebe Bekele"), facts.is_name, False),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_triple_tells_an_event_where_two_of_it_are_named(
    triple: tuple[str, str, str], named: facts.Named, told: bool
) -> None:
    assert facts.tells(Triple(*triple, FIRST), EVENTS[0], GOLD, named) is told


def test_another_sentence_tells_nothing() -> None:
    elsewhere = Triple("Otieno", "met", "Abebe Bekele", (62, 70))
    assert not facts.tells(elsewhere, EVENTS[0], GOLD, facts.is_name)


def test_one_name_is_enough_for_an_event_of_one() -> None:
    triple = Triple("Kenya", "denied", "it", (TEXT.index("Kenya"), len(TEXT)))
    assert facts.tells(triple, EVENTS[1], GOLD, facts.is_name)


def test_shares_count_events_once_and_have_ranges() -> None:
    triples = [
        Triple("Otieno", "met", "Abebe Bekele", FIRST),
        Triple("Abebe Bekele", "met", "Otieno", FIRST),
        Triple("He", "left", "", (62, 70)),
    ]
    counts = facts.count(triples, GOLD, facts.is_name)
    assert counts == facts.Counts(words=15, triples=3, telling=2, events=2, told=1)
    found = facts.shares([counts, counts])
    assert found["events told"] == facts.Share(0.5, 0.5, 0.5)
    assert found["triples that tell one"].value == pytest.approx(2 / 3)
    other = facts.Counts(16, 4, 4, 2, 2)
    ranged = facts.shares([counts, other])["events told"]
    assert (ranged.low, ranged.value, ranged.high) == (0.5, 0.75, 1.0)


def test_what_is_compared_runs_by_turns() -> None:
    seen: list[str] = []
    ways = {"one": lambda: seen.append("1"), "other": lambda: seen.append("2")}
    rows = measuring.by_turns(ways, control="one", rounds=2)
    assert "".join(seen) == "12" + "12" + "21"
    assert [r.ratio is None for r in rows] == [True, False]


def test_ratios_are_of_one_round() -> None:
    laps = [measuring.Lap(2.0, 9.0), measuring.Lap(6.0, 9.0), measuring.Lap(4.0, 9.0)]
    base = [measuring.Lap(1.0, 9.0), measuring.Lap(2.0, 9.0), measuring.Lap(8.0, 9.0)]
    found = measuring.row("x", laps, base)
    assert (found.cpu, found.ratio, found.least, found.most) == (4.0, 2.0, 0.5, 3.0)


def test_the_document_has_the_rows_that_answer_a_question(tmp_path: Path) -> None:
    rows = (
        measuring.Row("control", 1.0, 1.5, 5, load=0.5),
        measuring.Row("ours", 0.93, 1.4, 5, 0.93, 0.9, 0.96, load=0.5, question="reading"),
    )
    measuring.finish(measuring.Table("Reading", rows, ("A note.",)), tmp_path / "extraction.json")
    assert json.loads((tmp_path / "extraction.json").read_text())["machine"]["cores"]
    command = [sys.executable, ROOT / "tests/benchmarks/bench.py", "--only-write"]
    out = tmp_path / "bench.md"
    subprocess.run([*command, "--folder", tmp_path, "-o", out], check=True, capture_output=True)
    text = out.read_text(encoding="utf-8")
    assert "| reading | 0.93 (0.90 to 0.96) | 0.930 | 1.40 | 5 | 0.5 |" in text
    assert "### Reading" in text
    assert "A note." in text
