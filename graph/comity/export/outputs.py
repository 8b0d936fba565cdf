"""What can be exported, in which formats, and its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from comity.asof import open_as_of
from comity.errors import InputError, QueryError
from comity.export import network_files, networks, table
from comity.export.lines import to_csv, to_jsonl
from comity.export.parquet import to_parquet
from comity.knowledge.ontology import load_ontology
from comity.network import to_network
from comity.rdf.formats import FORMATS
from comity.rdf.nanopubs import to_nanopubs
from comity.rdf.remote import Source
from comity.rdf.store import Graph, dump
from comity.stories import found

GRAPH, NETWORK, NANOPUBS = "graph", "network", "nanopubs"
_TABLE = ("jsonl", "csv", "parquet")

ALLOWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "events": _TABLE,
        "offices": _TABLE,
        "claims": _TABLE,
        "plover": _TABLE,
        GRAPH: FORMATS,
        NETWORK: network_files.FORMATS,
        NANOPUBS: ("trig", "nq"),
    }
)
"""The formats of each, the one that is taken where none is named first."""


def form_of(kind: str, form: str | None, output: Path | None) -> str:
    """The format that is asked for, by name or by the ending of the file's name, else the first of `ALLOWED`.

    Raises:
        InputError: there is no such kind, it is not written so, or the ending is that of no format; the message lists what
            there is.
    """
    if kind not in ALLOWED:
        raise InputError(f"'{kind}' is not exported; there are {', '.join(ALLOWED)}")
    allowed = ALLOWED[kind]
    ending = output.suffix.removeprefix(".").lower() if output else ""
    if form is None and ending and not any(ending in forms for forms in ALLOWED.values()):
        raise InputError(
            f"{output}: there is no format '{ending}' to write {kind} in; name one with --format: {', '.join(allowed)}"
        )
    chosen = form or ending or allowed[0]
    if chosen not in allowed:
        raise InputError(f"{kind} is not written as {chosen}; there are {', '.join(allowed)}")
    return chosen


def whole(folder: Path, form: str, day: date | None) -> Iterator[bytes]:
    """The whole graph of `folder`, as of `day` if one is given; as N-Quads of today it is never in memory as one.

    Raises:
        StoreError: there is no graph, or it is damaged.
        QueryError: no article was published by then.
    """
    if form == "nq" and day is None:
        yield from dump(folder)
        return
    with open_as_of(folder, day) as held:
        yield held.to_format(form)


def part(graph: Graph, kind: str, form: str, event: str | None = None) -> tuple[bytes, str]:
    """What is exported of a graph beside itself, and what is to be said of it; `event` chooses one of the nanopubs.

    Raises:
        QueryError: not one event fits `event`.
    """
    if kind == NETWORK:
        return network(graph, form)
    if kind == NANOPUBS:
        return _nanopubs(graph, form, event)
    rows = table(kind, graph.knowledge(), load_ontology())
    told = f"{len(rows)} {kind}"
    if form == "parquet":
        return to_parquet(rows, kind=kind), told
    text = to_csv(rows, kind=kind) if form == "csv" else to_jsonl(rows)
    return text.encode("utf-8"), told


def network(
    graph: Source,
    form: str,
    *,
    kinds: Iterable[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> tuple[bytes, str]:
    """The network of some kinds of edges and of the events within some days, and what is to be said of it; see `networks`.

    Raises:
        InputError: there is no such kind.
    """
    knowledge = graph.knowledge()
    held = to_network(knowledge, load_ontology())
    wanted = networks.part_of(held, kinds=kinds, first=first, last=last)
    told = f"a network of {wanted.number_of_nodes()} nodes and {wanted.number_of_edges()} edges"
    return network_files.to_file(networks.described(wanted, knowledge), form), told


def _nanopubs(graph: Graph, form: str, event: str | None) -> tuple[bytes, str]:
    knowledge = graph.knowledge()
    events = knowledge.events if event is None else found(event, knowledge)
    if event is not None and len(events) != 1:
        fit = "; ".join(f"{e.id} {e.label}" for e in events) or "none"
        raise QueryError(f"'{event}' is to be one event, and {len(events)} fit: {fit}; give an id")
    data = to_nanopubs(graph.quads(), [e.id for e in events], form)
    return data, f"{len(events)} nanopublication{'' if len(events) == 1 else 's'}"
