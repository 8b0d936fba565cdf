"""Fuzzing guided by coverage: bytes that reach new lines of comity are kept and changed further.

Each module of `TARGETS` has `check(data)`, which raises where comity does not hold what it promises of any bytes, and `seeds()`,
with what the search begins with. atheris drives them and is no package of the lock; install it where you fuzz:

    pip install atheris
    python tests/fuzzing articles --seconds 60
    python tests/fuzzing all --seconds 3600        (shared among the targets)

What the search has kept, and what broke, is found in `build/fuzzing/`. What broke is made small by hand and becomes a file in
`found/TARGET/`; `tests/test_fuzzing.py` gives those and the seeds to every target whenever the tests run, without atheris.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOUND = Path(__file__).parent / "found"
TARGETS = (
    "articles",
    "tables",
    "days",
    "curations",
    "gazetteer",
    "names",
    "importing",
    "asking",
    "folders",
    "records",
    "serving",
    "texts",
)
_MEMORY = Path("/dev/shm")
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def scratch() -> Path:
    """A folder for the files of this process, in memory where the system has that; removed at its end."""
    memory = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    place = tempfile.TemporaryDirectory(prefix="comity-fuzzing.", dir=memory)
    _KEPT.append(place)
    return Path(place.name)


def found(target: str) -> list[Path]:
    """The inputs that once broke a target."""
    return sorted((FOUND / target).glob("*"))
