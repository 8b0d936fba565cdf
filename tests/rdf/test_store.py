"""The graph on disk: the same bytes, whole files only, a cache that heals, and errors that help."""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store
from tests import samples

from comity.errors import StoreError
from comity.model import Knowledge
from comity.rdf import store
from comity.rdf.quads import Run, to_quads

COUNT = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a co:Event }"


def quads_of(knowledge: Knowledge) -> list[Quad]:
    return to_quads(knowledge, run=Run("0", "m"), background=samples.BACKGROUND)


QUADS = quads_of(samples.knowledge())
FEWER = quads_of(replace(samples.knowledge(), events=samples.knowledge().events[:3]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.write(QUADS, tmp_path / "a" / "graph")
    return tmp_path / "a" / "graph"


def count(folder: Path, *, in_memory: bool | None = None) -> str | None:
    with store.open_graph(folder, in_memory=in_memory) as graph:
        return graph.query(COUNT).rows[0][0]


@pytest.mark.parametrize("in_memory", [True, False, None], ids=["memory", "disk", "default"])
def test_what_is_written_is_read(folder: Path, in_memory: bool | None) -> None:
    with store.open_graph(folder, in_memory=in_memory) as graph:
        assert graph.quads() == QUADS
        assert graph.knowledge() == samples.knowledge()
        assert graph.query(COUNT).rows == (("8",),)


def test_a_folder_holds_the_record_and_the_store_and_nothing_else(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["graph.nq", "store"]


def test_the_same_quads_give_the_same_bytes_in_any_order(folder: Path, tmp_path: Path) -> None:
    mixed = [*QUADS, *QUADS[:50]]
    random.Random(1).shuffle(mixed)
    store.write(mixed, tmp_path / "other")
    assert (tmp_path / "other/graph.nq").read_bytes() == (folder / "graph.nq").read_bytes()


def test_the_record_is_sorted_lines(folder: Path) -> None:
    lines = (folder / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(QUADS)
    assert all(line.endswith(" .") for line in lines)


def test_writing_again_replaces_the_graph_and_its_store(folder: Path) -> None:
    store.write(FEWER, folder)
    assert (count(folder, in_memory=True), count(folder, in_memory=False)) == ("3", "3")
    assert len(list((folder / "store").iterdir())) == 1


def test_a_reader_keeps_its_graph_while_it_is_replaced(folder: Path) -> None:
    with store.open_graph(folder, in_memory=False) as graph:
        store.write(FEWER, folder)
        assert graph.query(COUNT).rows == (("8",),)
    assert count(folder, in_memory=False) == "3"


@pytest.mark.parametrize("made", [True, False], ids=["made before", "made by all of them"])
def test_many_readers_share_a_store(folder: Path, made: bool) -> None:
    if not made:
        shutil.rmtree(folder / "store")
    found: list[str | None] = []
    threads = [
        threading.Thread(target=lambda: found.append(count(folder, in_memory=False)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["8"] * 4


def manifest_of(folder: Path) -> Path:
    (found,) = (folder / "store").glob("*/manifest.json")
    return found


def truncate_a_table(folder: Path) -> None:
    table = max((folder / "store").glob("*/quads/*.sst"), key=lambda path: path.stat().st_size)
    table.write_bytes(table.read_bytes()[:100])


def forget_the_manifest(folder: Path) -> None:
    manifest_of(folder).write_text("{ not json", encoding="utf-8")


def age(folder: Path) -> None:
    path = manifest_of(folder)
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"pyoxigraph": "0.1.0"}), encoding="utf-8")


def lose_all_tables(folder: Path) -> None:
    for path in (folder / "store").glob("*/quads/*"):
        path.unlink()


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda folder: shutil.rmtree(folder / "store"), id="missing"),
        pytest.param(truncate_a_table, id="a table cut short"),
        pytest.param(lose_all_tables, id="tables gone"),
        pytest.param(forget_the_manifest, id="no manifest"),
        pytest.param(age, id="made by another engine"),
    ],
)
def test_a_harmed_store_is_made_again(folder: Path, harm: Callable[[Path], None]) -> None:
    harm(folder)
    assert count(folder, in_memory=False) == "8"
    manifest = json.loads(manifest_of(folder).read_text(encoding="utf-8"))
    assert manifest["pyoxigraph"] != "0.1.0"
    assert sorted(path.name for path in folder.iterdir()) == ["graph.nq", "store"]


def test_a_store_follows_a_record_that_was_changed_by_hand(folder: Path, tmp_path: Path) -> None:
    store.write(FEWER, tmp_path / "other")
    shutil.copy(tmp_path / "other/graph.nq", folder / "graph.nq")
    assert count(folder, in_memory=False) == "3"


def test_a_store_that_fits_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_make", lambda *_: pytest.fail("made again"))
    assert count(folder, in_memory=False) == "8"


def test_a_large_record_is_read_from_its_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SMALL", 10)
    monkeypatch.setattr(store, "_load", lambda *_: pytest.fail("loaded into memory"))
    assert count(folder) == "8"


def test_a_write_that_breaks_off_leaves_the_old_graph(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(quads: object, part: object, **_: object) -> None:
        part.write(b"<http://example.org/half")  # type: ignore[attr-defined]  # an open file
        raise OSError("no space left on device")

    monkeypatch.setattr(store.pyoxigraph, "serialize", break_off)
    with pytest.raises(StoreError, match="no space left on device"):
        store.write(FEWER, folder)
    assert count(folder) == "8"
    assert sorted(path.name for path in folder.iterdir()) == ["graph.nq", "store"]


@pytest.mark.parametrize("in_memory", [True, False], ids=["memory", "disk"])
def test_a_half_written_record_is_said_to_be_damaged(folder: Path, in_memory: bool) -> None:
    record = (folder / "graph.nq").read_bytes()
    (folder / "graph.nq").write_bytes(record[: len(record) // 2])
    with (
        pytest.raises(StoreError, match=r"graph\.nq is damaged .*comity build"),
        store.open_graph(folder, in_memory=in_memory),
    ):
        pytest.fail("opened")


@pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty folder", "no folder"])
def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(StoreError, match=r"there is no graph in .*; make one with `comity build"),
        store.open_graph(tmp_path / name),
    ):
        pytest.fail("opened")


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be read or written"):
        store.write(QUADS, tmp_path / "file")


def test_a_lock_is_named(folder: Path) -> None:
    shutil.rmtree(folder / "store")
    held = Store(str(folder / "elsewhere"))
    with pytest.raises(OSError) as caught:
        Store(str(folder / "elsewhere"))
    del held
    assert str(store._error(folder, caught.value)).startswith("another program is writing to ")


def test_an_empty_graph_is_written_and_read(tmp_path: Path) -> None:
    store.write([], tmp_path)
    assert (count(tmp_path, in_memory=True), count(tmp_path, in_memory=False)) == ("0", "0")


def test_a_graph_in_memory_needs_no_folder() -> None:
    assert store.to_graph(QUADS).knowledge() == samples.knowledge()
