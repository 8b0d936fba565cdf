"""The verbs that write a graph for other programs: export, network."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity.asof import open_as_of
from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, FromDay, GraphFolder, ToDay, day_of
from comity.cli.opening import Kind, Store, opened
from comity.errors import InputError
from comity.export import networks, outputs
from comity.export.outputs import form_of, part, whole
from comity.files import put_parts
from comity.rdf.formats import UNIONS


class What(StrEnum):
    """What is exported."""

    EVENTS = "events"
    OFFICES = "offices"
    CLAIMS = "claims"
    PLOVER = "plover"
    GRAPH = "graph"
    NETWORK = "network"
    NANOPUBS = "nanopubs"


class Form(StrEnum):
    """How it is written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    NQ = "nq"
    TRIG = "trig"
    JSONLD = "jsonld"
    TTL = "ttl"
    NT = "nt"
    RDF = "rdf"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"


class NetForm(StrEnum):
    """How a network is written."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"


OutputFile = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
]
_FORM = typer.Option(
    "--format", "-f", help="How to write it; else by the ending of the file's name."
)


def export_(
    kind: Annotated[What, typer.Argument(help="What to write.")],
    graph: GraphFolder = GRAPH,
    output: OutputFile = None,
    form: Annotated[Form | None, _FORM] = None,
    event: Annotated[
        str | None,
        typer.Option(metavar="EVENT", help="Of nanopubs one: its id, or words of its label."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the graph for other programs, each fact with the sentences that say so.

    Events (one line a report), offices and claims as jsonl, csv or parquet; plover, the events as PLOVER and CAMEO code them,
    likewise; the graph as nq, trig, jsonld, ttl, nt or rdf (RDF/XML); the network as graphml, gexf or json; nanopubs, a
    nanopublication an event, as trig or nq.
    """
    written = form_of(kind, form, output)
    if event is not None and kind is not What.NANOPUBS:
        raise InputError(f"--event chooses one of the nanopubs; {kind} are written whole")
    day = day_of(as_of)
    if kind is What.GRAPH:
        _put(whole(graph, written, day), output, "the graph")
        if written in UNIONS:
            screen.say(
                f"{written} has no named graphs: which one a statement stands in is left out; nq, trig and jsonld keep it"
            )
        return
    with open_as_of(graph, day) as held:
        data, told = part(held, kind, written, event)
    _put([data], output, told)


def network(
    graph: GraphFolder = GRAPH,
    output: OutputFile = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Only edges of this kind, of {', '.join(networks.KINDS)}; may be repeated.",
        ),
    ] = None,
    first: FromDay = None,
    last: ToDay = None,
    form: Annotated[NetForm | None, _FORM] = None,
    as_of: AsOf = None,
    store: Store = None,
    store_kind: Kind = None,
) -> None:
    """Write the network of actors, events and issues, or a part of it, as graphml, gexf or json (node-link).

    Relations are edges from actor to actor; events are nodes with edges from those who take part; issues are what events are
    about; claims are offices held, alliances and disputes, which have no days and stay whatever --from and --to say.
    """
    written = form_of(What.NETWORK, form, output)
    begin, end = day_of(first), day_of(last)
    if begin and end and begin > end:
        raise InputError(f"--from {begin} is after --to {end}; give the earlier day first")
    with opened(graph, as_of, store, store_kind) as held:
        data, told = outputs.network(held, written, kinds=kinds or (), first=begin, last=end)
    _put([data], output, told)


def _put(parts: Iterable[bytes], output: Path | None, told: str) -> None:
    if output is None:
        screen.give_parts(parts)
    else:
        put_parts(parts, output)
        screen.say(f"{told} in {output}")


VERBS = (
    (export_, "comity export plover build -o plover.jsonl"),
    (network, "comity network build -o network.graphml --kind relations --from 2023-01-01"),
)
