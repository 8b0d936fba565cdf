"""A program of its own for tests: comity as it runs on a machine of another kind.

python elsewhere.py SAID.json COMMANDS.json [windows]

It takes up the locale that the environment names, as a program with windows does, runs each of the commands (lists of
arguments of `comity`) and writes into SAID.json where it ran and how each ended. With `windows` it keeps that system's rules:
what Python has on other systems alone is not there, a file that is open can be neither renamed nor removed, a folder
cannot be opened, and what is open for reading cannot be written to disk.
"""

from __future__ import annotations

import builtins
import errno
import json
import locale
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog"}
"""Modules that comity cannot import on Windows; libraries, which look at `sys.platform`, can here."""

LACKING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (os, ("fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "mkfifo", "killpg", "sched_getaffinity")),
    (signal, ("setitimer", "SIGALRM", "SIGPROF", "SIGCHLD", "SIGXCPU", "SIGHUP", "SIGUSR1")),
    (socket, ("AF_UNIX", "send_fds", "recv_fds")),
    (time, ("tzset",)),
)  # fmt: skip


def as_on_windows() -> set[str]:
    """Lays down the rules of Windows; gives the names of files and folders that are made, which grow as they are."""
    import fcntl

    import loky  # noqa: F401  (it and psutil ask which system this is, and take what that has)
    import psutil  # noqa: F401

    for module, names in LACKING:
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    _modules()
    _renaming()
    _writing_out(fcntl.fcntl, fcntl.F_GETFL)
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # it does not go by open folders there
    from comity import files

    files.WINDOWS = True
    return _made()


def _modules() -> None:
    real = builtins.__import__

    def load(name: str, globals: Any = None, *rest: Any, **others: Any) -> Any:  # noqa: A002
        own = str((globals or {}).get("__name__", "")).startswith("comity")
        if own and name in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, globals, *rest, **others)

    builtins.__import__ = load


def _open_files() -> set[str]:
    """What this program has open."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            found.add(os.readlink(handle))
        except FileNotFoundError:  # the handle of this very list
            continue
    return found


def _renaming() -> None:
    def refuse(path: Any) -> None:
        whole = os.path.realpath(path)
        if os.path.basename(whole).startswith((".lock", ".filelock")):
            return  # by other means there, see filelock
        if any(o == whole or o.startswith(f"{whole}{os.sep}") for o in _open_files()):
            raise PermissionError(errno.EACCES, "it is used by another program", str(path))

    def keeping(act: Callable[..., Any]) -> Callable[..., Any]:
        def checked(path: Any, *others: Any, **options: Any) -> Any:
            for each in (path, *others[:1]):
                refuse(each)
            return act(path, *others, **options)

        return checked

    for name in ("rename", "replace", "unlink", "remove", "rmdir"):
        setattr(os, name, keeping(getattr(os, name)))


def _writing_out(flags_of: Callable[..., int], get: int) -> None:
    fsync, open_ = os.fsync, os.open

    def checked(handle: int) -> None:
        if flags_of(handle, get) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "it is open for reading alone")
        fsync(handle)

    def opened(path: Any, *rest: Any, **options: Any) -> int:
        if os.path.isdir(path):
            raise PermissionError(errno.EACCES, "a folder cannot be opened", str(path))
        return open_(path, *rest, **options)

    os.fsync, os.open = checked, opened


def _made() -> set[str]:
    made: set[str] = set()
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def hear(event: str, told: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(told[0], str) and (told[2] or 0) & writing:
            made.add(told[0])
        elif event in ("os.mkdir", "os.rename"):
            made.add(os.fspath(told[0 if event == "os.mkdir" else 1]))

    sys.addaudithook(hear)
    return made


def where() -> dict[str, object]:
    """What a test asks of the machine: that it is another one indeed."""
    import comity

    home = Path(comity.__file__).parent
    try:
        (home / "written").touch()
        writable = True
        (home / "written").unlink()
    except OSError:
        writable = False
    mask = os.umask(0)
    os.umask(mask)
    return {
        "point": locale.localeconv()["decimal_point"],
        "encoding": locale.getpreferredencoding(False).upper(),
        "stdout": getattr(sys.stdout, "encoding", None),
        "closed": [n for n in ("stdin", "stdout", "stderr") if getattr(sys, n) is None],
        "zone": time.strftime("%z"),
        "hash": hash("comity"),
        "home": os.environ.get("HOME"),
        "package": str(home),
        "writable": writable,
        "mask": mask,
        "optimized": sys.flags.optimize,
    }


def run(arguments: list[str]) -> object:
    """The exit code of `comity` with these arguments, or the error that nobody expected."""
    from comity.cli import main

    sys.argv = ["comity", *arguments]
    try:
        main()
    except SystemExit as stop:
        return stop.code or 0
    except Exception as error:  # noqa: BLE001  (whatever it is, the test tells it)
        return repr(error)
    return 0


def main() -> None:
    """Runs the commands and says how."""
    said, commands, *kind = sys.argv[1:]
    locale.setlocale(locale.LC_ALL, "")
    place = where()
    made = as_on_windows() if kind else set()
    codes = [run(arguments) for arguments in json.loads(Path(commands).read_bytes())]
    data = json.dumps({**place, "codes": codes, "made": sorted(made)})
    Path(said).write_text(data, encoding="utf-8")


if __name__ == "__main__":
    main()
