"""Answers in the formats of the standards: what pyoxigraph writes, byte for byte or value for value, and whole where they are cut."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from comity.errors import QueryError
from comity.rdf.answers import CSV, GRAPHS, JSON, TABLES, TSV, TURTLE, XML, Caps, to_table
from comity.rdf.engine import Dataset, answered
from comity.rdf.terms import PREFIXES

A, B, G = NamedNode("a:a"), NamedNode("a:b"), NamedNode("a:g")
XSD = PREFIXES["xsd"]
VALUES = (
    Literal('tab\t, line\n, return\r, "quoted", \\, é, <&>, \'', language="en"),
    Literal(""),
    Literal(1),
    Literal("01", datatype=NamedNode(f"{XSD}integer")),
    Literal(1.5),
    Literal(True),
    Literal("2031-03-01", datatype=NamedNode(f"{XSD}date")),
    Literal("\u2028\u00a0 가 𝒳"),
    Literal("plain"),
)


def store_of(*values: Literal | NamedNode) -> Store:
    store = Store()
    store.extend(Quad(A, B, value, G) for value in values)
    return store


def asked(store: Store, query: str, media: str, **caps: int):
    found = answered(
        store, query, table=media, graph=media if media in GRAPHS else None, caps=Caps(**caps)
    )
    assert found is not None
    return found


QUERIES = (
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?o ?none { ?s ?p ?o }",
    "SELECT ?none { }",
    "SELECT * { ?s a ?s }",
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("media", [JSON, XML, TSV])
def test_tables_read_back_as_what_the_engine_has(media: str, query: str) -> None:
    store = store_of(*VALUES)
    form = QueryResultsFormat.from_media_type(media)
    body = asked(store, query, media).body
    read = pyoxigraph.parse_query_results(body, format=form)
    plain = store.query(query, use_default_graph_as_union=True)
    assert [v.value for v in read.variables] == [v.value for v in plain.variables]
    # XML makes a line end of a lone return, unless it is written as a reference, which is what this tests.
    assert [tuple(row) for row in read] == [tuple(row) for row in plain]


@pytest.mark.parametrize("query", QUERIES[:2])
@pytest.mark.parametrize("media", [JSON, CSV])
def test_tables_are_the_bytes_of_the_engine(media: str, query: str) -> None:
    store = store_of(*VALUES)
    form = QueryResultsFormat.from_media_type(media)
    own = store.query(query, use_default_graph_as_union=True).serialize(format=form)
    assert asked(store, query, media).body == own


@pytest.mark.parametrize("media", TABLES)
@pytest.mark.parametrize("query", ["ASK {}", "ASK { ?s a ?s }"])
def test_booleans_are_the_bytes_of_the_engine(media: str, query: str) -> None:
    own = Store().query(query).serialize(format=QueryResultsFormat.from_media_type(media))
    assert asked(Store(), query, media).body == own


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=5)
)
def test_any_text_survives(texts: list[str]) -> None:
    store = store_of(*map(Literal, texts))
    for media in (JSON, TSV):
        form = QueryResultsFormat.from_media_type(media)
        read = pyoxigraph.parse_query_results(
            asked(store, "SELECT ?o { ?s ?p ?o }", media).body, format=form
        )
        assert {row[0].value for row in read} == set(texts)


def test_xml_holds_no_character_that_xml_forbids() -> None:
    body = asked(store_of(Literal("a\x00\x08b\ufffe")), "SELECT ?o { ?s ?p ?o }", XML).body.decode()
    assert "a\ufffd\ufffdb\ufffd" in body


@pytest.mark.parametrize("media", TABLES)
@pytest.mark.parametrize("rows", [0, 1, 4, 9])
def test_a_table_is_cut_between_rows(media: str, rows: int) -> None:
    found = asked(store_of(*VALUES), "SELECT ?o { ?s ?p ?o }", media, rows=rows)
    count = len(VALUES) - 1  # 1 and 01 are one value
    assert (found.rows, found.cut) == ((rows, "rows") if rows < count else (count, None))
    if media not in (CSV,):
        form = QueryResultsFormat.from_media_type(media)
        assert len(list(pyoxigraph.parse_query_results(found.body, format=form))) == min(
            rows, count
        )


@pytest.mark.parametrize("media", TABLES)
@pytest.mark.parametrize("size", range(150, 1500, 130))
def test_no_answer_is_larger_than_allowed(media: str, size: int) -> None:
    found = asked(store_of(*VALUES), "SELECT ?o { ?s ?p ?o }", media, bytes=size)
    whole = asked(store_of(*VALUES), "SELECT ?o { ?s ?p ?o }", media)
    assert len(found.body) <= size or found.rows == 0
    assert (found.cut is None) == (found.body == whole.body)


@pytest.mark.parametrize("media", GRAPHS)
def test_a_graph_is_cut_between_triples(media: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    store = store_of(*VALUES)
    assert asked(store, query, media, rows=3).rows == 3
    small = asked(store, query, media, bytes=1500)
    assert len(small.body) <= 1500
    assert {q.triple for q in pyoxigraph.parse(small.body, format=GRAPHS[media])} <= set(
        store.query(query, use_default_graph_as_union=True)
    )
    assert asked(store, query, media).cut is None


def test_turtle_has_its_prefixes_in_order() -> None:
    body = asked(
        store_of(*VALUES), "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", TURTLE
    ).body.decode()
    prefixes = re.findall(r"^@prefix (\w+):", body, re.MULTILINE)
    assert prefixes == sorted(PREFIXES)


def test_a_triple_as_a_value_is_refused() -> None:
    with pytest.raises(QueryError, match="no format of SPARQL 1.1"):
        asked(store_of(), "SELECT (TRIPLE(<a:a>, <a:b>, 1) AS ?t) { }", JSON)


def test_a_form_without_a_format_gives_nothing() -> None:
    assert answered(Store(), "ASK {}", table=None, graph=TURTLE) is None
    assert answered(Store(), "CONSTRUCT WHERE { ?s ?p ?o }", table=JSON, graph=None) is None
    assert answered(Store(), "SELECT * {}", table=None, graph=TURTLE) is None


@pytest.mark.parametrize(
    ("default", "named", "query", "count"),
    [
        ((), ("a:g",), "SELECT * { ?s ?p ?o }", 0),
        ((), ("a:g",), "SELECT * { GRAPH ?g { ?s ?p ?o } }", 2),
        (("a:g",), (), "SELECT * { ?s ?p ?o }", 2),
        (("a:g",), (), "SELECT * { GRAPH ?g { ?s ?p ?o } }", 0),
        (("a:g", "a:h"), (), "SELECT * { ?s ?p ?o }", 3),
        (("a:h",), (), "SELECT * FROM <a:g> { ?s ?p ?o }", 1),
        (("a:none",), ("a:none",), "SELECT * { ?s ?p ?o }", 0),
    ],
)
def test_a_dataset_is_all_that_a_query_sees(default, named, query: str, count: int) -> None:
    store = store_of(Literal("x"), Literal("y"))
    store.add(Quad(A, B, Literal("z"), NamedNode("a:h")))
    found = answered(store, query, table=JSON, graph=None, dataset=Dataset(default, named))
    assert found is not None
    assert found.rows == count


def test_rows_that_come_late_are_never_read() -> None:
    """A cut answer takes no more rows than it needs, of however many there are."""
    taken = []

    def endless():
        for number in range(10**9):
            taken.append(number)
            yield (Literal(number),)

    found = to_table([pyoxigraph.Variable("n")], endless(), media=CSV, caps=Caps(rows=5))
    assert (found.body, len(taken)) == (b"n\r\n0\r\n1\r\n2\r\n3\r\n4\r\n", 6)
