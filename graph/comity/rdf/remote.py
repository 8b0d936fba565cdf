"""A graph on a SPARQL server that somebody runs: the same answers as the embedded store gives."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pyoxigraph
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Triple,
)

from comity.errors import StoreError
from comity.model import Knowledge
from comity.rdf import engine
from comity.rdf.admission import check
from comity.rdf.reading import from_quads
from comity.rdf.result import Result
from comity.rdf.servers import kind_of, shown
from comity.rdf.store import Graph
from comity.rdf.terms import PREFIXES, THINGS
from comity.rdf.wire import PATIENCE, TABLE, Wire, asked, connected

_log = logging.getLogger(__name__)

GRAPHS = f"{THINGS}graph/"
HASH = NamedNode("https://schema.org/sha256")
"""Says in each graph on a server of what lines it was made; see `sending`."""

_TRIPLES = "application/n-triples, text/turtle;q=0.5"
_FORMATS = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}
_GRAPHS_AT_ONCE = 5_000
_TRIPLES_AT_ONCE = 10_000
_SUSPECT = 1_000  # what Virtuoso may be set to cut after


@dataclass(frozen=True, slots=True)
class Remote:
    """A graph on a server, asked as `store.Graph` is, with the same notes of names."""

    wire: Wire
    names: dict[str, Mapping[str, Mapping[str, int]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def quads(self) -> list[Quad]:
        """All quads of comity's graphs, sorted; what `comity publish` notes about them is left out.

        Raises:
            StoreError: the server does not give all of a graph.
        """
        found: list[Quad] = []
        for graph, count in sorted(counts(self.wire).items()):
            triples = _triples_of(self.wire, graph, count)
            found += (
                Quad(t.subject, t.predicate, t.object, NamedNode(graph))
                for t in triples
                if t.predicate != HASH
            )
        return sorted(found, key=str)

    def knowledge(self) -> Knowledge:
        """What the graph states, as records."""
        return from_quads(self.quads())

    def query(self, text: str) -> Result:
        """The answer to a SPARQL query, checked as `engine.run` checks it before it is sent.

        Raises:
            QueryError: the query is wrong, or the server refuses it, cuts the answer short or takes too long.
            StoreError: the server does not answer.
        """
        checked = check(text, self._used)
        form = engine.form(checked)
        whole = _declarations(text, checked.prefixes) + text
        union = not checked.names_graphs
        if form is engine.Form.TRIPLES:
            return engine.of_triples(_built(self.wire, whole, union=union))
        response = asked(self.wire, whole, accept=TABLE, union=union)
        found = _table(self.wire, response, ordered=checked.ordered)
        return _yes_or_no(found) if form is engine.Form.YES_OR_NO else found

    def _used(self, term: NamedNode) -> bool:
        """Whether the server describes or uses the term."""
        patterns = (f"{term} ?p ?o", f"?s {term} ?o", f"?s ?p {term}")
        return any(holds(self.wire, pattern) for pattern in patterns)


Source = Graph | Remote
"""What can be asked: a graph of a folder, in memory or on a server."""


@contextmanager
def open_remote(
    url: str,
    *,
    kind: str | None = None,
    auth: httpx.Auth | None = None,
    patience: float = PATIENCE,
) -> Iterator[Remote]:
    """The graph that was published on the server at `url`, for the length of a `with`.

    Raises:
        InputError: the address, the kind or a secret is wrong.
        StoreError: no SPARQL server answers there, it holds no graph of comity's, or does not put queries to all graphs.
    """
    with connected(url, kind=kind, auth=auth, patience=patience) as wire:
        _check_union(wire)
        yield Remote(wire)


def counts(wire: Wire) -> dict[str, int]:
    """How many triples each of comity's graphs on the server holds."""
    select = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o }"
    found = dict(by_graph(wire, select, "GROUP BY ?g"))
    try:
        return {graph: int(count) for graph, count in found.items()}
    except ValueError as error:
        raise _unreadable(wire, error) from error


def by_graph(wire: Wire, select: str, group: str = "") -> Iterator[tuple[str, str]]:
    """The rows of a query that gives a graph of comity's as `?g` and something of it, page by page."""
    last = GRAPHS
    while True:
        query = (
            f'{select} FILTER(STRSTARTS(STR(?g), "{GRAPHS}") && STR(?g) > "{last}") }} '
            f"{group} ORDER BY ?g LIMIT {_GRAPHS_AT_ONCE}"
        )
        rows = rows_of(wire, query)
        if rows and (len(rows[0]) != 2 or (rows[0][0] or "") <= last):
            raise _unreadable(wire, ValueError(f"{rows[0]} is no graph beyond {last}"))
        for graph, value in rows:
            yield graph or "", value or ""
        if len(rows) < _GRAPHS_AT_ONCE:
            return
        last = rows[-1][0] or ""


def count_of(wire: Wire, graph: str) -> int:
    """How many triples a graph on the server holds.

    Raises:
        StoreError: the server does not say.
    """
    rows = rows_of(wire, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}")
    try:
        ((count,),) = rows
        return int(count or "")
    except ValueError as error:
        where = shown(wire.server.query)
        raise StoreError(
            f"{where} does not say how many triples {graph} holds; check that it is the address for SPARQL queries"
        ) from error


def rows_of(wire: Wire, query: str) -> tuple[tuple[str | None, ...], ...]:
    """The rows that the server gives, in its order."""
    return _table(wire, asked(wire, query, accept=TABLE), ordered=True).rows


def holds(wire: Wire, pattern: str) -> bool:
    """Whether the pattern fits anything on the server."""
    response = asked(wire, f"ASK {{ {pattern} }}", accept=TABLE)
    return _yes_or_no(_table(wire, response, ordered=True)).rows == (("true",),)


def _check_union(wire: Wire) -> None:
    """An error unless a pattern without GRAPH finds what stands in named graphs."""
    where = shown(wire.server.query)
    article = f"?a a <{PREFIXES['co']}Article>"
    if not holds(wire, f"GRAPH ?g {{ {article} }}"):
        raise StoreError(f"{where} holds no articles; put a graph there with `comity publish`")
    if not holds(wire, f"GRAPH ?g {{ {article} }} {article}"):
        raise StoreError(
            f"{where} does not put queries to all its graphs; give --store-kind, or have its default graph be the union of all"
        )


def _declarations(text: str, declared: frozenset[str]) -> str:
    """The prefixes that the query uses and does not declare, to stand on its first line so that lines keep their numbers."""
    missing = ((name, iri) for name, iri in sorted(PREFIXES.items()) if name not in declared)
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in missing if f"{name}:" in text)


def _table(wire: Wire, response: httpx.Response, *, ordered: bool) -> Result:
    try:
        answer = pyoxigraph.parse_query_results(response.content, format=QueryResultsFormat.JSON)
        return engine.to_result(answer, ordered=ordered)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(wire, error) from error


def _yes_or_no(found: Result) -> Result:
    """The answer to an ASK, of which Virtuoso makes a table with a number."""
    (value,) = found.rows[0] if len(found.rows) == 1 else (None,)
    return Result(("answer",), (("true" if value in ("true", "1") else "false",),))


def _built(wire: Wire, query: str, *, union: bool) -> list[Triple]:
    """The triples of a CONSTRUCT or DESCRIBE; a warning where a server may have left some out without a word."""
    response = asked(wire, wire.server.describe + query, accept=_TRIPLES, union=union)
    triples = _triples(wire, response)
    if len(triples) >= _SUSPECT and kind_of(response.headers.get("server", "")) == "virtuoso":
        _log.warning(
            "Virtuoso does not say whether it cut these %d triples; see ResultSetMaxRows in its settings",
            len(triples),
        )
    return triples


def _triples(wire: Wire, response: httpx.Response) -> list[Triple]:
    media = response.headers.get("content-type", "").partition(";")[0].strip()
    try:
        quads = pyoxigraph.parse(response.content, format=_FORMATS[media])
        return [quad.triple for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise _unreadable(wire, error) from error


def _unreadable(wire: Wire, error: Exception) -> StoreError:
    return StoreError(
        f"{shown(wire.server.query)} gives an answer that breaks off or is none ({error}); ask again, or for less"
    )


def _triples_of(wire: Wire, graph: str, count: int) -> list[Triple]:
    """All triples of a graph, asked for until they are as many as there must be, since a server may cut what it gives.

    Raises:
        StoreError: they do not become as many.
    """
    pattern = f"{{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
    found: set[Triple] = set()
    while len(found) < count:
        part = f"LIMIT {_TRIPLES_AT_ONCE} OFFSET {len(found)}"
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {pattern} {part}"
        more = set(_triples(wire, asked(wire, query, accept=_TRIPLES))) - found
        if not more:
            raise StoreError(
                f"{shown(wire.server.query)} gives {len(found)} of the {count} triples of {graph}; "
                "is it being changed? ask again"
            )
        found |= more
    return sorted(found, key=str)
