"""Whatever bytes come over a socket, the server answers in time and in words, says nothing of itself, and goes on answering.

`COMITY_FUZZ` multiplies the examples; `make soak` runs them for long.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serve.conftest import ROOT, Server, started

TIMES = int(os.environ.get("COMITY_FUZZ", "1"))
OFTEN = settings(max_examples=40 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))
LIMIT, WORKERS = 4, 3
MAY = {503, 504, 507}
"""What the server says where a limit is reached."""

STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
SECRETS = (str(ROOT).encode(), b"Traceback", b"site-packages", b'.py", line')


@dataclass(frozen=True, slots=True)
class Watched:
    """A server with all that it has said."""

    server: Server
    said: list[str] = field(default_factory=list, repr=False)

    def listen(self) -> None:
        assert self.server.process.stderr is not None
        try:
            self.said.extend(self.server.process.stderr)
        except ValueError:  # closed, since the server has stopped
            return


@pytest.fixture(scope="module")
def watched(sample_graph: Path) -> Iterator[Watched]:
    """A server with low limits, which must be as well in the end as in the beginning."""
    with started(sample_graph, "--timeout", str(LIMIT), "--workers", str(WORKERS)) as running:
        found = Watched(running)
        threading.Thread(target=found.listen, daemon=True).start()
        yield found
        assert running.process.poll() is None
        assert running.get("/").status == 200
        assert len(running.family()) <= 2 + 2 * WORKERS
        assert not [line for line in found.said if "Traceback" in line or "Exception" in line]


def sent(watched: Watched, pieces: list[bytes], *, pause: float = 0.0, ends: bool = False) -> bytes:
    """What the server answers to the pieces, one after the other, until it closes; when we `end` it takes us for gone."""
    with socket.create_connection(("127.0.0.1", watched.server.port), timeout=LIMIT + 16) as sock:
        try:
            for piece in pieces:
                sock.sendall(piece)
                time.sleep(pause)
            if ends:
                sock.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError, OSError):
            pass  # the server has refused and closed before it heard all
        found = bytearray()
        try:
            while part := sock.recv(1 << 16):
                found += part
        except ConnectionResetError:
            pass
    return bytes(found)


def statuses(answer: bytes) -> list[int]:
    """The statuses of the answers, when none is a failure of ours or says anything of the machine."""
    found = [int(status) for status in STATUS.findall(answer)]
    assert not answer or answer.startswith(b"HTTP/1.1 ")
    assert all(status < 500 or status in MAY for status in found), answer[:500]
    assert not [secret for secret in SECRETS if secret in answer], answer[:500]
    return found


WORDS = st.sampled_from(
    [b"GET ", b"POST ", b"HEAD ", b"OPTIONS * ", b"CONNECT a:1 ", b"/", b"/sparql", b"/id/state/ken", b"?query=ASK%7B%7D", b" HTTP/1.1\r\n",
     b" HTTP/1.0\r\n", b" HTTP/2.0\r\n", b"Host: localhost\r\n", b"Host: ", b"Accept: ", b"Content-Type: application/sparql-query\r\n",
     b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n", b"Transfer-Encoding: chunked\r\n",
     b"Expect: 100-continue\r\n", b"Connection: Upgrade\r\nUpgrade: websocket\r\n", b"Connection: close\r\n", b"\r\n", b"\r\n\r\n", b"\n", b"\r",
     b"5\r\nASK{}\r\n", b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"ASK{}", b": ", b"\0", b"\xff", b" ", b"\t", b"a" * 70_000, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
     b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"]
)  # fmt: skip
BYTES = st.lists(st.one_of(WORDS, WORDS, st.binary(max_size=8)), min_size=1, max_size=14)


@given(pieces=BYTES)
@OFTEN
def test_any_bytes_are_answered_or_refused(watched: Watched, pieces: list[bytes]) -> None:
    statuses(sent(watched, pieces, ends=True))


METHODS = st.sampled_from(
    ["GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "get", "QUERY"]
)
PATHS = st.sampled_from(
    ["/", "/sparql", "/store", "/events", "/articles", "/search", "/questions", "/questions/who-met-whom", "/questions/planned.csv", "/query",
     "/query.json", "/ontology", "/article/", "/id/state/ken", "/id/state/ken.html", "/id/state/ken.ttl", "/id/", "/static/style.css",
     "/static/", "/nothing", "//", "/./..", "*", "http://localhost/"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["query", "update", "graph", "default", "default-graph-uri", "named-graph-uri", "page", "q", "actor", "since", "from", "ask", ""]
)  # fmt: skip
VALUES = st.one_of(
    st.binary(max_size=12),
    st.text(max_size=12).map(lambda t: t.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"ASK{}", b"SELECT * {?s ?p ?o}", b"SELECT * {?s ?p ?o} LIMIT 2", b"CONSTRUCT WHERE {?s ?p ?o}", b"DROP ALL", b"SELECT (1/0 AS ?x) {}",
         b"99999999999999999999", b"\xd9\xa1", b"2031-03-13", b"Kenya", b"'\"\\", b"%zz", b"http://a", b"</script>", b"\r\nX: y", b"!" * 2_000]
    ),
)  # fmt: skip
HEADERS = st.sampled_from(
    ["Accept: text/html", "Accept: text/turtle", "Accept: */*;q=0", "Accept: " + ",".join(["a/b;q=0.1"] * 300), "Accept: ;;,,/", "Origin: null",
     "Origin: http://evil.example", "Access-Control-Request-Method: POST", "Range: bytes=0-", "Range: bytes=9-1,a-", "If-Modified-Since: x",
     "If-None-Match: *", "Content-Type: application/sparql-query", "Content-Type: application/x-www-form-urlencoded", "Content-Type: \xff",
     "Content-Encoding: gzip", "Cookie: a", "X-Forwarded-For: evil", "X-Forwarded-Proto: javascript", "Forwarded: host=evil"]
)  # fmt: skip
HOSTS = st.sampled_from(
    ["localhost"] * 6 + ["LOCALHOST:80", "[::1]:8", "evil.example", "localhost:<>", "localhost:[", "[::1", "[", "localhost:99999999", "\xff", "", ":"]
)  # fmt: skip
TAILS = st.lists(st.sampled_from("aZ0-_~%.:@!$&'()*+,;=/"), max_size=8).map("".join)


@st.composite
def requests(draw: st.DrawFn, *, last: bool = False) -> bytes:
    """A request that a parser of HTTP takes, with whatever in its parts; after the `last` the server closes."""
    query = [(draw(NAMES), draw(VALUES)) for _ in range(draw(st.integers(0, 3)))]
    target = draw(PATHS) + draw(TAILS)
    if query:
        target += "?" + "&".join(f"{name}={quote_from_bytes(value)}" for name, value in query)
    heads = [f"Host: {draw(HOSTS)}", *draw(st.lists(HEADERS, max_size=3, unique=True))]
    heads += ["Connection: close"] * last
    method, body = draw(METHODS), draw(st.one_of(st.just(b""), VALUES, st.binary(max_size=60)))
    if body and draw(st.booleans()):
        heads.append("Transfer-Encoding: chunked")
        cut = draw(st.integers(0, len(body)))
        chunks = [c for c in (body[:cut], body[cut:]) if c]
        body = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + b"0\r\n\r\n"
    elif body or method == "POST":
        heads.append(f"Content-Length: {len(body)}")
    head = "\r\n".join([f"{method} {target} HTTP/1.1", *heads, "", ""])
    return head.encode("latin-1") + body


@given(several=st.lists(requests(), max_size=2), last=requests(last=True), cut=st.integers(1, 400))
@OFTEN
def test_any_request_is_answered_in_words(
    watched: Watched, several: list[bytes], last: bytes, cut: int
) -> None:
    whole = b"".join([*several, last])
    found = statuses(sent(watched, [whole[:cut], whole[cut:]]))
    assert len(found) >= 1, whole
    assert len(found) <= len(several) + 2


@given(request=requests(last=True))
@settings(OFTEN, max_examples=3 * TIMES)
def test_a_request_that_comes_byte_by_byte_is_answered(watched: Watched, request: bytes) -> None:
    head, gap, body = request.partition(b"\r\n\r\n")
    pieces = [head + gap, *(body[n : n + 1] for n in range(len(body)))]
    assert statuses(sent(watched, pieces, pause=0.002))


def test_a_body_that_never_comes_is_waited_for_no_longer_than_a_query(watched: Watched) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 50\r\n\r\nASK"
    with socket.create_connection(("127.0.0.1", watched.server.port), timeout=LIMIT + 16) as sock:
        sock.sendall(head)
        began = time.monotonic()
        assert sock.recv(1 << 16).startswith(b"HTTP/1.1 408 ")
        assert LIMIT - 1 < time.monotonic() - began < LIMIT + 15


def test_slow_connections_do_not_keep_others_waiting(watched: Watched) -> None:
    slow = [socket.create_connection(("127.0.0.1", watched.server.port)) for _ in range(100)]
    try:
        for sock in slow:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        assert watched.server.get("/query").status == 200
    finally:
        for sock in slow:
            sock.close()


def test_endless_headers_are_cut_off(watched: Watched) -> None:
    assert statuses(
        sent(watched, [b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 40_000])
    ) == [400]
