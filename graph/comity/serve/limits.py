"""What a query may take, and how the system is told to see to it."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from comity.rdf.answers import Caps

_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one query: seconds of wall time, MiB of memory beside the graph, rows, and bytes of the answer.

    `workers` is how many run at once; a query that waits longer than `seconds` for its turn is turned away.
    """

    seconds: float = 30.0
    memory: int = 1024
    rows: int = 100_000
    bytes: int = 64 * _MIB
    workers: int = 8

    @property
    def caps(self) -> Caps:
        """The bounds of the answer."""
        return Caps(self.rows, self.bytes)


def confine(limits: Limits) -> None:
    """Takes from this process, for good, what a query does not need: memory, files, sockets, core dumps.

    Open files stay usable, no further one can be opened: whatever a query tries, it reaches no file and no machine. A child of
    a large process has its memory already, so that what it may take comes on top.
    """
    size = _size()
    if size is not None:
        most = size + limits.memory * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        resource.setrlimit(kind, (0, 0))
    os.nice(5)


def _size() -> int | None:
    """The address space of this process in bytes; None where the system does not tell (macOS, where it has no bound)."""
    path = Path("/proc/self/statm")
    if not path.exists():
        return None
    return int(path.read_text(encoding="ascii").split()[0]) * resource.getpagesize()


@contextmanager
def timed(seconds: float) -> Iterator[None]:
    """Has the system kill this process when the `with` takes longer; no code of ours needs to run for that."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
