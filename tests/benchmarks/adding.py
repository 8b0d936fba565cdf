"""Thousands of adds and removes in one process: memory, open files and the files of the graph stay what they are.

    python tests/benchmarks/adding.py [CHANGES [MINUTES]]

A graph of eight articles is added to and removed from by turns, by the library, with articles that are read by patterns and not
by the model. One reader keeps the graph open all the while and asks it now and then, in memory and on disk. It fails where the
memory of the process grows by more than a mark, where more files are open in the end, where files are left in the folder, or
where the graph in the end is not, byte for byte, the one of the beginning.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

import comity  # noqa: E402
import short_articles  # noqa: E402
from comity import graphs, reader  # noqa: E402
from comity.rdf.store import open_graph  # noqa: E402
from records import record  # noqa: E402

CHANGES, MINUTES = 20_000, 600.0
STAYING, ROUND = 8, 25
SAMPLES = 40
GROWTH = 10.0
"""Megabytes by which 10,000 changes may have the process grow, by the slope of the second half."""

COUNT = "SELECT (COUNT(*) AS ?n) { ?a a co:Article }"


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many changes: megabytes that are resident, and of these what it asked for itself, without the pages of files (which
    count for it or for others as these come and go); open handles, threads, files, seconds.
    """  # fmt: skip

    changes: int
    resident: float
    own: float
    handles: int
    threads: int
    files: int
    seconds: float


def sample(changes: int, folder: Path, began: float) -> Sample:
    """What the process has now."""
    gc.collect()
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    told = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return Sample(
        changes,
        int(told["Rss"]) / 1024,
        int(told["Anonymous"]) / 1024,
        len(os.listdir("/proc/self/fd")),
        len(os.listdir("/proc/self/task")),
        sum(1 for _ in folder.rglob("*")),
        time.monotonic() - began,
    )


def slope(samples: list[Sample]) -> float:
    """Megabytes by which 10,000 changes have the process grow, by a straight line through the second half of the samples."""
    half = samples[len(samples) // 2 :]
    found = statistics.linear_regression([s.changes for s in half], [s.own for s in half])
    return found.slope * 10_000


def rows(place: Path) -> list[Path]:
    """The tables: one of the articles that stay, and one for each that comes and goes."""
    who = sorted(short_articles.PEOPLE)
    lines = []
    for n in range(STAYING + ROUND):
        one, other, day = who[n % 4], who[(n + 1) % 4], f"2031-03-{1 + n % 28:02}"
        text = f"{one} met {other} in Nairobi on {day}.\n{one} accused Kenya over tea duties."
        lines.append(json.dumps({"id": f"a{n}", "text": text, "published": day}) + "\n")
    paths = []
    for number, told in enumerate(["".join(lines[:STAYING]), *lines[STAYING:]]):
        paths.append(place / f"rows-{number}.jsonl")
        paths[-1].write_text(told, encoding="utf-8")
    return paths


def soak(place: Path, changes: int, minutes: float) -> int:
    """Does the changes, prints the samples, and gives how many things went wrong."""
    folder, (first, *others) = place / "graph", rows(place)
    graphs.build(first, output=folder, parses=False)
    kg, before = comity.open(folder), record(folder)
    samples: list[Sample] = []
    began = time.monotonic()
    step, pause = max(2, changes // SAMPLES), 60 * minutes / SAMPLES
    done = 0
    print("changes  RSS MB  own MB  handles  threads  files  seconds")
    while done < changes and time.monotonic() - began < 60 * minutes:
        at = done // 2 % ROUND
        graphs.add(others[at], output=folder)
        graphs.remove([f"a{STAYING + at}"], output=folder)
        done += 2
        waited = time.monotonic() - began - (samples[-1].seconds if samples else 0.0)
        if len(samples) < 2 or done % step < 2 or waited > pause:
            with open_graph(folder, in_memory=False) as opened:
                ((count,),) = opened.query(COUNT).rows
            del opened  # which closes its files
            assert (count, len(kg.articles)) == (str(STAYING), STAYING)
            s = sample(done, folder, began)
            samples.append(s)
            print(
                f"{s.changes:7} {s.resident:7.1f} {s.own:7.1f} {s.handles:8} {s.threads:8} {s.files:6} {s.seconds:8.0f}",
                flush=True,
            )
    return judged(samples, record(folder) == before)


def judged(samples: list[Sample], same: bool) -> int:
    """Prints what became of it, and gives how many things went wrong."""
    first, last = samples[1], samples[-1]
    grown = slope(samples)
    print(
        f"{last.changes} changes in {last.seconds:.0f} s: {grown:+.2f} MB in 10,000 changes (second half), handles "
        f"{first.handles} -> {last.handles}, files {first.files} -> {last.files}, "
        f"the graph is {'the same' if same else 'ANOTHER'}"
    )
    return (
        (grown > GROWTH)
        + (last.handles > first.handles)
        + (last.threads > first.threads)
        + (last.files > first.files + STAYING)
        + (not same)
    )


def main() -> None:
    """Reads articles by patterns, and soaks."""
    reader.load_pipeline = lambda *, gazetteer=None: None  # type: ignore[assignment]  # a test's
    read = short_articles.one_by_one(lambda _, article: short_articles.extraction(article))
    reader.extract_all = read  # type: ignore[assignment]
    given = [float(word) for word in sys.argv[1:]]
    changes, minutes = (*given, *(CHANGES, MINUTES)[len(given) :])
    with tempfile.TemporaryDirectory() as place:
        wrong = soak(Path(place), int(changes), minutes)
    print("all held" if not wrong else f"{wrong} went wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
