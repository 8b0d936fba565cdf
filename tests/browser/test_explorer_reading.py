"""What a reader finds and reads in the explorer: search, the panel with its evidence, the keyboard, the table."""

from __future__ import annotations

import pytest
from contested import twice_told

from browser.seas import SMALL, VIEWS, Sea

pytestmark = pytest.mark.browser

FIRST, SECOND, THIRD = twice_told(SMALL)[:3]
REPORTS = {r.id: r for r in SMALL.reports}
SENTENCES = {s.id: s for s in SMALL.sentences}
CITATIONS = {c.id: c for c in SMALL.citations}


def hits(sea: Sea, words: str) -> list[str]:
    """The names that a search offers."""
    sea.page.fill("#find", words)
    return list(sea.get("[...document.querySelectorAll('#found li span')].map(s => s.textContent)"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("lucia", "Lúcia Amaral"),
        ("LÚCIA AM", "Lúcia Amaral"),
        ("solvang", "Mira Solvang"),
        ("Aldmarks", "Aldmark"),
        ("ALD", "Aldmark"),
        ("田中", "田中 直樹"),
        ("fishing", "Fishing rights"),
        ("al-masri", "Harun al-Masri"),
    ],
)
def test_search_knows_other_names_and_no_accents(sea: Sea, words: str, name: str) -> None:
    assert name in hits(sea, words)[:2]


def test_search_offers_by_rank_and_says_where_nothing_is_found(sea: Sea) -> None:
    ranks = sea.get("found('a').map(n => n.rank)")
    assert len(ranks) == 12
    assert hits(sea, "xyzzy") == []
    assert "nothing by that name" in sea.page.inner_text("#found")
    sea.press("Enter")
    assert sea.get("shown.node") is None


def test_a_listbox_is_walked_by_arrows(sea: Sea) -> None:
    sea.press("/")
    assert sea.get("document.activeElement.id") == "find"
    names = hits(sea, "br")
    assert len(names) > 1
    assert sea.page.get_attribute("#find", "aria-expanded") == "true"
    sea.press("ArrowDown")
    active = sea.page.get_attribute("#find", "aria-activedescendant")
    assert sea.page.get_attribute(f"#{active}", "aria-selected") == "true"
    assert sea.page.inner_text(f"#{active} span") == names[1]
    sea.press("ArrowUp", "Enter")
    assert sea.get("nameOf(shown.node)") == names[0]
    assert sea.page.get_attribute("#find", "aria-expanded") == "false"


def test_the_keyboard_alone_leads_from_a_name_to_its_sentences(sea: Sea) -> None:
    sea.press("/")
    sea.page.keyboard.type("lucia")
    sea.press("Enter")
    assert sea.title() == "Lúcia Amaral"
    assert sea.get("document.activeElement.id") == "canvas"
    walked = [sea.get("shown.node")]
    for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"):
        before = sea.get("shown.node")
        sea.press(key)
        after = sea.get("shown.node")
        if after != before:
            assert sea.get("([a, b]) => drawn.lines.some(l => l.from === a && l.to === b || l.from === b && l.to === a)", [before, after])  # fmt: skip
            assert sea.title() == sea.get("nameOf(shown.node)")
        walked.append(after)
    assert len(set(walked)) > 2
    sea.press("Enter")
    assert sea.get("document.activeElement.id") == "panel"
    assert sea.page.locator("#panel blockquote").count() > 0
    sea.press("Escape")
    assert sea.get("[shown.node, shown.line]") == [None, None]
    assert sea.title() == "Who did what to whom"


def test_the_first_arrow_goes_to_the_most_central(sea: Sea) -> None:
    sea.page.focus("#canvas")
    sea.press("ArrowRight")
    assert sea.get("NODE.get(shown.node).rank") == 1


def test_digits_open_the_views_and_nought_fits(sea: Sea) -> None:
    for number, view in enumerate(VIEWS, 1):
        sea.press(str(number))
        assert sea.get("shown.view") == view
    sea.press("8", "9")
    assert sea.get("shown.view") == VIEWS[-1]
    sea.press("1")
    seen = sea.get("[network.getScale(), network.getViewPosition()]")
    sea.get("network.moveTo({position: {x: 9000, y: 9000}, scale: 3})")
    sea.press("0")
    scale, spot = sea.get("[network.getScale(), network.getViewPosition()]")
    assert scale == pytest.approx(seen[0])
    assert spot == pytest.approx(seen[1])


def test_keys_do_nothing_while_a_reader_types(sea: Sea) -> None:
    sea.page.focus("#find")
    sea.page.keyboard.type("t1+0")
    assert sea.page.input_value("#find") == "t1+0"
    assert sea.page.is_hidden("#table")
    assert sea.get("shown.view") == "overview"


def test_a_click_on_a_node_its_label_and_a_line_opens_its_facts(sea: Sea) -> None:
    first = sea.get("NODES.find(n => n.rank === 1).id")
    sea.page.mouse.click(*sea.spot(first))
    sea.reader.until(sea.page, "shown.node !== null")
    assert sea.get("shown.node") == first
    own = sea.get("id => FACTS_OF.get(id).size", first)
    told = sea.page.locator("#panel .fact").count()
    assert told == min(own, 26) or sea.page.locator("#panel .wide").count() > 0
    sea.press("Escape")
    x, y = sea.get(
        "(() => { const b = boxes.find(b => NODE.get(b.id).kind === 'state'), p = network.canvasToDOM({x: b.left + b.w / 2, y: b.top + b.h / 2}),"
        "r = at('canvas').getBoundingClientRect(); return [p.x + r.left, p.y + r.top]; })()"
    )
    sea.page.mouse.click(x, y)
    sea.reader.until(sea.page, "shown.node !== null")
    assert sea.get("NODE.get(shown.node).kind") == "state"
    sea.get("select(null, drawn.lines.find(l => l.tone === 'conflict').id)")
    assert "→" in sea.title()
    assert sea.page.locator("#panel .fact.conflict").count() > 0


def test_every_sentence_of_an_event_stands_in_its_card_with_its_place(sea: Sea) -> None:
    for event in twice_told(SMALL)[:6]:
        sea.get("id => select(id, null, true)", event.id)
        card = sea.page.locator(f"#panel [data-fact='{event.id}']")
        quotes = card.locator("details.quotes > blockquote").all_inner_texts()
        cites = card.locator("details.quotes > cite").all()
        told = [(REPORTS[r], s) for r in event.reports for s in REPORTS[r].sentences]
        assert sorted(quotes) == sorted({SENTENCES[s].text for _, s in told})
        marks = set(card.locator("mark").all_inner_texts())
        assert marks == {report.trigger_text for report, _ in told}
        for quote, cite in zip(quotes, cites, strict=True):
            sentence = next(SENTENCES[s] for _, s in told if SENTENCES[s].text == quote)
            article = CITATIONS[sentence.article]
            said = cite.inner_text()
            assert f"sentence {sentence.index + 1}" in said
            for part in (article.title, article.publisher, article.name):
                assert part in said
            links = [a.get_attribute("href") for a in cite.locator("a").all()]
            assert links == ([article.url] if article.url else [])


def test_a_card_tells_who_did_what_when_and_where(sea: Sea) -> None:
    names = {e.id: e.name for e in SMALL.entities}
    for event in SMALL.events[:12]:
        sea.get("id => select(id, null, true)", event.id)
        card = sea.page.locator(f"#panel [data-fact='{event.id}']").inner_text()
        for who in (*event.actors, *event.recipients):
            assert names[who] in card
        if event.place:
            assert names[event.place] in card
        for topic in event.topics:
            assert sea.get("id => nameOf(id)", topic) in card
        if str(event.status) != "occurred":
            assert str(event.status) in card


def test_trust_copies_and_who_says_so_are_told(sea: Sea) -> None:
    sea.get("id => select(id, null, true)", SECOND.id)
    card = sea.page.locator(f"#panel [data-fact='{SECOND.id}']")
    said = card.inner_text()
    for words in ("31 %", "42 %", "1 independent source", "according to officials", "“reportedly”", "same origin as"):  # fmt: skip
        assert words in said, words
    assert "supplied by comity" in said
    assert f"at: {FIRST.label}" in said
    assert f"follows: {FIRST.label}" in said
    card.locator("button.go", has_text=FIRST.label).first.click()
    assert sea.title() == FIRST.label
    assert sea.page.locator(f"#panel [data-fact='{SECOND.id}']").count() == 1


def test_contradictions_stand_side_by_side_with_their_sentences(sea: Sea) -> None:
    sea.get("id => select(id, null, true)", FIRST.id)
    disputes = sea.page.locator(f"#panel [data-fact='{FIRST.id}'] .dispute")
    assert disputes.count() == 4
    sides = {
        aspect: disputes.filter(has=sea.page.locator("h3", has_text=aspect)).locator("section")
        for aspect in ("date", "number", "place", "status")
    }
    numbers = sides["number"]
    assert numbers.locator("h4").all_inner_texts() == ["14 boat", "30 boat"]
    for section in numbers.all():
        assert section.locator("blockquote").count() == 1
        assert "sentence" in section.locator("cite").inner_text()
    assert "3 February 2041" in sides["date"].locator("h4").all_inner_texts()
    assert {"Alda", "Salt Point"} <= set(sides["place"].locator("h4").all_inner_texts())
    assert {"occurred", "denied"} <= set(sides["status"].locator("h4").all_inner_texts())


def test_decisions_of_people_are_told(sea: Sea) -> None:
    sea.get("id => select(id, null, true)", THIRD.id)
    card = sea.page.locator(f"#panel [data-fact='{THIRD.id}']").inner_text()
    assert "Ana Ruiz on 1 July 2042: same event: the evening (Two tellings of one evening.)" in card
    assert "Bo Lind on 2 July 2042: right value: the date" in card


def test_a_plan_carries_a_badge(sea: Sea) -> None:
    planned = next(e for e in SMALL.events if e.status == "planned")
    sea.get("id => select(id, null, true)", planned.id)
    assert sea.page.inner_text("#panel .badge >> nth=0") == "planned"


def test_an_office_stands_under_its_name(sea: Sea) -> None:
    sea.get("select('person/lucia-amaral', null, true)")
    assert sea.page.inner_text("#panel .sub >> nth=0") == "Trade Minister of Dunmere"
    assert "also: Amaral" in sea.page.inner_text("#panel")
    sea.get("select('person/nadia-petrov', null, true)")
    assert sea.page.inner_text("#panel .sub >> nth=0") == "former Spokeswoman of Corvania"


def test_a_hub_shows_its_facts_in_parts(ocean: Sea) -> None:
    hub = ocean.get("NODES.find(n => n.rank === 1).id")
    ocean.get("id => select(id, null, true)", hub)
    events = ocean.get("id => [...FACTS_OF.get(id)].filter(i => FACTS[i].fact === 'event').length", hub)  # fmt: skip
    assert events > 25
    cards = ocean.page.locator("#panel .fact")
    before = cards.count()
    ocean.page.click("#panel .wide")
    assert cards.count() == before + events - 25
    days = ocean.get("[...document.querySelectorAll('#panel .fact')].map(c => FACTS[FACT.get(c.dataset.fact)]).filter(f => f.fact === 'event').map(f => f.sort)")  # fmt: skip
    assert days == sorted(days, reverse=True)


def test_the_table_holds_the_visible_relations(sea: Sea) -> None:
    sea.press("t")
    rows = sea.page.locator("#table tbody tr")
    number = sea.get("drawn.lines.filter(lineVisible).length")
    assert rows.count() == number > 100
    assert sea.page.inner_text("#table caption") == f"{number} visible relations"
    cells = sea.get("[...document.querySelectorAll('#table tbody tr')].map(r => [...r.cells].map(c => c.textContent))")  # fmt: skip
    expected = sea.get("drawn.lines.filter(lineVisible).map(l => [nameOf(l.from), l.says.join(', '), l.mutual ? '↔' : '→', nameOf(l.to), STATE.get(l.state).name, String(l.facts.length)])")  # fmt: skip
    assert sorted(cells) == sorted(expected)
    sea.page.click("#states .row >> nth=1")
    assert rows.count() < number
    sea.page.click("#table tbody .go >> nth=0")
    assert sea.get("shown.node") is not None
    assert sea.page.is_hidden("#table")


def test_what_is_filtered_out_is_counted_in_the_panel(sea: Sea) -> None:
    centre = sea.get("NODES.find(n => n.rank === 1).id")
    sea.get("id => select(id, null, true)", centre)
    sea.set("sources", 3)
    left = sea.get("id => [...FACTS_OF.get(id)].filter(factShown).length", centre)
    hidden = sea.get("id => FACTS_OF.get(id).size", centre) - left
    assert sea.page.locator("#panel .fact").count() == left
    assert f"{hidden} facts hidden by the filters" in sea.page.inner_text("#panel")


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_is_found_is_drawn_whatever_the_view(ocean: Sea, view: str) -> None:
    ocean.get("view => look(view)", view)
    missing = "NODES.filter(n => FACT.has(n.id) && !drawn.places.has(n.id)).sort((a, b) => b.rank - a.rank)[0]"  # fmt: skip
    name = ocean.get(missing)
    ocean.get("id => choose(NODE.get(id))", name["id"])
    assert ocean.title() == name["label"]
    assert ocean.get("id => drawn.places.has(id)", name["id"])
