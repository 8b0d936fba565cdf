"""The graph as rdflib has it: the same terms, whole or in part, and there and back through its formats."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import RDF, XSD, URIRef
from tests import samples

from comity.errors import QueryError
from comity.rdf.conversion import about, of_result, term_of, to_dataset, to_rdflib
from comity.rdf.quads import Run, to_quads
from comity.rdf.query import sparql
from comity.rdf.store import Graph, to_graph
from comity.rdf.terms import PREFIXES, THINGS
from rdf.traps import GRAPHS

# rdflib uses what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUADS = to_quads(samples.knowledge(), run=Run("0", "m"), background=samples.BACKGROUND)
TRAPS = list(parse(GRAPHS, format=RdfFormat.TRIG))
CO = rdflib.Namespace(PREFIXES["co"])


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(QUADS)


def valued(node: object) -> object:
    """A decimal by its value: rdflib's Turtle writes 1 as 1.0."""
    whole = isinstance(node, rdflib.Literal) and node.datatype == XSD.decimal
    return node.value if whole else node


def quads_in(found: rdflib.Dataset) -> set[tuple[object, ...]]:
    return {tuple(map(valued, quad)) for quad in found.quads()}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        pytest.param(NamedNode("urn:x"), URIRef("urn:x"), id="IRI"),
        pytest.param(BlankNode("b1"), rdflib.BNode("b1"), id="blank"),
        pytest.param(Literal("plain"), rdflib.Literal("plain"), id="plain text is a Literal without a datatype"),
        pytest.param(Literal("서울", language="ko"), rdflib.Literal("서울", lang="ko"), id="language"),
        pytest.param(Literal("2031-03-12", datatype=NamedNode(str(XSD.date))), rdflib.Literal("2031-03-12", datatype=XSD.date), id="date"),
        pytest.param(Literal("0.50", datatype=NamedNode(str(XSD.decimal))), rdflib.Literal("0.50", datatype=XSD.decimal, normalize=False), id="its characters stay"),
        pytest.param(Literal(3), rdflib.Literal(3), id="integer"),
        pytest.param(Literal(True), rdflib.Literal(True), id="boolean"),
    ],
)  # fmt: skip
def test_terms(term: NamedNode | BlankNode | Literal, expected: rdflib.term.Identifier) -> None:
    assert term_of(term) == expected
    assert str(term_of(term)) == str(expected)


def test_a_triple_is_no_term() -> None:
    with pytest.raises(QueryError, match="no term of rdflib"):
        term_of(QUADS[0].triple)


@pytest.mark.parametrize("quads", [QUADS, TRAPS], ids=["samples", "traps"])
@pytest.mark.parametrize("form", ["trig", "nquads", "json-ld"])
def test_a_dataset_goes_there_and_back(quads: list[Quad], form: str) -> None:
    found = to_dataset(quads)
    assert len(quads_in(found)) == len(quads)
    again = rdflib.Dataset()
    again.parse(data=found.serialize(format=form), format=form)
    assert quads_in(again) == quads_in(found)


@pytest.mark.parametrize("form", ["turtle", "nt", "xml", "json-ld", "n3"])
def test_a_graph_goes_there_and_back(graph: Graph, form: str) -> None:
    found = about(graph, samples.ARTICLES[0].id)
    again = rdflib.Graph().parse(data=found.serialize(format=form), format=form)
    assert {tuple(map(valued, t)) for t in again} == {tuple(map(valued, t)) for t in found}
    assert len(again) == len(found)


def test_a_dataset_is_that_of_the_files(graph: Graph) -> None:
    read = rdflib.Dataset()
    read.parse(data=graph.to_trig(), format="trig")
    assert quads_in(to_dataset(graph.quads())) == quads_in(read)


def test_a_dataset_is_asked_as_a_whole() -> None:
    found = to_dataset(QUADS)
    answer = found.query("ASK { ?report co:ofEvent ?event . ?event a co:Event }")
    assert answer.askAnswer is True


def test_an_article_is_its_named_graph(graph: Graph) -> None:
    article = samples.ARTICLES[1].id
    expected = [q.triple for q in QUADS if str(q.graph_name) == f"<{THINGS}graph/{article}>"]
    assert set(about(graph, article)) == set(to_rdflib(expected))


def test_an_event_comes_with_all_that_tells_of_it(graph: Graph) -> None:
    event = samples.SUMMIT_EVENT
    found = about(graph, event.id)
    node = URIRef(THINGS + event.id)
    assert (node, RDF.type, CO.Summit) in found
    reports = set(found.subjects(CO.ofEvent, node))
    assert reports == {URIRef(THINGS + name) for name in event.reports}
    for report in reports:
        for sentence in found.objects(report, CO.denotedBy):
            assert found.value(sentence, CO.text)
        for part in found.objects(report, CO.participation):
            assert found.value(part, CO.agent)
    for actor in found.objects(node, CO.actor):
        assert found.value(actor, rdflib.RDFS.label)
    others = set(found.subjects(RDF.type, CO.Event)) - {node}
    assert not others


def test_what_a_query_builds(graph: Graph) -> None:
    built = of_result(sparql(graph, "CONSTRUCT WHERE { ?e a co:Summit ; rdfs:label ?l }"))
    assert len(built) == 2
    assert {prefix for prefix, _ in built.namespaces()} >= {"co", "rdfs"}
    with pytest.raises(QueryError, match="only CONSTRUCT"):
        of_result(sparql(graph, "ASK {}"))


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        pytest.param("event/00", "the graph has no event/00", id="no such event"),
        pytest.param("article/00", "the graph has no article/00", id="no such article"),
        pytest.param("person/amina", "must begin with article/ or event/", id="something else"),
    ],
)
def test_what_is_not_there_is_said(graph: Graph, identifier: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        about(graph, identifier)
