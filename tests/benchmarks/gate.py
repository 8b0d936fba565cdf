"""What the gate costs an article, by its parts and beside pySHACL.

    python tests/benchmarks/gate.py [--rounds 5] [--json FILE]

The seeds and the annotated articles are read and assembled, and their graphs are made and checked as a build does it, all at
once; goal: 60 ms of CPU an article. An article that is checked alone pays for what others share.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from extraction import originals  # noqa: E402
from measuring import Lap, Table, arguments, asked, by_turns, finish, row, timed  # noqa: E402
from tests.rdf import referee  # noqa: E402

from comity.assemble import assemble  # noqa: E402
from comity.extract import extract, load_pipeline  # noqa: E402
from comity.extractions import no_collection  # noqa: E402
from comity.rdf import checks, shapes  # noqa: E402
from comity.rdf.parts import Parts, to_parts  # noqa: E402

GATE = "the gate"


def main() -> None:
    """Measure and print; CPU and wall seconds of an article, with milliseconds in the short table's words."""
    given = arguments(__doc__).parse_args()
    parts = read_parts()
    told = [parts.told(article) for article in parts.tellings]
    quads = [quad for some in told for quad in some]
    beside = checks.around(quads, parts.about)
    near = [[*t, *shapes._near(t, parts.near)] for t in told]
    articles = list(parts.tellings)
    ways: dict[str, Callable[[], object]] = {
        GATE: lambda: gate(parts, articles),
        "its shapes": lambda: [list(shapes._check_article(t, parts.near)) for t in told],
        "its checks of the whole": lambda: list(checks.faults(quads, beside=beside)),
        "articles one by one": lambda: _sum(gate(parts, [article]) for article in articles),
    }
    with no_collection():  # as `publish` has it
        rows = by_turns(ways, control=GATE, rounds=given.rounds)
        judged = [timed(lambda: [referee.verdicts(t) for t in near])]  # takes long, so once
    whole, ours = rows[0], rows[1]
    base = [Lap(ours.cpu, ours.wall)]
    rows = (*rows, row("pySHACL in place of the shapes", judged, base))
    rows = asked(
        rows,
        "pySHACL in place of the shapes",
        f"the shapes of {len(told)} articles checked by pySHACL, beside comity",
    )
    note = f"{len(told)} articles, {len(quads):,} quads; the last ratio is to the row of shapes; the gate takes {whole.cpu / len(told) * 1000:.0f} ms of CPU an article."
    finish(Table("The gate", rows, (note,)), given.json)


def gate(parts: Parts, articles: Sequence[str]) -> Lap:
    """What the gate takes for these articles, which pass it, in the middle of a build."""
    parts.forget()
    told = [parts.told(article) for article in articles]
    found: list[object] = []
    lap = timed(
        lambda: found.extend(shapes.check_parts(told, [], near=parts.near, about=parts.about))
    )
    if found:
        raise SystemExit(f"the gate refuses {found[0]}")
    return lap


def _sum(laps: Iterable[Lap]) -> Lap:
    some = list(laps)
    return Lap(sum(lap.cpu for lap in some), sum(lap.wall for lap in some))


def read_parts() -> Parts:
    """The graph of the seeds and of the annotated articles, in parts."""
    nlp = load_pipeline()
    return to_parts(assemble([extract(nlp, article) for article in originals()]).knowledge)


if __name__ == "__main__":
    main()
