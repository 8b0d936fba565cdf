"""Notebooks run from top to bottom, and are stored without what they printed.

They run one after the other in one kernel, each from an empty namespace: a kernel and the imports of each would cost a
minute. What the seeds say was read before (`seeds_graph`), so the model reads only what a notebook brings.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = ["01_tour", "02_questions", "03_network", "04_your_articles"]
PICTURES = {"01_tour": 1, "03_network": 3}
OUTSIDE = re.compile(r"(?:src|href)=[\"']?https?://", re.IGNORECASE)


def code_of(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def test_the_notebooks_are_these() -> None:
    assert [path.stem for path in NOTEBOOKS] == NAMES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_is_stored_without_outputs(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    code = code_of(notebook)
    assert code
    assert not [cell.id for cell in code if cell.outputs or cell.execution_count is not None]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_reads_from_top_to_bottom(path: Path) -> None:
    cells = read(path).cells
    assert cells[0].source.startswith("# ")
    assert cells[0].cell_type == cells[-1].cell_type == "markdown"
    assert all(word in cells[0].source for word in ("JupyterLab", "VS Code", "Colab"))
    runs = "".join("m" if cell.cell_type == "markdown" else "c" for cell in cells)
    assert "cccc" not in runs  # never many cells without a word
    links = re.findall(
        r"\]\(([^)#]+)\)", "".join(c.source for c in cells if c.cell_type == "markdown")
    )
    assert not [name for name in links if not (ROOT / "notebooks" / name).exists()]


@pytest.fixture(scope="module")
def executed(
    seeds_graph: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[NotebookNode]]:
    """The code cells of each notebook with what they gave, an error where there was one."""
    place = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(seeds_graph / "build", place / "build")
    parts = {path.stem: read(path) for path in NOTEBOOKS}
    cells: list[NotebookNode] = []
    for notebook in parts.values():
        cells += [nbformat.v4.new_code_cell("%reset -f"), *notebook.cells]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    whole = nbformat.v4.new_notebook(cells=cells, metadata=parts[NAMES[0]].metadata)
    with warnings.catch_warnings():
        # of the notebook machinery; the cells run in a process of their own
        warnings.simplefilter("ignore")
        import matplotlib.font_manager  # noqa: F401  (it says so when it makes its list of fonts, the first time)
        from nbclient import NotebookClient

        client = NotebookClient(
            whole,
            timeout=300,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": str(place)}},
        )
        path = os.pathsep.join(filter(None, [str(ROOT / "graph"), os.environ.get("PYTHONPATH")]))
        client.execute(env={**os.environ, "PYTHONPATH": path, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"})  # fmt: skip
    return {name: code_of(notebook) for name, notebook in parts.items()}


def outputs(cells: list[NotebookNode]) -> list[dict[str, Any]]:
    return [dict(output) for cell in cells for output in cell.outputs]


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_and_every_cell_shows_something(
    executed: dict[str, list[NotebookNode]], name: str
) -> None:
    cells = executed[name]
    wrong = [o for o in outputs(cells) if o["output_type"] in ("error", "stream")]
    assert not wrong
    assert not [cell.source for cell in cells if not cell.outputs]


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_its_pictures_are_there_and_nothing_comes_from_elsewhere(
    executed: dict[str, list[NotebookNode]], name: str
) -> None:
    data = [o.get("data", {}) for o in outputs(executed[name])]
    assert sum("image/png" in d for d in data) == PICTURES.get(name, 0)
    assert not [d for d in data if OUTSIDE.search(d.get("text/html", ""))]


@pytest.mark.model
def test_the_tour_shows_the_page_and_the_event(executed: dict[str, list[NotebookNode]]) -> None:
    html = [o.get("data", {}).get("text/html", "") for o in outputs(executed["01_tour"])]
    assert sum("<iframe srcdoc=" in text for text in html) == 2  # the page and a brief
    assert any("How its status changed" in text and "<mark>" in text for text in html)


@pytest.mark.model
def test_answers_come_from_two_graphs_at_once(executed: dict[str, list[NotebookNode]]) -> None:
    text = [str(o.get("data", {}).get("text/plain")) for o in outputs(executed["02_questions"])]
    assert any("Seoul desk" in t and "Tokyo desk" in t and "Bloomberg" in t for t in text)


@pytest.mark.model
def test_what_is_corrected_and_added_is_in_the_graph(
    executed: dict[str, list[NotebookNode]],
) -> None:
    text = [str(o.get("data", {}).get("text/plain")) for o in outputs(executed["04_your_articles"])]
    assert any(t.startswith("'0 disputes are left") and "Ana Ruiz" in t for t in text)
    assert any("Opening of a crossing: Ethiopia, Kenya" in t for t in text)
    assert any(
        "Turkana Basin Commission" in t and "co:IntergovernmentalOrganization" in t for t in text
    )
