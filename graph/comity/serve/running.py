"""The server from start to end: its socket, its processes, and how it stops."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import uvicorn

from comity.errors import InputError
from comity.serve.app import Reach, application
from comity.serve.limits import Limits
from comity.serve.served import serving
from comity.tables import printable

_PATIENCE = 3
_MOST = 256
"""Connections at once; more are turned away with 503."""


def run(
    folder: Path,
    *,
    host: str,
    port: int,
    limits: Limits,
    reach: Reach,
    ready: Callable[[str, int], None],
    disk: bool = False,
) -> None:
    """Serves the graph of `folder` until SIGINT or SIGTERM; `ready` is called with its address and number of quads.

    Port 0 takes any that is free.

    Raises:
        InputError: the address is taken or is none of this machine, or the system cannot fork processes.
        StoreError: there is no graph, or it is damaged.
    """
    if not hasattr(os, "fork"):
        raise InputError(
            "comity serve runs each query in a forked process, which this system does not have; "
            "use it on Linux or macOS, on Windows in WSL"
        )
    with _bound(host, port) as sock:
        asyncio.run(_run(folder, sock, limits, reach, ready, disk))


async def _run(
    folder: Path,
    sock: socket.socket,
    limits: Limits,
    reach: Reach,
    ready: Callable[[str, int], None],
    disk: bool,
) -> None:
    async with serving(folder, limits, disk=disk) as served:
        config = uvicorn.Config(
            application(served, reach),
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST,
            timeout_graceful_shutdown=_PATIENCE,
        )
        server = uvicorn.Server(config)
        with _stopping(server):
            sock.listen(_MOST)
            ready(_url(sock), served.current.quads)
            await server.serve(sockets=[sock])


@contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """Has signals stop the server, and no more: uvicorn hands them on to whoever was there before it."""

    def stop(number: int, frame: object) -> None:
        server.should_exit = True

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with ExitStack() as stack:
            sock = stack.enter_context(socket.socket(family, kind, protocol))
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(address)
            stack.pop_all()
            return sock
    except UnicodeError as error:  # of a part of a name that is too long, or no text
        raise InputError(f"{printable(host)} is the name of no machine; see --host") from error
    except OSError as error:
        said = (
            f"{host}:{port} cannot be served ({error.strerror}); try another --port, or 0 for any"
        )
        raise InputError(said) from error


def _url(sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
