"""A program that has loaded comity and forks a process for each command, so that hundreds can be killed in a minute.

It reads an order a line from standard input, as JSON, and answers each with a line: see `commands.py`, which starts it. It has
one thread and opens no store of its own, so that a fork is safe. Articles are read by patterns, not by the model, and the child
does to itself what the order says: dies at a step, finds the disk full there, may write no more than so many bytes, is nobody.
"""

from __future__ import annotations

import errno
import faulthandler
import gc
import io
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import short_articles
from comity import reader
from comity.cli import MODULES, main
from comity.extractions import _rules
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import load_ontology
from comity.rdf import store, swap, writing

DEFECT = 70
"""The exit code of a command that ended in a traceback."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink"}

Order = dict[str, Any]  # JSON


def load() -> None:
    """Loads what commands need, and what they keep once they have it."""
    for name in MODULES:
        import_module(f"comity.cli.{name}")
    for name in ("graphs", "network", "views", "views.explorer", "rdf.shapes", "asof", "api"):
        import_module(f"comity.{name}")
    load_ontology()
    load_gazetteer()
    _rules()
    writing.writer()
    reader.load_pipeline = lambda *, gazetteer=None: None  # type: ignore[assignment]  # a test's
    read = short_articles.one_by_one(lambda _, article: short_articles.extraction(article))
    reader.extract_all = read  # type: ignore[assignment]
    gc.collect()
    gc.freeze()


def put(folder: Path, text: str) -> None:
    """Changes three files of a folder as one, puts a fourth and drops a fifth, without a graph."""
    with swap.writing(folder) as stage:
        for name in ("one", "deep/two", "deep/three"):
            stage.write(name, text.encode())
        stage.write(f"new-{text}", text.encode())
        for path in folder.glob("new-*"):
            stage.remove(path.name)
        stage.commit()


class Steps:
    """Counts what a command does to the files of a folder, and acts at one of these steps, before it is done."""

    def __init__(self, folder: str, at: int, act: Callable[[str], None]) -> None:
        self.folder, self.at, self.act = folder, at, act
        self.seen: list[str] = []

    def arm(self) -> None:
        """Begins to count; there is no way back, as for an audit hook of Python."""
        sys.addaudithook(self._event)
        sync = os.fsync

        def told(handle: int) -> None:
            self._step("fsync", "")
            sync(handle)

        os.fsync = told

    def _event(self, event: str, arguments: tuple[Any, ...]) -> None:  # what Python passes
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, str) and path.startswith(self.folder):
                changes = bool((flags or 0) & _WRITING) or bool(set(str(mode)) & set("wax+"))
                self._step("write" if changes else "read", path)
        elif event in _STEPS:
            path, below = str(arguments[0]), arguments[-1]
            if path.startswith(self.folder) or (below not in (-1, None) and event != "os.rename"):
                self._step(event.removeprefix("os."), path)

    def _step(self, what: str, path: str) -> None:
        self.seen.append(f"{what} {path.removeprefix(self.folder)}".strip())
        if len(self.seen) - 1 == self.at:
            self.act(path)


def fault(order: Order) -> Steps:
    """Has this process meet what the order says; gives what counts its steps."""
    if (most := order.get("bytes")) is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        if order.get("kills"):
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    if (user := order.get("user")) is not None:
        os.setgid(user)
        os.setuid(user)
    code = order.get("error")

    def act(path: str) -> None:
        if order.get("stops"):
            Path(f"{order['folder']}.stopped").write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        if code is None:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)), path)

    return Steps(order["folder"], order.get("step", -1), act)


def child(order: Order, files: list[Any], told: int) -> NoReturn:
    """Runs the command and ends."""
    code = DEFECT
    try:
        for number, file in enumerate(files):
            os.dup2(file.fileno(), number)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.BufferedWriter(io.FileIO(n, "w", closefd=False)), "utf-8")
            for n in (1, 2)
        )
        os.chdir(order["cwd"])
        os.environ.update(order.get("environment", {}))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["comity", *order["arguments"]]
        steps = fault(order)
        if order.get("counts") or "step" in order:
            steps.arm()
        if order.get("disk"):
            store.SMALL = -1
        try:
            if "put" in order:
                put(Path(order["folder"]), order["put"])
            else:
                main()
            code = 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        if order.get("counts"):
            os.write(told, json.dumps(steps.seen).encode())
    except BaseException:  # noqa: BLE001  (whatever it is, it is told)
        traceback.print_exc()
        sys.stderr.flush()
        code = DEFECT
    os._exit(code)


def run(order: Order) -> dict[str, Any]:  # JSON
    """Forks a child for the order, kills it after a while where that is asked for, and says how it ended."""
    files = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115  (closed below)
    files[0].write(order.get("stdin", "").encode())
    files[0].seek(0)
    told, tell = os.pipe()
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        child(order, files, tell)
    os.close(tell)
    seen = b""
    end = began + order["after"] if "after" in order else None
    while True:
        left = None if end is None else max(0.0, end - time.monotonic())
        if not select.select([told], [], [], left)[0]:
            os.kill(pid, signal.SIGKILL)
            end = None
            continue
        data = os.read(told, 65_536)
        if not data:
            break
        seen += data
    os.close(told)
    _, status, usage = os.wait4(pid, 0)
    took = time.monotonic() - began
    for file in files:
        file.seek(0)
    _, out, err = (file.read().decode("utf-8", "replace") for file in files)
    for file in files:
        file.close()
    return {
        "code": os.waitstatus_to_exitcode(status), "seconds": took, "out": out, "err": err,
        "steps": json.loads(seen or b"[]"), "cpu": usage.ru_utime + usage.ru_stime,
    }  # fmt: skip


def serve() -> None:
    """Answers orders until there are no more."""
    faulthandler.enable()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    load()
    threads = len(os.listdir("/proc/self/task")) if Path("/proc/self/task").is_dir() else 1
    print(json.dumps({"threads": threads}), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    serve()
