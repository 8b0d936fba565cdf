"""What several tests run, and the graph of the seeds for those that need the model; that of the samples is above."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Outcome, Run

ROOT = Path(__file__).parent.parent

collect_ignore = ["benchmarks"]
"""Programs to be run, which doctest would import."""


@pytest.fixture
def comity(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `comity` in this process with the given arguments."""

    def run(*arguments: object) -> Outcome:
        from comity.cli import main

        monkeypatch.setattr("sys.argv", ["comity", *map(str, arguments)])
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        return Outcome(code if isinstance(code, int) else 1, out, err)

    return run


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `seeds` and the graph `build` made of them by the command line; to be read only."""
    import shutil
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    command = [sys.executable, "-m", "comity", "build", "seeds", "-o", "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder
