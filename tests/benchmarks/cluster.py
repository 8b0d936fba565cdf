"""What `docs/scale.md` plans by: CPU and bytes of an article on each of its ways, and what Spark adds. Nothing is asserted.

    python tests/benchmarks/cluster.py [--articles 100] [--assembled 1000] [--spark local[2,4]]

Articles are drawn by chance, with a fixed seed, from the paragraphs of the seeds and of the articles for development, some 3,500
characters each, so words are as those of news but each article is another. What is put together is drawn as in `assembly.py`.
Times are CPU seconds, of all processes where there are several; with 0 a part is passed over.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
from assembly import extractions
from pyarrow import parquet

from comity.articles import read
from comity.assemble.blocks import Codes
from comity.assemble.ties import scored
from comity.cluster import building
from comity.cluster.reading import extract_batch
from comity.extractions import keep
from comity.graphs import build, build_of
from comity.intake import UNFINISHED, Taken, made
from comity.model import Article
from comity.rdf.record import read_manifest

ROOT = Path(__file__).parent.parent.parent
LENGTH = 3_500
PER_ARTICLE = 12


def main() -> None:
    """Prints a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--assembled", type=int, default=1000)
    parser.add_argument("--spark", metavar="MASTER")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        rows = list(drawn(given.articles, random.Random(1)))
        (place / "in.jsonl").write_text(
            "".join(f"{json.dumps(r)}\n" for r in rows), encoding="utf-8"
        )
        if rows:
            reading(rows, place)
        if given.assembled:
            assembling(given.assembled, place)
        if given.spark:
            spark(place, given.spark, len(rows))


def drawn(number: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Rows of a table, each with another text."""
    folders = ("seeds", "tests/articles/dev", "tests/articles/press/dev")
    found = [a for f in folders for a in read(ROOT / f) if isinstance(a, Article)]
    parts = [p for a in found for p in a.text.split("\n") if len(p) > 60]
    for n in range(number):
        text: list[str] = []
        while sum(map(len, text)) < LENGTH:
            text.append(chance.choice(parts))
        yield {"id": f"{n}.txt", "text": "\n\n".join(text), "published": f"2023-05-{n % 28 + 1:02}"}


def reading(rows: list[dict[str, Any]], place: Path) -> None:
    """What an article costs to read, with its own N-Quads, and what these take."""
    batch = pa.RecordBatch.from_pylist(rows)
    with cpu() as loading:
        extract_batch(batch.slice(0, 16))
    with cpu() as taken:
        out = pa.Table.from_batches([extract_batch(batch.slice(n, 64)) for n in range(0, len(rows), 64)])  # fmt: skip
    parquet.write_table(out, place / "out.parquet", compression="zstd")
    size = (place / "out.parquet").stat().st_size
    told = out.to_pylist()
    reports = sum(len(json.loads(r["extraction"])["extraction"]["reports"]) for r in told)
    many, letters = len(rows), sum(len(r["text"]) for r in rows)
    say("first 16 articles, model and tables loaded", loading(), "s")
    say("articles", many)
    say("characters an article", letters / many)
    say("reports an article", reports / many)
    say("reading an article, with N-Quads", 1000 * taken() / many, "ms")
    say("articles a core and second", many / taken())
    say("extraction, JSON", sum(len(r["extraction"]) for r in told) / many / 1000, "kB an article")
    say("N-Quads of it alone", sum(len(r["quads"]) for r in told) / many / 1000, "kB an article")
    say("quads of it alone", sum(r["quads"].count("\n") for r in told) / many, "an article")
    say("both as Parquet", size / many / 1000, "kB an article")


def assembling(number: int, place: Path) -> None:
    """What putting together, checking and writing cost in one process, and what of it is comparing."""
    by, drawn_at = made(None), place / "drawn"
    every = extractions(number * PER_ARTICLE, random.Random(1))
    told = [keep(e, by, drawn_at / UNFINISHED) for e in every]
    steps: dict[str, float] = {}

    def tell(step: str, done: int, total: int) -> None:
        steps[f"{step} {'done' if done >= total else 'begun'}"] = time.process_time()

    spent = [0.0, 0.0]

    def score(codes: Codes, *given: Any) -> Any:
        with cpu() as comparing:
            found = scored(codes, *given)
        spent[:] = [spent[0] + comparing(), spent[1] + len(codes)]
        return found

    with cpu() as taken:
        build_of(
            lambda: Taken(read=told), source="drawn", output=drawn_at, progress=tell, score=score
        )
    manifest = read_manifest(drawn_at)
    thousands = len(told) / 1000
    together = steps["assembling done"] - steps["assembling begun"]
    checked = steps["writing begun"] - steps["assembling done"]
    say("articles put together", len(told))
    say("  assembling", together / thousands, "s a thousand")
    say("    of which comparing", spent[0] / thousands, "s a thousand")
    say("    pairs compared", spent[1] / len(told), "an article")
    say("    comparing a pair", 1e6 * spent[0] / spent[1], "microseconds")
    say("  drawing and checking", checked / thousands, "s a thousand")
    say("  all", taken() / thousands, "s a thousand")
    say("  graph", manifest.bytes / len(told) / 1000, "kB an article")
    say(
        "  memory at most, with what was read before",
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "MB",
    )


def spark(place: Path, master: str, many: int) -> None:
    """What the whole way costs with Spark and in one process, the model loaded in each."""
    with cpu() as alone:
        build(place / "in.jsonl", output=place / "alone", parses=False)
    say("one process", alone(), f"s for {many} articles")
    spent: list[float] = []
    stop = building.told

    def told(*given: Any) -> Any:
        found = stop(*given)
        spent.append(of_children())
        return found

    building.told = told  # type: ignore[assignment]  # to look on
    with cpu() as driver:
        building.build(str(place / "in.jsonl"), output=place / "spark", master=master)
    say("Spark, its processes until all is read", spent[0], "s")
    say("Spark, the driver", driver(), "s")
    same = (place / "alone/manifest.json").read_bytes() == (place / "spark/manifest.json").read_bytes()  # fmt: skip
    print("the same graph" if same else "ANOTHER GRAPH")


def of_children() -> float:
    """CPU seconds of all processes below this one."""
    found = [p.cpu_times() for p in psutil.Process().children(recursive=True)]
    return sum(t.user + t.system + t.children_user + t.children_system for t in found)


@contextmanager
def cpu() -> Iterator[Callable[[], float]]:
    """The CPU seconds that what is done inside takes."""
    began, ended = time.process_time(), [0.0]
    yield lambda: ended[0] - began
    ended[0] = time.process_time()


def say(what: str, number: float, unit: str = "") -> None:
    """Prints one figure."""
    print(f"{what:<45}{number:>10.4g} {unit}", flush=True)


if __name__ == "__main__":
    main()
