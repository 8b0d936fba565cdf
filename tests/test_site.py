"""The site of `make docs`: made without a warning, it loads nothing from elsewhere; and the diagram is that of the ontology."""

from __future__ import annotations

import importlib.util
import re
import sys
import warnings
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from comity import resources

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph" / "comity"


def script(name: str) -> ModuleType:
    """A module of `docs/`, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_diagram_is_that_of_the_ontology() -> None:
    ontology = Graph().parse(resources.folder("ontology") / "comity.ttl")
    drawn = script("diagram").to_svg(ontology)
    assert (ROOT / "ontology" / "diagram.svg").read_text(encoding="utf-8") == drawn, (
        "run `make diagram`"
    )
    shown = {text.strip() for text in ElementTree.fromstring(drawn).itertext()}
    for word in ("Report", "Summit", "ofEvent", "→ Event", "CONSULT +2.5"):
        assert word in shown


def test_every_module_has_its_page() -> None:
    listed = {name for _, names in script("site").PARTS for name in names}
    modules = {p.stem for p in PACKAGE.glob("*.py")} | {
        p.parent.name for p in PACKAGE.glob("*/__init__.py")
    }
    assert listed == {name for name in modules if not name.startswith("__")}


MARKDOWN = [
    pytest.param(["a `x|y` and |z|"], ["a `x|y` and \\|z\\|"], id="bars"),
    pytest.param(["say from_ now"], ["say from\\_ now"], id="a name that ends in a line"),
    pytest.param(["As:", "", "    code", "", "on"], ["As:", "", "", "::", "", "    " + "    code", "", "", "on"], id="code"),
    pytest.param(["Raises:", "    InputError: no."], ["Raises:", "    InputError: no."], id="a section"),
    pytest.param([">>> f(**{})", "    | *"], [">>> f(**{})", "    | *"], id="a doctest and what it prints"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), MARKDOWN)
def test_docstrings_are_read_as_markdown(given: list[str], wanted: list[str]) -> None:
    assert list(script("conf")._to_rst(given)) == wanted


def test_a_site_of_all_documents_and_part_of_the_api(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = script("site")
    monkeypatch.setattr(site, "PARTS", (("Records", ("model", "errors", "export")),))
    (tmp_path / "ontology.html").write_text("<title>terms</title>", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("default")  # of Sphinx itself; what it says of our pages fails
        code = site.main(tmp_path / "ontology.html", tmp_path / "site")
    assert code == 0, capsys.readouterr().err
    pages = {p.relative_to(tmp_path / "site").as_posix(): p.read_text(encoding="utf-8") for p in (tmp_path / "site").rglob("*.html")}  # fmt: skip
    assert {"index.html", "README.html", "CONTRIBUTING.html", "ontology/README.html", "ontology/SERVERS.html",
            "seeds/README.html", "api/model.html", "ontology.html", "search.html"} <= set(pages)  # fmt: skip
    assert "comity.model.Report" in pages["api/model.html"]
    for name, text in pages.items():
        assert not re.findall(
            r"""<(?:script|img|iframe|source)[^>]*\ssrc=["'](?:https?:)?//""", text
        ), name
        assert not re.findall(r'<link[^>]*href="(?:https?:)?//', text), name
    for style in (tmp_path / "site").rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.findall(r"@import|url\([\"']?(?:https?:)?//", text), style
