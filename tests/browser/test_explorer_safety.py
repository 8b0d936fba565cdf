"""The explorer keeps to itself: no request, no complaint, nothing hostile runs, and it fits and reads everywhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile

from browser.conftest import Reader
from browser.seas import SMALL, VIEWS, Sea, small_page, to_html

pytestmark = pytest.mark.browser

_PAGE = Path(__file__).parents[2] / "graph" / "comity" / "views" / "page"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_asks_for_anything_or_complains(reader: Any, scheme: str) -> None:
    sea = Sea(reader.open(small_page(), scheme=scheme), reader)
    sea.get("document.addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))")  # fmt: skip
    assert sea.get("[shown.dark, document.documentElement.classList.contains('dark')]") == [scheme == "dark"] * 2  # fmt: skip
    for view in VIEWS:
        sea.get("view => look(view)", view)
        sea.get("select(drawn.ids[0], null, true)")
        sea.get("if (drawn.lines.length) select(null, drawn.lines[0].id)")
        sea.get("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        sea.press("t", "t", "+")
    sea.page.fill("#find", "a")
    sea.page.click("#dark")
    sea.page.click("#play")
    sea.page.wait_for_timeout(1200)
    assert reader.outside() == []
    assert reader.console == []


def test_the_reader_chooses_the_ground_and_keeps_it(sea: Sea) -> None:
    grounds = sea.get("DATA.ground")
    channel = "(() => { const d = document.createElement('canvas').getContext('2d'); d.fillStyle = getComputedStyle(document.body).backgroundColor; return d.fillStyle; })()"  # fmt: skip
    assert sea.get(channel) == grounds[0]
    sea.page.click("#dark")
    assert sea.get(channel) == grounds[1]
    assert sea.page.get_attribute("#dark", "aria-pressed") == "true"
    assert "dark=1" in sea.page.url
    tones = {tone["id"]: tone["colours"][1] for tone in sea.get("LOOKS.tones")}
    for line in sea.get("drawn.lines.map(l => [l.tone, linesSet.get(l.id).color.color])"):
        assert line[1] == tones[line[0]]
    sea.page.emulate_media(color_scheme="dark")
    frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    sea.page.evaluate(frame)  # two changes within one frame are none
    sea.page.emulate_media(color_scheme="light")
    sea.reader.until(sea.page, "!shown.dark")


@pytest.fixture(scope="module")
def phone(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Sea:
    """The small explorer on a phone."""
    reader = Reader(browser, tmp_path_factory.mktemp("phone"))
    return Sea(reader.open(small_page(), width=390, height=844), reader)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_a_phone(phone: Sea, view: str) -> None:
    phone.get("view => look(view)", view)
    for step in ("select(drawn.ids[0], null)", "at('filters').open = true", "showTable(true)", "showTable(false)"):  # fmt: skip
        phone.get(f"(() => {{ {step} }})()")
        assert phone.get("document.documentElement.scrollWidth") <= 390, step
    cut = phone.get(
        "[...document.querySelectorAll('header *, nav *, #legend *, #panel *, footer *')].filter(e => e.offsetParent !== null && !e.closest('.scroll'))"
        ".filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > 391 || r.left < -1); }).map(e => e.tagName + '.' + e.className + '#' + e.id)"
    )
    assert cut == []
    assert phone.get("document.querySelector('#canvas canvas').getBoundingClientRect().height") > 200  # fmt: skip


def test_what_can_be_touched_is_large_enough(phone: Sea) -> None:
    small = phone.get(
        "[...document.querySelectorAll('#views button, .tools button, .tools select, .row, #play, #more, #reset')].filter(b => b.offsetParent !== null)"
        ".filter(b => { const r = b.getBoundingClientRect(); return r.height < 24 || r.width < 24; }).map(b => b.textContent)"
    )
    assert small == []  # WCAG 2.2, 2.5.8


@pytest.fixture(scope="module")
def dirty(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sea]:
    """An explorer in which every text is an attack."""
    reader = Reader(browser, tmp_path_factory.mktemp("dirty"))
    yield Sea(reader.open(to_html(hostile(SMALL), title=ATTACKS[0])), reader)
    assert reader.outside() == []
    assert reader.console == []


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_hostile_runs_in_a_view(dirty: Sea, view: str) -> None:
    dirty.get("view => look(view)", view)
    for name in dirty.get("drawn.ids")[::5]:
        dirty.get("id => select(id, null, true)", name)
    for name in dirty.get("drawn.lines.map(l => l.id)")[::9]:
        dirty.get("id => select(null, id)", name)
    dirty.get("showTable(true); showTable(false)")
    assert dirty.get("window.pwned") is None
    assert dirty.get("document.querySelectorAll('img, iframe, object, embed, link, base, form').length") == 0  # fmt: skip
    assert dirty.get("document.scripts.length") == 5
    links = dirty.get("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert all(link.startswith(("https://", "#")) for link in links)
    inline = dirty.get("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))")  # fmt: skip
    assert inline == []


def test_hostile_words_are_shown_as_words(dirty: Sea) -> None:
    disputed = next(e for e in SMALL.events if e.disputed)
    dirty.get("id => select(id, null, true)", disputed.id)
    card = dirty.page.inner_text(f"#panel [data-fact='{disputed.id}']")
    curated = next(t for c in SMALL.curations for t in c.things if t.startswith("event/"))
    dirty.get("id => select(id, null, true)", curated)
    decided = dirty.page.inner_text(f"#panel [data-fact='{curated}']")
    for attack in ATTACKS[:6]:
        assert attack in card
        assert attack in decided.split("decided by")[1]
    dirty.page.fill("#find", "<img")
    assert "<img" in dirty.page.inner_text("#found")
    dirty.press("Enter")
    with dirty.page.expect_download() as download:
        dirty.page.click("#csv")
    assert ATTACKS[0] in Path(download.value.path()).read_text(encoding="utf-8").replace('""', '"')
    assert dirty.page.title() == ATTACKS[0]
    assert dirty.get("window.pwned") is None


def test_it_works_in_the_frame_of_a_notebook(reader: Any) -> None:
    framed = f'<iframe srcdoc="{html.escape(small_page())}" width="900" height="700"></iframe>'
    opened = reader.open(framed, ready="document.readyState === 'complete'")
    frame = opened.frames[1]
    reader.until(frame, "document.documentElement.dataset.ready === '1'")
    frame.evaluate("look('dyad', ['state/ald', 'state/brs']); select('state/ald', null, true)")
    assert frame.evaluate("drawn.ids.length") > 2
    assert frame.inner_text("#panel h2 >> nth=0") == "Aldmark"
    assert reader.console == []


def test_a_link_tells_its_target_nothing(sea: Sea) -> None:
    sea.get("select('state/ald', null, true)")
    links = sea.page.locator("#panel cite a").all()
    assert links
    for link in links:
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"


def test_no_name_of_the_script_hides_one_of_the_browser(browser: Any) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(_PAGE.glob("*.js")))
    declared = re.findall(r"^(?:async )?function (\w+)|^(?:const|let) (.*)$", text, re.M)
    names = {name for name, _ in declared if name}
    for _, line in declared:
        names |= set(re.findall(r"(?:^|, )(\w+) = ", line))
    blank = browser.new_page()
    assert len(names) > 150
    assert blank.evaluate("names => names.filter(n => n in window)", sorted(names)) == []
    blank.close()
