"""How much of what careful readers found is found: floors a little below today's figures."""

from __future__ import annotations

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
from comity.model import Article, Extraction

pytestmark = pytest.mark.model
TESTS = Path(__file__).parent.parent
SEEDS = TESTS.parent / "seeds"
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
    assert seeds["events"]["f1"] >= 0.85
    assert seeds["full"]["f1"] >= 0.60


def test_offices_of_the_seeds(seeds: Record) -> None:
    assert seeds["offices"]["recall"] >= 0.9
    assert seeds["offices"]["wrong"] <= 2


@pytest.mark.parametrize(("folder", "floor"), [("dev", 0.55), ("held_out", 0.55)])
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
