"""Merging measured: on the readings of a careful annotator, so that assembly is judged alone, and on what the program reads."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from assemble.readings import to_extraction
from comity import export
from comity.articles import read
from comity.assemble import merge
from comity.evaluate import evaluate, to_record
from comity.extract import extract, load_pipeline
from comity.gold import load_clusters, load_gold
from comity.knowledge.ontology import load_ontology
from comity.model import Article, digest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
TELLINGS = ROOT / "tests" / "articles" / "tellings"
# folder, least precision and recall of pairs put together from what the annotator read
READ_RIGHT = [
    pytest.param(SEEDS, 0.85, 0.8, id="seeds"),
    pytest.param(TELLINGS / "dev", 0.93, 0.82, id="dev"),
    pytest.param(TELLINGS / "held_out", 0.93, 0.6, id="held out"),
]


def annotated(folder: Path) -> dict[str, dict[str, object]]:
    """The annotations of a folder by the file of the text."""
    inner = (
        folder / "gold" / "articles" if (folder / "gold" / "articles").is_dir() else folder / "gold"
    )
    files = [
        p for p in sorted(inner.glob("*.yaml")) if p.name not in ("topics.yaml", "clusters.yaml")
    ]
    records = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in files]
    return {str(r["article"]): r for r in records}


@pytest.mark.parametrize(("folder", "precision", "recall"), READ_RIGHT)
def test_merging_of_what_a_reader_found(folder: Path, precision: float, recall: float) -> None:
    citations = {a.name: a.citation for a in read(folder) if isinstance(a, Article)}
    records = annotated(folder)
    golds = load_gold(folder / "gold", articles=folder)
    known = merge(to_extraction(g, citations[g.article], records[g.article]) for g in golds)
    event_of = {r: e.id for e in known.events for r in e.reports}
    found = {
        f"{g.article.split('_')[0]}/{e.id}": event_of[f"report/{digest(citations[g.article].id, e.id)}"]
        for g in golds
        for e in g.events
    }  # fmt: skip
    wanted = {
        frozenset(pair) for c in load_clusters(folder / "gold") for pair in combinations(c, 2)
    }
    pairs = {
        frozenset((a, b))
        for a, b in combinations(sorted(found), 2)
        if found[a] == found[b] and a.split("/")[0] != b.split("/")[0]
    }
    right = len(pairs & wanted)
    assert right / len(pairs) >= precision
    assert right / len(wanted) >= recall


# folder, least precision and F1 of merging what the program itself reads
READ_BY_RULE = [
    pytest.param(SEEDS, 0.9, 0.85, id="seeds"),
    pytest.param(TELLINGS / "dev", 0.85, 0.35, id="dev"),
    pytest.param(TELLINGS / "held_out", 0.85, 0.2, id="held out"),
]


@pytest.mark.model
@pytest.mark.parametrize(("folder", "precision", "f1"), READ_BY_RULE)
def test_merging_of_what_is_read(folder: Path, precision: float, f1: float) -> None:
    nlp = load_pipeline()
    known = merge(extract(nlp, a) for a in read(folder) if isinstance(a, Article))
    scored = evaluate(export.events(known, load_ontology()), gold=folder / "gold", articles=folder)
    merging = to_record(
        scored, offices=export.offices(known), clusters=load_clusters(folder / "gold")
    )["merging"]
    assert merging["precision"] >= precision
    assert merging["f1"] >= f1
