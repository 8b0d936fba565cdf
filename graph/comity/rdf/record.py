"""The files of record of a graph, and the manifest that lists them with their hashes.

    manifest.json              every file below, with its SHA-256
    extractions/<digits>.json  what was read of an article
    graph/article-<digits>.nq  what an article told, as N-Quads
    graph/canonical.nq         what articles share: events, people, offices
    graph/background.nq        what was known before: gazetteer entries that occur, issues, classes of events
    graph/curations.nq         what people have decided, and who, when and why
    graph/run.nq               what made the graph, of which articles
    graph/parts.json           the digest of every part, by which an increment knows what has changed

The lines of each file are sorted. The same articles give the same bytes.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from comity.errors import StoreError
from comity.rdf.swap import outside, settle
from comity.rdf.terms import BACKGROUND, CANONICAL, CURATIONS, THINGS

_log = logging.getLogger(__name__)

MANIFEST = "manifest.json"
PARTS = "graph/parts.json"
RUN = "graph/run.nq"
OLD = "graph.nq"
SHARED = {
    CANONICAL: "graph/canonical.nq",
    BACKGROUND: "graph/background.nq",
    CURATIONS: "graph/curations.nq",
}
_FORMAT = "comity-graph-1"
_ARTICLE = f"{THINGS}graph/article/"
_REMEDY = "restore the file, or run `comity build` again with all articles"


@dataclass(frozen=True, slots=True)
class File:
    """What a file of record holds: the hash and number of its bytes, and the number of its quads."""

    sha256: str
    bytes: int
    quads: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of record by name, a path below the folder with slashes, and a digest of what is said of them."""

    format: str
    files: Mapping[str, File]
    sha256: str = ""

    @property
    def graph(self) -> dict[str, File]:
        """The files that hold the quads."""
        return {name: file for name, file in self.files.items() if name.endswith(".nq")}

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each file."""
        return {name: file.sha256 for name, file in self.files.items()}

    @property
    def bytes(self) -> int:
        """How many bytes the quads take."""
        return sum(file.bytes for file in self.graph.values())

    @property
    def quads(self) -> int:
        """How many quads there are."""
        return sum(file.quads for file in self.files.values())

    @property
    def key(self) -> str:
        """A digest of all quads."""
        lines = "".join(f"{name} {file.sha256}\n" for name, file in sorted(self.graph.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


Stamp = tuple[int, int, int]
"""When a manifest was written, which file it is, and its size."""

_DECODER = msgspec.json.Decoder(Manifest)


def stamp_of(folder: Path) -> Stamp:
    """What changes with every change of the graph: its manifest is replaced by another file."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_ino, found.st_size)


def file_of(graph: str) -> str:
    """The file of record of the named graph with this IRI.

    >>> file_of("https://w3id.org/comity/id/graph/article/3f9c")
    'graph/article-3f9c.nq'
    """
    if graph.startswith(_ARTICLE):
        return f"graph/article-{graph.removeprefix(_ARTICLE)}.nq"
    return SHARED.get(graph.removeprefix(THINGS), RUN)


def graph_of(name: str) -> str:
    """The IRI of the named graph that a file of record holds; that of the run says its own.

    >>> graph_of("graph/article-3f9c.nq")
    'https://w3id.org/comity/id/graph/article/3f9c'
    """
    shared = {file: graph for graph, file in SHARED.items()}
    if name in shared:
        return THINGS + shared[name]
    return _ARTICLE + name.removeprefix("graph/article-").removesuffix(".nq")


def article_file(article: str) -> str:
    """The file of record of the article with this id.

    >>> article_file("article/3f9c")
    'graph/article-3f9c.nq'
    """
    return file_of(f"{THINGS}graph/{article}")


def measured(name: str, data: bytes) -> File:
    """What the file `name` with these bytes holds; each line of N-Quads is one."""
    quads = data.count(b"\n") if name.endswith(".nq") else 0
    return File(hashlib.sha256(data).hexdigest(), len(data), quads)


def to_manifest(files: Mapping[str, File]) -> bytes:
    """The bytes of a manifest: one line a file, so that people can compare two."""
    listed = Manifest(_FORMAT, dict(sorted(files.items())), _digest(files))
    return msgspec.json.format(msgspec.json.encode(listed), indent=1) + b"\n"


def _digest(files: Mapping[str, File]) -> str:
    """A digest of the lines of a manifest, so that none is lost or changed without a word; earlier manifests have none."""
    lines = (f"{name} {f.sha256} {f.bytes} {f.quads}\n" for name, f in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the graph in `folder`, a change that was stopped half way finished before.

    Raises:
        StoreError: there is no graph, it is one of an older version, or the manifest is damaged or leads elsewhere.
    """
    settle(folder)
    path = folder / MANIFEST
    if not path.is_file():
        raise StoreError(_none(folder))
    try:
        found = _DECODER.decode(path.read_bytes())
    except (msgspec.DecodeError, OSError) as error:
        raise StoreError(f"{path} is damaged ({error}); {_REMEDY}") from error
    if found.format != _FORMAT:
        raise StoreError(f"{path} is of another version of comity ({found.format}); {_REMEDY}")
    if names := outside(folder, found.files):
        raise StoreError(f"{path} names {names[0]!r}, which is outside of {folder}; {_REMEDY}")
    if found.sha256 and found.sha256 != _digest(found.files):
        raise StoreError(f"{path} is damaged or was changed by hand; {_REMEDY}")
    return found


def hashes_of(folder: Path) -> dict[str, str]:
    """The hashes of the files of the graph in `folder`; none where there is none that can be read, so that all is made anew."""
    try:
        return read_manifest(folder).hashes
    except StoreError as error:
        _log.info("the graph of %s is made anew: %s", folder, error)
        return {}


def mark_of(manifest: Manifest, page: str) -> str:
    """The last line of a page that was drawn of the graph of `manifest`: by it, whoever has the page knows that it is of the
    graph as it is, and whole, whatever the clock said when it was written.
    """  # fmt: skip
    whole = hashlib.sha256(page.encode("utf-8")).hexdigest()
    return f"<!-- graph {manifest.key[:16]} page {whole[:16]} -->\n"


def contents(folder: Path, manifest: Manifest) -> Iterator[bytes]:
    """The bytes of each file of quads, in the order of the manifest.

    Raises:
        StoreError: a file is missing, or is not what the manifest says.
    """
    for name, file in manifest.graph.items():
        yield content(folder, name, file)


def content(folder: Path, name: str, file: File) -> bytes:
    """The bytes of a file of record.

    Raises:
        StoreError: it is missing, or is not what the manifest says.
    """
    path = folder / PurePosixPath(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}); {_REMEDY}") from error
    if len(data) != file.bytes or hashlib.sha256(data).hexdigest() != file.sha256:
        raise StoreError(f"{path} is damaged or was changed by hand; {_REMEDY}")
    return data


@dataclass(slots=True)
class Lines:
    """Stretches of bytes that an RDF parser reads as one file, so that no more than one is in memory."""

    parts: Iterator[bytes]
    rest: bytes = b""
    at: int = 0

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while self.at == len(self.rest):
            found = next(self.parts, None)
            if found is None:
                return b""
            self.rest, self.at = found, 0
        start, self.at = self.at, min(self.at + size, len(self.rest))
        return self.rest[start : self.at]


def complete(folder: Path, manifest: Manifest) -> bool:
    """Whether every file of the manifest is there with its number of bytes; contents are not read."""
    try:
        return all(
            (folder / PurePosixPath(name)).stat().st_size == file.bytes
            for name, file in manifest.files.items()
        )
    except OSError:
        return False


def _none(folder: Path) -> str:
    path = folder / MANIFEST
    if path.exists():
        return f"{path} is a folder where the graph has a file; move it away, and {_REMEDY}"
    if (folder / RUN).is_file():
        return f"{path} is missing, of a graph that is there else; {_REMEDY}"
    if (folder / OLD).is_file():
        return (
            f"{folder / OLD} is a graph of an older version of comity; "
            f"run `comity build <articles> -o {folder}` once again"
        )
    return f"there is no graph in {folder}; make one with `comity build <articles> -o {folder}`"
