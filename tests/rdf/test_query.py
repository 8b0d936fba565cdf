"""Parameters of questions are found, checked and harmless, and dates are shown as they are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Quad
from tests import samples

from comity.errors import QueryError
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge, Precision, When
from comity.rdf import names
from comity.rdf.names import events, named
from comity.rdf.quads import Run, to_quads
from comity.rdf.query import Result, ask
from comity.rdf.store import Graph, to_graph
from comity.rdf.terms import PREFIXES, THINGS


def quads_of(knowledge: Knowledge) -> list[Quad]:
    return to_quads(knowledge, run=Run("0", "m"), background=samples.BACKGROUND)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(quads_of(samples.curated()))


def cells(result: Result, *columns: str) -> list[tuple[str | None, ...]]:
    places = [result.columns.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


ISSUES = load_ontology().issues
SECURITY, TRADE = ISSUES[samples.SECURITY].label, ISSUES[samples.TRADE].label
RIVER = samples.ISSUES[0].label
OTIENO, BEKELE, MORAES = "Amina Otieno", "Dawit Bekele", "Lúcia Moraes"
SUMMIT = "Summit of Amina Otieno and Dawit Bekele"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        pytest.param(When(date(2031, 3, 5), date(2031, 3, 5), Precision.DAY, "x"), "2031-03-05", id="day"),
        pytest.param(When(date(2031, 3, 1), date(2031, 3, 31), Precision.MONTH, "x"), "2031-03", id="month"),
        pytest.param(When(date(2031, 3, 1), date(2031, 4, 30), Precision.MONTH, "x"), "2031-03/2031-04", id="two months"),
        pytest.param(When(date(2031, 1, 1), date(2031, 12, 31), Precision.YEAR, "x"), "2031", id="year"),
        pytest.param(When(date(2031, 3, 5), date(2031, 3, 9), Precision.INTERVAL, "x"), "2031-03-05/2031-03-09", id="interval"),
        pytest.param(When(None, None, Precision.UNRESOLVED, "on Sunday"), "on Sunday", id="unresolved"),
        pytest.param(None, "", id="no date"),
    ],
)  # fmt: skip
def test_a_date_is_shown_no_finer_than_it_is_known(when: When | None, shown: str) -> None:
    known = samples.knowledge()
    dated = replace(samples.AGREEMENT_EVENT, when=when)
    changed = replace(known, events=tuple(dated if e.id == dated.id else e for e in known.events))
    assert cells(ask(to_graph(quads_of(changed)), "agreements"), "when") == [(shown,)]


# Parameters

ODD = [
    "'", '"', '"""', "\\", "{", "}", "\n", "#", "?x", "<urn:x>", "$event", "\\u0022", "%s", "{0}", "\x00",
    '" } UNION { ?s ?p ?o } #', "VALUES ?event { UNDEF }", "VALUES ?title { UNDEF }", "Zoë’s", "’; DROP ALL",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_never_part_of_the_query(graph: Graph, text: str) -> None:
    assert ask(graph, "quotes", word=text, person=MORAES).rows == ()
    assert ask(graph, "offices", title=text, person=OTIENO).rows == ()


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_is_found_where_it_stands(text: str) -> None:
    known = samples.knowledge()
    odd = replace(samples.AGREEMENT_EVENT, label=f"a {text} b")
    changed = replace(known, events=tuple(odd if e.id == odd.id else e for e in known.events))
    assert cells(ask(to_graph(quads_of(changed)), "articles", event=text), "what") == [
        (f"a {text} b",)
    ]


@pytest.mark.parametrize("text", ODD)
def test_an_entity_is_looked_up_and_never_part_of_the_query(graph: Graph, text: str) -> None:
    with pytest.raises(QueryError, match="nothing in this graph is called"):
        ask(graph, "planned", actor=text)
    with pytest.raises(QueryError, match="no event has the id or the words"):
        ask(graph, "evidence", event=text)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param("Lúcia Moraes", MORAES, id="as written"),
        pytest.param("LUCIA MORAES", MORAES, id="no accent, capitals"),
        pytest.param("  lucia   moraes ", MORAES, id="space"),
        pytest.param("moraes", MORAES, id="other name"),
        pytest.param(samples.MORAES, MORAES, id="id"),
        pytest.param("the Lúcia Moraes", MORAES, id="article"),
        pytest.param("president otieno", OTIENO, id="with a title"),
        pytest.param("amina", OTIENO, id="a part that one thing has"),
    ],
)
def test_an_entity_is_found_by_its_names_and_id(graph: Graph, given: str, found: str) -> None:
    assert cells(ask(graph, "offices", person=given), "holder") == [(found,)]


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        pytest.param(
            "who-met",
            {},
            "there is no question 'who-met'; did you mean who-met-whom?",
            id="question",
        ),
        pytest.param("xyzzy", {}, "`comity questions` lists all", id="nothing near"),
        pytest.param(
            "planned",
            {"person": "x"},
            "planned has no parameter 'person'; it has: actor",
            id="parameter",
        ),
        pytest.param("said-about", {}, "said-about needs issue: the issue", id="missing"),
        pytest.param(
            "said-about",
            {"issue": None},
            "said-about needs issue",
            id="None for one that is needed",
        ),
        pytest.param(
            "planned", {"actor": "Morais"}, "called 'Morais'; did you mean Moraes", id="entity"
        ),
        pytest.param(
            "planned",
            {"actor": "xyzzy"},
            "nothing in this graph is called 'xyzzy'$",
            id="no entity near",
        ),
        pytest.param(
            "agreements", {"issue": TRADE[:-1] + "x"}, f"did you mean .*{TRADE}", id="issue"
        ),
        pytest.param(
            "agreements",
            {"issue": "Kenya"},
            "nothing in this graph is called 'Kenya'",
            id="an entity is no issue",
        ),
        pytest.param(
            "planned",
            {"actor": TRADE},
            "nothing in this graph is called",
            id="an issue is no entity",
        ),
        pytest.param(
            "planned",
            {"from_": "March 2031"},
            "from must be a day such as 2023-05-07, and is 'March 2031'",
            id="date",
        ),
        pytest.param("planned", {"from_": "2031-02-30"}, "from must be a day", id="no such day"),
        pytest.param(
            "after-missile-test",
            {"days": "a week"},
            "days must be a whole number, and is 'a week'",
            id="integer",
        ),
        pytest.param("after-missile-test", {"days": -1}, "days must be from 0", id="negative"),
    ],
)
def test_wrong_parameters_are_explained(
    graph: Graph, name: str, given: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        ask(graph, name, **given)


def test_a_name_of_two_entities_is_not_guessed() -> None:
    known = samples.knowledge()
    twin = replace(samples.ENTITIES[1], id="person/amina-otieno-2", name="Amina Otieno")
    graph = to_graph(quads_of(replace(known, entities=(*known.entities, twin))))
    with pytest.raises(
        QueryError,
        match=r"may be Amina Otieno \(person/amina-otieno\) or Amina Otieno \(person/amina-otieno-2\); give the id",
    ):
        ask(graph, "offices", person="Amina Otieno")
    assert cells(ask(graph, "offices", person=samples.OTIENO), "holder") == [(OTIENO,)]


def test_a_first_name_goes_before_another_name() -> None:
    known = samples.knowledge()
    town = replace(samples.ENTITIES[5], id="place/otieno", name="Otieno")
    graph = to_graph(quads_of(replace(known, entities=(*known.entities, town))))
    assert named(graph, "Otieno", "entity", "") == f"{THINGS}place/otieno"
    assert named(graph, "Otieno", "person", "") == f"{THINGS}{samples.OTIENO}"


@pytest.mark.parametrize(
    ("given", "kind", "found"),
    [
        pytest.param("weapons test", "class", "WeaponsTest", id="a class by its label"),
        pytest.param("WeaponsTest", "class", "WeaponsTest", id="a class by its name"),
        pytest.param("KEN", "actor", samples.KENYA, id="a state by its code"),
        pytest.param("trade", "issue", samples.TRADE, id="an issue by its id"),
        pytest.param("omo", "issue", samples.RIVER, id="an open issue by a word"),
        pytest.param("mombasa", "place", samples.MOMBASA, id="a place"),
        pytest.param("too far", "article", samples.ARTICLES[1].id, id="an article by its title"),
        pytest.param("addis.jsonl", "article", samples.ARTICLES[2].id, id="an article by its file"),
    ],
)
def test_each_kind_of_thing_is_found(graph: Graph, given: str, kind: str, found: str) -> None:
    base = PREFIXES["co"] if kind == "class" else THINGS
    assert named(graph, given, kind, "") == base + found


@pytest.mark.parametrize("given", ["Kenya", "Meetin", "co:Nothing"])
def test_a_class_that_there_is_not_is_no_fault_of_the_query(graph: Graph, given: str) -> None:
    with pytest.raises(QueryError, match=f"^x: nothing in this graph is called '{given}'"):
        named(graph, given, "class", "x")


def test_events_are_found_by_words(graph: Graph) -> None:
    test = f"{THINGS}{samples.TEST_EVENT.id}"
    assert events(graph, samples.TEST_EVENT.id, "") == (test,)
    assert events(graph, "weapons TEST", "") == (test,)
    assert len(events(graph, "Dawit Bekele", "")) == 3
    assert events(graph, SUMMIT, "") == (f"{THINGS}{samples.SUMMIT_EVENT.id}",)


def test_too_many_events_are_refused(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "EVENTS", 2)
    with pytest.raises(QueryError, match="3 events have the words 'Dawit Bekele'; give more words"):
        ask(graph, "evidence", event="Dawit Bekele")


def test_names_are_read_once_and_only_when_they_must_be() -> None:
    fresh = to_graph(quads_of(samples.curated()))
    assert named(fresh, "Lúcia Moraes", "person", "") == f"{THINGS}{samples.MORAES}"
    assert fresh.names == {}  # a name as it stands is looked up
    named(fresh, "lucia", "person", "")
    assert set(fresh.names) == {"person"}
