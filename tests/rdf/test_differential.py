"""The same queries on rdflib's store in memory and on the embedded one, in memory and on disk, give the same answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.term import Node

from comity.rdf import store
from comity.rdf.query import sparql
from comity.rdf.store import Graph, open_graph, to_graph
from comity.rdf.terms import PREFIXES
from rdf.traps import DIFFERENT, GRAPHS, QUERIES

# rdflib uses what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUADS = list(parse(GRAPHS, format=RdfFormat.TRIG))

Rows = list[tuple[str | None, ...]]


@pytest.fixture(scope="module")
def reference() -> rdflib.Dataset:
    found = rdflib.Dataset(default_union=True)
    found.parse(data=GRAPHS, format="trig")
    for prefix, iri in PREFIXES.items():
        found.bind(prefix, iri, override=True, replace=True)
    return found


@pytest.fixture(scope="module", params=["memory", "disk"])
def embedded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    if request.param == "memory":
        yield to_graph(QUADS)
        return
    folder = tmp_path_factory.mktemp("traps")
    store.write(QUADS, folder)
    with open_graph(folder, in_memory=False) as graph:
        yield graph


def answer(reference: rdflib.Dataset, query: str) -> Rows:
    """What rdflib says, as texts in the way of `Result`."""
    found = reference.query(query)
    if found.type == "ASK":
        return [("true" if found.askAnswer else "false",)]
    if found.type == "CONSTRUCT":
        return sorted((tuple(map(text, triple)) for triple in found.graph or ()), key=str)
    rows: list[tuple[str | None, ...]] = [tuple(map(text, row)) for row in found]
    return rows if "ORDER BY" in query else sorted(rows, key=str)


def text(node: Node | None) -> str | None:
    return None if node is None else str(node)


def test_there_are_forty_queries_and_more() -> None:
    assert len(QUERIES) >= 40


@pytest.mark.parametrize("name", QUERIES)
def test_answers_are_the_same(embedded: Graph, reference: rdflib.Dataset, name: str) -> None:
    found = sparql(embedded, QUERIES[name])
    rows = list(found.rows)
    expected = answer(reference, QUERIES[name])
    assert (rows if "ORDER BY" in QUERIES[name] else sorted(rows, key=str)) == expected
    assert rows or name == "an empty graph"


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if "CONSTRUCT" in query])
def test_triples_are_the_same_with_languages_and_datatypes(
    embedded: Graph, reference: rdflib.Dataset, name: str
) -> None:
    found = rdflib.Graph().parse(data=sparql(embedded, QUERIES[name]).to_turtle(), format="turtle")
    expected = reference.query(QUERIES[name]).graph
    assert expected is not None
    assert set(found) == set(expected)


@pytest.mark.parametrize("name", DIFFERENT)
def test_where_engines_differ_is_known(
    embedded: Graph, reference: rdflib.Dataset, name: str
) -> None:
    """When one of these answers changes, an engine was mended: see whether comity still needs to mind it."""
    query, _ = DIFFERENT[name]
    said = {
        "a triple of two graphs counts twice": ([("1",)], [("2",)]),
        "a whole number among decimals": ([("1",)], [("1",)]),
    }
    assert (answer(reference, query), list(sparql(embedded, query).rows)) == said[name]


def test_what_is_read_is_what_was_written(embedded: Graph) -> None:
    assert set(embedded.quads()) == set(QUADS)
