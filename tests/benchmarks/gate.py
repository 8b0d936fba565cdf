"""What it costs to load the gazetteer and to check an article's graph: goals 0.15 s and 0.06 s of CPU. Nothing is asserted.

python tests/benchmarks/gate.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests import samples  # noqa: E402

from comity.knowledge import gazetteer  # noqa: E402
from comity.rdf.quads import Run, to_quads  # noqa: E402
from comity.rdf.shapes import check  # noqa: E402


def least(work: Callable[[], object], *, rounds: int = 5) -> float:
    """The least CPU seconds of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def load() -> None:
    """The gazetteer, read anew."""
    gazetteer._shipped.cache_clear()
    gazetteer._tables.cache_clear()
    gazetteer.load_gazetteer()


if __name__ == "__main__":
    quads = to_quads(samples.knowledge(), run=Run("0", "m"), background=samples.BACKGROUND)
    check(quads)  # reads the shapes once
    print(f"gazetteer {least(load):.3f} s of 0.15")
    print(f"article   {least(lambda: check(quads)) / len(samples.ARTICLES):.3f} s of 0.06")
