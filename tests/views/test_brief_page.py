"""The page of a brief, and its Markdown: whole, without a script, and deaf to whatever articles and names say."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import hostile
import pytest
from markdown_it import MarkdownIt

import samples
from comity.findings.briefs import brief, to_markdown
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.views.brief import brief_page

ONTOLOGY = load_ontology()
PAIR = (samples.OTIENO, samples.BEKELE)


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(known: Knowledge = samples.KNOWLEDGE, *subjects: str) -> str:
    return brief_page(brief(known, ONTOLOGY, subjects or (samples.KENYA, samples.ETHIOPIA)))


def test_every_number_leads_to_a_sentence_and_back() -> None:
    elements = _Elements(page()).found
    ids = [a["id"] for _, a in elements if "id" in a]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for tag, a in elements if tag == "a" and a["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert {i for i in ids if re.fullmatch(r"n\d+", i)} <= set(inner)
    assert {"short", "timeline", "met", "positions", "sources", "reading"} <= set(inner)


def test_the_page_says_what_the_brief_says() -> None:
    made = brief(samples.KNOWLEDGE, ONTOLOGY, (samples.KENYA, samples.ETHIOPIA))
    shown = "".join(_Elements(brief_page(made)).text)
    for statement in made.statements:
        assert all(part.text.strip() in shown for part in statement.parts)
        assert statement.head in shown
        assert statement.trusted in shown
    assert all(note.sentence.text in shown for note in made.notes)


def test_the_policy_allows_its_style_and_nothing_else() -> None:
    text = page()
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    allowed = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert (
        policy[1]
        .replace("&#39;", "'")
        .startswith(f"default-src 'none'; style-src 'sha256-{allowed}'")
    )
    assert len(style) == 1
    assert "url(" not in style[0]
    tags = {tag for tag, _ in _Elements(text).found}
    assert tags.isdisjoint({"script", "img", "svg", "iframe", "link", "form", "object", "base"})


HOSTILE = replace(hostile.hostile(samples.KNOWLEDGE), copies=())


def test_hostile_names_stay_text_in_the_page() -> None:
    elements = _Elements(page(HOSTILE, *PAIR)).found
    plain = _Elements(page(samples.KNOWLEDGE, *PAIR)).found
    assert {tag for tag, _ in elements} == {tag for tag, _ in plain}
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        address = attributes.get("href", "#")
        assert address.startswith(("#", "https://ok.example/", "https://example.org/")), address


def test_hostile_names_stay_text_in_markdown() -> None:
    extra = "![x](https://evil.example/x) [y](javascript:1) `z` **b** | # 1. & ~~s~~ $m$ [^1]"
    known = replace(
        HOSTILE, entities=tuple(replace(e, name=f"- {e.name}{extra}") for e in HOSTILE.entities)
    )
    text = to_markdown(brief(known, ONTOLOGY, PAIR))
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)}
    assert kinds <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "bullet_list_open",
        "bullet_list_close", "list_item_open", "list_item_close", "text", "text_special", "strong_open", "strong_close",
        "em_open", "em_close", "softbreak", "link_open", "link_close",
    }  # fmt: skip
    links = [dict(token.attrs)["href"] for token in inline if token.type == "link_open"]
    assert all(str(address).startswith("https://ok.example/%22%3E%3C") for address in links)
    title = "".join(child.content for child in tokens[1].children or ())
    assert title.startswith("- Amina Otieno</script><script>window.pwned=1</script>")
    assert "$m$ [^1]" in title
    strong = [n for n, child in enumerate(inline) if child.type == "strong_open"]
    assert strong


@pytest.mark.parametrize("address", ["javascript:1", "https://example.org/a(b)<c>", None])
def test_only_safe_addresses_are_links(address: str | None) -> None:
    known = replace(
        samples.KNOWLEDGE,
        citations=tuple(replace(c, url=address) for c in samples.KNOWLEDGE.citations),
    )
    text = to_markdown(brief(known, ONTOLOGY, PAIR))
    safe = bool(address and address.startswith("https"))
    assert ("[link](https://example.org/a%28b%29%3Cc%3E)" in text) is safe
    assert ("[link]" in text) is safe
