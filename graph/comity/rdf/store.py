"""A graph on disk: `graph.nq` is the file of record, `store/` an embedded store made from it.

Both are written beside and renamed, so that nobody sees half of one, and nobody needs a lock. The store is
a cache in a folder of its own below `store/`: its manifest names the SHA-256 of `graph.nq` and the version of
pyoxigraph, and it is made again where either differs, or where it is missing or damaged.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Store

from comity.errors import StoreError
from comity.model import Knowledge
from comity.rdf import engine
from comity.rdf.reading import from_quads
from comity.rdf.result import Result

log = logging.getLogger(__name__)

RECORD = "graph.nq"
CACHE = "store"
SMALL = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph that is open for reading."""

    store: Store

    def quads(self) -> list[Quad]:
        """All quads, sorted."""
        return sorted(self.store, key=str)

    def knowledge(self) -> Knowledge:
        """What the graph states, as records."""
        return from_quads(self.store)

    def query(self, text: str) -> Result:
        """The answer to a SPARQL query; see `engine.run`, the only path by which a query runs."""
        return engine.run(self.store, text)


def to_graph(quads: Iterable[Quad]) -> Graph:
    """A graph in memory, with no folder."""
    store = Store()
    store.bulk_extend(quads)
    return Graph(store)


def write(quads: Iterable[Quad], folder: Path) -> None:
    """Write `quads`, sorted and without duplicates, as the graph of `folder`, and its store.

    The same quads give the same bytes in any order. The folder is made where it is missing.

    Raises:
        StoreError: the folder cannot be written, or another program holds it.
    """
    ordered = sorted(set(quads), key=str)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_record(ordered, folder)
        refresh(folder)
        _forget(folder, _manifest(folder))
    except OSError as error:
        raise _error(folder, error) from error


def _write_record(quads: Iterable[Quad], folder: Path) -> None:
    """Write the record beside its place, then rename it there."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{RECORD}.") as beside:
        part = Path(beside) / RECORD
        with part.open("wb") as out:
            pyoxigraph.serialize(quads, out, format=RdfFormat.N_QUADS)
            out.flush()
            os.fsync(out.fileno())
        part.replace(folder / RECORD)


@contextmanager
def open_graph(folder: Path, *, in_memory: bool | None = None) -> Iterator[Graph]:
    """The graph of `folder`, read-only, for the length of a `with`.

    By default a record of up to 32 MB (some 190,000 quads) is loaded into memory: that costs 6.6 s of CPU
    a million quads, and every query is then 3 to 12 times faster than on disk. A larger one is queried in its
    store on disk, which opens at once; `in_memory=True` is worth it there for a program that stays.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    record = folder / RECORD
    if not record.is_file():
        raise StoreError(
            f"there is no graph in {folder}; make one with `comity build <articles> -o {folder}`"
        )
    small = record.stat().st_size <= SMALL if in_memory is None else in_memory
    yield Graph(_load(Store(), folder) if small else refresh(folder))


def refresh(folder: Path) -> Store:
    """The store of `folder`, opened read-only, made again where it is missing, damaged or out of date.

    Raises:
        StoreError: `graph.nq` is damaged, or the folder cannot be written.
    """
    wanted = _manifest(folder)
    found = _open(folder, wanted)
    if found is not None:
        return found
    try:
        _make(folder, wanted)
    except (OSError, RuntimeError) as error:
        raise _error(folder, error) from error
    made = _open(folder, wanted)
    if made is None:
        raise StoreError(f"{folder / CACHE} is being changed by another program; try again later")
    return made


def _manifest(folder: Path) -> dict[str, str]:
    """What a store must have been made from to be used."""
    try:
        with (folder / RECORD).open("rb") as record:
            sha256 = hashlib.file_digest(record, "sha256").hexdigest()
    except OSError as error:
        raise _error(folder, error) from error
    return {"pyoxigraph": pyoxigraph.__version__, "sha256": sha256}


def _place(folder: Path, manifest: dict[str, str]) -> Path:
    """The folder of the store with this manifest."""
    return folder / CACHE / manifest["sha256"][:16]


def _open(folder: Path, wanted: dict[str, str]) -> Store | None:
    """The store if it was made from `wanted` and can be read, else None."""
    place = _place(folder, wanted)
    try:
        if json.loads((place / "manifest.json").read_text(encoding="utf-8")) != wanted:
            return None
        store = Store.read_only(str(place / "quads"))
        # A damaged file shows only when it is read.
        return store if len(store) or not (folder / RECORD).stat().st_size else None
    except (OSError, RuntimeError, ValueError) as error:
        log.info("%s is made again: %s", place, error)
        return None


def _make(folder: Path, manifest: dict[str, str]) -> None:
    """Make the store beside its place, then rename it there, unless another program has been faster."""
    place = _place(folder, manifest)
    place.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="new.") as beside:
        part = Path(beside) / "store"
        part.mkdir()
        store = _load(Store(str(part / "quads")), folder)
        store.flush()
        store.optimize()
        del store  # closes it: a store that is open for writing is locked
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        (part / "manifest.json").write_text(text, encoding="utf-8")
        if place.exists() and _open(folder, manifest) is None:
            place.rename(Path(beside) / "damaged")
        try:
            part.rename(place)
        except OSError:
            if _open(folder, manifest) is None:
                raise


def _forget(folder: Path, manifest: dict[str, str]) -> None:
    """Remove the stores of graphs that were here before."""
    for old in sorted((folder / CACHE).iterdir()):
        if old != _place(folder, manifest) and not old.name.startswith("new."):
            shutil.rmtree(old, ignore_errors=True)


def _load(store: Store, folder: Path) -> Store:
    """`store` with the quads of the record."""
    try:
        store.bulk_load(path=str(folder / RECORD), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(
            f"{folder / RECORD} is damaged ({error}); run `comity build` again, or restore the file"
        ) from error
    except (OSError, RuntimeError) as error:
        raise _error(folder, error) from error
    return store


def _error(folder: Path, error: Exception) -> StoreError:
    """An error of the file system or the engine, in words that say what to do."""
    if "lock" in str(error).casefold():
        return StoreError(f"another program is writing to {folder}; try again when it is done")
    return StoreError(f"the graph in {folder} cannot be read or written: {error}")
