"""Programs as people use them, against the server: SPARQLWrapper, rdflib's SPARQLStore and curl."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from rdflib import RDFS, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from tests import samples

from comity.rdf.terms import PREFIXES, THINGS
from serve.conftest import Server

SPARQLWrapper = pytest.importorskip("SPARQLWrapper")
SELECT = "SELECT ?l { ?e a co:Summit ; rdfs:label ?l }"
LABEL = "Summit of Amina Otieno and Dawit Bekele"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_select(server: Server, method: str, form: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    wrapper.setQuery(SELECT)
    found = wrapper.queryAndConvert()
    text = (
        found.toxml() if form == "xml" else json.dumps(found) if form == "json" else found.decode()
    )
    assert LABEL in text


def test_sparqlwrapper_posts_directly(server: Server) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql", returnFormat="json")
    wrapper.setMethod("POST")
    wrapper.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
    wrapper.addDefaultGraph(f"{THINGS}graph/canonical")
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?e a co:Event }")
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "8"


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # SPARQLWrapper uses it
@pytest.mark.parametrize("form", ["turtle", "xml", "n3", "json-ld"])
def test_sparqlwrapper_construct(server: Server, form: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
    wrapper.setReturnFormat(form)
    wrapper.setQuery("CONSTRUCT WHERE { ?e a co:Summit ; rdfs:label ?l }")
    found = wrapper.queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert {str(label) for label in graph.objects(None, RDFS.label)} == {LABEL}


def test_sparqlwrapper_tells_what_is_wrong(server: Server) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql", returnFormat="json")
    wrapper.setQuery("SELECT ?s { ?s a co:Meetin }")
    with pytest.raises(
        SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="did you mean co:Meeting"
    ):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(server: Server, method: str) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", method=method))
    kenya = URIRef(f"{THINGS}{samples.KENYA}")
    assert [str(name) for name in graph.objects(kenya, RDFS.label)] == ["Kenya"]
    rows = graph.query(SELECT, initNs={"co": PREFIXES["co"], "rdfs": PREFIXES["rdfs"]})
    assert [str(row.l) for row in rows] == [LABEL]
    assert (kenya, RDFS.label, None) in graph
    assert bool(graph.query("ASK {}"))


def curl(*arguments: str) -> str:
    if shutil.which("curl") is None:
        pytest.skip("no curl on PATH")
    return subprocess.run(
        ["curl", "-sS", "-f", *arguments], capture_output=True, text=True, check=True
    ).stdout


def test_curl(server: Server) -> None:
    found = curl(
        f"{server.url}/sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}"
    )
    assert found.splitlines() == ["l", LABEL]
    found = curl("-G", f"{server.url}/sparql", "--data-urlencode", f"query={SELECT}")
    assert json.loads(found)["results"]["bindings"][0]["l"]["value"] == LABEL
    body = ("-H", "Content-Type: application/sparql-query", "--data-binary", SELECT)
    assert LABEL in curl(f"{server.url}/sparql", *body)


def test_curl_follows_a_thing_to_its_turtle(server: Server) -> None:
    found = curl("-L", "-H", "Accept: text/turtle", f"{server.url}/id/{samples.KENYA}")
    assert 'rdfs:label "Kenya"' in found
    assert "Kenya" in curl("-L", f"{server.url}/id/{samples.KENYA}")
