"""The explorer for everyone: axe-core, which looks for what WCAG asks, finds nothing in any view, light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browser.conftest import Reader
from browser.seas import SMALL, VIEWS, Sea, small_page

axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is missing")
pytestmark = pytest.mark.browser

DISPUTED = next(e.id for e in SMALL.events if e.disputed)
STATES = {
    "a name, and search": "select('person/lucia-amaral', null, true); at('find').value = 'a'; suggest()",
    "contradictions, and search without a hit": f"select('{DISPUTED}', null, true); at('find').value = 'xyzzy'; suggest()",
    "a line, and filters": "select(null, drawn.lines.find(l => l.tone === 'conflict').id); shown.kinds.add('event'); shown.asOf = '2041-06-01'; refresh()",
    "table": "look('leaders'); showTable(true)",
    "nothing left": "for (const s of LOOKS.states) shown.states.add(s.id); refresh()",
}
# What depends on the ground; the rest is judged on the light one.
COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="module", params=["light", "dark"])
def judged(
    browser: Any, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Sea]:
    """The small explorer with axe-core in it, on either ground."""
    reader = Reader(browser, tmp_path_factory.mktemp(request.param))
    sea = Sea(reader.open(small_page(), scheme=request.param, width=1280, height=760), reader)
    sea.page.evaluate(axe.AXE_SCRIPT)
    yield sea
    sea.page.context.close()


def broken(sea: Sea, where: str = "document") -> list[str]:
    """What axe-core finds in a part of the page, a line each."""
    rules = sea.get("shown.dark") and COLOURS
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = sea.get(f"options => axe.run({where}, options)", options)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_open_to_all(judged: Sea, view: str) -> None:
    judged.afresh().get("view => look(view)", view)
    assert broken(judged) == []


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_open_to_all(judged: Sea, state: str) -> None:
    judged.afresh().get(f"(() => {{ {STATES[state]} }})()")
    judged.get("document.querySelectorAll('#panel details').forEach(d => { d.open = true; })")
    assert broken(judged) == []


def test_axe_would_find_what_is_wrong(judged: Sea) -> None:
    judged.afresh().get("at('fit').textContent = at('fit').title = ''")
    judged.get("at('hint').style.color = shown.dark ? '#333' : '#ccc'")
    found = broken(judged, "document.body")
    judged.page.reload()
    judged.reader.until(judged.page, "document.documentElement.dataset.ready === '1'")
    judged.page.evaluate(axe.AXE_SCRIPT)
    assert any(line.startswith("color-contrast") for line in found)
    assert judged.get("shown.dark") or any(line.startswith("button-name") for line in found)


def test_who_sees_no_picture_hears_what_changes(sea: Sea) -> None:
    assert sea.page.get_attribute("#status", "aria-live") == "polite"
    assert sea.page.get_attribute("#canvas canvas", "aria-hidden") == "true"
    assert "Arrow keys" in (sea.page.get_attribute("#canvas", "aria-label") or "")
    before = sea.page.inner_text("#status")
    sea.get("select('state/ald', null)")
    assert sea.page.inner_text("#status").startswith("Aldmark selected")
    assert sea.page.inner_text("#status") != before


def test_every_control_is_reached_by_the_tab_key(sea: Sea) -> None:
    reached: list[str] = []
    for _ in range(80):
        sea.press("Tab")
        reached.append(sea.get("(() => { const e = document.activeElement; return e.id || e.dataset.view || e.className; })()"))  # fmt: skip
    for name in ("skip", "find", "colour", "fit", "list", "png", "csv", "link", "dark", *VIEWS, "row", "steps", "read", "sure", "sources", "reset", "canvas", "go"):  # fmt: skip
        assert name in reached, name
    for name in ("play", "from", "to", "keep", "asof"):
        assert sea.get("id => at(id).tabIndex", name) == 0


def test_no_one_who_asked_for_stillness_sees_things_move(sea: Sea) -> None:
    assert sea.get("still()") is True
    sea.get("look('leaders')")
    name = sea.get("drawn.ids[0]")
    spot = sea.get("id => { select(id, null, true); return [network.getViewPosition(), drawn.places.get(id)]; }", name)  # fmt: skip
    assert spot[0] == pytest.approx(spot[1])
