"""Any bytes in the files of a graph's folder: they are refused in words or count as none, and nothing beside the folder changes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import short_articles
from comity import remembered
from comity.assemble import assemble
from comity.assemble.memo import digest_of
from comity.errors import StoreError
from comity.model import Extraction, to_article
from comity.rdf.quads import Run, to_quads
from comity.rdf.record import MANIFEST, complete, read_manifest
from comity.rdf.store import load_graph, write
from comity.rdf.swap import JOURNAL, STAGED, settle
from fuzzing import scratch
from fuzzing.editing import edited

WORDS = (
    b"..", b"../", b"/", b"//", b"./", b"\\\\", b":", b"linked/", b"round/a", b"graph/", b"graph/run.nq", b"manifest.json", b"extractions/",
    b"journal.json", b"store", b'"put"', b'"drop"', b'"files"', b'"format"', b'"sha256"', b'"bytes"', b"comity-graph-1", b"null", b"true",
    b"-1", b"1e999", b"9" * 30, b"[" * 30, b'{"a":' * 15, b"{}", b"[]", b'""', b",", b"\\u0000", b"\\ud800", b"x" * 31, b"\n", b"\xff", b"\x00",
)  # fmt: skip
_SIZE = 32


@cache
def _articles() -> tuple[Extraction, ...]:
    """Two short articles, read without the model."""
    texts = (
        "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-02. Kenya backed Brazil, according to Vik.",
        "President Amina Otieno met Bekele in Nairobi on 2031-03-02. Jonas Vik accused Kenya over tea duties.",
    )
    made = (to_article(text.replace(". ", ".\n"), name=f"{n}.txt") for n, text in enumerate(texts))
    return tuple(short_articles.extraction(article) for article in made)


@cache
def _digests() -> dict[str, str]:
    return {one.citation.id: digest_of(one) for one in _articles()}


@cache
def _graph() -> Path:
    """The folder of their graph, with a link that leads out of it and one that goes round."""
    folder = scratch() / "beside" / "graph"
    done = assemble(_articles(), digests=_digests())
    write(to_quads(done.knowledge, run=Run("0", "none")), folder)
    remembered.keep(done.memo, folder, before=remembered.NOTHING)
    (folder / "linked").symlink_to("..")
    (folder / "round").symlink_to("round")
    (folder.parent / "victim.txt").write_text("mine", encoding="utf-8")
    shutil.copytree(folder, scratch() / "as-it-was", symlinks=True)
    return folder


def seeds() -> Iterator[bytes]:
    """Each file as it is, and edits of it."""
    _graph()
    for number, (_, name) in enumerate(_KINDS):
        yield bytes([number]) + _base(name)[:3000]
        yield bytes([128 + number]) + bytes(range(64))
    yield b'\x01{"put": ["../victim.txt", "linked/victim.txt", "round/a", "a"], "drop": []}'


def check(data: bytes) -> None:
    """The first byte says which file is other than it was, and whether the rest are edits of it."""
    first = data[0] if data else 0
    look, name = _KINDS[first % len(_KINDS)]
    base = _base(name)
    look(edited(base, data[1:], WORDS) if first > 127 else data[1:])
    beside = sorted(path.name for path in _graph().parent.iterdir())
    assert beside == ["graph", "victim.txt"], beside
    assert (_graph().parent / "victim.txt").read_text(encoding="utf-8") == "mine"


def _manifest(data: bytes) -> None:
    """A manifest, whatever it says: it is read and its graph loaded, or it is told why not."""
    path = _graph() / MANIFEST
    path.write_bytes(data)
    try:
        complete(_graph(), read_manifest(_graph()))
        load_graph(_graph(), in_memory=True)
    except StoreError as error:
        str(error).encode("utf-8", "backslashreplace")
    finally:
        path.write_bytes(_was_before(MANIFEST))


def _journal(data: bytes) -> None:
    """The journal of a change: it is carried out within the folder, or it is told why not."""
    staged = _graph() / STAGED
    (staged / "files" / "graph").mkdir(parents=True)
    for name in ("victim.txt", "graph/run.nq", "a"):
        (staged / "files" / name).write_text("theirs", encoding="utf-8")
    (staged / JOURNAL).write_bytes(data)
    try:
        settle(_graph())
    except StoreError as error:
        str(error).encode("utf-8", "backslashreplace")
    finally:
        shutil.rmtree(_graph())
        shutil.copytree(scratch() / "as-it-was", _graph(), symlinks=True)


def _memo(data: bytes) -> None:
    """What assembly remembers, signed as its own: it changes nothing but the time, or counts as none."""
    path = _graph() / remembered.FILE
    path.write_bytes(hashlib.sha256(data).digest() + data)
    memo = remembered.recall(_graph())
    path.write_bytes(_was_before(remembered.FILE))
    assemble(_articles(), digests=_digests(), before=memo)


def _quads(data: bytes) -> None:
    """A file of quads with a manifest that says it is so: it is loaded, or it is told why not."""
    name = "graph/canonical.nq"
    was = _was_before(name)
    manifest = json.loads(_was_before(MANIFEST))
    found = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "quads": 1}
    manifest["files"][name] = found
    manifest.pop("sha256")  # whoever changes a manifest leaves it out
    (_graph() / name).write_bytes(data)
    (_graph() / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    try:
        with suppress(StoreError):
            load_graph(_graph(), in_memory=True).knowledge()
    finally:
        (_graph() / name).write_bytes(was)
        (_graph() / MANIFEST).write_bytes(_was_before(MANIFEST))


@cache
def _was_before(name: str) -> bytes:
    return (scratch() / "as-it-was" / name).read_bytes()


def _base(name: str) -> bytes:
    """What the file held, without the digest before it."""
    if name == JOURNAL:
        return b'{"put": ["graph/run.nq", "a"],\n "drop": ["graph/canonical.nq"]}'
    _graph()
    found = _was_before(name)
    return found[_SIZE:] if name == remembered.FILE else found


_KINDS: tuple[tuple[Callable[[bytes], None], str], ...] = (
    (_manifest, MANIFEST),
    (_journal, JOURNAL),
    (_memo, remembered.FILE),
    (_quads, "graph/canonical.nq"),
)
