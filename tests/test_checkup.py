"""The checkup: each part that may be amiss is told with its remedy, and the exit code says so."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from comity import checkup
from comity.checkup import Check, State
from comity.errors import StoreError
from command_line import Run


def states(checks: list[Check]) -> dict[str, State]:
    return {check.part: check.state for check in checks}


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 10, 9), State.AMISS), ((3, 11, 0), State.WELL), ((3, 13, 5), State.WELL), ((3, 14, 0), State.NOTE)],
)  # fmt: skip
def test_python(version: tuple[int, ...], state: State) -> None:
    found = checkup.python(version)
    assert found.state is state
    assert bool(found.remedy) is (state is not State.WELL)
    assert ".".join(map(str, version)) in found.found


@pytest.mark.parametrize("encoding", ["UTF-8", "utf8", "utf_8"])
def test_a_terminal_that_shows_every_name(encoding: str) -> None:
    assert checkup.terminal(encoding).state is State.WELL


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "ascii", None])
def test_a_terminal_that_does_not(encoding: str | None) -> None:
    found = checkup.terminal(encoding)
    assert found.state is State.NOTE
    assert "PYTHONUTF8=1" in found.remedy


@pytest.mark.parametrize(
    ("free", "state"),
    [(2**31, State.WELL), (2**28, State.NOTE), (2**20, State.AMISS)],
)
def test_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, state: State) -> None:
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert checkup.disk(tmp_path).state is state


NEEDED = [
    pytest.param(["pytest>=1", "nobody-has-this; extra == 'dev'"], State.WELL, "the 1 that it needs", id="all there"),
    pytest.param(["nobody-has-this>=2"], State.AMISS, "nobody-has-this is missing", id="one missing"),
    pytest.param(["pytest<1"], State.AMISS, "and must be <1", id="one of another version"),
]  # fmt: skip


@pytest.mark.parametrize(("needed", "state", "part"), NEEDED)
def test_packages(
    monkeypatch: pytest.MonkeyPatch, needed: list[str], state: State, part: str
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: needed)
    found = checkup.packages()
    assert found.state is state
    assert part in found.found
    assert found.remedy.startswith("pip install ") is (state is State.AMISS)


def test_a_program_that_is_not_installed() -> None:
    found = checkup.packages("nobody-has-this")
    assert found.state is State.NOTE
    assert "not installed" in found.found


def test_a_browser_is_for_tests_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup.shutil, "which", lambda _: None)
    found = checkup.browser()
    assert found.state is State.NOTE
    assert "Chromium" in found.found


def test_a_system_that_cannot_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup.importlib.util, "find_spec", lambda _: None)
    found = checkup.serving()
    assert found.state is State.NOTE
    assert "WSL" in found.remedy


@pytest.mark.parametrize(
    "error", [ImportError("no model"), OSError("no model"), ValueError("no model")]
)
def test_a_model_that_does_not_load_is_amiss(
    comity: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("comity.extract.load_pipeline", fail)
    done = comity("doctor", tmp_path)
    assert done.code == 1
    lines = done.out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("AMISS  language model:"))
    assert "no model" in lines[at]
    assert lines[at + 1].lstrip().startswith("-> install comity again")
    assert "1 thing is amiss" in done.err


def test_a_store_that_forgets_is_amiss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.rdf.store.Graph.quads", lambda _: [])
    found = checkup._guarded("store", checkup._store)
    assert found.state is State.AMISS
    assert "came back as 0" in found.found


def test_an_error_of_comity_is_told_as_it_is() -> None:
    def look() -> str:
        raise StoreError("it is locked; try again later")

    assert checkup._guarded("store", look).found == "it is locked; try again later"


def test_a_damaged_graph_is_amiss(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    found = checkup._guarded("graph", lambda: checkup._graph(tmp_path))
    assert found.state is State.AMISS


@pytest.mark.model
def test_this_installation_is_well(comity: Run, sample_graph: Path) -> None:
    done = comity("doctor", sample_graph)
    assert done.code == 0, done.out
    assert "AMISS" not in done.out
    assert "en_core_web_md 3.7.1 with spaCy" in done.out
    assert f"graph in {sample_graph}: " in done.out
    assert "comity is well" in done.err
