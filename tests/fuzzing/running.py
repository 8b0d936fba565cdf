"""One target run for some seconds by as many processes as it kills, and what came of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from fuzzing import ROOT

WHERE = ROOT / "build" / "fuzzing"
_SLOW, _SLOWEST, _LARGEST = 20, 60, 4096
_EDGES = re.compile(r"\bcov: (\d+)")
_RUNS = re.compile(r"^(?:#|Done |stat::number_of_executed_units: )(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds, inputs tried, edges of comity reached by the seeds and in the end, and how many different faults there were."""

    target: str
    seconds: float
    runs: int
    first: int
    edges: int
    broke: int

    def __str__(self) -> str:
        """As a line of a table."""
        speed = self.runs / max(self.seconds, 1)
        return (
            f"{self.target:<12}{self.seconds:>7.0f} s {self.runs:>10,} inputs ({speed:>6,.0f}/s)"
            f"  edges {self.first:>5,} -> {self.edges:>5,}  broke {self.broke}"
        )


def run(target: str, seconds: int) -> Outcome:
    """Fuzzes a target for that long; a process that an input ends is followed by another."""
    place = WHERE / target
    for name in ("corpus", "broke"):
        (place / name).mkdir(parents=True, exist_ok=True)
    began, until = time.monotonic(), time.monotonic() + seconds
    known = set((place / "broke").iterdir())
    runs, edges, first = 0, 0, 0
    while (left := round(until - time.monotonic())) > 0:
        said = _process(target, place, left)
        reached = [int(n) for n in _EDGES.findall(said)]
        runs += max((int(n) for n in _RUNS.findall(said)), default=0)
        first = first or next(iter(reached), 0)
        edges = max([edges, *reached])
        if not reached:
            raise RuntimeError(f"{target} did not start:\n{said[-3000:]}")
    broke = len(set((place / "broke").iterdir()) - known)
    outcome = Outcome(target, time.monotonic() - began, runs, first, edges, broke)
    with (WHERE / "outcomes.jsonl").open("a", encoding="utf-8") as out:
        out.write(f"{json.dumps([getattr(outcome, name) for name in Outcome.__slots__])}\n")
    return outcome


def _process(target: str, place: Path, seconds: int) -> str:
    """What one process says, which works until the time is over or an input ends it."""
    command = [
        sys.executable, "-m", "fuzzing.driven", target, str(place / "broke"), str(place / "corpus"),
        f"-max_total_time={seconds}", f"-artifact_prefix={place / 'broke'}/", f"-timeout={_SLOWEST}",
        f"-report_slow_units={_SLOW}",
        f"-max_len={_LARGEST}", "-rss_limit_mb=4096", "-print_final_stats=1", "-len_control=10",
    ]  # fmt: skip
    paths = os.pathsep.join([str(ROOT / "graph"), str(ROOT / "tests")])
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": paths}, cwd=ROOT, capture_output=True, check=False
    )
    said = done.stderr.decode("utf-8", "replace")
    (place / "log.txt").write_text(said, encoding="utf-8")
    return said
