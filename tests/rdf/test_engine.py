"""SPARQL as one writes it: prefixes, forms, what is refused, and errors that name the place."""

from __future__ import annotations

import inspect
import json
import random
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests import samples

import comity
from comity.errors import QueryError
from comity.rdf.quads import Run, to_quads
from comity.rdf.query import sparql
from comity.rdf.store import Graph, to_graph
from comity.rdf.terms import PREFIXES, co, term, thing

QUADS = to_quads(samples.knowledge(), run=Run("0", "m"), background=samples.BACKGROUND)
CANONICAL = "https://w3id.org/comity/id/graph/canonical"


# Each of these ended the process: the engine calls itself for every part.
CHAINS = {
    "not not": f"SELECT ({'!' * 50_000}1 AS ?x) {{}}",
    "sums": f"SELECT (1{'+1' * 45_000} AS ?x) {{}}",
    "ors": f"SELECT (1{'||1' * 30_000} AS ?x) {{}}",
    "a path of steps": f"SELECT * {{ ?s <x:>{'/<x:>' * 18_000} ?o }}",
    "a path of choices": f"SELECT * {{ ?s <x:>{'|<x:>' * 18_000} ?o }}",
    "unions": f"SELECT * {{ {{}}{' UNION {}' * 10_000} }}",
    "options": f"SELECT * {{{' OPTIONAL {}' * 8_000} }}",
    "differences": f"SELECT * {{ ?s ?p ?o {' MINUS {}' * 9_000} }}",
    "values": f"SELECT * {{ {' '.join(f'BIND(1 AS ?x{n})' for n in range(5_000))} }}",
    "columns": f"SELECT {' '.join(f'(1 AS ?x{n})' for n in range(5_000))} {{}}",
    "triples": f"SELECT * {{ {'?s ?p ?o .' * 9_000} }}",
    "properties": f"SELECT * {{ ?s ?p ?o {'; ?p ?o ' * 10_000} }}",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(QUADS)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        pytest.param("SELECT ?l { ?e a co:Summit ; rdfs:label ?l }", [("Summit of Amina Otieno and Dawit Bekele",)], id="select"),
        pytest.param("ASK { ?e a co:Summit }", [("true",)], id="ask yes"),
        pytest.param("ASK { ?e a co:Aid }", [("false",)], id="ask no"),
        pytest.param("SELECT (COUNT(*) AS ?n) { ?e a co:Event }", [("8",)], id="a shared triple counts once"),
        pytest.param(f"SELECT (COUNT(*) AS ?n) FROM <{CANONICAL}> {{ ?e a co:Report }}", [("0",)], id="FROM one graph"),
        pytest.param(f"SELECT (COUNT(*) AS ?n) FROM <{CANONICAL}> {{ ?e a co:Event }}", [("8",)], id="FROM the right graph"),
        pytest.param("SELECT ?c { ?s co:file 'brasilia.txt' OPTIONAL { ?s co:code ?c } }", [(None,)], id="no value"),
        pytest.param("SELECT ?c { ?s rdfs:label 'Kenya' ; co:code ?c } # co:Nothing", [("KEN",)], id="a comment"),
        pytest.param("SELECT ?c { ?s rdfs:label 'Kenya' ; co:code ?c FILTER(?c != 'co:Nothing SERVICE') }", [("KEN",)], id="a string"),
        pytest.param("PREFIX co: <urn:x:> SELECT ?c { ?s co:nothing ?c }", [], id="another co:"),
        pytest.param("PREFIX foaf: <urn:f:> SELECT ?c { ?s foaf:name ?c }", [], id="a prefix of one's own"),
        pytest.param("PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?c { ?s skos:narrower ?c }", [], id="a query for any graph"),
        pytest.param("SELECT ?c { VALUES ?c { co:Aid co:Visit co:Summit } ?e a ?c FILTER(?c IN (co:Summit, co:Visit)) FILTER(?c = co:Summit) }", [(f"{PREFIXES['co']}Summit",)], id="classes in lists"),
        pytest.param("SELECT DISTINCT ?l { co:Summit rdfs:label ?l . ?e co:eventClass co:Summit ; co:status ?s }", [("summit",)], id="a class as a subject and object"),
        pytest.param("SELECT ?service ?from { BIND(1 AS ?service) BIND(2 AS ?from) }", [("1", "2")], id="variables"),
        pytest.param(f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1.5 2 wd:Q-1 ' * 3_000} }} }}", [("9000",)], id="a long list"),
        pytest.param("SELECT ?s { ?s co:file ?f } ORDER BY DESC(?f) LIMIT 1", [(f"{PREFIXES['id']}{samples.ARTICLES[0].id}",)], id="ordered"),
    ],
)  # fmt: skip
def test_rows(graph: Graph, query: str, rows: list[tuple[str | None, ...]]) -> None:
    assert list(sparql(graph, query).rows) == rows


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_prefixes_need_no_declaration(graph: Graph, prefix: str) -> None:
    assert sparql(graph, f"ASK {{ FILTER(STR({prefix}:) != '') }}").rows == (("true",),)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("SELECT ?s {\n  ?s a co:Meetin }", r"line 2: .*co:Meetin; did you mean co:Meeting\b", id="class"),
        pytest.param("SELECT ?s { ?s co:particpant ?o }", "did you mean co:participant", id="property"),
        pytest.param("SELECT ?s { ?s a <https://w3id.org/comity/ontology#Sumit> }", "co:Sumit; did you mean co:Summit", id="whole IRI"),
        pytest.param("SELECT ?s { ?s co:ofEvent/co:stattus ?o }", "co:stattus; did you mean co:status", id="path"),
        pytest.param("SELECT ?s { ?s a co:Qqqqqqq }", "terms stand in ontology/comity.ttl", id="nothing near"),
        pytest.param("SELECT ?s {\n ?s skos:prefLable ?l }", r"line 2: the graph has no term skos:prefLable; did you mean skos:prefLabel", id="skos"),
        pytest.param("SELECT ?s { ?s dcterms:isued ?l }", "no term dcterms:isued; did you mean dcterms:issued", id="dcterms"),
        pytest.param("SELECT ?s { ?s dcterms:qqq ?l }", "it has dcterms:created, dcterms:issued, dcterms:publisher", id="nothing near in dcterms"),
        pytest.param("SELECT ?s { ?s prov:wasDerived ?l }", "did you mean prov:wasDerivedFrom", id="prov"),
        pytest.param("SELECT ?s { ?s rdfs:labl ?l }", "did you mean rdfs:label", id="rdfs"),
        pytest.param("SELECT ?s {\n ?s a co:participant }", r"line 2: co:participant is a property, and stands where a class does; did you mean co:Participation", id="a property as a class"),
        pytest.param("SELECT ?s { ?s rdf:type co:quote }", "co:quote is a property, and stands where a class does", id="a property as a class by rdf:type"),
        pytest.param("SELECT ?s { ?s co:Summit ?o }", "co:Summit is a class, and stands where a property does; write: a co:Summit", id="a class as a property"),
        pytest.param("SELECT ?s { ?s co:status ?o ;\n co:Visit ?p }", "line 2: co:Visit is a class", id="a class as a property after a semicolon"),
        pytest.param("SELECT ?s {\n ?s dct:title ?o }", r"line 2: a prefix is not declared: dct:; did you mean dcterms:\?", id="a prefix like ours"),
        pytest.param("SELECT ?s {\n ?s ?p }", r"near line 2, column 8\n", id="position"),
        pytest.param("SELECT ?s WHER { ?s ?p ?o }", r"near line 1, column 16; expected .*WHERE", id="what could stand there"),
        pytest.param("SELECT ?s { ?s foo:bar ?o }", "a prefix is not declared", id="prefix"),
        pytest.param("SELECT ?s { id:state/ken ?p ?s }", "write a thing as an IRI, such as <https://w3id.org/comity/id/state/ken>", id="slash after id:"),
        pytest.param("SELECT ?x { ?x co:text \"open }", "the SPARQL text is wrong near line 1", id="open string"),
        pytest.param("INSERT DATA { <a:a> <a:b> 1 }", "changed by `comity build`", id="insert"),
        pytest.param("DELETE WHERE { ?s ?p ?o }", "changed by `comity build`", id="delete"),
        pytest.param("DROP ALL", "changed by `comity build`", id="drop"),
        pytest.param("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "another machine", id="service"),
        pytest.param("SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }", "another machine", id="service in small letters"),
        pytest.param("who met whom?", "holds none", id="no query"),
        pytest.param("", "holds none", id="nothing"),
        pytest.param("SELECT (rdf:type(1) AS ?x) {}", "type> is not supported; use the functions of SPARQL", id="a function of others"),
        pytest.param("ASK { ?s ?p '\udcff' }", "character 13 of the query is half of a pair", id="bytes that are no text"),
        pytest.param("SELECT * { FILTER(" + "(" * 40_000 + "1" + ")" * 40_000 + ") }", "200 deep", id="too deep"),
        pytest.param("ASK { " + "<< " * 400 + "}", "200 deep", id="triples in triples"),
        *(pytest.param(query, "more than 1000 dots, operators and words", id=name) for name, query in CHAINS.items()),
        pytest.param("SELECT ?s { } #" + "x" * 100_000, "at most 100000", id="too long"),
    ],
)  # fmt: skip
def test_wrong_queries_are_explained(graph: Graph, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        sparql(graph, query)


def test_a_wrong_place_is_shown_with_a_caret(graph: Graph) -> None:
    with pytest.raises(QueryError) as caught:
        sparql(graph, "SELECT ?s {\n ?s ?p }")
    line, caret = str(caught.value).splitlines()[1:]
    assert line[caret.index("^")] == "}"


def test_a_class_that_a_user_added_is_known(graph: Graph) -> None:
    banquet = NamedNode(PREFIXES["co"] + "Banquet")
    added = Quad(banquet, term("rdfs:subClassOf"), co("Meeting"), thing("graph/background"))
    assert sparql(to_graph([*QUADS, added]), "ASK { ?e a co:Banquet }").rows == (("false",),)
    with pytest.raises(QueryError, match="co:Banquet"):
        sparql(graph, "ASK { ?e a co:Banquet }")


def test_rows_without_an_order_are_sorted_whatever_the_order_of_loading(graph: Graph) -> None:
    mixed = list(QUADS)
    random.Random(2).shuffle(mixed)
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    rows = sparql(graph, query).rows
    assert sparql(to_graph(mixed), query).rows == rows
    assert list(rows) == sorted(rows, key=lambda row: tuple(str(cell) for cell in row))


def test_a_construct_gives_triples_and_turtle(graph: Graph) -> None:
    result = sparql(
        graph, "CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a co:Summit ; rdfs:label ?l }"
    )
    assert result.columns == ("subject", "predicate", "object")
    assert [row[2] for row in result.rows] == ["Summit of Amina Otieno and Dawit Bekele"]
    assert '"Summit of Amina Otieno and Dawit Bekele"@en' in result.to_turtle()
    prefixes = re.findall(r"^@prefix (\w+):", result.to_turtle(), re.MULTILINE)
    assert prefixes == sorted(PREFIXES)


def test_describe_gives_turtle(graph: Graph) -> None:
    found = sparql(graph, f"DESCRIBE <{thing(samples.KENYA).value}>")
    assert 'rdfs:label "Kenya"' in found.to_turtle()


def test_a_table_has_no_turtle(graph: Graph) -> None:
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE"):
        sparql(graph, "ASK { }").to_turtle()


def test_tables_as_csv_and_json() -> None:
    odd = 'a "quote", a {brace}\na line'
    store = to_graph([Quad(thing("x/1"), co("text"), Literal(odd), thing("graph/canonical"))])
    result = sparql(store, "SELECT ?t ?none { ?s co:text ?t }")
    assert result.to_csv() == 't,none\n"a ""quote"", a {brace}\na line",\n'
    assert json.loads(result.to_json()) == [{"t": odd, "none": None}]


def test_one_function_runs_every_query() -> None:
    """No module but the engine calls the store's `query`, which would pass by what the engine refuses."""
    package = Path(inspect.getfile(comity)).parent
    calls = {
        path.name
        for path in package.rglob("*.py")
        if re.search(r"\bstore\.query\(|\.update\(query", path.read_text(encoding="utf-8"))
    }
    assert calls == {"engine.py"}
