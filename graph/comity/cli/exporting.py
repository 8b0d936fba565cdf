"""The verbs that write a graph for other programs: export, network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity import export
from comity.asof import open_as_of
from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, FromDay, GraphFolder, ToDay, day_of
from comity.cli.opening import Kind, Store, opened
from comity.cli.telling import found
from comity.errors import InputError, QueryError
from comity.export import network_files, networks
from comity.knowledge.ontology import load_ontology
from comity.network import to_network
from comity.rdf.formats import FORMATS, UNIONS
from comity.rdf.nanopubs import to_nanopubs
from comity.rdf.query import Source
from comity.rdf.store import Graph, dump


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


_TABLE = ("jsonl", "csv", "parquet")
ALLOWED: Mapping[What, tuple[str, ...]] = {
    What.EVENTS: _TABLE,
    What.OFFICES: _TABLE,
    What.CLAIMS: _TABLE,
    What.PLOVER: _TABLE,
    What.GRAPH: FORMATS,
    What.NETWORK: network_files.FORMATS,
    What.NANOPUBS: ("trig", "nq"),
}
"""The formats of each, the one that is taken where none is named first."""

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
        _put(_graph(graph, written, day), output, "the graph")
        if written in UNIONS:
            screen.say(
                f"{written} has no named graphs: which one a statement stands in is left out; nq, trig and jsonld keep it"
            )
        return
    with open_as_of(graph, day) as held:
        data, told = _part(held, kind, written, event)
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
    days = day_of(first), day_of(last)
    if days[0] and days[1] and days[0] > days[1]:
        raise InputError(f"--from {days[0]} is after --to {days[1]}; give the earlier day first")
    with opened(graph, as_of, store, store_kind) as held:
        data, told = _network(held, written, kinds or (), days)
    _put([data], output, told)


def form_of(kind: What, form: str | None, output: Path | None) -> str:
    """The format that is asked for, by name or by the ending of the file's name, else the first of `ALLOWED`.

    Raises:
        InputError: `kind` is not written so, or the ending is that of no format; the message lists what there is.
    """
    allowed = ALLOWED[kind]
    ending = output.suffix.removeprefix(".").lower() if output else ""
    if form is None and ending and ending not in list(Form):
        raise InputError(
            f"{output}: there is no format '{ending}' to write {kind} in; name one with --format: {', '.join(allowed)}"
        )
    chosen = form or ending or allowed[0]
    if chosen not in allowed:
        raise InputError(f"{kind} is not written as {chosen}; there are {', '.join(allowed)}")
    return str(chosen)


def _graph(folder: Path, form: str, day: date | None) -> Iterator[bytes]:
    """The whole graph; as N-Quads of today it is never in memory as one."""
    if form == "nq" and day is None:
        yield from dump(folder)
        return
    with open_as_of(folder, day) as held:
        yield held.to_format(form)


def _part(opened: Graph, kind: What, form: str, event: str | None) -> tuple[bytes, str]:
    """What is exported of a graph beside itself, and what is to be said of it."""
    if kind is What.NETWORK:
        return _network(opened, form, (), (None, None))
    if kind is What.NANOPUBS:
        return _nanopubs(opened, form, event)
    rows = export.table(kind, opened.knowledge(), load_ontology())
    told = f"{len(rows)} {kind}"
    if form == "parquet":
        return export.to_parquet(rows, kind=kind), told
    text = export.to_csv(rows, kind=kind) if form == "csv" else export.to_jsonl(rows)
    return text.encode("utf-8"), told


def _network(
    graph: Source, form: str, kinds: Iterable[str], days: tuple[date | None, date | None]
) -> tuple[bytes, str]:
    knowledge = graph.knowledge()
    whole = to_network(knowledge, load_ontology())
    part = networks.part_of(whole, kinds=kinds, first=days[0], last=days[1])
    told = f"a network of {part.number_of_nodes()} nodes and {part.number_of_edges()} edges"
    return network_files.to_file(networks.described(part, knowledge), form), told


def _nanopubs(opened: Graph, form: str, event: str | None) -> tuple[bytes, str]:
    knowledge = opened.knowledge()
    events = knowledge.events if event is None else found(event, knowledge)
    if event is not None and len(events) != 1:
        fit = "; ".join(f"{e.id} {e.label}" for e in events) or "none"
        raise QueryError(f"'{event}' is to be one event, and {len(events)} fit: {fit}; give an id")
    data = to_nanopubs(opened.quads(), [e.id for e in events], form)
    return data, f"{len(events)} nanopublication{'' if len(events) == 1 else 's'}"


def _put(parts: Iterable[bytes], output: Path | None, told: str) -> None:
    if output is None:
        screen.give_parts(parts)
    else:
        screen.put_parts(parts, output)
        screen.say(f"{told} in {output}")


VERBS = (
    (export_, "comity export plover build -o plover.jsonl"),
    (network, "comity network build -o network.graphml --kind relations --from 2023-01-01"),
)
