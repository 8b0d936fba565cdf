"""The report in a browser: whole on a wide and a narrow screen, light, dark and printed, without a request or a complaint."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hostile import hostile

from analysis.world import seeds
from comity import findings
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.nets import Choice
from comity.views.report import report

pytestmark = pytest.mark.browser
READY = "document.readyState === 'complete'"
FITS = "document.documentElement.scrollWidth <= innerWidth"
LUMINANCE = (
    "(name, key) => { const c = getComputedStyle(document.querySelector(name))[key].match(/[\\d.]+/g).map(Number)"
    ".slice(0, 3).map(v => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);"
    " return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] }"
)


def told(known: Knowledge) -> str:
    of = findings.study(known, load_ontology(), Choice())
    return report(of, findings.sections(of))


@pytest.fixture(scope="module")
def html() -> str:
    return told(seeds())


def contrast(page: Any, name: str, key: str, ground: str = "main > section") -> float:
    one, other = page.evaluate(
        f"[({LUMINANCE})('{name}', '{key}'), ({LUMINANCE})('{ground}', 'backgroundColor')]"
    )
    return float((max(one, other) + 0.05) / (min(one, other) + 0.05))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])  # fmt: skip
def test_it_opens_without_a_request_or_a_complaint(
    reader: Any, html: str, width: int, scheme: str
) -> None:
    page = reader.open(html, width=width, scheme=scheme, ready=READY)
    assert page.evaluate(FITS)
    assert page.evaluate("document.querySelectorAll('p:empty').length") == 0  # no fold ends one
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(FITS)
    drawn = page.evaluate(
        "[...document.querySelectorAll('svg')].map(s => [s.getBoundingClientRect().width, s.getBoundingClientRect().height])"
    )
    assert len(drawn) == html.count("<svg")
    assert all(100 < across < width and down > 60 for across, down in drawn)
    assert reader.outside() == []
    assert reader.console == []


def test_what_is_read_stands_out_from_its_ground(reader: Any, html: str) -> None:
    for scheme in ("light", "dark"):
        page = reader.open(html, scheme=scheme, ready=READY)
        for name in ("tbody td", ".note", ".on a", "figcaption", ".cite", "nav a"):
            assert contrast(page, name, "color") >= 4.5, name
        for name in (".f-ink", ".f-soft"):
            assert contrast(page, name, "fill") >= 4.5, name
        for name in ("person", "state", "cooperation", "conflict", "neutral", "issue"):
            assert contrast(page, f".f-{name}", "fill") >= 3, name
        assert contrast(page, ".s-change", "stroke") >= 3


def test_the_words_of_a_chart_stay_within_it(reader: Any, html: str) -> None:
    for width in (1280, 390):
        page = reader.open(html, width=width, ready=READY)
        outside = page.evaluate(
            "[...document.querySelectorAll('svg')].flatMap(s => { const box = s.getBoundingClientRect();"
            " return [...s.querySelectorAll('text')].filter(t => { const b = t.getBoundingClientRect();"
            " return b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 2 || b.bottom > box.bottom + 2 })"
            ".map(t => t.textContent) })"
        )
        assert outside == []


def test_a_number_leads_to_its_event(reader: Any, html: str) -> None:
    page = reader.open(html, ready=READY)
    link = page.locator("tbody .on a").first
    number = link.text_content()
    link.click()
    assert page.evaluate("document.querySelector('li:target').value") == int(number)
    reader.until(
        page, "document.querySelector('li:target').getBoundingClientRect().top < innerHeight"
    )
    assert page.locator("li:target blockquote").count() == 1


def test_print_shows_all_numbers_on_paper(reader: Any, html: str) -> None:
    page = reader.open(html, scheme="dark", ready=READY)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert contrast(page, ".f-cooperation", "fill", "body") >= 3
    assert page.evaluate(
        "[...document.querySelectorAll('td details a')].every(a => a.getBoundingClientRect().height > 0)"
    )
    assert len(page.pdf(format="A4")) > 10_000


def test_hostile_texts_do_nothing(reader: Any) -> None:
    known = hostile(seeds())
    codes = {e.id: e.code for e in seeds().entities}
    known = replace(known, entities=tuple(replace(e, code=codes[e.id]) for e in known.entities))
    page = reader.open(told(known), width=390, ready=READY)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.querySelectorAll('svg').length") > 5
    assert page.evaluate(FITS)
    assert reader.outside() == []
    assert reader.console == []
