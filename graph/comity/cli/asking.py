"""Verbs that read a graph: query, show, export."""

from __future__ import annotations

import difflib
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity import export
from comity.asof import open_as_of
from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, GraphFolder, day_of
from comity.cli.printing import Form, Format, Rows, give
from comity.cli.telling import found, story
from comity.errors import InputError, QueryError
from comity.knowledge.ontology import load_ontology
from comity.rdf.query import questions, sparql
from comity.rdf.store import dump
from comity.rdf.writing import to_bytes
from comity.tables import decode, read_bytes


class Table(StrEnum):
    """Which table is exported."""

    EVENTS = "events"
    OFFICES = "offices"
    CLAIMS = "claims"
    PLOVER = "plover"
    GRAPH = "graph"


class Lines(StrEnum):
    """How a table or a graph is written."""

    JSONL = "jsonl"
    CSV = "csv"
    NQ = "nq"
    TRIG = "trig"


_OF_A_GRAPH = (Lines.NQ, Lines.TRIG)


OutputFile = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
]


def query(
    what: Annotated[
        str,
        typer.Argument(metavar="FILE|TEXT|-", help="A SPARQL file, SPARQL, or - for stdin."),
    ],
    graph: GraphFolder = GRAPH,
    form: Form = Format.TABLE,
    rows: Rows = None,
    as_of: AsOf = None,
) -> None:
    """Ask a graph in SPARQL; the prefixes that comity uses need no declaration. For questions with a name see `ask`."""
    text = _sparql(what)
    with open_as_of(graph, day_of(as_of)) as opened:
        result = sparql(opened, text)
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
) -> None:
    """Print one event with every report of it and every sentence quoted."""
    with open_as_of(graph, day_of(as_of)) as opened:
        knowledge = opened.knowledge()
    events = found(event, knowledge)
    if not events:
        raise QueryError(f"no event has the id or the words '{event}'; see `comity export events`")
    if len(events) > 1:
        screen.show_table(("id", "event"), [(e.id, e.label) for e in events])
        raise QueryError(f"{len(events)} events fit '{event}'; give one of these ids")
    screen.give(story(events[0], knowledge, load_ontology()))


def export_(
    kind: Annotated[Table, typer.Argument(help="Which table.")],
    graph: GraphFolder = GRAPH,
    output: OutputFile = None,
    form: Annotated[
        Lines | None,
        typer.Option("--format", "-f", help="How to write it; else jsonl, a graph as nq."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write events (one line a report), offices or claims, with their evidence; events as PLOVER codes them; or the graph."""
    if form is not None and (form in _OF_A_GRAPH) != (kind is Table.GRAPH):
        allowed = "nq and trig" if kind is Table.GRAPH else "jsonl and csv"
        raise InputError(f"{kind} is not written as {form}; there are {allowed}")
    if kind is Table.GRAPH:
        _export_graph(graph, output, trig=form is Lines.TRIG, day=day_of(as_of))
        return
    with open_as_of(graph, day_of(as_of)) as opened:
        rows = export.table(kind, opened.knowledge(), load_ontology())
    text = export.to_csv(rows, kind=kind) if form is Lines.CSV else export.to_jsonl(rows)
    if output is None:
        screen.give(text)
        return
    screen.put(text, output)
    screen.say(f"{len(rows)} {kind} in {output}")


def _export_graph(folder: Path, output: Path | None, *, trig: bool, day: date | None) -> None:
    """Writes the whole graph as one file."""
    if trig or day is not None:
        with open_as_of(folder, day) as opened:
            parts = iter([opened.to_trig() if trig else to_bytes(opened.quads())])
    else:
        parts = dump(folder)
    if output is None:
        screen.give_parts(parts)
    else:
        screen.put_parts(parts, output)
        screen.say(f"the graph in {output}")


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
    (export_, "comity export plover build -o plover.jsonl"),
)
