"""Articles read by Spark on two workers with four tries: the graph of one process, whatever happens to workers and articles."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

import poison
from comity.articles import read
from comity.cluster import building
from comity.cluster.building import build
from comity.cluster.reading import Settings
from comity.errors import ExtractionError, InputError
from comity.extractions import Kept, load_all, to_json
from comity.intake import Bounds
from comity.model import Article, Citation
from comity.rdf.record import MANIFEST
from command_line import Run
from worked import blocks, commands

ROOT = Path(__file__).parent.parent.parent
ADAPTER = ROOT / "graph" / "comity" / "cluster" / "spark.py"
MASTER = "local[2,4]"
SETTINGS = Settings(Bounds(max_chars=10_000, seconds=5.0))


def rows() -> list[dict[str, Any]]:
    """The seeds as the rows of a table."""
    found = [article for article in read(ROOT / "seeds") if isinstance(article, Article)]
    return [
        {
            "id": a.name, "text": a.text, "title": a.citation.title, "publisher": a.citation.publisher,
            "published": a.published.isoformat() if a.published else None, "url": a.citation.url, "note": a.citation.note,
        }
        for a in found
    ]  # fmt: skip


def written(path: Path, given: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in given), encoding="utf-8")


@pytest.fixture(scope="module")
def _spark() -> Iterator[None]:
    """One session for all tests; `build` takes the one that runs."""
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark: pip install 'comity[spark]'")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(map(str, (ROOT / "graph", ROOT / "tests"))))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        try:
            building.check_java()
        except InputError as error:
            pytest.skip(str(error))
        made = sql.SparkSession.builder.master(MASTER).config("spark.ui.enabled", "false")
        session = made.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        yield
        session.stop()


def killed(marks: Path) -> None:
    """Kills the worker that says it waits, as the system does when memory is short."""
    end = time.monotonic() + poison.PATIENCE
    while time.monotonic() < end:
        if (marks / "waiting").exists():
            os.kill(int((marks / "waiting").read_text(encoding="utf-8")), signal.SIGKILL)
            return
        time.sleep(0.05)


def records(parts: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows that Spark wrote as Parquet, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in parquet.read_table(parts / "records").to_pylist():
        found.setdefault(row["name"], []).append(row)
    return found


@pytest.mark.model
@pytest.mark.usefixtures("_spark")
def test_the_graph_is_that_of_one_process_though_a_worker_is_killed_and_articles_break(
    seeds_graph: Path, tmp_path: Path
) -> None:
    good, marks = rows(), tmp_path / "marks"
    marks.mkdir()
    text = good[0]["text"]
    bad = [{"id": name, "text": text} for name in ("misses", "breaks", "hangs")]
    bad.append({"id": "long", "text": text * 9})
    written(tmp_path / "in" / "a.jsonl", [*good[:3], *bad[:2]])
    written(tmp_path / "in" / "b.jsonl", [*good[1:], *bad[2:]])  # two rows are in both
    waiting = {"id": "waits", "text": "Nothing was said."}
    written(tmp_path / "in" / "c.jsonl", [waiting])
    killer = threading.Thread(target=killed, args=[marks])
    killer.start()
    out = tmp_path / "graph"
    reading = partial(poison.read, settings=SETTINGS, marks=marks)
    summary = build(str(tmp_path / "in" / "*.jsonl"), output=out, read=reading, least=0)
    killer.join()
    assert (marks / "waiting").exists()

    assert {item.name for item in summary.bad} == {"misses", "breaks", "hangs", "long"}
    reasons = {item.name: item.message for item in summary.bad}
    assert "KeyError" in reasons["misses"]
    assert "RuntimeError" in reasons["breaks"]
    assert "5 seconds of processor time" in reasons["hangs"]
    assert "more than 10000" in reasons["long"]
    names = {row["id"] for row in [*good, *bad, waiting]}
    told = records(out / "parts")
    assert set(told) == names
    assert {len(found) for found in told.values()} == {1}

    reference = tmp_path / "reference"
    written(tmp_path / "one.jsonl", [*good, waiting])
    from comity import graphs

    graphs.build(tmp_path / "one.jsonl", output=reference)
    assert (out / MANIFEST).read_bytes() == (reference / MANIFEST).read_bytes()
    for kept in load_all(reference):
        (row,) = told[kept.extraction.citation.name]
        assert row["extraction"] == to_json(kept.extraction, kept.made)
    assert quads(out / "parts") == sorted(
        line for found in told.values() for line in (found[0]["quads"] or "").splitlines()
    )


def quads(parts: Path) -> list[str]:
    """The lines of N-Quads that Spark wrote."""
    found = []
    for path in parts.glob("quads/month=*/*.gz"):
        found += gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return sorted(line for line in found if line)


@pytest.mark.model
@pytest.mark.usefixtures("_spark")
def test_the_command_of_the_document_reads_parquet_and_builds_the_same_graph(
    comity: Run, seeds_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.Table.from_pylist(rows()), "articles.parquet")
    (block,) = [b for b in blocks(ROOT / "docs" / "scale.md") if b.language == "sh"]
    install, command = commands(block)
    assert install.startswith("pip install")
    words = shlex.split(command)
    assert words[:2] == ["comity", "build"]
    done = comity(*words[1:])
    assert done.code == 0, done.err
    reference = seeds_graph / "build" / MANIFEST
    assert (tmp_path / "build" / MANIFEST).read_bytes() == reference.read_bytes()
    months = {path.name for path in (tmp_path / "build/parts/records").glob("month=*")}
    assert months == {"month=2022-09", "month=2022-11", "month=2023-05"}


@pytest.mark.model
@pytest.mark.usefixtures("_spark")
def test_an_article_that_kills_each_worker_stops_the_build_and_is_named(
    tmp_path: Path,
) -> None:
    written(tmp_path / "in.jsonl", [{"id": "kills", "text": "Nothing was said."}])
    reading = partial(poison.read, settings=SETTINGS, marks=tmp_path)
    with pytest.raises(
        ExtractionError, match=r"Spark gave up: .*4 times.*leave out the last one named"
    ):
        build(str(tmp_path / "in.jsonl"), output=tmp_path / "graph", read=reading)
    tries = (tmp_path / "killed").read_text(encoding="utf-8").splitlines()
    assert tries == ["watched: False", *["watched: True"] * 3]
    assert not (tmp_path / "graph" / MANIFEST).exists()
    assert not [*(tmp_path / "graph" / "parts" / "records").glob("month=*")]


@pytest.mark.usefixtures("_spark")
def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.jsonl.*give files of JSON lines or Parquet"):
        build(str(tmp_path / "nothing.jsonl"), output=tmp_path / "graph")


def test_the_adapter_is_short_and_neither_tries_again_nor_plans() -> None:
    text = ADAPTER.read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) <= 40
    assert not [word for word in ("retry", "sleep", "except", "Thread", "while ") if word in text]


def test_without_java_the_command_says_what_to_install(
    comity: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark: pip install 'comity[spark]'")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = comity("build", "in.jsonl", "--engine", "spark", "-o", tmp_path / "graph")
    assert done.code == 2
    assert "Java 17" in done.err
    assert "openjdk-17" in done.err


def test_without_pyspark_the_command_says_what_to_install(
    comity: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("pyspark", "pyspark.sql", "pyspark.errors"):
        monkeypatch.setitem(sys.modules, name, None)
    done = comity("build", "in.jsonl", "--engine", "spark", "-o", tmp_path / "graph")
    assert done.code == 2
    assert "pip install 'comity[spark]'" in done.err


def test_an_index_is_refused(comity: Run, tmp_path: Path) -> None:
    done = comity(
        "build", "in.jsonl", "--engine", "spark", "--index", "i.csv", "-o", tmp_path / "g"
    )
    assert (done.code, "--index" in done.err) == (2, True)


def row_of(kept: Kept) -> Any:
    """What Spark gives of an article."""
    citation = kept.extraction.citation
    data = to_json(kept.extraction, kept.made)
    return SimpleNamespace(article=citation.id, name=citation.name, problem=None, extraction=data)


@pytest.mark.model
def test_of_rows_of_one_id_the_same_one_is_kept_in_any_order(
    seeds_graph: Path, tmp_path: Path
) -> None:
    one, other = load_all(seeds_graph / "build")[:2]
    own = one.extraction.citation
    namesake = renamed(other, replace(other.extraction.citation, name=own.name))
    retitled = renamed(one, replace(own, title="Another title"))
    given = [row_of(kept) for kept in (one, namesake, retitled)]
    outcomes = []
    for number, found in enumerate((given, given[::-1])):
        taken = building.told(found, one.made, tmp_path / str(number))
        assert [filed.article for filed in taken.told] == [own.id]
        assert [bad.name for bad in taken.bad] == [own.name] * 2
        assert "already the id of another row" in taken.bad[0].message
        outcomes.append(taken.told[0].sha256)
    assert outcomes[0] == outcomes[1]


def renamed(kept: Kept, citation: Citation) -> Kept:
    return replace(kept, extraction=replace(kept.extraction, citation=citation))


@pytest.mark.model
def test_workers_of_another_comity_are_refused(seeds_graph: Path, tmp_path: Path) -> None:
    kept = load_all(seeds_graph / "build")[0]
    with pytest.raises(ExtractionError, match="install the same one everywhere"):
        building.told([row_of(kept)], replace(kept.made, rules="0" * 16), tmp_path)
