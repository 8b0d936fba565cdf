"""What was read of each article, kept as JSON beside the graph that is made of it: `extractions/<digits>.json`.

An extraction is never changed by assembly: it holds what extraction said of one article, with the ids of that
article alone, and what made it (`Made`). It is read anew only where the article, its citation, the program, the
rules, the ontology or the gazetteer have changed. The files change together with the graph: see `rdf/swap.py`.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from comity import __version__, resources
from comity.errors import InputError, StoreError
from comity.model import Article, Extraction

FOLDER = "extractions"
_NAME = re.compile(r"[0-9a-f]{16}\.json")
_WITHOUT_RULES = ("shapes.ttl", "align.ttl", "identity.toml", "cameo.csv", "plover.toml")
_REBUILD = "run `comity build` again with all articles"


@dataclass(frozen=True, slots=True)
class Made:
    """What an extraction was made by: the version of comity, the language model, and digests.

    `rules` is that of the program's rules and the ontology, `gazetteer` that of a user's table of further names.
    """

    version: str
    model: str
    rules: str
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An extraction as it stands in its file."""

    format: str
    made: Made
    extraction: Extraction


_DECODER = msgspec.json.Decoder(Kept)


def made_by(model: str, *, gazetteer: Path | None = None) -> Made:
    """What the extractions of this program are made by, with `model` and a user's table of further names.

    Raises:
        InputError: the table cannot be read.
    """
    try:
        table = None if gazetteer is None else _sha256(gazetteer.read_bytes())
    except OSError as error:
        raise InputError(
            f"{gazetteer}: cannot be read: {error.strerror}; give the path of a CSV file"
        ) from error
    return Made(__version__, model, _rules(), table)


def file_of(article: str) -> str:
    """The name of the file of the article with this id.

    >>> file_of("article/a7af62e71ea54f97")
    'a7af62e71ea54f97.json'
    """
    return f"{article.removeprefix('article/')}.json"


def to_json(extraction: Extraction, made: Made) -> bytes:
    """The bytes of the file, one line; the same for the same extraction."""
    return msgspec.json.encode(kept(extraction, made)) + b"\n"


def from_json(data: bytes, *, where: Path) -> Kept:
    """What stands in the file `where`, whose bytes are given.

    Raises:
        StoreError: the bytes are no extraction, one of another version's form, or one of another article.
    """
    try:
        kept = _DECODER.decode(data)
    except msgspec.DecodeError as error:
        raise StoreError(_fault(where, data, error)) from error
    if kept.format != _format():
        raise StoreError(f"{where} has the form of comity {kept.made.version}; {_REBUILD}")
    if file_of(kept.extraction.citation.id) != where.name:
        name = kept.extraction.citation.name
        raise StoreError(
            f"{where} holds another article, {name}; give it its name back, or remove it"
        )
    return kept


def kept(extraction: Extraction, made: Made) -> Kept:
    """The extraction with what made it, as it is to be kept."""
    return Kept(_format(), made, extraction)


def keep(read: Kept, folder: Path) -> None:
    """Writes one extraction below `folder`, whole or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    path = folder / FOLDER / file_of(read.extraction.citation.id)
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(to_json(read.extraction, read.made))
        beside.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}; make room, or have the folder writable"
        ) from error


def load(path: Path) -> Kept:
    """The extraction in one file, with what made it.

    Raises:
        StoreError: it cannot be read; see `from_json`.
    """
    return from_json(_bytes(path), where=path)


def load_all(folder: Path, *, hashes: Mapping[str, str] | None = None) -> tuple[Kept, ...]:
    """All extractions of the graph in `folder`, sorted by the id of the article; files of other names are left alone.

    With the `hashes` of the manifest each file must be what it was when it was written.

    Raises:
        StoreError: there are none, one cannot be read (see `from_json`), or one was changed by hand.
    """
    paths = files(folder)
    if not paths:
        raise StoreError(
            f"there are no extractions in {folder / FOLDER}, since the graph was imported or is of before; {_REBUILD}"
        )
    with no_collection():
        return tuple(_loaded(path, hashes) for path in paths)


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for circles in memory, of which records have none: it takes as long as reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def files(folder: Path) -> list[Path]:
    """The files of the extractions of the graph in `folder`, sorted; empty where there are none."""
    place = folder / FOLDER
    if not place.is_dir():
        return []
    return sorted(path for path in place.iterdir() if _NAME.fullmatch(path.name))


def reusable(article: Article, made: Made, folder: Path) -> Extraction | None:
    """What was read of `article` before, where it, its citation and what would read it are the same; else None.

    A file that is damaged counts as none, since the article is at hand to be read again.
    """
    path = folder / FOLDER / file_of(article.id)
    try:
        kept = load(path) if path.is_file() else None
    except StoreError:
        return None
    if kept is None or kept.made != made or kept.extraction.citation != article.citation:
        return None
    return kept.extraction


def _loaded(path: Path, hashes: Mapping[str, str] | None) -> Kept:
    data = _bytes(path)
    if hashes is not None and hashes.get(f"{FOLDER}/{path.name}") != _sha256(data):
        raise StoreError(f"{path} was changed by hand or is not of this graph; {_REBUILD}")
    return from_json(data, where=path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}; {_REBUILD}") from error


def _fault(where: Path, data: bytes, error: msgspec.DecodeError) -> str:
    """What is wrong with bytes that are no extraction of this version."""
    try:
        version = json.loads(data)["made"]["version"]
    except (ValueError, TypeError, LookupError):
        return f"{where} is damaged or no extraction ({error}); {_REBUILD}"
    if version != __version__:
        return f"{where} has the form of comity {version} ({error}); {_REBUILD}"
    return f"{where} is damaged, or of an earlier state of comity {version} ({error}); {_REBUILD}"


@cache
def _format() -> str:
    """The form of the file: a digest of the records' fields and their types, so that no change is forgotten."""
    fields = json.dumps(_undocumented(msgspec.json.schema(Kept)), sort_keys=True)
    return f"comity-extraction-{_sha256(fields.encode())[:8]}"


def _undocumented(schema: object) -> object:
    """A JSON schema without its words."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
        return {key: _undocumented(value) for key, value in kept.items()}
    return [_undocumented(item) for item in schema] if isinstance(schema, list) else schema


def _rules() -> str:
    """A digest of all that decides how an article is read: rules, ontology, tables and the parser's version."""
    code = resources.code("model.py", "signatures.py", "extract/*.py", "knowledge/*.py")
    tables = resources.tables(leave_out=_WITHOUT_RULES)
    return resources.fingerprint([*code, *tables], metadata.version("spacy"))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
