"""What every benchmark measures with: CPU and wall seconds by turns, ratios to a control of the same round, one kind of table.

A busy machine slows all that runs on it, so a figure of one run says little beside one of another day. Here whatever is compared
runs by turns in one process, in the other order every other round; a ratio is the median of the ratios of the rounds. Each row
keeps the load average under which it was measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROUNDS = 5
_PACKAGES = ("comity", "spacy", "pyoxigraph", "rdflib", "networkx")


@dataclass(frozen=True, slots=True)
class Lap:
    """One run of something: CPU and wall seconds."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line: medians of so many rounds, and the ratio of CPU to that of the control, with least and most, none for itself.

    `question` puts the row into the short table of all benchmarks, under these words; `peak` is the most memory that the
    process has held so far, in MB; `load` is the load average of the last minute.
    """

    what: str
    cpu: float
    wall: float
    rounds: int
    ratio: float | None = None
    least: float | None = None
    most: float | None = None
    peak: float | None = None
    load: float = 0.0
    note: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a benchmark found; `notes` are lines below it."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def arguments(doc: str | None, *, rounds: int = ROUNDS) -> argparse.ArgumentParser:
    """A parser with what all benchmarks take."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=rounds, metavar="N", help="of each (%(default)s)")  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    return parser


def timed(work: Callable[[], object]) -> Lap:
    """What a run costs this process; or, where the run is another process's, what it says it cost: a Lap that it returns."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    lap = Lap(time.process_time() - cpu, time.perf_counter() - wall)
    return found if isinstance(found, Lap) else lap


def by_turns(
    ways: Mapping[str, Callable[[], object]], *, control: str | None = None, rounds: int = ROUNDS, warm: bool = True
) -> tuple[Row, ...]:  # fmt: skip
    """A row for each way, all run once unmeasured where `warm`, then by turns; `control` is what others are compared with."""
    if warm:
        for work in ways.values():
            work()
    laps: dict[str, list[Lap]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in list(ways)[:: -1 if number % 2 else 1]:
            laps[name].append(timed(ways[name]))
    base = laps.get(control or "")
    return tuple(
        row(name, found, base if name != control else None) for name, found in laps.items()
    )


def row(what: str, laps: Sequence[Lap], base: Sequence[Lap] | None = None) -> Row:
    """The row of some laps, beside those of a control, round by round."""
    made = Row(
        what,
        statistics.median(lap.cpu for lap in laps),
        statistics.median(lap.wall for lap in laps),
        len(laps),
        load=os.getloadavg()[0],
    )
    if not base:
        return made
    ratios = sorted(lap.cpu / other.cpu for lap, other in zip(laps, base, strict=True))
    return replace(made, ratio=statistics.median(ratios), least=ratios[0], most=ratios[-1])


def asked(rows: Sequence[Row], what: str, question: str) -> tuple[Row, ...]:
    """The rows, that of `what` put into the short table as the answer to `question`."""
    return tuple(replace(r, question=question) if r.what == what else r for r in rows)


def peak() -> float:
    """The most memory that this process has held so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def finish(table: Table, file: Path | None) -> None:
    """Print the table and, where a file is named, write it as JSON, with the machine."""
    print("\n".join(to_lines(table)), flush=True)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        record = {"machine": machine(), **asdict(table)}
        file.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def to_lines(table: Table) -> list[str]:
    """The table in Markdown; columns that are empty throughout are left out."""
    head = ["", "CPU s", "wall s", "of the control", "peak MB", "rounds", "load", ""]
    cells = [[r.what, figure(r.cpu), figure(r.wall), ratio_of(r), f"{r.peak:.0f}" if r.peak else "", str(r.rounds), f"{r.load:.1f}", r.note] for r in table.rows]  # fmt: skip
    kept = [n for n in range(len(head)) if n < 3 or any(c[n] for c in cells)]
    widths = [max(len(c[n]) for c in (head, *cells)) for n in range(len(head))]

    def line(values: Sequence[str]) -> str:
        return "| " + " | ".join(values[n].ljust(widths[n]) if n in (0, 7) else values[n].rjust(widths[n]) for n in kept) + " |"  # fmt: skip

    rule = "|" + "|".join("---" if n in (0, 7) else "--:" for n in kept) + "|"
    return [f"### {table.title}", "", line(head), rule, *map(line, cells), *(("", *table.notes) if table.notes else ())]  # fmt: skip


def ratio_of(found: Row) -> str:
    """The ratio with its range, as `0.93 (0.91 to 0.96)`; nothing for a control."""
    if found.ratio is None:
        return ""
    ratio, least, most = (
        f"{r:.{2 if r < 10 else 1}f}" for r in (found.ratio, found.least or 0.0, found.most or 0.0)
    )
    return ratio if found.rounds < 2 else f"{ratio} ({least} to {most})"


def figure(seconds: float) -> str:
    """Three digits of a time.

    >>> figure(123.4), figure(12.34), figure(0.01234)
    ('123', '12.3', '0.0123')
    """
    if seconds >= 100:
        return f"{seconds:.0f}"
    return (
        f"{seconds:.{1 if seconds >= 10 else 2 if seconds >= 1 else 3 if seconds >= 0.1 else 4}f}"
    )


def machine() -> dict[str, str]:
    """What a figure hangs on: cores, processor, memory, versions, and the day."""
    found = {
        "date": date.today().isoformat(),
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    """The processor's name, as Linux has it, else as Python does."""
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
