"""Parses kept on disk, one file an article, so that a change of rules reads without parsing: `parses/<digits>.spacy`.

A file is two digests and a DocBin of spaCy: that of the rest of the file, and that of all that decides the parse (the text
as it is read, its zones, the model, spaCy, and the modules that parse). One that is damaged or was made of anything
else counts as none, and is made again. It is always safe to remove.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import spacy.tokens
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from comity import resources
from comity.extract.text import Zone
from comity.extract.watch import DEFECTS
from comity.extractions import MODEL
from comity.files import move
from comity.parse_folder import path_of

_log = logging.getLogger(__name__)

_SIZE = hashlib.sha256().digest_size
_ATTRIBUTES = ("NORM", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
_PARSING = (
    "parser",
    "trained",
    "versions",
    "paragraphs",
    "acceleration",
    "attributes",
    "embedding",
    "parses",
)


def key_of(text: str, zones: Iterable[Zone]) -> bytes:
    """A digest of all that decides the parse of a text as it is read, with its zones."""
    shown = "\n".join(f"{zone.kind} {zone.span.start} {zone.span.end}" for zone in zones)
    return hashlib.sha256(f"{_parser()}\n{shown}\n\n{text}".encode()).digest()


def recall(folder: Path, article: str, key: bytes, vocab: Vocab) -> Doc | None:
    """The parse of the article with this id, as it was kept in `folder` by `key`; None where there is none."""
    path = path_of(folder, article)
    try:
        data = path.read_bytes()
        if hashlib.sha256(memoryview(data)[_SIZE:]).digest() != data[:_SIZE]:
            raise ValueError("it is damaged")
        if data[_SIZE : 2 * _SIZE] != key:
            raise ValueError("it is of another text, or of another parser")
        (doc,) = DocBin().from_bytes(data[2 * _SIZE :]).get_docs(vocab)
    except FileNotFoundError:
        return None
    except (OSError, *DEFECTS) as error:  # spaCy reads what it has written, and nothing else well
        _log.info("%s is made again: %s", path, error)
        return None
    return doc


def keep(folder: Path, article: str, key: bytes, doc: spacy.tokens.Doc) -> None:
    """Keeps the parse of the article with this id in `folder`; a file that cannot be written is done without."""
    path = path_of(folder, article)
    rest = key + DocBin(_ATTRIBUTES, docs=[doc]).to_bytes()
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(rest).digest() + rest)
        move(beside, path)
    except OSError as error:
        _log.warning("the parse of %s is not kept: %s", article, error)


@cache
def _parser() -> str:
    """A digest of what parses."""
    code = resources.code(*(f"extract/{name}.py" for name in _PARSING))
    return resources.fingerprint(code, MODEL, metadata.version("spacy"))
