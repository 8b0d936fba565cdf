"""A graph on a server gives the answers of the embedded store: on Oxigraph and Virtuoso, and on servers that fail."""

from __future__ import annotations

import logging
import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from tests import samples

from comity.errors import ComityError, InputError, QueryError, StoreError
from comity.rdf import store
from comity.rdf.quads import Run as Made
from comity.rdf.quads import to_quads
from comity.rdf.query import ask, questions
from comity.rdf.remote import Remote, open_remote
from comity.rdf.sending import publish
from comity.rdf.store import Graph, open_graph, to_graph
from comity.rdf.terms import PREFIXES, co, term, thing
from comity.rdf.wire import connected
from command_line import Run
from fake_server import Fake, Reply, fake
from servers import VIRTUOSO_LOGIN, oxigraph, virtuoso

BANQUET = NamedNode(PREFIXES["co"] + "Banquet")
ADDED = Quad(BANQUET, term("rdfs:subClassOf"), co("Meeting"), thing("graph/background"))
QUADS = sorted(
    [*to_quads(samples.knowledge(), run=Made("0", "m"), background=samples.BACKGROUND), ADDED],
    key=str,
)
CANONICAL = "https://w3id.org/comity/id/graph/canonical"


@dataclass(frozen=True, slots=True)
class Real:
    """A server that runs, and who may write there."""

    url: str
    login: dict[str, str]

    def publish(self, folder: Path) -> int:
        """How many graphs were sent."""
        with connected(self.url, environment={"NETRC": "/dev/null"} | self.login) as wire:
            return len(publish(folder, wire, replace=True).sent)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def real(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Real]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with oxigraph(folder) as url:
            yield Real(url, {})
    else:
        with virtuoso(folder) as url:
            yield Real(url, VIRTUOSO_LOGIN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "graph"
    store.write(QUADS, folder)
    return folder


@pytest.fixture
def remote(real: Real, folder: Path) -> Iterator[Remote]:
    real.publish(folder)
    with open_remote(real.url) as remote:
        yield remote


@pytest.fixture(scope="module")
def local() -> Graph:
    return to_graph(QUADS)


def test_what_was_sent_is_there_once(real: Real, folder: Path) -> None:
    real.publish(folder)
    assert real.publish(folder) == 0


def test_the_quads_and_what_they_state_come_back(remote: Remote) -> None:
    assert remote.quads() == QUADS
    assert remote.knowledge() == samples.knowledge()


def test_graphs_follow_when_an_article_changes_and_one_goes(
    real: Real, folder: Path, tmp_path: Path
) -> None:
    real.publish(folder)
    first = next(str(q.graph_name) for q in QUADS if "/graph/article/" in str(q.graph_name))
    other = next(
        str(q.graph_name)
        for q in QUADS
        if "/graph/article/" in str(q.graph_name) and str(q.graph_name) != first
    )
    left = [q for q in QUADS if str(q.graph_name) != first]
    changed = [
        q for q in left if str(q.graph_name) != other or "triggerText" not in str(q.predicate)
    ]
    assert len(changed) < len(left)
    store.write(changed, tmp_path / "graph")
    assert real.publish(tmp_path / "graph") == 1
    with open_remote(real.url) as remote:
        assert remote.quads() == changed
    real.publish(folder)
    with open_remote(real.url) as remote:
        assert remote.quads() == QUADS


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT ?l { ?e a co:Summit ; rdfs:label ?l }", id="select"),
        pytest.param("SELECT ?e ?l { ?e a co:Event ; rdfs:label ?l }", id="rows in no order"),
        pytest.param("SELECT ?l { ?e a co:Event ; rdfs:label ?l } ORDER BY DESC(STR(?l)) LIMIT 3", id="rows in an order"),
        pytest.param("SELECT ?f ?c { ?s co:file ?f OPTIONAL { ?s co:code ?c } }", id="no value"),
        pytest.param("SELECT (COUNT(*) AS ?n) { ?e a co:Event }", id="count"),
        pytest.param("SELECT ?c (COUNT(DISTINCT ?e) AS ?n) { ?e a ?c . ?e a co:Event } GROUP BY ?c", id="groups"),
        pytest.param("ASK { ?e a co:Summit }", id="yes"),
        pytest.param("ASK { ?e a co:Aid }", id="no"),
        pytest.param("CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a co:Event ; rdfs:label ?l }", id="construct"),
        pytest.param("CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a co:Aid ; rdfs:label ?l }", id="construct nothing"),
        pytest.param(f"DESCRIBE <{thing(samples.KENYA).value}>", id="describe"),
        pytest.param(f"SELECT ?p ?o {{ <{thing(samples.KENYA).value}> ?p ?o }}", id="all about one"),
        pytest.param("SELECT ?g { GRAPH ?g { ?e a co:Article } }", id="graphs"),
        pytest.param(f"SELECT (COUNT(*) AS ?n) FROM <{CANONICAL}> {{ ?e a co:Report }}", id="FROM one graph"),
        pytest.param(f"SELECT (COUNT(*) AS ?n) FROM <{CANONICAL}> {{ ?e a co:Event }}", id="FROM the right graph"),
        pytest.param("SELECT ?t { ?s co:text ?t FILTER(CONTAINS(STR(?t), '“We will')) }", id="quotation marks"),
        pytest.param("SELECT ?d { ?a dcterms:issued ?d FILTER(?d >= '2031-03-12'^^xsd:date) }", id="dates"),
        pytest.param("SELECT ?e ?c { ?e co:certainty ?c FILTER(?c < 0.7) }", id="decimals"),
        pytest.param("SELECT ?l { ?i skos:prefLabel ?l FILTER(LANG(?l) = 'en') }", id="languages"),
        pytest.param("PREFIX co: <urn:x:> SELECT ?c { ?s co:nothing ?c }", id="another co:"),
        pytest.param("SELECT ?e { ?e a co:Banquet }", id="a class that a user added"),
        pytest.param("SELECT ?name { ?s rdfs:label ?name } ORDER BY STR(?name) ?name", id="accents and apostrophes"),
    ],
)  # fmt: skip
def test_answers_are_those_of_the_embedded_store(remote: Remote, local: Graph, query: str) -> None:
    expected = local.query(query)
    assert remote.query(query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("SELECT ?s {\n  ?s a co:Meetin }", r"line 2: .*co:Meetin; did you mean co:Meeting\b", id="class"),
        pytest.param("SELECT ?s {\n ?s ?p }", r"near line 2, column 8\n", id="position"),
        pytest.param("INSERT DATA { <a:a> <a:b> 1 }", "changed by `comity build`", id="insert"),
        pytest.param("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "another machine", id="service"),
    ],
)  # fmt: skip
def test_wrong_queries_are_explained_before_they_are_sent(
    remote: Remote, query: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        remote.query(query)


def examples() -> Iterator[tuple[str, dict[str, str]]]:
    """Each named question with the parameters of its example."""
    for question in questions():
        words = iter(shlex.split(question.example))
        given = {w[2:]: next(words) for w in words if w.startswith("--")}
        own = {parameter.name for parameter in question.parameters}
        yield question.name, {name: value for name, value in given.items() if name in own}


@pytest.mark.model
def test_all_questions_have_the_answers_of_the_embedded_store(
    real: Real, seeds_graph: Path
) -> None:
    real.publish(seeds_graph / "build")
    wrong = []
    with open_graph(seeds_graph / "build") as graph, open_remote(real.url) as remote:
        assert remote.knowledge() == graph.knowledge()
        for name, parameters in examples():
            try:
                same = ask(remote, name, **parameters) == ask(graph, name, **parameters)
            except ComityError as error:
                wrong.append(f"{name}: {error}")
            else:
                wrong += [] if same else [f"{name}: another answer"]
    assert not wrong


def test_an_answer_that_virtuoso_cuts_says_so(
    tmp_path: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with virtuoso(tmp_path, rows=1000) as url:
        Real(url, VIRTUOSO_LOGIN).publish(folder)
        with open_remote(url) as remote:
            with pytest.raises(QueryError, match="gives 1000 rows at most, and cuts .*LIMIT"):
                remote.query("SELECT * { ?s ?p ?o }")
            with caplog.at_level(logging.WARNING):
                remote.query("CONSTRUCT WHERE { ?s ?p ?o }")
            assert "does not say whether it cut these 100" in caplog.text
            assert remote.quads() == QUADS


def test_a_server_with_nothing_of_comity_says_what_to_do() -> None:
    with (
        fake() as server,
        pytest.raises(
            StoreError, match="holds no articles; put a graph there with `comity publish`"
        ),
        open_remote(server.url),
    ):
        pytest.fail("opened")


@pytest.fixture
def filled(folder: Path) -> Iterator[Fake]:
    with fake() as server:
        Real(server.url, {}).publish(folder)
        yield server


def test_a_server_that_leaves_out_named_graphs_says_what_to_do(filled: Fake) -> None:
    filled.before = lambda method, path: None
    filled.unions = False
    with (
        pytest.raises(
            StoreError, match="does not put queries to all its graphs; give --store-kind"
        ),
        open_remote(filled.url),
    ):
        pytest.fail("opened")


def slow(method: str, path: str) -> Reply | None:
    time.sleep(3)
    return None


@pytest.mark.parametrize(
    ("mood", "error", "message"),
    [
        pytest.param(slow, QueryError, "took more than 1 s; ask for less", id="slow"),
        pytest.param(
            lambda *_: (200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{"vars":["s"]},"results":{"bindings":[The SPARQL operation has been cancelled'),
            StoreError, "breaks off or is none", id="cancelled, as Oxigraph does",
        ),
        pytest.param(lambda *_: (500, {"Content-Type": "text/plain"}, b"transitive start not given"), QueryError, "does not answer the query: transitive start", id="refused, as Virtuoso does"),
        pytest.param(lambda *_: (500, {"Content-Type": "text/html"}, b"<html>"), StoreError, "answers 500 .*; see what its log says", id="broken"),
    ],
)  # fmt: skip
def test_a_server_that_fails_is_told_from_an_answer(
    filled: Fake, mood: Callable[[str, str], Reply | None], error: type[ComityError], message: str
) -> None:
    with open_remote(filled.url, patience=1) as remote:
        filled.before = mood
        with pytest.raises(error, match=message):
            remote.query("SELECT ?s { ?s a co:Event }")


def test_a_graph_that_is_being_changed_is_not_taken_for_whole(filled: Fake) -> None:
    with open_remote(filled.url) as remote:
        counted = []

        def shrink(method: str, path: str) -> Reply | None:
            counted.append(path)
            if len(counted) == 2:
                filled.store.clear()
            return None

        filled.before = shrink
        with pytest.raises(StoreError, match=r"gives 0 of the \d+ triples of .*being changed"):
            remote.quads()


# Verbs with --store.


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("query", "SELECT ?l { ?e a co:Summit ; rdfs:label ?l }"), id="query"),
        pytest.param(("show", "Summit of Amina"), id="show"),
        pytest.param(("ask", "who-met-whom"), id="ask"),
        pytest.param(("disputes",), id="disputes"),
        pytest.param(("network", "--format", "json"), id="network"),
    ],
)
def test_verbs_print_the_same_of_a_server(
    filled: Fake, folder: Path, comity: Run, arguments: tuple[str, ...]
) -> None:
    expected = comity(*arguments, folder)
    assert expected.code == 0
    assert comity(*arguments, "--store", filled.url, "--store-kind", "oxigraph") == expected


def test_a_page_is_drawn_of_a_server(
    filled: Fake, folder: Path, tmp_path: Path, comity: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    comity("view", folder, "-o", tmp_path / "local.html")
    done = comity("view", "--store", filled.url)
    assert done.out == "explorer.html\n"
    assert (tmp_path / "explorer.html").read_bytes() == (tmp_path / "local.html").read_bytes()


def test_a_server_is_not_asked_for_a_day(filled: Fake, comity: Run) -> None:
    done = comity("disputes", "--store", filled.url, "--as-of", "2031-03-12")
    assert (done.code, "--as-of" in done.err) == (2, True)


def test_a_wrong_kind_is_named(filled: Fake) -> None:
    with pytest.raises(InputError, match="there are fuseki"), open_remote(filled.url, kind="x"):
        pytest.fail("opened")
