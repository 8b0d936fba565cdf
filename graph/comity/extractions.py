"""What was read of each article, kept as JSON beside the graph that is made of it: `extractions/<digits>.json`.

An extraction is never changed by assembly: it holds what extraction said of one article, with the ids of that
article alone, and what made it (`Made`). It is read anew only where the article, its citation, the program, the
rules, the ontology or the gazetteer have changed. The files change together with the graph: see `rdf/swap.py`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

from comity import __version__, resources
from comity.collecting import never_collected
from comity.errors import InputError, StoreError
from comity.files import move, remedy
from comity.model import Article, Citation, Claim, Extraction, Report

MODEL = "en_core_web_md 3.7.1"
"""The trained model, with its version, by which articles are read."""

_log = logging.getLogger(__name__)

FOLDER = "extractions"
_HASH = ".sha256"
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


@dataclass(frozen=True, slots=True)
class Filed:
    """Where an extraction lies, and all of it that is needed before it is put together with others.

    So what is held of an article that waits is some hundred bytes, and not the tens of thousands of what it says.
    """

    path: Path
    sha256: str
    bytes: int
    made: Made
    citation: Citation

    @property
    def article(self) -> str:
        """The id of the article."""
        return self.citation.id

    @property
    def name(self) -> str:
        """The name of the article."""
        return self.citation.name

    def extraction(self) -> Extraction:
        """What the article says.

        Raises:
            StoreError: the file cannot be read, or is not what it was; see `from_json`.
        """
        data = _bytes(self.path)
        if _sha256(data) != self.sha256:
            raise StoreError(f"{self.path} was changed meanwhile; {_REBUILD}")
        return from_json(data, where=self.path).extraction


@dataclass(frozen=True, slots=True)
class _Of:
    """Of an extraction, the article alone."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands at the beginning of a file."""

    format: str
    made: Made
    extraction: _Of


_Form = TypeVar("_Form", Kept, _Head)
_DECODER = msgspec.json.Decoder(Kept)
_HEADS = msgspec.json.Decoder(_Head)


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
    return msgspec.json.encode(Kept(_format(), made, extraction)) + b"\n"


def from_json(data: bytes, *, where: Path) -> Kept:
    """What stands in the file `where`, whose bytes are given.

    Raises:
        StoreError: the bytes are no extraction, one of another version's form, one of another article, or not whole.
    """
    kept = _of_its_place(_decoded(_DECODER, data, where), where)
    if lost := _lost(kept.extraction):
        raise StoreError(f"{where} speaks of {lost}, which it does not hold; {_REBUILD}")
    return kept


def _lost(extraction: Extraction) -> str | None:
    """An article, sentence or entity of which its records speak and which it does not hold; None where it is whole."""
    entities = {entity.id for entity in extraction.entities}
    sentences = {sentence.id for sentence in extraction.sentences}
    reports, claims = extraction.reports, extraction.claims
    records: tuple[Report | Claim, ...] = (*reports, *claims)
    spoken = {p.entity for report in reports for p in report.participants}
    spoken |= {report.place for report in reports if report.place}
    spoken.update(name for claim in claims for name in (claim.subject, claim.object))
    told = {s.article for s in extraction.sentences} | {record.article for record in records}
    shown = {name for record in records for name in record.sentences}
    lost = (told - {extraction.citation.id}) | (spoken - entities) | (shown - sentences)
    return min(lost, default=None)


def keep(extraction: Extraction, made: Made, folder: Path) -> Filed:
    """Writes one extraction below `folder`, whole or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    path = folder / FOLDER / file_of(extraction.citation.id)
    data = to_json(extraction, made)
    _write(path, data)
    return Filed(path, _sha256(data), len(data), made, extraction.citation)


def keep_json(data: bytes, folder: Path, *, article: str) -> Filed:
    """As `keep`, of the extraction of the article with this id that was made JSON elsewhere.

    Raises:
        StoreError: it cannot be written, or is none; see `from_json`.
    """
    path = folder / FOLDER / file_of(article)
    found = _filed(path, data)
    _write(path, data)
    return found


def _write(path: Path, data: bytes) -> None:
    """Writes the file, and before it its hash beside it, by which `reusable` knows that it is whole."""
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for target, what in ((path.with_suffix(_HASH), _sha256(data).encode()), (path, data)):
            beside.write_bytes(what)
            move(beside, target)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; {remedy(error)}") from error


def load(path: Path) -> Kept:
    """The extraction in one file, with what made it.

    Raises:
        StoreError: it cannot be read; see `from_json`.
    """
    return from_json(_bytes(path), where=path)


def load_all(folder: Path, *, hashes: Mapping[str, str] | None = None) -> tuple[Kept, ...]:
    """All extractions of the graph in `folder`, sorted by the id of the article; files of other names are left alone.

    With the `hashes` of the manifest, of files by name, each must be there, and be what it was when it was written.

    Raises:
        StoreError: there are none, one is missing or cannot be read (see `from_json`), or one was changed by hand.
    """
    with never_collected():
        return tuple(from_json(_unchanged(p, hashes), where=p) for p in _some(folder, hashes))


def file_all(folder: Path, *, hashes: Mapping[str, str]) -> tuple[Filed, ...]:
    """As `load_all`, of each extraction only where it lies and of which article it is."""
    return tuple(_filed(path, _unchanged(path, hashes)) for path in _some(folder, hashes))


def files(folder: Path) -> list[Path]:
    """The files of the extractions of the graph in `folder`, sorted; empty where there are none."""
    place = folder / FOLDER
    if not place.is_dir():
        return []
    return sorted(path for path in place.iterdir() if _NAME.fullmatch(path.name))


def reusable(
    article: Article, made: Made, folder: Path, *, hashes: Mapping[str, str] | None = None
) -> Filed | None:
    """What was read of `article` before, where it, its citation and what would read it are the same; else None.

    `hashes` are those of the manifest; without, `folder` is one that `keep` has written to. A file that is damaged counts as
    none, since the article is at hand to be read again.
    """
    path = folder / FOLDER / file_of(article.id)
    name = f"{FOLDER}/{path.name}"
    try:
        if not path.is_file():
            return None
        if hashes is None:
            hashes = {name: _bytes(path.with_suffix(_HASH)).decode("ascii", "replace")}
        found = _filed(path, _unchanged(path, hashes))
    except StoreError as error:
        _log.info("%s is read again: %s", article.name, error)
        return None
    if found.made != made or found.citation != article.citation:
        return None
    return found


def _some(folder: Path, hashes: Mapping[str, str] | None) -> list[Path]:
    """The files that the manifest names, or those that are there."""
    named = (folder / name for name in sorted(hashes or ()) if name.startswith(f"{FOLDER}/"))
    paths = files(folder) if hashes is None else list(named)
    if not paths:
        raise StoreError(
            f"there are no extractions in {folder / FOLDER}, since the graph was imported or is of before; {_REBUILD}"
        )
    return paths


def _unchanged(path: Path, hashes: Mapping[str, str] | None) -> bytes:
    data = _bytes(path)
    if hashes is not None and hashes.get(f"{FOLDER}/{path.name}") != _sha256(data):
        raise StoreError(f"{path} was changed by hand or is not of this graph; {_REBUILD}")
    return data


def _filed(path: Path, data: bytes) -> Filed:
    head = _of_its_place(_decoded(_HEADS, data, path), path)
    return Filed(path, _sha256(data), len(data), head.made, head.extraction.citation)


def _decoded(decoder: msgspec.json.Decoder[_Form], data: bytes, where: Path) -> _Form:
    try:
        return decoder.decode(data)
    except (RecursionError, ValueError) as error:  # UTF-8 and JSON among the latter
        raise StoreError(_fault(where, data, error)) from error


def _of_its_place(found: _Form, where: Path) -> _Form:
    """The file that was read, if its form is that of today and its name that of its article."""
    if found.format != _format():
        raise StoreError(f"{where} has the form of comity {found.made.version}; {_REBUILD}")
    citation = found.extraction.citation
    if file_of(citation.id) != where.name:
        raise StoreError(
            f"{where} holds another article, {citation.name}; give it its name back, or remove it"
        )
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}; {_REBUILD}") from error


def _fault(where: Path, data: bytes, error: Exception) -> str:
    """What is wrong with bytes that are no extraction of this version."""
    try:
        version = json.loads(data)["made"]["version"]
    except (ValueError, TypeError, LookupError, RecursionError):
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
