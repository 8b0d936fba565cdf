"""Several processes that read: the same outcome as one, none lost to a kill, and as many as end soonest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from comity import crew, resources
from comity.articles import BadArticle, read
from comity.crew import Machine, Outcome, Seen, worth
from comity.errors import StoreError
from comity.extractions import Made, keep
from comity.graphs import build
from comity.model import Article, Extraction, to_article
from records import record

MADE = Made("0", "none", "0")
HERE = Path(__file__).parent


def silent(step: str, done: int, total: int) -> None:
    """Nobody watches."""


@dataclass
class Plain:
    """Keeps that an article was read, and by which process; does what its text says."""

    folder: Path

    def read(self, articles: Sequence[Article]) -> list[Outcome]:
        return [self._one(article) for article in articles]

    def _one(self, article: Article) -> Outcome:
        mark = self.folder / f"{article.name}.{os.getpid()}"
        before = len(list(self.folder.glob(f"{article.name}.*")))
        mark.touch()
        match article.text.split()[0]:
            case "bad":
                return BadArticle(article.name, "bad")
            case "deadly":
                os.kill(os.getpid(), signal.SIGKILL)
            case "unlucky" if not before:
                os.kill(os.getpid(), signal.SIGKILL)
            case "full":
                raise StoreError("the disk is full; make room")
            case "slow":
                time.sleep(0.05)
        return keep(Extraction(article.citation, (), (), (), (), ()), MADE, self.folder)


def articles(*words: str) -> list[Article]:
    return [to_article(f"{word} {n}", name=f"{n:03}") for n, word in enumerate(words)]


def batched(given: Sequence[Article], size: int = 3) -> Iterator[Sequence[Article]]:
    return (given[n : n + size] for n in range(0, len(given), size))


def outcomes(given: Sequence[Article], folder: Path, workers: int | None) -> dict[str, str | None]:
    """By article, None where it was read, else why not."""
    found = crew.read(
        batched(given), partial(Plain, folder), workers=workers, left=lambda: None, tell=silent
    )
    told = [(o.name, o.message if isinstance(o, BadArticle) else None) for o in found]
    assert len(dict(told)) == len(told)
    return dict(told)


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    given = articles(*["slow"] * 12, "bad", *["slow"] * 12)
    one, two = tmp_path / "one", tmp_path / "two"
    for place in (one, two):
        place.mkdir()
    assert outcomes(given, one, 1) == outcomes(given, two, 2)
    files = [
        sorted((p.name, p.read_bytes()) for p in (f / "extractions").glob("*.json"))
        for f in (one, two)
    ]
    assert files[0] == files[1]
    assert len(files[0]) == 24
    assert {p.suffix for p in one.glob("0*.*")} == {f".{os.getpid()}"}
    assert len({p.suffix for p in two.glob("0*.*")} - {f".{os.getpid()}"}) == 2


def test_a_process_that_is_killed_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    words = ["slow"] * 20
    words[4] = words[15] = "unlucky"
    found = outcomes(articles(*words), tmp_path, 2)
    assert sorted(found) == [f"{n:03}" for n in range(20)]
    assert set(found.values()) == {None}


def test_an_article_that_kills_each_process_that_reads_it_is_left_out(tmp_path: Path) -> None:
    words = ["slow"] * 10
    words[4] = "deadly"
    found = outcomes(articles(*words), tmp_path, 2)
    assert len(found) == 10
    bad = {name: message for name, message in found.items() if message}
    assert list(bad) == ["004"]
    assert "was killed" in str(bad["004"])


def test_what_is_wrong_with_the_folder_comes_through(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="make room"):
        outcomes(articles("slow", "full"), tmp_path, 2)


def test_nothing_is_loaded_for_nothing(tmp_path: Path) -> None:
    def make() -> Plain:
        raise AssertionError

    assert not list(crew.read(iter([]), make, workers=None, left=lambda: 0, tell=silent))


def test_others_take_over_where_that_brings_the_end_nearer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_machine", lambda: Machine(2, 2**40))
    monkeypatch.setattr(crew, "_GAIN", 0.0)
    given = articles(*["slow"] * 30)
    found = crew.read(
        batched(given), partial(Plain, tmp_path), workers=None, left=lambda: 10**6, tell=silent
    )
    assert len(list(found)) == 30
    ours = list(tmp_path.glob(f"0*.{os.getpid()}"))
    assert len(ours) == 3


def test_one_process_goes_on_alone_where_others_are_not_worth_it() -> None:
    seen = Seen(start=4.0, each=0.1, bytes=500 * 2**20)
    assert worth(100, seen, Machine(8, 2**40)) == 1
    assert worth(100_000, seen, Machine(1, 2**40)) == 1
    assert worth(100_000, seen, Machine(8, 2**40)) == 8
    assert worth(100_000, seen, Machine(8, 2**30)) == 2
    assert worth(100_000, seen, Machine(8, 2**20)) == 1
    assert worth(1_000, seen, Machine(2, 2**40)) == 2


def test_one_process_reads_where_others_cannot_be_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def none(**_: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(crew.loky, "ProcessPoolExecutor", none)
    assert len(outcomes(articles(*["slow"] * 7), tmp_path, 2)) == 7
    assert "no semaphores" in caplog.text
    assert {p.suffix for p in tmp_path.glob("0*.*")} == {f".{os.getpid()}"}


def test_what_is_free_here_is_at_least_this_process() -> None:
    assert crew._machine().processors >= 1
    assert crew._machine().bytes > 2**20


PROGRAM = """
import sys, time
from functools import partial
from pathlib import Path
from test_crew import Plain, articles, batched, silent
from comity import crew

given = articles(*["slow"] * 4000)
for n, _ in enumerate(crew.read(batched(given), partial(Plain, Path(sys.argv[1])), workers=2, left=lambda: None, tell=silent)):
    if n == 5:
        print("begun", flush=True)
"""


def test_processes_end_with_the_one_that_they_work_for(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(HERE), str(HERE.parent / "graph")])
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    workers = {int(p.suffix[1:]) for p in tmp_path.glob("0*.*")}
    program.kill()
    program.wait()
    program.stdout.close()
    end = time.monotonic() + 30
    while (
        alive := {pid for pid in workers if Path(f"/proc/{pid}").exists()}
    ) and time.monotonic() < end:
        time.sleep(0.1)
    assert not alive
    assert workers


@pytest.mark.model
def test_a_graph_is_the_same_by_one_process_and_by_two_in_any_order(tmp_path: Path) -> None:
    rows = [
        {"id": a.name, "text": a.text, "published": str(a.published)}
        for a in read(resources.folder("seeds"))
        if isinstance(a, Article)
    ]
    for number, given in enumerate((rows, rows[::-1])):
        table = tmp_path / f"{number}.jsonl"
        table.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    build(tmp_path / "0.jsonl", output=tmp_path / "one", workers=1)
    build(tmp_path / "1.jsonl", output=tmp_path / "two", workers=2)
    assert record(tmp_path / "one") == record(tmp_path / "two")
    assert len(list((tmp_path / "two" / "parses").iterdir())) == len(rows)
