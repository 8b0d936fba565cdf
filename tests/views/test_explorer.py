"""The explorer as text: whole, closed, the same each time, and inert."""

from __future__ import annotations

import base64
import hashlib
import html as html_module
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hostile
import invented
import pytest
import told_over_time
from contested import contested, twice_told

import samples
import short_articles
from comity import nets
from comity.assemble import merge
from comity.errors import AnalysisError
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge, Status
from comity.network import to_network
from comity.views import FOCUS, explorer, write
from comity.views.palette import STATES, TONES
from comity.views.pictures import FIRST, PICTURES

ROOT = Path(__file__).parents[2]
ISSUES = (samples.TRADE, samples.SECURITY, samples.BORDER)


def page(knowledge: Knowledge, **options: Any) -> str:
    """The explorer of `knowledge` under the stand-in ontology."""
    ontology = invented.ontology(*ISSUES)
    return explorer(knowledge, to_network(knowledge, ontology), ontology, **options)


class Parts(HTMLParser):
    """The scripts, styles, attributes and policy of a page, as a browser would find them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._open = (tag, dict(attrs))
            self.blocks.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self._open and self.blocks[-1][:2] == self._open:
            self.blocks[-1] = (*self._open, self.blocks[-1][2] + data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self._open = None

    def data(self, name: str) -> Any:
        return json.loads(next(t for _, a, t in self.blocks if a.get("id") == name))


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return contested(invented.knowledge())


@pytest.fixture(scope="module")
def whole(known: Knowledge) -> Parts:
    return Parts(page(known, title="Inner Sea"))


def test_every_fact_of_the_sample_stands_in_the_page() -> None:
    found = Parts(page(samples.knowledge())).data("data")
    events = {f["id"] for f in found["facts"] if f["fact"] == "event"}
    assert events == {e.id for e in samples.KNOWLEDGE.events}
    said = {"".join(q["parts"]) for f in found["facts"] for t in f["tellings"] for q in t["quotes"]}
    used = {n for r in (*samples.KNOWLEDGE.reports, *samples.KNOWLEDGE.claims) for n in r.sentences}
    assert said == {s.text for s in samples.KNOWLEDGE.sentences if s.id in used}


def test_every_edge_of_the_network_is_in_a_tie(known: Knowledge, whole: Parts) -> None:
    data, nodes = whole.data("data"), [n["id"] for n in whole.data("nodes")]
    same = {name: f["id"] for f in data["facts"] for name in f.get("same", ())}
    tied = {
        _tie(nodes[a], nodes[b], m, data["facts"][f]["id"]) for a, b, _, m, f, _ in data["ties"]
    }
    edges = to_network(known, invented.ontology(*ISSUES)).edges(data=True)
    assert tied == {
        _tie(a, b, d["mutual"], same.get(d["fact"], d["fact"])) for a, b, d in edges if a != b
    }


def _tie(one: str, other: str, mutual: object, fact: str) -> tuple[frozenset[str], str, str]:
    """The ends, where it starts unless it goes both ways, and the fact."""
    return frozenset((one, other)), "" if mutual else one, fact


def test_a_tie_has_the_sign_of_its_fact_and_starts_at_who_acts(whole: Parts) -> None:
    data, nodes = whole.data("data"), [n["id"] for n in whole.data("nodes")]
    signs = {"cooperation": 1, "neutral": 0, "conflict": -1}
    directed = 0
    for source, target, tone, mutual, number, words in data["ties"]:
        fact, name = data["facts"][number], data["looks"]["tones"][tone]["id"]
        if name not in signs:
            assert (words != "") is (name in {"part", "about"})
            continue
        assert signs[name] == fact["sign"]
        ends = {nodes[source], nodes[target]}
        assert ends <= {*fact["actors"], *fact["recipients"]}
        if not mutual:
            directed += 1
            assert nodes[source] in fact["actors"]
    assert directed > 20


def test_what_states_did_is_what_the_network_of_states_has(known: Knowledge, whole: Parts) -> None:
    data = whole.data("data")
    every = nets.Choice(statuses=frozenset(Status))
    states = nets.states(known, invented.ontology(*ISSUES), every)
    expected = sorted((a, b, d["event"], int(d["mutual"])) for a, b, d in states.edges(data=True))
    found = [(a, b, data["facts"][f]["id"], mutual) for a, b, f, mutual in data["deeds"]]
    assert sorted(found) == expected
    assert len(expected) > 20


def test_a_plan_has_words_of_its_own(whole: Parts) -> None:
    data = whole.data("data")
    assert data["looks"]["stateOf"] == {
        "occurred": "done", "ongoing": "done", "planned": "open", "possible": "open", "denied": "denied",
    }  # fmt: skip
    for class_, verbs in data["verbs"].items():
        assert verbs["planned"].startswith("is to "), class_
        assert verbs["possible"].startswith("may "), class_
        assert len(set(verbs.values())) > 3, class_
    assert {f["class"] for f in data["facts"] if f["fact"] == "event"} == data["verbs"].keys()


def test_the_history_of_a_status_is_what_was_known_on_each_day() -> None:
    extractions = [short_articles.extraction(a) for a in told_over_time.articles()]
    ontology = load_ontology()
    knowledge = merge(extractions)
    facts = Parts(explorer(knowledge, to_network(knowledge, ontology), ontology)).data("data")["facts"]  # fmt: skip
    summit = next(f for f in facts if f.get("class") == "Summit")
    assert [(s["since"], s["status"]) for s in summit["statuses"]] == [
        ("2031-03-01", "planned"), ("2031-03-13", "occurred"),
    ]  # fmt: skip
    for since, status in ((s["since"], s["status"]) for s in summit["statuses"]):
        then = merge(told_over_time.by(date.fromisoformat(since)))
        assert status in {str(e.status) for e in then.events if e.type == "Summit"}
    assert [(v["since"], v["place"]) for v in summit["then"]] == [
        ("2031-03-01", ""), ("2031-03-13", "Nairobi"),
    ]  # fmt: skip
    assert [f["then"] for f in facts if f.get("class") == "Accusation"] == [[]]


def test_a_dispute_has_its_sides_with_the_tellings_of_each(known: Knowledge, whole: Parts) -> None:
    first = twice_told(known)[0]
    fact = next(f for f in whole.data("data")["facts"] if f["id"] == first.id)
    sides = {d["aspect"]: [s["says"] for s in d["sides"]] for d in fact["disputes"]}
    assert sides.keys() == {"date", "number", "place", "status"}
    assert set(sides["number"]) == {"14 boat", "30 boat"}
    assert {"Alda", "Salt Point"} <= set(sides["place"])
    assert {"occurred", "denied"} <= set(sides["status"])
    assert "3 February 2041" in sides["date"]
    for dispute in fact["disputes"]:
        told = [n for side in dispute["sides"] for n in side["tellings"]]
        assert sorted(told) == sorted(set(told))
        assert set(told) <= set(range(len(fact["tellings"])))


def test_trust_copies_hedges_and_decisions_are_told(known: Knowledge, whole: Parts) -> None:
    facts = {f["id"]: f for f in whole.data("data")["facts"]}
    _, second, third = (facts[e.id] for e in twice_told(known)[:3])
    assert (second["read"], second["sure"], second["sources"]) == (31, 42, 1)
    assert len({t["origin"] for t in second["tellings"]}) == 1
    assert [t["source"] for t in second["tellings"] if t["hedge"] == "reportedly"] == ["officials"]
    assert second["inferred"]
    assert second["within"] == [second["follows"]] == [twice_told(known)[0].id]
    assert {(d["by"], d["on"], d["why"]) for d in third["decisions"]} == {
        ("Ana Ruiz", "1 July 2042", "Two tellings of one evening."), ("Bo Lind", "2 July 2042", ""),
    }  # fmt: skip


def test_a_picture_places_its_first_members_and_lists_all(whole: Parts) -> None:
    data, nodes = whole.data("data"), whole.data("nodes")
    assert data["pictures"].keys() == PICTURES.keys() <= FOCUS.keys()
    for name, picture in data["pictures"].items():
        assert len(picture["places"]) == min(FIRST, len(picture["members"])), name
        assert len(set(picture["members"])) == len(picture["members"])
    everyone = {n["id"] for n in nodes}
    assert {nodes[i]["id"] for i in data["pictures"]["overview"]["members"]} == everyone
    kinds = {nodes[i]["kind"] for i in data["pictures"]["leaders"]["members"]}
    assert kinds == {"person"}
    disputed = {nodes[i]["id"] for i in data["pictures"]["disputes"]["members"]}
    assert {f["id"] for f in data["facts"] if f["disputes"]} <= disputed
    assert {"state/cor", "state/dun"} <= disputed


def test_nothing_comes_from_elsewhere(whole: Parts) -> None:
    for tag, attributes in whole.tags:
        assert (
            not {"src", "srcset", "background", "poster", "data", "action"} & attributes.keys()
        ), tag
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
    assert "url(" not in next(text for tag, _, text in whole.blocks if tag == "style")
    assert "@import" not in next(text for tag, _, text in whole.blocks if tag == "style")


def test_the_policy_allows_the_page_and_nothing_else(whole: Parts) -> None:
    policy = next(
        a["content"] or ""
        for _, a in whole.tags
        if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag, attributes, text in whole.blocks:
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert (f"'sha256-{hashed}'" in policy) is (attributes.get("type") != "application/json"), (
            tag
        )
    assert policy.count("sha256-") == 3


@pytest.mark.parametrize("attack", hostile.ATTACKS, ids=range(len(hostile.ATTACKS)))
def test_hostile_words_stay_words(attack: str) -> None:
    clean, dirty = (
        page(samples.knowledge(), title="t"),
        page(hostile.hostile(samples.knowledge()), title=attack),
    )
    parts = Parts(dirty)
    assert [t for t, _ in parts.tags] == [t for t, _ in Parts(clean).tags]
    assert [a for _, a, _ in parts.blocks] == [a for _, a, _ in Parts(clean).blocks]
    assert attack in parts.data("data")["names"][samples.OTIENO]
    if "<" in attack:
        assert attack not in dirty
    assert html_module.escape(attack).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in dirty


def test_links_are_http_or_nothing() -> None:
    found = Parts(page(hostile.hostile(samples.knowledge()))).data("data")["articles"]
    assert {a["url"] for a in found} <= {None, "https://ok.example/\"><script>window.pwned=7</script>"}  # fmt: skip
    assert None in {a["url"] for a in found}


def test_a_cut_is_never_silent(known: Knowledge, whole: Parts) -> None:
    assert whole.data("data")["left"] == ["3 names in no event or standing fact"]
    assert whole.data("data")["cut"] is False
    parts = Parts(page(known, limit=20))
    data, held = parts.data("data"), {n["id"] for n in parts.data("nodes")}
    untold = len(whole.data("data")["facts"]) - len(data["facts"])
    assert data["cut"] is True
    assert data["left"] == [
        "77 nodes of lower rank (the 20 most central of 97 are here)",
        f"{untold} fact{'s' * (untold > 1)} only about nodes that are not here",
        "3 names in no event or standing fact",
    ]
    assert len(held) == 20
    for fact in data["facts"]:
        assert held & {fact["id"], *fact["actors"], *fact["recipients"]}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"view": "globe"}, "no view 'globe'; there are overview, leaders"),
        ({"view": "dyad", "focus": ("state/ald",)}, "'dyad' is about 2 names, not 1"),
        ({"view": "overview", "focus": ("state/ald",)}, "'overview' is about 0 names, not 1"),
        ({"view": "ego", "focus": ("state/xyz",)}, "state/xyz is not in this page"),
    ],
)
def test_an_opening_that_cannot_be_is_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(AnalysisError, match=re.escape(said)):
        page(samples.knowledge(), **options)


@pytest.mark.parametrize("view", FOCUS)
def test_a_page_opens_at_the_view_asked_for(view: str) -> None:
    focus = (samples.OTIENO, samples.BEKELE)[: FOCUS[view]]
    data = Parts(page(samples.knowledge(), view=view, focus=focus)).data("data")
    assert data["opening"] == {"view": view, "focus": list(focus)}


def test_empty_knowledge_is_said() -> None:
    text = page(Knowledge((), (), (), (), (), ()))
    assert "No article has given a fact yet" in text
    assert Parts(text).data("nodes") == []


def test_same_input_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, invented; from comity.network import to_network; from comity.views import explorer\n"
        "k, o = invented.knowledge(events=16), invented.ontology()\n"
        "print(hashlib.sha256(explorer(k, to_network(k, o), o, title='t').encode()).hexdigest())"
    )
    paths = f"{ROOT / 'graph'}:{Path(__file__).parent}"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "42")
    }
    here = hashlib.sha256(page_plain("t").encode()).hexdigest()
    assert said == {here}


def page_plain(title: str) -> str:
    """The invented sample under the plain stand-in."""
    knowledge, ontology = invented.knowledge(events=16), invented.ontology()
    return explorer(knowledge, to_network(knowledge, ontology), ontology, title=title)


def test_the_network_is_left_as_it_was() -> None:
    knowledge, ontology = invented.knowledge(events=16), invented.ontology()
    net = to_network(knowledge, ontology)
    explorer(knowledge, net, ontology, title="t")
    again = to_network(knowledge, ontology)
    assert dict(net.nodes(data=True)) == dict(again.nodes(data=True))
    assert list(net.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))


def test_claims_of_several_articles_are_one_fact() -> None:
    knowledge = samples.knowledge()
    first = next(c for c in knowledge.claims if c.relation == "holdsOffice")
    twin = replace(first, id="claim/ffff", article=samples.ARTICLES[2].id)
    both = replace(knowledge, claims=tuple(sorted((*knowledge.claims, twin), key=lambda c: c.id)))
    facts = [
        f for f in Parts(page(both)).data("data")["facts"] if "claim/ffff" in f.get("same", ())
    ]
    assert [len(f["tellings"]) for f in facts] == [2]


def test_what_the_page_has_of_views_is_what_may_be_asked_for() -> None:
    script = (ROOT / "graph/comity/views/page/views.js").read_text()
    declared = re.findall(r"^  (\w+): \{name: '", script, re.M)
    assert declared == list(FOCUS)
    needs = dict(re.findall(r"^  (\w+): \{name: .*needs: \[(.*?)\]", script, re.M))
    assert {n: len(of.split(", ")) for n, of in needs.items()} == {n: k for n, k in FOCUS.items() if k}  # fmt: skip


def test_write_is_utf8_with_newlines_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "new" / "page.html"
    write("<p>日本\né</p>\n", path)
    write("<p>日本\né!</p>\n", path)
    assert path.read_bytes() == "<p>日本\né!</p>\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write("old", path)
    with pytest.raises(AnalysisError, match="cannot be written"):
        write("half \ud800", path)
    with pytest.raises(AnalysisError, match="cannot be written"):
        write("new", path / "below.html")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def scripts() -> str:
    return "".join(p.read_text() for p in sorted((ROOT / "graph/comity/views/page").glob("*.js")))


def test_the_script_never_makes_markup_of_text() -> None:
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\('style|srcdoc|DOMParser",
        scripts(),
    )


def test_what_the_script_declares_is_used() -> None:
    text = scripts()
    declared = re.findall(r"^(?:async )?function (\w+)|^(?:const|let) (\w+) =", text, re.M)
    for name in {a or b for a, b in declared}:
        assert len(re.findall(rf"(?<![\w'-])(?<!\w\.){name}(?![\w'-])", text)) > 1, name


def test_every_rule_of_the_style_has_something_to_apply_to() -> None:
    folder = ROOT / "graph/comity/views/page"
    style, markup = (folder / "page.css").read_text(), (folder / "page.html").read_text() + scripts()  # fmt: skip
    selectors = " ".join(re.findall(r"([^{}]+)\{", style))
    used = set(re.findall(r"[\w-]+", re.sub(r"(?<=')([\w -]+)(?=')", r" \1 ", markup)))
    used |= set(Status) | {tone.id for tone in TONES} | {state for state, _, _ in STATES}
    named = set(re.findall(r"[.#]([a-z][\w-]*)", selectors))
    assert named - used == set()
    assert len(named) > 40
