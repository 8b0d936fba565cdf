"""The SPARQL 1.1 Protocol (W3C, 2013), its query operation, and the Graph Store HTTP Protocol (W3C, 2013), its read side."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from comity.rdf.answers import (
    CSV,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TSV,
    TURTLE,
    XML,
)
from comity.rdf.description import described
from comity.serve.accept import preferred
from comity.serve.pool import Reply
from comity.serve.served import Served

TABLES = {
    JSON: JSON,
    XML: XML,
    CSV: CSV,
    TSV: TSV,
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
}
"""What may be asked for of a table, and the format that it is."""

GRAPHS = {
    TURTLE: TURTLE,
    N_TRIPLES: N_TRIPLES,
    RDF_XML: RDF_XML,
    JSON_LD: JSON_LD,
    "application/x-turtle": TURTLE,
    "text/plain": N_TRIPLES,
    "application/xml": RDF_XML,
    "application/json": JSON_LD,
}
"""What may be asked for of a graph, and the format that it is."""

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
UPDATE = "application/sparql-update"
MOST = 400_000
"""Bytes of a request's body: a query has at most 100,000 characters."""

TRUNCATED = "Comity-Truncated"
_HTML = ("text/html", "application/xhtml+xml")
_UTF8 = "; charset=utf-8"

Pairs = Sequence[tuple[str, str]]


def served_of(request: Request) -> Served:
    """The graph of the application that got the request."""
    served: Served = request.app.state.served
    return served


async def sparql(request: Request) -> Response:
    """A query, or a description of the service where there is none."""
    if request.method == "OPTIONS":
        return Response(None, 204, {"allow": "GET, HEAD, POST, OPTIONS"})
    if request.method not in ("GET", "HEAD", "POST"):
        return refused(405, "queries come by GET or POST", allow="GET, HEAD, POST, OPTIONS")
    pairs = await _parameters(request)
    if isinstance(pairs, Response):
        return pairs
    named = {name for name, _ in pairs}
    if "update" in named:
        return refused(
            403, "this server only reads: a graph is changed by comity add, update and remove"
        )
    if not pairs and request.method != "POST":
        return _description(request)
    return await _query(request, pairs)


async def _parameters(request: Request) -> Pairs | Response:
    """The parameters of the operation, from the URL and the body, or what is wrong with them."""
    found = _pairs(request.url.query)
    if found is None:
        return refused(400, "the parameters in the URL are no UTF-8")
    if request.method != "POST":
        return found
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == UPDATE:
        return refused(
            403, "this server only reads: a graph is changed by comity add, update and remove"
        )
    if media not in (FORM, DIRECT):
        return refused(
            415, f"a query is sent as {FORM} or {DIRECT}, and this is {media or 'untyped'}"
        )
    try:
        async with asyncio.timeout(served_of(request).limits.seconds):
            body = await _body(request)
    except TimeoutError:
        return refused(408, "the body of the request did not come in time", connection="close")
    if body is None:
        return refused(413, f"a request has at most {MOST} bytes")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return refused(400, f"the body is no UTF-8 ({error})")
    if media == DIRECT:
        return [*found, ("query", text)]
    more = _pairs(text)
    return refused(400, "the form is no UTF-8") if more is None else [*found, *more]


def _pairs(text: str) -> Pairs | None:
    """The names and values of a form, decoded once; None where they are no UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:
        return None


async def _body(request: Request) -> bytes | None:
    """The body; None where it is too long."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > MOST:
            return None
    return bytes(found)


async def _query(request: Request, pairs: Pairs) -> Response:
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        return refused(400, f"a request has one query, and this has {len(queries)}")
    default = [value for name, value in pairs if name == "default-graph-uri"]
    named = [value for name, value in pairs if name == "named-graph-uri"]
    dataset = {"default": default, "named": named} if default or named else {}
    reply = await reply_to(request, {"query": queries[0], **formats_of(request), **dataset})
    return to_response(reply)


def formats_of(request: Request) -> dict[str, str | None]:
    """The media types that the client prefers of a table and of a graph."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    table, graph = preferred(accept, list(TABLES)), preferred(accept, list(GRAPHS))
    return {
        "table": TABLES[table] if table else None,
        "graph": GRAPHS[graph] if graph else None,
    }


async def reply_to(request: Request, message: Mapping[str, Any], **lane: str) -> Reply:  # Any: JSON
    """The reply to a message; when the client goes before it is there, the worker is stopped.

    Raises:
        ClientDisconnect: the client has gone.
    """
    asking = asyncio.create_task(served_of(request).ask(message, **lane))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait([asking, leaving], return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ClientDisconnect
        return asking.result()
    finally:
        for task in (asking, leaving):
            task.cancel()
        with suppress(asyncio.CancelledError):
            await leaving


async def _left(request: Request) -> None:
    """Returns when the client has gone; what is left of its body is passed over."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def to_response(reply: Reply) -> Response:
    """The reply as HTTP: where it was cut a header says so."""
    if reply.status != 200:
        return refused(reply.status, reply.body.decode())
    headers = {"vary": "accept", "cache-control": "no-cache"}
    if reply.cut:
        headers[TRUNCATED] = truncated(reply)
    kind = reply.media + (_UTF8 if reply.media.startswith("text/") else "")
    return Response(reply.body, headers={**headers, "content-type": kind})


def truncated(reply: Reply) -> str:
    """How far an answer that was cut goes."""
    return f"{reply.rows} rows; the limit of {reply.cut} was reached"


def refused(status: int, said: str, **headers: str) -> Response:
    """A refusal in words."""
    more = {"retry-after": "5"} if status == 503 else {}
    return PlainTextResponse(said.rstrip() + "\n", status, {"vary": "accept", **more, **headers})


def _description(request: Request) -> Response:
    """What the service can do (SPARQL 1.1 Service Description); people are sent to the query page."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    media = preferred(accept, [*GRAPHS, *_HTML])
    if media is None:
        return refused(
            406, f"the service is described in {', '.join(dict.fromkeys(GRAPHS.values()))}"
        )
    if media in _HTML:
        return RedirectResponse("/query", 303, {"vary": "accept"})
    endpoint = str(request.url.replace(query="", fragment=""))
    form = GRAPHS[media]
    body = described(endpoint, quads=served_of(request).current.quads, media=form)
    return to_response(Reply(200, body, form))


_ALL = "CONSTRUCT WHERE { ?s ?p ?o }"
_READ_ONLY = "this graph store only reads; its graphs are changed by comity add, update and remove"


async def store(request: Request) -> Response:
    """A named graph, or with ?default the union of all."""
    if request.method == "OPTIONS":
        return Response(None, 204, {"allow": "GET, HEAD, OPTIONS"})
    if request.method not in ("GET", "HEAD"):
        return refused(405, _READ_ONLY, allow="GET, HEAD, OPTIONS")
    pairs = _pairs(request.url.query) or []
    graphs = [value for name, value in pairs if name == "graph"]
    if len(graphs) + ("default" in dict(pairs)) != 1:
        return refused(400, "name one graph: ?graph=IRI, or ?default for the union of all")
    form = formats_of(request)["graph"]
    if form is None:
        return refused(406, f"a graph is written as {', '.join(dict.fromkeys(GRAPHS.values()))}")
    dataset = {"default": graphs, "named": []} if graphs else {}
    reply = await reply_to(request, {"query": _ALL, "table": None, "graph": form, **dataset})
    if reply.status == 200 and not reply.rows and graphs:
        return refused(404, f"there is no graph {graphs[0]}")
    if reply.cut:
        said = (
            f"the graph is larger than the server's limit of {reply.cut}; see comity export graph"
        )
        return refused(403, said)
    return to_response(reply)
