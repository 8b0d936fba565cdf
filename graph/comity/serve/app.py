"""The application: which address answers what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from comity.errors import StoreError
from comity.serve import protocol
from comity.serve.guard import LOOPBACK, Guard
from comity.serve.served import Served


_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH")
"""Those that an endpoint answers itself, if only to say no."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may use the server: the names that it goes by, whether addresses will do, and the pages that may read answers."""

    hosts: Sequence[str] = LOOPBACK
    anywhere: bool = False
    origins: Sequence[str] = ()


def application(served: Served, reach: Reach = Reach()) -> ASGIApp:  # noqa: B008  (frozen)
    """The application that serves a graph."""
    app = Starlette(
        routes=_routes(), exception_handlers={StoreError: _failed, ClientDisconnect: _gone}
    )
    app.state.served = served
    return Guard(app, reach.hosts, reach.origins, reach.anywhere)


def _routes() -> list[BaseRoute]:
    return [
        Route("/sparql", protocol.sparql, methods=_METHODS),
        Route("/store", protocol.store, methods=_METHODS),
    ]


def _failed(request: Request, error: Exception) -> Response:
    return protocol.refused(500, str(error))


def _gone(request: Request, error: Exception) -> Response:
    """Never read: the client has gone."""
    return Response(None, 204)
