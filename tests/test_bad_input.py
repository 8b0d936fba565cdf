"""Input that is wrong, hostile or gigantic: a clear error or a right result, and nothing lost of the rest."""

from __future__ import annotations

import io
import json
import os
import time
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from comity.articles import LONGEST, BadArticle, read
from comity.cli import building, screen
from comity.cluster.building import MASTER
from comity.csv_tables import csv_rows
from comity.errors import ExtractionError, InputError
from comity.extract.watch import at_most, defect
from comity.intake import DAILY
from comity.model import Article
from comity.tables import LONGEST_FIELD, printable

GOOD = "Seoul hosts the summit."


def taken(path: Path, **options: int) -> tuple[dict[str, str], list[str]]:
    """The texts by name, and the messages on what was not taken in."""
    found = list(read(path, **options))
    texts = {a.name: a.text for a in found if isinstance(a, Article)}
    return texts, [a.message for a in found if isinstance(a, BadArticle)]


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return path


LINES = [
    pytest.param("[" * 10**6, "too deep", id="a million brackets"),
    pytest.param('{"text": ' + "[" * 10**6, "too deep", id="a million brackets in a field"),
    pytest.param('{"text": "a", "id": ' + "9" * 5000 + "}", "in quotes", id="a number of 5000 digits"),
    pytest.param('{"text": "a", "id": NaN}', "NaN is no number", id="not a number"),
    pytest.param('{"text": "a", "id": 1e999}', "n.jsonl:1:id: found Infinity", id="infinity"),
    pytest.param(r'{"text": "a", "id": "\ud800"}', "n.jsonl:1:id: character 0", id="half a pair in an id"),
    pytest.param(r'{"text": "a", "title": "a\udc00"}', "n.jsonl:1:title: character 1", id="half a pair in a title"),
    pytest.param(r'{"text": "a", "title": "\u0000"}', "n.jsonl:1:title: holds a NUL", id="NUL in a title"),
    pytest.param('{"text": "a", "url": "' + "u" * 10_001 + '"}', f"more than {LONGEST_FIELD}", id="an endless address"),
    pytest.param('{"text": ' + "[" * 900 + "]" * 900 + "}", "n.jsonl:1:text: found [[[", id="brackets as a text"),
    pytest.param('{"text": "a", "published": "0000-01-01"}', "n.jsonl:1:published", id="the year nought"),
    pytest.param('{"text": "a", "published": "10000-01-01"}', "YYYY-MM-DD", id="the year ten thousand"),
    pytest.param('{"text": "' + "x" * 100_001 + '"}', "100001 characters, more than 100000", id="a character too long"),
    pytest.param("\x00\x01\x02\xff\xfe", "no JSON", id="binary"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), LINES)
def test_a_line_that_is_no_article_is_named_and_the_next_one_read(
    tmp_path: Path, line: str, told: str
) -> None:
    texts, bad = taken(written(tmp_path, "n.jsonl", f'{line}\n{{"text": "{GOOD}"}}\n'))
    assert texts == {"n.jsonl:2": GOOD}
    assert len(bad) == 1
    assert bad[0].startswith("n.jsonl:1")
    assert told in bad[0]


HEADINGS = [
    pytest.param(b'id,"text\n1,a\n', "quote the field", id="a quote that is not closed"),
    pytest.param(b'id,"te"xt\n1,a\n', "quote the field", id="a quote within"),
    pytest.param("id,text\n1,a\n".encode("utf-16"), ":1: holds a NUL", id="UTF-16"),
    pytest.param(b"id,te\xffxt\n1,a\n", "is not UTF-8", id="not UTF-8"),
    pytest.param(b"id;text\n1;a\n", "divide names by commas", id="semicolons"),
    pytest.param(b"text,Text\na,b\n", "names two columns", id="a name twice"),
]


@pytest.mark.parametrize(("data", "told"), HEADINGS)
def test_a_heading_that_cannot_be_read_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(InputError, match="n.csv:1") as error:
        list(read(written(tmp_path, "n.csv", data)))
    assert told in str(error.value)


ROWS = [
    pytest.param('1,"a\n2,b\n3,c\n', {"2": "b", "3": "c"}, ["n.csv:2: "], id="a quote that nobody closes"),
    pytest.param('1,"a\n2,"b"\n3,"c"\n', {"2": "b", "3": "c"}, ["n.csv:2: "], id="nor quotes in the rows below"),
    pytest.param('1,"a\nhe "said" so,\nb"\n2,b\n', {"2": "b"}, ["lines 2 to 4 are left out"], id="quotes in quotes"),
    pytest.param('1,"a"b\n2,b\n', {"2": "b"}, ["n.csv:2: "], id="more behind a quote"),
    pytest.param("1,a,b,c\n2,b\n", {"2": "b"}, ["4 fields under 2 headings"], id="too many"),
    pytest.param("1\n2,b\n", {"2": "b"}, ["n.csv:2:text: missing"], id="too few"),
    pytest.param("1,a\0\n2,b\n", {"2": "b"}, ["n.csv:2:text: holds a NUL"], id="NUL"),
    pytest.param("1,a\n1,b\n2,b\n", {"1": "a", "2": "b"}, ["n.csv:3:id: '1' is already"], id="an id twice"),
    pytest.param("1,a\rb\n2,b\n", {"1": "a", "2": "b"}, ["n.csv:3:text: missing"], id="a return is a line end"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected", "told"), ROWS)
def test_a_ragged_row_does_not_lose_those_below(
    tmp_path: Path, rows: str, expected: dict[str, str], told: list[str]
) -> None:
    texts, bad = taken(written(tmp_path, "n.csv", f"id,text\n{rows}"))
    assert texts == expected
    assert len(bad) == len(told)
    for message, part in zip(bad, told, strict=True):
        assert part in message


def test_endless_quotes_that_nobody_closes_take_no_endless_time(tmp_path: Path) -> None:
    table = written(tmp_path, "n.csv", "text\n" + 'a"b,"c\n' * 20_000)
    began = time.process_time()
    rows = list(csv_rows(table, required="text", longest=1_000_000))
    assert 0 < len(rows) <= 80_000
    assert time.process_time() - began < 5


WORDS = "word " * 1_000_000
GIANTS = [
    pytest.param("a.txt", "{}", 0, id="text"),
    pytest.param("a.jsonl", '{{"text": "{}"}}\n{{"text": "good"}}\n', 1, id="JSONL"),
    pytest.param("a.csv", "text\n{}\ngood\n", 1, id="CSV"),
    pytest.param("a.csv", 'text\n"{}"\ngood\n', 1, id="CSV in quotes"),
]


@pytest.mark.parametrize(("name", "form", "good"), GIANTS)
def test_what_is_gigantic_is_never_held(tmp_path: Path, name: str, form: str, good: int) -> None:
    path = written(tmp_path, name, form.format(WORDS * 8))
    tracemalloc.start()
    texts, bad = taken(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(texts) == good
    assert len(bad) == 1
    assert "more than" in bad[0] or "too long" in bad[0]
    assert most < 12_000_000, "of 40 MB"


def test_a_quoted_field_of_many_lines_is_bounded_too(tmp_path: Path) -> None:
    table = 'id,text\n1,"' + "line, of words\n" * 100_000 + '"\n2,good\n'
    texts, bad = taken(written(tmp_path, "a.csv", table))
    assert texts == {"2": "good"}
    assert len(bad) == 1
    assert "lines 2 to 100002 are left out" in bad[0]


@pytest.mark.parametrize("head", [b"", b'{"text": "', b" \n" * 3_000_000])
def test_an_endless_standard_input_is_not_held(
    monkeypatch: pytest.MonkeyPatch, head: bytes
) -> None:
    given = io.BytesIO(head + b"word " * 4_000_000)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=given))
    (found,) = read("-")
    assert isinstance(found, BadArticle)
    assert "more than" in found.message or "too long" in found.message


def test_the_bound_can_be_set(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "x" * 300)
    assert taken(path, max_chars=300)[0] == {"a.txt": "x" * 300}
    (message,) = taken(path, max_chars=299)[1]
    assert "300 characters, more than 299" in message
    assert "--max-chars" in message


def test_a_character_of_four_bytes_is_one(tmp_path: Path) -> None:
    text = "\U0001f54a" * 100
    assert taken(written(tmp_path, "a.txt", text), max_chars=100)[0] == {"a.txt": text}
    line = json.dumps({"text": text})
    assert taken(written(tmp_path, "a.jsonl", line), max_chars=100)[0] == {"a.jsonl:1": text}


def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    for name in (
        "a b.txt",
        "..txt",
        "-.txt",
        "a\nb.txt",
        "=1+1.txt",
        "\x1b[31m.txt",
        "café \u202e.txt",
    ):
        written(tmp_path, name, GOOD)
    with open(os.path.join(os.fsencode(tmp_path), b"\xff.txt"), "wb") as file:
        file.write(b"x")
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "nowhere.txt").symlink_to("none")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "up").symlink_to("..")
    texts, bad = taken(tmp_path)
    assert len(texts) == 7
    assert set(texts.values()) == {GOOD}
    assert len(bad) == 3
    assert sorted(b[:9] for b in bad) == ["nowhere.t", "round.txt", "the name "]


def test_an_index_leads_nowhere_but_to_the_folder(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "secret")
    folder = tmp_path / "articles"
    folder.mkdir()
    written(folder, "a.txt", GOOD)
    written(folder, "index.csv", f"file,title\n../secret.txt,x\n{secret},y\na.txt,z\n")
    texts, bad = taken(folder)
    assert texts == {"a.txt": GOOD}
    assert len(bad) == 2
    assert all("index.csv" in b and "there is no" in b for b in bad)


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "a\0b.txt", "\ud800.txt"], ids=["long", "NUL", "half a pair"])  # fmt: skip
def test_a_path_that_is_none_is_an_error(name: str) -> None:
    with pytest.raises(InputError):
        list(read(name))


@pytest.mark.parametrize(
    "text",
    [
        "<http://a> <http://b> <http://c> .",
        "SELECT * WHERE { ?s ?p ?o } ; DROP ALL",
        "<html><script>alert(1)</script><p>Seoul</p></html>",
        '=HYPERLINK("http://evil.example","x")',
        '@prefix co: <x> . co:a co:b """ .',
        "a \u202e\u2066 b \u200f c",
        "\x01\x02\x1b[2J\x7f\x9b",
    ],
    ids=["triples", "SPARQL", "HTML", "formula", "Turtle", "marks of direction", "controls"],
)
def test_an_article_may_look_like_anything(tmp_path: Path, text: str) -> None:
    assert taken(written(tmp_path, "a.txt", text)) == ({"a.txt": text}, [])


def test_talk_and_tables_hold_nothing_that_a_terminal_obeys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hostile = "a\x1b[2J\x9b\u202e\x07b"
    screen.say(hostile)
    screen.show_table(("name",), [(hostile,)])
    out, err = capsys.readouterr()
    for given in (out, err):
        assert printable(hostile) in given
        assert not [c for c in given if c in "\x1b\x9b\u202e\x07"]


def busy(seconds: float) -> None:
    """Works for that long, in processor time."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_takes_too_long_is_stopped() -> None:
    told = r"a\.txt: not read after 0\.05 seconds.*--timeout"
    with pytest.raises(ExtractionError, match=told), at_most(0.05, "a.txt"):
        busy(20)
    with at_most(0.05, "b.txt"):
        pass
    busy(0.1)  # no timer is left behind


def test_a_defect_says_where_it_is() -> None:
    try:
        [][1]
    except IndexError as error:
        told = str(defect(error, "a.txt"))
    assert told.startswith("a.txt: a defect of comity, IndexError at test_bad_input.py:")
    assert told.endswith("please report it with the article")


def test_the_bounds_of_the_command_line_are_those_of_the_library() -> None:
    assert DAILY.max_chars == LONGEST == building.LONGEST
    assert DAILY.seconds == building.TIMEOUT
    assert MASTER == building.MASTER
