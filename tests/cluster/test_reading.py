"""The one function that engines map: the same rows whoever asks and however often, and no article that stops it."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pyoxigraph
import pytest
from pyarrow import parquet

import short_articles
from comity import reader
from comity.articles import BadArticle, read
from comity.cluster import building, reading
from comity.cluster.reading import SCHEMA, Settings, extract_batch
from comity.cluster.rows import COLUMNS, articles_of
from comity.errors import ExtractionError, InputError
from comity.extractions import from_json
from comity.intake import Bounds
from comity.model import Article, Extraction
from comity.rdf.reading import from_quads
from worked import blocks

ROOT = Path(__file__).parent.parent.parent
ROW = {
    "id": "a",
    "text": "Otieno met Bekele in Nairobi on 2031-03-12.",
    "published": "2031-03-13",
    "title": "They met",
}


def broken(nlp: object, article: Article) -> Extraction:
    """What a rule does on articles of some names."""
    if article.name == "misses":
        raise ExtractionError("misses: no")
    if article.name == "breaks":
        raise RuntimeError("out of the blue")
    return short_articles.extraction(article)


READ = partial(short_articles.one_by_one(broken), None)


@pytest.fixture(autouse=True)
def _patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_model", lambda gazetteer: SimpleNamespace(extract=READ))


def table(*rows: dict[str, object]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows))


def lines(*rows: object) -> pa.RecordBatch:
    made = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return pa.RecordBatch.from_pydict({"line": pa.array(made, pa.binary())})


def test_an_article_is_a_row_with_what_it_says_and_its_graph() -> None:
    out = extract_batch(table(ROW))
    assert out.schema == SCHEMA
    (row,) = out.to_pylist()
    assert (row["name"], row["month"], row["problem"]) == ("a", "2031-03", None)
    kept = from_json(
        row["extraction"], where=Path(f"{row['article'].removeprefix('article/')}.json")
    )
    assert kept.extraction.citation.title == "They met"
    known = from_quads(pyoxigraph.parse(row["quads"].encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    assert [r.id for r in known.reports] == [r.id for r in kept.extraction.reports]
    assert len(known.events) == 1
    assert row["quads"].splitlines() == sorted(row["quads"].splitlines())


def test_a_table_gives_what_the_same_lines_of_json_give() -> None:
    rows = [ROW, {**ROW, "id": "b", "published": None}, {**ROW, "id": "c", "text": " "}]
    assert extract_batch(lines(*rows)).equals(extract_batch(table(*rows)))


def test_nothing_hangs_on_the_batch_or_on_how_often_it_is_asked() -> None:
    rows = [{**ROW, "id": name} for name in ("a", "breaks", "b", "misses", "c")]
    together = extract_batch(table(*rows))
    assert extract_batch(table(*rows)).equals(together)
    assert extract_batch(table(*rows), watched=True).equals(together)
    alone = pa.Table.from_batches([extract_batch(table(row)) for row in rows])
    assert alone.equals(pa.Table.from_batches([together]))


def test_an_article_that_breaks_a_rule_is_told_and_takes_no_other_with_it() -> None:
    out = extract_batch(table(*({**ROW, "id": name} for name in ("a", "breaks", "misses", "b"))))
    problems = {row["name"]: row["problem"] for row in out.to_pylist()}
    assert problems["a"] is None
    assert problems["b"] is None
    assert problems["misses"] == "misses: no"
    assert re.match(
        r"breaks: a defect of comity, RuntimeError at .+: out of the blue;", problems["breaks"]
    )
    assert out.filter(pc.is_valid(out["problem"])).column("extraction").null_count == 2


def test_what_is_read_again_is_named_before_it_is_read(caplog: pytest.LogCaptureFixture) -> None:
    extract_batch(table(ROW, {**ROW, "id": "b"}), watched=True)
    assert caplog.messages == ["reading a", "reading b"]
    caplog.clear()
    extract_batch(table(ROW))
    assert caplog.messages == []


BAD = [
    pytest.param(b"{", "line-[0-9a-f]{16}", "no JSON", id="no JSON"),
    pytest.param([1], "line-[0-9a-f]{16}", "found \\[1\\]", id="no object"),
    pytest.param(b'{"id": "\xff"}', "line-[0-9a-f]{16}", "not UTF-8", id="no UTF-8"),
    pytest.param({"id": "a"}, "a", "a:text: missing", id="no text"),
    pytest.param({"id": "a", "text": "x" * 101}, "a", "a:text: 101 characters, more than 100", id="too long"),
    pytest.param({"text": "\0"}, "line-[0-9a-f]{16}", "NUL", id="NUL"),
    pytest.param({"id": "a", "text": "x", "published": "May"}, "a", "published: found 'May'", id="no day"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "name", "problem"), BAD)
def test_a_row_that_is_no_article_is_told(row: object, name: str, problem: str) -> None:
    out = extract_batch(lines(row, ROW), Settings(Bounds(max_chars=100)))
    bad, good = out.to_pylist()
    assert re.fullmatch(name, bad["name"])
    assert re.search(problem, bad["problem"])
    assert (bad["month"], bad["quads"], good["problem"]) == ("undated", None, None)


TYPES = [
    pytest.param(pa.array([date(2031, 3, 13)]), id="days"),
    pytest.param(pa.array([datetime(2031, 3, 13, 9, 30)]), id="times"),
    pytest.param(pa.array([datetime(2031, 3, 13, 9, 30, tzinfo=UTC)]), id="times of a zone"),
    pytest.param(pa.array(["2031-03-13"]), id="text"),
    pytest.param(pa.array([b"2031-03-13"]), id="bytes"),
    pytest.param(pa.array(["2031-03-13"], pa.large_string()), id="large text"),
]  # fmt: skip


@pytest.mark.parametrize("column", TYPES)
def test_days_come_in_many_types(column: pa.Array) -> None:
    batch = pa.RecordBatch.from_pydict({"text": ["x"], "published": column})
    (article,) = articles_of(batch, max_chars=100)
    assert isinstance(article, Article)
    assert article.published == date(2031, 3, 13)


WRONG = [
    pytest.param("text", pa.array([["x"]]), "text: found", id="a list"),
    pytest.param("text", pa.array([{"x": date(2031, 3, 13)}]), "text: found", id="a record"),
    pytest.param("text", pa.array([b"\xff"]), "not UTF-8", id="bytes that are no text"),
    pytest.param("text", pa.array([7]), "text: found 7", id="a number"),
    pytest.param("title", pa.array([True]), "title: found true", id="a truth"),
    pytest.param("published", pa.array([3_000_000], pa.date32()), "published: found", id="a day far off"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "problem"), WRONG)
def test_what_is_no_text_is_told(name: str, column: pa.Array, problem: str) -> None:
    columns = {"id": ["a"], "text": ["x"], name: column}
    (bad,) = articles_of(pa.RecordBatch.from_pydict(columns), max_chars=100)
    assert isinstance(bad, BadArticle)
    assert problem in bad.message


def test_an_article_is_the_one_that_a_single_process_reads(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "id": 7, "note": " spaced "}, {**ROW, "id": "c", "url": None}]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert [*articles_of(lines(*rows), max_chars=100)] == [*read(path)]


def test_a_row_without_an_id_has_the_same_name_wherever_it_stands() -> None:
    plain, other = {"text": "One."}, {"text": "Another."}
    one, two = articles_of(table(plain, other), max_chars=100)
    three, four = articles_of(table(other, plain), max_chars=100)
    assert (one, two) == (four, three)
    assert one.name != two.name


def test_columns_that_are_not_known_are_passed_over() -> None:
    (article,) = articles_of(table({**ROW, "language": "en"}), max_chars=100)
    assert isinstance(article, Article)
    assert set(ROW) <= set(COLUMNS)


def test_a_table_of_names_that_is_not_there_stops_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        extract_batch(table(ROW), Settings(gazetteer=Path("nowhere.csv")))


def test_the_python_of_the_document_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = [b for b in blocks(ROOT / "docs" / "scale.md") if b.language == "python"]
    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.Table.from_batches([table(ROW, {**ROW, "id": "b"})]), "articles.parquet")
    names: dict[str, list[pa.RecordBatch]] = {}
    exec(compile(block.text, f"scale.md:{block.line}", "exec"), names)
    assert [row["name"] for batch in names["found"] for row in batch.to_pylist()] == ["a", "b"]


def test_the_model_is_loaded_once_and_anew_after_its_life(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path | None] = []
    monkeypatch.setattr(reader, "LIFE", 3)
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: loaded.append(gazetteer))
    monkeypatch.setattr(reader, "extract_all", short_articles.one_by_one(broken))
    monkeypatch.setattr(reading, "_model", lru_cache(maxsize=1)(reader.Model))
    lives = []
    for _ in range(7):
        extract_batch(table(ROW))
        lives.append(len(loaded))
    assert lives == [1, 1, 1, 2, 2, 2, 3]


@pytest.mark.parametrize("name", ["-", "a.txt", "rows.csv", "texts"])
def test_what_spark_does_not_read_is_told_before_it_starts(tmp_path: Path, name: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Otieno met Bekele.", encoding="utf-8")
    source = name if name == "-" else str(tmp_path / name)
    with pytest.raises(InputError, match="without --engine spark"):
        building.build(source, output=tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
