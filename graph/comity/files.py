"""Files written whole or not at all, renamed and removed, also where a file that others have open stays as it is."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from comity.errors import InputError

WINDOWS = os.name == "nt"
"""Whether the system refuses to rename and remove what a program has open, and cannot have a folder's names written to disk."""

_TRIES = 60
_WAIT = 0.05
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY})


def remedy(error: Exception) -> str:
    """What to do about an error of the file system, or of the store that stands on it.

    >>> remedy(OSError(errno.ENOSPC, "No space left on device"))
    'make room there, and do it again'
    """
    number = getattr(error, "errno", None)
    if number in _FULL:
        return "make room there, and do it again"
    if number in _CLOSED:
        return "have the folder writable for whoever runs comity, or choose another"
    if number in _IN_THE_WAY:
        return "move away what stands there in place of the file or folder of comity"
    return "check the disk and who owns the folder (`comity doctor`)"


def put_parts(parts: Iterable[bytes], path: Path) -> None:
    """Writes data into a file exactly as it is, part by part: beside it first, so that no half of it is ever there.

    What is there and no file (a pipe, a device) is written to as it is.

    Raises:
        InputError: the file cannot be written.
    """
    special = path.exists() and not path.is_file()
    place = path.resolve()
    beside = place if special else place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            out.writelines(parts)
        if not special:
            move(beside, place)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}; {remedy(error)}") from error
    finally:
        if not special and beside.exists():
            beside.unlink()


def move(source: Path, target: Path) -> None:
    """Gives a file the name `target`, in place of what had it before.

    Raises:
        OSError: it cannot be done; on Windows also where another program has one of the two open for more than three seconds.
    """
    _patiently(lambda: source.replace(target), target)


def remove(path: Path) -> None:
    """Removes a file; one that is not there is no error.

    Raises:
        OSError: as of `move`.
    """
    _patiently(lambda: path.unlink(missing_ok=True), path)


def remove_folder(path: Path) -> None:
    """Removes a folder with all that is in it.

    Raises:
        OSError: as of `move`.
    """
    _patiently(lambda: shutil.rmtree(path), path)


def to_disk(path: Path) -> None:
    """Has the system write a file, or the names in a folder, to the disk now; on Windows names are kept without."""
    if WINDOWS and path.is_dir():
        return
    # There, what is open for reading alone cannot be written out.
    handle = os.open(path, os.O_RDWR if WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _patiently(act: Callable[[], object], path: Path) -> None:
    """Does what Windows refuses as long as a program, such as a scanner of viruses, has the file open."""
    for _ in range(_TRIES if WINDOWS else 0):
        try:
            act()
        except PermissionError:
            time.sleep(_WAIT)
        else:
            return
    try:
        act()
    except PermissionError as error:
        if not WINDOWS:
            raise
        said = "another program has it open, or you may not write there; close it and try again"
        raise PermissionError(error.errno, said, str(path)) from error
