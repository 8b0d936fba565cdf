"""Verbs that change a graph: add, update, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli import screen
from comity.cli.advising import advice
from comity.cli.building import (
    GRAPH,
    LONGEST,
    TIMEOUT,
    Curations,
    MaxChars,
    Timeout,
    Workers,
    draw,
    unheeded,
)
from comity.cli.completing import names_of
from comity.rdf.store import is_small

if TYPE_CHECKING:
    from comity.graphs import Change

Articles = Annotated[
    str,
    typer.Argument(
        metavar="PATH", help="A folder of .txt files, a .txt, .jsonl or .csv file, or - for stdin."
    ),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder of the graph.")]
Gazetteer = Annotated[
    Path | None, typer.Option(help="The CSV file of further names that the graph was built with.")
]
Index = Annotated[
    Path | None,
    typer.Option(help="A CSV file: file,title,publisher,published,url,note. Else PATH/index.csv."),
]


def add(
    articles: Articles,
    output: Output = GRAPH,
    gazetteer: Gazetteer = None,
    index: Index = None,
    curations: Curations = None,
    max_chars: MaxChars = LONGEST,
    timeout: Timeout = TIMEOUT,
    workers: Workers = None,
) -> None:
    """Add articles to a graph. Those that it has already change nothing."""
    from comity import graphs  # here, since the language model takes seconds

    with screen.progress() as tell:
        change = graphs.add(
            articles,
            output=output,
            gazetteer=gazetteer,
            index=index,
            curations=curations,
            bounds=graphs.Bounds(max_chars, timeout or None),
            workers=workers,
            progress=tell,
        )
    _advise(articles, index, change)
    finish(change, output)


def update(
    articles: Articles,
    output: Output = GRAPH,
    gazetteer: Gazetteer = None,
    index: Index = None,
    curations: Curations = None,
    max_chars: MaxChars = LONGEST,
    timeout: Timeout = TIMEOUT,
    workers: Workers = None,
) -> None:
    """Bring a graph up to date: an article whose text or citation changed replaces the one of its name."""
    from comity import graphs  # here, since the language model takes seconds

    with screen.progress() as tell:
        change = graphs.update(
            articles,
            output=output,
            gazetteer=gazetteer,
            index=index,
            curations=curations,
            bounds=graphs.Bounds(max_chars, timeout or None),
            workers=workers,
            progress=tell,
        )
    _advise(articles, index, change)
    finish(change, output)


def _advise(articles: str, index: Path | None, change: Change) -> None:
    new = {*change.added, *change.replaced}
    known = () if change.curated is None else change.curated.knowledge.citations
    for line in advice(articles, index, (c for c in known if c.name in new)):
        screen.say(line)


def remove(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Names of articles: files, or ids of rows.",
            autocompletion=names_of("article"),
        ),
    ],
    output: Output = GRAPH,
) -> None:
    """Remove articles from a graph, with all that only they told."""
    from comity import graphs  # here, since the language model takes seconds

    with screen.progress() as tell:
        change = graphs.remove(names, output=output, progress=tell)
    finish(change, output)


def finish(change: Change, output: Path) -> None:
    """Says what was done, and draws the page again where that is quick."""
    counts = [
        ("articles added", len(change.added)),
        ("articles replaced", len(change.replaced)),
        ("articles removed", len(change.removed)),
        ("articles unchanged", len(change.unchanged)),
        ("articles left out", len(change.bad)),
        ("articles in the graph", change.articles),
        ("  of which written anew", change.drawn),
        ("decisions followed", _followed(change)),
    ]
    rows = [(name, str(count)) for name, count in counts if count]
    screen.show_table(("what", "how many"), [*rows, ("seconds taken", f"{change.seconds:.1f}")])
    for bad in change.bad:
        where = "" if bad.message.startswith(bad.name) else f"{bad.name}: "
        screen.say(f"left out {where}{bad.message}")
    amiss = unheeded(change.curated)
    if not (change.added or change.replaced or change.removed or change.drawn):
        screen.say("nothing has changed: the graph had it all")
    elif is_small(output):
        screen.say(f"The page:  {draw(output)}")
    else:
        screen.say(f"The page is of before; `comity view {output}` draws it again.")
    if change.bad or amiss:
        raise typer.Exit(1)


def _followed(change: Change) -> int:
    return 0 if change.curated is None else len(change.curated.knowledge.curations)


VERBS = (
    (add, "comity add seeds/000_15ba0181abbef78f.txt -o build"),
    (update, "comity update seeds -o build"),
    (remove, "comity remove 003_ea3deb4bcd850a6f.txt -o build"),
)
