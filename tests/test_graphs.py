"""Articles become a graph: the same bytes each time, and a bad article never loses the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import samples
from comity import export, reader
from comity.cli import building
from comity.errors import ExtractionError, InputError, StoreError
from comity.extractions import load_all
from comity.graphs import build
from comity.knowledge.ontology import load_ontology
from comity.model import Article, Extraction
from comity.rdf.record import mark_of, read_manifest
from comity.rdf.store import open_graph
from command_line import Run
from records import record
from short_articles import one_by_one

ROOT = Path(__file__).parent.parent


def extraction(article: Article) -> Extraction:
    """What the samples say in the article of this name."""
    known = samples.article(article.name)
    knowledge = samples.KNOWLEDGE
    reports = tuple(r for r in knowledge.reports if r.article == known.id)
    return Extraction(
        citation=known.citation,
        entities=knowledge.entities,
        sentences=tuple(s for s in knowledge.sentences if s.article == known.id),
        mentions=(),
        reports=reports,
        claims=tuple(c for c in knowledge.claims if c.article == known.id),
        issues=tuple(i for i in knowledge.issues if any(i.id in r.topics for r in reports)),
    )


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples as a table, read by hand instead of by the model."""
    rows = [
        {
            "id": a.name, "text": a.text, "title": a.citation.title, "publisher": a.citation.publisher,
            "published": a.published.isoformat() if a.published else None, "url": a.citation.url, "note": a.citation.note,
        }
        for a in samples.ARTICLES
    ]  # fmt: skip
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(reader, "extract_all", one_by_one(lambda _, article: extraction(article)))
    return path


def test_a_summary_counts_what_the_graph_holds(source: Path, tmp_path: Path) -> None:
    summary = build(source, output=tmp_path / "graph")
    with open_graph(tmp_path / "graph") as graph:
        knowledge = graph.knowledge()
        assert summary.quads == len(graph.quads())
    assert summary.articles == len(knowledge.citations) == 3
    assert summary.events == len(knowledge.events) == sum(count for _, count in summary.types)
    assert summary.reports == len(knowledge.reports) == len(samples.KNOWLEDGE.reports)
    assert summary.claims == len(samples.CLAIMS)
    assert summary.people == 4
    assert summary.bad == ()


def test_progress_tells_each_step_to_its_end(source: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(source, output=tmp_path / "graph", progress=lambda *step: told.append(step))
    last = {step: (done, total) for step, done, total in told}
    assert last["reading articles"] == (3, 3)
    assert all(done == total for done, total in last.values())


def test_a_bad_article_is_named_and_the_others_stay(source: Path, tmp_path: Path) -> None:
    build(source, output=tmp_path / "good")
    with source.open("a", encoding="utf-8") as file:
        file.write('{"text": ""}\n')
    summary = build(source, output=tmp_path / "also")
    assert [b.name for b in summary.bad] == ["news.jsonl:4"]
    assert record(tmp_path / "also") == record(tmp_path / "good")


def test_an_article_that_cannot_be_taken_apart_is_left_out(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some(_: object, article: Article) -> Extraction:
        if article.name == "brasilia.txt":
            raise ExtractionError("brasilia.txt: too long")
        return extraction(article)

    monkeypatch.setattr(reader, "extract_all", one_by_one(some))
    summary = build(source, output=tmp_path / "graph")
    assert [(b.name, b.message) for b in summary.bad] == [
        ("brasilia.txt", "brasilia.txt: too long")
    ]
    assert summary.articles == 2


def test_an_article_that_the_shapes_refuse_is_left_out(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some(_: object, article: Article) -> Extraction:
        found = extraction(article)
        if article.name != "brasilia.txt":
            return found
        return replace(found, reports=tuple(replace(r, confidence=7.0) for r in found.reports))

    monkeypatch.setattr(reader, "extract_all", one_by_one(some))
    summary = build(source, output=tmp_path / "graph")
    assert [b.name for b in summary.bad] == ["brasilia.txt"]
    assert "confidence" in summary.bad[0].message
    assert summary.articles == 2


def test_a_graph_that_the_shapes_refuse_is_not_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(source, output=tmp_path / "graph")
    before = record(tmp_path / "graph")

    def worse(_: object, article: Article) -> Extraction:
        found = extraction(article)
        return replace(found, reports=tuple(replace(r, confidence=7.0) for r in found.reports))

    monkeypatch.setattr(reader, "extract_all", one_by_one(worse))
    with pytest.raises(StoreError, match="confidence"):
        build(source, output=tmp_path / "graph", fresh=True)
    assert record(tmp_path / "graph") == before


def test_what_was_read_before_is_not_read_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graph"
    build(source, output=folder)
    assert [k.extraction.citation for k in load_all(folder)] == sorted(
        (a.citation for a in samples.ARTICLES), key=lambda c: c.id
    )
    before = record(folder)
    read: list[str] = []

    def noted(_: object, article: Article) -> Extraction:
        read.append(article.name)
        return extraction(article)

    monkeypatch.setattr(reader, "extract_all", one_by_one(noted))
    build(source, output=folder)
    assert read == []
    build(source, output=folder, fresh=True)
    assert len(read) == 3
    assert record(folder) == before


def test_only_articles_that_changed_are_read_and_kept(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graph"
    build(source, output=folder)
    first, second, _ = source.read_text(encoding="utf-8").splitlines()
    dated = json.dumps(json.loads(second) | {"published": "2031-04-01"})
    source.write_text(f"{first}\n{dated}\n", encoding="utf-8")
    read: list[Article] = []

    def noted(_: object, article: Article) -> Extraction:
        read.append(article)
        return replace(extraction(article), citation=article.citation)

    monkeypatch.setattr(reader, "extract_all", one_by_one(noted))
    build(source, output=folder)
    assert [a.name for a in read] == [json.loads(second)["id"]]
    kept = {k.extraction.citation.name: k.extraction.citation for k in load_all(folder)}
    assert sorted(kept) == sorted(json.loads(line)["id"] for line in (first, second))
    assert kept[read[0].name].published == date(2031, 4, 1)


def test_parses_are_kept_where_they_are_wanted_and_of_articles_that_are_told(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, asked = tmp_path / "graph", []

    def read_all(
        nlp: object,
        articles: list[Article],
        *,
        folder: Path | None,
        fresh: bool,
        seconds: float | None,
    ) -> Iterator[Extraction]:
        asked.append((folder, fresh))
        for article in articles:
            if folder:
                file = graph / "parses" / f"{article.id.removeprefix('article/')}.parse"
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(b"")
            yield extraction(article)

    monkeypatch.setattr(reader, "extract_all", read_all)
    build(source, output=graph)
    first, *_ = rows = source.read_text(encoding="utf-8").splitlines()
    assert len(list((graph / "parses").iterdir())) == len(rows)
    source.write_text(f"{first}\n", encoding="utf-8")
    build(source, output=graph)
    assert len(list((graph / "parses").iterdir())) == 1
    build(source, output=graph, fresh=True, parses=False)
    assert not (graph / "parses").exists()
    assert asked == [(graph, False), (None, True)]


def test_nothing_readable_is_an_error_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"none of 1 .* a\.txt:1: byte 3"):
        build(tmp_path, output=tmp_path / "graph")


@pytest.mark.model
def test_the_seeds_make_the_same_bytes_again(seeds_graph: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "comity", "build", seeds_graph / "seeds", "-o", tmp_path]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert record(tmp_path) == record(seeds_graph / "build")
    page = "explorer.html"
    assert (tmp_path / page).read_bytes() == (seeds_graph / "build" / page).read_bytes()


@pytest.mark.model
def test_every_fact_of_the_seeds_has_a_sentence_that_slices_to_its_quote(seeds_graph: Path) -> None:
    with open_graph(seeds_graph / "build") as graph:
        knowledge = graph.knowledge()
    rows = [*export.events(knowledge, load_ontology()), *export.claims(knowledge)]
    assert len(rows) > 50
    for row in rows:
        text = (ROOT / "seeds" / str(row["article"])).read_bytes().decode("utf-8")
        evidence = row["evidence"]
        assert isinstance(evidence, list)
        assert evidence
        assert [text[e["start"] : e["end"]] for e in evidence] == [e["quote"] for e in evidence]
    told = Counter(r for event in knowledge.events for r in event.reports)
    assert set(told) == {r.id for r in knowledge.reports}
    assert set(told.values()) == {1}
    assert all(c.sentences for c in knowledge.claims)


@pytest.mark.model
def test_a_bad_article_ends_the_command_with_1(comity: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Kenya and Ethiopia signed an agreement in Nairobi on Monday.\n")
    (folder / "b.txt").write_bytes(b"caf\xe9")
    done = comity("build", folder, "-o", tmp_path / "graph")
    assert done.code == 1
    assert "left out b.txt:1: byte 3 (0xe9) is not UTF-8" in done.err
    assert "reading articles" in done.err
    assert "articles" in done.out
    assert (tmp_path / "graph" / "graph" / "canonical.nq").stat().st_size
    assert (tmp_path / "graph" / "explorer.html").stat().st_size


@pytest.mark.model
def test_a_page_too_large_for_a_browser_is_drawn_on_request_alone(
    comity: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(
        "Kenya and Ethiopia signed an agreement in Nairobi on Monday.\n"
    )
    monkeypatch.setattr(building, "LARGEST_PAGE", 0)
    page = tmp_path / "graph" / "explorer.html"
    done = comity("build", tmp_path, "-o", tmp_path / "graph")
    assert "not drawn, since it has 1 events: `comity view" in done.err
    assert not page.exists()
    assert comity("view", tmp_path / "graph").code == 0
    assert "of before, since" in comity("build", tmp_path, "-o", tmp_path / "graph").err
    assert page.stat().st_size


@pytest.mark.model
def test_the_page_of_a_build_bears_the_mark_of_its_graph(comity: Run, tmp_path: Path) -> None:
    """By it a server gives the page as it is; without, it would draw it again."""
    (tmp_path / "a.txt").write_text("Kenya and Ethiopia signed an agreement in Nairobi on Monday.")
    graph = tmp_path / "graph"
    assert comity("build", tmp_path, "-o", graph).code == 0
    html = (graph / "explorer.html").read_bytes().decode("utf-8")
    page, mark = html[: html.rfind("<!--")], html[html.rfind("<!--") :]
    assert mark == mark_of(read_manifest(graph), page)
