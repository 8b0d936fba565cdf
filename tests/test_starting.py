"""How one begins: what `comity` alone says is next, and the folder that `comity init` makes."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from pathlib import Path

import pytest

import samples
from comity.cli.starting import next_steps
from comity.knowledge.gazetteer import load_gazetteer
from command_line import Run

STARTER = ("README.md", "articles/2031-03-05-plan.txt", "articles/2031-03-13-summit.txt",
           "articles/2031-03-20-reply.txt", "articles/index.csv", "names.csv")  # fmt: skip


def commands(text: str) -> list[str]:
    """The commands that a text of next steps gives."""
    return re.findall(r"^  (comity .+?)  ", text, re.MULTILINE)


def with_texts(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Kenya met Ethiopia.\n", encoding="utf-8")


PLACES = [
    pytest.param((), "comity init first", "no articles here", id="nothing"),
    pytest.param(("articles/a.txt",), "comity build articles", "articles in articles", id="articles"),
    pytest.param(("a.txt",), "comity build .", "articles in .", id="texts right here"),
    pytest.param(("my news/a.txt",), "comity build 'my news'", "my news", id="a folder with a space"),
    pytest.param(("news.jsonl",), "comity build news.jsonl", "news.jsonl", id="a table"),
    pytest.param(("a/a.txt", "b/b.txt", "b/index.csv"), "comity build b", "articles in b", id="an index comes first"),
    pytest.param(("articles/a.txt", "names.csv"), "comity build articles --gazetteer names.csv", "", id="names"),
    pytest.param(("requirements.txt",), "comity init first", "no articles here", id="a file that is no article"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "first", "part"), PLACES)
def test_what_is_next_depends_on_what_is_here(
    tmp_path: Path, files: tuple[str, ...], first: str, part: str
) -> None:
    with_texts(tmp_path, *files)
    text = next_steps(tmp_path)
    assert commands(text)[0] == first
    assert part in text
    assert commands(text)[-1] == "comity doctor"


def test_an_index_is_offered_where_there_is_none(tmp_path: Path) -> None:
    with_texts(tmp_path, "articles/a.txt")
    assert "comity init articles" in commands(next_steps(tmp_path))
    (tmp_path / "articles" / "index.csv").write_text("file\na.txt\n", encoding="utf-8")
    assert "comity init articles" not in commands(next_steps(tmp_path))


def test_a_graph_is_asked_and_served(tmp_path: Path, sample_graph: Path) -> None:
    shutil.copytree(sample_graph, tmp_path / "build")
    text = next_steps(tmp_path)
    assert f"a graph of {len(samples.ARTICLES)} articles in build/" in text
    assert commands(text)[:2] == ["comity ask events", "comity serve"]


def test_what_a_graph_lacks_is_to_be_added(tmp_path: Path, sample_graph: Path) -> None:
    shutil.copytree(sample_graph, tmp_path / "build")
    with_texts(tmp_path, "articles/a.txt", "articles/b.txt")
    text = next_steps(tmp_path)
    assert commands(text)[0] == "comity add articles"
    assert "a.txt and 1 more" in text


def test_articles_that_cannot_be_read_are_told(tmp_path: Path, sample_graph: Path) -> None:
    shutil.copytree(sample_graph, tmp_path / "build")
    with_texts(tmp_path, "articles/a.txt")
    (tmp_path / "articles" / "index.csv").write_text("name\n", encoding="utf-8")
    text = next_steps(tmp_path)
    assert "index.csv:1:file: no such column" in text
    assert "comity ask events" in commands(text)


def test_a_damaged_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "manifest.json").write_text("{", encoding="utf-8")
    assert "manifest.json is damaged" in next_steps(tmp_path)


def test_a_folder_to_begin_in(comity: Run, tmp_path: Path) -> None:
    done = comity("init", tmp_path / "new" / "first")
    assert done.code == 0
    made = [Path(line) for line in done.out.splitlines()]
    assert [path.relative_to(tmp_path / "new" / "first").as_posix() for path in made] == [*STARTER]
    assert "comity build articles --gazetteer names.csv" in done.err


def test_nothing_is_overwritten(comity: Run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    first = comity("init", tmp_path)
    assert "names.csv is there already" in first.err
    (tmp_path / "articles" / "index.csv").write_text("file\n", encoding="utf-8")
    second = comity("init", tmp_path)
    assert (second.code, second.out) == (0, "")
    assert (tmp_path / "articles" / "index.csv").read_text(encoding="utf-8") == "file\n"
    assert {(tmp_path / n).read_text(encoding="utf-8") for n in ("names.csv", "README.md")} == {
        "mine"
    }


@pytest.mark.parametrize("folder", ["", "articles"])
def test_articles_that_are_there_get_an_index(comity: Run, tmp_path: Path, folder: str) -> None:
    with_texts(tmp_path / folder, "b, too.txt", "a.txt")
    done = comity("init", tmp_path)
    index = tmp_path / folder / "index.csv"
    assert done.out == f"{index}\n"
    rows = list(csv.DictReader(index.read_text(encoding="utf-8").splitlines()))
    assert [row["file"] for row in rows] == ["a.txt", "b, too.txt"]
    assert {row["published"] for row in rows} == {""}
    assert not (tmp_path / "names.csv").exists()


def test_a_folder_that_cannot_be_made(comity: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = comity("init", tmp_path / "file")
    assert done.code == 2
    assert "give another folder" in done.err


def test_the_names_to_begin_with_are_names(comity: Run, tmp_path: Path) -> None:
    comity("init", tmp_path)
    found = load_gazetteer(tmp_path / "names.csv")
    assert found.entries["org/nile-forum"].name == "Nile Forum"
    assert {form.entry for form in found.forms["State House"]} == {"state/ken"}


@pytest.mark.model
def test_the_readme_to_begin_with_runs_as_it_stands(
    comity: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    comity("init", tmp_path)
    monkeypatch.chdir(tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    told = {line: comity(*shlex.split(line, comments=True)[1:]) for line in lines if line}
    assert {line: done.code for line, done in told.items()} == dict.fromkeys(told, 0)
    answers = "".join(done.out for done in told.values())
    for part in (
        "Nile Forum → Ethiopia, Kenya",
        "Amina Otieno",
        "2031-03-12",
        "planned",
        "occurred",
    ):
        assert part in answers
    notes = "".join(done.err for done in told.values())
    assert "no day of publication" not in notes
    assert "Next:      comity ask events" in notes
