"""What the shell offers at the Tab key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Run

QUESTION = "who-met-whom"
LINES = [
    pytest.param("comity ch", {"check", "changes"}, id="a verb"),
    pytest.param("comity ask who", {QUESTION}, id="a question"),
    pytest.param("comity questions who", {QUESTION}, id="a question to be told about"),
    pytest.param(f"comity ask {QUESTION} --a", {"--actor", "--as-of"}, id="its options"),
    pytest.param(f"comity ask {QUESTION} GRAPH --actor D", {"Dawit Bekele"}, id="who is in the graph"),
    pytest.param(f"comity ask {QUESTION} nowhere --actor D", set(), id="nobody without a graph"),
    pytest.param("comity ask events GRAPH --kind Sum", {"Summit"}, id="a class of events"),
    pytest.param("comity ask events GRAPH --from 2", set(), id="no day"),
    pytest.param(f"comity ask {QUESTION} -f ", {"table", "csv", "json", "ttl"}, id="a format"),
    pytest.param("comity ask nobody --a", set(), id="no such question"),
    pytest.param("comity build ar", set(), id="a file, which the shell completes"),
    pytest.param("comity view GRAPH --view o", {"overview"}, id="a view"),
    pytest.param("comity remove -o GRAPH nai", {"nairobi.txt"}, id="an article"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "offered"), LINES)
def test_the_shell_is_offered(
    comity: Run, sample_graph: Path, monkeypatch: pytest.MonkeyPatch, line: str, offered: set[str]
) -> None:
    words = line.replace("GRAPH", str(sample_graph))
    monkeypatch.setenv("_COMITY_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", words)
    found = {given.split("\t")[0] for given in comity().out.splitlines() if given}
    assert found == offered


def test_questions_are_offered_with_their_titles(
    comity: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_COMITY_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "comity ask who")
    assert comity().out.strip() == """_arguments '*: :(("who-met-whom":"Who met whom"))'"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_a_name_as_one_word(sample_graph: Path, tmp_path: Path) -> None:
    program = tmp_path / "comity"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m comity "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    root = Path(__file__).parent.parent
    script = f"""
        source <(_COMITY_COMPLETE=source_bash comity)
        COMP_WORDS=(comity ask {QUESTION} "{sample_graph}" --actor Da); COMP_CWORD=5
        _comity_completion comity; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{tmp_path}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(root / "graph")}
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, env=env
    )
    assert done.stdout == "Dawit\\ Bekele\n"
