"""Commands of comity, each in a process of its own that can be killed or made to meet a fault; see `zygote.py`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent.parent
KILLED = -9
DEFECT = 70


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: the exit code, or minus the signal; the seconds it took; what it said; the steps it took."""

    code: int
    seconds: float
    cpu: float
    out: str
    err: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commands:
    """Runs commands for the graph in `folder`."""

    process: subprocess.Popen[str]

    def run(self, folder: Path, *arguments: object, **fault: object) -> Done:
        """Runs `comity ARGUMENTS`; the `fault` is met, and steps are counted, in `folder`.

        `after`: seconds until it is killed; `step`: the number of the step at which it is, or where an `error` of that name is
        met; `bytes`: what a file may hold, or with `kills` where it is killed; `user`: who it is; `counts`: whether steps are
        told; `stdin` and `environment` are those of the command.
        """
        order = {
            "arguments": [*map(str, arguments)],
            "folder": str(folder),
            "cwd": str(folder.parent),
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order | fault) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Done(**(answer | {"steps": tuple(answer["steps"])}))


@contextmanager
def commands() -> Iterator[Commands]:
    """What runs commands, for the length of a `with`."""
    places = os.pathsep.join([str(TESTS), str(TESTS.parent / "graph")])
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "faults" / "zygote.py")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": places} | alone,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert ready == {"threads": 1}, "a process with threads is not forked well"
        yield Commands(process)
        assert process.stdin is not None
        process.stdin.close()
