"""Articles in: every byte stays, and what cannot be read says where, why and what to do."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.articles import BadArticle, count, read
from comity.errors import InputError
from comity.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / name).write_bytes(data)
    return folder


def only(found: list[Article | BadArticle]) -> Article | BadArticle:
    assert len(found) == 1, found
    return found[0]


def test_the_seeds_come_whole_with_their_index() -> None:
    found = list(read(SEEDS))
    assert [a.name for a in found] == sorted(p.name for p in SEEDS.glob("*.txt"))
    for article in found:
        assert isinstance(article, Article)
        data = (SEEDS / article.name).read_bytes()
        assert article.text.encode("utf-8") == data
        assert article.citation.sha256 == hashlib.sha256(data).hexdigest()
        assert article.published is not None
        assert article.citation.title
        assert article.citation.publisher


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbfSeoul hosts.\n", id="byte-order mark"),
        pytest.param(b"Seoul hosts.\r\nTokyo comes.\r\n", id="CRLF"),
        pytest.param(b"Seoul hosts.\rTokyo comes.", id="CR"),
        pytest.param(
            "Seoul\xa0hosts \u201cit\u201d \u2019 \u2028 caf\u00e9 \U0001f54a".encode(),
            id="NBSP and quotes",
        ),
        pytest.param(b"Seoul hosts.\n\n\n", id="blank lines at the end"),
    ],
)
def test_a_text_stays_as_it_is(tmp_path: Path, data: bytes) -> None:
    article = only(list(read(written(tmp_path, {"a.txt": data}))))
    assert isinstance(article, Article)
    assert article.text.encode("utf-8") == data
    assert article.citation.sha256 == hashlib.sha256(data).hexdigest()


@given(st.text(min_size=1).filter(lambda t: t.replace("\ufeff", " ").strip() and "\0" not in t))
def test_a_jsonl_row_keeps_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("rows") / "news.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    article = only(list(read(path)))
    assert isinstance(article, Article)
    assert article.text == text


def test_a_csv_row_keeps_its_line_ends(tmp_path: Path) -> None:
    table = 'id,title,text,published\r\n7,"A ""b"", c","one\r\ntwo\nthree",2023-05-07\r\n'
    article = only(list(read(written(tmp_path, {"a.csv": table}) / "a.csv")))
    assert isinstance(article, Article)
    assert (article.name, article.text) == ("7", "one\r\ntwo\nthree")
    assert (article.citation.title, article.published) == ('A "b", c', date(2023, 5, 7))


def test_a_csv_field_may_be_very_long(tmp_path: Path) -> None:
    table = f"text\n{'long ' * 100_000}\n"
    path = written(tmp_path, {"a.csv": table}) / "a.csv"
    article = only(list(read(path, max_chars=500_000)))
    assert isinstance(article, Article)
    assert len(article.text) == 500_000


def test_a_row_without_id_is_named_by_its_place(tmp_path: Path) -> None:
    lines = '{"text": "one"}\n\n{"text": "three", "id": 3, "published": null, "title": ""}\n'
    found = list(read(written(tmp_path, {"n.jsonl": lines}) / "n.jsonl"))
    assert [a.name for a in found] == ["n.jsonl:1", "3"]
    assert isinstance(found[1], Article)
    assert found[1].citation.title is None


def test_a_single_file_takes_its_row_of_the_index_beside_it() -> None:
    name = sorted(SEEDS.glob("*.txt"))[0].name
    article = only(list(read(SEEDS / name)))
    assert isinstance(article, Article)
    assert article.published is not None


def test_an_index_of_another_name(tmp_path: Path) -> None:
    written(
        tmp_path,
        {"a.txt": "Seoul.", "mine.csv": "\ufefffile,published,colour\na.txt,2023-05-07,red\n"},
    )
    article = only(list(read(tmp_path, index=tmp_path / "mine.csv")))
    assert isinstance(article, Article)
    assert article.published == date(2023, 5, 7)


@pytest.mark.parametrize(
    ("given_", "names"),
    [
        pytest.param(b"Seoul hosts.", ["standard-input"], id="one text"),
        pytest.param(
            b'\xef\xbb\xbf{"text": "a"}\n{"text": "b", "id": "z"}\n',
            ["standard-input:1", "z"],
            id="JSONL",
        ),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, given_: bytes, names: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given_)))
    assert [a.name for a in read("-")] == names


BAD_FILES = [
    pytest.param({"b.txt": b"caf\xe9 in Paris"}, "b.txt", ["b.txt:1", "byte 3 (0xe9)", "iconv"], id="Latin-1"),
    pytest.param({"b.txt": b"one\ntwo\nthr\xff"}, "b.txt", ["b.txt:3", "byte 11", "iconv"], id="third line"),
    pytest.param({"b.txt": "Seoul".encode("utf-16")}, "b.txt", ["byte 0", "UTF-16"], id="UTF-16"),
    pytest.param({"b.txt": b"a\0b"}, "b.txt", ["NUL"], id="NUL"),
    pytest.param({"b.txt": b""}, "b.txt", ["b.txt: empty"], id="no bytes"),
    pytest.param({"b.txt": "\ufeff \r\n\xa0\n"}, "b.txt", ["b.txt: empty"], id="only space"),
    pytest.param({"b.txt": "\x1f\x0c\u2028 \ufeff"}, "b.txt", ["b.txt: empty"], id="only what counts as space"),
    pytest.param(
        {"b.txt": "x", "index.csv": "file,published\na.txt,2023-05-07\nb.txt,7 May 2023\n"},
        "b.txt", ["index.csv:3:published", "'7 May 2023'", "YYYY-MM-DD"], id="a day in words",
    ),
    pytest.param(
        {"b.txt": "x", "index.csv": "file,published\nb.txt,2023-02-30\n"},
        "b.txt", ["index.csv:2:published", "2023-02-30"], id="no such day",
    ),
    pytest.param(
        {"b.txt": "x", "index.csv": "file,published\nb.txt,20230207\n"},
        "b.txt", ["index.csv:2:published", "YYYY-MM-DD"], id="a day without hyphens",
    ),
    pytest.param(
        {"index.csv": "file\na.txt\nc.txt\n"}, "c.txt", ["index.csv:3:file", "there is no 'c.txt'"], id="unknown file",
    ),
    pytest.param(
        {"index.csv": "file,title\na.txt,one\na.txt,two\n"},
        "a.txt", ["index.csv:3:file", "index.csv:2", "keep one"], id="file named twice",
    ),
    pytest.param(
        {"index.csv": "file,title\na.txt,one\n,two\n"}, "index.csv:3", ["index.csv:3:file", "blank"], id="file blank",
    ),
    pytest.param(
        {"index.csv": "file,title\na.txt,one\nb.txt,two,three\n"},
        "index.csv:3", ["3 fields under 2 headings", "quotes"], id="a comma too many",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "name", "parts"), BAD_FILES)
def test_a_bad_file_does_not_lose_the_good_one(
    tmp_path: Path, files: dict[str, str | bytes], name: str, parts: list[str]
) -> None:
    found = list(read(written(tmp_path, {"a.txt": "Seoul hosts the summit.", **files})))
    assert [a.name for a in found if isinstance(a, Article)] == ["a.txt"]
    bad = only([a for a in found if isinstance(a, BadArticle)])
    assert bad.name == name
    assert isinstance(bad, BadArticle)
    for part in parts:
        assert part in bad.message


GOOD = '{"id": "good", "text": "Seoul hosts the summit."}'
BAD_ROWS = [
    pytest.param("n.jsonl", '{"text": "a"', "n.jsonl:2", ["n.jsonl:2", "no JSON", "one object a line"], id="cut JSON"),
    pytest.param("n.jsonl", '["a"]', "n.jsonl:2", ["n.jsonl:2", '["a"]', "objects"], id="a list"),
    pytest.param("n.jsonl", '{"title": "a"}', "n.jsonl:2", ["n.jsonl:2:text", "missing"], id="no text"),
    pytest.param("n.jsonl", '{"text": 7}', "n.jsonl:2", ["n.jsonl:2:text", "7"], id="text a number"),
    pytest.param("n.jsonl", '{"text": "  "}', "n.jsonl:2", ["n.jsonl:2:text", "empty"], id="text blank"),
    pytest.param("n.jsonl", '{"text": "a", "title": ["b"]}', "n.jsonl:2", ["n.jsonl:2:title"], id="title a list"),
    pytest.param("n.jsonl", '{"text": "\\ud800"}', "n.jsonl:2", ["n.jsonl:2:text", "character 0"], id="half a pair"),
    pytest.param("n.jsonl", '{"text": "a", "id": "good"}', "good", ["n.jsonl:2:id", "n.jsonl:1"], id="id twice"),
    pytest.param("n.jsonl", '{"text": "a", "published": "2023"}', "n.jsonl:2", ["n.jsonl:2:published"], id="a year"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "line", "name", "parts"), BAD_ROWS)
def test_a_bad_row_does_not_lose_the_good_one(
    tmp_path: Path, table: str, line: str, name: str, parts: list[str]
) -> None:
    found = list(read(written(tmp_path, {table: f"{GOOD}\n{line}\n"}) / table))
    assert [a.name for a in found if isinstance(a, Article)] == ["good"]
    bad = only([a for a in found if isinstance(a, BadArticle)])
    assert isinstance(bad, BadArticle)
    assert bad.name == name
    for part in parts:
        assert part in bad.message


def test_bytes_that_are_no_utf8_hurt_their_own_row_alone(tmp_path: Path) -> None:
    for table, head in (
        ("n.jsonl", b'{"text": "good"}\n{"text": "caf\xe9"}\n'),
        ("n.csv", b"text\ngood\ncaf\xe9\n"),
    ):
        found = list(read(written(tmp_path, {table: head}) / table))
        assert isinstance(found[0], Article)
        assert isinstance(found[1], BadArticle)
        assert "not UTF-8" in found[1].message
        assert "iconv" in found[1].message


@pytest.mark.parametrize(
    ("files", "source", "parts"),
    [
        pytest.param({}, "none", ["no such file or folder"], id="nothing there"),
        pytest.param({"a.md": "x"}, ".", ["no .txt file"], id="empty folder"),
        pytest.param({"a.docx": "x"}, "a.docx", ["a.docx", ".jsonl"], id="another kind"),
        pytest.param(
            {"a.csv": "title,body\n1,2\n"},
            "a.csv",
            ["a.csv:1:text", "title, body"],
            id="no text column",
        ),
        pytest.param({"a.csv": ""}, "a.csv", ["a.csv:1:text"], id="empty table"),
        pytest.param(
            {"a.txt": "x", "index.csv": "name\na\n"}, ".", ["index.csv:1:file"], id="no file column"
        ),
    ],
)
def test_nothing_to_read(
    tmp_path: Path, files: dict[str, str | bytes], source: str, parts: list[str]
) -> None:
    written(tmp_path, files)
    with pytest.raises(InputError) as error:
        list(read(tmp_path / source))
    for part in parts:
        assert part in str(error.value)


def test_an_index_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    written(tmp_path, {"a.txt": "Seoul."})
    with pytest.raises(InputError, match=r"mine\.csv"):
        list(read(tmp_path, index=tmp_path / "mine.csv"))


def test_articles_are_counted_with_those_that_cannot_be_read(tmp_path: Path) -> None:
    good, bad = json.dumps({"text": "Seoul hosts the summit."}), "{"
    lines = "\n\n".join((good, bad, good)) + "\n"
    rows = 'text\n"Seoul hosts\nthe summit."\nRiga, too.\n'
    written(
        tmp_path, {"a.jsonl": lines, "b.csv": rows, "c.txt": "Riga.", "d.txt": "", "e.md": "Riga."}
    )
    for source, many in (
        (tmp_path / "a.jsonl", 3),
        (tmp_path / "b.csv", 2),
        (tmp_path / "c.txt", 1),
        (tmp_path, 2),
    ):
        assert count(source) == many == len(list(read(source)))
    assert count("-") is None
