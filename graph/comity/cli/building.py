"""Verbs that make and check a graph: build, check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli import screen
from comity.cli.advising import advice, kept_in, next_question
from comity.errors import InputError
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.rdf.record import Manifest, mark_of, read_manifest
from comity.rdf.store import open_graph

if TYPE_CHECKING:
    from comity.assemble import Assembled
    from comity.graphs import Progress, Summary

GRAPH = Path("build")
PAGE = "explorer.html"
LARGEST_PAGE = 20_000
"""Events in the page that a build draws by itself: some 40 MB."""

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
MaxChars = Annotated[
    int,
    typer.Option(min=1, max=1_000_000, help="Leave out articles of more characters."),
]
Timeout = Annotated[
    float,
    typer.Option(
        min=0, metavar="SECONDS", help="Leave out articles that take more processor time; 0: none."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that read; else as many as end soonest here."),
]
Gazetteer = Annotated[
    Path | None, typer.Option(help="A CSV file of further states, bodies and places.")
]


class Engine(StrEnum):
    """What articles are read by."""

    HERE = "here"
    SPARK = "spark"


ReadBy = Annotated[
    Engine,
    typer.Option(help="Read the articles here, or on Apache Spark: needs comity[spark] and Java."),
]
Master = Annotated[
    str,
    typer.Option(metavar="URL", help="Of Spark: local[2,4] is 2 cores of this machine, 4 tries."),
]
Parts = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Of Spark: storage that all workers share, for Parquet and N-Quads; else GRAPH_DIR/parts.",
    ),
]
LONGEST, TIMEOUT, MASTER = 100_000, 120.0, "local[*,4]"
"""As in `comity.intake` and `comity.cluster.building`, which take seconds to import; a test compares them."""

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
    gazetteer: Gazetteer = None,
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
    no_parses: Annotated[
        bool,
        typer.Option(
            "--no-parses", help="Keep no parses, by which other rules read the articles faster."
        ),
    ] = False,
    max_chars: MaxChars = LONGEST,
    timeout: Timeout = TIMEOUT,
    workers: Workers = None,
    engine: ReadBy = Engine.HERE,
    master: Master = MASTER,
    parts: Parts = None,
) -> None:
    """Build a graph and its page from articles; those that have not changed are not read again."""
    from comity.graphs import Bounds  # here: the model takes seconds no other verb needs

    before = kept_in(output)
    build = (
        _on_spark(index, master, parts)
        if engine is Engine.SPARK
        else _here(index=index, fresh=fresh, parses=not no_parses, workers=workers)
    )
    with screen.progress() as tell:
        summary = build(
            articles,
            output=output,
            gazetteer=gazetteer,
            curations=curations,
            bounds=Bounds(max_chars, timeout or None),
            progress=tell,
        )
        page = _drawn(output, summary, tell)
    _show(summary)
    _say_what_is_not_there(summary, before, output)
    for line in advice(articles, index, summary.curated.knowledge.citations):
        screen.say(line)
    screen.say(f"The graph: {output / 'graph'}\nThe page:  {page}\n{next_question(output, GRAPH)}")
    if unheeded(summary.curated) or summary.bad:
        raise typer.Exit(1)


def _drawn(output: Path, summary: Summary, tell: Progress) -> str:
    """Draws the page where a browser opens it at once, and says where it is, or how it is drawn."""
    knowledge, page = summary.curated.knowledge, output / PAGE
    if len(knowledge.events) > LARGEST_PAGE:
        before = "of before" if page.exists() else "not drawn"
        return f"{before}, since it has {len(knowledge.events)} events: `comity view {output}` draws it"
    tell("drawing the page", 0, 1)
    draw_page(knowledge, page, of=summary.manifest)
    tell("drawing the page", 1, 1)
    return str(page)


def _here(**options: Any) -> Callable[..., Summary]:  # those of `graphs.build`
    """What builds in processes of this machine."""
    from comity.graphs import build

    return partial(build, **options)


def _on_spark(index: Path | None, master: str, parts: str | None) -> Callable[..., Summary]:
    """What builds with Spark, which reads all anew and keeps no parses."""
    from comity.cluster.building import build

    if index is not None:
        raise InputError("--index is of text files, which Spark does not read; give a table with its columns")  # fmt: skip
    return partial(build, master=master, parts=parts)


def _say_what_is_not_there(summary: Summary, before: frozenset[str], output: Path) -> None:
    """Says which articles were left out, and when a graph was replaced by one that has none of its articles."""
    for bad in summary.bad:
        where = "" if bad.message.startswith(bad.name) else f"{bad.name}: "
        screen.say(f"left out {where}{bad.message}")
    if before and before.isdisjoint(kept_in(output)):
        screen.say(
            f"nothing that {output} had is in it any more: a build makes the graph anew; "
            "`comity add` keeps what is there"
        )


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
    from comity.rdf.shapes import check  # here, since no other verb needs it

    with open_graph(graph) as opened:
        findings = check(opened.quads())
    for finding in findings:
        screen.give(f"{finding}\n")
    screen.say(f"{graph}: {len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}")
    if findings:
        raise typer.Exit(1)


def day_of(given: datetime | None) -> date | None:
    """The day of an option that is a date."""
    return None if given is None else given.date()


def draw(folder: Path) -> Path:
    """The file of the page, written into the folder of the graph, of what that states."""
    manifest = read_manifest(folder)
    with open_graph(folder) as graph:
        knowledge = graph.knowledge()
    page = folder / PAGE
    draw_page(knowledge, page, of=manifest)
    return page


def draw_page(
    knowledge: Knowledge,
    page: Path,
    *,
    view: str = "overview",
    focus: Sequence[str] = (),
    day: date | None = None,
    of: Manifest | None = None,
) -> None:
    """Writes the page of what is known, as of `day` if one is given, that opens at `view` about `focus`.

    With the manifest `of` the graph the page bears its mark.
    """
    from comity.network import to_network  # here, since networks and pages take a second to load
    from comity.views import explorer, write

    ontology = load_ontology()
    count = len(knowledge.citations)
    title = f"Who did what to whom, in {count} article{'' if count == 1 else 's'}"
    title += f", as known on {day}" if day else ""
    net = to_network(knowledge, ontology)
    html = explorer(knowledge, net, ontology, title=title, view=view, focus=focus)
    write(html if of is None else html + mark_of(of, html), page)


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
)
