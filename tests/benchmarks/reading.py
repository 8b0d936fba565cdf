"""What a build of many articles costs, and what it costs again when the rules have changed, by step, in CPU time.

The articles are the seeds and the dev articles, their paragraphs mixed anew. They are built into an empty folder, again
when nothing has changed, and again as if a rule had (they are then read from their parses), with the size of what is kept. Each
round is in a folder of its own.

    python tests/benchmarks/reading.py [--articles 100] [--rounds 5] [--json FILE]
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extraction import originals
from measuring import Lap, Table, arguments, finish, row, timed

from comity import extractions
from comity.graphs import build

WAYS = ("the first time", "nothing changed", "other rules, parses kept")


def main() -> None:
    """Measure and print a table, and below it the steps of the last round."""
    parser = arguments(__doc__)
    parser.add_argument("--articles", type=int, default=100)
    given = parser.parse_args()
    laps: dict[str, list[Lap]] = {way: [] for way in WAYS}
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as name:
            spent, sizes = builds(Path(name), given.articles)
        for way, (lap, _) in spent.items():
            laps[way].append(lap)
    rows = [
        row(way, found, laps[WAYS[0]] if way != WAYS[0] else None) for way, found in laps.items()
    ]
    rows[-1] = replace(
        rows[-1],
        question=f"building {given.articles} articles by other rules, beside the first time",
    )
    steps = [
        f"    {way}: " + ", ".join(f"{step} {s:.2f}" for step, s in cost.items())
        for way, (_, cost) in spent.items()
    ]
    finish(
        Table(f"Building {given.articles} articles", tuple(rows), (", ".join(sizes), "", *steps)),
        given.json,
    )


def builds(folder: Path, count: int) -> tuple[dict[str, tuple[Lap, Counter[str]]], list[str]]:
    """What each way of building costs, by step too, and how large is what is kept."""
    table, graph = folder / "rows.jsonl", folder / "graph"
    table.write_text("".join(json.dumps(row) + "\n" for row in mixed(count)), encoding="utf-8")
    spent = {WAYS[0]: spend(table, graph)}
    before = record(graph)
    spent[WAYS[1]] = spend(table, graph)
    rules = extractions._rules
    extractions._rules = lambda: "0" * 16
    spent[WAYS[2]] = spend(table, graph)
    extractions._rules = rules
    spend(table, graph)
    if record(graph) != before:
        raise SystemExit("the graph is another one")
    sizes = []
    for place in ("parses", "extractions", "."):
        size = sum(p.stat().st_size for p in (graph / place).rglob("*") if p.is_file())
        sizes.append(f"{place if place != '.' else 'all'} {size / count / 1e3:.1f} kB an article")
    return spent, sizes


def spend(table: Path, graph: Path) -> tuple[Lap, Counter[str]]:
    """What a build costs, and the CPU seconds of each step."""
    cost = Counter[str]()
    last = ["starting", time.process_time()]

    def tell(step: str, _: int, __: int) -> None:
        now = time.process_time()
        cost[last[0]] += now - last[1]
        last[:] = [step, now]

    lap = timed(lambda: build(table, output=graph, progress=tell) and None)
    tell("", 0, 0)
    return lap, cost


def record(graph: Path) -> dict[str, bytes]:
    """The graph's files of record but for what names the rules."""
    return {p.name: p.read_bytes() for p in sorted((graph / "graph").rglob("*.nq"))}


def mixed(count: int) -> Iterator[dict[str, str]]:
    """Articles of paragraphs of three articles each, with a day."""
    parts = [[p for p in a.text.split("\n") if p.strip()] for a in originals()]
    mixer = random.Random(7)
    for number in range(count):
        chosen = mixer.sample(parts, 3)
        text = "\n\n".join(p for part in chosen for p in mixer.sample(part, (len(part) + 2) // 3))
        day = f"2023-{mixer.randint(1, 12):02}-{mixer.randint(1, 28):02}"
        yield {"id": f"mixed{number:04}", "text": text, "published": day}


if __name__ == "__main__":
    main()
