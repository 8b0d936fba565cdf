"""What every server understands: the data keep to the subset that servers have in common.

Virtuoso drops one of two dates of different datatypes without a word, takes 1, 1.0 and 1e0 for one, and counts a triple in two
graphs twice; some servers lower the letters of language tags. See ontology/SERVERS.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, Quad
from tests import samples

from comity.rdf.quads import Run, to_quads
from comity.rdf.store import open_graph
from comity.rdf.terms import PREFIXES

XSD = PREFIXES["xsd"]
CANONICAL = {
    "integer": r"0|-?[1-9]\d*",
    "decimal": r"0|-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?",
    "date": r"\d{4}-\d\d-\d\d",
    "boolean": "true|false",
    "text": r"[\s\S]*",
}
"""How values are written, by datatype; there are no others."""

SAMPLES = to_quads(samples.knowledge(), run=Run("0", "m"), background=samples.BACKGROUND)


def unportable(quads: Sequence[Quad]) -> list[str]:
    """What some server would lose, change or count twice."""
    found, types, seen = [], {}, {}
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            found.append(f"a blank node: {quad}")
        if seen.setdefault(quad.triple, quad.graph_name) != quad.graph_name:
            found.append(f"in two graphs: {quad}")
        if not isinstance(quad.object, Literal):
            continue
        value, language = quad.object, quad.object.language
        kind = "text" if language else value.datatype.value.removeprefix(XSD)
        kind = kind.replace("string", "text")
        if types.setdefault(quad.predicate, kind) != kind:
            found.append(f"{quad.predicate} has values of {types[quad.predicate]} and {kind}")
        if language and language != language.lower():
            found.append(f"a language tag in capitals: {quad}")
        if not language and not re.fullmatch(CANONICAL.get(kind, "(?!)"), value.value):
            found.append(f"not in its shortest form: {quad}")
    return found


def test_the_samples_are_portable() -> None:
    assert len(SAMPLES) > 500
    assert unportable(SAMPLES) == []


@pytest.mark.model
def test_the_seeds_are_portable(seeds_graph: Path) -> None:
    with open_graph(seeds_graph / "build") as graph:
        assert unportable(graph.quads()) == []


def literal(value: str, kind: str = "string", language: str | None = None) -> Literal:
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=type(SAMPLES[0].predicate)(XSD + kind))


def first_with(kind: str) -> Quad:
    return next(
        q
        for q in SAMPLES
        if isinstance(q.object, Literal) and q.object.datatype.value == XSD + kind
    )


@pytest.mark.parametrize(
    ("like", "value", "message"),
    [
        pytest.param("date", literal("2031-03", "gYearMonth"), "has values of date and gYearMonth", id="part of a date"),
        pytest.param("date", literal("2031-03-12Z", "date"), "not in its shortest form", id="a zone"),
        pytest.param("decimal", literal("0.50", "decimal"), "not in its shortest form", id="a nought too many"),
        pytest.param("decimal", literal("1", "integer"), "has values of decimal and integer", id="two kinds of number"),
        pytest.param("integer", literal("01", "integer"), "not in its shortest form", id="a nought before"),
        pytest.param("boolean", literal("1", "boolean"), "not in its shortest form", id="1 for true"),
        pytest.param("string", literal("3", "integer"), "has values of text and integer", id="a number beside texts"),
        pytest.param("string", BlankNode("x"), "a blank node", id="a blank node"),
    ],
)  # fmt: skip
def test_what_is_not_portable_is_found(like: str, value: Literal | BlankNode, message: str) -> None:
    quad = first_with(like)
    other = Quad(quad.subject, quad.predicate, value, quad.graph_name)
    (found, *_) = unportable([quad, other])
    assert message in found


def test_a_triple_in_two_graphs_is_found() -> None:
    quad = SAMPLES[0]
    other = next(q.graph_name for q in SAMPLES if q.graph_name != quad.graph_name)
    twin = Quad(quad.subject, quad.predicate, quad.object, other)
    assert unportable([quad, twin]) == [f"in two graphs: {twin}"]
