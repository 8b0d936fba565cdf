"""The report as a page: one inert file, every number with events that there are, charts that hold the numbers of the tables."""

from __future__ import annotations

import base64
import hashlib
import html as markup
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile import hostile

import samples
from analysis.world import knowledge, seeds
from comity import findings
from comity.errors import AnalysisError
from comity.findings import Chart, Look, Point, Section, Study
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.nets import PLANS, Choice
from comity.views import charts
from comity.views.noted import noted
from comity.views.numbers import minus, written
from comity.views.palette import DARK, LIGHT, contrast
from comity.views.report import report

ONTOLOGY = load_ontology()
SVG = "{http://www.w3.org/2000/svg}"
PAPER = ("#ffffff", "#1b1f25")


def studied(known: Knowledge) -> tuple[Study, tuple[Section, ...]]:
    of = findings.study(known, ONTOLOGY, Choice())
    return of, findings.sections(of)


class Parsed(HTMLParser):
    """What a reader's browser would make of a page: its tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def loads(self) -> list[object]:
        """What could run or load anything."""
        bad = {"script", "img", "image", "link", "iframe", "object", "embed", "base", "form"}
        return [tag for tag in self.tags if tag in bad] + [
            (tag, name) for tag, name, _ in self.attributes if name.startswith("on") or name in ("src", "srcset")
        ]  # fmt: skip


def parsed(html: str) -> Parsed:
    found = Parsed()
    found.feed(html)
    return found


@cache
def page() -> str:
    """The report of the seeds."""
    return report(*studied(seeds()))


@cache
def attacked() -> Knowledge:
    """The seeds with an attack in every text; states keep their codes, or there would be none."""
    known = hostile(seeds())
    codes = {e.id: e.code for e in seeds().entities}
    return replace(known, entities=tuple(replace(e, code=codes[e.id]) for e in known.entities))


def test_the_policy_allows_the_one_sheet_and_nothing_else() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page(), re.DOTALL)
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    found = parsed(page())
    assert ("meta", "content", policy) in found.attributes
    assert not found.loads()
    assert "style" not in {name for _, name, _ in found.attributes}
    assert "@import" not in style
    assert set(re.findall(r"url\((.)", page())) <= {"#"}


def test_every_number_leads_to_an_event_with_its_words() -> None:
    known = seeds()
    listed = dict(re.findall(r'<li id="e(\d+)".*?<code>(event/\w+)</code>', page(), re.DOTALL))
    linked = set(re.findall(r'href="#e(\d+)"', page()))
    assert linked == set(listed)
    events = {e.id: e for e in known.events}
    assert set(listed.values()) <= set(events)
    assert len(set(listed.values())) == len(listed) > 30
    quotes = re.findall(r"<blockquote><bdi>(.*?)</bdi>", page(), re.DOTALL)
    assert len(quotes) == len(listed)
    assert {markup.unescape(q) for q in quotes} <= {s.text for s in known.sentences}
    rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", page(), re.DOTALL)
    bare = [row for row in rows if 'href="#e' not in row]
    assert all(re.search(r'class="n"><bdi>0</bdi>', row) for row in bare)
    assert len(rows) > 100


def test_every_inner_link_has_its_end_and_ids_are_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page())
    assert len(ids) == len(set(ids))
    ends = re.findall(r'(?:href="#|url\(#|labelledby=")([\w -]+)', page())
    assert {end for found in ends for end in found.split()} <= set(ids)


def test_events_are_noted_by_what_was_published_first() -> None:
    known = samples.KNOWLEDGE
    event = samples.SUMMIT_EVENT
    (found,) = noted({event.id: 7}, known, uses={event.id: [("states", "States")]})
    first = samples.article("nairobi.txt").citation
    assert (found.number, found.label, found.uses) == (7, event.label, (("states", "States"),))
    assert (found.article, found.file, found.publisher) == (
        first.title,
        "nairobi.txt",
        "The Lamu Courier",
    )
    assert (found.published, found.others) == ("13 March 2031", "1 further article")
    assert found.quote in samples.NAIROBI
    (other,) = noted({known.events[0].id: 1}, known)
    assert other.status == str(known.events[0].status)
    with pytest.raises(AnalysisError, match="no event/none"):
        noted({"event/none": 1}, known)


def test_a_link_that_is_not_safe_is_no_link() -> None:
    event = next(e for e in seeds().events if e.reports)
    known = seeds()
    for url, safe in (
        ("javascript:alert(1)", None),
        ("https://example.org/a", "https://example.org/a"),
    ):
        given = replace(known, citations=tuple(replace(c, url=url) for c in known.citations))
        (found,) = noted({event.id: 1}, given)
        assert found.url == safe
        assert ("javascript:" in report(*studied(given))) is False


def test_hostile_texts_are_inert() -> None:
    html = report(*studied(attacked()))
    found = parsed(html)
    assert not found.loads()
    assert found.tags == parsed(page()).tags
    links = {value for _, name, value in found.attributes if name.endswith("href")}
    assert {link[0] if link[0] == "#" else link[:19] for link in links} == {
        "#",
        "https://ok.example/",
    }
    assert "&lt;script&gt;window.pwned=1" in html
    assert "{{ 7*191 }}" in html


@pytest.mark.parametrize(
    "known", [seeds(), attacked(), samples.KNOWLEDGE], ids=["seeds", "attacked", "samples"]
)
def test_charts_hold_the_numbers_of_their_table(known: Knowledge) -> None:
    _, sections = studied(known)
    drawn = [(section, chart) for section in sections for chart in section.charts]
    assert {chart.look for _, chart in drawn} >= {Look.BARS, Look.SIGNED}
    for section, chart in drawn:
        on = {event for row in section.rows for event in row.events}
        cells = [" | ".join(findings.cell(c) for c in row.cells) for row in section.rows]
        for point in chart.points:
            assert set(point.events) <= on
            value = findings.cell(point.value)
            short = f"{point.value:g}"
            assert any(value in text or f"{point.name} {short}" in text for text in cells), point
        said = [
            title.text
            for group in ElementTree.fromstring(charts.svg(chart)).iter(f"{SVG}g")
            for title in group.findall(f"{SVG}title")
        ]
        assert sorted(map(str, said)) == sorted(charts.told(charts.words(p)) for p in chart.points)


def test_the_seeds_have_every_kind_of_chart() -> None:
    _, sections = studied(seeds())
    assert {chart.look for section in sections for chart in section.charts} == set(Look)
    course = next(c for s in sections for c in s.charts if c.look is Look.COURSE)
    assert course.marks
    assert charts.key(course).count("dashed") == 1


@pytest.mark.parametrize(
    "name",
    ["$x^2$ and $", "田中 直樹", "a\x00b\x1b[0m\ud800", "</text><script>1</script>", "", "x" * 400, "%d {} \\n"],
)  # fmt: skip
def test_any_name_can_be_drawn(name: str) -> None:
    points = (
        Point(name, -1.5, ("event/1",), low=-2.0, high=1.0),
        Point("other", 2.0, ("event/2",)),
    )
    for look in (Look.SIGNED, Look.BARS):
        made = charts.svg(Chart("x", look, name, "unit", points))
        root = ElementTree.fromstring(made)
        assert [e.tag for e in root.iter() if "script" in str(e.tag)] == []
        assert not [a for e in root.iter() for a in e.attrib if a == "style"]
        texts = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
        assert "other" in texts
        made.encode("utf-8")


def test_charts_say_what_they_show_without_being_seen() -> None:
    points = (
        Point("2023", 2.27, (), "score", low=2.1, high=2.93),
        Point("2024", -1.0, (), "score"),
    )
    root = ElementTree.fromstring(charts.svg(Chart("c", Look.SIGNED, "A & B", "weights", points)))
    assert root.attrib["role"] == "img"
    named = {e.attrib["id"]: e.text for e in root if "id" in e.attrib}
    title, words = root.attrib["aria-labelledby"].split()
    assert named[title] == "A & B"
    assert named[words] == "In weights. 2023, score: 2.27 (2.10 to 2.93); 2024, score: −1.00."


@pytest.mark.parametrize("role", sorted(charts.COLOURS))
def test_colours_stand_out_from_every_ground(role: str) -> None:
    light, dark = charts.COLOURS[role]
    assert min(contrast(light, LIGHT), contrast(light, PAPER[0])) >= 3
    assert min(contrast(dark, DARK), contrast(dark, PAPER[1])) >= 3


def test_every_ink_has_a_colour() -> None:
    sheet = page()
    used = set(re.findall(r'class="[^"]*\b[fs]-(\w+)', sheet))
    assert used
    for role in used:
        assert f"--{role}:" in sheet
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', sheet)) == set()


def test_nothing_known_is_said_to_be_nothing() -> None:
    html = report(*studied(knowledge()))
    assert "ties against two camps" in html
    assert "Nothing was found for: Pairs of leaders" in html
    assert "<svg" not in html
    of = findings.study(knowledge(), ONTOLOGY, Choice())
    alone = report(of, findings.sections(of, ["leaders"]))
    assert "Nothing of what was chosen can be measured." in alone


def test_the_same_findings_give_the_same_bytes() -> None:
    code = (
        "from analysis.world import seeds; from comity import findings; from comity.nets import Choice\n"
        "from comity.knowledge.ontology import load_ontology; from comity.views.report import report\n"
        "import hashlib; of = findings.study(seeds(), load_ontology(), Choice())\n"
        "print(hashlib.sha256(report(of, findings.sections(of)).encode()).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'graph'}:{root / 'tests'}"},
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed in ("77",)
    }  # fmt: skip
    assert said == {hashlib.sha256(page().encode()).hexdigest()}


def test_the_head_says_what_was_chosen() -> None:
    chosen = Choice(date(2022, 1, 1), date(2023, 12, 31), PLANS, certainty=0.5, sources=2)
    of = findings.study(samples.KNOWLEDGE, ONTOLOGY, chosen)
    html = report(of, findings.sections(of), as_of=date(2031, 6, 1))
    assert (
        "Measured: what is planned or possible, from 1 January 2022, to 31 December 2023, told by 2 independent sources or more, "
        "of a certainty of 0.50 or more, as it could be known on 1 June 2031." in html
    )
    assert (
        "Drawn from 3 articles of 2 publishers, published from 13 March 2031 to 21 March 2031"
        in html
    )


def test_numbers_have_minuses() -> None:
    assert written(-0.004) == "−0.004"
    assert minus("COVID-19, 2023-05-01 and -3") == "COVID-19, 2023-05-01 and −3"
