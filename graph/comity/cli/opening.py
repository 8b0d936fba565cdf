"""What the verbs that read a graph have in common: its folder or its server, and the day as of which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from comity.errors import InputError
from comity.rdf.remote import Remote, open_remote
from comity.rdf.servers import KINDS
from comity.rdf.store import Graph
from comity.rdf.wire import PATIENCE

Kind = Annotated[
    str | None,
    typer.Option(
        "--store-kind",
        metavar="KIND",
        help=f"What the server is: {', '.join(KINDS)}; else what it calls itself.",
    ),
]
Patience = Annotated[
    float, typer.Option("--patience", min=1, help="How many seconds the server may take.")
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="Ask the graph that was published on this SPARQL server, and no folder.",
    ),
]


@contextmanager
def opened(
    folder: Path,
    as_of: datetime | None,
    store: str | None,
    kind: str | None = None,
    patience: float = PATIENCE,
) -> Iterator[Graph | Remote]:
    """The graph that a verb is to read, for the length of a `with`.

    Raises:
        InputError: a server is asked for a day, or its address is wrong.
        StoreError: there is no graph, or it is damaged.
        QueryError: no article was published by the day.
    """
    if store is None:
        from comity.asof import open_as_of  # here, since assembling takes a second to load

        with open_as_of(folder, None if as_of is None else as_of.date()) as graph:
            yield graph
        return
    if as_of is not None:
        raise InputError(
            "--as-of reads what was read of articles, which no server holds; leave --store out"
        )
    with open_remote(store, kind=kind, patience=patience) as remote:
        yield remote
