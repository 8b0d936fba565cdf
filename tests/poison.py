"""What workers of a cluster run in tests in place of `extract_batch`: the same, but a rule breaks on articles of some names."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pyarrow as pa

import comity.extract
from comity.cluster.reading import Settings, extract_batch
from comity.extract.reading import read as really_read
from comity.model import Article, Extraction

PATIENCE = 300.0


def read(
    batch: pa.RecordBatch, *, settings: Settings, marks: Path, watched: bool = False
) -> pa.RecordBatch:
    """What `extract_batch` gives, in a process whose rules break; `marks` is a folder for what it has to say."""

    def broken(doc: Any, article: Article) -> Extraction:
        _break(article.name, marks, watched=watched)
        return really_read(doc, article)

    comity.extract.read = broken
    return extract_batch(batch, settings, watched=watched)


def _break(name: str, marks: Path, *, watched: bool) -> None:
    if name == "misses":
        raise KeyError(name)
    if name == "breaks":
        raise RuntimeError(name)
    while name == "hangs":
        pass
    if name == "waits" and not (marks / "waiting").exists():
        (marks / "waiting.part").write_text(str(os.getpid()), encoding="utf-8")
        (marks / "waiting.part").replace(marks / "waiting")
        time.sleep(PATIENCE)  # to be killed meanwhile
    if name == "kills":
        with (marks / "killed").open("a", encoding="utf-8") as told:
            told.write(f"watched: {watched}\n")
        os.kill(os.getpid(), signal.SIGKILL)
