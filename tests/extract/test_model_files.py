"""The files of the model are pinned one by one, and one that differs by a single bit is told of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from comity import checkup
from comity.checkup import State
from comity.extract import model_files
from comity.extract.model_files import PINNED, altered, model_folder, pins, to_pins

FLIPPED = "en_core_web_md-3.7.1/ner/moves"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The model again: its folders, with links to its files."""

    def link(source: str, target: str) -> None:
        Path(target).symlink_to(source)

    folder = tmp_path / "model"
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(model_folder(), folder, copy_function=link, ignore=left_out)
    return folder


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)


def test_the_model_that_is_installed_is_the_one_that_is_pinned() -> None:
    assert altered(model_folder()) == ()
    assert to_pins(model_folder()) == PINNED.read_text(encoding="ascii")
    assert len(pins()) > 20


def test_each_way_to_differ_is_told(model: Path) -> None:
    assert altered(model) == ()
    flip(model / FLIPPED)
    assert altered(model) == (f"{FLIPPED} is changed",)
    (model / "en_core_web_md-3.7.1" / "tokenizer").unlink()
    (model / "more.py").write_text("")
    assert altered(model) == (
        f"{FLIPPED} is changed",
        "en_core_web_md-3.7.1/tokenizer is missing",
        "more.py is not of the model",
    )


def test_the_checkup_says_so(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "model_folder", lambda: model)
    look = checkup._model_files
    assert checkup._guarded("files of the model", look).state is State.WELL
    for name in ("ner/cfg", "ner/moves", "parser/cfg", "parser/moves"):
        flip(model / "en_core_web_md-3.7.1" / name)
    found = checkup._guarded("files of the model", look)
    assert found.state is State.AMISS
    assert "ner/cfg is changed" in found.found
    assert found.found.endswith("and 1 more")
    assert "--force-reinstall" in found.remedy
