"""The page as text: whole, closed, the same each time, and inert."""

from __future__ import annotations

import base64
import hashlib
import html as html_module
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hostile
import invented
import pytest

import samples
from comity.errors import AnalysisError
from comity.model import Knowledge
from comity.network import to_network
from comity.views import VIEWS, overview, write

ROOT = Path(__file__).parents[2]
ISSUES = (samples.TRADE, samples.SECURITY, samples.BORDER)


def page(knowledge: Knowledge, **options: Any) -> str:
    """The overview of `knowledge` under the stand-in ontology."""
    ontology = invented.ontology(*ISSUES)
    return overview(knowledge, to_network(knowledge, ontology), ontology, **options)


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
def whole() -> Parts:
    return Parts(page(invented.knowledge(), title="Inner Sea"))


def test_every_fact_of_the_sample_stands_in_the_page() -> None:
    found = Parts(page(samples.knowledge())).data("data")
    events = {f["id"] for f in found["facts"] if f["fact"] == "event"}
    assert events == {e.id for e in samples.KNOWLEDGE.events}
    said = {"".join(q["parts"]) for f in found["facts"] for t in f["tellings"] for q in t["quotes"]}
    used = {n for r in (*samples.KNOWLEDGE.reports, *samples.KNOWLEDGE.claims) for n in r.sentences}
    assert said == {s.text for s in samples.KNOWLEDGE.sentences if s.id in used}


def test_every_edge_of_the_network_is_in_a_line(whole: Parts) -> None:
    knowledge = invented.knowledge()
    net = to_network(knowledge, invented.ontology())
    facts = whole.data("data")["facts"]
    drawn = {frozenset((e["from"], e["to"])): set() for e in whole.data("edges")}
    for edge in whole.data("edges"):
        drawn[frozenset((edge["from"], edge["to"]))] |= {facts[i]["id"] for i in edge["facts"]}
    same = {name: f["id"] for f in facts for name in f.get("same", ())}
    for source, target, data in net.edges(data=True):
        assert same.get(data["fact"], data["fact"]) in drawn[frozenset((source, target))]


def test_direction_is_kept(whole: Parts) -> None:
    facts = whole.data("data")["facts"]
    events = {e.id: e for e in invented.knowledge().events}
    arrows = [f for f in facts if f["arrow"] == "→" and f["fact"] == "event"]
    assert len(arrows) > 10
    for fact in arrows:
        assert tuple(fact["subjects"]) == events[fact["id"]].actors
        assert tuple(fact["objects"]) == events[fact["id"]].recipients
    for edge in whole.data("edges"):
        if edge["tone"] in {"conflict", "neutral"} and not edge["mutual"]:
            assert all(edge["from"] in facts[i]["subjects"] for i in edge["facts"])


def test_a_plan_is_drawn_and_said_apart(whole: Parts) -> None:
    facts = whole.data("data")["facts"]
    for edge in whole.data("edges"):
        assert {facts[i]["state"] for i in edge["facts"]} == {edge["state"]}
    assert {f["state"] for f in facts if f["status"] in {"planned", "possible"}} == {"open"}
    assert all(
        f["verb"].startswith(("is to ", "may "))
        for f in facts
        if f["state"] == "open" and f["arrow"]
    )


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
    found = Parts(page(hostile.hostile(invented.knowledge()))).data("data")["articles"]
    assert {a["url"] for a in found} <= {None, "https://ok.example/\"><script>window.pwned=7</script>"}  # fmt: skip
    assert None in {a["url"] for a in found}


@pytest.mark.parametrize(
    ("knowledge", "limit", "said"),
    [
        pytest.param(
            invented.knowledge(),
            300,
            "3 names in no event or standing fact not drawn",
            id="everything",
        ),
        pytest.param(
            invented.knowledge(),
            20,
            "77 nodes of lower rank not drawn (the 20 most central of 97 are)",
            id="twenty",
        ),
    ],
)
def test_a_cut_is_never_silent(knowledge: Knowledge, limit: int, said: str) -> None:
    parts = Parts(page(knowledge, limit=limit))
    assert said in parts.data("data")["left"]
    assert len(parts.data("nodes")) == min(limit, 97)
    ends = {end for e in parts.data("edges") for end in (e["from"], e["to"])}
    assert ends <= {n["id"] for n in parts.data("nodes")}


def test_three_hundred_are_drawn_by_default() -> None:
    parts = Parts(page(invented.knowledge(events=330)))
    assert len(parts.data("nodes")) == 300
    assert "not drawn" in parts.data("data")["left"][0]


def test_empty_knowledge_is_said() -> None:
    text = page(Knowledge((), (), (), (), (), ()))
    assert "No article has given a fact yet" in text
    assert Parts(text).data("nodes") == []


def test_same_input_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, invented; from comity.network import to_network; from comity.views import overview\n"
        "k, o = invented.knowledge(), invented.ontology()\n"
        "print(hashlib.sha256(overview(k, to_network(k, o), o, title='t').encode()).hexdigest())"
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
    knowledge, ontology = invented.knowledge(), invented.ontology()
    return overview(knowledge, to_network(knowledge, ontology), ontology, title=title)


def test_the_network_is_left_as_it_was() -> None:
    knowledge, ontology = invented.knowledge(), invented.ontology()
    net = to_network(knowledge, ontology)
    overview(knowledge, net, ontology, title="t")
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


def test_the_registry_names_its_views() -> None:
    assert VIEWS["overview"] is overview
    assert all(view.__doc__ for view in VIEWS.values())


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


def test_pyvis_is_asked_for_nothing_dangerous() -> None:
    scripts = "".join(
        p.read_text() for p in sorted((ROOT / "graph/comity/views/page").glob("*.js"))
    )
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\('style",
        scripts,
    )
