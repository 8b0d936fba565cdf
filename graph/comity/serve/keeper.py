"""The process that holds the graph and forks workers from it: `python -m comity.serve.keeper FD FOLDER LIMITS [disk]`.

It has one thread, no socket of any client, and opens nothing of its own, so that a fork is safe and costs little: a worker sees
the graph that is loaded here, and no page of it is copied. It hears from the server over the socket FD, one JSON object a
line: `{"fork": N}` with a socket for the new worker, `{"kill": N}`. It says `{"ready": …}` or `{"failed": why}` first, and
`{"ended": N, "signal": S}` when a worker has gone. When the server goes, however it goes, all workers are killed.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from comity.errors import ComityError, StoreError
from comity.knowledge.ontology import load_ontology
from comity.rdf.answers import TABLES
from comity.rdf.query import questions
from comity.rdf.record import read_manifest
from comity.rdf.store import Graph, open_graph, to_graph
from comity.serve import wire
from comity.serve.limits import Limits, confine
from comity.serve.worker import reply, work

_IN_MEMORY = 2**30
"""A record of up to 1 GiB, some six million quads, is held in memory, which takes 0.4 GB a million."""

_TINY = "SELECT ?s { ?s a co:Event } LIMIT 1"

Opener = Callable[[], Graph]


@dataclass(slots=True)
class Keeper:
    """The workers that live, by the number that the server gave them."""

    control: socket.socket
    opener: Opener
    limits: Limits
    pids: dict[int, int] = field(default_factory=dict)
    rest: bytes = b""

    def keep(self, wake: int) -> None:
        """Serves the server until it closes."""
        while True:
            ready, _, _ = select.select([self.control.fileno(), wake], [], [])
            if wake in ready:
                os.read(wake, 4096)
                self.bury()
            if self.control.fileno() in ready and not self.hear():
                return

    def hear(self) -> bool:
        """Does what the server says; False when it has closed."""
        try:
            data, handles, _, _ = socket.recv_fds(self.control, 65_536, 64)
        except ConnectionResetError:
            return False
        lines = (self.rest + data).split(b"\n")
        self.rest = lines.pop()
        sockets = [socket.socket(fileno=handle) for handle in handles]
        for line in lines:
            message = json.loads(line)
            if "fork" in message:
                with sockets.pop(0) as theirs:
                    self.fork(message["fork"], theirs)
            elif message["kill"] in self.pids:
                os.kill(self.pids[message["kill"]], signal.SIGKILL)
        return bool(data)

    def fork(self, number: int, sock: socket.socket) -> None:
        """Makes a worker that serves `sock`."""
        pid = os.fork()
        if pid:
            self.pids[number] = pid
            return
        status = 1
        try:
            self.control.close()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            graph = self.opener()
            confine(self.limits)
            work(sock, graph, self.limits)
            status = 0
        finally:
            if sys.exc_info()[0] is not None:
                sock.sendall(wire.to_bytes({"status": 500}, traceback.format_exc().encode()))
            os._exit(status)

    def bury(self) -> None:
        """Tells the server of the workers that have gone."""
        for number, pid in list(self.pids.items()):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                del self.pids[number]
                by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
                self.tell({"ended": number, "signal": by})

    def tell(self, message: dict[str, object]) -> None:
        """Says something to the server, unless it has gone, which `hear` will find."""
        try:
            self.control.sendall(json.dumps(message).encode() + b"\n")
        except (BrokenPipeError, ConnectionResetError):
            self.rest = b""

    def kill_all(self) -> None:
        """Kills all workers and waits for their end."""
        for pid in self.pids.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self.pids.values():
            os.waitpid(pid, 0)


def opener_of(folder: Path, stack: ExitStack, *, disk: bool) -> tuple[Opener, int]:
    """How a worker gets the graph, and its number of quads: from memory, where it is loaded now, or from its store on disk.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    manifest = read_manifest(folder)
    if manifest.bytes <= _IN_MEMORY and not disk:
        graph = stack.enter_context(open_graph(folder, in_memory=True))
        return lambda: graph, len(graph.store)
    _made(folder)
    return lambda: stack.enter_context(open_graph(folder, in_memory=False)), manifest.quads


def _made(folder: Path) -> None:
    """Has the store on disk made, in a process of its own: it starts threads, and a process with threads is not forked well.

    Raises:
        StoreError: it cannot be made.
    """
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            with open_graph(folder, in_memory=False):
                status = 0
        finally:
            os._exit(status)
    if os.waitpid(pid, 0)[1]:
        raise StoreError(f"the store of {folder} cannot be made; try `comity ask planned {folder}`")


def main() -> None:
    """Holds a graph until the server goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    limits = Limits(**json.loads(sys.argv[3]))
    with ExitStack() as stack:
        try:
            opener, quads = opener_of(Path(sys.argv[2]), stack, disk="disk" in sys.argv[4:])
        except ComityError as error:
            control.sendall(json.dumps({"failed": str(error)}).encode() + b"\n")
            sys.exit(2)
        keeper = Keeper(control, opener, limits)
        _warm(limits)
        wake, wake_end = os.pipe()
        os.set_blocking(wake_end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)
        keeper.tell({"ready": quads})
        try:
            keeper.keep(wake)
        finally:
            keeper.kill_all()


def _warm(limits: Limits) -> None:
    """Loads whatever a worker will need: it cannot open a file. What is loaded is then never looked at by the collector."""
    graph = to_graph([])
    load_ontology()
    questions()
    for table in TABLES:
        reply({"query": _TINY, "table": table, "graph": None}, graph, limits)
    describe = _TINY.replace("SELECT ?s", "CONSTRUCT WHERE")
    reply({"query": describe, "table": None, "graph": "text/turtle"}, graph, limits)
    reply({"query": "SELECT ?s { ?s a co:Meetin }", "table": None, "graph": None}, graph, limits)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
