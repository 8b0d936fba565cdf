"""The test cases of the SPARQL 1.1 Protocol (W3C, data-sparql11/protocol) that concern queries, and the formats of answers.

The cases are named as in the W3C's manifest. Those of updates are here as what a server that only reads must do with them.
"""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat
from tests import samples

from comity.rdf.terms import CANONICAL, THINGS
from serve.conftest import Server

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
CANON, BACK = f"{THINGS}{CANONICAL}", f"{THINGS}graph/background"
ARTICLES = [f"{THINGS}graph/{article.id}" for article in samples.ARTICLES]
COUNT = "SELECT (COUNT(*) AS ?n) { ?e a co:Event }"


def rows(response) -> list[dict[str, str]]:
    assert response.status == 200, response.text
    found = json.loads(response.body)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def post(server: Server, pairs, path: str = "/sparql", **headers: str):
    return server.request("POST", path, urlencode(pairs).encode(), content_type=FORM, **headers)


# Queries that are right


def test_query_get(server: Server) -> None:
    response = server.query("ASK {}")
    assert (response.status, response.media) == (200, "application/sparql-results+json")
    assert json.loads(response.body) == {"head": {}, "boolean": True}


def test_query_post_form(server: Server) -> None:
    assert json.loads(post(server, [("query", "ASK {}")]).body)["boolean"] is True


def test_query_post_form_with_charset(server: Server) -> None:
    body = urlencode([("query", 'SELECT ("é%25+" AS ?x) {}')]).encode()
    response = server.request("POST", "/sparql", body, content_type=f"{FORM}; charset=UTF-8")
    assert rows(response) == [{"x": "é%25+"}]  # decoded once


def test_query_post_direct(server: Server) -> None:
    text = "SELECT ('é' AS ?x) {}".encode()
    response = server.request("POST", "/sparql", text, content_type=DIRECT)
    assert rows(response) == [{"x": "é"}]


def test_query_dataset_default_graphs_get(server: Server) -> None:
    query = "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r a co:Report }"
    whole, one, two, none = (
        rows(server.query(query, *(("default-graph-uri", iri) for iri in graphs)))[0]["n"]
        for graphs in ([], ARTICLES[:1], ARTICLES[:2], [CANON])
    )
    assert 0 < int(one) < int(two) < int(whole)
    assert none == "0"


def test_query_dataset_default_graph_post(server: Server) -> None:
    for given, expected in ((CANON, "8"), (BACK, "0")):
        path = f"/sparql?default-graph-uri={quote(given)}"
        by_form = post(server, [("query", COUNT), ("default-graph-uri", given)])
        direct = server.request("POST", path, COUNT.encode(), content_type=DIRECT)
        assert rows(by_form) == rows(direct) == [{"n": expected}]


def test_query_dataset_named_graphs_get(server: Server) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    named = [("named-graph-uri", iri) for iri in ARTICLES[:2]]
    assert {row["g"] for row in rows(server.query(query, *named))} == set(ARTICLES[:2])
    assert rows(server.query(COUNT, *named)) == [{"n": "0"}]  # the default graph is empty


def test_query_dataset_full(server: Server) -> None:
    query = "SELECT DISTINCT ?g { ?e a co:Event . GRAPH ?g { ?r co:ofEvent ?e } }"
    graphs = [("default-graph-uri", CANON), ("named-graph-uri", ARTICLES[1])]
    assert [row["g"] for row in rows(server.query(query, *graphs))] == [ARTICLES[1]]
    assert not rows(server.query(query, ("default-graph-uri", CANON)))


def test_query_multiple_dataset(server: Server) -> None:
    """The graphs of the request take the place of those of the query."""
    query = f"SELECT (COUNT(*) AS ?n) FROM <{BACK}> {{ ?e a co:Event }}"
    assert rows(server.query(query)) == [{"n": "0"}]
    assert rows(server.query(query, ("default-graph-uri", CANON))) == [{"n": "8"}]


def test_an_unknown_graph_is_empty(server: Server) -> None:
    assert rows(server.query(COUNT, ("default-graph-uri", "urn:none"))) == [{"n": "0"}]


@pytest.mark.parametrize("media", RESULTS)
@pytest.mark.parametrize("by", ["get", "post"])
def test_query_content_type_select(server: Server, media: str, by: str) -> None:
    query = "SELECT ?p ?o { ?s a co:Article ; ?p ?o } ORDER BY ?s ?p ?o"
    response = server.query(query, accept=media) if by == "get" else post(server, [("query", query)], accept=media)  # fmt: skip
    assert (response.status, response.media) == (200, media)
    if media == "text/csv":
        table = list(csv.reader(io.StringIO(response.text)))
        assert table[0] == ["p", "o"]
        assert len(table) > 10
    else:
        found = pyoxigraph.parse_query_results(response.body, format=RESULTS[media])
        whole = pyoxigraph.parse_query_results(
            server.query(query).body, format=QueryResultsFormat.JSON
        )
        assert [tuple(row) for row in found] == [tuple(row) for row in whole]


@pytest.mark.parametrize("media", RESULTS)
def test_query_content_type_ask(server: Server, media: str) -> None:
    response = server.query("ASK { ?e a co:Summit }", accept=media)
    assert (response.status, response.media) == (200, media)
    assert b"true" in response.body


@pytest.mark.parametrize("media", GRAPHS)
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("CONSTRUCT WHERE { ?e a co:Event ; rdfs:label ?l }", id="construct"),
        pytest.param(f"DESCRIBE <{THINGS}{samples.KENYA}>", id="describe"),
    ],
)
def test_query_content_type_graph(server: Server, media: str, query: str) -> None:
    response = server.query(query, accept=media)
    assert (response.status, response.media) == (200, media)
    found = set(pyoxigraph.parse(response.body, format=GRAPHS[media]))
    plain = server.query(query, accept="application/n-triples")
    assert found == set(pyoxigraph.parse(plain.body, format=RdfFormat.N_TRIPLES))
    assert found


def test_head_gives_the_headers_alone(server: Server) -> None:
    path = f"/sparql?{urlencode({'query': COUNT})}"
    whole, head = server.get(path), server.request("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))


def test_options_lists_the_methods(server: Server) -> None:
    response = server.request("OPTIONS", "/sparql")
    assert (response.status, response.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


# Queries that are wrong


def test_bad_query_method(server: Server) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = server.request(method, f"/sparql?{urlencode({'query': 'ASK {}'})}", b"")
        assert response.status == 405
        assert "POST" in response.headers["allow"]


def test_bad_multiple_queries(server: Server) -> None:
    twice = [("query", "ASK {}"), ("query", "SELECT * {}")]
    assert server.get(f"/sparql?{urlencode(twice)}").status == 400
    assert post(server, twice).status == 400
    path = f"/sparql?{urlencode(twice[:1])}"
    assert server.request("POST", path, b"ASK {}", content_type=DIRECT).status == 400


def test_bad_query_wrong_media_type(server: Server) -> None:
    response = server.request("POST", "/sparql", b"ASK {}", content_type="text/plain")
    assert (response.status, DIRECT in response.text) == (415, True)


def test_bad_query_missing_form_type(server: Server) -> None:
    assert server.request("POST", "/sparql", urlencode({"query": "ASK {}"}).encode()).status == 415


def test_bad_query_missing_direct_type(server: Server) -> None:
    assert server.request("POST", "/sparql", b"ASK {}").status == 415


def test_bad_query_non_utf8(server: Server) -> None:
    text = "SELECT ('é' AS ?x) {}"
    direct = server.request("POST", "/sparql", text.encode("utf-16"), content_type=DIRECT)
    form = server.request("POST", "/sparql", b"query=ASK%20%7B%7D%23%E9", content_type=FORM)
    assert (direct.status, form.status) == (400, 400)
    assert server.get("/sparql?query=ASK%20%7B%7D%23%E9").status == 400


def test_bad_query_syntax(server: Server) -> None:
    response = server.query("SELECT ?s {\n ?s ?p }")
    assert (response.status, response.media) == (400, "text/plain")
    assert "near line 2, column 8" in response.text


def test_a_term_that_is_none_is_told_with_the_nearest(server: Server) -> None:
    response = server.query("SELECT ?s { ?s a co:Meetin }")
    assert (response.status, "did you mean co:Meeting" in response.text) == (400, True)


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        pytest.param("ASK {}", "image/png", id="a picture"),
        pytest.param("ASK {}", "text/turtle", id="a table as a graph"),
        pytest.param("CONSTRUCT WHERE { ?s a co:State }", "text/csv", id="a graph as a table"),
        pytest.param("ASK {}", "application/sparql-results+json;q=0", id="nothing"),
    ],
)
def test_an_answer_in_no_format_that_is_wanted(server: Server, query: str, accept: str) -> None:
    assert server.query(query, accept=accept).status == 406


def test_a_graph_that_is_no_iri(server: Server) -> None:
    response = server.query("ASK {}", ("default-graph-uri", "a graph"))
    assert (response.status, "absolute IRI" in response.text) == (400, True)


def test_no_query(server: Server) -> None:
    assert server.get("/sparql?default-graph-uri=urn:x").status == 400
    assert post(server, [("x", "1")]).status == 400
    assert server.request("POST", "/sparql", b"", content_type=DIRECT).status == 400


def test_a_body_without_end(server: Server) -> None:
    assert server.request("POST", "/sparql", b"#" * 500_000, content_type=DIRECT).status == 413


@pytest.mark.parametrize("text", ["LOAD <file:///etc/passwd>", "DROP ALL", "INSERT DATA { <a:a> <a:b> 1 }"])  # fmt: skip
def test_updates_are_refused(server: Server, text: str) -> None:
    assert post(server, [("update", text)]).status == 403
    direct = server.request(
        "POST", "/sparql", text.encode(), content_type="application/sparql-update"
    )
    assert direct.status == 403
    assert server.query(text).status == 400
    assert server.get(f"/sparql?{urlencode({'update': text})}").status == 403
    assert rows(server.query(COUNT)) == [{"n": "8"}]


# The description of the service


def test_the_service_is_described_without_its_graphs(server: Server) -> None:
    response = server.get("/sparql", accept="text/turtle")
    assert (response.status, response.media) == (200, "text/turtle")
    found = list(pyoxigraph.parse(response.body, format=RdfFormat.TURTLE))
    said = {(t.predicate.value.rpartition("#")[2], getattr(t.object, "value", "")) for t in found}
    assert ("endpoint", f"{server.url}/sparql") in said
    assert any(value.endswith("UnionDefaultGraph") for _, value in said)
    assert not any("graph/article" in value for _, value in said)


def test_people_are_sent_to_the_query_page(server: Server) -> None:
    response = server.get("/sparql", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (response.status, response.headers["location"]) == (303, "/query")


# The Graph Store Protocol


def test_a_graph_is_read(server: Server) -> None:
    response = server.get(f"/store?graph={quote(ARTICLES[0])}", accept="application/n-triples")
    assert (response.status, response.media) == (200, "application/n-triples")
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ARTICLES[0]}> {{ ?s ?p ?o }} }}"
    asked = server.query(query, accept="application/n-triples")
    assert sorted(response.body.splitlines()) == sorted(asked.body.splitlines())


def test_the_default_graph_is_the_union(server: Server) -> None:
    response = server.get("/store?default", accept="application/n-triples")
    count = rows(server.query("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"))
    assert str(len(response.body.splitlines())) == count[0]["n"]


def test_the_head_of_a_graph(server: Server) -> None:
    response = server.request("HEAD", f"/store?graph={quote(CANON)}")
    assert (response.status, response.body) == (200, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/store?graph=urn:none", 404),
        ("/store?graph=no%20iri", 400),
        ("/store", 400),
        ("/store?default&graph=urn:a", 400),
        ("/store?graph=urn:a&graph=urn:b", 400),
    ],
)
def test_graphs_that_are_none(server: Server, path: str, status: int) -> None:
    assert server.get(path).status == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_only_read(server: Server, method: str) -> None:
    response = server.request(method, f"/store?graph={quote(CANON)}", b"<a:a> <a:b> <a:c> .")
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
