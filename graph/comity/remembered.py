"""What assembly remembers of a graph, kept in its folder as `assembled.cache`: no file of record, made again where it is missing.

The file begins with a digest of the rest. One that is damaged, or that another version of the program or other tables
made, counts as none. It is always safe to remove.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from comity import __version__, resources
from comity.assemble.blocks import Blocks
from comity.assemble.memo import NOTHING, Digests, Memo
from comity.assemble.ties import Ties
from comity.files import move
from comity.model import Event

log = logging.getLogger(__name__)

FILE = "assembled.cache"
_SHA = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class _File:
    """A memo as it stands in its file, with a digest of the program that made it; arrays are little-endian bytes."""

    by: str
    articles: dict[str, Digests]
    events: tuple[Event, ...]
    decided: tuple[str, ...]
    reports: tuple[str, ...]
    days: bytes
    owner: bytes
    key: bytes
    seeks: bytes
    one: bytes
    other: bytes
    points: bytes


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_File)


def recall(folder: Path) -> Memo:
    """The memo of the graph in `folder`, `NOTHING` where there is none that can be used."""
    path = folder / FILE
    try:
        data = path.read_bytes()
        if hashlib.sha256(memoryview(data)[_SHA:]).digest() != data[:_SHA]:
            raise ValueError("it is damaged")
        found = _DECODER.decode(memoryview(data)[_SHA:])
        if found.by != _maker():
            raise ValueError("it is of another program or of other tables")
    except FileNotFoundError:
        return NOTHING
    except (OSError, ValueError, msgspec.DecodeError) as error:
        log.info("%s is made again: %s", path, error)
        return NOTHING
    return _to_memo(found)


def keep(memo: Memo, folder: Path, *, before: Memo) -> None:
    """Keeps the memo in `folder`, unless it is the one that was there `before`."""
    same = (memo.articles, memo.decided) == (before.articles, before.decided)
    if same and memo.events == before.events:
        return
    data = _ENCODER.encode(_to_file(memo))
    beside = folder / f".{FILE}.part"
    with beside.open("wb") as out:
        out.write(hashlib.sha256(data).digest())
        out.write(data)
    move(beside, folder / FILE)


def _maker() -> str:
    """A digest of what decides how articles are put together: the program and its tables."""
    code = resources.code("model.py", "remembered.py", "assemble/*.py", "knowledge/*.py")
    return resources.fingerprint([*code, *resources.tables()], __version__)


def _to_file(memo: Memo) -> _File:
    ties, blocks = memo.ties, memo.ties.blocks
    return _File(
        by=_maker(),
        articles=dict(memo.articles),
        events=memo.events,
        decided=memo.decided,
        reports=ties.reports,
        days=ties.days.astype("<i8").tobytes(),
        owner=blocks.owner.astype("<i4").tobytes(),
        key=blocks.key.astype("<u8").tobytes(),
        seeks=blocks.seeks.tobytes(),
        one=ties.one.astype("<i8").tobytes(),
        other=ties.other.astype("<i8").tobytes(),
        points=ties.points.astype("<f8").tobytes(),
    )


def _to_memo(file: _File) -> Memo:
    blocks = Blocks(
        np.frombuffer(file.owner, "<i4").astype(np.int64),
        np.frombuffer(file.key, "<u8"),
        np.frombuffer(file.seeks, np.bool_),
    )
    days, one, other = (np.frombuffer(x, "<i8") for x in (file.days, file.one, file.other))
    ties = Ties(file.reports, days, blocks, one, other, np.frombuffer(file.points, "<f8"))
    return Memo(file.articles, ties, file.events, file.decided)
