"""What a build of many articles costs, and what it costs again when the rules have changed, by step, in CPU time.

The articles are the seeds and the dev articles, their paragraphs mixed anew. They are built into an empty folder, again
when nothing has changed, and again as if a rule had (they are then read from their parses), with the size of what is kept.

    python tests/benchmarks/reading.py [ARTICLES]
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from comity import extractions
from comity.articles import read
from comity.graphs import build
from comity.model import Article

ROOT = Path(__file__).parents[2]
FOLDERS = ("seeds", "tests/articles/dev")


def main(count: int = 2000) -> None:
    """Build three times and print a table."""
    with tempfile.TemporaryDirectory() as name:
        table, graph = Path(name) / "rows.jsonl", Path(name) / "graph"
        table.write_text("".join(json.dumps(row) + "\n" for row in mixed(count)), encoding="utf-8")
        spent = {"first": spend(table, graph)}
        before = record(graph)
        spent["unchanged"] = spend(table, graph)
        rules = extractions._rules
        extractions._rules = lambda: "0" * 16
        spent["other rules"] = spend(table, graph)
        extractions._rules = rules
        spend(table, graph)
        same = "the same" if record(graph) == before else "ANOTHER"
        print(f"{count} articles, CPU seconds; the graph is {same}")
        for step in spent["first"]:
            print(f"  {step:28}" + "".join(f"{cost[step]:10.1f}" for cost in spent.values()))
        print(" " * 30 + "".join(f"{way:>10}" for way in spent))
        for place in ("parses", "extractions", "."):
            size = sum(p.stat().st_size for p in (graph / place).rglob("*") if p.is_file())
            print(f"  {place:12} {size / 1e6:8.1f} MB, {size / count / 1e3:.1f} kB an article")


def spend(table: Path, graph: Path) -> Counter[str]:
    """The seconds of each step of a build."""
    cost = Counter[str]()
    last = ["starting", time.process_time()]

    def tell(step: str, _: int, __: int) -> None:
        now = time.process_time()
        cost[last[0]] += now - last[1]
        last[:] = [step, now]

    began = last[1]
    build(table, output=graph, progress=tell)
    tell("", 0, 0)
    cost["all"] = time.process_time() - began
    return cost


def record(graph: Path) -> dict[str, bytes]:
    """The graph's files of record but for what names the rules."""
    return {p.name: p.read_bytes() for p in sorted((graph / "graph").rglob("*.nq"))}


def mixed(count: int) -> Iterator[dict[str, str]]:
    """Articles of paragraphs of three articles each, with a day."""
    articles = [a for f in FOLDERS for a in read(ROOT / f) if isinstance(a, Article)]
    parts = [[p for p in a.text.split("\n") if p.strip()] for a in articles]
    mixer = random.Random(7)
    for number in range(count):
        chosen = mixer.sample(parts, 3)
        text = "\n\n".join(p for part in chosen for p in mixer.sample(part, (len(part) + 2) // 3))
        day = f"2023-{mixer.randint(1, 12):02}-{mixer.randint(1, 28):02}"
        yield {"id": f"mixed{number:04}", "text": text, "published": day}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
