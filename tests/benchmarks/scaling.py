"""How a build grows: CPU seconds and peak memory of each step, from a hundred articles to twenty thousand.

    python tests/benchmarks/scaling.py [--sizes 100 1000 5000 20000] [--workers N] [--rounds 1] [--json FILE]

The articles are invented, of some sixty words and four events each: ministers and leaders of all states meet, sign, accuse and
plan, on days that go on as the collection grows; half of the events are told twice, by another article on the next day. Each size is
built by a process of its own into an empty folder, and then again when nothing has changed. Peak memory is that of the process
which builds, so with workers it is without what these take to read.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from measuring import Lap, Row, Table, arguments, finish, row

from comity.graphs import build
from comity.knowledge.gazetteer import load_gazetteer

FIRST = date(2012, 1, 2)
A_DAY = 5
TERM = 700
GIVEN = "Amadou Beatriz Cemil Dagny Elif Farid Goran Hana Idris Jelena Kofi Lucia Mirza Nadia Oskar Paula Rashid Sofia Tomas Yusuf".split()
ENDS = "adze berg cano dal enko farah gul holm ides jari kov lund mura nen oglu pour quist ros sen tano uddin vic wala yama".split()
ISSUES = "trade tariffs|water rights|the border|fishing grounds|visa rules|prisoners of war|gas supplies|the arms embargo".split(
    "|"
)
TALKS = (
    "{a} met {b} in {city} on {day} to discuss {issue}.",
    "{a} and {b} signed an agreement on {issue} in {city} on {day}.",
    "{a} accused {y} of breaking its word on {issue}.",
    "{x} expelled two diplomats of {y} over {issue} on {day}.",
    "{a} will visit {y} in {month} for talks with {b}.",
    "{a} spoke with {b} by telephone on {day}.",
    "{x} imposed sanctions on {y} on {day}.",
    "{a} thanked {y} for its help with {issue}.",
)


def main() -> None:
    """A row for each size, beside the size before it."""
    parser = arguments(__doc__, rounds=1)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000, 20000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--of-one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.of_one:
        print(json.dumps(spent(given.of_one, given.workers)))
        return
    rows: list[Row] = []
    before: list[Lap] | None = None
    for size in given.sizes:
        found = [_apart(size, given.workers) for _ in range(given.rounds)]
        laps = [Lap(f["all"], f["wall"]) for f in found]
        one = found[-1]
        note = (
            f"reading {one['reading']:.1f} s, the rest {one['rest']:.1f} s, again unchanged {one['again']:.1f} s;"
            f" {1000 * one['all'] / size:.1f} ms an article; {one['read']} MB after reading; {one['quads']:,} quads in"
            f" {one['size'] / 1e6:.1f} MB"
        )
        rows.append(replace(row(f"{size:,} articles", laps, before), peak=one["peak"], note=note))
        before = laps
    title = f"Building with {given.workers} worker" + ("s" if given.workers > 1 else "")
    finish(Table(title, tuple(rows), ("The ratio is that to the row above.",)), given.json)


def _apart(size: int, workers: int) -> dict[str, float]:
    """What `spent` gives in a process of its own."""
    command = [sys.executable, __file__, "--of-one", str(size), "--workers", str(workers)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, float] = json.loads(said)
    return found


def spent(size: int, workers: int) -> dict[str, float]:
    """What it costs to build `size` articles: CPU seconds (of the workers too) by step, MB of memory, quads, bytes."""
    with tempfile.TemporaryDirectory() as name:
        table, graph = Path(name) / "rows.jsonl", Path(name) / "graph"
        with table.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in articles(size))
        at: dict[str, tuple[float, int]] = {}

        def tell(step: str, _: int, __: int) -> None:
            at.setdefault(step, (_cpu(), _peak()))

        began, start = _cpu(), time.perf_counter()
        done = build(table, output=graph, workers=workers, progress=tell)
        ended, wall = _cpu(), time.perf_counter() - start
        if done.bad:
            raise SystemExit(f"left out: {done.bad[:3]}")
        peak = _peak()
        build(table, output=graph)
        return {
            "reading": at["assembling"][0] - began,
            "rest": ended - at["assembling"][0],
            "all": ended - began,
            "wall": wall,
            "again": _cpu() - ended,
            "read": at["assembling"][1],
            "peak": peak,
            "quads": done.quads,
            "size": sum(p.stat().st_size for p in (graph / "graph").rglob("*")),
        }


def _cpu() -> float:
    """Processor time of this process and of those that have ended."""
    whole = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + whole.ru_utime + whole.ru_stime


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def articles(size: int) -> Iterator[dict[str, str]]:
    """Rows of invented articles, the same for the same number."""
    drawn = random.Random(3)
    entries = load_gazetteer().entries.values()
    states = sorted(e.name for e in entries if e.type == "State" and e.name.isascii())
    cities = sorted(e.name for e in entries if e.type == "Place" and e.name.isascii())
    told: list[list[str]] = []
    for number in range(size):
        day = FIRST + timedelta(number // A_DAY)
        twice = told[-drawn.randint(1, len(told[-9:]))][:2] if told and drawn.random() < 0.5 else []
        own = [_sentence(drawn, states, cities, day) for _ in range(4 - len(twice))]
        sentences = [*own, *twice]
        told = [*told[-9:], own]
        yield {
            "id": f"a{number:06}",
            "text": "\n".join(sentences),
            "published": str(day + timedelta(1)),
        }


def _sentence(drawn: random.Random, states: list[str], cities: list[str], day: date) -> str:
    x, y = (states[int(len(states) ** drawn.random()) - place] for place in (1, 2))
    return drawn.choice(TALKS).format(
        a=f"{x}'s foreign minister {_holder(x, 'minister', day)}",
        b=f"{y}'s president {_holder(y, 'president', day)}",
        x=x,
        y=y,
        city=drawn.choice(cities),
        day=f"{day:%B} {day.day}, {day.year}",
        month=f"{day + timedelta(60):%B %Y}",
        issue=drawn.choice(ISSUES),
    )


def _holder(state: str, office: str, day: date) -> str:
    """Whoever holds an office on a day; the next one comes after some two years."""
    drawn = random.Random(f"{state} {office} {day.toordinal() // TERM}")
    return f"{drawn.choice(GIVEN)} {drawn.choice(GIVEN)[:3]}{drawn.choice(ENDS)}"


if __name__ == "__main__":
    main()
