"""The seeds built with every Python that is fit, and the graphs compared: `python -m supply.pythons DIR` (`make pythons`).

Every `python3.N` from 3.11 on that is on the path, or in pyenv, is taken once a version, in a new environment. One of before is
used again where the lock is the same. It needs nothing but the standard library, and takes minutes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.txt"
_OLDEST = (3, 11)
_NAME = re.compile(r"python3\.\d+(?:\.exe)?")


def pythons() -> dict[str, Path]:
    """The programs by version, such as `3.12.1`; what does not start, is too old or makes no environments is none."""
    found: dict[str, Path] = {}
    for program in _programs():
        code = "import sys, ensurepip, venv; print('.'.join(map(str, sys.version_info[:3])))"
        done = subprocess.run(
            [str(program), "-c", code], capture_output=True, text=True, check=False
        )
        version = done.stdout.strip()
        if done.returncode == 0 and tuple(map(int, version.split(".")[:2])) >= _OLDEST:
            found.setdefault(version, program)
    return dict(sorted(found.items(), key=lambda each: [int(n) for n in each[0].split(".")]))


def _programs() -> Iterator[Path]:
    yield Path(sys.executable)
    for folder in map(Path, os.environ.get("PATH", "").split(os.pathsep)):
        if folder.is_dir():
            yield from (p for p in sorted(folder.iterdir()) if _NAME.fullmatch(p.name))
    root = os.environ.get("PYENV_ROOT")
    versions = (Path(root) if root else Path.home() / ".pyenv") / "versions"
    yield from sorted(versions.glob("3.*/bin/python"))


def environment(program: Path, place: Path) -> Path:
    """An environment with the locked packages and this comity, made unless it is there; gives its Python."""
    made = place / "lock"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not made.is_file() or made.read_text(encoding="ascii") != digest:
        if place.exists():
            shutil.rmtree(place)
        _run(program, "-m", "venv", place)
        pip = ("-m", "pip", "install", "-qq", "--disable-pip-version-check")
        _run(python, *pip, "--require-hashes", "-r", LOCK)
        made.write_text(digest, encoding="ascii")
    return python


def graph(python: Path, place: Path) -> bytes:
    """The graph of the seeds as this Python makes it, as lines of N-Quads."""
    if place.exists():
        shutil.rmtree(place)
    _run(python, "-m", "comity", "build", ROOT / "seeds", "-o", place)
    return _run(python, "-m", "comity", "export", "graph", place)


def _run(program: Path, *arguments: object) -> bytes:
    command = [str(program), *map(str, arguments)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = {**own, "PYTHONPATH": str(ROOT / "graph")}
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True)
    return done.stdout


def main(folder: str) -> int:
    """Builds and compares; 1 where two differ, or where there is but one Python to compare."""
    place = Path(folder).resolve()
    place.mkdir(parents=True, exist_ok=True)
    digests: dict[str, str] = {}
    for version, program in pythons().items():
        try:
            python = environment(program, place / f"venv-{version}")
            quads = graph(python, place / f"graph-{version}")
        except subprocess.CalledProcessError as error:
            digests[version] = f"failed: {' '.join(error.cmd[:4])} ended with {error.returncode}"
        else:
            digests[version] = hashlib.sha256(quads).hexdigest()
            place.joinpath(f"graph-{version}.nq").write_bytes(quads)
        print(f"{version}  {digests[version]}", flush=True)
    same = len(set(digests.values())) == 1 and len(digests) > 1
    print("the same graph on all" if same else "not the same, or nothing to compare with")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
