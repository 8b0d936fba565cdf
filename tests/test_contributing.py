"""CONTRIBUTING.md: its worked examples are done in a copy of the project, and its picture shows the whole house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from worked import Block, blocks, commands

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "CONTRIBUTING.md"
BLOCKS = list(blocks(DOCUMENT))
RUN = [block for block in BLOCKS if block.language == "sh"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every example is done, and `comity` and `python` are programs."""
    root = tmp_path_factory.mktemp("worked") / "comity"
    for name in ("graph", "ontology"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for block in BLOCKS:
        block.applied(root)
    (root / "bin").mkdir()
    for name, program in (
        ("comity", f'"{sys.executable}" -m comity'),
        ("python", f'"{sys.executable}"'),
    ):
        path = root / "bin" / name
        path.write_text(f'#!/bin/sh\nexec {program} "$@"\n', encoding="utf-8")
        path.chmod(0o755)
    return root


def expected(block: Block) -> list[str]:
    """The lines that a block of commands prints, by the block after it."""
    after = BLOCKS[BLOCKS.index(block) + 1 :][:1]
    return [line for b in after if b.note == "prints" for line in b.text.splitlines()]


@pytest.mark.model
def test_the_examples_do_what_they_say(project: Path) -> None:
    path = f"{project / 'bin'}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(project / "graph")}
    assert len(RUN) >= 4
    for block in RUN:
        printed = ""
        for command in commands(block):
            done = subprocess.run(
                command,
                shell=True,
                cwd=project,
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{command}: {done.stderr}"
            printed += done.stdout
        for line in expected(block):
            assert line in printed, f"{commands(block)}: {printed}"


def test_every_block_is_a_file_a_change_a_command_or_a_picture() -> None:
    for block in BLOCKS:
        done = block.note.startswith(("new: ", "append: ", "below ")) or block.note == "prints"
        assert done or block.language == "sh" or "──►" in block.text, (
            f"CONTRIBUTING.md:{block.line}"
        )


def test_the_examples_are_as_the_project_is(project: Path) -> None:
    made = [
        project / block.note.partition(": ")[2]
        for block in BLOCKS
        if block.note.startswith("new: ")
    ]
    code = [str(path) for path in made if path.suffix == ".py"]
    assert len(code) >= 2
    settings = ["--config", str(ROOT / "pyproject.toml")]
    for how in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *how, *settings, *code],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_picture_has_every_package() -> None:
    picture = next(block.text for block in BLOCKS if "──►" in block.text)
    packages = [path.parent.name for path in (ROOT / "graph" / "comity").glob("*/__init__.py")]
    assert packages
    assert [name for name in packages if f"{name}/" not in picture] == []
