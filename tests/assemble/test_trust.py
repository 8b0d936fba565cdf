"""The three trusts: each number by a table, and all of them again by the queries that ontology/README.md gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import samples
from comity.assemble import copies, merge
from comity.assemble.certainty import attribution, with_certainty
from comity.assemble.copies import LARGEST, NEAR, Signed, _candidates, near_copies
from comity.assemble.origins import origins, to_press
from comity.assemble.trust import to_trust
from comity.knowledge.certainty import load_scale
from comity.model import Article, Entity, Extraction, Report, Status, to_article
from comity.rdf.store import Graph, open_graph, to_graph
from comity.rdf.terms import PREFIXES
from comity.signatures import sign

ROOT = Path(__file__).parents[2]
KYODO = Entity("org/kyodo", "Organization", "Kyodo News", ("Kyodo",), "JPN", "Q1055784")
PRESS = {
    e.id: e
    for e in (
        *samples.ENTITIES,
        KYODO,
        Entity("group/sources", "Group", "government sources"),
        Entity("person/western-diplomat", "Person", "Western diplomat"),
        Entity("group/houthis", "Group", "Houthi movement", (), "YEM", "Q1630"),
        Entity("igo/au", "IntergovernmentalOrganization", "African Union", (), "IGO"),
        Entity("igo/un", "IntergovernmentalOrganization", "United Nations", (), "IGO"),
    )
}


# Who says so


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(None, "own", id="the article itself"),
        pytest.param("org/kyodo", "named", id="an agency"),
        pytest.param(samples.MORAES, "named", id="a person of another state"),
        pytest.param(samples.OTIENO, "party", id="one of the participants"),
        pytest.param(samples.MINISTRY, "party", id="a ministry of a participant's state"),
        pytest.param(samples.KENYA, "party", id="the state of a participant"),
        pytest.param("group/sources", "unnamed", id="sources"),
        pytest.param("person/western-diplomat", "unnamed", id="a diplomat"),
        pytest.param("group/houthis", "named", id="a group that the gazetteer knows"),
        pytest.param("the ministry's press centre", "unnamed", id="words without a name"),
        pytest.param("Gulyás", "named", id="words that are a name"),
    ],
)
def test_who_says_so(source: str | None, expected: str) -> None:
    assert attribution(replace(samples.MET, source=source), PRESS) == expected


def test_two_bodies_of_no_state_are_not_of_one_state() -> None:
    taking = replace(samples.MET.participants[0], entity="igo/au")
    told = replace(samples.MET, participants=(taking,), source="igo/un")
    assert attribution(told, PRESS) == "named"


@pytest.mark.parametrize(
    ("status", "hedge", "source", "expected"),
    [
        pytest.param("occurred", None, None, 1.0, id="plainly told"),
        pytest.param("denied", None, None, 1.0, id="plainly denied"),
        pytest.param("planned", None, None, 0.67, id="a plan is probable"),
        pytest.param("possible", None, "org/kyodo", 0.264, id="possible, says an agency"),
        pytest.param("occurred", "reportedly", None, 0.4, id="hearsay is an unnamed source"),
        pytest.param(
            "occurred", "reportedly", samples.OTIENO, 0.4, id="hearsay beside a named one"
        ),
        pytest.param("occurred", "probably", None, 0.67, id="probably"),
        pytest.param("planned", "perhaps", None, 0.33, id="the lower degree counts"),
        pytest.param(
            "possible", "probably", None, 0.33, id="the lower degree counts, of the status"
        ),
        pytest.param(
            "planned", "said", "group/sources", 0.268, id="hearsay of unnamed sources once"
        ),
    ],
)
def test_certainty(status: str, hedge: str | None, source: str | None, expected: float) -> None:
    told = replace(samples.MET, status=Status(status), hedge=hedge, source=source)
    (found,) = with_certainty([told], PRESS)
    assert found.certainty == expected


# Origins


def told_by(*articles: tuple[Article, str | None]) -> tuple[list[Report], list[Article]]:
    """One report of the same meeting in each article, with its source."""
    reports = [
        replace(samples.MET, id=f"report/{n}", article=article.id, source=source)
        for n, (article, source) in enumerate(articles)
    ]
    return reports, [article for article, _ in articles]


def paper(name: str, day: int | None, publisher: str | None = None) -> Article:
    published = None if day is None else date(2031, 3, day)
    return to_article(name, name=name, published=published, publisher=publisher)


def names(*articles: tuple[Article, str | None], copies: Sequence[Sequence[str]] = ()) -> list[str]:
    """The name of the origin of each report."""
    reports, papers = told_by(*articles)
    known = {article.id: article.name for article in papers}
    press = to_press([a.citation for a in papers], copies, PRESS)
    return [known[origin] for origin in origins(reports, press)]


A, B, C, D = paper("a", 13), paper("b", 12), paper("c", 14), paper("d", None)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param([(A, None), (B, None)], ["a", "b"], id="two articles"),
        pytest.param([(A, None), (A, None)], ["a", "a"], id="one article twice"),
        pytest.param(
            [(paper("a", 13, "The Lamu Courier"), None), (paper("b", 12, "Lamu Courier"), None)],
            ["b", "b"], id="one publisher: the first published stands for both",
        ),
        pytest.param(
            [(paper("a", 13, "unknown"), None), (paper("b", 12, "Unknown"), None)],
            ["a", "b"], id="nobody knows the publishers",
        ),
        pytest.param([(A, "org/kyodo"), (B, "org/kyodo"), (C, None)], ["b", "b", "c"], id="one named source"),
        pytest.param([(A, "group/sources"), (B, "group/sources")], ["a", "b"], id="sources without a name"),
        pytest.param([(A, "org/kyodo"), (B, samples.OTIENO)], ["a", "b"], id="two named sources"),
        pytest.param(
            [(A, "org/kyodo"), (paper("k", 20, "Kyodo"), None)], ["a", "a"], id="the source published it too",
        ),
        pytest.param(
            [(A, "org/kyodo"), (B, "org/kyodo"), (paper("k", 11, "Kyodo News"), None)],
            ["k", "k", "k"], id="from one to the next",
        ),
        pytest.param([(D, "org/kyodo"), (C, "org/kyodo")], ["c", "c"], id="undated ones come last"),
    ],
)  # fmt: skip
def test_origins(articles: list[tuple[Article, str | None]], expected: list[str]) -> None:
    assert names(*articles) == expected


def test_near_copies_are_of_one_origin() -> None:
    assert names((A, None), (B, None), (C, None), copies=[(C.id, A.id)]) == ["a", "b", "a"]


# The three numbers of an event


def trust_of(*reports: Report, status: Status = Status.OCCURRED) -> tuple[float, float, int]:
    press = to_press([A.citation, B.citation, C.citation, D.citation], (), PRESS)
    found = to_trust(reports, status, press)
    return found.reading, found.certainty, found.sources


def report(
    article: Article, confidence: float, certainty: float, status: str = "occurred"
) -> Report:
    return replace(
        samples.MET, article=article.id, confidence=confidence, certainty=certainty,
        status=Status(status),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        pytest.param([report(A, 0.8, 0.4)], (0.8, 0.4, 1), id="one report"),
        pytest.param([report(A, 0.8, 1.0), report(C, 0.6, 0.4)], (0.8, 0.4, 2), id="the latest certainty, the best reading"),
        pytest.param([report(C, 0.8, 0.4), report(C, 0.6, 1.0)], (0.8, 1.0, 1), id="the surest of the latest"),
        pytest.param([report(D, 0.8, 1.0), report(B, 0.6, 0.4)], (0.8, 0.4, 2), id="undated ones are the oldest"),
        pytest.param([report(D, 0.8, 0.6)], (0.8, 0.6, 1), id="undated only"),
        pytest.param([report(B, 0.8, 0.6), report(C, 0.6, 0.33, "possible")], (0.8, 0.6, 2), id="of those that tell the status"),
        pytest.param([report(B, 0.8, 0.67, "planned"), report(C, 0.6, 0.33, "possible")], (0.8, 0.33, 2), id="a status that none tells"),
    ],
)  # fmt: skip
def test_trust(reports: list[Report], expected: tuple[float, float, int]) -> None:
    assert trust_of(*reports) == expected
    assert trust_of(*reversed(reports)) == expected


def test_the_samples_numbers_are_those_of_assembly() -> None:
    known = {e.id: e for e in samples.ENTITIES}
    press = to_press(samples.KNOWLEDGE.citations, (), known)
    reports = with_certainty(samples.KNOWLEDGE.reports, known)
    assert reports == samples.KNOWLEDGE.reports
    for event in samples.KNOWLEDGE.events:
        told = [r for r in reports if r.id in event.reports]
        assert to_trust(told, event.status, press) == event.trust


# Near copies

STORY = "\n\n".join(
    f"The {a} minister of {b} received the {c} envoy on {d} and spoke of {e} at some length, aides of both said later."
    for a, b, c, d, e in (
        ("foreign", "Kenya", "Chadian", "Monday", "the lake"),
        ("trade", "Peru", "Chilean", "Tuesday", "copper"),
        ("defence", "Norway", "Danish", "Wednesday", "the strait"),
        ("health", "Ghana", "Togolese", "Thursday", "vaccines"),
        ("water", "Iraq", "Syrian", "Friday", "two dams"),
    )
)


def signed(name: str, text: str, day: int | None = 1) -> Signed:
    article = paper(name, day)
    return copies.signed(Extraction(article.citation, (), (), (), (), (), (), sign(text)))


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        pytest.param(f"Envoys meet again\n\nAFP - {STORY}", True, id="another headline and agency"),
        pytest.param(STORY[:330], True, id="cut"),
        pytest.param(STORY.upper().replace("É", "E"), True, id="other capitals"),
        pytest.param(" ".join(reversed(STORY.split())), False, id="the same words in another order"),
        pytest.param("", False, id="nothing"),
        pytest.param("Kenya thanked Chad for the grain, and Peru did the same a week later.", False, id="another text"),
    ],
)  # fmt: skip
def test_near_copies(text: str, copy: bool) -> None:
    found = near_copies([signed("a", STORY, 2), signed("b", text, 1)])
    assert bool(found) is copy
    if copy:  # the first published leads
        assert found == ((paper("b", 1).id, paper("a", 2).id),)


def test_texts_that_share_their_quotations_are_no_copies() -> None:
    said = f"“{STORY}”".replace("\n\n", " ")
    one = f"Kenya's minister was blunt in parliament on Monday. {said} He left by a side door."
    other = f"In a long speech the minister defended his record before the house. {said} Nobody clapped."
    assert near_copies([signed("a", one), signed("b", other)]) == ()
    assert near_copies([signed("a", said), signed("b", said + " ")]) != ()


def test_copies_are_found_in_any_order() -> None:
    told = [signed("a", STORY, 3), signed("b", STORY + " More soon.", 1), signed("c", "Short.", 1)]
    assert near_copies(told) == near_copies(reversed(told)) != ()


def test_all_copies_of_a_story_that_very_many_print_are_one_group() -> None:
    many = 3 * LARGEST
    told = [signed(f"paper {n}", f"{STORY} Own line {n}.", 1 + n % 28) for n in range(many)]
    (group,) = near_copies(told)
    assert len(group) == many


def test_standing_words_of_very_many_articles_make_none_a_copy_and_cost_by_their_number() -> None:
    """A fifth of each text stands in all; a story is copied by one that was published long after it."""

    def own(number: int) -> str:
        return " ".join(f"word{number}of{place}" for place in range(80))

    told = [signed(f"story {n}", f"{own(n)} {STORY[:110]}", 1 + n % 28) for n in range(400)]
    copy = signed("copy", f"{own(7)} Updated.", 31)
    assert near_copies([*told, copy]) == ((paper("story 7", 8).id, paper("copy", 31).id),)
    minima = np.array([e.minima for e in told], dtype=np.uint32)
    compared = [len(one) for one, _ in _candidates(minima)]
    assert max(compared) > len(told)
    assert max(compared) <= len(told) * max(NEAR, LARGEST // 2)


# The numbers again, by the queries of the documentation


def documented() -> dict[str, str]:
    """The queries of ontology/README.md, each by the last variable that it gives."""
    text = (ROOT / "ontology" / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    return {re.findall(r"AS \?(\w+)\)", block)[0]: block for block in blocks}


def certainty_query() -> str:
    """The certainty of each report, from its status, hedge and source and the tables of certainty.toml."""
    scale = load_scale()
    statuses = " ".join(f"(co:{s.value} {scale.degrees[d]})" for s, d in scale.statuses.items())
    hedges = " ".join(
        f'("{word}" {scale.degrees.get(level, 1.0)} {scale.grades.get(level, 1.0)})'
        for word, level in sorted(scale.levels.items())
    )
    grade = {name: f"{value}" for name, value in scale.grades.items()}
    return f"""SELECT ?report ?certainty (?degree * ?grade AS ?again) {{
      VALUES (?status ?ofStatus) {{ {statuses} }}
      ?report a co:Report ; co:status ?status ; co:certainty ?certainty .
      OPTIONAL {{ ?report co:hedge ?hedge . VALUES (?hedge ?ofHedge ?hearsay) {{ {hedges} }} }}
      OPTIONAL {{ ?report co:attributedTo ?source . ?source a ?kind ; rdfs:label ?label }}
      OPTIONAL {{ ?report co:attributedText ?words }}
      BIND((BOUND(?source) && EXISTS {{ ?source skos:exactMatch ?match }}) || COALESCE(?kind NOT IN (co:Person, co:Group), false)
        || REGEX(COALESCE(?label, ?words, ""), "\\\\p{{Lu}}[^ ]*$") AS ?named)
      BIND(BOUND(?source) && (EXISTS {{ ?report co:participation/co:agent ?source }}
        || EXISTS {{ ?source co:code ?code . ?report co:participation/co:agent/co:code ?code
                     FILTER(?code NOT IN ("IGO", "MNC", "NGO")) }}) AS ?party)
      BIND(IF(!BOUND(?source) && !BOUND(?words), {grade["own"]},
           IF(!?named, {grade["unnamed"]}, IF(?party, {grade["party"]}, {grade["named"]}))) AS ?said)
      BIND(IF(COALESCE(?ofHedge, 1.0) < ?ofStatus, ?ofHedge, ?ofStatus) AS ?degree)
      BIND(IF(COALESCE(?hearsay, 1.0) < ?said, ?hearsay, ?said) AS ?grade)
    }}"""


APART = [
    ("one publisher", "?a dcterms:publisher ?same . ?b dcterms:publisher ?same FILTER(LCASE(?same) != 'unknown')"),
    ("near copies", "?a (prov:alternateOf|^prov:alternateOf|prov:alternateOf/^prov:alternateOf) ?b"),
    ("one article", "FILTER(?a = ?b)"),
    ("one source", "?one co:attributedTo ?same . ?two co:attributedTo ?same . ?same a ?kind FILTER(?kind NOT IN (co:Person, co:Group))"),
]  # fmt: skip


def check(graph: Graph) -> int:
    """The number of events, after all numbers have been found again by SPARQL."""
    prefixes = "".join(f"PREFIX {name}: <{value}>\n" for name, value in PREFIXES.items())
    events = {e.id: e.trust for e in graph.knowledge().events}
    for name, query in documented().items():
        rows = graph.query(prefixes + query).rows
        found = {str(e).removeprefix(PREFIXES["id"]): float(n or "nan") for e, n in rows}
        assert found == {e: getattr(trust, name) for e, trust in events.items()}, name
    for told, certainty, again in graph.query(prefixes + certainty_query()).rows:
        assert float(certainty or "nan") == float(again or "nan"), told
    for name, pattern in APART:
        text = f"""SELECT ?one ?two {{ ?one co:ofEvent ?event ; co:origin ?first ; prov:wasDerivedFrom ?a .
          ?two co:ofEvent ?event ; co:origin ?other ; prov:wasDerivedFrom ?b .
          FILTER(?first != ?other) {pattern} }}"""
        assert list(graph.query(prefixes + text).rows) == [], name
    return len(events)


def test_the_documentation_gives_a_query_for_each_number() -> None:
    assert list(documented()) == ["reading", "certainty", "sources"]


def test_the_samples_numbers_are_found_again(sample_graph: Path) -> None:
    with open_graph(sample_graph) as graph:
        assert check(graph) == len(samples.KNOWLEDGE.events)


TOLD = [
    ROOT / "seeds", ROOT / "tests/articles/dev", *sorted((ROOT / "tests/articles").glob("tellings*/dev")),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("folder", TOLD, ids=lambda p: "/".join(p.parts[-2:]))
def test_all_numbers_of_articles_are_found_again(folder: Path) -> None:
    from comity.articles import read
    from comity.extract import extract, load_pipeline
    from comity.rdf.quads import Run, to_quads

    nlp = load_pipeline()
    told = [extract(nlp, a) for a in read(folder) if isinstance(a, Article)]
    assert check(to_graph(to_quads(merge(told), run=Run("0", "m")))) > len(told)
