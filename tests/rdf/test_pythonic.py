"""Terms of RDF as values of Python, and answers made of them."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode

import samples
from comity.rdf.pythonic import value_of
from comity.rdf.quads import Run, to_quads
from comity.rdf.questions import questions
from comity.rdf.result import Value
from comity.rdf.store import Graph, to_graph
from comity.rdf.terms import PREFIXES

XSD = PREFIXES["xsd"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(to_quads(samples.KNOWLEDGE, run=Run("0", "m")))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("3", "integer", 3, id="whole number"),
        pytest.param("+03", "integer", 3, id="whole number with a sign"),
        pytest.param("0.86", "decimal", 0.86, id="decimal"),
        pytest.param("1.0E-1", "double", 0.1, id="double"),
        pytest.param("true", "boolean", True, id="true"),
        pytest.param("0", "boolean", False, id="false"),
        pytest.param("2031-03-12", "date", date(2031, 3, 12), id="day"),
        pytest.param("2031-03-12Z", "date", "2031-03-12Z", id="day with a zone"),
        pytest.param("2031-02-30", "date", "2031-02-30", id="no day"),
        pytest.param("many", "integer", "many", id="no number"),
        pytest.param("yes", "boolean", "yes", id="no truth"),
        pytest.param("3", "string", "3", id="text"),
        pytest.param("2031", "gYear", "2031", id="year"),
    ],
)
def test_literals(text: str, kind: str, value: Value) -> None:
    found = value_of(Literal(text, datatype=NamedNode(XSD + kind)))
    assert found == value
    assert type(found) is type(value)


def test_things_are_ids_and_terms_have_prefixes() -> None:
    assert value_of(NamedNode("https://w3id.org/comity/id/state/ken")) == "state/ken"
    assert value_of(NamedNode(f"{PREFIXES['co']}Summit")) == "co:Summit"
    assert value_of(NamedNode(f"{PREFIXES['co']}a/b")) == f"{PREFIXES['co']}a/b"
    assert value_of(NamedNode("https://example.org/x")) == "https://example.org/x"
    assert value_of(Literal("Präsident", language="de")) == "Präsident"


@pytest.mark.parametrize(
    "query",
    [
        *(pytest.param(q.bound({}), id=q.name) for q in questions()),
        pytest.param(
            "SELECT ?e ?d { ?e a co:Event OPTIONAL { ?e co:earliest ?d } }", id="unordered"
        ),
        pytest.param("ASK { ?e a co:Summit }", id="ask"),
        pytest.param("DESCRIBE <https://w3id.org/comity/id/state/ken>", id="describe"),
    ],
)
def test_values_stand_in_the_rows_of_the_texts(graph: Graph, query: str) -> None:
    texts, values = graph.query(query), graph.values(query)
    assert values.columns == texts.columns
    assert len(values.rows) == len(texts.rows)
    for told, row in zip(texts.rows, values.rows, strict=True):
        for text, value in zip(told, row, strict=True):
            assert (text is None) is (value is None)
            if isinstance(value, str):
                prefix, _, rest = value.partition(":")
                whole = f"{PREFIXES[prefix]}{rest}" if prefix in PREFIXES else value
                assert text in (value, whole, f"{PREFIXES['id']}{value}")
            elif isinstance(value, bool):
                assert text == str(value).lower()
            elif isinstance(value, int | float):
                assert float(text or "") == value
            elif value is not None:
                assert text == value.isoformat()
