"""The named questions: each has its parts and answers the sample; parameters are found, checked and harmless."""

from __future__ import annotations

import json
import random
import re
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Quad
from tests import samples

from comity import resources
from comity.errors import OntologyError, QueryError
from comity.knowledge.ontology import load_ontology
from comity.model import Aspect, Knowledge, Precision, When
from comity.rdf.quads import Run, to_quads
from comity.rdf.query import Question, Result, ask, questions
from comity.rdf.questions import TYPES, to_question
from comity.rdf.store import Graph, to_graph

NAMES = [question.name for question in questions()]
BY_NAME = {question.name: question for question in questions()}


def quads_of(knowledge: Knowledge) -> list[Quad]:
    return to_quads(knowledge, run=Run("0", "m"), background=samples.BACKGROUND)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(quads_of(samples.curated()))


def cells(result: Result, *columns: str) -> list[tuple[str | None, ...]]:
    places = [result.columns.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


SUMMIT, AGREED = (
    "Summit of Amina Otieno and Dawit Bekele",
    "Agreement of Amina Otieno and Dawit Bekele",
)
VISIT, SANCTION = "Visit of Dawit Bekele to Kenya", "Sanction by Brazil on Ethiopia"
TEST = "Weapons test by Ethiopia"
ISSUES = load_ontology().issues
SECURITY, TRADE, BORDER = (
    ISSUES[n].label for n in (samples.SECURITY, samples.TRADE, samples.BORDER)
)
RIVER = samples.ISSUES[0].label
OTHER_NAME = ISSUES[samples.TRADE].alt_labels[0].upper()
OTIENO, BEKELE, MORAES = "Amina Otieno", "Dawit Bekele", "Lúcia Moraes"
ACCUSE = (MORAES, "accusation", "Ethiopia", "2031", "occurred", "brasilia.txt")
THREATEN = ("Ethiopia", "threat", "Kenya", "2031-03-11/2031-03-20", "denied", "addis.jsonl:7")
IMPOSE = ("Brazil", "sanction", "Ethiopia", "soon", "possible", "brasilia.txt")
DISPUTE = ("Ethiopia", "dispute", "Kenya", "", "stated", "nairobi.txt")
MEETING = (OTIENO, BEKELE, "2031-03-12", "Nairobi", "summit", "occurred", "2", "addis.jsonl:7")
TURNED = (BEKELE, OTIENO, *MEETING[2:])

ANSWERS = [
    ("who-met-whom", {}, "who whom when place kind status articles article", [MEETING]),
    ("who-met-whom", {"actor": "Otieno"}, "who whom when place kind status articles article", [MEETING]),
    ("who-met-whom", {"actor": "Ethiopia"}, "who whom when place kind status articles article", [TURNED]),
    ("who-met-whom", {"actor": "Brazil"}, "who", []),
    ("planned", {}, "when what status place about article", [
        ("2031-04", VISIT, "planned", "Mombasa", None, "nairobi.txt"),
        ("soon", SANCTION, "possible", None, TRADE, "brasilia.txt"),
    ]),
    ("planned", {"actor": "Brazil"}, "what", [(SANCTION,)]),
    ("planned", {"since": date(2031, 4, 30)}, "what", [(VISIT,), (SANCTION,)]),
    ("planned", {"since": "2031-05-01"}, "what", [(SANCTION,)]),
    ("offices", {}, "holder office of held articles article", [
        (MORAES, "foreign minister", "Brazil", "at publication", "1", "brasilia.txt"),
        (BEKELE, "Prime Minister", "Ethiopia", "at publication", "1", "nairobi.txt"),
        ("Tadesse Alemu", "Prime Minister", "Ethiopia", "formerly", "1", "addis.jsonl:7"),
        (OTIENO, "President", "Kenya", "at publication", "1", "nairobi.txt"),
    ]),
    ("offices", {"person": "lucia moraes"}, "office", [("foreign minister",)]),
    ("offices", {"body": "Ethiopia", "title": "MINISTER"}, "holder", [(BEKELE,), ("Tadesse Alemu",)]),
    ("said-about", {"issue": samples.SECURITY}, "who kind when quote article", [
        (MORAES, "accusation", "2031", "", "brasilia.txt"),
        ("Kenyan Foreign Ministry", "weapons test", "2031-03-03", "", "addis.jsonl:7"),
        (OTIENO, "statement", "", "We will not let a border divide us,", "nairobi.txt"),
    ]),
    ("said-about", {"issue": samples.SECURITY, "speaker": "Moraes"}, "who", [(MORAES,)]),
    ("said-about", {"issue": TRADE}, "who kind", [(f"{OTIENO}, {BEKELE}", "agreement"), ("{officials}", "sanction")]),
    ("agreements", {}, "when what participants about status article", [
        ("2031-03-12", AGREED, f"{OTIENO}, {BEKELE}", f"{TRADE}, {RIVER}", "occurred", "nairobi.txt"),
    ]),
    ("agreements", {"issue": OTHER_NAME}, "what", [(AGREED,)]),
    ("agreements", {"issue": RIVER}, "what", [(AGREED,)]),
    ("agreements", {"issue": 'omo river’s "WATER"'}, "what", [(AGREED,)]),
    ("agreements", {"issue": SECURITY}, "what", []),
    ("agreements", {"actor": "Brazil"}, "what", []),
    ("leader-timeline", {"person": BEKELE}, "month when what status", [
        ("2031-03", "2031-03-12", AGREED, "occurred"),
        ("2031-03", "2031-03-12", SUMMIT, "occurred"),
        ("2031-04", "2031-04", VISIT, "planned"),
    ]),
    ("leader-timeline", {"person": BEKELE, "since": "2031-03-13"}, "what", [(VISIT,)]),
    ("leader-timeline", {"person": BEKELE, "until": "2031-03-31"}, "what", [(AGREED,), (SUMMIT,)]),
    ("leader-timeline", {"person": MORAES}, "month when", [("2031", "2031")]),
    ("evidence", {"event": "summit"}, "what article start end rule confidence", [
        (SUMMIT, "addis.jsonl:7", "0", "52", "summit.verb", "0.95"),
        (SUMMIT, "nairobi.txt", "0", "96", "meeting.verb", "0.86"),
    ]),
    ("evidence", {"event": samples.SANCTION_EVENT.id}, "what who status", [(SANCTION, "{officials}", "possible")]),
    ("evidence", {"event": "accuses"}, "sentence", [
        (samples.BRASILIA[0],), (samples.BRASILIA[0],), (samples.BRASILIA[1],),
    ]),
    ("after-missile-test", {}, "tested days_after when what status", [
        ("2031-03-03", "9", "2031-03-12", AGREED, "occurred"),
        ("2031-03-03", "9", "2031-03-12", SUMMIT, "occurred"),
    ]),
    ("after-missile-test", {"days": 8}, "what", []),
    ("after-missile-test", {"days": "58", "actor": "Ethiopia"}, "what", [(AGREED,), (SUMMIT,), (VISIT,)]),
    ("after-missile-test", {"actor": "Kenya"}, "what", []),
    ("disagreements", {}, "who kind whom when status article", [ACCUSE, THREATEN, DISPUTE, IMPOSE]),
    ("disagreements", {"one": "Kenya", "other": "Ethiopia"}, "who kind whom when status article", [THREATEN, DISPUTE]),
    ("disagreements", {"one": "Ethiopia", "other": "Brazil"}, "who kind whom when status article", [ACCUSE, IMPOSE]),
    ("disagreements", {"one": "Brazil", "other": "Kenya"}, "who", []),
    ("visits", {}, "who whom place when status", [(BEKELE, "Kenya", "Mombasa", "2031-04", "planned")]),
    ("visits", {"visitor": "Ethiopia", "host": "Mombasa"}, "who", [(BEKELE,)]),
    ("visits", {"host": "Ethiopia"}, "who", []),
    ("criticism", {}, "who kind whom when status article", [ACCUSE, THREATEN]),
    ("criticism", {"actor": "Brazil"}, "who kind whom when status article", [ACCUSE]),
    ("criticism", {"target": "Kenya"}, "who kind whom when status article", [THREATEN]),
    ("articles", {"event": "weapons TEST"}, "what article title publisher published reports", [
        (TEST, "addis.jsonl:7", None, None, "2031-03-21", "1"),
        (TEST, "brasilia.txt", 'A "test" too far \\ says Brazil', "Diário do Planalto", None, "1"),
    ]),
    ("articles", {"event": "accuses"}, "article reports", [("brasilia.txt", "2")]),
    ("issues", {}, "about events articles", [(SECURITY, "3", "3"), (TRADE, "2", "2"), (BORDER, "1", "1"), (RIVER, "1", "1")]),
    ("issues", {"actor": "Brazil"}, "about events", sorted([(SECURITY, "1"), (TRADE, "1")])),
    ("sub-events", {}, "at what status when article", [
        (SUMMIT, AGREED, "occurred", "2031-03-12", "nairobi.txt"),
    ]),
    ("sub-events", {"event": "summit"}, "what id", [(AGREED, samples.AGREEMENT_EVENT.id)]),
    ("sub-events", {"event": "visit"}, "what", []),
    ("allies", {}, "who whom held article", [("Brazil", "Kenya", "at publication", "brasilia.txt")]),
    ("allies", {"state": "Ethiopia"}, "who", []),
    ("quotes", {}, "who quote article", [(OTIENO, "We will not let a border divide us,", "nairobi.txt")]),
    ("quotes", {"word": "Border", "person": OTIENO}, "who", [(OTIENO,)]),
    ("quotes", {"word": "peace"}, "who", []),
    ("curations", {}, "on decided who why shaped article", [
        ("2031-07-01", samples.SAME.label, "Ana Ruiz", "One test, told twice.", TEST, "addis.jsonl:7"),
        ("2031-07-01", samples.SAME.label, "Ana Ruiz", "One test, told twice.", TEST, "brasilia.txt"),
        ("2031-07-02", samples.RIGHT.label, "Ana Ruiz", "", "", "nairobi.txt"),
    ]),
    ("curations", {"by": "nobody"}, "decided", []),
    ("disputes", {}, "what", []),
    ("history", {}, "what published status when place article", [
        (SUMMIT, "2031-03-13", "occurred", "2031-03-12", "Nairobi", "nairobi.txt"),
        (SUMMIT, "2031-03-21", "occurred", "2031-03", "Nairobi", "addis.jsonl:7"),
        (TEST, "", "occurred", "2031-03-03", "", "brasilia.txt"),
        (TEST, "2031-03-21", "occurred", "2031-03-03", "", "addis.jsonl:7"),
    ]),
    ("history", {"words": "weapons", "actor": "Kenya"}, "what", []),
    ("series", {}, "what", []),
    ("well-attested", {}, "what sources reading certainty status articles article", [
        (SUMMIT, "2", "0.95", "1", "occurred", "2", "addis.jsonl:7"),
        (TEST, "2", "0.9", "0.8", "occurred", "2", "addis.jsonl:7"),
    ]),
    ("well-attested", {"least": 1, "actor": "Brazil"}, "what sources certainty", [
        ("Lúcia Moraes accuses Ethiopia", "1", "1"), (SANCTION, "1", "0.132"),
    ]),
    ("well-attested", {"actor": "Kenya"}, "what", [(SUMMIT,)]),
    ("well-attested", {"least": 3}, "what", []),
    ("origins", {"event": "weapons test"}, "article who certainty origin copy_of", [
        ("addis.jsonl:7", "Kenyan Foreign Ministry", "0.8", "addis.jsonl:7", None),
        ("brasilia.txt", "", "1", "brasilia.txt", None),
    ]),
    ("origins", {"event": "sanction"}, "who hedge", [("{officials}", None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "columns", "expected"),
    [pytest.param(*row, id=f"{row[0]} {json.dumps(row[1], default=str)}") for row in ANSWERS],
)
def test_answers(
    graph: Graph,
    name: str,
    given: dict[str, str],
    columns: str,
    expected: list[tuple[str | None, ...]],
) -> None:
    assert cells(ask(graph, name, **given), *columns.split()) == expected


def test_the_event_network_is_a_graph_with_its_evidence(graph: Graph) -> None:
    turtle = ask(graph, "event-network").to_turtle()
    for words in ("co:participant", SUMMIT, samples.NAIROBI[0], "nairobi.txt"):
        assert words in turtle
    assert SUMMIT not in ask(graph, "event-network", actor="Brazil").to_turtle()


def test_tellings_that_differ_are_shown_side_by_side() -> None:
    later = When(date(2031, 3, 5), date(2031, 3, 5), Precision.DAY, "March 5")
    told = replace(
        samples.TESTED_C, when=later, status=samples.Status.DENIED, counts=("2 missile",)
    )
    known = samples.knowledge()
    flagged = (Aspect.DATE, Aspect.NUMBER, Aspect.STATUS)
    changed = replace(
        known,
        reports=tuple(told if r.id == told.id else r for r in known.reports),
        events=tuple(
            replace(e, disputed=flagged) if told.id in e.reports else e for e in known.events
        ),
    )
    graph = to_graph(quads_of(changed))
    rows = cells(ask(graph, "disputes"), "what", "on", "says", "article")
    assert rows == [
        (TEST, "date", "2031-03-03", "brasilia.txt"),
        (TEST, "date", "2031-03-05", "addis.jsonl:7"),
        (TEST, "number", "2 missile", "addis.jsonl:7"),
        (TEST, "status", "occurred", "brasilia.txt"),
        (TEST, "status", "denied", "addis.jsonl:7"),
    ]
    assert len(ask(graph, "disputes", aspect="status").rows) == 2
    assert ask(graph, "disputes", actor="Kenya").rows == ()


def test_a_row_of_events_is_told_with_what_articles_say_of_it() -> None:
    known = samples.knowledge()
    summit, test = samples.SUMMIT_EVENT, samples.TEST_EVENT
    changed = replace(
        known,
        reports=tuple(
            replace(r, series="second since 2029") if r.id == summit.reports[0] else r
            for r in known.reports
        ),
        events=tuple(replace(e, follows=test.id) if e.id == summit.id else e for e in known.events),
    )
    rows = cells(ask(to_graph(quads_of(changed)), "series"), "what", "after", "told_as")
    assert sorted(rows) == [(SUMMIT, TEST, ""), (SUMMIT, TEST, "second since 2029")]


def test_every_question_is_answered_in_the_table() -> None:
    assert {row[0] for row in ANSWERS} | {"event-network"} == set(NAMES)
    answered = {row[0] for row in ANSWERS if row[3]}
    assert set(NAMES) - answered == {"event-network", "disputes", "series"}


def required(question: Question) -> dict[str, str]:
    """A value for each parameter that must be given."""
    some = {"issue": SECURITY, "entity": BEKELE, "text": "e", "date": "2031-03-01", "integer": "9"}
    return {
        p.name: some[p.type] for p in question.parameters if not p.optional and p.default is None
    }


def test_there_are_at_least_fourteen() -> None:
    assert len(NAMES) >= 14
    assert sorted(NAMES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_a_sentence_and_its_article(graph: Graph, name: str) -> None:
    result = ask(graph, name, **required(BY_NAME[name]))
    if result.turtle is not None:
        return
    texts = {article.name: article.text for article in samples.ARTICLES}
    for article, sentence in cells(result, "article", "sentence"):
        assert article is not None
        assert sentence
        assert sentence in texts[article]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_sparql_as_it_stands(graph: Graph, name: str) -> None:
    graph.query(BY_NAME[name].text)


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_file(name: str) -> None:
    question = BY_NAME[name]
    assert question.help.endswith(".")
    assert {parameter.type for parameter in question.parameters} <= set(TYPES)
    words = shlex.split(question.example)
    assert words[:3] == ["comity", "ask", name]
    options = [word.removeprefix("--") for word in words[3:] if word.startswith("--")]
    assert set(options) <= {parameter.name for parameter in question.parameters} | {"format"}
    must = {p.name for p in question.parameters if not p.optional and p.default is None}
    assert must <= set(options)


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_ordered_with_a_tie_breaker(name: str) -> None:
    text = BY_NAME[name].text
    if "CONSTRUCT" in text:
        return
    assert len(re.findall(r"\?\w+", text.rpartition("ORDER BY")[2])) >= 3
    assert "SAMPLE(" not in text
    assert not re.search(r"COUNT\((?!DISTINCT)", text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_loading_does_not_matter(graph: Graph, name: str, seed: int) -> None:
    mixed = list(quads_of(samples.curated()))
    random.Random(seed).shuffle(mixed)
    given = required(BY_NAME[name])
    assert ask(to_graph(mixed), name, **given) == ask(graph, name, **given)


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_of_nothing_answers_with_nothing(name: str) -> None:
    given = {k: v for k, v in required(BY_NAME[name]).items() if k == "event"}
    if len(given) == len(required(BY_NAME[name])):
        assert ask(to_graph([]), name, **given).rows == ()
    else:
        with pytest.raises(QueryError, match="nothing in this graph is called"):
            ask(to_graph([]), name, **required(BY_NAME[name]))


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
    assert ask(graph, "evidence", event=text).rows == ()
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
        pytest.param("xyzzy", {}, "there are: after-missile-test, agreements", id="nothing near"),
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
            {"since": "March 2031"},
            "since must be a day such as 2023-05-07, and is 'March 2031'",
            id="date",
        ),
        pytest.param("planned", {"since": "2031-02-30"}, "since must be a day", id="no such day"),
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
    assert ask(graph, "offices", person="Otieno").rows == ()


# Files that are not as they must be

HEAD = "# topic: Words\n# title: T\n# help: H.\n# example: comity ask x\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(HEAD.replace("# title: T\n", ""), "one line `# title", id="title"),
        pytest.param(HEAD.replace("# help: H.\n", ""), "one line `# help", id="help"),
        pytest.param(
            HEAD.replace("# example: comity ask x\n", ""), "one line `# example", id="example"
        ),
        pytest.param(
            HEAD + "# param: who person the person\n", "must be a name, a type", id="type"
        ),
        pytest.param(
            HEAD + "# param: who entity? the person\nASK { }",
            "who must be both a parameter and a VALUES",
            id="no place",
        ),
        pytest.param(
            HEAD + "ASK { VALUES ?who { UNDEF } }",
            "who must be both a parameter and a VALUES",
            id="no parameter",
        ),
    ],
)
def test_a_file_without_its_parts_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.rq").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        to_question(tmp_path / "x.rq")


def test_each_file_is_a_question() -> None:
    assert (
        sorted(path.stem for path in (resources.folder("ontology") / "queries").iterdir()) == NAMES
    )
