"""What a reader leaves out in the explorer: by kind, relation, status, time, knowledge, trust and distance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import told_over_time

from browser.seas import SMALL, VIEWS, Sea
from comity.assemble import merge
from comity.knowledge.ontology import load_ontology
from comity.model import Entity, Participant, Role, Span
from comity.network import to_network
from comity.views import explorer
from comity.views.words import when_words

pytestmark = pytest.mark.browser

_ROW = "#{part} .row:has-text('{name}')"


def visible(sea: Sea) -> list[dict[str, Any]]:
    """The lines that are drawn and not hidden by the legend."""
    return list(sea.get("drawn.lines.filter(lineVisible).map(({from, to, tone, state}) => ({from, to, tone, state}))"))  # fmt: skip


def kinds(sea: Sea) -> set[str]:
    """The kinds of what is drawn."""
    return set(sea.get("drawn.ids.map(id => NODE.get(id).kind)"))


def test_a_row_of_the_legend_takes_a_kind_out_and_brings_it_back(sea: Sea) -> None:
    before = sea.get("drawn.ids")
    row = _ROW.format(part="kinds", name="Event")
    sea.page.click(row)
    assert sea.page.get_attribute(row, "aria-pressed") == "false"
    assert kinds(sea) == {"person", "state", "body", "organisation", "group", "issue"}
    assert "hidden by the legend: event" in sea.page.inner_text("#status")
    ids = set(sea.get("drawn.ids"))
    assert all({line["from"], line["to"]} <= ids for line in visible(sea))
    sea.page.click(row)
    assert sea.get("drawn.ids") == before


def test_a_double_click_leaves_one_kind_alone(sea: Sea) -> None:
    sea.page.dblclick(_ROW.format(part="kinds", name="Person"))
    assert kinds(sea) == {"person"}
    pressed = "[...document.querySelectorAll('#kinds .row')].filter(r => r.ariaPressed === 'true').length"  # fmt: skip
    assert sea.get(pressed) == 1
    sea.page.click("#reset")
    assert len(kinds(sea)) == 7


def test_relations_are_taken_out_and_left_alone(sea: Sea) -> None:
    number = {tone: sum(line["tone"] == tone for line in visible(sea)) for tone in sea.get("LOOKS.tones.map(t => t.id)")}  # fmt: skip
    shown = dict(sea.get("[...document.querySelectorAll('#tones .row')].map(r => [r.querySelector('span').textContent, +r.querySelector('b').textContent])"))  # fmt: skip
    assert list(shown.values()) == list(number.values())
    sea.page.click(_ROW.format(part="tones", name="cooperation"))
    assert "cooperation" not in {line["tone"] for line in visible(sea)}
    left = sum(number.values()) - number["cooperation"]
    assert len(visible(sea)) == left
    assert f"{left} relations" in sea.page.inner_text("#status")
    sea.page.dblclick(_ROW.format(part="tones", name="conflict"))
    assert {line["tone"] for line in visible(sea)} == {"conflict"}
    drawn = sea.get("linesSet.get({filter: l => !l.hidden}).length")
    assert drawn == number["conflict"]


def test_plans_can_be_left_out_or_looked_at_alone(sea: Sea) -> None:
    status = {e.id: str(e.status) for e in SMALL.events}
    row = _ROW.format(part="states", name="planned")
    sea.page.click(row)
    left = {status[n] for n in sea.get("drawn.ids.filter(id => FACT.has(id))")}
    assert left == {"occurred", "ongoing", "denied"}
    assert {line["state"] for line in visible(sea)} == {"done", "denied"}
    sea.page.dblclick(row)
    left = {status[n] for n in sea.get("drawn.ids.filter(id => FACT.has(id))")}
    assert left == {"planned", "possible"}
    for name in sea.get("drawn.ids.filter(id => FACT.has(id))"):
        hollow = sea.get("id => nodesSet.get(id).color.background === ground()", name)
        assert hollow


@pytest.mark.parametrize("steps", [1, 2])
def test_a_focus_leaves_what_is_within_so_many_steps(sea: Sea, steps: int) -> None:
    name = "person/ingrid-fjelde"
    sea.get("id => select(id, null)", name)
    sea.page.select_option("#steps", str(steps))
    expected = {name}
    for _ in range(steps):
        expected |= {
            end
            for line in visible(sea)
            if {line["from"], line["to"]} & expected
            for end in (line["from"], line["to"])
        }
    assert set(sea.get("nodesSet.getIds({filter: n => !n.hidden})")) == expected
    assert len(expected) < sea.get("drawn.ids.length")
    for line in sea.get("linesSet.get({filter: l => !l.hidden})"):
        assert {line["from"], line["to"]} <= expected
    sea.page.select_option("#steps", "0")
    assert sea.get("nodesSet.getIds({filter: n => n.hidden}).length") == 0


def test_a_range_of_time_keeps_what_lies_in_it(sea: Sea) -> None:
    days = {e.id: e.when.earliest for e in SMALL.events if e.when and e.when.earliest}
    steps = sea.get("STEPS")
    assert steps == sorted({f"{day:%Y-%m}" for day in days.values()})
    sea.set("from", 2)
    sea.set("to", 5)
    held = {f["id"] for f in sea.get("FACTS.filter((f, i) => factShown(i) && f.sort)")}
    assert held == {name for name, day in days.items() if steps[2] <= f"{day:%Y-%m}" <= steps[5]}
    assert set(sea.get("drawn.ids.filter(id => FACT.has(id) && FACTS[FACT.get(id)].sort)")) == held
    undated = sea.get("FACTS.filter((f, i) => factShown(i) && !f.sort).length")
    assert undated > 0
    sea.page.uncheck("#keep")
    assert {f["id"] for f in sea.get("FACTS.filter((f, i) => factShown(i))")} == held
    sea.set("to", 1)
    assert sea.get("[shown.from, shown.to]") == [1, 2]


def test_the_histogram_counts_the_events_of_each_month(sea: Sea) -> None:
    days = [e.when.earliest for e in SMALL.events if e.when and e.when.earliest]
    bars = sea.get("[...at('bars').children].map(b => [b.title, parseFloat(b.style.height)])")
    months = sea.get("STEPS")
    numbers = [sum(f"{day:%Y-%m}" == month for day in days) for month in months]
    assert [int(title.split(": ")[1].split()[0]) for title, _ in bars] == numbers
    assert [height for _, height in bars] == pytest.approx([100 * n / max(numbers) for n in numbers], abs=0.01)  # fmt: skip
    assert bars[0][0].startswith("Nov 2040: ")
    sea.set("from", 3)
    assert sea.get("[...at('bars').children].map(b => b.classList.contains('on'))") == [i >= 3 for i in range(len(bars))]  # fmt: skip
    assert sea.page.inner_text("#range") == "Feb 2041 – Jan 2042"


def test_time_plays_and_pauses(sea: Sea) -> None:
    sea.page.click("#play")
    assert sea.get("shown.to") == 0
    assert sea.page.get_attribute("#play", "aria-label") == "Pause"
    first = sea.get("passing.filter(Boolean).length")
    sea.reader.until(sea.page, "shown.to >= 2")
    assert sea.get("passing.filter(Boolean).length") > first
    sea.page.click("#play")
    stopped = sea.get("shown.to")
    sea.page.wait_for_timeout(1000)
    assert sea.get("shown.to") == stopped
    assert sea.page.get_attribute("#play", "aria-label") == "Play through time"


@pytest.mark.parametrize(
    ("control", "least", "number"), [("read", 80, "read"), ("sure", 90, "sure"), ("sources", 2, "sources")]
)  # fmt: skip
def test_a_least_trust_leaves_out_what_has_less(
    sea: Sea, control: str, least: int, number: str
) -> None:
    of = {
        e.id: {
            "read": round(100 * e.trust.reading),
            "sure": round(100 * e.trust.certainty),
            "sources": e.trust.sources,
        }[number]
        for e in SMALL.events
    }
    sea.set(control, least)
    held = {f["id"] for f in sea.get("FACTS.filter((f, i) => factShown(i) && f.fact === 'event')")}
    assert held == {name for name, value in of.items() if value >= least}
    assert 0 < len(held) < len(of)
    assert sea.page.inner_text(f"#{control}-said").startswith(str(least))
    sea.page.click("#reset")
    assert sea.get("passing.every(Boolean)")
    assert sea.get("id => +at(id).value", control) == 0


def test_the_legend_counts_what_the_other_filters_leave(sea: Sea) -> None:
    sea.set("sources", 3)
    held = sea.get("FACTS.filter((f, i) => factShown(i)).length")
    counts = "[...document.querySelectorAll('#states .row b')].reduce((n, b) => n + +b.textContent, 0)"  # fmt: skip
    assert sea.get(counts) == held < len(SMALL.events)


_THEN = (
    "day => { shown.asOf = day; refresh(); return FACTS.filter((f, i) => factShown(i)).map(f => ({"
    "class: f.class || f.fact, label: f.label, place: f.place, when: f.when, actors: f.actors.slice().sort(), topics: f.topics, status: statusOf(f) || '', sources: sourcesOf(f), sure: f.fact === 'event' ? sureOf(f) : 0,"
    "quotes: toldOf(f).flatMap(t => t.quotes.map(q => q.parts.join(''))).sort()})); }"
)


@pytest.fixture(scope="module")
def over_time(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Sea:
    """The explorer of articles of several days."""
    import short_articles
    from browser.conftest import Reader

    knowledge = merge(short_articles.extraction(a) for a in told_over_time.articles())
    ontology = load_ontology()
    reader = Reader(browser, tmp_path_factory.mktemp("days"))
    html = explorer(knowledge, to_network(knowledge, ontology), ontology)
    return Sea(reader.open(html), reader)


@pytest.mark.parametrize("day", told_over_time.DAYS, ids=str)
def test_as_known_on_a_day_is_what_the_articles_of_then_make(over_time: Sea, day: date) -> None:
    found = over_time.afresh().get(_THEN, day.isoformat())
    then = merge(told_over_time.by(day))
    text = {s.id: s.text for s in then.sentences}
    reports = {r.id: r for r in then.reports}
    names = {e.id: e.name for e in then.entities}
    expected = [
        {
            "class": e.type,
            "label": e.label,
            "place": names[e.place] if e.place else "",
            "when": when_words(e.when),
            "actors": list(e.actors),
            "topics": list(e.topics),
            "status": str(e.status),
            "sources": e.trust.sources,
            "sure": round(100 * e.trust.certainty),
            "quotes": sorted(text[s] for r in e.reports for s in reports[r].sentences),
        }
        for e in then.events
    ] + [
        {
            "class": c.relation,
            "label": "",
            "place": "",
            "when": "",
            "actors": [c.subject],
            "topics": [],
            "status": "",
            "sources": 1,
            "sure": 0,
            "quotes": [text[s] for s in c.sentences],
        }
        for c in then.claims
    ]
    assert sorted(found, key=lambda f: f["quotes"]) == sorted(expected, key=lambda f: f["quotes"])
    actors = {p.entity for r in then.reports for p in r.participants}
    assert actors <= set(over_time.get("[...live]"))
    assert over_time.reader.console == []


def test_a_plan_of_then_is_drawn_and_told_as_one(over_time: Sea) -> None:
    sea = over_time.afresh()
    summit = sea.get("FACTS.find(f => f.class === 'Summit').id")
    sea.set("asof", "2031-03-12")
    assert "as known on 12 March 2031" in sea.page.inner_text("#status")
    assert sea.get("id => isHollow(NODE.get(id))", summit)
    assert {line["state"] for line in visible(sea)} == {"open"}
    sea.get("id => select(id, null, true)", summit)
    card = sea.page.locator(f"#panel [data-fact='{summit}']")
    assert card.locator(".badge").inner_text() == "planned"
    assert card.locator("blockquote").count() == 1
    assert "will hold a summit" in card.locator("blockquote").inner_text()
    sea.set("asof", "2031-03-13")
    assert not sea.get("id => isHollow(NODE.get(id))", summit)
    assert card.locator(".badge").count() == 0
    assert card.locator("blockquote").count() == 2
    assert "planned (told 1 March 2031) → occurred (told 13 March 2031)" in card.inner_text()


def test_no_view_shows_what_was_not_known(over_time: Sea) -> None:
    sea = over_time.afresh()
    sea.set("asof", "2031-03-12")
    for view in VIEWS:
        sea.get("view => look(view)", view)
        words = sea.page.inner_text("#panel") + sea.page.inner_text("#status")
        assert "Port Lamu" not in words, view
        assert "Moraes" not in words, view
        assert "Nairobi" not in words, view
        assert "met Bekele" not in words, view
        events = sea.get(
            "drawn.ids.filter(id => FACT.has(id)).map(id => FACTS[FACT.get(id)].class)"
        )
        assert set(events) <= {"Summit"}, view
    sea.get("showTable(true)")
    assert "accused" not in sea.page.inner_text("#table")
    assert (
        sea.get(
            "csv().includes('Port Lamu') || csv().includes('met Bekele') || csv().includes('Nairobi')"
        )
        is False
    )
    sea.set("asof", "")
    sea.get("look('overview')")
    assert "Nairobi" in sea.page.inner_text("#panel")
    assert sea.get("found('nairobi').length") == 1


def test_who_became_known_later_had_no_part_then(reader: Any) -> None:
    lucia = Entity("person/lucia-moraes", "Person", "Lucia Moraes")
    told = told_over_time.by(date(2031, 3, 13))
    later = next(e for e in told if e.citation.name == "b")
    meeting = next(r for r in later.reports if r.type == "Meeting")
    third = replace(meeting, participants=(*meeting.participants, Participant(lucia.id, Role.ACTOR, Span(0, 6))))  # fmt: skip
    joined = replace(
        later,
        entities=(*later.entities, lucia),
        reports=tuple(third if r.id == meeting.id else r for r in later.reports),
    )
    knowledge, ontology = merge([e for e in told if e is not later] + [joined]), load_ontology()
    sea = Sea(reader.open(explorer(knowledge, to_network(knowledge, ontology), ontology)), reader)
    summit = sea.get("FACTS.find(f => f.class === 'Summit').id")
    for day, known in (("", True), ("2031-03-12", False), ("2031-03-13", True)):
        sea.set("asof", day)
        for view in ("overview", "leaders", "timeline"):
            sea.get("view => look(view)", view)
            assert (lucia.id in sea.get("drawn.ids")) is known, (day, view)
            tied = {end for line in visible(sea) for end in (line["from"], line["to"])}
            assert (lucia.id in tied) is known, (day, view)
        sea.get("id => look('ego', [id])", summit)
        assert (lucia.id in sea.get("drawn.ids")) is known
        assert sea.get("id => FACTS_OF.get(id).size", lucia.id) == int(known)
        assert ("Lucia Moraes" in sea.page.inner_text("#panel")) is known
    assert reader.console == []
