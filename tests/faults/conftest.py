"""The graphs that faults are done to: one as it is, and what each verb makes of it when nothing goes wrong."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import records
from faults.commands import Commands, Done, commands

if sys.platform == "win32":
    collect_ignore_glob = ["*"]

MANY = int(os.environ.get("COMITY_FAULTS", "0"))
"""How often each verb is killed at random, in the long run, which also does all else that can go wrong; 0 for the short one."""

TEXTS = (
    ("one", "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.", "2031-03-13"),
    ("two", "Amina Otieno will hold a summit with Dawit Bekele on 2031-03-16.", "2031-03-01"),
    ("three", "Kenya backed Ethiopia, according to Vik.", "2031-03-20"),
    ("four", "Lucia Moraes accused Kenya over tea duties.", "2031-04-01"),
)
LOG = "curations.toml"
Record = dict[str, bytes]


def state(folder: Path) -> Record:
    """The files of record of a graph and the decisions of people, of no file where there is none."""
    found = records.record(folder) if (folder / "manifest.json").exists() else {}
    log = folder / LOG
    return found | ({LOG: log.read_bytes()} if log.exists() else {})


@dataclass(frozen=True, slots=True)
class World:
    """A graph, what it was built from, and by verb what becomes of it; `old` is to be copied only."""

    place: Path
    run: Commands
    old: Path
    new: dict[str, Record]
    took: dict[str, Done]

    def copy(self, folder: Path) -> Path:
        """A graph of one's own."""
        shutil.copytree(self.old, folder, copy_function=shutil.copy)
        return folder

    def do(self, verb: str, folder: Path, **fault: object) -> Done:
        """Does the verb to the graph in `folder`."""
        return self.run.run(folder, *arguments(verb, self.place, folder), **_stdin(verb), **fault)

    def check(self, folder: Path) -> Done:
        """Runs `comity check`."""
        return self.run.run(folder, "check", folder)


VERBS = ("build", "add", "remove", "curate")
"""The verbs that change a graph."""


def arguments(verb: str, place: Path, folder: Path) -> list[object]:
    """The words of the command."""
    words: dict[str, list[object]] = {
        "build": ["build", place / "four.jsonl", "-o", folder],
        "again": ["build", place / "three.jsonl", "-o", folder],
        "add": ["add", place / "last.jsonl", "-o", folder],
        "remove": ["remove", "three", "-o", folder],
        "curate": ["curate", folder, "--by", "Ana Ruiz"],
        "check": ["check", folder],
        "query": ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", folder],
    }
    return words[verb]


def _stdin(verb: str) -> dict[str, str]:
    return {"stdin": "s\nOne meeting, moved.\n"} if verb == "curate" else {}


def table(path: Path, rows: tuple[tuple[str, str, str], ...]) -> Path:
    """A JSONL file of articles."""
    lines = (json.dumps({"id": n, "text": t, "published": d}) + "\n" for n, t, d in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world; nothing in it may be changed."""
    place = tmp_path_factory.mktemp("faults")
    table(place / "three.jsonl", TEXTS[:3])
    table(place / "four.jsonl", TEXTS)
    table(place / "last.jsonl", TEXTS[3:])
    with commands() as run:
        old = place / "old"
        world = World(place, run, old, {"again": {}}, {})
        assert world.do("again", old).code == 0
        world.new["again"] = state(old)
        assert world.do("query", old, disk=True).code == 0  # which makes the store
        for verb in VERBS:
            done = world.do(verb, folder := world.copy(place / verb), counts=True)
            assert done.code == 0, done.err
            world.new[verb], world.took[verb] = state(folder), done
            assert state(folder) != state(old)
        yield world
