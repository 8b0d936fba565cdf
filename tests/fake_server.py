"""A small SPARQL server with moods: it asks who is there, is too busy, lies, sends elsewhere, or is slow.

It takes queries at /query and graphs at /store (Graph Store Protocol), over a pyoxigraph store in memory.
"""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

USER, PASSWORD, TOKEN = "ana", "open: sesame", "t0ken-of-ana"
PAGE = b"<!DOCTYPE html><html><body>Welcome</body></html>"

Reply = tuple[int, dict[str, str], bytes]


@dataclass(slots=True)
class Fake:
    """What the server holds and was asked, and its mood: `before` may answer a request in its place.

    `cut` is asked at each request how the line breaks: "reset" before there is an answer, "half" of one is sent, "silent"
    says nothing until the client has gone, and "" lets it be.
    """

    auth: str = ""
    before: Callable[[str, str], Reply | None] = lambda method, path: None
    cut: Callable[[], str] = str
    slow: float = 0.0
    unions: bool = True
    store: Store = field(default_factory=Store)
    asked: list[tuple[str, str]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    url: str = ""

    def puts(self) -> list[str]:
        """The graphs that were replaced, in order."""
        return [graph for method, graph in self.asked if method == "PUT"]

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        graph = query.get("graph", [""])[0]
        if not self._known(method, target, headers.get("authorization", "")):
            wanted = {
                "basic": 'Basic realm="x"',
                "digest": 'Digest realm="x", nonce="n1", qop="auth"',
            }
            return 401, {"WWW-Authenticate": wanted.get(self.auth, "Bearer")}, b"who are you?"
        instead = self.before(method, parts.path)
        if instead is not None:
            return instead
        if parts.path == "/query" and method == "POST":
            return self._query(
                parse_qs(body.decode())["query"][0], self.unions and "union-default-graph" in query
            )
        if parts.path == "/store" and method in ("PUT", "POST", "DELETE"):
            self.asked.append((method, graph))
            self.sizes.append(len(body))
            time.sleep(self.slow)
            with self.lock:
                if method != "POST":
                    self.store.remove_graph(NamedNode(graph))
                self.store.load(body, format=RdfFormat.TURTLE, to_graph=NamedNode(graph))
            return 204, {}, b""
        return 404, {}, b"no such place"

    def _query(self, text: str, union: bool) -> Reply:
        try:
            answer = self.store.query(text, use_default_graph_as_union=union)
        except SyntaxError as error:
            return 400, {"Content-Type": "text/plain"}, str(error).encode()
        if isinstance(answer, QueryTriples):
            body = answer.serialize(format=RdfFormat.N_TRIPLES) or b""
            return 200, {"Content-Type": "application/n-triples"}, body
        body = answer.serialize(format=QueryResultsFormat.JSON) or b""
        return 200, {"Content-Type": "application/sparql-results+json"}, body

    def _known(self, method: str, target: str, given: str) -> bool:
        if self.auth == "basic":
            pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
            return given == f"Basic {pair}"
        if self.auth == "bearer":
            return given == f"Bearer {TOKEN}"
        if self.auth == "digest":
            told = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
            one, two = _md5(f"{USER}:x:{PASSWORD}"), _md5(f"{method}:{target}")
            parts = (one, "n1", told.get("nc"), told.get("cnonce"), "auth", two)
            return told.get("response") == _md5(":".join(map(str, parts)))
        return True


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@contextmanager
def fake(**mood: object) -> Iterator[Fake]:
    """Such a server, listening; it calls itself Oxigraph, so that it is asked as one."""
    server = Fake(**mood)  # type: ignore[arg-type]  # the fields are typed where they are given

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "Oxigraph/0"

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {key.casefold(): value for key, value in self.headers.items()}
            how = server.cut()
            if how in ("reset", "silent"):
                self._leave(wait=how == "silent")
                return
            status, told, answer = server.answer(self.command, self.path, headers, body)
            self.send_response(status)
            for key, value in {**told, "Content-Length": str(len(answer))}.items():
                self.send_header(key, value)
            self.end_headers()
            if how == "half":
                self.wfile.write(answer[: len(answer) // 2])
                self._leave(wait=False)
                return
            self.wfile.write(answer)

        def _leave(self, *, wait: bool) -> None:
            """Ends the connection, by a reset or, after a `wait`, when the client has."""
            if wait:
                self.connection.settimeout(10)
                self.connection.recv(1)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

        do_GET = do_PUT = do_POST = do_DELETE = _do

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server.url = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
