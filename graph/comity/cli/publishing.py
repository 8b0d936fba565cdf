"""The verb that puts a graph on a SPARQL server."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli import screen
from comity.cli.building import GRAPH, GraphFolder
from comity.cli.opening import Patience
from comity.rdf.sending import publish
from comity.rdf.servers import KINDS, shown
from comity.rdf.wire import PATIENCE, connected


def publish_(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="The server, with the path of the database where it has one; with --kind, without what follows.",
        ),
    ],
    graph: GraphFolder = GRAPH,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            "--store-kind",
            metavar="KIND",
            help=f"What the server is: {', '.join(KINDS)}; else what it calls itself.",
        ),
    ] = None,
    query_url: Annotated[
        str | None,
        typer.Option("--query-url", metavar="URL", help="Where it takes queries, if elsewhere."),
    ] = None,
    gsp_url: Annotated[
        str | None,
        typer.Option(
            "--gsp-url", metavar="URL", help="Where it takes graphs (Graph Store Protocol)."
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Drop a graph of other articles that the server holds."),
    ] = False,
    patience: Patience = PATIENCE,
) -> None:
    """Put a graph on a SPARQL server: what differs is sent, what is gone is dropped, and a run that was stopped goes on.

    Who asks is said in the environment, by COMITY_USER and COMITY_PASSWORD or by COMITY_TOKEN, or in ~/.netrc.
    """
    with (
        connected(url, kind=kind, query_url=query_url, gsp_url=gsp_url, patience=patience) as wire,
        screen.progress() as tell,
    ):
        done = publish(graph, wire, tell=tell, replace=replace)
    screen.say(
        f"{len(done.sent)} graphs sent, {len(done.dropped)} dropped, {done.kept} as they were: "
        f"{done.triples} triples in {len(done.sent) + done.kept} graphs at {shown(wire.server.query)}"
    )


VERBS = ((publish_, "comity publish http://127.0.0.1:7878 build"),)
