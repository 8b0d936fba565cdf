"""The application: which address answers what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from comity import resources
from comity.errors import StoreError
from comity.rdf.answers import TURTLE
from comity.serve import asking, explorer, lists, protocol, things
from comity.serve.accept import preferred
from comity.serve.guard import LOOPBACK, Guard
from comity.serve.served import Served
from comity.serve.showing import page

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
        routes=_routes(),
        exception_handlers={StoreError: _failed, ClientDisconnect: _gone, HTTPException: _missing},
    )
    app.state.served = served
    return Guard(app, reach.hosts, reach.origins, reach.anywhere)


def _routes() -> list[BaseRoute]:
    return [
        Route("/sparql", protocol.sparql, methods=_METHODS),
        Route("/store", protocol.store, methods=_METHODS),
        Route("/", lists.index),
        Route("/events", lists.events),
        Route("/articles", lists.articles),
        Route("/search", lists.search),
        Route("/questions", asking.listing),
        Route("/questions/{name}", asking.question),
        Route("/query", asking.query_page),
        Route("/query.json", asking.settings),
        Route("/explorer", explorer.explorer),
        Route("/ontology", _ontology),
        Route("/article/{name}", _article),
        Route("/id/{path:path}", things.named),
        Mount("/static", StaticFiles(packages=[("comity.serve", "static")])),
    ]


async def _ontology(request: Request) -> Response:
    """The vocabulary of the graph, to which all its terms lead."""
    return FileResponse(resources.folder("ontology") / "comity.ttl", media_type=TURTLE)


async def _article(request: Request) -> Response:
    """The page of an article by the digits of its id alone."""
    return RedirectResponse(f"/id/article/{request.path_params['name']}.html", 301)


def _refused(request: Request, status: int, said: str, **heads: str) -> Response:
    """A refusal, in HTML for those who prefer it."""
    if preferred(request.headers.get("accept"), ["text/plain", "text/html"]) == "text/html":
        return page("error.html", status, title="No page", said=said)
    return protocol.refused(status, said, **heads)


def _missing(request: Request, error: Exception) -> Response:
    """No such address, or not by this method."""
    said = error.detail if isinstance(error, HTTPException) else "nothing here"
    status = error.status_code if isinstance(error, HTTPException) else 404
    heads = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return _refused(request, status, said, **heads)


def _failed(request: Request, error: Exception) -> Response:
    return _refused(request, 500, str(error))


def _gone(request: Request, error: Exception) -> Response:
    """Never read: the client has gone."""
    return Response(None, 204)
