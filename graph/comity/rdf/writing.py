"""The files of a graph drawn from its parts: only parts that have changed are made, checked and staged."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import msgspec
import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from comity import resources
from comity.errors import StoreError
from comity.rdf.findings import Finding
from comity.rdf.nodes import to_lines
from comity.rdf.parts import Parts, digest_of
from comity.rdf.record import (
    PARTS,
    SHARED,
    File,
    Manifest,
    article_file,
    complete,
    content,
    measured,
    read_manifest,
)
from comity.rdf.shapes import check_parts
from comity.rdf.splicing import Entry, places_of, splice
from comity.rdf.swap import Stage
from comity.rdf.terms import THINGS, article_graph

log = logging.getLogger(__name__)

_ARTICLES_AT_ONCE = 50
_THINGS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Index:
    """The digests of the parts that the files of record were drawn from, and of the program that drew them."""

    writer: str
    articles: Mapping[str, str]
    shared: Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Before:
    """What a folder holds: its manifest, the digests of its parts, and its files of what articles share."""

    manifest: Manifest
    index: Index
    shared: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Delta:
    """The lines of N-Quads that go and that come; a line may stand in both."""

    gone: list[bytes] = field(default_factory=list)
    come: list[bytes] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """How many bytes go and come."""
        return sum(map(len, self.gone)) + sum(map(len, self.come))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Files of record as they will be, what the gate found in the new parts, and what changed.

    `articles` are those whose graphs were drawn anew.
    """

    files: dict[str, File]
    index: Index
    findings: tuple[Finding, ...]
    delta: Delta
    articles: tuple[str, ...]


NOTHING = Before(Manifest("", {}), Index("", {}, {}), {})
_DECODER = msgspec.json.Decoder(Index)


def writer() -> str:
    """A digest of what decides the bytes of a graph beside the knowledge: the program, the ontology, the engine."""
    code = resources.code("model.py", "rdf/*.py", "knowledge/*.py")
    return resources.fingerprint([*code, *resources.tables()], pyoxigraph.__version__)


def before(folder: Path, by: str, *, doubted: bool = False) -> Before:
    """What `folder` holds, if it was drawn by the same `writer` and is whole; else `NOTHING`.

    That all files are there in their length is looked at, and where they are `doubted`, also what they hold.
    """
    try:
        manifest = read_manifest(folder)
        index = _DECODER.decode(content(folder, PARTS, manifest.files[PARTS]))
        if index.writer != by or not complete(folder, manifest):
            return NOTHING
        for name, file in manifest.files.items() if doubted else ():
            content(folder, name, file)
        shared = {g: content(folder, name, manifest.files[name]) for g, name in SHARED.items()}
    except (StoreError, LookupError, msgspec.DecodeError) as error:
        log.info("%s is drawn anew: %s", folder, error)
        return NOTHING
    return Before(manifest, index, shared)


def draw(
    parts: Parts, stage: Stage, *, by: str, old: Before, tell: Callable[[str, int, int], None]
) -> Drawn:
    """Stages the files of quads that differ from the `old`, checked by the gate, and says what they are.

    Only parts that have changed are checked; the run, the index and the manifest are left to the caller.
    """
    articles = {article: digest_of(telling) for article, telling in parts.tellings.items()}
    changed = [a for a, digest in articles.items() if old.index.articles.get(a) != digest]
    files = {article_file(a): old.manifest.files.get(article_file(a)) for a in articles}
    delta = Delta()
    findings: list[Finding] = []
    for done, some in _in_turn(changed, _ARTICLES_AT_ONCE):
        tell("checking", done, len(changed))
        told = {article_graph(article).value: parts.told(article) for article in some}
        findings += check_parts(told, parts.whole())
        for article in some:
            files[article_file(article)] = _article(parts, article, stage, old, delta)
        parts.forget()
    tell("checking", len(changed), len(changed))
    for article in sorted(old.index.articles.keys() - articles.keys()):
        delta.gone.append(_there(stage.folder, article_file(article)))
    shared: dict[str, list[Entry]] = {}
    for graph, name in SHARED.items():
        shared[graph], files[name], found = _shared(parts, graph, stage, old, delta)
        findings += found
    drawn = {name: file for name, file in sorted(files.items()) if file is not None}
    index = Index(by, articles, shared)
    return Drawn(drawn, index, tuple(findings), delta, tuple(changed))


def put(stage: Stage, name: str, data: bytes, old: Before, delta: Delta | None = None) -> File:
    """Stages a file unless it is there already; `delta` is told of its lines."""
    file = measured(name, data)
    if old.manifest.files.get(name) != file:
        stage.write(name, data)
        if delta is not None:
            delta.gone.append(_there(stage.folder, name))
            delta.come.append(data)
    return file


def to_index(index: Index) -> bytes:
    """The bytes of `graph/parts.json`."""
    return msgspec.json.encode(index) + b"\n"


def to_bytes(quads: Iterable[Quad]) -> bytes:
    """The lines of some quads, in the order given."""
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


def strays(folder: Path, files: Collection[str]) -> Iterator[str]:
    """The files in the folders of the record that comity made and that are none of `files`."""
    for pattern in ("graph/*.nq", "extractions/????????????????.json", "graph.nq"):
        for path in sorted(folder.glob(pattern)):
            name = path.relative_to(folder).as_posix()
            if name not in files:
                yield name


def _article(parts: Parts, article: str, stage: Stage, old: Before, delta: Delta) -> File:
    """The file of an article's graph, staged where it is not there as it is."""
    data = to_lines(parts.told(article), f"graph/{article}")
    return put(stage, article_file(article), data, old, None if old is NOTHING else delta)


def _there(folder: Path, name: str) -> bytes:
    """The bytes of a file as it stands, none where there is none."""
    path = folder / PurePosixPath(name)
    return path.read_bytes() if path.is_file() else b""


def _shared(
    parts: Parts, graph: str, stage: Stage, old: Before, delta: Delta
) -> tuple[list[Entry], File, list[Finding]]:
    """The things of one graph that articles share: entries for the index, the file, and what the gate found.

    The file is spliced: the lines of a thing that has not changed are copied from the old one.
    """
    kept = {iri: (digest, size) for iri, digest, size in old.index.shared.get(graph, ())}
    digests = {iri: digest_of(thing) for iri, thing in parts.shared[graph].items()}
    new = [iri for iri, digest in digests.items() if kept.get(iri, ("", 0))[0] != digest]
    made: dict[str, bytes] = {}
    findings: list[Finding] = []
    for _, some in _in_turn(new, _THINGS_AT_ONCE):
        things = {iri: parts.thing(graph, iri) for iri in some}
        every = {name: told for thing in things.values() for name, told in thing.items()}
        findings += check_parts({THINGS + graph: every}, parts.whole())
        made |= {iri: to_lines(thing, graph) for iri, thing in things.items()}
        parts.forget()
    places = places_of(old.index.shared.get(graph, ()))
    data = old.shared.get(graph, b"")
    stale = [iri for iri in kept if digests.get(iri) != kept[iri][0]]
    delta.gone.extend(data[slice(*places[iri])] for iri in stale)
    delta.come.extend(made.values())
    entries = [
        (iri, digest, len(made[iri]) if iri in made else kept[iri][1])
        for iri, digest in digests.items()
    ]
    name = SHARED[graph]
    if not new and not stale and name in old.manifest.files:
        return entries, old.manifest.files[name], findings
    return entries, splice(stage, name, digests, made, places, data), findings


def _in_turn(items: Sequence[str], size: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Stretches of at most `size` items, each with the number of items before it."""
    for start in range(0, len(items), size):
        yield start, items[start : start + size]
