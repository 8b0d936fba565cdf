"""The verb that writes the page of a graph: view."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli import screen
from comity.cli.building import GRAPH, PAGE, AsOf, GraphFolder, day_of, draw_page
from comity.cli.completing import names_of
from comity.cli.opening import Kind, Store, opened
from comity.errors import InputError
from comity.knowledge.ontology import ID
from comity.rdf.names import named
from comity.views import FOCUS


def view(
    graph: GraphFolder = GRAPH,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help=f"The page; else GRAPH_DIR/{PAGE}, of a server ./{PAGE}."
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--view",
            help=f"The view that it opens at: {', '.join(FOCUS)}.",
            autocompletion=lambda: list(FOCUS),
        ),
    ] = None,
    of: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="About whom: once for what is around one, twice for two.",
            autocompletion=names_of("subject"),
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
    draw_page(knowledge, page, view=view, focus=focus, day=day_of(as_of))
    screen.give(f"{page}\n")


VERBS = ((view, "comity view build --of Japan --of 'South Korea' -o page.html"),)
