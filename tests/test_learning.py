"""What is learned from gold: which reports and claims count as right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import samples
from comity.knowledge.ontology import load_ontology
from comity.knowledge.rates import smoothed
from comity.learning import readings, to_csv

ARTICLE = samples.article("nairobi.txt")
ENTITIES = {
    "otieno": {"type": "Person", "name": "Amina Otieno"},
    "bekele": {"type": "Person", "name": "Dawit Bekele"},
    "kenya": {"type": "State", "name": "Kenya"},
    "ethiopia": {"type": "State", "name": "Ethiopia"},
}


def right(folder: Path, **parts: Any) -> dict[str, tuple[int, int]]:
    """How many readings of the article are right, of how many, by the outermost and innermost families."""
    event = {"id": "m", "type": "Meeting", "status": "occurred", "evidence": [samples.NAIROBI[0]]}
    events = [event | e for e in parts.get("events", [])]
    record = {"article": ARTICLE.name, "entities": ENTITIES} | parts | {"events": events}
    (folder / ARTICLE.name).write_text(ARTICLE.text, encoding="utf-8")
    (folder / "a.yaml").write_text(yaml.safe_dump(record), encoding="utf-8")
    found = readings(samples.KNOWLEDGE, gold=folder, articles=folder, ontology=load_ontology())
    return {rate.rule: (rate.right, rate.seen) for rate in smoothed(found)}


REPORTS = sum(r.article == ARTICLE.id for r in samples.KNOWLEDGE.reports)
BOTH = ["otieno", "bekele"]


@pytest.mark.parametrize(
    ("event", "count"),
    [
        pytest.param({"actors": BOTH}, 1, id="class and actors"),
        pytest.param({"actors": BOTH, "required": False}, 1, id="not required"),
        pytest.param({"actors": BOTH, "type": "Summit", "or": ["Meeting"]}, 1, id="another class that is as right"),
        pytest.param({"actors": BOTH, "status": "planned"}, 1, id="whatever the status"),
        pytest.param({"actors": BOTH, "type": "Consultation"}, 0, id="a wider class"),
        pytest.param({"actors": BOTH, "type": "Visit"}, 0, id="another class"),
        pytest.param({"actors": ["otieno"]}, 0, id="an actor too many"),
    ],
)  # fmt: skip
def test_a_report_is_right_with_its_class_and_actors(
    tmp_path: Path, event: dict[str, Any], count: int
) -> None:
    assert right(tmp_path, events=[event])["report"] == (count, REPORTS)


def test_a_claim_is_right_when_gold_says_the_same(tmp_path: Path) -> None:
    offices = [{"person": "otieno", "title": "President", "of": "kenya"}]
    relations = [{"type": "disputeOver", "a": "kenya", "b": "ethiopia", "topic": "x"}]
    found = right(tmp_path, offices=offices, relations=relations)
    assert found["holdsOffice"] == (1, 2)
    assert found["disputeOver"] == (1, 1)
    assert found["claim"] == (2, 3)
    assert right(tmp_path, offices=[], relations=[])["claim"] == (0, 3)


def test_articles_without_gold_teach_nothing(tmp_path: Path) -> None:
    assert right(tmp_path)["report"][1] == REPORTS < len(samples.KNOWLEDGE.reports)


def test_the_table_as_text(tmp_path: Path) -> None:
    found = smoothed([(("report", "one actor"), True)])
    assert to_csv(found) == "rule,right,seen,rate\none actor,1,1,0.7143\nreport,1,1,0.6667\n"
