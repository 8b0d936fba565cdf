"""What a reader takes away from the explorer: a link to what is shown, the table as a file, the picture, the print."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS

from browser.seas import SMALL, VIEWS, Sea, small_page, to_html

pytestmark = pytest.mark.browser

_STATE = (
    "({...shown, kinds: [...shown.kinds], tones: [...shown.tones], states: [...shown.states], grown: [...shown.grown],"
    "drawn: drawn.ids, lines: drawn.lines.map(l => l.id), passing, controls: Object.fromEntries(['from', 'to', 'read', 'sure',"
    "'sources', 'asof', 'steps', 'colour'].map(id => [id, at(id).value])), keep: at('keep').checked, title: document.querySelector('#panel h2').textContent})"
)


def saved(sea: Sea, control: str) -> tuple[str, bytes]:
    """The name and the bytes of what a click on the control downloads."""
    with sea.page.expect_download() as download:
        sea.page.click(control)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def rows(data: bytes) -> list[dict[str, str]]:
    """The lines of the table, read as any program would."""
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_table_has_a_line_for_each_sentence_of_what_is_drawn(sea: Sea) -> None:
    name, data = saved(sea, "#csv")
    assert name == "facts.csv"
    found = rows(data)
    reports = {r.id: r for r in SMALL.reports}
    text = {s.id: s for s in SMALL.sentences}
    told = [
        (text[s].text, str(text[s].index + 1), str(e.status))
        for e in SMALL.events
        for r in e.reports
        for s in reports[r].sentences
    ]
    told += [(text[s].text, str(text[s].index + 1), "") for c in SMALL.claims for s in c.sentences]
    assert sorted((r["sentence"], r["sentence number"], r["status"]) for r in found) == sorted(told)
    articles = {c.name: c for c in SMALL.citations}
    for row in found:
        article = articles[row["file"]]
        assert (row["article"], row["publisher"]) == (article.title, article.publisher)
        assert row["link"] == (article.url or "")
        assert row["published"] == (article.published.isoformat() if article.published else "")
    days = [row["first day"] for row in found]
    assert days == sorted(days, reverse=True)


def test_the_table_follows_the_filters(sea: Sea) -> None:
    sea.get("look('leaders')")
    sea.set("to", 4)
    sea.page.uncheck("#keep")
    found = rows(saved(sea, "#csv")[1])
    said = sea.get("drawn.lines.filter(lineVisible).flatMap(l => l.facts).flatMap(i => FACTS[i].tellings.flatMap(t => t.quotes.map(q => q.parts.join(''))))")  # fmt: skip
    assert {row["sentence"] for row in found} == set(said)
    assert 0 < len(found) < 60
    assert all(row["first day"] <= "2041-03-31" for row in found)


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"], ids=repr
)
def test_no_text_is_a_formula_for_a_spreadsheet(sea: Sea, start: str) -> None:
    cell = sea.get("text => field(text)", start + ',"x"')
    [[back]] = csv.reader(io.StringIO(cell, newline=""))
    assert back == "'" + start + ',"x"'


@pytest.mark.parametrize(
    "text", ["a,b", 'say "so"', "two\nlines", "two\r\nlines", "", "plain", "…;"]
)
def test_any_other_text_comes_back_as_it_is(sea: Sea, text: str) -> None:
    line = sea.get("text => [text, 'end'].map(field).join(',')", text)
    assert list(csv.reader(io.StringIO(line, newline=""))) == [[text, "end"]]


def test_the_picture_is_saved_with_what_it_shows(sea: Sea) -> None:
    name, data = saved(sea, "#png")
    assert name == "network.png"
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(data[i : i + 4]) for i in (16, 20))
    canvas = sea.get("[document.querySelector('#canvas canvas').width, document.querySelector('#canvas canvas').height]")  # fmt: skip
    assert (width, height) == (canvas[0], canvas[1] + 26)
    assert len(data) > 20_000


def test_a_link_brings_back_what_was_shown(sea: Sea) -> None:
    steps = (
        "look('dyad', ['state/ald', 'state/brs'])",
        "shown.kinds.add('issue'); shown.tones.add('conflict'); shown.states.add('denied'); refresh()",
        "select(null, drawn.lines[3].id)",
        "Object.assign(shown, {from: 2, to: 6, keep: false, asOf: '2041-09-01', read: 60, sure: 40, sources: 1}); setControls(); refresh()",
        "shown.steps = 2; shown.community = true; setControls(); select('state/ald', null)",
        "dark(true); look('timeline')",
    )
    for step in steps:
        sea.afresh().get(f"(() => {{ {step} }})()")
        before = sea.get(_STATE)
        sea.page.reload()
        sea.reader.until(sea.page, "document.documentElement.dataset.ready === '1'")
        assert sea.get(_STATE) == before, step
        assert "#" in sea.page.url


def test_what_was_grown_comes_back(ocean: Sea) -> None:
    hub = ocean.get("NODES.find(n => n.rank === 2).id")
    ocean.get("id => grow(id)", hub)
    assert ocean.get("drawn.ids.length") > 150
    ocean.page.click("#more")
    before = ocean.get(_STATE)
    ocean.page.reload()
    ocean.reader.until(ocean.page, "document.documentElement.dataset.ready === '1'")
    after = ocean.get(_STATE)
    assert sorted(after.pop("drawn")) == sorted(before.pop("drawn"))
    assert after == before


def test_the_usual_state_has_a_plain_address(sea: Sea) -> None:
    sea.get("select('state/ald', null)")
    assert "#" in sea.page.url
    sea.press("Escape")
    assert "#" not in sea.page.url


def test_the_button_copies_the_address_or_says_where_it_is(sea: Sea) -> None:
    sea.get("look('leaders')")
    sea.page.click("#link")
    sea.reader.until(sea.page, "at('status').textContent.includes('link')")
    assert sea.page.url.endswith("#view=leaders")


HASHES = (
    "#",
    "#%zz",
    "#view=globe",
    "#view=__proto__",
    "#view=constructor&of=toString",
    "#view=dyad&of=__proto__ constructor",
    "#view=dyad&of=state/ald state/ald",
    "#view=ego&of=nobody",
    "#node=__proto__&line=__proto__",
    "#kinds=__proto__ person2&tones=hasOwnProperty&states=x&grown=constructor",
    "#from=9999-99&to=0000-00&keep=7",
    "#asof=2041-99-99",
    "#asof=<script>window.pwned=1</script>",
    "#read=-5&sure=1e9&sources=NaN&steps=Infinity&many=-1",
    "#node=" + ATTACKS[0],
    "#view=" + ATTACKS[1] + "&of=" + ATTACKS[3],
    "#many=100000000&dark=2",
)


@pytest.mark.parametrize("hash_", HASHES)
def test_what_an_address_says_that_the_page_does_not_know_is_left_out(sea: Sea, hash_: str) -> None:
    sea.get("hash => history.replaceState(null, '', hash)", hash_)
    if "_" in hash_ or "<" in hash_:
        sea.page.reload()
        sea.reader.until(sea.page, "document.documentElement.dataset.ready === '1'")
    else:
        sea.get("recall(); setControls(); sift(); draw(); fillPanel()")
    assert sea.get("window.pwned") is None
    assert sea.get("shown.view") in VIEWS
    assert sea.get("drawn.ids.length") > 0
    assert sea.get("[shown.read, shown.sure, shown.sources, shown.steps].every(n => n >= 0 && n <= 100)")  # fmt: skip
    assert sea.get("[...shown.kinds, ...shown.tones, ...shown.states, ...shown.grown]") == []
    assert sea.get("shown.node") is None
    assert sea.get("shown.asOf") == ""
    assert "undefined" not in sea.page.inner_text("body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_print_has_the_picture_and_the_facts_on_white(reader: Any, scheme: str) -> None:
    opened = reader.open(small_page(), scheme=scheme, width=1440, height=900)
    opened.evaluate("select('state/ald', null, true)")
    data = opened.pdf(format="A4", print_background=True)
    assert opened.evaluate("shown.dark") is (scheme == "dark")
    assert data.startswith(b"%PDF-")
    pages = data.count(b"/Type /Page\n") + data.count(b"/Type /Page ")
    assert pages > 1
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    for gone in ("#legend", "nav", "#time", ".tools", "#find", ".acts"):
        assert not opened.locator(gone).first.is_visible(), gone
    assert opened.is_visible("#canvas canvas")
    assert opened.is_visible("#status")
    panel = "(() => { const p = at('panel'); return [p.scrollHeight, p.clientHeight, p.scrollWidth - p.clientWidth]; })()"
    whole, seen, over = opened.evaluate(panel)
    assert whole <= seen + 1
    assert over <= 0
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"  # fmt: skip
    assert opened.evaluate("ink()") == "#1a1d21"
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.evaluate("shown.dark") is (scheme == "dark")
    assert reader.console == []


def test_names_that_look_like_formulas_are_guarded_in_the_file(reader: Any) -> None:
    titles = ("=HYPERLINK(1)", "+1", "-2", "@x")
    citations = tuple(
        replace(c, title=titles[i % 4], publisher=titles[(i + 1) % 4])
        for i, c in enumerate(SMALL.citations)
    )
    entities = tuple(replace(e, name="=" + e.name) for e in SMALL.entities)
    html = to_html(replace(SMALL, citations=citations, entities=entities))
    sea = Sea(reader.open(html), reader)
    found = rows(saved(sea, "#csv")[1])
    assert found
    for row in found:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@")), cell
        assert row["article"].removeprefix("'") in titles
