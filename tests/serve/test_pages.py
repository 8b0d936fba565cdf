"""Pages and things: every address that a page has leads somewhere, every thing has HTML and Turtle, hostile texts stay texts."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from tests import samples
from tests.views.hostile import ATTACKS, hostile

from comity.cli.building import draw
from comity.rdf.quads import Run, to_quads
from comity.rdf.query import questions
from comity.rdf.store import to_graph, write
from comity.rdf.terms import THINGS
from comity.serve import explorer
from serve.conftest import Server, started

EVENT = samples.EVENTS[0] if hasattr(samples, "EVENTS") else samples.KNOWLEDGE.events[0]
ARTICLE = samples.ARTICLES[0].id
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Links(HTMLParser):
    """The addresses of a page, and what would run or be loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.loud: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attributes) -> None:
        values = dict(attributes)
        if tag == "a" and values.get("href"):
            self.hrefs.append(values["href"])
        if values.get("id"):
            self.ids.append(values["id"])
        self.loud += [
            f"{tag} {name}" for name in values if name.startswith("on") or name == "style"
        ]
        if tag in ("script", "iframe", "svg", "img", "object", "base", "style"):
            self.loud.append(f"{tag} {values.get('src', '')}")


def links(text: str) -> Links:
    found = Links()
    found.feed(text)
    return found


def test_every_address_on_every_page_leads_somewhere(server: Server) -> None:
    """From the first page on, all of it: some hundred pages of the sample."""
    todo, seen = ["/"], set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        response = server.get(path, accept=HTML)
        assert response.status in (200, 303), f"{path}: {response.status} {response.text[:200]}"
        if response.status == 303:
            todo.append(response.headers["location"].split("#")[0])
        elif response.media == "text/html" and path != "/explorer":
            found = links(response.text)
            assert not [
                x
                for x in found.loud
                if x not in ("script /static/yasgui.min.js", "script /static/query.js")
            ]
            assert len(set(found.ids)) == len(found.ids), path
            inside = [
                urljoin(path, href) for href in found.hrefs if not href.startswith(("#", "http"))
            ]
            todo += [href.split("#")[0] for href in inside]
    for kind in ("event/", "person/", "state/", "place/", "issue/", "article/", "body/"):
        assert any(path.startswith(f"/id/{kind}") for path in seen), kind


@pytest.fixture(scope="module")
def things() -> list[str]:
    graph = to_graph(to_quads(samples.KNOWLEDGE, run=Run("0", "none")))
    found = {q.subject.value for q in graph.store if q.subject.value.startswith(THINGS)}
    return sorted(found)


def test_every_thing_has_a_page_and_turtle(server: Server, things: list[str]) -> None:
    assert len(things) > 60
    for iri in things:
        path = f"/id/{iri.removeprefix(THINGS)}"
        page = server.get(f"{path}.html")
        assert page.status in (200, 303), path
        turtle = server.get(f"{path}.ttl")
        assert (turtle.status, turtle.media) == (200, "text/turtle")
        subjects = {t.subject.value for t in pyoxigraph.parse(turtle.body, format=RdfFormat.TURTLE)}
        assert iri in subjects


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (HTML, "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples;q=0.9, application/rdf+xml;q=0.8", "nt"),
        ("application/rdf+xml", "rdf"),
        ("text/html;q=0.1, text/turtle", "ttl"),
    ],
)
def test_a_thing_is_told_of_as_one_likes(server: Server, accept: str, suffix: str) -> None:
    response = server.get(f"/id/{samples.KENYA}", accept=accept)
    assert (response.status, response.headers["location"]) == (303, f"/id/{samples.KENYA}.{suffix}")
    assert "accept" in response.headers["vary"]
    told = server.get(response.headers["location"])
    assert told.status == 200
    assert "Kenya" in told.text


def test_a_thing_in_no_format_that_is_wanted(server: Server) -> None:
    assert server.get(f"/id/{samples.KENYA}", accept="image/png").status == 406


@pytest.mark.parametrize("path", ["/id/state/none.html", "/id/state/none.ttl", "/id/x.html", "/id/state/ken.exe", "/id/state/%3E%20.html", "/questions/none", "/nothing", "/static/none.css", "/static/%2e%2e/app.py"])  # fmt: skip
def test_what_is_not_there(server: Server, path: str) -> None:
    assert server.get(path).status == 404


def test_a_named_graph_leads_to_the_graph_store(server: Server) -> None:
    response = server.get(f"/id/graph/{ARTICLE}")
    assert response.status == 303
    assert (
        response.headers["location"] == f"/store?graph={quote(f'{THINGS}graph/{ARTICLE}', safe='')}"
    )
    assert server.get(response.headers["location"]).status == 200


def test_an_event_tells_its_record_and_who_says_so(server: Server) -> None:
    path = next(f"/id/{e.id}.html" for e in samples.KNOWLEDGE.events if e.type == "Summit")
    text = server.get(path).text
    for words in (
        "Amina Otieno",
        "Dawit Bekele",
        "Nairobi",
        "12 March 2031",
        "Who says so",
        "independent source",
    ):
        assert words in text
    assert 'class="trigger"' in text
    assert re.search(
        r'<a class="mark actor" href="/id/person/amina-otieno"[^>]*>Amina Otieno</a>', text
    )


def test_the_turtle_of_an_event_has_its_proof(server: Server) -> None:
    event = next(e for e in samples.KNOWLEDGE.events if e.type == "Summit")
    turtle = server.get(f"/id/{event.id}.ttl").text
    assert "held a summit in Nairobi" in turtle
    assert "co:triggerText" in turtle
    assert "Kenya and Ethiopia hold talks" in turtle


def test_the_history_of_an_event_is_told(tmp_path: Path) -> None:
    """An event that was planned and then took place, as two articles of different days have it."""
    from dataclasses import replace

    from comity.model import Status

    known = samples.knowledge()
    two = next(
        e for e in known.events if len({r.article for r in known.reports if r.id in e.reports}) > 1
    )
    first = next(r for r in known.reports if r.id in two.reports)
    reports = tuple(
        replace(r, status=Status.PLANNED) if r.id == first.id else r for r in known.reports
    )
    write(to_quads(replace(known, reports=reports), run=Run("0", "m")), tmp_path / "g")
    with started(tmp_path / "g") as running:
        assert "How it was told over time" in running.get(f"/id/{two.id}.html").text


def test_an_article_has_its_sentences_with_their_events(server: Server) -> None:
    response = server.get(f"/article/{ARTICLE.removeprefix('article/')}")
    assert (response.status, response.headers["location"]) == (301, f"/id/{ARTICLE}.html")
    text = server.get(response.headers["location"]).text
    assert "Kenya and Ethiopia hold talks" in text
    for number, sentence in enumerate(samples.NAIROBI, start=1):
        assert f'id="s{number}"' in text
        assert sentence.split()[0].strip("“") in text
    assert 'href="https://example.org/nairobi?a=1&amp;b={2}"' in text
    other = server.get(f"/id/{samples.ARTICLES[1].id}.html").text
    assert "not a url" not in re.findall(r'href="([^"]*)"', other)


def test_a_sentence_and_a_report_lead_to_where_they_are_told(server: Server) -> None:
    sentence = samples.KNOWLEDGE.sentences[0]
    response = server.get(f"/id/{sentence.id}.html")
    assert response.headers["location"] == f"/id/{sentence.article}.html#s{sentence.index + 1}"
    report = samples.KNOWLEDGE.reports[0]
    event = next(e for e in samples.KNOWLEDGE.events if report.id in e.reports)
    response = server.get(f"/id/{report.id}.html")
    assert (
        response.headers["location"] == f"/id/{event.id}.html#{report.id.removeprefix('report/')}"
    )


def test_the_search_finds_names_whatever_the_capitals(server: Server) -> None:
    text = server.get("/search?q=oTiENo").text
    assert "/id/person/amina-otieno" in text
    assert server.get("/search?q=").status == 303
    odd = server.get(f"/search?q={quote(chr(34) + ' } # <b>')}")
    assert (odd.status, "Nothing in this graph" in odd.text, "<b>" in odd.text) == (
        200,
        True,
        False,
    )


def test_lists_come_in_pages(server: Server) -> None:
    assert server.get("/events").text.count("<li>") >= len(samples.KNOWLEDGE.events)
    assert "no more events" in server.get("/events?page=999").text
    assert server.get("/events?page=-1").status == 200
    assert server.get("/articles?page=x").status == 200


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_every_question_has_a_form_with_its_parameters(server: Server, name: str) -> None:
    found = next(q for q in questions() if q.name == name)
    text = server.get(f"/questions/{name}").text
    for parameter in found.parameters:
        assert f'name="{parameter.name}"' in text
        needed = not parameter.optional and parameter.default is None
        field = next(line for line in text.splitlines() if f'name="{parameter.name}"' in line)
        assert (" required" in field) == needed
        assert ('type="date"' in field) == (parameter.type == "date")


def test_a_question_is_answered_as_a_table_and_as_csv(server: Server) -> None:
    text = server.get("/questions/who-met-whom?actor=Kenya").text
    assert '<th scope="col">whom</th>' in text
    assert re.search(r'<a href="/id/event/[0-9a-f]+" aria-label="open row 1">open</a>', text)
    table = server.get("/questions/who-met-whom.csv?actor=Kenya")
    assert table.media == "text/csv"
    assert next(csv.reader(io.StringIO(table.text)))[:2] == ["who", "whom"]


def test_a_name_that_nobody_has_is_told_on_the_form(server: Server) -> None:
    response = server.get("/questions/who-met-whom?actor=Kenja")
    assert (response.status, "did you mean" in response.text) == (400, True)


def test_the_explorer_comes_under_its_own_policy(server: Server) -> None:
    response = server.get("/explorer")
    assert response.status == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy
    assert len(re.findall("'sha256-", policy)) == 3
    assert "vis.DataSet" in response.text
    assert '<html lang="en" data-server>' in response.text


def test_the_vocabulary_is_there(server: Server) -> None:
    response = server.get("/ontology")
    assert (response.status, response.media) == (200, "text/turtle")
    assert list(pyoxigraph.parse(response.body, format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the sample with an attack in every text."""
    folder = tmp_path_factory.mktemp("hostile") / "graph"
    write(to_quads(hostile(samples.KNOWLEDGE), run=Run("0", "none")), folder)
    with started(folder) as running:
        yield running


def test_hostile_texts_stay_texts(attacked: Server) -> None:
    known = samples.KNOWLEDGE
    names = [
        *(e.id for e in known.events),
        *(a.id for a in samples.ARTICLES),
        *(e.id for e in known.entities),
    ]
    paths = [
        "/",
        "/events",
        "/articles",
        "/search?q=script",
        "/questions/who-met-whom",
        *(f"/id/{n}.html" for n in names),
    ]
    shown = 0
    for path in paths:
        response = attacked.get(path)
        assert response.status == 200, f"{path} {response.text[:300]}"
        found = links(response.text)
        assert not found.loud, path
        assert not [h for h in found.hrefs if h.startswith(("javascript:", "data:"))], path
        shown += "&lt;script&gt;" in response.text
    assert shown > len(names)
    assert len(ATTACKS) == 8


@pytest.mark.parametrize(
    "number", range(len(questions())), ids=[question.name for question in questions()]
)
def test_every_example_of_the_query_page_is_a_query_that_runs(server: Server, number: int) -> None:
    example = json.loads(server.get("/query.json").body)["examples"][number]
    body = example["query"].encode()
    response = server.request("POST", "/sparql", body, content_type="application/sparql-query")
    assert response.status == 200, response.text
    assert "UNDEF" not in example["query"]
    assert not re.search(r"^# (param|example|topic):", example["query"], re.MULTILINE)


def test_a_page_of_another_graph_is_not_given_whatever_the_clock_said(tmp_path: Path) -> None:
    """As when the clock was put back after the page was drawn, and the graph changed then."""
    folder = tmp_path / "graph"
    quads = to_quads(samples.KNOWLEDGE, run=Run("0", "none"))
    write(quads, folder)
    page = draw(folder)
    html = explorer._beside(page)
    assert html is not None
    assert "vis.DataSet" in html
    page.write_text(html.replace("Kenya", "Kenja", 1), encoding="utf-8")
    assert explorer._beside(page) is None
    draw(folder)
    os.utime(page, (4e9, 4e9))
    write([q for q in quads if "graph/article" not in str(q.graph_name)], folder)
    assert explorer._beside(page) is None
    draw(folder)
    os.utime(page, (0, 0))
    assert explorer._beside(page) is not None
    page.unlink()
    assert explorer._beside(page) is None
