"""kill -9 at any moment: the graph is the old or the new one, and the next command says what happened and goes on."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from comity.rdf import swap
from fake_server import Fake, fake
from faults.commands import KILLED, Done
from faults.conftest import LOG, MANY, VERBS, World, state

RANDOM = [(verb, seed) for verb in VERBS for seed in range(MANY or 1)]
STEPS = 2
"""At how many of the steps of a verb it is killed in the short run."""


def told(done: Done) -> bool:
    """Whether a command ended in a traceback."""
    return "Traceback" in done.err


def survived(world: World, verb: str, folder: Path) -> str:
    """What the next commands find after a verb was killed; asserts that nothing is lost or left. Gives "old" or "new"."""
    journal = (folder / ".staged" / "journal.json").exists()
    begun = (folder / ".staged" / "files").exists()
    read = [*(folder / ".unfinished" / "extractions").glob("*.json")]
    decided = verb == "curate" and (folder / LOG).exists()
    check = world.check(folder)
    assert check.code == 0, check.err
    assert ("stopped half way is finished" in check.err) is journal
    found = state(folder)
    log = {LOG: found[LOG]} if decided else {}
    new = found == world.new[verb]
    assert new or found == world.new["again"] | log
    again = world.do(verb, folder)
    assert not told(again), again.err
    if verb == "remove" and new:
        assert (again.code, "no article of the graph has the name 'three'" in again.err) == (
            2,
            True,
        )
    else:
        assert again.code == 0, again.err
    assert ("stopped half way is undone" in again.err) is (begun and not journal)
    if read and not new and verb in ("build", "add"):
        assert "going on where a run was stopped" in again.err
    if decided and not new:
        assert "decisions of before are followed now" in again.err
    assert state(folder) == world.new[verb]
    if new:
        again = world.do("again", folder)  # which writes, and so clears up
        assert again.code == 0, again.err
    left = {path.name for path in folder.iterdir() if not path.name.endswith(".part")}
    made = {".lock", "assembled.cache", "explorer.html", "extractions", "graph", "manifest.json"}
    assert left - {LOG} == made | {"store"}
    # A folder for a store may be left that was empty when its maker was killed.
    assert len([path for path in (folder / "store").iterdir() if any(path.iterdir())]) <= 1
    return "new" if new else "old"


@pytest.mark.parametrize(("verb", "seed"), RANDOM)
def test_killed_at_a_random_moment(world: World, tmp_path: Path, verb: str, seed: int) -> None:
    folder = world.copy(tmp_path / "graph")
    chance = random.Random(f"{verb} {seed}")
    while True:
        done = world.do(verb, folder, after=chance.uniform(0, world.took[verb].seconds))
        if done.code == KILLED:
            break
        assert done.code == 0, done.err  # it was faster than its end
        shutil.rmtree(folder)
        world.copy(folder)
    survived(world, verb, folder)


@pytest.mark.parametrize("verb", VERBS)
def test_killed_at_a_step(world: World, tmp_path: Path, verb: str) -> None:
    count = len(world.took[verb].steps)
    chance = random.Random(verb)
    steps = range(count) if MANY else sorted(chance.sample(range(count), STEPS))
    ends = []
    for step in steps:
        folder = world.copy(tmp_path / f"graph-{step}")
        done = world.do(verb, folder, step=step)
        assert done.code in (KILLED, 0), done.err
        ends.append(survived(world, verb, folder))
    assert ends == sorted(ends, key=["old", "new"].index)


@pytest.mark.parametrize(
    "most", [3_000, 60_000] if not MANY else [1, 100, 500, 1_000, 3_000, 10_000, 60_000, 300_000]
)
def test_killed_in_the_middle_of_a_file(world: World, tmp_path: Path, most: int) -> None:
    """At the byte `most` of the first file that is as long, be it one of ours or of the embedded store."""
    folder = world.copy(tmp_path / "graph")
    done = world.do("add", folder, bytes=most, kills=True)
    assert done.code < 0, done.err
    survived(world, "add", folder)


def test_a_swap_is_old_or_new_at_each_of_its_steps(world: World, tmp_path: Path) -> None:
    def held(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
        return {path.relative_to(folder).as_posix(): path.read_text() for path in files}

    first, second = tmp_path / "first", tmp_path / "second"
    assert world.run.run(first, put="a").code == 0
    shutil.copytree(first, second)
    done = world.run.run(second, put="b", counts=True)
    before, after = held(first), held(second)
    assert before.keys() ^ after.keys() == {"new-a", "new-b"}
    assert {step.split()[0] for step in done.steps} >= {"write", "rename", "remove", "fsync"}
    ends = []
    for step in range(len(done.steps)):
        folder = shutil.copytree(first, tmp_path / f"graph-{step}")
        assert world.run.run(folder, put="b", step=step).code == KILLED
        with swap.writing(folder):
            assert not (folder / ".staged").exists()
        ends.append(held(folder))
        assert ends[-1] in (before, after), done.steps[step]
    assert ends.index(after) == ends.count(before)


def test_what_is_left_of_a_store_in_the_making_goes(world: World, tmp_path: Path) -> None:
    folder = world.copy(tmp_path / "graph")
    making = next(n for n, step in enumerate(world.took["add"].steps) if step.startswith("link "))
    assert world.do("add", folder, step=making).code == KILLED
    assert [*(folder / "store").glob("new.*")]
    assert world.do("remove", folder).code == 0
    assert not [*(folder / "store").glob("new.*")]


@pytest.mark.parametrize("seed", range(MANY or 1))
def test_publish_killed_at_a_random_moment(world: World, seed: int) -> None:
    before = state(world.old)
    with fake() as server:
        whole = world.run.run(world.old, "publish", server.url, world.old)
        assert whole.code == 0, whole.err
        quads = sorted(map(str, server.store))
        _empty(server)
        chance = random.Random(seed)
        while True:
            after = chance.uniform(0, whole.seconds)
            done = world.run.run(world.old, "publish", server.url, world.old, after=after)
            if done.code == KILLED:
                break
            assert done.code == 0, done.err  # it was faster than its end
            _empty(server)
        again = world.run.run(world.old, "publish", server.url, world.old)
        assert again.code == 0, again.err
        assert f"{len(set(server.puts()))} graphs at" in again.err
        assert sorted(map(str, server.store)) == quads
    assert state(world.old) == before


def _empty(server: Fake) -> None:
    server.store.clear()
    server.asked.clear()
