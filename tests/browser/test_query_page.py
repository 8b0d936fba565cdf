"""The query page and the pages around it in a browser: nothing from elsewhere, nothing against the policy, and they work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browser.conftest import until
from serve.conftest import Server, started

pytestmark = pytest.mark.browser

_ASK = ".yasgui .tabPanel.active .yasqe_queryButton"
_CELLS = (
    "[...document.querySelectorAll('.tabPanel.active .yasr table td')].map(td => td.textContent)"
)
_EDITOR = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"


@pytest.fixture(scope="module")
def served(sample_graph: Any) -> Iterator[Server]:
    with started(sample_graph, "--rows", "20") as running:
        yield running


class Visit:
    """A page with what the browser asked for and complained of."""

    def __init__(self, browser: Any, server: Server, path: str, **options: Any) -> None:
        self.page = browser.new_context(
            viewport={"width": 1280, "height": 900}, **options
        ).new_page()
        self.asked: list[str] = []
        self.console: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.console.append(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.goto(server.url + path)
        self.server = server

    def elsewhere(self) -> list[str]:
        return [
            url for url in self.asked if not url.startswith((self.server.url, "data:", "blob:"))
        ]


def test_a_question_is_chosen_and_asked(browser: Any, served: Server) -> None:
    visit = Visit(browser, served, "/query")
    until(visit.page, "document.body.dataset.ready === 'yes'")
    visit.page.select_option("#examples", "who-met-whom")
    visit.page.click(_ASK)
    until(visit.page, f"{_CELLS}.includes('Amina Otieno')")
    assert visit.elsewhere() == []
    assert visit.console == []


def test_prefixes_are_declared_and_things_lead_to_their_pages(browser: Any, served: Server) -> None:
    visit = Visit(browser, served, "/query")
    until(visit.page, "document.body.dataset.ready === 'yes'")
    visit.page.evaluate(f"{_EDITOR}.setValue('SELECT * {{ ?e a co:Summit }}')")
    visit.page.click(_ASK)
    until(visit.page, f"{_CELLS}.some(text => text.includes('event/'))")
    assert "PREFIX co:" in visit.page.evaluate(f"{_EDITOR}.getValue()")
    visit.page.hover(".tabPanel.active .yasr td a.iri")
    href = visit.page.get_attribute(".tabPanel.active .yasr td a.iri", "href")
    assert href.startswith("/id/event/")
    assert served.get(href, accept="text/turtle").status == 303
    assert visit.elsewhere() == []
    assert visit.console == []


def test_typing_asks_nobody(browser: Any, served: Server) -> None:
    visit = Visit(browser, served, "/query")
    until(visit.page, "document.body.dataset.ready === 'yes'")
    visit.page.evaluate(f"{_EDITOR}.setValue('')")
    visit.page.click(".tabPanel.active .CodeMirror")
    visit.page.keyboard.type("PREFIX foaf: SELECT ?x { ?x a foaf:Pers ; rdfs:la")
    visit.page.keyboard.press("Control+Space")
    visit.page.wait_for_timeout(500)
    assert visit.elsewhere() == []
    assert visit.console == []


def test_a_wrong_query_and_a_cut_answer_are_told(browser: Any, served: Server) -> None:
    visit = Visit(browser, served, "/query")
    until(visit.page, "document.body.dataset.ready === 'yes'")
    visit.page.evaluate(f"{_EDITOR}.setValue('SELECT * {{ ?s ?p ?o }}')")
    visit.page.click(_ASK)
    until(visit.page, "document.getElementById('cut').textContent.includes('20 rows')")
    visit.page.evaluate(f"{_EDITOR}.setValue('SELECT * {{ ?e a co:Sumit }}')")
    visit.page.click(_ASK)
    until(visit.page, "document.body.textContent.includes('did you mean co:Summit')")


@pytest.mark.parametrize(
    "chosen",
    [
        "select(NODES.find(n => n.kind === 'person').id, null, true)",
        "select(FACTS.find(f => f.fact === 'event').id, null, true)",
        "select(null, drawn.lines.find(l => l.tone === 'cooperation').id)",
        "look('dyad', NODES.filter(n => n.kind === 'state').slice(0, 2).map(n => n.id))",
    ],
)
def test_a_panel_of_the_explorer_leads_to_its_query_and_its_articles(
    browser: Any, served: Server, chosen: str
) -> None:
    visit = Visit(browser, served, "/explorer")
    until(visit.page, "document.documentElement.dataset.ready === '1'")
    visit.page.evaluate(f"(() => {{ {chosen} }})()")
    links = "[...document.querySelectorAll('#panel a[href^=\"/id/\"]')].map(a => a.getAttribute('href'))"
    for href in set(visit.page.evaluate(links)):
        assert served.get(href).status == 200
    visit.page.click("text=Ask this in SPARQL")
    until(visit.page, "document.body.dataset.ready === 'yes'")
    assert visit.page.inner_text(".tab.active >> nth=0").startswith("From the explorer")
    visit.page.click(_ASK)
    until(visit.page, f"{_CELLS}.length > 0")
    assert visit.elsewhere() == []
    assert visit.console == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_and_keep_to_themselves(
    browser: Any, served: Server, width: int, scheme: str
) -> None:
    paths = ["/", "/events", "/articles", "/questions", "/questions/who-met-whom", "/search?q=otieno", "/explorer", "/id/person/amina-otieno.html"]  # fmt: skip
    event = served.get("/events").text.partition('href="/id/event/')[2].partition('"')[0]
    article = served.get("/articles").text.partition('href="/id/article/')[2].partition('"')[0]
    for path in [*paths, f"/id/event/{event}.html", f"/id/article/{article}.html"]:
        visit = Visit(browser, served, path, color_scheme=scheme)
        visit.page.set_viewport_size({"width": width, "height": 900})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert visit.elsewhere() == [], path
        assert visit.console == [], path
        visit.page.context.close()
