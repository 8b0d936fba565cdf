"""The explorer's views in a browser: each draws what it must, never too much, and more where a reader asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import invented
import pytest

from browser.seas import SMALL, VIEWS, Sea, large, to_html
from comity import nets
from comity.analysis import cooperation
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.network import to_network
from comity.views import explorer
from comity.views.palette import kind_of
from worked import blocks

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]

_COLOURS = (
    "(() => { const c = document.querySelector('#canvas canvas'), copy = document.createElement('canvas').getContext('2d');"
    "copy.canvas.width = c.width; copy.canvas.height = c.height; copy.drawImage(c, 0, 0);"
    "const d = copy.getImageData(0, 0, c.width, c.height).data, seen = new Set();"
    "for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i+1] << 8 | d[i+2]); return seen.size; })()"
)
_LINES = "drawn.lines.map(l => ({...l, from: NODE.get(l.from), to: NODE.get(l.to), facts: l.facts.map(i => FACTS[i]).map(({id, sign, actors}) => ({id, sign, actors}))}))"


def look(sea: Sea, view: str, *focus: str) -> list[str]:
    """The ids of what is drawn in a view."""
    sea.get("([view, focus]) => look(view, focus)", [view, list(focus)])
    return list(sea.get("drawn.ids"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_tab_opens_its_view_and_something_is_drawn(sea: Sea, view: str) -> None:
    sea.page.click(f"#views [data-view={view}]")
    assert sea.get("shown.view") == view
    pressed = "[...at('views').children].filter(t => t.ariaPressed === 'true').map(t => t.dataset.view)"  # fmt: skip
    assert sea.get(pressed) == [view]
    assert sea.page.inner_text("#hint") != ""
    assert sea.get("drawn.ids.length") > 1
    assert sea.get(_COLOURS) > 30
    held = set(sea.get("drawn.ids"))
    assert held == set(sea.get("[...drawn.places.keys()]"))
    for line in sea.get("drawn.lines"):
        assert {line["from"], line["to"]} <= held
        assert line["facts"]
    nodes, lines = sea.get("[drawn.ids.length, drawn.lines.filter(lineVisible).length]")
    said = sea.page.inner_text("#status")
    assert f"{nodes} of " in said
    assert f"{lines} relation" in said


def test_the_overview_of_a_small_world_has_everyone(sea: Sea) -> None:
    ids = look(sea, "overview")
    net = to_network(SMALL, invented.ontology())
    assert set(ids) == {name for name in net if net.degree(name)}
    assert "not drawn" not in sea.page.inner_text("#status")
    assert sea.page.is_hidden("#more")


def test_leaders_are_persons_and_what_they_did_with_each_other(sea: Sea) -> None:
    look(sea, "leaders")
    lines = sea.get(_LINES)
    assert {line[end]["kind"] for line in lines for end in ("from", "to")} == {"person"}
    told = {fact["id"] for line in lines for fact in line["facts"]}
    people = {e.id for e in SMALL.entities if e.type == "Person"}
    for event in SMALL.events:
        within = people & {*event.actors, *event.recipients}
        if len(within) > 1 and event.actors[0] in people:
            assert event.id in told, event.label


def test_issues_are_tied_to_whoever_acts_on_them(sea: Sea) -> None:
    ids = set(look(sea, "issues"))
    tied = {
        (line["from"]["id"], fact["id"], line["to"]["id"])
        for line in sea.get(_LINES)
        for fact in line["facts"]
    }
    assert tied == {
        (actor, event.id, topic)
        for event in SMALL.events
        for actor in event.actors
        for topic in event.topics
    }
    assert {end for a, _, b in tied for end in (a, b)} == ids
    for line in sea.get(_LINES):
        assert line["to"]["kind"] == "issue"
        signs = {"cooperation": 1, "conflict": -1, "neutral": 0}
        assert {fact["sign"] > 0 or -(fact["sign"] < 0) for fact in line["facts"]} == {signs[line["tone"]]}  # fmt: skip


def _pairs(knowledge: Knowledge) -> list[tuple[str, str]]:
    net = nets.states(knowledge, invented.ontology())
    return sorted({(min(a, b), max(a, b)) for a, b in net.edges()})


def test_two_actors_stand_apart_with_what_is_between_them(sea: Sea) -> None:
    one, other = _pairs(SMALL)[0]
    ids = look(sea, "dyad", one, other)
    every = nets.Choice(statuses=frozenset(nets.DONE | nets.PLANS | {"denied"}))
    net = nets.states(SMALL, invented.ontology(), every)
    between = {d["event"] for a, b, d in net.edges(data=True) if {a, b} == {one, other}}
    assert {name for name in ids if name.startswith("event/")} == between
    assert {one, other} <= set(ids)
    assert sea.title() == "Aldmark and Bressia"
    left, right = sea.get("ids => ids.map(id => drawn.places.get(id).x)", [one, other])
    events = sea.get("ids => ids.map(id => [drawn.places.get(id).x, drawn.places.get(id).y, FACTS[FACT.get(id)].sort || '9'])", sorted(between))  # fmt: skip
    assert all(left < x < right for x, _, _ in events)
    in_time = [day for _, _, day in sorted(events, key=lambda e: (e[1], e[2]))]
    assert in_time == sorted(in_time)


def test_the_course_of_two_states_is_the_score_that_analysis_gives(ocean: Sea) -> None:
    net = nets.states(large(), invented.ontology())
    compared = 0
    for one, other in _pairs(large()):
        shown = ocean.get("([a, b]) => course(between(a, b)).map(s => [+s.year, s.of.length, s.mean])", [one, other])  # fmt: skip
        scores = cooperation(net, one, other).scores
        assert [(y, n) for y, n, _ in shown] == [(s.first.year, len(s.acts)) for s in scores]
        assert [mean for _, _, mean in shown] == pytest.approx([s.value for s in scores])
        compared += len(scores)
    assert compared > 40
    look(ocean, "dyad", *_pairs(large())[0])
    chart = ocean.page.get_attribute("#panel svg.chart", "aria-label")
    first = cooperation(net, *_pairs(large())[0]).scores[0]
    assert f"{first.first.year} {first.value:.1f} ({len(first.acts)} event" in chart


def test_around_one_are_its_events_and_who_else_has_a_part(sea: Sea) -> None:
    centre = sea.get("NODES.find(n => n.rank === 1).id")
    ids = set(look(sea, "ego", centre))
    assert sea.get("id => drawn.places.get(id)", centre) == {"x": 0, "y": 0}
    events = {
        e.id: {*e.actors, *e.recipients}
        for e in SMALL.events
        if centre in {*e.actors, *e.recipients}
    }
    assert events.keys() <= ids
    for others in events.values():
        assert others <= ids
    assert sea.title() == sea.get("nameOf(shown.focus[0])")


def test_the_timeline_runs_in_the_order_of_days(ocean: Sea) -> None:
    look(ocean, "timeline")
    events = ocean.get("drawn.ids.filter(id => FACT.has(id)).map(id => [drawn.places.get(id).x, FACTS[FACT.get(id)].sort])")  # fmt: skip
    assert [day for _, day in sorted(events)] == sorted(day for _, day in events)
    assert len({x for x, _ in events}) == len(events) == 70
    lanes = ocean.get("drawn.lanes")
    assert 1 < len(lanes) <= 10
    assert len({y["y"] for y in ocean.get("drawn.lanes.map(id => drawn.places.get(id))")}) == len(lanes)  # fmt: skip
    for name in ocean.get("drawn.ids.filter(id => FACT.has(id))"):
        assert ocean.get("id => drawn.lanes.some(l => FACTS[FACT.get(id)].actors.includes(l) || FACTS[FACT.get(id)].recipients.includes(l))", name)  # fmt: skip
    hidden = ocean.get("drawn.hidden")
    dated = sum(bool(e.when and e.when.earliest) for e in large().events)
    assert hidden == dated - 70
    assert f"{hidden} nodes not drawn" in ocean.page.inner_text("#status")


def test_disputes_are_drawn_and_told_side_by_side(sea: Sea) -> None:
    ids = set(look(sea, "disputes"))
    disputed = {e.id for e in SMALL.events if e.disputed}
    assert disputed
    assert disputed | {"state/cor", "state/dun"} <= ids
    panel = sea.page.locator("#panel")
    assert panel.locator(".dispute").count() == 4
    assert panel.locator(".dispute .sides section").count() >= 8
    boxes = [s.bounding_box() for s in panel.locator(".dispute >> nth=0").locator("section").all()]
    assert len({round(box["x"]) for box in boxes if box}) > 1


def test_a_wide_world_opens_with_its_most_central_and_says_what_is_missing(ocean: Sea) -> None:
    ids = ocean.get("drawn.ids")
    whole = ocean.get("NODES.length")
    assert len(ids) == 150 < whole
    assert f"{whole - 150} nodes not drawn" in ocean.page.inner_text("#status")
    actors = ocean.get("NODES.filter(n => !['event', 'issue'].includes(n.kind)).map(n => n.id)")
    assert set(actors) <= set(ids)
    first = ocean.get("DATA.pictures.overview.members.slice(0, 150).map(i => NODES[i].id)")
    assert set(ids) == set(first)


def test_a_hundred_more_are_drawn_where_there_is_room(ocean: Sea) -> None:
    before = dict(ocean.get("[...drawn.places]"))
    ocean.page.click("#more")
    assert ocean.get("drawn.ids.length") == 250
    after = dict(ocean.get("[...drawn.places]"))
    assert {name: after[name] for name in before} == before
    spots = {(p["x"], p["y"]) for p in after.values()}
    assert len(spots) == 250
    while ocean.page.is_visible("#more"):
        ocean.page.click("#more")
    assert ocean.get("drawn.ids.length") == ocean.get("NODES.length")
    assert "not drawn" not in ocean.page.inner_text("#status")


@pytest.mark.parametrize("way", ["double click", "key", "button"])
def test_more_is_drawn_around_a_node(ocean: Sea, way: str) -> None:
    hub = ocean.get("NODES.find(n => n.rank === 1).id")
    missing = set(ocean.get("id => unseen(id)", hub))
    assert len(missing) > 10
    if way == "double click":
        ocean.page.mouse.dblclick(*ocean.spot(hub))
    elif way == "key":
        ocean.get("id => select(id, null)", hub)
        ocean.page.focus("#canvas")
        ocean.press("+")
    else:
        ocean.get("id => select(id, null)", hub)
        ocean.page.click("#panel .act:has-text('more neighbour')")
    ocean.reader.until(ocean.page, "drawn.ids.length > 150")
    grown = set(ocean.get("drawn.ids"))
    assert len(grown & missing) == min(40, len(missing))
    assert ocean.get("shown.node") == hub
    assert f"{ocean.get('NODES.length') - len(grown)} nodes not drawn" in ocean.page.inner_text("#status")  # fmt: skip


def test_a_double_click_in_another_view_puts_a_node_in_the_middle(sea: Sea) -> None:
    name = look(sea, "leaders")[0]
    sea.page.mouse.dblclick(*sea.spot(name))
    sea.reader.until(sea.page, "shown.view === 'ego'")
    assert sea.get("shown.focus") == [name]


def test_lines_carry_their_sign_and_status(sea: Sea) -> None:
    styles = sea.get("drawn.lines.map(l => ({...l, style: linesSet.get(l.id)}))")
    ends = {"cooperation": "arrow", "conflict": "bar", "neutral": "arrow"}
    dashes = {"done": False, "open": [9, 7], "denied": [2, 7]}
    tones = {t["id"]: t["colours"][0] for t in sea.get("LOOKS.tones")}
    assert {line["tone"] for line in styles} == tones.keys()
    for line in styles:
        style = line["style"]
        assert style["color"]["color"] == tones[line["tone"]]
        assert style["arrows"]["to"]["enabled"] is (line["tone"] in ends)
        assert style["arrows"]["from"]["enabled"] is (line["tone"] in ends and line["mutual"])
        assert style["arrows"]["to"]["type"] == ends.get(line["tone"], "arrow")
        assert style["dashes"] == dashes[line["state"]]


def test_every_direction_is_kept(sea: Sea) -> None:
    events = {e.id: e for e in SMALL.events}
    facts = [f for f in sea.get("FACTS.filter(f => f.fact === 'event').map(({id, arrow, subjects, objects}) => ({id, arrow, subjects, objects}))") if f["arrow"] == "→"]  # fmt: skip
    assert len(facts) > 10
    for fact in facts:
        assert tuple(fact["subjects"]) == events[fact["id"]].actors
        assert tuple(fact["objects"]) == events[fact["id"]].recipients
    directed = [n for n in sea.get(_LINES) if not n["mutual"] and n["tone"] in {"conflict", "neutral"}]  # fmt: skip
    assert directed
    for line in directed:
        for fact in line["facts"]:
            assert line["from"]["id"] in fact["actors"]


def test_colours_are_those_of_types_or_communities(sea: Sea) -> None:
    kinds = {k["id"]: k["colours"][0] for k in sea.get("LOOKS.kinds")}
    for node in sea.get("NODES"):
        assert sea.get("id => nodesSet.get(id).color.border", node["id"]) in {kinds[node["kind"]], sea.get("ground()")}  # fmt: skip
    sea.page.select_option("#colour", "community")
    colours = [c[0] for c in sea.get("LOOKS.communities")] + [kinds["other"]] * 99
    for node in sea.get("NODES"):
        drawn = sea.get("id => nodesSet.get(id).color", node["id"])
        assert colours[node["community"]] in {drawn["background"], drawn["border"]}
    assert len({n["community"] for n in sea.get("NODES")}) > 1


def test_a_world_of_thousands_opens_with_a_hundred_and_fifty(reader: Any) -> None:
    from benchmarks.worlds import world

    knowledge, ontology = world(600, 900), load_ontology()
    sea = Sea(reader.open(explorer(knowledge, to_network(knowledge, ontology), ontology)), reader)
    nodes = sea.get("NODES.length")
    assert sea.get("drawn.ids.length") == 150 < nodes
    assert f"{nodes - 150:,} nodes not drawn" in sea.page.inner_text("#status")
    for view in VIEWS:
        assert len(look(sea, view)) <= 151, view
    assert reader.console == []


def test_what_is_not_in_the_file_is_said(reader: Any) -> None:
    opened = reader.open(to_html(SMALL, limit=20))
    assert opened.evaluate("drawn.ids.length") == 20
    cut = "the 20 most central of 97 are here"
    assert cut in opened.inner_text("#status")
    assert cut in opened.inner_text("#panel")


def test_an_empty_graph_opens(reader: Any) -> None:
    opened = reader.open(to_html(Knowledge((), (), (), (), (), ())))
    assert "nothing to draw" in opened.inner_text("#nothing")
    for view in VIEWS:
        opened.evaluate("view => look(view)", view)
    opened.keyboard.press("t")
    opened.keyboard.press("0")
    opened.keyboard.press("ArrowRight")
    assert reader.console == []


def test_a_view_of_which_nothing_is_left_says_so(sea: Sea) -> None:
    sea.get("for (const s of LOOKS.states) shown.states.add(s.id); refresh()")
    assert sea.page.is_visible("#nothing")
    assert sea.get("drawn.ids.length") == 0
    sea.page.click("#reset")
    assert sea.page.is_hidden("#nothing")


def test_a_page_opens_at_the_two_it_was_asked_for(reader: Any) -> None:
    opened = reader.open(to_html(SMALL, view="dyad", focus=("state/ald", "state/cor")))
    assert opened.evaluate("[shown.view, ...shown.focus]") == ["dyad", "state/ald", "state/cor"]
    assert opened.inner_text("#panel h2 >> nth=0") == "Aldmark and Corvania"
    chosen = opened.evaluate("[...document.querySelectorAll('#focus select')].map(s => s.value)")
    assert chosen == ["state/ald", "state/cor"]
    opened.select_option("#focus select >> nth=1", "state/brs")
    assert opened.evaluate("shown.focus") == ["state/ald", "state/brs"]


def test_labels_never_lie_on_each_other(sea: Sea) -> None:
    for view in VIEWS:
        look(sea, view)
        sea.page.wait_for_timeout(120)
        boxes = sea.get("boxes")
        assert len(boxes) > 1, view
        assert min(box["px"] for box in boxes) >= 11
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                assert _apart(one, other), (view, one["id"], other["id"])


def _apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    beside = one["left"] >= other["left"] + other["w"] or other["left"] >= one["left"] + one["w"]
    above = one["top"] >= other["top"] + other["h"] or other["top"] >= one["top"] + one["h"]
    return bool(beside or above)


@pytest.mark.model
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (390, 844)])
def test_the_seeds_open_with_labels_that_can_be_read(
    reader: Any, seeds_graph: Any, width: int, height: int
) -> None:
    html = (seeds_graph / "build" / "explorer.html").read_text(encoding="utf-8")
    opened = reader.open(html, width=width, height=height)
    opened.wait_for_timeout(300)
    boxes = opened.evaluate("boxes")
    assert len(boxes) > 12
    assert min(box["px"] for box in boxes) >= 11
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert _apart(one, other), (one["id"], other["id"])


def test_the_view_of_the_worked_example_draws(sea: Sea) -> None:
    """The view that CONTRIBUTING.md adds; the test of its examples builds a page with it."""
    text = next(b.text for b in blocks(ROOT / "CONTRIBUTING.md") if b.language == "js")
    name = text.split(":")[0].strip()
    sea.get(f"Object.assign(VIEWS, {{\n{text}\n}}).{name}.name")
    ids = look(sea, name)
    sea.get(f"(look('overview'), delete VIEWS.{name})")
    organisations = {
        node for node, data in to_network(SMALL, invented.ontology()).nodes(data=True)
        if kind_of(data["kind"]).id == "organisation"
    }  # fmt: skip
    assert ids
    assert set(ids) <= organisations
