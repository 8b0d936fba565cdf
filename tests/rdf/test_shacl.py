"""The shapes as the gate reads them: each component against its words and against pySHACL, and what is refused."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from rdflib.namespace import SH
from tests import samples
from tests.rdf import referee

from comity import resources
from comity.errors import OntologyError
from comity.rdf import shapes as gate
from comity.rdf.constraints import COMPONENTS, OF_LISTS
from comity.rdf.described import Described, Term, Things, describe
from comity.rdf.quads import Run, to_quads
from comity.rdf.shacl import read_shapes
from comity.rdf.terms import PREFIXES, co, day, number, term, text, thing

FILE = resources.folder("ontology") / "shapes.ttl"
SHAPES = read_shapes(FILE)
HEAD = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <urn:x:> .
"""
WORDS = 'sh:message "It is wrong." ; sh:description "Mend it."'
TARGET = "sh:targetClass x:Thing"


def typed(lexical: str, datatype: str) -> Literal:
    return Literal(lexical, datatype=NamedNode(PREFIXES["xsd"] + datatype))


def ours(quads: Iterable[Quad], path: Path = FILE) -> set[referee.Verdict]:
    """What the gate's shapes refuse, in the words of the referee."""
    graph = describe(quads)
    shapes = SHAPES if path is FILE else read_shapes(path)
    return {(node.value, rule.message) for shape in shapes for node, rule in shape.broken(graph)}


def to_quads_of(turtle: str) -> list[Quad]:
    return list(pyoxigraph.parse(HEAD + turtle, format=RdfFormat.TURTLE))


def written(folder: Path, turtle: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


# What a property shape of x:p demands, the properties of x:it, and whether they conform.
COMPONENT = [
    ("sh:minCount 2", "x:p 1 , 2", True),
    ("sh:minCount 2", "x:p 1 , 1", False),
    ("sh:minCount 1", "x:q 1", False),
    ("sh:maxCount 1", "x:q 1", True),
    ("sh:maxCount 1", "x:p 1 , 2", False),
    ("sh:maxCount 0", "x:p 1", False),
    ("sh:datatype xsd:integer", "x:p 1", True),
    ("sh:datatype xsd:integer", 'x:p "one"^^xsd:integer', False),
    ("sh:datatype xsd:integer", "x:p 1.0", False),
    ("sh:datatype xsd:integer", 'x:p "1"', False),
    ("sh:datatype xsd:decimal", "x:p 0.5", True),
    ("sh:datatype xsd:decimal", "x:p 5e-1", False),
    ("sh:datatype xsd:boolean", "x:p true", True),
    ("sh:datatype xsd:boolean", 'x:p "maybe"^^xsd:boolean', False),
    ("sh:datatype xsd:date", 'x:p "2031-02-28"^^xsd:date', True),
    ("sh:datatype xsd:date", 'x:p "2031-02-30"^^xsd:date', False),
    ("sh:datatype xsd:date", 'x:p "2031-02"^^xsd:gYearMonth', False),
    ("sh:datatype xsd:string", 'x:p ""', True),
    ("sh:datatype xsd:string", 'x:p "a"@en', False),
    ("sh:datatype xsd:string", "x:p x:a", False),
    ("sh:datatype rdf:langString", 'x:p "a"@en', True),
    ("sh:datatype rdf:langString", 'x:p "a"', False),
    ("sh:nodeKind sh:IRI", "x:p x:a", True),
    ("sh:nodeKind sh:IRI", 'x:p "a"', False),
    ("sh:nodeKind sh:IRI", "x:p []", False),
    ("sh:minLength 1", 'x:p "a"', True),
    ("sh:minLength 1", 'x:p ""', False),
    ("sh:minLength 3", "x:p x:a", True),
    ("sh:minLength 1", "x:p []", False),
    ('sh:pattern "^[0-9]+ ."', 'x:p "14 prisoner"', True),
    ('sh:pattern "^[0-9]+ ."', 'x:p "fourteen"', False),
    ('sh:pattern "b"', 'x:p "abc"', True),
    ('sh:pattern "."', "x:p []", False),
    ("sh:minInclusive 0", "x:p 0 , 0.5", True),
    ("sh:minInclusive 0", "x:p -0.5", False),
    ("sh:minInclusive 0", 'x:p "1"', False),
    ("sh:minInclusive 0", "x:p x:a", False),
    ("sh:maxInclusive 1", "x:p 1.0 , 1e0", True),
    ("sh:maxInclusive 1", "x:p 1.01", False),
    ("sh:lessThan x:q", "x:p 1 , 2 ; x:q 3 , 2.5", True),
    ("sh:lessThan x:q", "x:p 1 , 2 ; x:q 3 , 2", False),
    ("sh:lessThan x:q", "x:p 1", True),
    ("sh:lessThan x:q", 'x:p 9 ; x:q 10', True),
    ("sh:lessThan x:q", 'x:p 9 ; x:q "10"', False),
    ("sh:lessThan x:q", 'x:p "a" ; x:q "b"', True),
    ("sh:lessThan x:q", "x:p x:a ; x:q 1", False),
    ("sh:lessThanOrEquals x:q", 'x:p "2031-01-02"^^xsd:date ; x:q "2031-01-02"^^xsd:date', True),
    ("sh:lessThanOrEquals x:q", 'x:p "2031-01-02"^^xsd:date ; x:q "2031-01-01"^^xsd:date', False),
    ("sh:hasValue x:a", "x:p x:b , x:a", True),
    ("sh:hasValue x:a", "x:p x:b", False),
    ("sh:hasValue x:a", "x:q x:a", False),
    ('sh:in ( x:a "b" )', 'x:p x:a , "b"', True),
    ('sh:in ( x:a "b" )', 'x:p x:a , "b"@en', False),
    ("sh:in ( 1 )", 'x:p "01"^^xsd:integer', False),
    ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:date ] )", "x:p x:a", True),
    ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:date ] )", "x:p x:a , 1", False),
]  # fmt: skip


@pytest.mark.parametrize(("demand", "told", "conforms"), COMPONENT)
def test_a_component_is_judged_as_its_words_say_and_as_pyshacl_does(
    tmp_path: Path, demand: str, told: str, conforms: bool
) -> None:
    path = written(
        tmp_path, f"x:T {TARGET} ; sh:property x:P . x:P sh:path x:p ; {demand} ; {WORDS} ."
    )
    quads = to_quads_of(f"x:it a x:Thing ; {told} .")
    found = ours(quads, path)
    assert found == (set() if conforms else {("urn:x:it", "It is wrong.")})
    assert found == referee.verdicts(quads, by=rdflib.Graph().parse(path))


def test_every_component_has_cases_of_both_kinds() -> None:
    tried = {(demand.split()[0].removeprefix("sh:"), conforms) for demand, _, conforms in COMPONENT}
    assert tried == {
        (name, way) for name in ("or", *COMPONENTS, *OF_LISTS) for way in (True, False)
    }


# pySHACL puts values of two kinds in an order by their datatypes, or as text; the Recommendation has it that they
# cannot be compared, and are refused. Of blank nodes pySHACL makes an error.
@pytest.mark.parametrize(
    "told",
    [
        'x:p "2031-01-02"^^xsd:date ; x:q 3',
        "x:p true ; x:q 1",
        'x:p "2031-01-02"^^xsd:date ; x:q "2031-02"^^xsd:gYearMonth',
        'x:p 1 ; x:q "many"^^xsd:integer',
        'x:p "a" ; x:q "b"@en',
        "x:p x:a ; x:q x:b",
        "x:p [] ; x:q 1",
    ],
)
def test_what_cannot_be_compared_is_not_less(tmp_path: Path, told: str) -> None:
    path = written(
        tmp_path,
        f"x:T {TARGET} ; sh:property x:P . x:P sh:path x:p ; sh:lessThan x:q ; {WORDS} .",
    )
    assert ours(to_quads_of(f"x:it a x:Thing ; {told} ."), path)


PATHS = [
    ("( x:p x:q )", "x:it x:p x:a , x:b . x:b x:q 1 .", True),
    ("( x:p x:q )", "x:it x:p x:a . x:b x:q 1 .", False),
    ("( x:p [ sh:inversePath x:q ] )", "x:it x:p x:a . x:b x:q x:a .", True),
    ("[ sh:inversePath x:p ]", "x:a x:p x:it .", True),
    ("[ sh:inversePath x:p ]", "x:it x:p x:a .", False),
]


@pytest.mark.parametrize(("way", "told", "conforms"), PATHS)
def test_paths_lead_where_they_lead_pyshacl(
    tmp_path: Path, way: str, told: str, conforms: bool
) -> None:
    path = written(
        tmp_path,
        f"x:T {TARGET} ; sh:property x:P . x:P sh:path {way} ; sh:minCount 1 ; {WORDS} .",
    )
    quads = to_quads_of(f"x:it a x:Thing . {told}")
    assert (ours(quads, path) == set()) is conforms
    assert ours(quads, path) == referee.verdicts(quads, by=rdflib.Graph().parse(path))


def test_instances_of_what_stands_below_a_class_are_its_instances(tmp_path: Path) -> None:
    path = written(
        tmp_path, f"x:T {TARGET} ; sh:property x:P . x:P sh:path x:p ; sh:minCount 1 ; {WORDS} ."
    )
    told = "x:a a x:Low . x:b a x:Other . x:Low rdfs:subClassOf x:Mid . x:Mid rdfs:subClassOf x:Thing , x:Low ."
    quads = to_quads_of(told)
    assert ours(quads, path) == {("urn:x:a", "It is wrong.")}
    assert ours(quads, path) == referee.verdicts(quads, by=rdflib.Graph().parse(path))


REFUSED = [
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:maxLength 3 ; W .", "urn:x:P> has sh:maxLength, which the gate does not know; it knows datatype,"),
    ("x:T sh:targetClass x:A ; sh:closed true ; W .", "has sh:closed, which the gate does not know"),
    ("x:T sh:targetNode x:a ; sh:property x:P . x:P sh:path x:p ; sh:minCount 1 ; W .", "urn:x:T> has no sh:targetClass, and nothing names it"),
    ("x:T sh:targetClass x:A ; sh:targetNode x:a ; sh:nodeKind sh:IRI ; W .", "has sh:targetNode, which the gate does not know"),
    ("x:T sh:targetClass x:A ; sh:deactivated true ; W .", "has sh:deactivated, which"),
    ("x:T a rdfs:Class ; sh:targetClass x:A ; sh:nodeKind sh:IRI ; W .", "is also a <http://www.w3.org/2000/01/rdf-schema#Class>"),
    ("x:T sh:targetClass x:A ; rdfs:label 'T' ; sh:nodeKind sh:IRI ; W .", "has the property http://www.w3.org/2000/01/rdf-schema#label"),
    ("x:T sh:targetClass x:A ; sh:nodeKind sh:IRI .", "has 0 values of sh:message; give it one"),
    ("x:T sh:targetClass x:A ; sh:nodeKind sh:IRI ; sh:message 'a', 'b' ; sh:description 'c' .", "has 2 values of sh:message"),
    ("x:T sh:targetClass x:A ; sh:nodeKind sh:IRI ; sh:message x:a ; sh:description 'c' .", "has no words as sh:message"),
    ("x:T sh:targetClass x:A ; sh:nodeKind sh:Literal ; W .", "has a wrong value of sh:nodeKind: no other kind of node than sh:IRI is known"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:datatype xsd:gYear ; W .", "has a wrong value of sh:datatype: values of <http://www.w3.org/2001/XMLSchema#gYear> cannot be checked"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:minCount -1 ; W .", "has a wrong value of sh:minCount: found"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:minCount 1 , 2 ; W .", "has 2 values of sh:minCount; give it one"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:pattern '(' ; W .", "has a wrong value of sh:pattern"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:lessThan 'q' ; W .", "has a wrong value of sh:lessThan"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:minInclusive x:q ; W .", "has a wrong value of sh:minInclusive"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:in x:q ; W .", "is no list"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path [ sh:zeroOrMorePath x:p ] ; sh:minCount 1 ; W .", "is a path that is not known"),
    ("x:T sh:targetClass x:A ; sh:property x:P . x:P sh:path x:p ; sh:property x:Q ; W . x:Q sh:path x:q ; sh:minCount 1 ; W .", "has a path and sh:property"),
    ("x:T sh:targetClass x:A ; sh:or ( [ sh:not [ sh:nodeKind sh:IRI ] ] ) ; W .", "has sh:not, which the gate does not know"),
    ("x:T sh:targetClass x:A ; sh:nodeKind", "shapes.ttl: "),
]  # fmt: skip


@pytest.mark.parametrize(("turtle", "message"), REFUSED)
def test_a_file_that_says_what_is_not_known_is_refused(
    tmp_path: Path, turtle: str, message: str
) -> None:
    with pytest.raises(OntologyError) as found:
        read_shapes(written(tmp_path, turtle.replace("; W .", f"; {WORDS} .")))
    assert message in str(found.value)
    assert str(found.value).startswith("shapes.ttl: ")


# What generated faults put in place of a value or beside it.
VALUES: Sequence[Term] = (
    text(""), text("one"), text("14 prisoner"), text("a" * 64), text("status"), text("plain", language="en"),
    Literal(-1), Literal(0), Literal(10**6), number(0.5), number(1.5), Literal(2.5), Literal(True), day(date(1900, 1, 1)),
    day(date(2100, 1, 1)), typed("many", "integer"), typed("2031-02-30", "date"), typed("2031-03", "gYearMonth"),
    co("occurred"), co("unresolved"), co("day"), co("actorRole"), co("holdsOffice"), co("Incident"), co("sameDecision"),
    thing(samples.KENYA), thing(samples.OTIENO), thing(samples.MET.id), thing("nobody"), NamedNode("urn:x:Banquet"),
)  # fmt: skip
KINDS = [co(name) for name in ("Report", "Event", "Sentence", "Claim", "Issue", "Participation")]
COMPARING = {
    str(SHAPES_.value(shape, SH.message))
    for SHAPES_ in [referee.shapes()]
    for parameter in (SH.lessThan, SH.lessThanOrEquals)
    for shape in SHAPES_.subjects(parameter)
}


def parts_of(quads: Sequence[Quad]) -> list[list[Quad]]:
    """Each article's graph with what it points to, as the gate judges it."""
    seen: list[list[Quad]] = []

    def keep(things: Things) -> Described:
        told = [
            (n, p, v) for n, told in things.items() for p, values in told.items() for v in values
        ]
        seen.append([Quad(n, p, v) for n, p, v in told if not isinstance(n, Literal)])
        return Described(things)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "Described", keep)
        assert gate.check(quads) == ()
    return seen


def spoilt(quads: Sequence[Quad], draw: random.Random, faults: int) -> list[Quad]:
    """The quads with some dropped, some given another value, another subject or another predicate, and some besides."""
    found = list(quads)
    for _ in range(faults):
        at = draw.randrange(len(found))
        subject, predicate, value, graph = found[at]
        match draw.choice(("drop", "other", "besides", "kind", "below", "moved", "renamed")):
            case "drop":
                found.pop(at)
            case "other":
                found[at] = Quad(subject, predicate, draw.choice(VALUES), graph)
            case "besides":
                found.append(Quad(subject, predicate, draw.choice(VALUES), graph))
            case "kind":
                found.append(Quad(subject, term("rdf:type"), draw.choice(KINDS), graph))
            case "below" if isinstance(value, NamedNode):
                found.append(Quad(value, term("rdfs:subClassOf"), draw.choice(KINDS), graph))
            case "moved":
                found[at] = Quad(draw.choice(found).subject, predicate, value, graph)
            case "renamed":
                found[at] = Quad(subject, draw.choice(found).predicate, value, graph)
    return found


def compare(quads: Sequence[Quad]) -> None:
    """The gate finds what pySHACL finds, and besides only values that cannot be compared."""
    found, theirs = ours(quads), referee.verdicts(quads)
    assert theirs <= found
    assert {message for _, message in found - theirs} <= COMPARING


SAMPLE = parts_of(to_quads(samples.curated(), run=Run("0", "m"), background=samples.BACKGROUND))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLE), st.randoms(use_true_random=False), st.integers(1, 25))
def test_any_faults_are_found_as_pyshacl_finds_them(
    quads: list[Quad], draw: random.Random, faults: int
) -> None:
    compare(spoilt(quads, draw, faults))


@pytest.mark.model
def test_faults_in_the_seeds_are_found_as_pyshacl_finds_them(seeds_graph: Path) -> None:
    from comity.rdf.store import open_graph

    with open_graph(seeds_graph / "build") as opened:
        articles = parts_of(list(opened.quads()))
    assert len(articles) == 5
    for quads in articles:
        compare(quads)
        broken = spoilt(quads, random.Random(len(quads)), len(quads) // 8)
        assert len(ours(broken)) > 50
        compare(broken)


def test_a_blank_node_is_no_iri() -> None:
    blank = Quad(thing("event/e"), co("participant"), BlankNode(), thing("graph/canonical"))
    kind = Quad(thing("event/e"), term("rdf:type"), co("Event"), thing("graph/canonical"))
    words = "A participant of an event is a word and not an entity."
    assert words in {message for _, message in ours([blank, kind])}
