"""Knowledge to quads and back: an exact inverse, each triple in one graph, the same bytes in any order."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize
from tests import samples

from comity.errors import OntologyError, StoreError
from comity.knowledge.ontology import load_ontology
from comity.model import (
    Citation,
    Claim,
    Entity,
    Event,
    Issue,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    Trust,
    When,
)
from comity.rdf.quads import Run, from_quads, to_quads
from comity.rdf.terms import article_graph, co, number, term, thing, vocabulary

RUN = Run("0.1.0", "en_core_web_md 3.8.0")
CLASSES = sorted(load_ontology().event_classes)
ISSUES = sorted(load_ontology().issues)


def quads_of(knowledge: Knowledge) -> list[Quad]:
    return to_quads(knowledge, run=RUN, background=samples.BACKGROUND)


def shuffled(knowledge: Knowledge, seed: int) -> Knowledge:
    """The same knowledge with each part in another order."""
    mixer = random.Random(seed)
    parts = {f.name: list(getattr(knowledge, f.name)) for f in fields(knowledge)}
    for part in parts.values():
        mixer.shuffle(part)
    return Knowledge(**{name: tuple(part) for name, part in parts.items()})


def test_the_sample_comes_back_as_it_was() -> None:
    assert from_quads(quads_of(samples.knowledge())) == samples.knowledge()


def test_decisions_come_back_with_what_they_shaped() -> None:
    quads = quads_of(samples.curated())
    assert from_quads(quads) == samples.curated()
    assert len({q.graph_name for q in quads if q.subject == thing(samples.SAME.id)}) == 1
    links = {q.subject for q in quads if q.predicate == co("curatedBy")}
    assert links == {thing(name) for c in (samples.SAME, samples.RIGHT) for name in c.things}


def test_nothing_comes_back_as_nothing() -> None:
    nothing = Knowledge((), (), (), (), (), ())
    assert from_quads(quads_of(nothing)) == nothing


def test_the_sample_comes_back_from_the_text_of_its_quads() -> None:
    text = serialize(quads_of(samples.knowledge()), format=RdfFormat.N_QUADS)
    assert from_quads(parse(text, format=RdfFormat.N_QUADS)) == samples.knowledge()


# Characters that are special in N-Quads, SPARQL, Turtle or nowhere; no half pairs, which UTF-8 cannot hold.
TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t{}<>?@^`|\x00'),
    max_size=12,
)
NAME = TEXT.filter(bool)
SLUG = st.text("abcdefghij0123456789-", min_size=1, max_size=6)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
SPANS = st.tuples(st.integers(0, 500), st.integers(1, 80)).map(lambda p: Span(p[0], p[0] + p[1]))
CONFIDENCE = st.floats(0, 1, allow_nan=False)


def subset(values: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(
        lambda v: tuple(sorted(v))
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    precision = draw(st.sampled_from(list(Precision)))
    if precision is Precision.UNRESOLVED:
        return When(None, None, precision, draw(TEXT))
    first, second = sorted((draw(DAYS), draw(DAYS)))
    return When(first, second, precision, draw(TEXT))


@st.composite
def entities(draw: st.DrawFn, name: str) -> Entity:
    type_ = draw(
        st.sampled_from(["Person", "State", "GovernmentBody", "Group", "Party", "Place", "Treaty"])
    )
    aliases = tuple(sorted(set(draw(st.lists(TEXT, max_size=3)))))
    wikidata = draw(st.none() | st.integers(1, 999).map(lambda n: f"Q{n}"))
    return Entity(name, type_, draw(TEXT), aliases, draw(st.none() | TEXT), wikidata)


@st.composite
def participants(draw: st.DrawFn, known: list[str]) -> tuple[Participant, ...]:
    one = st.builds(
        Participant, st.sampled_from(known), st.sampled_from(list(Role)), SPANS, st.booleans()
    )
    found = set(draw(st.lists(one, max_size=3)))
    return tuple(sorted(found, key=lambda p: (p.role, p.span, p.entity, p.inferred)))


@st.composite
def reports(
    draw: st.DrawFn,
    name: str,
    article: str,
    known: list[str],
    sentences: list[Sentence],
    others: list[str],
) -> Report:
    chosen = draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=3, unique=True))
    first, *rest = chosen
    ordered = [first, *sorted(rest, key=lambda s: (s.index, s.id))]
    return Report(
        id=name,
        article=article,
        type=draw(st.sampled_from(CLASSES)),
        participants=draw(participants(known)),
        place=draw(st.none() | st.sampled_from(known)),
        when=draw(st.none() | whens()),
        status=draw(st.sampled_from(list(Status))),
        topics=draw(subset(ISSUES)),
        source=draw(st.none() | st.sampled_from(known) | TEXT),
        sentences=tuple(sentence.id for sentence in ordered),
        rule=draw(TEXT),
        trigger=draw(SPANS),
        trigger_text=draw(TEXT),
        confidence=draw(CONFIDENCE),
        quote=draw(st.none() | TEXT),
        within=draw(st.none() | st.sampled_from(others)) if others else None,
        hedge=draw(st.none() | TEXT),
        certainty=draw(CONFIDENCE),
    )


@st.composite
def claims(
    draw: st.DrawFn, name: str, article: str, known: list[str], sentences: list[Sentence]
) -> Claim:
    relation = draw(st.sampled_from(["holdsOffice", "allyOf", "disputeOver"]))
    chosen = draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=2, unique=True))
    return Claim(
        id=name,
        article=article,
        relation=relation,
        subject=draw(st.sampled_from(known)),
        object=draw(st.sampled_from(known)),
        title=draw(TEXT) if relation == "holdsOffice" else None,
        issue=draw(st.none() | st.sampled_from(ISSUES)),
        current=draw(st.booleans()),
        sentences=tuple(s.id for s in sorted(chosen, key=lambda s: (s.index, s.id))),
        rule=draw(TEXT),
        confidence=draw(CONFIDENCE),
    )


@st.composite
def events(
    draw: st.DrawFn, name: str, known: list[str], told: dict[str, str], others: list[str]
) -> Event:
    """`told` gives the origin of each report."""
    chosen = draw(subset(sorted(told)))
    origins = tuple(told[report] for report in chosen)
    trust = Trust(draw(CONFIDENCE), draw(CONFIDENCE), draw(st.integers(0, 9)), origins)
    return Event(
        id=name,
        type=draw(st.sampled_from(CLASSES)),
        label=draw(NAME),
        actors=draw(subset(known)),
        recipients=draw(subset(known)),
        place=draw(st.none() | st.sampled_from(known)),
        when=draw(st.none() | whens()),
        status=draw(st.sampled_from(list(Status))),
        topics=draw(subset(ISSUES)),
        reports=chosen,
        within=draw(subset(others)),
        trust=trust,
    )


@st.composite
def issues(draw: st.DrawFn, name: str) -> Issue:
    other_names = tuple(sorted(set(draw(st.lists(TEXT, max_size=2)))))
    return Issue(name, draw(TEXT), other_names, draw(st.none() | st.sampled_from(ISSUES)))


@st.composite
def knowledges(draw: st.DrawFn) -> Knowledge:
    names = sorted({f"{kind}/{slug}" for kind, slug in draw(
        st.lists(st.tuples(st.sampled_from(["person", "state", "place"]), SLUG), min_size=1, max_size=4)
    )} | set(draw(subset(sorted(samples.BACKGROUND)))))  # fmt: skip
    citations, sentences, told, claimed = [], [], [], []
    for number_ in range(draw(st.integers(0, 2))):
        article = f"article/{number_}"
        issued = draw(st.none() | DAYS)
        optional = [draw(st.none() | TEXT) for _ in range(4)]
        citations.append(
            Citation(article, draw(TEXT), "0" * 64, optional[0], issued, *optional[1:])
        )
        own = [
            Sentence(f"sentence/{number_}-{index}", article, index, draw(SPANS), draw(TEXT))
            for index in range(draw(st.integers(1, 3)))
        ]
        sentences += own
        for index in range(draw(st.integers(0, 2))):
            others = [report.id for report in told if report.article == article]
            told.append(draw(reports(f"report/{number_}-{index}", article, names, own, others)))
            claimed.append(draw(claims(f"claim/{number_}-{index}", article, names, own)))
    ids = {report.id: draw(st.sampled_from([c.id for c in citations])) for report in told}
    happened: list[Event] = []
    for n in range(draw(st.integers(0, 2))):
        earlier = [event.id for event in happened]
        happened.append(draw(events(f"event/{n}", names, ids, earlier)))
    open_ = [draw(issues(f"issue/open-{n}")) for n in range(draw(st.integers(0, 2)))]
    copies = (("article/1", "article/0"),) if len(citations) > 1 and draw(st.booleans()) else ()
    return Knowledge(
        tuple(citations), tuple(draw(entities(name)) for name in names), tuple(sentences),
        tuple(told), tuple(claimed), tuple(happened), tuple(open_), copies,
    )  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(knowledges())
def test_any_knowledge_comes_back_from_the_text_of_its_quads(knowledge: Knowledge) -> None:
    text = serialize(quads_of(knowledge), format=RdfFormat.N_QUADS)
    assert from_quads(parse(text, format=RdfFormat.N_QUADS)) == knowledge


@pytest.mark.parametrize("seed", range(3))
def test_order_of_the_knowledge_does_not_matter(seed: int) -> None:
    assert quads_of(shuffled(samples.knowledge(), seed)) == quads_of(samples.knowledge())


def test_a_triple_stands_in_one_graph_only() -> None:
    graphs = Counter(quad.triple for quad in quads_of(samples.knowledge()))
    assert [triple for triple, times in graphs.items() if times > 1] == []


def test_there_are_no_blank_nodes() -> None:
    quads = quads_of(samples.knowledge())
    assert not [
        q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    ]


def graph_of(subject: str) -> set[str]:
    quads = quads_of(samples.knowledge())
    names = {q.graph_name.value for q in quads if q.subject == thing(subject)}
    return {name.removeprefix("https://w3id.org/comity/id/") for name in names}


ARTICLE = samples.ARTICLES[0].id


@pytest.mark.parametrize(
    ("subject", "graph"),
    [
        pytest.param(ARTICLE, f"graph/{ARTICLE}", id="article"),
        pytest.param(samples.MET.sentences[0], f"graph/{ARTICLE}", id="sentence"),
        pytest.param(samples.MET.id, f"graph/{ARTICLE}", id="report"),
        pytest.param(samples.CLAIMS[0].id, f"graph/{ARTICLE}", id="claim"),
        pytest.param(samples.SUMMIT_EVENT.id, "graph/canonical", id="event"),
        pytest.param(samples.OTIENO, "graph/canonical", id="person"),
        pytest.param("office/prime-minister-state-eth", "graph/canonical", id="office"),
        pytest.param(samples.KENYA, "graph/background", id="state in the gazetteer"),
        pytest.param(samples.TRADE, "graph/background", id="issue of the scheme"),
        pytest.param(samples.RIVER, "graph/canonical", id="open issue"),
        pytest.param(RUN.id, f"graph/{RUN.id}", id="run"),
    ],
)
def test_each_thing_stands_in_its_graph(subject: str, graph: str) -> None:
    assert graph_of(subject) == {graph}


def test_an_article_can_be_removed_by_removing_its_graph() -> None:
    gone = samples.ARTICLES[1]
    rest = [q for q in quads_of(samples.knowledge()) if q.graph_name != article_graph(gone.id)]
    left = from_quads(rest)
    assert gone.id not in {c.id for c in left.citations}
    assert {r.article for r in left.reports} == {a.id for a in samples.ARTICLES} - {gone.id}


def test_near_copies_point_to_the_first_of_their_group() -> None:
    first, *others = (citation.id for citation in samples.KNOWLEDGE.citations)
    copied = replace(samples.KNOWLEDGE, copies=((first, *others),))
    links = {
        q.subject: q.object for q in quads_of(copied) if q.predicate == term("prov:alternateOf")
    }
    assert links == {thing(other): thing(first) for other in others}
    assert from_quads(quads_of(copied)) == copied


def values(subject: str, predicate: str) -> list[str]:
    quads = quads_of(samples.knowledge())
    return sorted(
        str(q.object)
        for q in quads
        if q.subject == thing(subject) and q.predicate == term(predicate)
    )


XSD = "http://www.w3.org/2001/XMLSchema#"
THINGS = "https://w3id.org/comity/id/"
TERMS = "https://w3id.org/comity/ontology#"


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        pytest.param(samples.MET.id, "co:confidence", [f'"0.86"^^<{XSD}decimal>'], id="decimal"),
        pytest.param(samples.ACCUSED.id, "co:confidence", [f'"1"^^<{XSD}decimal>'], id="whole decimal"),
        pytest.param(samples.SUMMIT_EVENT.id, "co:earliest", [f'"2031-03-12"^^<{XSD}date>'], id="date"),
        pytest.param(samples.SANCTION_EVENT.id, "co:earliest", [], id="no date"),
        pytest.param(samples.SANCTION_EVENT.id, "co:precision", [f"<{TERMS}unresolved>"], id="unresolved"),
        pytest.param(
            samples.SUMMIT_EVENT.id, "rdf:type",
            [f"<{TERMS}{name}>" for name in ("Consultation", "Event", "Meeting", "Summit")], id="all classes",
        ),
        pytest.param(samples.SUMMIT_EVENT.id, "co:eventClass", [f"<{TERMS}Summit>"], id="finest class"),
        pytest.param(samples.WILL_VISIT.id, "co:status", [f"<{TERMS}planned>"], id="status"),
        pytest.param(samples.TESTED_C.id, "co:attributedTo", [f"<{THINGS}{samples.MINISTRY}>"], id="source, known"),
        pytest.param(samples.SANCTION.id, "co:attributedTo", [], id="source, words only"),
        pytest.param(samples.SANCTION.id, "co:attributedText", ['"{officials}"'], id="source, words"),
        pytest.param(samples.ARTICLES[1].id, "dcterms:source", ['"not a url <at all> {really}"'], id="bad URL"),
        pytest.param(samples.ARTICLES[1].id, "dcterms:title", ['"A \\"test\\" too far \\\\ says Brazil"'], id="quotes"),
        pytest.param(samples.CLAIMS[0].id, "rdf:type", [f"<{TERMS}OfficeHolding>"], id="office holding"),
        pytest.param(samples.CLAIMS[4].id, "rdf:type", [f"<{TERMS}Claim>"], id="other claim"),
        pytest.param(samples.KENYA, "skos:exactMatch", ["<http://www.wikidata.org/entity/Q114>"], id="Wikidata"),
        pytest.param(
            "office/prime-minister-state-eth", "rdfs:label", ['"Prime Minister of Ethiopia"'], id="office's label"
        ),
        pytest.param(samples.SUMMIT_EVENT.id, "co:confidence", [f'"0.95"^^<{XSD}decimal>'], id="reading of an event"),
        pytest.param(samples.TEST_EVENT.id, "co:certainty", [f'"0.8"^^<{XSD}decimal>'], id="certainty of an event"),
        pytest.param(samples.SUMMIT_EVENT.id, "co:sources", [f'"2"^^<{XSD}integer>'], id="independent sources"),
        pytest.param(samples.MET.id, "co:origin", [f"<{THINGS}{ARTICLE}>"], id="origin"),
        pytest.param(samples.WILL_VISIT.id, "co:certainty", [f'"0.67"^^<{XSD}decimal>'], id="certainty"),
        pytest.param(samples.WILL_VISIT.id, "co:hedge", [], id="no hedge"),
        pytest.param(samples.AGREED.id, "co:trigger", [f"<{THINGS}{samples.AGREED.sentences[0]}>"], id="trigger"),
    ],
)  # fmt: skip
def test_properties(subject: str, predicate: str, expected: list[str]) -> None:
    assert values(subject, predicate) == expected


def test_a_property_has_one_datatype_in_the_whole_graph() -> None:
    found: dict[NamedNode, set[NamedNode]] = {}
    for quad in quads_of(samples.knowledge()):
        if isinstance(quad.object, Literal) and not quad.object.language:
            found.setdefault(quad.predicate, set()).add(quad.object.datatype)
    assert {p.value for p, datatypes in found.items() if len(datatypes) > 1} == set()


def test_the_event_classes_stand_in_the_background_with_their_codes() -> None:
    quads = [q for q in quads_of(samples.knowledge()) if q.subject == co("Summit")]
    assert {q.graph_name for q in quads} == {thing("graph/background")}
    found = {(q.predicate, q.object) for q in quads}
    ontology = load_ontology().event_classes["Summit"]
    assert (term("rdfs:subClassOf"), co("Meeting")) in found
    assert (co("ploverCode"), co("CONSULT")) in found
    assert (co("weight"), number(ontology.weight)) in found
    assert (co("sign"), Literal(ontology.sign)) in found


def test_every_term_is_in_the_ontology() -> None:
    used = {
        node.value.removeprefix(TERMS)
        for quad in quads_of(samples.knowledge())
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(TERMS)
    }
    assert used - vocabulary() == set()


def test_an_unknown_event_class_is_refused() -> None:
    bad = replace(samples.knowledge(), events=(replace(samples.TEST_EVENT, type="Banquet"),))
    with pytest.raises(OntologyError, match="Banquet"):
        quads_of(bad)


def test_an_id_that_is_no_path_is_refused() -> None:
    with pytest.raises(StoreError, match="cannot be part of an IRI"):
        thing("person/a b> <c")


def test_half_a_character_pair_is_refused() -> None:
    citation = replace(samples.ARTICLES[0].citation, title="\ud800")
    with pytest.raises(StoreError, match="half a character pair"):
        quads_of(Knowledge((citation,), (), (), (), (), ()))


@pytest.mark.parametrize("missing", ["co:eventClass", "co:status", "co:rule", "co:confidence"])
def test_a_report_without_a_property_is_named(missing: str) -> None:
    broken = [
        q
        for q in quads_of(samples.knowledge())
        if q.predicate != term(missing) or q.subject != thing(samples.MET.id)
    ]
    with pytest.raises(StoreError, match=f"{samples.MET.id} has 0 values of {missing}"):
        from_quads(broken)


def test_the_defaults_are_the_installed_gazetteer_and_ontology() -> None:
    quads = to_quads(samples.knowledge(), run=RUN)
    kenya = {q.graph_name for q in quads if q.subject == thing(samples.KENYA)}
    assert kenya == {thing("graph/background")}
    assert from_quads(quads) == samples.knowledge()
