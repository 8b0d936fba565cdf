"""Verbs that read a graph: query, show."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import Annotated

import typer

from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, GraphFolder
from comity.cli.opening import Kind, Store, opened
from comity.cli.printing import Form, Format, Rows, give
from comity.errors import QueryError
from comity.knowledge.ontology import load_ontology
from comity.rdf.query import questions, sparql
from comity.stories import found, to_story, to_text
from comity.tables import decode, read_bytes


def query(
    what: Annotated[
        str,
        typer.Argument(metavar="FILE|TEXT|-", help="A SPARQL file, SPARQL, or - for stdin."),
    ],
    graph: GraphFolder = GRAPH,
    form: Form = Format.TABLE,
    rows: Rows = None,
    as_of: AsOf = None,
    store: Store = None,
    kind: Kind = None,
) -> None:
    """Ask a graph in SPARQL; the prefixes that comity uses need no declaration. For questions with a name see `ask`."""
    text = _sparql(what)
    with opened(graph, as_of, store, kind) as held:
        result = sparql(held, text)
    give(result, form, rows)


def show(
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT", help="An event's id, the start of it, or words of its label."
        ),
    ],
    graph: GraphFolder = GRAPH,
    as_of: AsOf = None,
    store: Store = None,
    kind: Kind = None,
) -> None:
    """Print one event with every report of it and every sentence quoted."""
    with opened(graph, as_of, store, kind) as held:
        knowledge = held.knowledge()
    events = found(event, knowledge)
    if not events:
        raise QueryError(f"no event has the id or the words '{event}'; see `comity export events`")
    if len(events) > 1:
        screen.show_table(("id", "event"), [(e.id, e.label) for e in events])
        raise QueryError(f"{len(events)} events fit '{event}'; give one of these ids")
    screen.give(to_text(to_story(events[0], knowledge, load_ontology())))


def _sparql(what: str) -> str:
    """The SPARQL text that is meant."""
    if what == "-":
        return decode(sys.stdin.buffer.read(), "standard-input")
    if "{" in what:
        return what
    if Path(what).is_file():
        return decode(read_bytes(Path(what)), what)
    known = [question.name for question in questions()]
    if what in known:
        raise QueryError(f"'{what}' is a question with a name; ask it by: comity ask {what}")
    near = difflib.get_close_matches(what, known, n=1)
    hint = (
        f"did you mean: comity ask {near[0]}?"
        if near
        else "`comity questions` lists those with names"
    )
    raise QueryError(f"'{what}' is no SPARQL and no file; {hint}")


VERBS = (
    (query, "comity query 'SELECT ?e { ?e a co:Summit }' build"),
    (show, 'comity show "summit yoon seoul" build'),
)
