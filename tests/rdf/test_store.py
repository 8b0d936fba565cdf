"""The graph on disk: the same bytes, whole files only, a cache that heals, and errors that help."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from tests import samples

from comity.errors import StoreError
from comity.model import Knowledge
from comity.rdf import cache, store, swap
from comity.rdf.quads import Run, to_quads
from records import record

COUNT = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a co:Event }"


def quads_of(knowledge: Knowledge) -> list[Quad]:
    return to_quads(knowledge, run=Run("0", "m"), background=samples.BACKGROUND)


QUADS = quads_of(samples.knowledge())
FEWER = quads_of(replace(samples.knowledge(), events=samples.knowledge().events[:3]))


PARTS = [".lock", "graph", "manifest.json", "store"]


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
    assert sorted(path.name for path in folder.iterdir()) == PARTS


def test_the_same_quads_give_the_same_bytes_in_any_order(folder: Path, tmp_path: Path) -> None:
    mixed = [*QUADS, *QUADS[:50]]
    random.Random(1).shuffle(mixed)
    store.write(mixed, tmp_path / "other")
    assert record(tmp_path / "other") == record(folder)


def test_the_record_is_a_file_an_article_of_sorted_lines(folder: Path) -> None:
    names = {f"article-{a.id.removeprefix('article/')}.nq" for a in samples.ARTICLES}
    files = sorted((folder / "graph").iterdir())
    assert {path.name for path in files} == names | {"background.nq", "canonical.nq", "run.nq"}
    lines = [path.read_text(encoding="utf-8").splitlines() for path in files]
    assert sum(map(len, lines)) == len(QUADS)
    assert all(line.endswith(" .") for told in lines for line in told)
    assert [told == sorted(told, key=lambda line: line[:-2]) for told in lines] == [True] * 6


def test_the_manifest_says_what_each_file_holds(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["files"].keys() | {"manifest.json"} == record(folder).keys()
    for name, file in manifest["files"].items():
        data = (folder / name).read_bytes()
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
        assert (file["bytes"], file["quads"]) == (len(data), data.count(b"\n"))


def test_all_quads_can_be_had_as_one_file(folder: Path) -> None:
    quads = list(parse(b"".join(store.dump(folder)), format=RdfFormat.N_QUADS))
    assert sorted(quads, key=str) == QUADS
    with store.open_graph(folder) as graph:
        assert set(parse(graph.to_trig(), format=RdfFormat.TRIG)) == set(QUADS)


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
    assert sorted(path.name for path in folder.iterdir()) == PARTS


def test_a_store_follows_a_record_that_was_put_in_its_place(folder: Path, tmp_path: Path) -> None:
    store.write(FEWER, tmp_path / "other")
    shutil.copy(tmp_path / "other/manifest.json", folder)
    shutil.copytree(tmp_path / "other/graph", folder / "graph", dirs_exist_ok=True)
    assert count(folder, in_memory=False) == "3"


def test_a_store_that_fits_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_make", lambda *_: pytest.fail("made again"))
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
    def break_off(stage: swap.Stage, name: str, data: bytes) -> None:
        stage.place(name).write_bytes(data[:20])
        raise OSError("no space left on device")

    monkeypatch.setattr(swap.Stage, "write", break_off)
    before = record(folder)
    with pytest.raises(StoreError, match="no space left on device"):
        store.write(FEWER, folder)
    assert record(folder) == before
    assert count(folder) == "8"
    assert sorted(path.name for path in folder.iterdir()) == PARTS


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def alter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"2031", b"2032"))


@pytest.mark.parametrize("harm", [halve, alter, Path.unlink], ids=["halved", "altered", "gone"])
@pytest.mark.parametrize("in_memory", [True, False], ids=["memory", "disk"])
def test_a_harmed_record_is_named_with_the_remedy(
    folder: Path, in_memory: bool, harm: Callable[[Path], None]
) -> None:
    shutil.rmtree(folder / "store")
    harm(folder / "graph" / "canonical.nq")
    with (
        pytest.raises(StoreError, match=r"canonical\.nq (is damaged|cannot be read).*comity build"),
        store.open_graph(folder, in_memory=in_memory),
    ):
        pytest.fail("opened")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "is damaged", id="cut short"),
        pytest.param('{"format": "comity-graph-9", "files": {}}', "another version", id="of a later version"),
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_read_says_so(folder: Path, text: str, message: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=f"manifest.json is .*{message}|{message}.*comity build"):
        count(folder)


def test_a_graph_of_an_older_version_is_to_be_built_again(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(b"")
    with pytest.raises(
        StoreError, match=r"graph\.nq is a graph of an older version .*comity build"
    ):
        count(tmp_path)
    store.write(QUADS, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == PARTS


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


def test_only_one_program_writes(folder: Path) -> None:
    with (
        swap.writing(folder),
        pytest.raises(StoreError, match="another program is writing to .*try again"),
    ):
        store.write(FEWER, folder)
    assert count(folder) == "8"


def test_an_empty_graph_is_written_and_read(tmp_path: Path) -> None:
    store.write([], tmp_path)
    assert (count(tmp_path, in_memory=True), count(tmp_path, in_memory=False)) == ("0", "0")


def test_a_graph_in_memory_needs_no_folder() -> None:
    assert store.to_graph(QUADS).knowledge() == samples.knowledge()


OUTSIDE = ["../victim.txt", "graph/../../victim.txt", "linked/victim.txt", "/{victim}"]


def foreign(folder: Path, name: str) -> tuple[Path, str]:
    """A file beside the folder of a graph, and a name that leads from the folder to it."""
    victim = folder.parent / "victim.txt"
    victim.write_text("mine")
    (folder / "linked").symlink_to(folder.parent)
    return victim, name.format(victim=str(victim).lstrip("/"))


@pytest.mark.parametrize("key", ["put", "drop"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_a_journal_of_others_touches_nothing_outside(folder: Path, name: str, key: str) -> None:
    victim, name = foreign(folder, name)
    staged = folder / ".staged"
    (staged / "files").mkdir(parents=True)
    (staged / "files" / "victim.txt").write_text("theirs")
    (staged / "victim.txt").write_text("theirs")
    journal = {"put": [], "drop": [], key: ["graph/run.nq", name]}
    (staged / "journal.json").write_text(json.dumps(journal))
    with pytest.raises(StoreError, match=r"which is outside of .*if the folder came from others"):
        count(folder)
    assert victim.read_text() == "mine"
    assert (folder / "graph" / "run.nq").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"put": 1, "drop": []}', "\ud7ff\x00"])
def test_a_journal_that_is_damaged_is_told(folder: Path, text: str) -> None:
    (folder / ".staged").mkdir()
    (folder / ".staged" / "journal.json").write_text(text)
    with pytest.raises(StoreError, match=r"journal\.json is damaged"):
        count(folder)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_manifest_of_others_reads_nothing_outside(folder: Path, name: str) -> None:
    victim, name = foreign(folder, name)
    manifest = json.loads((folder / "manifest.json").read_text())
    data = victim.read_bytes()
    told = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "quads": 0}
    manifest["files"][name] = told
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(StoreError, match=r"manifest\.json names .*which is outside of"):
        count(folder)


@pytest.mark.skipif(os.name == "nt", reason="names are UTF-16 there")
def test_a_folder_that_cannot_be_named_to_the_store_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    place = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(StoreError, match=r"caf\\xe9' is no name in UTF-8"):
        store.write(QUADS, place)
    assert not list(place.iterdir())


def test_a_manifest_whose_lines_were_changed_is_told(folder: Path) -> None:
    """One letter would have hidden an article: what is no `.nq` holds no quads."""
    path = folder / "manifest.json"
    text = path.read_text()
    assert text.count('.nq": {') == 6
    for old, new in (
        ("article-", "artikle-"),
        ('.nq": {', '.oq": {'),
        ('"quads": 1', '"quads": 2'),
    ):
        path.write_text(text.replace(old, new, 1))
        with pytest.raises(
            StoreError, match=r"manifest\.json is damaged or was changed by hand; .*comity build"
        ):
            count(folder)
    path.write_text(text)
    assert count(folder) == "8"


def test_a_manifest_that_is_gone_is_no_folder_without_a_graph(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    with pytest.raises(
        StoreError, match=r"manifest\.json is missing, of a graph that is there else; restore"
    ):
        count(folder)
    (folder / "manifest.json").mkdir()
    with pytest.raises(
        StoreError, match=r"manifest\.json is a folder where the graph has a file; move it away"
    ):
        count(folder)


def test_a_folder_in_the_way_is_found_before_anything_is_changed(folder: Path) -> None:
    (folder / "graph" / "canonical.nq").unlink()
    (folder / "graph" / "canonical.nq").mkdir()
    before = record_but(folder, "canonical.nq")
    with pytest.raises(
        StoreError, match=r"canonical\.nq is a folder where the graph has a file; move it away"
    ):
        store.write(FEWER, folder)
    assert record_but(folder, "canonical.nq") == before
    assert not (folder / ".staged").exists()
    (folder / "graph" / "canonical.nq").rmdir()
    store.write(FEWER, folder)
    assert count(folder) == "3"


def record_but(folder: Path, name: str) -> dict[str, bytes]:
    files = (path for path in (folder / "graph").iterdir() if path.name != name)
    return {path.name: path.read_bytes() for path in (*files, folder / "manifest.json")}


def test_a_change_that_was_carried_out_is_not_said_to_be_undone(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Killed after its journal was removed, before the empty folder was."""
    (folder / ".staged").mkdir()
    with swap.writing(folder):
        assert not (folder / ".staged").exists()
    assert "undone" not in caplog.text


def flip_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_table_that_is_damaged_inside_says_what_to_remove(folder: Path) -> None:
    """The engine finds it when it reads that far, by its own checksums."""
    for path in (folder / "store").glob("*/quads/*.sst"):
        flip_in_the_middle(path)
    try:
        found = count(folder, in_memory=False)
    except StoreError as error:
        assert "remove the folder store/ of the graph, which is then made again" in str(error)  # noqa: PT017  (either may be)
        shutil.rmtree(folder / "store")
        found = count(folder, in_memory=False)
    assert found == "8"


@pytest.mark.parametrize("name", ["MANIFEST-*", "CURRENT", "*.sst"])
def test_a_store_of_which_a_file_was_cut_is_made_again(folder: Path, name: str) -> None:
    """A list of tables that was cut may be taken for an older one, with fewer quads."""
    for path in (folder / "store").glob(f"*/quads/{name}"):
        halve(path)
    assert count(folder, in_memory=False) == "8"


def test_a_store_in_the_making_stays_until_its_maker_is_gone(folder: Path) -> None:
    making, dead, begun = (folder / "store" / f"new.{name}" for name in "abc")
    for place in (making, dead, begun):
        place.mkdir()
    (dead / ".lock").touch()
    with swap.locked(making):
        store.write(FEWER, folder)
        assert (making.exists(), dead.exists(), begun.exists()) == (True, False, True)
    store.write(QUADS, folder)
    assert not making.exists()
