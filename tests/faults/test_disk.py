"""A disk that is full, a folder that may not be written, other programs at work: told, nothing lost, and it goes on after."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.errors import StoreError
from comity.rdf import swap
from faults.commands import Done
from faults.conftest import LOG, MANY, VERBS, World, state

STEPS = 2
"""At how many of the steps of a verb an error is met in the short run."""

FULL = ("No space left", "File too large")
SAID = {"ENOSPC": "make room there, and do it again", "EROFS": "have the folder writable", "EIO": "check the disk"}  # fmt: skip


def went_on(world: World, verb: str, folder: Path, done: Done, *said: str) -> None:
    """Asserts that a verb that met an error told of it in one of some words, and that it can be done again."""
    assert "Traceback" not in done.err, done.err
    assert done.code in (0, 2), done.err
    assert any(words in done.err for words in said) or done.code == 0, done.err
    check = world.check(folder)
    assert check.code == 0, check.err
    found = state(folder)
    log = {LOG: found[LOG]} if LOG in found else {}
    assert found in (world.new[verb], world.new["again"] | log)
    assert done.code or found == world.new[verb]
    if not (verb == "remove" and found == world.new[verb]):
        again = world.do(verb, folder)
        assert again.code == 0, again.err
    assert state(folder) == world.new[verb]


@pytest.mark.parametrize("verb", VERBS)
def test_an_error_at_a_step(world: World, tmp_path: Path, verb: str) -> None:
    """Of each write in turn: the disk is full, closed or broken."""
    changing = [
        n
        for n, step in enumerate(world.took[verb].steps)
        if step.split()[0] in ("write", "rename", "mkdir", "fsync", "remove")
    ]
    chance = random.Random(verb)
    for number, step in enumerate(changing if MANY else sorted(chance.sample(changing, STEPS))):
        folder = world.copy(tmp_path / f"graph-{step}")
        name = [*SAID][number % len(SAID)]
        done = world.do(verb, folder, step=step, error=name)
        went_on(world, verb, folder, done, SAID[name])


@pytest.mark.parametrize(
    "most", [2_000, 50_000] if not MANY else [1, 200, 1_000, 2_000, 5_000, 20_000, 50_000, 200_000]
)
def test_no_file_may_be_longer(world: World, tmp_path: Path, most: int) -> None:
    """The system refuses the rest of a file in the middle, in our files and in those of the embedded store."""
    folder = world.copy(tmp_path / "graph")
    done = world.do("add", folder, bytes=most)
    went_on(world, "add", folder, done, *FULL)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of five megabytes, where this user may mount one."""
    yield from _mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=5m", "comity-faults")


def _mounted(place: Path, *words: str) -> Iterator[Path]:
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid():
        pytest.skip("only root mounts a disk")
    made = subprocess.run([mount, *words, str(place)], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"a disk cannot be mounted here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("verb", VERBS if MANY else VERBS[1:2])
def test_a_disk_that_is_full(world: World, small_disk: Path, verb: str) -> None:
    """A real one, with room for less and less."""
    ends = set()
    for free in range(8, 500, 25) if MANY else (8, 120):
        folder = world.copy(small_disk / "graph")
        fill(small_disk / "ballast", free * 1024)
        done = world.do(verb, folder)
        ends.add(done.code)
        (small_disk / "ballast").unlink()
        went_on(world, verb, folder, done, *FULL)
        shutil.rmtree(folder)
    assert 2 in ends


def fill(path: Path, free: int) -> None:
    """Makes a file that leaves so many bytes free."""
    left = shutil.disk_usage(path.parent).free - free
    path.write_bytes(b"x" * max(0, left))


@pytest.fixture
def closed(world: World, tmp_path: Path) -> Iterator[Path]:
    """A graph in a folder that may only be read, whoever asks."""
    inside = world.copy(tmp_path / "graph")
    for place in _mounted(tmp_path / "closed", "--bind", str(inside)):
        words = ["mount", "-o", "remount,ro,bind", str(place)]
        subprocess.run(words, check=True)
        yield place


@pytest.mark.parametrize("verb", ["add", "curate"] if not MANY else VERBS)
def test_a_folder_that_may_only_be_read_is_read_and_not_changed(world: World, closed: Path, verb: str) -> None:  # fmt: skip
    for reading in ("check", "query"):
        done = world.do(reading, closed, disk=True)
        assert done.code == 0, done.err
    before = state(closed)
    done = world.do(verb, closed)
    assert done.code == 2
    assert done.err.splitlines()[-1].startswith(
        f"comity: the graph in {closed} cannot be read or written: "
    )
    assert SAID["EROFS"] in done.err
    assert state(closed) == before


@pytest.mark.parametrize("verb", VERBS if MANY else ("build", "curate"))
def test_two_programs_do_not_write_at_once(world: World, tmp_path: Path, verb: str) -> None:
    folder = world.copy(tmp_path / "graph")
    with swap.writing(folder):
        done = world.do(verb, folder)
        assert done.code == 2
        assert "another program is writing to" in done.err.splitlines()[-1]
        assert "try again when it is done" in done.err.splitlines()[-1]
        found = state(folder)
        assert {k: v for k, v in found.items() if k != LOG} == world.new["again"]
        assert world.check(folder).code == 0
    again = world.do(verb, folder)
    assert again.code == 0, again.err
    assert state(folder) == world.new[verb]


def test_a_program_that_is_stopped_while_it_writes_keeps_others_out(world: World, tmp_path: Path) -> None:  # fmt: skip
    folder = world.copy(tmp_path / "graph")
    steps = world.took["add"].steps
    at = next(n for n, step in enumerate(steps) if step.startswith("rename /.staged/files"))
    ended: list[Done] = []
    writer = threading.Thread(
        target=lambda: ended.append(world.do("add", folder, step=at, stops=True))
    )
    writer.start()
    told = Path(f"{folder}.stopped")
    end = time.monotonic() + 60
    while not (told.exists() and told.read_text()) and time.monotonic() < end:
        time.sleep(0.02)
    with pytest.raises(StoreError, match="another program is writing to"), swap.writing(folder):
        pytest.fail("two wrote at once")
    os.kill(int(told.read_text()), signal.SIGCONT)
    writer.join()
    assert ended[0].code == 0, ended[0].err
    assert state(folder) == world.new["add"]


@pytest.mark.parametrize("shift", [-400 * 86_400, 400 * 86_400], ids=["back", "ahead"])
def test_a_clock_that_jumps_fools_nobody(world: World, tmp_path: Path, shift: int) -> None:
    """All files are of another year: locks, caches and what was read are taken for what they hold."""
    folder = world.copy(tmp_path / "graph")
    for path in sorted(folder.rglob("*")):
        at = path.stat().st_mtime + shift
        os.utime(path, (at, at))
    done = world.do("add", folder)
    assert done.code == 0, done.err
    assert state(folder) == world.new["add"]
    asked = world.do("query", folder, disk=True)
    assert asked.out != world.do("query", world.old, disk=True).out
    again = world.do("build", folder)
    assert (again.code, state(folder)) == (0, world.new["build"])
