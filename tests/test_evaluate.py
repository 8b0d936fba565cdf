"""Scoring against gold: small cases by hand, and the same figures as the reference script."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.errors import InputError
from comity.evaluate import evaluate, notes, to_record
from comity.gold import load_clusters, load_gold

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
REFERENCE = ROOT.parent / "shared" / "gold"

TEXT = "Kenya’s president met Ethiopia’s leader in Nairobi on March 12.  Kenya rejected the plan.\n"
GOLD: dict[str, Any] = {
    "article": "a.txt",
    "entities": {
        "ken": {"type": "State", "name": "Kenya", "aliases": ["Nairobi government"]},
        "eth": {"type": "State", "name": "Ethiopia"},
        "otieno": {"type": "Person", "name": "Amina Otieno", "aliases": ["Otieno"]},
        "bekele": {"type": "Person", "name": "Dawit Bekele"},
        "nairobi": {"type": "Place", "name": "Nairobi"},
    },
    "offices": [{"person": "otieno", "title": "President", "of": "ken"}],
    "events": [
        {
            "id": "meeting", "type": "Meeting", "or": ["Summit"], "actors": ["otieno", "bekele"], "place": "nairobi",
            "date": "2031-03-12", "status": "occurred", "topics": ["trade-status"],
            "evidence": ["Kenya’s president met Ethiopia’s leader"],
        },
        {
            "id": "refusal", "type": "Rejection", "actors": ["ken"], "recipients": ["eth"], "date": "2031-03",
            "status": "occurred", "status_or": ["denied"], "evidence": ["March 12. Kenya rejected"], "required": False,
        },
    ],
}  # fmt: skip


def report(**changes: Any) -> dict[str, Any]:
    quote = "Kenya’s president met Ethiopia’s leader in Nairobi on March 12."
    return {
        "article": "a.txt", "event": "e1", "type": "Meeting", "types": ["Meeting", "Consultation"],
        "actors": [{"name": "Amina Otieno"}, {"name": "Bekele"}, ], "recipients": [], "place": {"name": "Nairobi"},
        "date": {"start": "2031-03-12", "end": "2031-03-12"}, "status": "occurred",
        "topics": [{"id": "trade", "label": "Trade status"}],
        "evidence": [{"start": 0, "end": len(quote), "quote": quote}],
    } | changes  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT.replace("  ", " \xa0", 1), encoding="utf-8")
    folder = tmp_path / "gold"
    folder.mkdir()
    record = GOLD | {"events": [dict(e) for e in GOLD["events"]]}
    record["events"][1]["evidence"] = ["March 12.  Kenya rejected"]
    record["entities"] = GOLD["entities"] | {
        "bekele": {"type": "Person", "name": "Dawit Bekele", "aliases": ["Bekele"]}
    }
    (folder / "a.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    (folder / "topics.yaml").write_text("trade-status: ['trade']\n", encoding="utf-8")
    return folder


def figures(gold: Path, reports: list[dict[str, Any]], offices: Any = ()) -> dict[str, Any]:
    scored = evaluate(reports, gold=gold, articles=gold.parent)
    return to_record(scored, offices=offices, clusters=load_clusters(gold))


def test_all_right(gold: Path) -> None:
    record = figures(gold, [report()])
    assert record["events"] == {
        **{"precision": 1.0, "recall": 1.0, "f1": 1.0},
        **{"found": 1, "extra": 0, "missed": 0},
    }
    assert record["full"]["f1"] == 1.0
    assert set(record["slots"].values()) - {None} == {1.0}
    assert record["quotes_not_in_article"] == 0


def test_nothing_reported(gold: Path) -> None:
    record = figures(gold, [])
    assert record["events"] == {
        **{"precision": 0.0, "recall": 0.0, "f1": 0.0},
        **{"found": 0, "extra": 0, "missed": 1},
    }
    assert record["offices"] == {"recall": 0.0, "wrong": 0, "in_gold": 1}


@pytest.mark.parametrize(
    ("changes", "found", "full"),
    [
        pytest.param({"type": "Summit", "types": ["Summit", "Meeting"]}, 1, 1.0, id="another right class"),
        pytest.param({"type": "Talks", "types": ["Talks", "Meeting"]}, 1, 1.0, id="a class below"),
        pytest.param({"type": "Statement", "types": ["Statement"]}, 0, 0.0, id="a wrong class"),
        pytest.param({"evidence": [{"start": 70, "end": 80, "quote": "x"}]}, 0, 0.0, id="elsewhere"),
        pytest.param({"evidence": [{"start": 0, "end": 701, "quote": "x"}]}, 0, 0.0, id="the whole article"),
        pytest.param({"actors": [{"name": "Ethiopia"}]}, 0, 0.0, id="nobody in common"),
        pytest.param({"actors": [{"name": "Otieno"}]}, 1, 0.0, id="one person left out"),
        pytest.param({"actors": [{"name": "Otieno"}, {"name": "Bekele"}, {"name": "Kenya"}]}, 1, 0.0, id="one too many"),
        pytest.param({"actors": [{"name": "President Amina Otieno"}, {"name": "Bekele"}]}, 1, 1.0, id="with a title"),
        pytest.param({"place": None}, 1, 0.0, id="no place"),
        pytest.param({"place": {"name": "the Nairobi"}}, 1, 1.0, id="a place with an article"),
        pytest.param({"date": None}, 1, 0.0, id="no date"),
        pytest.param({"date": {"start": "2031-03-01", "end": "2031-03-31"}}, 1, 0.0, id="a vaguer date"),
        pytest.param({"status": "planned"}, 1, 0.0, id="a wrong status"),
        pytest.param({"topics": []}, 1, 1.0, id="no topic"),
    ],
)  # fmt: skip
def test_one_thing_changed(gold: Path, changes: dict[str, Any], found: int, full: float) -> None:
    record = figures(gold, [report(**changes)])
    assert record["events"]["found"] == found
    assert record["events"]["extra"] == 1 - found
    assert record["full"]["f1"] == full


def test_what_gold_does_not_require_costs_nothing(gold: Path) -> None:
    at = TEXT.index("Kenya rejected")
    quote = TEXT[at : at + 24]
    extra = report(
        type="Rejection", types=["Rejection"], actors=[{"name": "Kenya"}], status="denied",
        evidence=[{"start": at, "end": at + 24, "quote": quote}],
    )  # fmt: skip
    assert figures(gold, [report(), extra])["events"]["f1"] == 1.0
    assert figures(gold, [report()])["events"]["f1"] == 1.0


def test_the_same_event_told_twice_is_one_too_many(gold: Path) -> None:
    weak = report(place=None)
    record = figures(gold, [weak, report()])
    assert (record["events"]["found"], record["events"]["extra"]) == (1, 1)
    assert record["slots"]["place"] == 1.0


def test_a_quote_that_is_not_there_is_counted(gold: Path) -> None:
    assert (
        figures(gold, [report(evidence=[{"start": 0, "end": 5, "quote": "Japan"}])])[
            "quotes_not_in_article"
        ]
        == 1
    )


@pytest.mark.parametrize(
    ("title", "person", "recall", "wrong"),
    [
        pytest.param("President", "Amina Otieno", 1.0, 0, id="right"),
        pytest.param("Vice President", "Otieno", 1.0, 0, id="a longer title"),
        pytest.param("Minister", "Otieno", 0.0, 1, id="another title"),
        pytest.param("President", "Dawit Bekele", 0.0, 1, id="another person"),
    ],
)  # fmt: skip
def test_offices(gold: Path, title: str, person: str, recall: float, wrong: int) -> None:
    rows = [{"article": "a.txt", "person": person, "title": title, "of": "Kenya"}]
    assert figures(gold, [], rows)["offices"] == {"recall": recall, "wrong": wrong, "in_gold": 1}


def test_notes_name_what_went_wrong(gold: Path) -> None:
    (missed,) = evaluate([], gold=gold, articles=gold.parent)
    (partly,) = evaluate([report(place=None)], gold=gold, articles=gold.parent)
    (extra,) = evaluate([report(type="Aid", types=["Aid"])], gold=gold, articles=gold.parent)
    assert notes(missed)[0].startswith("missed  Meeting meeting | Kenya’s president")
    assert notes(partly) == ["partly  Meeting meeting | place 0.00"]
    assert "extra   Aid by Amina Otieno, Bekele | Kenya’s" in notes(extra)[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("a: [", ["no YAML"], id="no YAML"),
        pytest.param("a: 2023-13-45", ["no YAML: month must be in 1..12"], id="a day that is none"),
        pytest.param("[" * 2_000, ["no YAML"], id="brackets in brackets"),
        pytest.param("- 1", ["needs article, entities and events"], id="a list"),
        pytest.param(
            "{article: a.txt, entities: {}, events: [{id: x, type: Aid, evidence: [nowhere]}]}",
            ["x", "'nowhere'"], id="a quote that is not there",
        ),
        pytest.param(
            "{article: a.txt, entities: {}, events: [{id: x, type: Aid, actors: [q], evidence: [Kenya]}]}",
            ["x", "'q'"], id="an unknown entity",
        ),
        pytest.param("{article: z.txt, entities: {}, events: []}", ["z.txt"], id="no such article"),
    ],
)  # fmt: skip
def test_gold_that_cannot_be_used(gold: Path, text: str, parts: list[str]) -> None:
    (gold / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_gold(gold, articles=gold.parent)
    for part in parts:
        assert part in str(error.value)


def test_the_seeds_gold_is_whole() -> None:
    golds = load_gold(SEEDS / "gold", articles=SEEDS)
    assert [g.article for g in golds] == sorted(p.name for p in SEEDS.glob("*.txt"))
    known = {f"{g.article.split('_')[0]}/{e.id}" for g in golds for e in g.events}
    assert {member for group in load_clusters(SEEDS / "gold") for member in group} <= known


def imperfect(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows made from the seeds' gold with things left out, changed and added, by chance."""
    chance = random.Random(seed)
    events, offices = [], []
    for path in sorted((SEEDS / "gold").glob("0*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = (SEEDS / gold["article"]).read_text(encoding="utf-8")
        names = {key: [e["name"], *e.get("aliases", [])] for key, e in gold["entities"].items()}

        def name(key: str, names: dict[str, list[str]] = names) -> dict[str, str]:
            return {
                "name": chance.choice(
                    names[chance.choice([key, key, key, chance.choice(list(names))])]
                )
            }

        for e in gold["events"]:
            for _ in range(chance.choice([0, 1, 1, 1, 2])):
                quote = chance.choice(e["evidence"])
                at = text.replace("\xa0", " ").find(quote)
                first, _, last = str(e.get("date", "2020")).partition("/")
                date = {"start": f"{first}-01-01"[:10], "end": f"{last or first}-12-31"[:10]}
                events.append({
                    "article": gold["article"], "event": f"e{chance.randrange(12)}",
                    "type": chance.choice([e["type"], *e.get("or", []), "Statement"]), "types": [e["type"], "Event"],
                    "actors": [name(k) for k in e.get("actors", [])],
                    "recipients": [name(k) for k in e.get("recipients", [])],
                    "place": name(e["place"]) if e.get("place") else None, "date": chance.choice([date, date, None]),
                    "status": chance.choice([e["status"], e["status"], "planned"]),
                    "topics": [{"id": t, "label": t} for t in e.get("topics", []) if chance.random() < 0.7],
                    "evidence": [{"start": at, "end": at + len(quote), "quote": quote}],
                })  # fmt: skip
        for o in gold["offices"]:
            offices.append(
                {
                    "article": gold["article"],
                    "person": name(o["person"])["name"],
                    "title": o["title"],
                    "of": name(o["of"])["name"],
                }
            )
    return events, offices


@pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference script is not part of the project"
)
@pytest.mark.parametrize("seed", range(6))
def test_the_same_figures_as_the_reference_script(tmp_path: Path, seed: int) -> None:
    events, offices = imperfect(seed)
    for name, rows in (("events.jsonl", events), ("offices.jsonl", offices)):
        (tmp_path / name).write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    command = [
        sys.executable, REFERENCE / "score.py", tmp_path / "events.jsonl", REFERENCE / "articles",
        "--articles", SEEDS, "--clusters", REFERENCE / "clusters.yaml", "--offices", tmp_path / "offices.jsonl", "--json",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scored = evaluate(events, gold=SEEDS / "gold", articles=SEEDS)
    mine = to_record(scored, offices=offices, clusters=load_clusters(SEEDS / "gold"))
    assert mine == json.loads(done.stdout)
