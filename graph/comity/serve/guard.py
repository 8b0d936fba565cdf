"""What every request must pass and every response carries: the Host header, and headers that keep a page to itself.

A page elsewhere could have its own name point to this machine, and its script then read the graph (DNS rebinding): so only the
names of this server are answered. Without CORS headers no other page may read an answer; scripts and styles come from files
of this server alone.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_RESIZER = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
QUERY_POLICY = POLICY.replace("style-src 'self'", f"style-src 'self' {_RESIZER}")
"""That of the query page: the table of YASGUI 4.6.2 adds one style element of its own, always the same."""

_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "accept, content-type",
    "access-control-max-age": "600",
}
_EXPOSED = "comity-truncated"


@dataclass(frozen=True, slots=True)
class Guard:
    """The application `app` behind its guard: `hosts` are the names it answers to, `origins` the pages that may read it.

    `anywhere` has it answer to addresses and to this machine's names, for a server that others reach.
    """

    app: ASGIApp
    hosts: Sequence[str] = LOOPBACK
    origins: Sequence[str] = ()
    anywhere: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        allowed = origin if origin in self.origins else None

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), allowed, shared=bool(self.origins))
            await send(message)

        if not self.knows(headers.get("host", "")):
            said = "this server does not go by that name; see --host and --name of comity serve\n"
            await PlainTextResponse(said, 421)(scope, receive, guarded)
        elif (
            allowed and scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        ):
            await PlainTextResponse("", 204, _PREFLIGHT)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)

    def knows(self, host: str) -> bool:
        """Whether the server goes by the name in a Host header.

        >>> Guard(None).knows("localhost:8000"), Guard(None).knows("[::1]:80"), Guard(None).knows("evil.example")
        (True, True, False)
        """
        name = _name(host)
        return name in self.hosts or (self.anywhere and _is_address(name))


def _name(host: str) -> str:
    """The name or address in a Host header, without the port."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def _is_address(name: str) -> bool:
    """Whether it is an address, which no DNS server can make point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _add(headers: MutableHeaders, origin: str | None, *, shared: bool) -> None:
    headers.setdefault("content-security-policy", POLICY)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "no-referrer"
    headers["cross-origin-opener-policy"] = "same-origin"
    if shared:
        headers.add_vary_header("origin")
    if origin:
        headers["access-control-allow-origin"] = origin
        headers["access-control-expose-headers"] = _EXPOSED
    else:
        headers["cross-origin-resource-policy"] = "same-origin"
