"""The verb that writes a graph for other programs: export."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity import export
from comity.asof import open_as_of
from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, GraphFolder, day_of
from comity.errors import InputError
from comity.knowledge.ontology import load_ontology
from comity.rdf.store import dump
from comity.rdf.writing import to_bytes


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


VERBS = ((export_, "comity export plover build -o plover.jsonl"),)
