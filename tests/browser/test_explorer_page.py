"""The page in a browser: it draws, answers, stays inside itself, and cannot be made to run anything."""

from __future__ import annotations

from typing import Any

import hostile
import invented
import pytest

from comity.model import Knowledge
from comity.network import to_network
from comity.views import overview

pytestmark = pytest.mark.browser

KNOWLEDGE = invented.knowledge()


def page(knowledge: Knowledge, title: str = "Inner Sea") -> str:
    """The overview under the stand-in ontology."""
    ontology = invented.ontology()
    return overview(knowledge, to_network(knowledge, ontology), ontology, title=title)


@pytest.fixture(scope="module")
def html() -> str:
    return page(KNOWLEDGE)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_it_draws_without_a_request_or_a_complaint(
    reader: Any, html: str, width: int, scheme: str
) -> None:
    opened = reader.open(html, width=width, scheme=scheme)
    assert reader.outside() == []
    assert reader.console == []
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawn = opened.evaluate(
        "(() => { const c = document.querySelector('#canvas canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "const seen = new Set(); for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i+1] << 8 | d[i+2]); return seen.size; })()"
    )
    assert drawn > 50


def test_search_finds_by_plain_letters_and_shows_quotes(reader: Any, html: str) -> None:
    opened = reader.open(html)
    opened.keyboard.press("/")
    opened.keyboard.type("lucia")
    opened.keyboard.press("Enter")
    assert opened.inner_text("#panel h2 >> nth=0") == "Lúcia Amaral"
    assert opened.locator("#panel blockquote").count() > 0
    assert "Lúcia Amaral" in opened.inner_text("#status")
    assert "Trade Minister of Dunmere" in opened.inner_text("#panel")
    opened.keyboard.press("Escape")
    assert opened.inner_text("#panel h2 >> nth=0") == "Who did what to whom"


def test_a_click_on_a_node_and_on_a_line_opens_its_facts(reader: Any, html: str) -> None:
    opened = reader.open(html)
    spot = "(id => { const p = network.canvasToDOM(network.getPositions([id])[id]), r = at('canvas').getBoundingClientRect(); return [p.x + r.left, p.y + r.top]; })"
    first = opened.evaluate("NODES.find(n => n.order === 1).id")
    opened.mouse.click(*opened.evaluate(f"{spot}({first!r})"))
    reader.until(opened, "shown.node !== null")
    assert opened.evaluate("shown.node") == first
    assert opened.locator("#panel .fact").count() == opened.evaluate(
        f"FACTS_OF.get({first!r}).size"
    )
    opened.evaluate("select(null, LINES.find(l => l.tone === 'conflict').id)")
    assert "→" in opened.inner_text("#panel h2 >> nth=0")
    assert opened.locator("#panel .fact.conflict").count() > 0


def test_a_plan_carries_a_badge(reader: Any, html: str) -> None:
    opened = reader.open(html)
    planned = next(e for e in KNOWLEDGE.events if e.status == "planned")
    opened.evaluate(f"select({planned.id!r}, null, true)")
    assert opened.inner_text("#panel .badge >> nth=0") == "planned"


def test_filters_change_what_is_seen_and_say_so(reader: Any, html: str) -> None:
    opened = reader.open(html)
    before = opened.evaluate("LINES.filter(lineVisible).length")
    opened.click("#tones .row >> nth=0")
    assert opened.get_attribute("#tones .row >> nth=0", "aria-pressed") == "false"
    after = opened.evaluate("LINES.filter(lineVisible).length")
    assert after == before - opened.evaluate("DATA.looks.tones[0].count")
    assert f"{after} relations" in opened.inner_text("#status")
    opened.click("#kinds .row:has-text('Event')")
    assert "hidden by the legend: event" in opened.inner_text("#status")
    opened.click("#reset")
    assert opened.evaluate("LINES.filter(lineVisible).length") == before


def test_time_filters_events_and_plays(reader: Any, html: str) -> None:
    opened = reader.open(html)
    before = opened.evaluate("FACTS.filter((f, i) => factShown(i)).length")
    opened.evaluate("at('to').value = 2; at('to').dispatchEvent(new Event('input'))")
    some = opened.evaluate("FACTS.filter((f, i) => factShown(i)).length")
    assert 0 < some < before
    opened.uncheck("#keep")
    assert opened.evaluate("FACTS.filter((f, i) => factShown(i)).every(f => f.sort)")
    opened.click("#play")
    reader.until(opened, "shown.to > 3")
    opened.click("#play")


def test_the_table_holds_the_visible_relations(reader: Any, html: str) -> None:
    opened = reader.open(html)
    opened.keyboard.press("t")
    rows = opened.locator("#table tbody tr").count()
    assert rows == opened.evaluate("LINES.filter(lineVisible).length") > 100
    opened.click("#states .row >> nth=1")
    assert opened.locator("#table tbody tr").count() < rows


def test_arrows_walk_and_enter_reads(reader: Any, html: str) -> None:
    opened = reader.open(html)
    opened.focus("#canvas")
    opened.keyboard.press("ArrowRight")
    start = opened.evaluate("shown.node")
    opened.keyboard.press("ArrowLeft")
    there = opened.evaluate("shown.node")
    assert start != there
    assert opened.evaluate(
        f"LINES_OF.get({start!r}).some(l => otherEnd(l, {start!r}) === {there!r})"
    )
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "panel"


def test_an_address_opens_what_it_names(reader: Any, html: str) -> None:
    opened = reader.open(html, hash_="#state%2Fald")
    assert opened.inner_text("#panel h2 >> nth=0") == "Aldmark"
    assert (
        reader.open(html, hash_="#%zz").inner_text("#panel h2 >> nth=0") == "Who did what to whom"
    )


def test_labels_never_lie_on_each_other(reader: Any, html: str) -> None:
    opened = reader.open(html)
    boxes = opened.evaluate("boxes")
    assert len(boxes) > 20
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = (
                a["left"] >= b["left"] + b["w"]
                or b["left"] >= a["left"] + a["w"]
                or a["top"] >= b["top"] + b["h"]
                or b["top"] >= a["top"] + a["h"]
            )
            assert apart, (a["id"], b["id"])


def test_the_picture_can_be_saved(reader: Any, html: str) -> None:
    opened = reader.open(html)
    with opened.expect_download() as download:
        opened.click("#png")
    assert download.value.suggested_filename == "network.png"


def test_nothing_hostile_runs(reader: Any) -> None:
    opened = reader.open(page(hostile.hostile(KNOWLEDGE), title=hostile.ATTACKS[0]))
    for name in opened.evaluate("NODES.map(n => n.id)")[::7]:
        opened.evaluate("id => select(id, null, true)", name)
    opened.keyboard.press("t")
    opened.fill("#find", "<img")
    opened.keyboard.press("Enter")
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.pwned") is None
    assert reader.outside() == []
    assert reader.console == []
    links = opened.evaluate(
        "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )
    assert all(link.startswith(("https://", "#")) for link in links)


def test_an_empty_graph_opens(reader: Any) -> None:
    opened = reader.open(page(Knowledge((), (), (), (), (), ())))
    assert "nothing to draw" in opened.inner_text("#stage .empty")
    assert reader.console == []


def test_three_hundred_nodes_open_with_the_events_switched_off(reader: Any) -> None:
    opened = reader.open(page(invented.knowledge(events=330)))
    assert "hidden by the legend: event, issue" in opened.inner_text("#status")
    assert "not drawn" in opened.inner_text("#status")
    assert reader.console == []
