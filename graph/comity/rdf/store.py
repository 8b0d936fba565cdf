"""A graph on disk, opened for reading: its files of record, loaded into memory or by way of the store on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad, Store

from comity.errors import StoreError
from comity.model import Knowledge
from comity.rdf import engine
from comity.rdf.cache import TRIES, fill, follow, refresh
from comity.rdf.formats import to_format
from comity.rdf.reading import from_quads
from comity.rdf.record import MANIFEST, contents, file_of, read_manifest, to_manifest
from comity.rdf.result import Result, Values
from comity.rdf.swap import guarded, writing
from comity.rdf.writing import NOTHING, put, strays, to_bytes

SMALL = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph that is open for reading; `names` keeps, by kind, what things are called, once that has been asked."""

    store: Store
    names: dict[str, Mapping[str, Mapping[str, int]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def quads(self) -> list[Quad]:
        """All quads, sorted."""
        return sorted(self.store, key=str)

    def knowledge(self) -> Knowledge:
        """What the graph states, as records."""
        return from_quads(self.store)

    def to_trig(self) -> bytes:
        """The graph as TriG, its graphs and their triples in the order of the text, with prefixes."""
        return self.to_format("trig")

    def to_format(self, form: str) -> bytes:
        """The graph in a format of RDF; see `formats.to_format`."""
        return to_format(self.store, form)

    def query(self, text: str) -> Result:
        """The answer to a SPARQL query; see `engine.run`, the only path by which a query runs."""
        return engine.run(self.store, text)

    def values(self, text: str) -> Values:
        """As `query`, as values of Python; see `engine.values`."""
        return engine.values(self.store, text)


def to_graph(quads: Iterable[Quad]) -> Graph:
    """A graph in memory, with no folder."""
    store = Store()
    store.bulk_extend(quads)
    return Graph(store)


def write(quads: Iterable[Quad], folder: Path) -> None:
    """Write `quads`, sorted and without duplicates, as the graph of `folder`, and its store.

    The same quads give the same bytes in any order. The folder is made where it is missing. What was read of articles
    is not kept: such a graph cannot be added to.

    Raises:
        StoreError: the folder cannot be written, or another program holds it.
    """
    files: dict[str, list[Quad]] = {}
    for quad in sorted(set(quads), key=str):
        files.setdefault(file_of(getattr(quad.graph_name, "value", "")), []).append(quad)
    with writing(folder) as stage, guarded(folder):
        made = {name: put(stage, name, to_bytes(held), NOTHING) for name, held in files.items()}
        stage.write(MANIFEST, to_manifest(made))
        for name in strays(folder, made):
            stage.remove(name)
        stage.commit()
        follow(folder)


@contextmanager
def open_graph(folder: Path, *, in_memory: bool | None = None) -> Iterator[Graph]:
    """The graph of `folder`, read-only, for the length of a `with`.

    By default a record of up to 32 MB (some 190,000 quads) is loaded into memory: that costs 6.6 s of CPU
    a million quads, and every query is then 3 to 12 times faster than on disk. A larger one is queried in its
    store on disk, which is made for the first who asks and then opens at once; `in_memory=True` is worth it there
    for a program that stays.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    yield load_graph(folder, in_memory=in_memory)


def load_graph(folder: Path, *, in_memory: bool | None = None) -> Graph:
    """As `open_graph`, for a program that keeps the graph.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    small = is_small(folder) if in_memory is None else in_memory
    return Graph(_load(folder) if small else refresh(folder))


def is_small(folder: Path) -> bool:
    """Whether the graph is loaded into memory by default.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    return read_manifest(folder).bytes <= SMALL


def dump(folder: Path) -> Iterator[bytes]:
    """All quads as lines of N-Quads, file by file.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    return contents(folder, read_manifest(folder))


def _load(folder: Path) -> Store:
    """A store in memory with the quads of the record; a record that changes meanwhile is read again."""
    for _ in range(TRIES):
        manifest = read_manifest(folder)
        store = Store()
        try:
            fill(store, folder, manifest)
        except StoreError:
            if read_manifest(folder) == manifest:
                raise
        else:
            return store
    raise StoreError(f"{folder} is being changed by another program; try again later")
