"""What assembly remembers, in its file: it comes back, and what does not fit together counts as none."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

import short_articles
from comity import remembered
from comity.assemble import assemble
from comity.assemble.memo import NOTHING, digest_of
from comity.model import to_article

TEXTS = (
    "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-02.",
    "President Amina Otieno met Bekele in Nairobi on 2031-03-02.",
)
EXTRACTIONS = [
    short_articles.extraction(to_article(text, name=f"{n}.txt")) for n, text in enumerate(TEXTS)
]
DIGESTS = {one.citation.id: digest_of(one) for one in EXTRACTIONS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the memo of two articles on one meeting."""
    done = assemble(EXTRACTIONS, digests=DIGESTS)
    assert len(done.memo.ties.one) == 1
    remembered.keep(done.memo, tmp_path, before=NOTHING)
    return tmp_path


def resigned(folder: Path, **parts: Any) -> None:  # what a file may hold
    """Changes parts of the file, and has its digest fit."""
    path = folder / remembered.FILE
    held = msgspec.msgpack.decode(path.read_bytes()[32:])
    data = msgspec.msgpack.encode({**held, **parts})
    path.write_bytes(hashlib.sha256(data).digest() + data)


def test_what_is_kept_comes_back(folder: Path) -> None:
    memo = remembered.recall(folder)
    assert memo.events == assemble(EXTRACTIONS).knowledge.events
    resigned(folder)
    assert remembered.recall(folder).events == memo.events


PARTS = [
    pytest.param({"days": b"\0" * 7}, id="half a number"),
    pytest.param({"days": b""}, id="too few days"),
    pytest.param({"one": b"\xff" * 8}, id="a tie before the first"),
    pytest.param({"other": b"\x09" + b"\0" * 7}, id="a tie behind the last"),
    pytest.param({"points": b""}, id="no points"),
    pytest.param({"seeks": b""}, id="keys that do not seek"),
    pytest.param({"owner": b"\x09\0\0\0"}, id="keys of nobody"),
    pytest.param({"reports": []}, id="no reports"),
    pytest.param({"by": "another"}, id="another program"),
]


@pytest.mark.parametrize("parts", PARTS)
def test_what_does_not_fit_together_counts_as_none(folder: Path, parts: dict[str, Any]) -> None:
    resigned(folder, **parts)
    assert remembered.recall(folder) is NOTHING


def test_a_file_of_brackets_counts_as_none(folder: Path) -> None:
    data = b"\x81\xa1x" + b"\x91" * 200_000
    (folder / remembered.FILE).write_bytes(hashlib.sha256(data).digest() + data)
    assert remembered.recall(folder) is NOTHING


def test_a_memo_that_lacks_the_reports_of_an_article_changes_nothing(folder: Path) -> None:
    memo = remembered.recall(folder)
    lacking = replace(memo, ties=NOTHING.ties, events=())
    found = assemble(EXTRACTIONS, digests=DIGESTS, before=lacking)
    assert found.knowledge == assemble(EXTRACTIONS).knowledge
