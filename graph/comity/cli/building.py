"""Verbs that make and check a graph: build, check, view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli import screen
from comity.cli.opening import Kind, Store, opened
from comity.errors import InputError
from comity.knowledge.ontology import ID, load_ontology
from comity.model import Knowledge
from comity.network import to_network
from comity.rdf.names import named
from comity.rdf.shapes import check
from comity.rdf.store import open_graph
from comity.views import FOCUS, explorer, write

if TYPE_CHECKING:
    from comity.assemble import Assembled
    from comity.graphs import Summary

GRAPH = Path("build")
PAGE = "explorer.html"
_ONLY_SOME = ("articles left out", "decisions followed")

DAYS = ["%Y-%m-%d"]
"""How a day is written."""

FromDay = Annotated[
    datetime | None,
    typer.Option("--from", metavar="DATE", formats=DAYS, help="Only events from this day on."),
]
ToDay = Annotated[
    datetime | None,
    typer.Option("--to", metavar="DATE", formats=DAYS, help="Only events up to this day."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        metavar="DATE",
        formats=DAYS,
        help="As it could be known on this day, from articles published by then.",
    ),
]
Curations = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Decisions of people to follow; else GRAPH_DIR/curations.toml."
    ),
]
GraphFolder = Annotated[Path, typer.Argument(metavar="GRAPH_DIR", help="The folder of a graph.")]


def build_(
    articles: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="A folder of .txt files, a .txt, .jsonl or .csv file, or - for stdin.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder of the graph.")
    ] = GRAPH,
    gazetteer: Annotated[
        Path | None, typer.Option(help="A CSV file of further states, bodies and places.")
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(
            help="A CSV file: file,title,publisher,published,url,note. Else PATH/index.csv."
        ),
    ] = None,
    curations: Curations = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Read all articles anew, also those that are unchanged.")
    ] = False,
) -> None:
    """Build a graph and its page from articles; those that have not changed are not read again."""
    from comity.graphs import build  # here: the model takes seconds that no other verb needs

    with screen.progress() as tell:
        summary = build(
            articles,
            output=output,
            gazetteer=gazetteer,
            index=index,
            curations=curations,
            fresh=fresh,
            progress=tell,
        )
        tell("drawing the page", 0, 1)
        page = draw(output)
        tell("drawing the page", 1, 1)
    _show(summary)
    for bad in summary.bad:
        where = "" if bad.message.startswith(bad.name) else f"{bad.name}: "
        screen.say(f"left out {where}{bad.message}")
    screen.say(f"The graph: {output / 'graph'}\nThe page:  {page}")
    if unheeded(summary.curated) or summary.bad:
        raise typer.Exit(1)


def unheeded(done: Assembled | None) -> bool:
    """Says which decisions of people do not apply, and whether there are any but those on articles not at hand."""
    if done is None:
        return False
    for problem in done.problems:
        screen.say(f"not applied: {problem}")
    if done.absent:
        many = len(done.absent)
        screen.say(
            f"{many} decision{'' if many == 1 else 's'} on articles that the graph does not have"
        )
    return bool(done.problems)


def check_(graph: GraphFolder = GRAPH) -> None:
    """Check that a graph is whole and that the shapes of the ontology accept it."""
    with open_graph(graph) as opened:
        findings = check(opened.quads())
    for finding in findings:
        screen.give(f"{finding}\n")
    screen.say(f"{graph}: {len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}")
    if findings:
        raise typer.Exit(1)


def view(
    graph: GraphFolder = GRAPH,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help=f"The page; else GRAPH_DIR/{PAGE}, of a server ./{PAGE}."
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--view", help=f"The view that it opens at: {', '.join(FOCUS)}.")
    ] = None,
    of: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="About whom: once for what is around one, twice for two."
        ),
    ] = None,
    as_of: AsOf = None,
    store: Store = None,
    kind: Kind = None,
) -> None:
    """Write the page of a graph: one file that opens in any browser, offline."""
    wanted = of or []
    view = name or {1: "ego", 2: "dyad"}.get(len(wanted), "overview")
    if view not in FOCUS:
        raise InputError(f"no view '{view}'; there are {', '.join(FOCUS)}")
    with opened(graph, as_of, store, kind) as held:
        knowledge = held.knowledge()
        focus = [named(held, one, "subject", "view").removeprefix(ID) for one in wanted]
    page = output or (Path() if store else graph) / PAGE
    _draw(knowledge, page, view=view, focus=focus, day=day_of(as_of))
    screen.give(f"{page}\n")


def day_of(given: datetime | None) -> date | None:
    """The day of an option that is a date."""
    return None if given is None else given.date()


def draw(folder: Path) -> Path:
    """The file of the page, written from the graph in `folder` and into it."""
    with open_graph(folder) as graph:
        knowledge = graph.knowledge()
    page = folder / PAGE
    _draw(knowledge, page)
    return page


def _draw(
    knowledge: Knowledge,
    page: Path,
    *,
    view: str = "overview",
    focus: Sequence[str] = (),
    day: date | None = None,
) -> None:
    """Writes the page of what is known, as of `day` if one is given, that opens at `view` about `focus`."""
    ontology = load_ontology()
    count = len(knowledge.citations)
    title = f"Who did what to whom, in {count} article{'' if count == 1 else 's'}"
    title += f", as known on {day}" if day else ""
    net = to_network(knowledge, ontology)
    write(explorer(knowledge, net, ontology, title=title, view=view, focus=focus), page)


def _show(summary: Summary) -> None:
    counts = [
        ("articles", summary.articles),
        ("articles left out", len(summary.bad)),
        ("events", summary.events),
        *((f"  {name}", count) for name, count in summary.types),
        ("reports of them", summary.reports),
        ("offices and other claims", summary.claims),
        ("people", summary.people),
        ("issues", summary.issues),
        ("decisions followed", len(summary.curated.knowledge.curations)),
        ("statements (quads)", summary.quads),
    ]
    rows = [(name, str(count)) for name, count in counts if count or name not in _ONLY_SOME]
    screen.show_table(("what", "how many"), [*rows, ("seconds taken", f"{summary.seconds:.1f}")])


VERBS = (
    (build_, "comity build seeds -o build"),
    (check_, "comity check build"),
    (view, "comity view build --of Japan --of 'South Korea' -o page.html"),
)
