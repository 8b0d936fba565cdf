"""Every file of a graph cut, changed by a bit, emptied, lost or in a folder's shape: told with a remedy, or made again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.conftest import LOG, MANY, World, state

KINDS = {
    "manifest": "manifest.json", "extraction": "extractions/*.json", "article": "graph/article-*.nq",
    "events": "graph/canonical.nq", "parts": "graph/parts.json", "run": "graph/run.nq", "memo": "assembled.cache",
    "decisions": LOG, "page": "explorer.html", "lock": ".lock", "store": "store/*/manifest.json",
    "table": "store/*/quads/*.sst", "tables": "store/*/quads/MANIFEST-*", "journal": ".staged/journal.json",
    "before": ".unfinished/extractions/*.json",
}  # fmt: skip
"""Patterns of the files of a graph, of whom the first is harmed, in the long run each."""

READING = ("check", "query", "curate")
VERBS = (*READING, "add", "remove", "again")


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """Changes one bit, in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def in_the_way(path: Path) -> None:
    """Puts a folder in its place."""
    path.unlink()
    path.mkdir()


HARMS: dict[str, Callable[[Path], None]] = {
    "halved": halve, "flipped": flip, "emptied": empty, "lost": Path.unlink, "a folder": in_the_way,
}  # fmt: skip


def cases() -> Iterator[tuple[str, str, str]]:
    """The kind of file, the harm and the verb that meets it: all, or each harm of each kind of file met once by some verb."""
    chance = random.Random(8)
    for kind in KINDS:
        for harm in HARMS if MANY else chance.sample([*HARMS], 1):
            for verb in VERBS if MANY else chance.sample(VERBS, 1):
                yield kind, harm, verb


@pytest.fixture(scope="module")
def whole(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with decisions that it follows; to be copied only."""
    folder = world.copy(tmp_path_factory.mktemp("whole") / "graph")
    (folder / LOG).write_bytes(world.new["curate"][LOG])
    for verb in ("again", "query"):
        done = world.do(verb, folder, disk=True)
        assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="module")
def expected(
    world: World, whole: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, bytes]]:
    """What each verb makes of it."""
    found = {}
    for verb in VERBS:
        folder = tmp_path_factory.mktemp(verb) / "graph"
        shutil.copytree(whole, folder)
        done = world.do(verb, folder)
        assert done.code == 0, done.err
        found[verb] = state(folder)
        found[f"{verb} says"] = {"out": done.out.encode()}
    return found


def files(world: World, folder: Path, kind: str) -> list[Path]:
    """The files of that kind; a change half done is made where it is one of its files."""
    if kind in ("journal", "before"):
        steps = world.took["add"].steps
        wanted = "remove /.staged/journal" if kind == "journal" else "read /graph/parts.json"
        world.do(
            "add", folder, step=next(n for n, step in enumerate(steps) if step.startswith(wanted))
        )
    found = sorted(folder.glob(KINDS[kind]))
    assert found, kind
    return found[:3] if MANY else found[:1]


@pytest.mark.parametrize(("kind", "harm", "verb"), list(cases()))
def test_harm_is_told_with_its_remedy_or_mended(
    world: World, whole: Path, expected: dict[str, dict[str, bytes]], tmp_path: Path, kind: str, harm: str, verb: str
) -> None:  # fmt: skip
    for number in range(len(files(world, Path(shutil.copytree(whole, tmp_path / "look")), kind))):
        folder = Path(shutil.copytree(whole, tmp_path / f"graph-{number}"))
        path = files(world, folder, kind)[number]
        if path.stat().st_size == 0 and harm in ("flipped", "halved"):
            continue
        HARMS[harm](path)
        met(world, expected, folder, path, verb)


def met(
    world: World, expected: dict[str, dict[str, bytes]], folder: Path, path: Path, verb: str
) -> None:
    """Does the verb, to the store on disk where it is a question, and what it says is to be done."""
    done = world.do(verb, folder, disk=verb in READING)
    assert "Traceback" not in done.err, done.err
    name = path.relative_to(folder).as_posix()
    inside = name.startswith((".staged", ".unfinished"))
    if done.code == 0 and not (name == LOG or inside):
        assert verb in READING or state(folder) == expected[verb]
        assert verb != "query" or done.out.encode() == expected["query says"]["out"]
    elif done.code:
        assert done.code == 2, done.err
        assert done.err.splitlines()[-1].startswith("comity: ")
        assert path.name in done.err or name.startswith("store/"), done.err
        assert "; " in done.err.splitlines()[-1]
    if done.code or verb in READING:
        remedied(world, expected, folder, path, done.err)


def remedied(
    world: World, expected: dict[str, dict[str, bytes]], folder: Path, path: Path, said: str
) -> None:
    """What the message says is done, and a build then makes the graph of before."""
    if path.is_dir():
        path.rmdir()
    if "remove .staged/" in said:
        shutil.rmtree(folder / ".staged")
    if "store/" in said:
        shutil.rmtree(folder / "store")
    if path.name == LOG:
        path.write_bytes(expected["again"][LOG])
    built = world.do("again", folder)
    assert built.code == 0, built.err
    assert state(folder) == expected["again"]
    asked = world.do("query", folder, disk=True)
    assert asked.code == 0, asked.err
    checked = world.check(folder)
    assert checked.code == 0, checked.err
