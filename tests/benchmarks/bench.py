"""Runs the benchmarks one after the other, and writes what they found as one document: `make bench`.

    python tests/benchmarks/bench.py [NAME ...] [--folder build/bench] [-o build/bench.md] [--peers-python PATH] [--only-write]

Each is a program of its own, which writes its figures into the folder as JSON. The document has the machine, a short table with a
row a question (that of the README), and the table of each benchmark, also of those that ran before and not this time. `peers` runs where
the Python of an environment with the peers is named, here or in COMITY_PEERS; see `peers.py`. A quarter of an hour on two quiet
cores. Those that are not run unless they are named: `measures`, `reading`, `scaling`, `serving`. Exits 1 where one fails.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from measuring import Row, Table, figure, ratio_of, to_lines

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
USUAL: Mapping[str, Sequence[str]] = {
    "extraction": (),
    "peers": (),
    "store": (),
    "questions": (),
    "assembly": (),
    "increment": ("--articles", "300"),
    "gate": (),
    "loading": (),
    "starting": (),
    "pages": (),
}
MORE = ("reading", "scaling", "serving", "measures")
PEERS = "COMITY_PEERS"


def main() -> None:
    """Run and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("names", nargs="*", choices=[*USUAL, *MORE, []], metavar="NAME", help=f"{', '.join((*USUAL, *MORE))}; all but the last four")  # fmt: skip
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where figures are kept (%(default)s)")  # fmt: skip
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench.md"), help="the document (%(default)s)")  # fmt: skip
    parser.add_argument("--peers-python", default=os.environ.get(PEERS), metavar="PATH")
    parser.add_argument("--only-write", action="store_true", help="run nothing; write what was found before")  # fmt: skip
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    failed = []
    for name in [] if given.only_write else given.names or USUAL:
        options = list(USUAL.get(name, ()))
        if name == "peers":
            if not given.peers_python:
                print(f"peers: passed over; --peers-python or {PEERS} names their Python\n", flush=True)  # fmt: skip
                continue
            options += ["--peers-python", given.peers_python]
        command = [sys.executable, str(HERE / f"{name}.py"), *options, "--json", str(given.folder / f"{name}.json")]  # fmt: skip
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
        print(flush=True)
    found = [json.loads(p.read_text(encoding="utf-8")) for n in (*USUAL, *MORE) if (p := given.folder / f"{n}.json").exists()]  # fmt: skip
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text("\n".join(document(found)) + "\n", encoding="utf-8")
    print(given.output)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def document(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the document."""
    yield "# Benchmarks"
    for machine in dict.fromkeys(", ".join(f"{k} {v}" for k, v in f["machine"].items()) for f in found):  # fmt: skip
        yield f"\n{machine}"
    yield "\nCPU and wall seconds, medians; the ratio is of CPU, to the control in the same rounds, with least and most.\n"
    tables = [to_table(f) for f in found]
    yield from short(tables)
    for table in tables:
        yield ""
        yield from to_lines(table)


def short(tables: Sequence[Table]) -> Iterator[str]:
    """The table with a row a question."""
    yield "| question | ratio | CPU s | wall s | rounds | load |"
    yield "|---|--:|--:|--:|--:|--:|"
    for row in (row for table in tables for row in table.rows if row.question):
        yield f"| {row.question} | {ratio_of(row)} | {figure(row.cpu)} | {figure(row.wall)} | {row.rounds} | {row.load:.1f} |"


def to_table(found: Mapping[str, Any]) -> Table:
    """The table that a file has."""
    return Table(found["title"], tuple(Row(**row) for row in found["rows"]), tuple(found["notes"]))


if __name__ == "__main__":
    main()
