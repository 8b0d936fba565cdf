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
from pyoxigraph import Quad, RdfFormat, parse  # noqa: E402
from tests.rdf import referee  # noqa: E402

from comity.assemble import assemble  # noqa: E402
from comity.collecting import never_collected  # noqa: E402
from comity.extract import extract, load_pipeline  # noqa: E402
from comity.rdf import checks, shapes  # noqa: E402
from comity.rdf.described import Things  # noqa: E402
from comity.rdf.nodes import to_lines  # noqa: E402
from comity.rdf.parts import Parts, to_parts  # noqa: E402
from comity.rdf.terms import article_graph  # noqa: E402

GATE = "the gate"


def main() -> None:
    """Measure and print."""
    given = arguments(__doc__).parse_args()
    parts = read_parts()
    articles = list(parts.tellings)
    graphs = {article_graph(article).value: parts.told(article) for article in articles}
    whole = parts.whole()
    told = list(graphs.values())
    near = [_quads(shapes._with_near(t, whole)) for t in told]
    ways: dict[str, Callable[[], object]] = {
        GATE: lambda: gate(parts, articles),
        "its shapes": lambda: [list(shapes._check_article(t, whole)) for t in told],
        "its checks of the whole": lambda: list(checks.faults(graphs, whole)),
        "articles one by one": lambda: _sum(gate(parts, [article]) for article in articles),
    }
    with never_collected():  # as `publish` has it
        rows = by_turns(ways, control=GATE, rounds=given.rounds)
        judged = [timed(lambda: [referee.verdicts(t) for t in near])]  # takes long, so once
    ours = rows[1]
    base = [Lap(ours.cpu, ours.wall)]
    rows = (*rows, row("pySHACL in place of the shapes", judged, base))
    rows = asked(
        rows,
        "pySHACL in place of the shapes",
        f"the shapes of {len(told)} articles checked by pySHACL, beside comity",
    )
    note = f"{len(told)} articles, {sum(map(len, map(_quads, told))):,} quads; the last ratio is to the row of shapes; the gate takes {rows[0].cpu / len(told) * 1000:.0f} ms of CPU an article."
    finish(Table("The gate", rows, (note,)), given.json)


def gate(parts: Parts, articles: Sequence[str]) -> Lap:
    """What the gate takes for these articles, which pass it, in the middle of a build."""
    parts.forget()
    graphs = {article_graph(article).value: parts.told(article) for article in articles}
    found: list[object] = []
    lap = timed(lambda: found.extend(shapes.check_parts(graphs, parts.whole())))
    if found:
        raise SystemExit(f"the gate refuses {found[0]}")
    return lap


def _quads(things: Things) -> list[Quad]:
    """The quads of the things, as pySHACL is given them."""
    return list(parse(to_lines(things, "graph/judged"), format=RdfFormat.N_QUADS))


def _sum(laps: Iterable[Lap]) -> Lap:
    some = list(laps)
    return Lap(sum(lap.cpu for lap in some), sum(lap.wall for lap in some))


def read_parts() -> Parts:
    """The graph of the seeds and of the annotated articles, in parts."""
    nlp = load_pipeline()
    return to_parts(assemble([extract(nlp, article) for article in originals()]).knowledge)


if __name__ == "__main__":
    main()
