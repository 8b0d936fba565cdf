"""The queries that break naive time-outs, fifty times each in a row, while another client is served. It fails where one is not stopped.

python tests/benchmarks/soak.py [rounds] [seconds]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

from tests import samples  # noqa: E402

from comity.rdf.quads import Run, to_quads  # noqa: E402
from comity.rdf.store import write  # noqa: E402
from serve.conftest import Server, descendants, started  # noqa: E402
from serve.killers import ENDLESS_ROWS, KILLERS  # noqa: E402

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 50
LIMIT = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
COUNT = "SELECT (COUNT(*) AS ?n) { ?e a co:Event }"


def soak(server: Server, folder: Path) -> int:
    """Runs the killers and prints how each ended; returns how many went wrong."""
    wrong, waits, over = 0, [], threading.Event()

    def others() -> None:
        nonlocal wrong
        while not over.is_set():
            began = time.monotonic()
            answer = server.query(COUNT)
            wrong += answer.status != 200 or b'"8"' not in answer.body
            waits.append(time.monotonic() - began)

    other = threading.Thread(target=others)
    other.start()
    before = sorted(folder.rglob("*"))
    for name, query in {**KILLERS, "rows without end": ENDLESS_ROWS}.items():
        ends: dict[str, int] = {}
        longest = 0.0
        for _ in range(ROUNDS):
            began = time.monotonic()
            answer = server.query(query, accept="text/csv")
            longest = max(longest, time.monotonic() - began)
            end = answer.headers.get("comity-truncated", str(answer.status))
            ends[end] = ends.get(end, 0) + 1
            wrong += answer.status == 200 and "comity-truncated" not in answer.headers
        wrong += longest > LIMIT + 2
        print(f"{name:26} {ends}, the longest {longest:.2f} s of {LIMIT + 2:.1f}")
    over.set()
    other.join()
    time.sleep(1)
    left = len(descendants(server.process.pid))
    wrong += left > 1 + 8 + 2 or sorted(folder.rglob("*")) != before
    print(
        f"others: {len(waits)} answers, median {1000 * statistics.median(waits):.0f} ms, longest {max(waits):.2f} s"
    )
    print(
        f"{left} processes beside the server, no file"
        if sorted(folder.rglob("*")) == before
        else "files are left"
    )
    return wrong


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "graph"
        write(to_quads(samples.knowledge(), run=Run("0", "m")), folder)
        with started(folder, "--timeout", str(LIMIT), "--memory", "300", "--size", "16") as running:
            wrong = soak(running, folder)
    print("all held" if not wrong else f"{wrong} went wrong")
    sys.exit(bool(wrong))
