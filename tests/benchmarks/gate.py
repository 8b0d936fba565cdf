"""What the gate costs an article, by its parts and beside pySHACL, and what the gazetteer takes to load. Nothing is asserted.

    python tests/benchmarks/gate.py

The seeds and the annotated articles are read and assembled, and their graphs are made and checked as a build does it,
fifty at once; goals: 60 ms of CPU an article, 150 ms for the gazetteer. An article that is checked alone pays for
what others share.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from extraction import FOLDERS, ROOT  # noqa: E402
from tests.rdf import referee  # noqa: E402

from comity.articles import read  # noqa: E402
from comity.assemble import assemble  # noqa: E402
from comity.extract import extract, load_pipeline  # noqa: E402
from comity.extractions import no_collection  # noqa: E402
from comity.knowledge import gazetteer  # noqa: E402
from comity.model import Article  # noqa: E402
from comity.rdf import checks, shapes  # noqa: E402
from comity.rdf.parts import Parts, to_parts  # noqa: E402

_ROUNDS = 5


def main() -> None:
    """Measure and print."""
    print(f"gazetteer{least(load) * 1000:28.1f} ms of 150")
    parts = read_parts()
    told = [parts.told(article) for article in parts.tellings]
    quads = [quad for some in told for quad in some]
    print(f"{len(told)} articles, {len(quads)} quads; ms of CPU an article:")
    with no_collection():  # as `publish` has it
        say("the gate", gate(parts, list(parts.tellings)), len(told))
        say(
            "  its shapes",
            least(lambda: [list(shapes._check_article(t, parts.near)) for t in told]),
            len(told),
        )
        beside = checks.around(quads, parts.about)
        say(
            "  its checks of the whole",
            least(lambda: list(checks.faults(quads, beside=beside))),
            len(told),
        )
        alone = [gate(parts, [article]) for article in parts.tellings]
        say("articles one by one, mean", sum(alone), len(told))
        say("articles one by one, worst", max(alone), 1)
        near = [[*t, *shapes._near(t, parts.near)] for t in told]
        say(
            "pySHACL in place of the shapes",
            least(lambda: [referee.verdicts(t) for t in near], rounds=2),
            len(told),
        )


def gate(parts: Parts, articles: Sequence[str]) -> float:
    """The CPU seconds that the gate takes for these articles, which pass it, in the middle of a build."""
    times = []
    for _ in range(_ROUNDS):
        parts.forget()
        told = [parts.told(article) for article in articles]
        start = time.process_time()
        found = shapes.check_parts(told, [], near=parts.near, about=parts.about)
        times.append(time.process_time() - start)
        if found:
            raise SystemExit(f"the gate refuses {found[0]}")
    return min(times)


def read_parts() -> Parts:
    """The graph of the seeds and of the annotated articles, in parts."""
    nlp = load_pipeline()
    articles = [a for f in FOLDERS for a in read(ROOT / f) if isinstance(a, Article)]
    return to_parts(assemble([extract(nlp, article) for article in articles]).knowledge)


def say(what: str, seconds: float, articles: int) -> None:
    print(f"{what:33} {seconds / articles * 1000:7.1f}", flush=True)


def least(work: Callable[[], object], *, rounds: int = _ROUNDS) -> float:
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
    main()
