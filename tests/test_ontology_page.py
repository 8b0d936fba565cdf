"""The documentation of the ontology: every term is there, with an example of the graph, in one file that loads no other."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph

import samples
from comity import resources

SCRIPT = Path(__file__).parent.parent / "docs" / "ontology.py"


@pytest.fixture(scope="module")
def page(sample_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page made of the graph of the samples."""
    target = tmp_path_factory.mktemp("docs") / "made" / "ontology.html"
    command = [sys.executable, str(SCRIPT), str(sample_graph), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return target.read_text(encoding="utf-8")


def test_every_class_and_property_has_its_definition(page: str) -> None:
    ontology = Graph().parse(resources.folder("ontology") / "comity.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = [term for kind in kinds for term in ontology.subjects(RDF.type, kind)]
    assert len(terms) > 80
    assert [term for term in terms if f"<code>{term}</code>" not in page] == []
    assert page.count("<h1>") == 1


def test_terms_have_examples_of_the_graph(page: str) -> None:
    text = " ".join(html.unescape(page).split())
    told = {s.text for s in samples.KNOWLEDGE.sentences if "summit" in s.text or "met" in s.text}
    found = re.search(rf"From the seeds: {re.escape(samples.SUMMIT_EVENT.label)}. “(.*?)” \(", text)
    assert found is not None
    assert found.group(1) in told
    assert 'From the seeds: id:state/bra a co:State ; rdfs:label "Brazil" ;' in text
    assert re.search(r'From the seeds: id:event/\w+ co:earliest "2031-\d\d-\d\d" \.', text)


def test_the_page_loads_nothing(page: str) -> None:
    assert re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=", page) == []
    assert re.findall(r'<link[^>]*href="(?!data:)', page) == []
    assert "url(" not in page
    assert "@import" not in page
