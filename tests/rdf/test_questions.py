"""The questions with names: each has its parts, stays within the portable part of SPARQL, and answers as expected.

Expected rows stand in `answers/NAME.toml`: all columns but the id, all rows in their order.
"""

from __future__ import annotations

import random
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

import samples
from comity import resources
from comity.errors import OntologyError, QueryError
from comity.rdf.query import Question, ask, questions
from comity.rdf.questions import TOPICS, TYPES, to_question
from comity.rdf.store import Graph, to_graph
from rdf.graphs import graph_named

ANSWERS = Path(__file__).parent / "answers"
README = Path(__file__).parents[2] / "ontology" / "README.md"
BY_NAME = {question.name: question for question in questions()}
NAMES = list(BY_NAME)
A_GRAPH = {"event-network"}  # gives triples, not rows
Value = str | int


def answers() -> list[Any]:
    """The question and what is asked and expected, of each answer."""
    found = []
    for path in sorted(ANSWERS.glob("*.toml")):
        for answer in tomllib.loads(path.read_text(encoding="utf-8"))["answer"]:
            label = " ".join([path.stem, answer["graph"], *map(str, answer["given"].values())])
            found.append(pytest.param(path.stem, answer, id=label))
    return found


@pytest.mark.parametrize(("name", "answer"), answers())
def test_answers(name: str, answer: dict[str, Any]) -> None:
    result = ask(graph_named(answer["graph"]), name, **answer["given"])
    at = [result.columns.index(column) for column in answer["columns"]]
    assert [[row[i] or "" for i in at] for row in result.rows] == answer["rows"]
    assert set(result.columns) - set(answer["columns"]) <= {"id"}


def test_every_question_has_an_answer_with_rows() -> None:
    asked = {path.stem: path.read_text(encoding="utf-8") for path in ANSWERS.glob("*.toml")}
    assert asked.keys() == set(NAMES) - A_GRAPH
    empty = {name for name, text in asked.items() if "rows = [\n" not in text}
    assert empty == {"calls"}  # of which neither the seeds nor the sample tell


def test_the_event_network_is_a_graph_with_its_evidence() -> None:
    sample, label = graph_named("sample"), samples.SUMMIT_EVENT.label
    turtle = ask(sample, "event-network").to_turtle()
    for words in ("co:participant", label, samples.NAIROBI[0], "nairobi.txt"):
        assert words in turtle
    assert label in ask(sample, "event-network", actor="Kenya").to_turtle()
    assert label not in ask(sample, "event-network", actor="Brazil").to_turtle()


def required(question: Question) -> dict[str, str]:
    """A value for each parameter that must be given."""
    some = {
        "actor": "Dawit Bekele", "article": "nairobi.txt", "date": "2031-03-12", "event": "summit",
        "issue": "security", "person": "Dawit Bekele", "state": "Kenya",
    }  # fmt: skip
    return {p.name: some[p.type] for p in question.parameters if p.needed}


@pytest.mark.parametrize("name", sorted(set(NAMES) - A_GRAPH))
def test_every_row_has_a_sentence_and_its_article(name: str) -> None:
    texts = {article.name: article.text for article in samples.ARTICLES}
    result = ask(graph_named("sample"), name, **required(BY_NAME[name]))
    article, sentence = (result.columns.index(column) for column in ("article", "sentence"))
    for row in result.rows:
        assert row[sentence]
        assert (row[sentence] or "") in texts[row[article] or ""]


@pytest.mark.parametrize("name", NAMES)
def test_an_id_is_that_of_an_event_or_decision(name: str) -> None:
    graph = graph_named("sample")
    result = ask(graph, name, **required(BY_NAME[name]))
    known = {e.id for e in samples.KNOWLEDGE.events} | {samples.SAME.id, samples.RIGHT.id}
    at = result.columns.index("id") if "id" in result.columns else None
    assert at is None or {row[at] for row in result.rows} <= known


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_sparql_as_it_stands(name: str) -> None:
    graph_named("sample").query(BY_NAME[name].text)


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_file(name: str) -> None:
    question = BY_NAME[name]
    assert question.help.endswith(".")
    assert {parameter.type for parameter in question.parameters} <= set(TYPES)
    words = shlex.split(question.example)
    assert words[:3] == ["comity", "ask", name]
    options = [word.removeprefix("--") for word in words[3:] if word.startswith("--")]
    assert set(options) <= {parameter.name for parameter in question.parameters} | {"format"}
    assert {p.name for p in question.parameters if p.needed} <= set(options)
    assert not {p.name for p in question.parameters} & {"graph", "format", "rows", "as-of", "help"}


def test_there_are_at_least_thirty_of_every_topic() -> None:
    assert len(NAMES) >= 30
    assert sorted(NAMES) == NAMES
    assert {question.topic for question in questions()} == set(TOPICS)
    files = {path.name for path in (resources.folder("ontology") / "queries").iterdir()}
    assert files == {f"{name}.rq" for name in NAMES}


def test_the_readme_of_the_ontology_lists_them_with_their_parameters() -> None:
    listed = re.findall(
        r"^\| `([\w-]+)` \| (.+?) \| (.*?) \|$", README.read_text("utf-8"), re.MULTILINE
    )
    wanted = [
        (
            q.name,
            q.title,
            ", ".join(f"`{p.name}`" + ("" if p.needed else "?") for p in q.parameters),
        )
        for q in questions()
    ]
    assert [row for row in listed if row[0] in BY_NAME] == wanted


# Orders and graphs of nothing


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_loading_does_not_matter(mixed: Graph, name: str) -> None:
    given = required(BY_NAME[name])
    assert ask(mixed, name, **given) == ask(graph_named("changed"), name, **given)


@pytest.fixture(scope="module")
def mixed() -> Graph:
    """The changed sample, loaded in another order."""
    quads: list[Quad] = list(graph_named("changed").quads())
    random.Random(1).shuffle(quads)
    return to_graph(quads)


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_of_nothing_answers_with_nothing(name: str) -> None:
    given = required(BY_NAME[name])
    if {p.type for p in BY_NAME[name].parameters if p.needed} <= {"date"}:
        assert ask(to_graph([]), name, **given).rows == ()
    else:
        with pytest.raises(QueryError, match=r"nothing in this graph is called|no event has"):
            ask(to_graph([]), name, **given)


# What every engine understands alike: see `reference` of docs on stores


@pytest.mark.parametrize("name", NAMES)
def test_a_question_stays_within_the_portable_part_of_sparql(name: str) -> None:
    question = BY_NAME[name]
    bare = re.sub(r'"[^"]*"|^#.*$', '""', question.text, flags=re.MULTILINE)
    parameters = {parameter.name for parameter in question.parameters}
    assert not re.search(r"\b(FROM|SERVICE|GRAPH|LATERAL|NOW|RAND|UUID|SAMPLE|BNODE)\b", bare), (
        "FROM, SERVICE ..."
    )
    assert not re.search(r"\[|_:|<<|\^\^", bare), "a blank node, a triple term, or a typed literal"
    assert not re.search(r"COUNT\((?!DISTINCT)", bare), "a triple in two graphs counts twice"
    assert not re.search(r"\b(ADJUST|STRDT|dayTimeDuration|dateTime|YEAR\(|MONTH\(|DAY\()", bare), (
        "date arithmetic"
    )
    for start, end in re.findall(r"(\?\w+) \S*[*+]\S* (\?\w+)", _paths(bare)):
        assert {start[1:], end[1:]} & parameters, f"{start} … {end}: a path with both ends free"


def _paths(bare: str) -> str:
    """The text without sums and products of numbers."""
    return re.sub(r"\s[*+]\s", " ", bare)


@pytest.mark.parametrize("name", sorted(set(NAMES) - A_GRAPH))
def test_rows_are_ordered_with_a_tie_breaker(name: str) -> None:
    order = re.findall(r"\?\w+", BY_NAME[name].text.rpartition("ORDER BY")[2])
    assert len(order) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_compared_with_dates(name: str) -> None:
    """`<` and `>` compare days, numbers, codes and IRIs as text, never a day with a text or a number."""
    text = BY_NAME[name].text
    days = {p.name for p in BY_NAME[name].parameters if p.type == "date"}
    for left, right in re.findall(r"\?(\w+) (?:<|>|<=|>=) \?(\w+)", text):
        for one, other in ((left, right), (right, left)):
            if one in days:
                assert re.search(
                    rf"(?:co:earliest|co:latest|co:reported\w+|dcterms:issued|dcterms:created|M(?:AX|IN)\(\?(?:newest|issued)\) AS) \?{other}\b",
                    text,
                ), other


@pytest.mark.parametrize("name", NAMES)
def test_the_parameters_of_time(name: str) -> None:
    kinds = {p.name: p.type for p in BY_NAME[name].parameters}
    assert kinds.get("from", "date") == kinds.get("to", "date") == "date"
    assert ("from" in kinds) == ("to" in kinds)


# Blocks


BLOCKS = """# topic: Words
# title: T
# help: H.
# param: who actor? the one
# example: comity ask x

SELECT * WHERE {
  # if who is a state
  VALUES ?who { UNDEF } ?one ?all ?who
  # end
  # if who is no state
  VALUES ?who { UNDEF } ?one ?alone ?who
  # end
  # if not who
  ?one ?nobody ?other
  # end
}
"""


@pytest.mark.parametrize(
    ("terms", "kept"),
    [
        pytest.param((), "?one ?nobody ?other", id="left out"),
        pytest.param(("<https://w3id.org/comity/id/state/ken>",), "?one ?all ?who", id="a state"),
        pytest.param(("<https://w3id.org/comity/id/person/x>",), "?one ?alone ?who", id="a person"),
    ],
)
def test_what_is_asked_depends_on_what_is_given(
    tmp_path: Path, terms: tuple[str, ...], kept: str
) -> None:
    (tmp_path / "x.rq").write_text(BLOCKS, encoding="utf-8")
    bound = to_question(tmp_path / "x.rq").bound({"who": terms})
    assert kept in bound
    assert len(re.findall(r"\?one", bound)) == 1
    assert all(term in bound for term in terms)
    assert "#" not in bound.replace("ontology#", "")


HEAD = "# topic: Words\n# title: T\n# help: H.\n# example: comity ask x\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(HEAD.replace("# topic: Words\n", ""), "one line `# topic", id="topic"),
        pytest.param(HEAD.replace("Words", "Birds"), "no topic 'Birds'", id="no such topic"),
        pytest.param(HEAD.replace("# title: T\n", ""), "one line `# title", id="title"),
        pytest.param(HEAD.replace("# help: H.\n", ""), "one line `# help", id="help"),
        pytest.param(HEAD.replace("# example: comity ask x\n", ""), "one line `# example", id="example"),
        pytest.param(HEAD + "# param: who human the person\n", "must be a name, a type", id="type"),
        pytest.param(HEAD + "# param: who entity? the person\nASK { }", "who must be both", id="no place"),
        pytest.param(HEAD + "ASK { VALUES ?who { UNDEF } }", "who must be both", id="no parameter"),
        pytest.param(HEAD + "ASK {\n# if who\n# end\n}", "`# if who` names no parameter", id="a block of nothing"),
        pytest.param(BLOCKS.replace("  # end\n}", "}"), "lacks its `# end`", id="a block without end"),
    ],
)  # fmt: skip
def test_a_file_without_its_parts_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.rq").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        to_question(tmp_path / "x.rq")
