"""Parses kept on disk, one file an article, so that a change of rules reads without parsing: `parses/<digits>.parse`.

A file is two digests and the annotations, packed: that of the rest of the file, and that of all that decides the parse
(the text as it is read, its zones, the model, spaCy, and the modules that parse). One that is damaged or was made of anything
else counts as none, and is made again. It is always safe to remove.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import chain, pairwise
from pathlib import Path

import msgspec

from comity import resources
from comity.extract.annotations import COLUMNS, Annotations
from comity.extract.text import Zone
from comity.extractions import MODEL
from comity.files import move
from comity.parse_folder import path_of

_log = logging.getLogger(__name__)

_SIZE = hashlib.sha256().digest_size
_PARSING = (
    "parser",
    "trained",
    "versions",
    "paragraphs",
    "acceleration",
    "attributes",
    "lemmas",
    "embedding",
    "parses",
    "annotations",
)


def key_of(text: str, zones: Iterable[Zone]) -> bytes:
    """A digest of all that decides the parse of a text as it is read, with its zones."""
    shown = "\n".join(f"{zone.kind} {zone.span.start} {zone.span.end}" for zone in zones)
    return hashlib.sha256(f"{_parser()}\n{shown}\n\n{text}".encode()).digest()


def recall(folder: Path, article: str, key: bytes) -> Annotations | None:
    """The parse of the article with this id, as it was kept in `folder` by `key`; None where there is none."""
    path = path_of(folder, article)
    try:
        data = path.read_bytes()
        if hashlib.sha256(memoryview(data)[_SIZE:]).digest() != data[:_SIZE]:
            raise ValueError("it is damaged")
        if data[_SIZE : 2 * _SIZE] != key:
            raise ValueError("it is of another text, or of another parser")
        return _unpacked(data[2 * _SIZE :])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError, zlib.error) as error:
        _log.info("%s is made again: %s", path, error)
        return None


def keep(folder: Path, article: str, key: bytes, found: Annotations) -> None:
    """Keeps the parse of the article with this id in `folder`; a file that cannot be written is done without."""
    path = path_of(folder, article)
    rest = key + _packed(found)
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(rest).digest() + rest)
        move(beside, path)
    except OSError as error:
        _log.warning("the parse of %s is not kept: %s", article, error)


@dataclass(frozen=True, slots=True)
class _Packed:
    """Annotations with each string once: `columns` are numbers of `strings`."""

    strings: Sequence[str]
    columns: Sequence[Sequence[int]]
    spaces: Sequence[int]
    heads: Sequence[int]
    sentences: Sequence[int]
    entities: Sequence[tuple[int, int, str]]


_DECODER = msgspec.msgpack.Decoder(_Packed)


def _packed(found: Annotations) -> bytes:
    strings = {text: n for n, text in enumerate(dict.fromkeys(chain(*found.columns)))}
    columns = [list(map(strings.__getitem__, column)) for column in found.columns]
    packed = _Packed(
        [*strings], columns, found.spaces, found.heads, found.sentences, found.entities
    )
    return zlib.compress(msgspec.msgpack.encode(packed))


def _unpacked(data: bytes) -> Annotations:
    found = _DECODER.decode(zlib.decompress(data))
    if not _is_whole(found):
        raise ValueError("its columns do not fit each other")
    string = list(map(sys.intern, found.strings)).__getitem__
    columns = tuple(list(map(string, column)) for column in found.columns)
    return Annotations(columns, found.spaces, found.heads, found.sentences, found.entities)


def _is_whole(found: _Packed) -> bool:
    """Whether all columns are of one length, and nothing points outside of the text."""
    size, strings = len(found.spaces), frozenset(range(len(found.strings)))
    return (
        len(found.columns) == len(COLUMNS)
        and all(len(c) == size and strings.issuperset(c) for c in found.columns)
        and len(found.heads) == size
        and all(0 <= n + head < size for n, head in enumerate(found.heads))
        and all(a < b for a, b in pairwise((-1, *found.sentences, size)))
        and all(0 <= start < end <= size for start, end, _ in found.entities)
    )


@cache
def _parser() -> str:
    """A digest of what parses."""
    code = resources.code(*(f"extract/{name}.py" for name in _PARSING))
    return resources.fingerprint(code, MODEL, metadata.version("spacy"))
