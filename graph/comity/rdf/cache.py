"""The embedded store on disk: a cache of the files of record, made again where it is not theirs.

It stands in a folder of its own below `store/`: its manifest names a digest of the record, the version of
pyoxigraph and the sizes of its files, and it is made again where one differs, or where it is missing or damaged. After an
increment it is made from the one before and the lines that went and came.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Store

from comity.errors import StoreError
from comity.files import remedy
from comity.rdf.record import MANIFEST, Lines, Manifest, contents, read_manifest
from comity.rdf.swap import LOCK, locked
from comity.rdf.writing import Delta

log = logging.getLogger(__name__)

CACHE = "store"
TRIES = 3
_WORTH_IT = 0.2
_NEW = "new."
_LISTED = ("*.sst", "MANIFEST-*", "CURRENT")
"""The files of a store that are never changed once it is made, and without which it is another."""


def follow(folder: Path, *, old: Manifest | None = None, delta: Delta | None = None) -> None:
    """Make the store of the record as it is now, and remove those of graphs that were here before.

    With the manifest of the record before and what has changed since, the store of then is changed, where it is there
    and that is less work.
    """
    manifest = read_manifest(folder)
    place = _place(folder, manifest)
    if old is not None and delta is not None and not place.exists():
        least = delta.bytes < _WORTH_IT * manifest.bytes
        if least and _open(folder, old) is not None:
            _change(folder, old, manifest, delta)
    refresh(folder)
    for other in sorted((folder / CACHE).iterdir()):
        if other != place and (not other.name.startswith(_NEW) or _is_abandoned(other)):
            shutil.rmtree(other, ignore_errors=True)


def _is_abandoned(part: Path) -> bool:
    """Whether a store in the making is one that nobody makes any more: whoever does holds its lock."""
    if not (part / LOCK).exists():
        return False  # it has just begun
    try:
        with locked(part, patience=0):
            return True
    except StoreError:
        return False


def refresh(folder: Path) -> Store:
    """The store of `folder`, opened read-only, made again where it is missing, damaged or out of date.

    Raises:
        StoreError: the record is damaged, or the folder cannot be written.
    """
    for _ in range(TRIES):
        manifest = read_manifest(folder)
        found = _open(folder, manifest)
        if found is not None:
            return found
        try:
            _make(folder, manifest)
        except (OSError, RuntimeError) as error:
            raise _error(folder, error) from error
        except StoreError:
            if read_manifest(folder) == manifest:
                raise
        made = _open(folder, manifest)
        if made is not None:
            return made
    raise StoreError(f"{folder / CACHE} is being changed by another program; try again later")


def _wanted(manifest: Manifest) -> dict[str, object]:
    """What a store must have been made from to be used."""
    return {"pyoxigraph": pyoxigraph.__version__, "sha256": manifest.key}


def _sizes(place: Path) -> dict[str, int]:
    """The sizes in bytes of the files of a store: one that was cut is not always found out by who opens it."""
    found = (path for pattern in _LISTED for path in (place / "quads").glob(pattern))
    return {path.name: path.stat().st_size for path in found}


def _place(folder: Path, manifest: Manifest) -> Path:
    """The folder of the store of this record."""
    return folder / CACHE / manifest.key[:16]


def _open(folder: Path, manifest: Manifest) -> Store | None:
    """The store if it was made from this record and can be read, else None."""
    place = _place(folder, manifest)
    try:
        told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        if told != _wanted(manifest) | {"files": _sizes(place)}:
            return None
        store = Store.read_only(str(place / "quads"))
        # A damaged file shows only when it is read.
        return store if next(iter(store), None) is not None or not manifest.bytes else None
    except (OSError, RuntimeError, ValueError) as error:
        log.info("%s is made again: %s", place, error)
        return None


def _make(folder: Path, manifest: Manifest) -> None:
    """Make the store of the record from nothing."""
    with _beside(folder, manifest) as part:
        store = Store(str(part / "quads"))
        fill(store, folder, manifest)
        store.flush()
        store.optimize()
        del store  # closes it: a store that is open for writing is locked


def _change(folder: Path, old: Manifest, manifest: Manifest, delta: Delta) -> None:
    """Make the store of the record from that of the old one, which stays as it is for those who read it.

    Tables of an embedded store are never written again, so a link to each is a copy. A store that does not hold
    what is to go is left, and made from nothing by whoever wants it.
    """
    try:
        gone, come = (set(_parsed(lines)) for lines in (delta.gone, delta.come))
        with _beside(folder, manifest) as part:
            shutil.copytree(
                _place(folder, old) / "quads",
                part / "quads",
                copy_function=_link,
                ignore=shutil.ignore_patterns("LOG", "LOG.old.*"),  # else each change adds one
            )
            store = Store(str(part / "quads"))
            if not all(quad in store for quad in gone):
                raise RuntimeError("the store is not that of the record")
            for quad in gone - come:
                store.remove(quad)
            store.extend(come - gone)
            store.flush()
            del store
    except (OSError, RuntimeError, SyntaxError) as error:
        log.info("the store of %s is made from nothing: %s", folder, error)


def _parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    return pyoxigraph.parse(b"".join(lines), format=RdfFormat.N_QUADS)


def _link(source: str, target: str) -> None:
    """A second name for a table, a copy of any other file, or of all where there are no second names."""
    if source.endswith(".sst"):
        try:
            os.link(source, target)
        except OSError as error:
            log.debug("copied: %s", error)
        else:
            return
    shutil.copy2(source, target)


@contextmanager
def _beside(folder: Path, manifest: Manifest) -> Iterator[Path]:
    """A folder for a store in the making, renamed to its place in the end, unless another program has been faster."""
    place = _place(folder, manifest)
    place.parent.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=place.parent, prefix=_NEW) as beside,
        locked(Path(beside)),
    ):
        part = Path(beside) / "store"
        part.mkdir()
        yield part
        told = _wanted(manifest) | {"files": _sizes(part)}
        text = json.dumps(told, indent=2, sort_keys=True) + "\n"
        (part / MANIFEST).write_text(text, encoding="utf-8")
        if place.exists() and _open(folder, manifest) is None:
            place.rename(Path(beside) / "damaged")
        try:
            part.rename(place)
        except OSError:
            if _open(folder, manifest) is None:
                raise


def fill(store: Store, folder: Path, manifest: Manifest) -> None:
    """Load the quads of the record into `store`."""
    try:
        lines = cast(
            IO[bytes], Lines(contents(folder, manifest))
        )  # of a file it needs `read` alone
        store.bulk_load(lines, format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(
            f"the record in {folder} is damaged ({error}); run `comity build` again, or restore it"
        ) from error
    except (OSError, RuntimeError) as error:
        raise _error(folder, error) from error


def _error(folder: Path, error: Exception) -> StoreError:
    """An error of the file system or the engine, in words that say what to do."""
    if "lock" in str(error).casefold():
        return StoreError(f"another program is writing to {folder}; try again when it is done")
    return StoreError(f"the graph in {folder} cannot be read or written: {error}; {remedy(error)}")
