"""The page that explains a reading, in a browser: whole, readable in light and dark, and without a request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comity.articles import read
from comity.knowledge.ontology import load_ontology
from comity.model import Article
from comity.views.explained import explained

pytestmark = [pytest.mark.browser, pytest.mark.model]
READY = "document.readyState === 'complete'"


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the shortest article."""
    from comity.extract import explain, load_pipeline

    folder = Path(__file__).parents[1] / "articles" / "dev"
    found = [a for a in read(folder) if isinstance(a, Article)]
    article = min(found, key=lambda a: len(a.text))
    made = explain(load_pipeline(), article, markup=True)
    return explained(made, article.text, load_ontology())


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_it_opens_without_a_request_or_a_complaint(
    reader: Any, html: str, width: int, scheme: str
) -> None:
    page = reader.open(html, width=width, scheme=scheme, ready=READY)
    assert reader.outside() == []
    assert reader.console == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('.tree svg').getBoundingClientRect().height > 50")


def test_ink_stands_out_from_its_ground(reader: Any, html: str) -> None:
    for scheme in ("light", "dark"):
        page = reader.open(html, scheme=scheme, ready=READY)
        ink, ground = page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
            ".map(c => c.match(/\\d+/g).map(Number).reduce((a, b) => a + b) / 3)"
        )
        assert abs(ink - ground) > 180


def test_an_anchor_marks_its_sentence(reader: Any, html: str) -> None:
    page = reader.open(html, hash_="#s3", ready=READY)
    assert page.evaluate("document.querySelector('article:target').id") == "s3"
    links = page.evaluate("[...document.querySelectorAll('aside a')].map(a => a.hash.slice(1))")
    assert links
    assert page.evaluate("ids => ids.every(id => document.getElementById(id))", links)
