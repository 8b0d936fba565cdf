"""Any request to the server's application, in this process: an answer below 500 that says nothing of the machine it runs on."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from comity.rdf.quads import Run, to_quads
from comity.rdf.query import questions
from comity.rdf.store import Graph, to_graph
from comity.serve import wire
from comity.serve.app import application
from comity.serve.limits import Limits
from comity.serve.pool import Reply, _to_reply
from comity.serve.served import PAGES, QUERIES, Served
from comity.serve.worker import reply

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
ROUTES = (
    "/", "/sparql?query=ASK%7B%7D", "/store?default", "/events?page=2", "/articles?page=1", "/search?q=Kenya", "/questions",
    "/questions/who-met-whom?actor=Kenya", "/questions/planned.csv", "/query", "/query.json", "/explorer", "/ontology",
    "/article/0", "/id/state/ken", "/id/state/ken.html", "/id/state/ken.ttl", "/id/graph/canonical", "/static/style.css", "/nothing",
)  # fmt: skip
WORDS = (
    *(route.encode() for route in ROUTES), *(q.name.encode() for q in questions()), b"\x1f", b"%00", b"%ff", b"%ED%A0%80", b"%25zz", b"%2f",
    b"%2e%2e/", b"../", b"//", b"%0d%0a", b"?", b"&", b"=", b"ask=", b"actor=", b"since=", b"from=", b"default-graph-uri=", b"named-graph-uri=",
    b"graph=", b"update=", b"query=SELECT+*+%7B?s+?p+?o%7D", b"text/html", b"text/turtle", b"application/json", b"*/*;q=0", b";q=", b"localhost",
    b"localhost:[", b"[::1", b"evil.example", b"application/sparql-query", b"application/x-www-form-urlencoded", b"application/sparql-update",
    b".html", b".ttl", b".jsonld", b".csv", b"event/", b"person/", b"sentence/", b"report/", b"article/", b"issue/", b"page=", b"99999999999999999999",
)  # fmt: skip
_LIMITS = Limits(rows=200, bytes=100_000)
_SECRETS = (
    str(Path(__file__).parents[2]).encode(),
    b"Traceback",
    b"site-packages",
    b".py:",
    b'.py", line',
)
_MAY = frozenset((503, 504, 507))
"""What the server says where limits are reached."""


@cache
def _graph() -> Graph:
    import samples

    return to_graph(to_quads(samples.KNOWLEDGE, run=Run("0", "none")))


async def _asked(message: dict[str, Any]) -> Reply:  # Any: JSON
    """The reply of a worker, over what goes between it and the server."""
    sent = json.loads(wire.to_bytes(message)[4:])
    head, body = reply(sent, _graph(), _LIMITS)
    return _to_reply(json.loads(json.dumps(head)), body, _LIMITS)


@cache
def _application() -> ASGIApp:
    keeping: Any = SimpleNamespace(quads=len(_graph().store), alive=True, ask=_asked)
    stamp = (0, 0, 0)
    lanes = {QUERIES: asyncio.Semaphore(8), PAGES: asyncio.Semaphore(8)}
    served = Served(Path("graph"), _LIMITS, keeping, stamp, lanes, drawn=(stamp, "<html></html>"))
    return application(served)


def seeds() -> Iterator[bytes]:
    """Each route as it is meant, with what stands behind it in the graph."""
    for route in ROUTES:
        yield b"\0" + b"\x1f".join((route.encode(), b"text/html", b"localhost:80", b"", b""))
    for name in sorted({str(q.subject.value) for q in _graph().store})[::12]:
        path = "/id/" + name.partition("/id/")[2]
        yield b"\0" + b"\x1f".join((f"{path}.html".encode(), b"*/*", b"localhost", b"", b""))
        yield b"\0" + b"\x1f".join((path.encode(), b"text/turtle", b"[::1]:80", b"", b""))
    for question in questions()[::5]:
        asked = "&".join(f"{p.name}=Kenya" for p in question.parameters)
        yield b"\0" + b"\x1f".join(
            (f"/questions/{question.name}?{asked}".encode(), b"", b"localhost", b"", b"")
        )
    query = b"query=SELECT+%3Fs+%7B%3Fs+a+co%3AEvent%7D&named-graph-uri=http://a"
    yield b"\2" + b"\x1f".join(
        (b"/sparql", b"text/csv", b"localhost", b"application/x-www-form-urlencoded", query)
    )
    yield b"\2" + b"\x1f".join(
        (b"/sparql", b"*/*", b"127.0.0.1", b"application/sparql-query", b"ASK { ?s ?p 1 }")
    )


def check(data: bytes) -> None:
    """The first byte is the method and how the body is cut; then path, Accept, Host, Content-Type and body, divided by U+001F."""
    first = data[0] if data else 0
    parts = [*data[1:].split(b"\x1f", 4), b"", b"", b"", b"", b""][:5]
    target = b"/" + bytes(b for b in parts[0] if 0x21 <= b <= 0x7E).lstrip(b"/")
    heads = [
        (name, _header(value))
        for name, value in zip((b"accept", b"host", b"content-type"), parts[1:4], strict=True)
        if value
    ]
    scope = _scope(METHODS[first % len(METHODS)], target, heads)
    asyncio.run(_check(scope, parts[4], 1 + first // 8))


def _header(value: bytes) -> bytes:
    """What a parser of HTTP lets through."""
    return bytes(b for b in value if b in b"\t " or 0x21 <= b <= 0x7E or b >= 0x80).strip()


def _scope(method: str, target: bytes, heads: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    path, _, query = target.partition(b"?")
    return {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(path.decode("ascii")), "raw_path": path, "query_string": query, "root_path": "", "headers": heads,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip


async def _check(scope: dict[str, Any], body: bytes, size: int) -> None:
    pieces = [body[at : at + size * 16] for at in range(0, len(body), size * 16)] or [b""]
    waiting: list[Message] = [
        {"type": "http.request", "body": piece, "more_body": n < len(pieces) - 1}
        for n, piece in enumerate(pieces)
    ]
    said: list[Message] = []

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        said.append(message)

    await _application()(scope, receive, send)
    start, *rest = said
    found = b"".join(message.get("body", b"") for message in rest)
    assert start["status"] < 500 or start["status"] in _MAY, (start["status"], found[:300])
    names = {name for name, _ in start["headers"]}
    assert {b"content-security-policy", b"x-content-type-options"} <= names
    assert not any(re.search(rb"[\r\n\0]", part) for pair in start["headers"] for part in pair)
    shown = b"" if b"/static/" in scope["raw_path"] or scope["path"] == "/ontology" else found
    assert not [secret for secret in _SECRETS if secret in shown], found[:300]
