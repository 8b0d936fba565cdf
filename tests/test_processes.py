"""Several programs at one graph: readers beside a writer, and a writer that is killed, by the real signal, at any moment."""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import short_articles
from comity import graphs, reader
from comity.rdf.store import open_graph
from records import record

HERE = Path(__file__).parent
WHO = sorted(short_articles.PEOPLE)
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent / "graph")])}


def row(number: int) -> dict[str, str]:
    one, other = WHO[number % 4], WHO[(number + 1) % 4]
    day = f"2031-03-{1 + number % 28:02}"
    return {
        "id": f"a{number:03}",
        "text": f"{one} met {other} in Nairobi on {day}.\n{one} accused Kenya over tea duties.",
        "published": day,
    }


def table(folder: Path, numbers: range) -> Path:
    """A JSONL file of some articles."""
    path = folder / f"rows{numbers.start}-{numbers.stop}.jsonl"
    path.write_text("".join(json.dumps(row(n)) + "\n" for n in numbers), encoding="utf-8")
    return path


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / "worker.py"), *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Articles are read by patterns in this process too; gives the names of those that are read."""
    names: list[str] = []

    def extract(_: object, article: short_articles.Article) -> short_articles.Extraction:
        names.append(article.name)
        return short_articles.extraction(article)

    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(reader, "extract_all", short_articles.one_by_one(extract))
    return names


def test_readers_see_whole_graphs_beside_a_writer(tmp_path: Path) -> None:
    graph, steps = tmp_path / "graph", 7
    tables = [table(tmp_path, range(n, n + 1)) for n in range(steps)]
    first = started("write", graph, tables[0])
    assert first.wait(60) == 0
    first.communicate()
    readers = [started("read", graph, 3) for _ in range(2)]
    writer = started("write", graph, *tables[1:])
    said = [
        (process.communicate(timeout=120), process.returncode) for process in (writer, *readers)
    ]
    assert [(code, err) for (_, err), code in said] == [(0, "")] * 3
    for (out, _), _ in said[1:]:
        seen = json.loads(out)
        assert all(articles == used == told for articles, used, told in seen)
        counts = [articles for articles, _, _ in seen]
        assert counts == sorted(counts)
        assert 1 <= counts[0] <= counts[-1] <= steps
    with open_graph(graph) as opened:
        assert len(opened.knowledge().citations) == steps


@pytest.mark.parametrize("seed", range(3))
def test_a_writer_that_is_killed_loses_at_most_the_article_being_added(
    tmp_path: Path, by_hand: list[str], seed: int
) -> None:
    graph, steps = tmp_path / "graph", 6
    tables = [table(tmp_path, range(n, n + 1)) for n in range(steps)]
    writer = started("write", graph, *tables)
    assert writer.stdout is not None
    lines = [writer.stdout.readline()]  # it is at work
    time.sleep(random.Random(seed).uniform(0.05, 1.5))
    writer.send_signal(signal.SIGKILL)
    lines += writer.communicate()[0].splitlines(keepends=True)
    acknowledged = lines.count("done\n")
    if acknowledged:
        with open_graph(graph) as opened:
            there = len(opened.knowledge().citations)
        assert acknowledged <= there <= acknowledged + 1
    graphs.build(table(tmp_path, range(steps)), output=graph)
    graphs.build(table(tmp_path, range(steps)), output=tmp_path / "other")
    assert record(graph) == record(tmp_path / "other")
    assert not (graph / ".staged").exists()
    assert not (graph / ".unfinished").exists()


def test_a_build_that_is_killed_goes_on_and_says_so(
    tmp_path: Path, by_hand: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    rows = table(tmp_path, range(30))
    writer = started("write", tmp_path / "graph", rows)
    assert writer.stdout is not None
    for _ in range(10):
        assert writer.stdout.readline().startswith("reading ")
    writer.send_signal(signal.SIGKILL)
    rest = writer.communicate()[0].count("reading ")
    with caplog.at_level(logging.WARNING):
        graphs.build(rows, output=tmp_path / "graph")
    there = f"going on where a run was stopped, which had read {30 - len(by_hand)} articles"
    assert there in caplog.text
    assert 30 - (10 + rest) <= len(by_hand) <= 30 - (10 + rest) + 1
    by_hand.clear()
    graphs.build(rows, output=tmp_path / "other")
    assert len(by_hand) == 30
    assert record(tmp_path / "graph") == record(tmp_path / "other")
    assert not (tmp_path / "graph" / ".unfinished").exists()


def test_a_fresh_build_does_not_go_on(tmp_path: Path, by_hand: list[str]) -> None:
    rows = table(tmp_path, range(12))
    writer = started("write", tmp_path / "graph", rows)
    assert writer.stdout is not None
    for _ in range(5):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    graphs.build(rows, output=tmp_path / "graph", fresh=True)
    assert len(by_hand) == 12


def test_a_change_that_was_stopped_is_told_of(
    tmp_path: Path, by_hand: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    graphs.build(table(tmp_path, range(2)), output=tmp_path / "graph")
    (tmp_path / "graph" / ".staged" / "files").mkdir(parents=True)
    graphs.add(table(tmp_path, range(2, 3)), output=tmp_path / "graph")
    assert "that was stopped half way is undone" in caplog.text
