"""A view as a notebook shows it: the page draws in its frame, and nothing of it runs outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.conftest import Reader

import comity

pytestmark = pytest.mark.browser


def test_the_page_draws_in_its_frame_and_asks_nothing(reader: Reader, sample_graph: Path) -> None:
    bundle = comity.open(sample_graph).view()._repr_mimebundle_()
    cell = f"<!doctype html><title>notebook</title><div id=cell>{bundle['text/html']}</div>"
    page = reader.open(cell, ready="document.querySelector('iframe') !== null")
    frame = page.frame_locator("iframe")
    frame.locator("canvas").first.wait_for()
    assert frame.locator("#status").text_content()
    assert not reader.outside()
    assert not reader.console
    assert page.evaluate("typeof vis") == "undefined"
    assert page.locator("#cell > p").inner_text().startswith("3 articles, 8 events")
    assert page.locator("#cell table").is_visible()
