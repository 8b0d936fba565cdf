"""SPARQL servers that comity knows: where each takes queries and graphs, and how its default graph is made all graphs.

Only a server of an unknown kind needs both addresses told. See ontology/SERVERS.md for each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import httpx

from comity.errors import InputError

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Kind:
    """What is added to the address of a server for queries (SPARQL 1.1 Protocol) and for graphs (Graph Store Protocol).

    `union` are the parameters by which a query is put to all graphs, and `describe` the words before one that have DESCRIBE
    give what is said of a thing, where that is not what the server does anyhow.
    """

    query: str
    graphs: str
    union: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    describe: str = ""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "fuseki": Kind("/query", "/data", {"default-graph-uri": "urn:x-arq:UnionGraph"}),
        "graphdb": Kind("", "/rdf-graphs/service"),
        "neptune": Kind("/sparql", "/sparql/gsp/"),
        "oxigraph": Kind("/query", "/store", {"union-default-graph": ""}),
        "qlever": Kind("", ""),
        "stardog": Kind("/query", "", {"default-graph-uri": "tag:stardog:api:context:all"}),
        "virtuoso": Kind(
            "/sparql", "/sparql-graph-crud-auth", describe='define sql:describe-mode "CBD" '
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Server:
    """Where one server takes queries, where graphs (None where that is not known), and the rest as `Kind` says."""

    query: str
    graphs: str | None
    union: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    describe: str = ""


def server_of(
    url: str, *, kind: str | None = None, query_url: str | None = None, gsp_url: str | None = None
) -> Server:
    """The addresses of the server at `url`; without a kind it is itself the one that takes queries.

    >>> server_of("http://127.0.0.1:7878/", kind="oxigraph").graphs
    'http://127.0.0.1:7878/store'

    Raises:
        InputError: an address is none, or holds a password; there is no such kind.
    """
    for given in filter(None, (url, query_url, gsp_url)):
        _check(given)
    if kind is None:
        return Server(query_url or url, gsp_url)
    if kind not in KINDS:
        raise InputError(f"there is no kind of server '{kind}'; there are {', '.join(KINDS)}")
    known, base = KINDS[kind], url.rstrip("/")
    query = base if known.query and base.endswith(known.query) else base + known.query
    root = query.removesuffix(known.query) if known.query else base
    graphs = gsp_url or root + known.graphs
    return Server(query_url or query, graphs, known.union, known.describe)


def kind_of(banner: str) -> str | None:
    """The kind of server that names itself so in the header `Server` of its answers.

    >>> kind_of("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu")
    'virtuoso'
    """
    return next((kind for kind in KINDS if kind in banner.casefold()), None)


_LONGEST_PART = 64  # RFC 1035, 2.3.4


def shown(url: str | httpx.URL) -> str:
    """An address as messages show it, without what follows a question mark."""
    return str(httpx.URL(url).copy_with(query=None))


def _check(url: str) -> None:
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise InputError(f"'{url}' is no address of a server: {error}") from error
    if parts.userinfo:
        raise InputError(
            f"the address of {parts.host} holds a user or a password, which others can see in the list of programs; "
            "set COMITY_USER and COMITY_PASSWORD instead"
        )
    if parts.scheme not in ("http", "https") or not parts.host:
        raise InputError(f"'{url}' is no address of a server; write it as http://127.0.0.1:7878")
    if not all(0 < len(part) < _LONGEST_PART for part in parts.host.rstrip(".").split(".")):
        raise InputError(
            f"'{url:.80}' is no address of a server: a part of its name is empty or too long"
        )
