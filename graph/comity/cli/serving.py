"""The verb that serves a graph: serve."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from comity.cli import screen
from comity.cli.building import GRAPH, GraphFolder
from comity.errors import InputError

HOST = "127.0.0.1"
_MIB = 2**20


def serve(
    graph: GraphFolder = GRAPH,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="The port; 0 takes any that is free.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(help="The address; any but this machine's own lets others in.")
    ] = HOST,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name that the server goes by; repeatable."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN", help="A page that may read answers: https://example.org; repeatable."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds after which a query is stopped.")
    ] = 30.0,
    memory: Annotated[int, typer.Option(min=16, help="MiB that a query may take.")] = 1024,
    rows: Annotated[int, typer.Option(min=1, help="Rows after which an answer is cut.")] = 100_000,
    size: Annotated[int, typer.Option(min=1, help="MiB at which an answer is cut.")] = 64,
    disk: Annotated[
        bool, typer.Option("--disk", help="Ask the store on disk: slower, and no graph in memory.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Queries that run at once.")] = 8,
) -> None:
    """Serve a graph on this machine: SPARQL, a query page, the explorer, and a page for each thing."""
    try:
        from comity.serve.app import Reach
        from comity.serve.limits import Limits
        from comity.serve.running import run  # here, since no other verb needs them
    except ModuleNotFoundError as error:
        if error.name not in ("resource", "fcntl"):
            raise
        raise InputError(
            "comity serve bounds what a query takes by means that this system does not have; "
            "use it on Linux or macOS, on Windows in WSL"
        ) from error
    inside = host in ("localhost", "127.0.0.1", "::1")
    if not inside:
        screen.say(
            f"warning: everyone who reaches {host} can read this graph, and ask what takes long; "
            "there is no password"
        )
    names = {"localhost", "127.0.0.1", "::1", host.lower(), *map(str.lower, name or [])}
    if not inside:
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    run(
        graph,
        host=host,
        port=port,
        limits=Limits(timeout, memory, rows, size * _MIB, workers),
        reach=Reach(sorted(names), not inside, tuple(map(_origin, cors or []))),
        ready=_ready,
        disk=disk,
    )


def _origin(given: str) -> str:
    """The origin of a page as browsers write it."""
    scheme, colon, rest = given.rstrip("/").lower().partition("://")
    if not colon or not rest or "/" in rest:
        raise InputError(f"'{given}' is no origin; write a scheme and a name: https://example.org")
    return f"{scheme}://{rest}"


def _ready(url: str, quads: int) -> None:
    screen.say(f"{quads} statements at {url}\nSPARQL at {url}sparql; Ctrl-C stops the server")


VERBS = ((serve, "comity serve build --port 0 --timeout 10"),)
