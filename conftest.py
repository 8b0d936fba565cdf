"""What the examples of the API stand on, where tests and the package both find it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

API = Path(__file__).parent / "graph" / "comity" / "api"


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the graph of `samples`; to be read only."""
    import samples
    from comity.rdf.quads import Run as Made
    from comity.rdf.quads import to_quads
    from comity.rdf.store import write

    folder = tmp_path_factory.mktemp("sample") / "build"
    write(to_quads(samples.KNOWLEDGE, run=Made(version="0", model="none")), folder)
    return folder


@pytest.fixture(scope="session")
def example_graphs(sample_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with that graph as `build`, and one that can be added to as `mine`, its article read without the model."""
    from comity import graphs

    place = tmp_path_factory.mktemp("examples")
    shutil.copytree(sample_graph, place / "build")
    table = place / "rows.jsonl"
    row = {
        "id": "a",
        "text": "Otieno met Bekele in Nairobi on 2031-03-12.",
        "published": "2031-03-13",
    }
    table.write_text(f"{json.dumps(row)}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        read_by_patterns(patch)
        graphs.build(table, output=place / "mine")
    return place


@pytest.fixture(autouse=True)
def beside_the_examples(request: pytest.FixtureRequest) -> Iterator[None]:
    """Examples in the docstrings of the API run where `build` and `mine` are graphs; articles are read without the model."""
    if not (isinstance(request.node, pytest.DoctestItem) and API in request.path.parents):
        yield
        return
    place: Path = request.getfixturevalue("tmp_path") / "here"
    shutil.copytree(request.getfixturevalue("example_graphs"), place)
    with pytest.MonkeyPatch.context() as patch:
        read_by_patterns(patch)
        patch.chdir(place)
        yield


def read_by_patterns(patch: pytest.MonkeyPatch) -> None:
    """Has articles read by the patterns of `short_articles` in place of the model."""
    import short_articles
    from comity import reader

    patch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    read = short_articles.one_by_one(lambda _, article: short_articles.extraction(article))
    patch.setattr(reader, "extract_all", read)
