"""Requests to a server: tried again where that may help, and errors that say which address, graph, status and remedy."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import httpx

from comity import __version__
from comity.errors import QueryError, StoreError
from comity.rdf.credentials import REMEDY, auth_of
from comity.rdf.servers import Server, kind_of, server_of, shown

_log = logging.getLogger(__name__)

TRIES = 5
PATIENCE = 60.0
TABLE = "application/sparql-results+json"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_AGAIN = frozenset({429, 502, 503, 504})
_REMEDIES = {
    400: "it does not take what comity sends; check the address and --store-kind",
    401: REMEDY,
    403: "this user may not do that; have it given the right, or log in as another",
    404: "nothing is there; check the address and --store-kind",
    405: "it takes no graphs or queries there; check --store-kind, --query-url and --gsp-url",
    406: "it does not answer in the formats of SPARQL 1.1; check --query-url",
    413: "have it take requests of 5 MB",
    415: "it does not read Turtle there; check --gsp-url",
    507: "its disk is full",
}


@dataclass(frozen=True, slots=True)
class Wire:
    """A server that answers, and how often a request is tried; `pause` waits for some seconds."""

    client: httpx.Client
    server: Server
    secrets: tuple[str, ...] = field(default=(), repr=False)
    tries: int = TRIES
    pause: Callable[[float], None] = time.sleep


@contextmanager
def connected(
    url: str,
    *,
    kind: str | None = None,
    query_url: str | None = None,
    gsp_url: str | None = None,
    auth: httpx.Auth | None = None,
    patience: float = PATIENCE,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[Wire]:
    """The server at `url`, for the length of a `with`, when it answers a first query.

    Without a `kind`, what the server calls itself decides. `auth` signs requests in place of what the environment says
    (`credentials`); an answer may take `patience` seconds.

    Raises:
        InputError: an address, the kind or a secret is wrong.
        StoreError: no SPARQL server answers there.
    """
    server = server_of(url, kind=kind, query_url=query_url, gsp_url=gsp_url)
    secrets: tuple[str, ...] = ()
    if auth is None:
        auth, secrets = auth_of(server.query, environment)
    timeout = httpx.Timeout(patience, connect=min(patience, 10.0))
    headers = {"User-Agent": f"comity/{__version__}"}
    with httpx.Client(auth=auth, timeout=timeout, headers=headers) as client:
        wire = Wire(client, server, secrets)
        if kind is None and (query_url is None or gsp_url is None):
            found = _kind_at(replace(wire, tries=1))
            if found is not None:
                told = server_of(url, kind=found, query_url=query_url, gsp_url=gsp_url)
                wire = replace(wire, server=told)
        asked(replace(wire, tries=1), "ASK {}", accept=TABLE)
        yield wire


def _kind_at(wire: Wire) -> str | None:
    """What the server calls itself, whatever it answers."""
    request = wire.client.build_request("GET", wire.server.query)
    return kind_of(_sent(wire, request, "").headers.get("server", ""))


def asked(wire: Wire, query: str, *, accept: str, union: bool = True) -> httpx.Response:
    """What the server answers to a query, over all its graphs unless that is not wanted.

    Raises:
        QueryError: the server refuses the query, cuts the answer short or takes too long.
        StoreError: it does not answer, or with something else.
    """
    parameters = dict(wire.server.union) if union else {}
    request = wire.client.build_request(
        "POST",
        wire.server.query,
        params=parameters,
        data={"query": query},
        headers={"Accept": accept},
    )
    response = _sent(wire, request, "")
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if response.status_code in (400, 500) and kind != "text/html" and response.text.strip():
        said = _said(wire, response)
        raise QueryError(f"{shown(wire.server.query)} does not answer the query: {said}")
    _expect(wire, response, "", 200)
    if kind not in accept:
        raise StoreError(
            f"{shown(wire.server.query)} answers with {kind or 'something of no kind'} where {accept} was asked for; "
            "check that it is the address for SPARQL queries (--store-kind, --query-url)"
        )
    if most := response.headers.get("x-sparql-maxrows"):
        raise QueryError(
            f"{shown(wire.server.query)} gives {most} rows at most, and cuts what is longer; ask with a smaller LIMIT, or "
            "have ResultSetMaxRows in its settings raised"
        )
    return response


def graph_request(wire: Wire, method: str, graph: str, content: bytes = b"") -> None:
    """Has the server replace (PUT), fill (POST) or drop (DELETE) a graph, by the Graph Store Protocol.

    Raises:
        StoreError: it is not known where the server takes graphs, or it refuses.
    """
    where = wire.server.graphs
    if where is None:
        raise StoreError(
            f"it is not known where {shown(wire.server.query)} takes graphs; give --store-kind or --gsp-url"
        )
    headers = {"Content-Type": "text/turtle"} if content else {}
    request = wire.client.build_request(
        method, where, params={"graph": graph}, content=content, headers=headers
    )
    allowed = (200, 201, 202, 204, 404) if method == "DELETE" else (200, 201, 202, 204)
    _expect(wire, _sent(wire, request, graph), graph, *allowed)


def _sent(wire: Wire, request: httpx.Request, graph: str) -> httpx.Response:
    """The answer to a request, which is made again where the server is not there or too busy; twice does no harm."""
    pause, left = _FIRST_PAUSE, wire.tries
    while True:
        left -= 1
        try:
            response = wire.client.send(request)
        except httpx.ReadTimeout as error:
            raise QueryError(
                f"{_at(request, graph)} took more than {wire.client.timeout.read:g} s; ask for less, or give --patience"
            ) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            if not left:
                raise StoreError(
                    f"{_at(request, graph)} does not answer ({error}); check that it runs and that the address is right"
                ) from error
            said = type(error).__name__
        else:
            if response.status_code not in _AGAIN or not left:
                return response
            said, pause = str(response.status_code), _wanted(response, pause)
        _log.info("%s: %s; tried again in %g s", _at(request, graph), said, pause)
        wire.pause(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _wanted(response: httpx.Response, pause: float) -> float:
    """How long the server asks to be left alone, within reason."""
    told = response.headers.get("retry-after", "")
    return min(float(told), _LONGEST_PAUSE) if told.isdecimal() else pause


def _expect(wire: Wire, response: httpx.Response, graph: str, *allowed: int) -> None:
    status = response.status_code
    if status in allowed:
        return
    if response.is_redirect:
        place = response.headers.get("location", "another address")
        remedy = f"it points to {shown(place)}; give that address, if it is to be trusted"
    else:
        remedy = _REMEDIES.get(status, "see what its log says")
    said = _said(wire, response)
    told = f": {said}" if said else ""
    raise StoreError(
        f"{_at(response.request, graph)} answers {status} {response.reason_phrase}{told}; {remedy}"
    )


def _at(request: httpx.Request, graph: str) -> str:
    return f"{shown(request.url)}, graph {graph}," if graph else shown(request.url)


def _said(wire: Wire, response: httpx.Response) -> str:
    """The first words of what the server says, without secrets; nothing of a page for browsers."""
    if "html" in response.headers.get("content-type", "") or "<html" in response.text[:500].lower():
        return ""
    words = " ".join(response.text[:2000].split())
    for secret in wire.secrets:
        words = words.replace(secret, "…")
    return words[:300]
