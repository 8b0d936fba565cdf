"""Whatever became of the files of a graph, a build of its articles makes it what it was, and an add never less than it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import short_articles
from comity import graphs, reader
from comity.errors import StoreError
from comity.rdf.store import open_graph
from faults.conftest import TEXTS, table
from faults.test_harm import flip, halve
from records import record


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    read = short_articles.one_by_one(lambda _, article: short_articles.extraction(article))
    monkeypatch.setattr(reader, "extract_all", read)
    graphs.build(table(tmp_path / "rows.jsonl", TEXTS[:3]), output=tmp_path / "graph")
    return tmp_path / "graph"


@pytest.mark.parametrize("harm", [flip, Path.unlink], ids=["flipped", "lost"])
def test_every_file_of_record(graph: Path, harm: Callable[[Path], None]) -> None:
    before = record(graph)
    for name in sorted(before):
        if before[name]:
            harm(graph / name)
            graphs.build(graph.parent / "rows.jsonl", output=graph)
            assert record(graph) == before, name
    with open_graph(graph, in_memory=True) as opened:
        assert len(opened.knowledge().citations) == 3


@pytest.mark.parametrize("harm", [flip, halve, Path.unlink], ids=["flipped", "halved", "lost"])
def test_what_was_read_of_an_article_is_never_left_out_without_a_word(
    graph: Path, harm: Callable[[Path], None]
) -> None:
    path = sorted((graph / "extractions").iterdir())[0]
    harm(path)
    before = record(graph)
    more = table(graph.parent / "more.jsonl", TEXTS[3:])
    for change in (
        lambda: graphs.add(more, output=graph),
        lambda: graphs.remove(["two"], output=graph),
        lambda: graphs.curate(output=graph),
    ):
        with pytest.raises(StoreError, match=f"{path.name} .*comity build"):
            change()
        assert record(graph) == before


def test_an_article_whose_quads_are_no_quads_any_more_can_be_removed(graph: Path) -> None:
    path = next(p for p in sorted((graph / "graph").iterdir()) if b"Vik" in p.read_bytes())
    data = path.read_bytes()
    path.write_bytes(data.replace(b"<", b"(", 1))
    graphs.remove(["three"], output=graph)
    with open_graph(graph, in_memory=False) as opened:
        assert {c.name for c in opened.knowledge().citations} == {"one", "two"}


def test_logs_of_the_store_do_not_grow_with_every_change(graph: Path) -> None:
    more = table(graph.parent / "more.jsonl", TEXTS[3:])
    for _ in range(3):
        graphs.add(more, output=graph)
        graphs.remove(["four"], output=graph)
    assert len(list((graph / "store").glob("*/quads/LOG*"))) <= 2
