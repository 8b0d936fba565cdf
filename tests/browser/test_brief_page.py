"""The page of a brief in a browser: no request, no script, no overflow, wherever it is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import hostile
import pytest

import samples
from comity.findings.briefs import brief
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.views.brief import brief_page

pytestmark = pytest.mark.browser

ONTOLOGY = load_ontology()
READY = "document.readyState === 'complete'"


def page_of(known: Knowledge) -> str:
    return brief_page(brief(known, ONTOLOGY, (samples.OTIENO, samples.BEKELE)))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_asks_for_nothing(reader: Any, width: int, scheme: str) -> None:
    page = reader.open(page_of(samples.KNOWLEDGE), width=width, scheme=scheme, ready=READY)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [r for r in reader.requests if not r.startswith("file:")] == []
    assert reader.console == []


def test_a_number_leads_to_its_sentence(reader: Any) -> None:
    page = reader.open(page_of(samples.KNOWLEDGE), ready=READY)
    page.click("#timeline sup a >> nth=0")
    target = page.evaluate("document.querySelector(':target blockquote').textContent")
    assert target in {s.text for s in samples.KNOWLEDGE.sentences}


def test_hostile_names_run_nothing(reader: Any) -> None:
    known = replace(hostile.hostile(samples.KNOWLEDGE), copies=())
    page = reader.open(page_of(known), ready=READY)
    assert page.evaluate("window.pwned") is None
    assert [r for r in reader.requests if not r.startswith("file:")] == []


def test_it_prints(reader: Any, tmp_path: Path) -> None:
    page = reader.open(page_of(samples.KNOWLEDGE), ready=READY)
    page.pdf(path=str(tmp_path / "brief.pdf"), format="A4")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
