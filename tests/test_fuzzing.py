"""Every target of `fuzzing` on its seeds and on what once broke it; the search itself is `make soak`."""

from __future__ import annotations

import importlib
from itertools import islice
from pathlib import Path

import pytest

from fuzzing import FOUND, TARGETS, found
from fuzzing.driven import noted
from fuzzing.editing import edited
from fuzzing.running import Outcome

QUICK = tuple(name for name in TARGETS if name != "texts")
MOST = 12


def names() -> set[str]:
    """The modules of the package that are targets."""
    modules = Path(__file__).parent.joinpath("fuzzing").glob("*.py")
    return {path.stem for path in modules if "def check(" in path.read_text(encoding="utf-8")}


def test_every_target_is_listed() -> None:
    assert set(TARGETS) == names()
    assert {path.name for path in FOUND.iterdir()} <= set(TARGETS)


@pytest.mark.parametrize("name", QUICK)
def test_a_target_holds_on_its_seeds(name: str) -> None:
    target = importlib.import_module(f"fuzzing.{name}")
    for seed in islice(target.seeds(), MOST):
        target.check(seed)


@pytest.mark.model
def test_the_rules_hold_on_sentences_put_together() -> None:
    from fuzzing import texts

    for seed in islice(texts.seeds(), MOST):
        texts.check(seed)


CASES = [(name, path) for name in TARGETS for path in found(name)]


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda x: getattr(x, "name", x))
def test_what_once_broke_holds(name: str, path: Path) -> None:
    importlib.import_module(f"fuzzing.{name}").check(path.read_bytes())


def test_edits_are_the_same_for_the_same_bytes_and_bounded() -> None:
    base, words = b"one two\nthree\n", (b"word",)
    assert edited(base, b"", words) == base
    assert edited(base, bytes([6, 0, 0, 0, 0, 0, 0, 0]), words) == b"word two\nthree\n"
    assert edited(base, bytes([3, 0, 0, 0, 0, 0, 0, 0]), words) == b"three\n"
    doubled = bytes([4, 0, 0, 0, 0, 0, 0, 0]) * 30
    assert len(edited(base, doubled, words)) <= 1 << 16


def test_a_fault_is_noted_once_with_what_broke(tmp_path: Path) -> None:
    (tmp_path / "broke").mkdir()

    def check(data: bytes) -> None:
        if data > b"b":
            raise KeyError("x")

    checked = noted(check, tmp_path / "broke")
    for data in (b"a", b"c", b"d"):
        checked(data)
    (kept,) = (tmp_path / "broke").iterdir()
    assert kept.read_bytes() == b"c"
    assert (tmp_path / f"{kept.name}.txt").read_text().startswith("KeyError at test_fuzzing.py:")


def test_an_outcome_is_a_line() -> None:
    shown = str(Outcome("articles", 60.0, 6_000, 10, 20, 1))
    assert shown.split() == ["articles", "60", "s", "6,000", "inputs", "(", "100/s)", "edges", "10", "->", "20", "broke", "1"]  # fmt: skip
