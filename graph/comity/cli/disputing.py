"""The verb that lays side by side what articles contradict each other on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated

import typer

from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, GraphFolder
from comity.cli.opening import Kind, Store, opened
from comity.errors import InputError
from comity.model import Aspect
from comity.rdf.query import ask

Row = tuple[str, ...]
_WHAT, _ON, _SAYS, _ARTICLE, _PUBLISHED, _SOURCE, _SENTENCE, _ID = range(8)


def disputes(
    graph: GraphFolder = GRAPH,
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whoever takes part; a state with its people."),
    ] = None,
    aspect: Annotated[
        str | None, typer.Option(metavar="ASPECT", help=f"Only this: {', '.join(Aspect)}.")
    ] = None,
    as_of: AsOf = None,
    store: Store = None,
    kind: Kind = None,
) -> None:
    """Print the events that articles tell differently, and what each says in its own words."""
    if aspect is not None and aspect not in list(Aspect):
        raise InputError(f"there is no aspect '{aspect}'; there are {', '.join(Aspect)}")
    given = {"actor": actor, "aspect": aspect}
    with opened(graph, as_of, store, kind) as held:
        found = ask(held, "disputes", **{k: v for k, v in given.items() if v is not None})
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in found.rows]
    if not rows:
        screen.say("no article contradicts another on an event that both tell of")
        return
    screen.give("".join(f"{line}\n" for line in _lines(rows)))


def _lines(rows: list[Row]) -> Iterator[str]:
    """The events in their order, with each aspect and what each article says of it."""
    for number, (_, event) in enumerate(groupby(rows, key=lambda r: r[_ID])):
        told = list(event)
        if number:
            yield ""
        yield told[0][_WHAT]
        yield f"  {told[0][_ID]}"
        for on, aspect in groupby(told, key=lambda r: r[_ON]):
            yield f"  {on}"
            for row in aspect:
                about = ", ".join(part for part in (row[_ARTICLE], row[_PUBLISHED]) if part)
                source = f", according to {row[_SOURCE]}" if row[_SOURCE] else ""
                yield f"    {row[_SAYS]}: {about}{source}"
                yield f"      {' '.join(row[_SENTENCE].split())}"


VERBS = ((disputes, "comity disputes build --aspect date"),)
