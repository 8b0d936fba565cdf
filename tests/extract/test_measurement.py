"""How much of what careful readers found is found: floors a little below today's figures."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity import export
from comity.articles import read
from comity.assemble import merge
from comity.evaluate import evaluate, to_record
from comity.gold import load_clusters
from comity.knowledge.ontology import load_ontology
from comity.model import Article, Extraction, to_article

pytestmark = pytest.mark.model
TESTS = Path(__file__).parent.parent
SEEDS = TESTS.parent / "seeds"
SHARED = TESTS.parent.parent / "shared"
Record = dict[str, Any]  # figures by name, as `to_record` gives them


def measured(articles: Path, gold: Path, reader: Callable[[Article], Extraction]) -> Record:
    """The figures of the articles of a folder against their gold."""
    knowledge = merge(reader(a) for a in read(articles) if isinstance(a, Article))
    scored = evaluate(export.events(knowledge, load_ontology()), gold=gold, articles=articles)
    return to_record(scored, offices=export.offices(knowledge), clusters=load_clusters(gold))


@pytest.fixture(scope="module")
def seeds(reader: Callable[[Article], Extraction]) -> Record:
    """The figures of the seed articles."""
    return measured(SEEDS, SEEDS / "gold", reader)


def test_events_of_the_seeds(seeds: Record) -> None:
    assert seeds["events"]["f1"] >= 0.88
    assert seeds["full"]["f1"] >= 0.8


@pytest.mark.parametrize(
    ("slot", "floor"), [("actors", 0.9), ("date", 0.9), ("place", 0.92), ("status", 0.93)]
)
def test_slots_of_the_seeds(slot: str, floor: float, seeds: Record) -> None:
    """Shares of right values in the events that are found."""
    assert seeds["slots"][slot] >= floor


def test_offices_of_the_seeds(seeds: Record) -> None:
    assert seeds["offices"]["recall"] >= 0.95
    assert seeds["offices"]["wrong"] == 0


@pytest.mark.parametrize(
    ("folder", "floor"),
    [("dev", 0.8), ("held_out", 0.75), ("press/dev", 0.69), ("press/held_out", 0.53)],
)
def test_events_of_other_articles(
    folder: str, floor: float, reader: Callable[[Article], Extraction]
) -> None:
    """Of the articles held out nothing may be printed but the score."""
    articles = TESTS / "articles" / folder
    record = measured(articles, articles / "gold", reader)
    score = record["events"]["f1"]
    print(f"{folder}: events F1 {score}")
    assert score >= floor, f"{folder}: events F1 {score} below {floor}"
    assert record["quotes_not_in_article"] == 0


def test_no_quote_is_off(seeds: Record) -> None:
    assert seeds["quotes_not_in_article"] == 0


def test_sentences_with_plover_codes(reader: Callable[[Article], Extraction]) -> None:
    """Type, and type with both countries, of the sentences of PLOVER's gold standard records, where they are at hand."""
    if not (SHARED / "plover-dev.jsonl").exists():
        pytest.skip("no ../shared")
    lines = (SHARED / "plover-dev.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    scorer = runpy.run_path(str(SHARED / "plover_score.py"))
    knowledge = merge(reader(to_article(g["text"], name=g["id"])) for g in gold)
    figures = scorer["score"](export.table("plover", knowledge, load_ontology()), gold)
    print(f"plover: label F1 {figures['label']['f1']}, triple F1 {figures['triple']['f1']}")
    assert figures["label"]["f1"] >= 0.72
    assert figures["triple"]["f1"] >= 0.5
