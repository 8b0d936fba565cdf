"""The verb that reads a graph back: import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity import __version__
from comity.cli import screen
from comity.cli.building import GRAPH, draw
from comity.rdf.importing import import_graph
from comity.rdf.store import is_small


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="N-Quads (.nq) or TriG (.trig), written by `comity export graph`."
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder of the graph.")
    ] = GRAPH,
) -> None:
    """Make a graph of a file that `comity export graph` wrote, without loss, checked as a build is.

    It answers every question. What was read of the articles is not in the file, so that articles can be neither added to the
    graph nor removed from it, and it cannot be asked for as of a day: for that, build it of its articles.
    """
    done = import_graph(file, output)
    screen.say(f"{done.quads} quads: {done.events} events of {done.articles} articles")
    if done.version != __version__:
        screen.say(f"made by comity {done.version}; this is {__version__}")
    screen.say(f"The graph: {output / 'graph'}")
    if is_small(output):
        screen.say(f"The page:  {draw(output)}")
    screen.say("It can be asked and exported, not added to: that needs a build of its articles.")


VERBS = ((import_, "comity import graph.nq -o copy"),)
