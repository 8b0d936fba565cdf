"""Many files of a folder changed as one: the folder is as before or as after, whenever the program is stopped.

New files are written into `.staged/` inside the folder. A journal that lists them, and the files to go, is then
renamed into place: from that moment the change counts. Files are moved where they belong, the journal removed, and
the rest cleared away. Whoever opens the folder next finishes a change that has its journal, and discards one that
has none (a redo log: Gray and Reuter, Transaction Processing, 1993, chapter 10).
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from comity.errors import StoreError
from comity.files import move, remedy, remove, remove_folder, to_disk

_log = logging.getLogger(__name__)

STAGED = ".staged"
LOCK = ".lock"
JOURNAL = "journal.json"
PATIENCE = 10.0
_TMP = "journal.part"
_NAME = re.compile(r"[^\\:\x00-\x1f\ud800-\udfff]+")
_FOREIGN = "if the folder came from others, do not use it; else remove .staged/ and build again"


@dataclass(frozen=True, slots=True)
class Stage:
    """Changes that are being prepared; names are paths below the folder, with slashes."""

    folder: Path
    put: dict[str, None] = field(default_factory=dict)
    drop: dict[str, None] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """Where the new file `name` is to be written, which `commit` will move to its place."""
        path = self.folder / STAGED / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.put[name] = None
        return path

    def write(self, name: str, data: bytes) -> None:
        """Gives the file `name` these bytes."""
        with self.place(name).open("wb") as out:
            out.write(data)

    def remove(self, name: str) -> None:
        """Has the file `name` removed."""
        self.drop[name] = None

    def clear(self) -> None:
        """Forgets all that was prepared."""
        self.put.clear()
        self.drop.clear()
        if (self.folder / STAGED).exists():
            remove_folder(self.folder / STAGED)

    def commit(self) -> None:
        """Makes the changes; nothing is touched where there are none."""
        if not (self.put or self.drop):
            self.clear()
            return
        _check_places(self.folder, [*self.put, *self.drop])
        staged = self.folder / STAGED
        staged.mkdir(exist_ok=True)
        for name in self.put:
            to_disk(staged / "files" / name)
        for place in sorted({(staged / "files" / name).parent for name in self.put}):
            to_disk(place)
        text = json.dumps({"put": sorted(self.put), "drop": sorted(self.drop)}, indent=1)
        (staged / _TMP).write_text(text, encoding="utf-8")
        to_disk(staged / _TMP)
        move(staged / _TMP, staged / JOURNAL)
        to_disk(staged)
        to_disk(self.folder)
        _finish(self.folder)


@contextmanager
def writing(folder: Path) -> Iterator[Stage]:
    """The one stage of `folder`, for the length of a `with`; what another program left half done is settled first.

    The folder is made where it is missing. What is not committed is forgotten.

    Raises:
        StoreError: another program is writing there, or the folder cannot be written, or not be named to the store.
    """
    with guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _named(folder)
    with locked(folder, patience=0):
        stage = Stage(folder)
        with guarded(folder):
            _settle(folder)
        try:
            yield stage
        finally:
            with guarded(folder):
                if not (folder / STAGED / JOURNAL).exists():
                    stage.clear()


def settle(folder: Path) -> None:
    """Finish a change of `folder` that was stopped after it began to count; does nothing where there is none.

    Raises:
        StoreError: another program is writing there for long, or the folder cannot be written.
    """
    if not (folder / STAGED / JOURNAL).exists():
        return
    with locked(folder), guarded(folder):
        _settle(folder)


def replaced(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Changes one file, of nothing where there is none, as one step that no other program of comity takes meanwhile.

    Raises:
        StoreError: another program is writing it for long, or it cannot be written.
    """
    with guarded(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent), guarded(path.parent):
        data = change(path.read_bytes() if path.exists() else b"")
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(data)
        to_disk(beside)
        move(beside, path)
        to_disk(path.parent)


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Turns an error of the file system into a StoreError that names the folder."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the graph in {folder} cannot be read or written: {error}; {remedy(error)}"
        ) from error


def _named(folder: Path) -> None:
    """Lets a folder pass whose name the engine of the store takes.

    Raises:
        StoreError: its name, or that of one above it, is not UTF-8.
    """
    name = os.fsencode(folder.resolve())
    try:
        name.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(
            f"{name!r} is no name in UTF-8, which the store needs; choose another folder"
        ) from error


@contextmanager
def locked(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """The lock of a folder, for the length of a `with`; it goes with the program that has it, however that ends.

    Raises:
        StoreError: another program has it for longer than `patience`, in seconds; or the folder cannot be written.
    """
    lock = FileLock(folder / LOCK, timeout=patience)
    with guarded(folder):
        try:
            lock.acquire()
        except Timeout as error:
            message = f"another program is writing to {folder}; try again when it is done"
            raise StoreError(message) from error
    try:
        yield
    finally:
        lock.release()


def _settle(folder: Path) -> None:
    if (folder / STAGED / JOURNAL).exists():
        _log.warning("a change of %s that was stopped half way is finished", folder)
        _finish(folder)
    elif (folder / STAGED).exists():
        if (folder / STAGED / "files").exists():
            _log.warning("a change of %s that was stopped half way is undone", folder)
        remove_folder(folder / STAGED)


def _finish(folder: Path) -> None:
    """Carry out the journal; a second time does what the first left undone."""
    staged = folder / STAGED
    put, drop = _journal(folder)
    changed = set()
    for name in put:
        source, target = staged / "files" / name, folder / PurePosixPath(name)
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            move(source, target)
        changed.add(target.parent)
    for name in drop:
        remove(folder / PurePosixPath(name))
        changed.add((folder / PurePosixPath(name)).parent)
    for place in sorted(changed):
        to_disk(place)
    if (staged / "files").exists():  # before the journal: without it, what is there is undone
        remove_folder(staged / "files")
    remove(staged / JOURNAL)
    remove_folder(staged)


def _check_places(folder: Path, names: Iterable[str]) -> None:
    """An error where a folder stands in place of a file, or a file in place of a folder: before anything is changed.

    Raises:
        StoreError: there is one.
    """
    for name in names:
        path = folder / PurePosixPath(name)
        if path.is_dir():
            raise StoreError(f"{path} is a folder where the graph has a file; move it away")
        if path.parent.exists() and not path.parent.is_dir():
            raise StoreError(f"{path.parent} is a file where the graph has a folder; move it away")


def _journal(folder: Path) -> tuple[list[str], list[str]]:
    """The files to be put and to be dropped: none of them outside of the folder, whoever wrote the journal.

    Raises:
        StoreError: it is damaged, or names a place outside.
    """
    path = folder / STAGED / JOURNAL
    try:
        journal = json.loads(path.read_text(encoding="utf-8"))
        put, drop = ([str(name) for name in journal[key]] for key in ("put", "drop"))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise StoreError(f"{path} is damaged ({error!r}); {_FOREIGN}") from error
    names = (*put, *drop, *(f"{STAGED}/files/{name}" for name in (*put, *drop)))
    if found := outside(folder, names):
        raise StoreError(f"{path} names {found[0]!r}, which is outside of {folder}; {_FOREIGN}")
    return put, drop


def outside(folder: Path, names: Iterable[str]) -> list[str]:
    """The names of files that would be neither in `folder` nor in a folder below, links followed.

    >>> outside(Path("build"), ["graph/run.nq", "../run.nq", "/run.nq"])
    ['../run.nq', '/run.nq']
    """
    own = folder.resolve()
    below: dict[str, bool] = {}
    found = []
    for name in names:
        parent = name.rpartition("/")[0]
        plain = _NAME.fullmatch(name) and not {"", ".", ".."} & set(name.split("/"))
        if plain and parent not in below:
            below[parent] = _leads_below(folder / parent, own)
        if not plain or not below[parent]:
            found.append(name)
    return found


def _leads_below(place: Path, own: Path) -> bool:
    """Whether a folder, links followed, is `own` or below it; one whose links go round leads nowhere."""
    try:
        place.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:  # which `resolve` lets pass from Python 3.13 on
            return False
    try:
        return place.resolve().is_relative_to(own)
    except (OSError, RuntimeError):
        return False
