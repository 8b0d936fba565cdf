"""Articles read by one process or by several, with the same outcome: how many is found by measuring.

One process starts alone. When it has seen what an article costs, and what its own start did, others take over where
that brings the end nearer: no more than there are free processors, and room in memory for what one process takes.
A process that is killed loses nothing: what was being read then is read again, article by article, and an article
that ends its process again and again is left out with that reason.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import loky
import psutil

from comity.articles import BadArticle
from comity.extractions import Filed
from comity.model import Article

_log = logging.getLogger(__name__)

_AHEAD = 2
"""Batches that wait for each process, so that none ever waits for its next."""

_GAIN = 10.0
"""Seconds by which the end must come nearer."""

_WATCH = 2.0
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}


Outcome = Filed | BadArticle
"""Where it lies what an article says, or why it could not be taken apart."""


class Reader(Protocol):
    """What reads articles in one process; see `reader.Reader`."""

    def read(self, articles: Sequence[Article], /) -> list[Outcome]:
        """The outcome of each, in their order."""


Make = Callable[[], Reader]
Batch = Sequence[Article]
Left = Callable[[], int | None]
Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one process has measured of itself: seconds to start and for an article, and the bytes that it takes."""

    start: float
    each: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Machine:
    """What is free here: processors, this process among them, and bytes of memory."""

    processors: int
    bytes: int


def worth(left: int, seen: Seen, machine: Machine) -> int:
    """The number of processes that end soonest with `left` articles; 1 where others would not bring the end nearer.

    >>> worth(10_000, Seen(start=4.0, each=0.1, bytes=500), Machine(processors=8, bytes=2_000))
    4
    >>> worth(50, Seen(start=4.0, each=0.1, bytes=500), Machine(processors=8, bytes=9_000))
    1
    """
    many = min(machine.processors, machine.bytes // max(seen.bytes, 1))
    alone = left * seen.each
    return many if many > 1 and seen.start + alone / many + _GAIN < alone else 1


def read(
    batches: Iterable[Batch], make: Make, *, workers: int | None, left: Left, tell: Step
) -> Iterator[Outcome]:
    """The outcome of each article of all `batches`, in any order; nothing is loaded where there are none.

    `make` makes the reader of a process, also in another one; `workers` is the number of processes, None for as many as
    measuring finds; `left` tells how many articles are still to come, None where nobody knows.

    Raises:
        StoreError: the folder cannot be written.
    """
    rest = iter(batches)
    if workers is None or workers == 1:
        workers = yield from _alone(rest, make, left if workers is None else None, tell)
    if workers > 1:
        tell(f"starting {workers} processes", 0, 1)
        try:
            crew = _crew(workers, make)
        except (ImportError, OSError) as error:  # no semaphores, as in some containers
            _log.warning("one process reads, since others cannot be started: %s", error)
            yield from _alone(rest, make, None, tell)
        else:
            yield from _together(rest, make, workers, crew)


def _alone(
    batches: Iterator[Batch], make: Make, left: Left | None, tell: Step
) -> Generator[Outcome, None, int]:
    """Reads in this process, until others are worth it, and returns how many are; 1 at the end."""
    reader: Reader | None = None
    start = spent = 0.0
    count = 0
    for batch in batches:
        if reader is None:
            tell("loading the language model", 0, 1)
            reader = make()
            start = time.process_time()
            tell("loading the language model", 1, 1)
        began = time.perf_counter()
        yield from reader.read(batch)
        spent += time.perf_counter() - began
        count += len(batch)
        if left is not None:
            todo = left()
            seen = Seen(start, spent / count, psutil.Process().memory_info().rss)
            many = worth(count if todo is None else todo, seen, _machine())
            if many > 1:
                return many
    return 1


def _machine() -> Machine:
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1.0
    others = max(0, round(busy - 1.0))
    return Machine(max(1, loky.cpu_count() - others), psutil.virtual_memory().available)


def _together(
    batches: Iterator[Batch], make: Make, workers: int, crew: loky.ProcessPoolExecutor
) -> Iterator[Outcome]:
    """Reads in the processes of the crew, and of those that take their place."""
    waiting: dict[Future[list[Outcome]], Batch] = {}
    try:
        while True:
            for batch in islice(batches, _AHEAD * workers - len(waiting)):
                waiting[crew.submit(_read, batch)] = batch
            if not waiting:
                return
            lost: list[Article] = []
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                batch = waiting.pop(future)
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    lost += batch
            if lost:
                lost += [article for batch in waiting.values() for article in batch]
                waiting.clear()
                crew.shutdown(kill_workers=True)
                yield from _one_by_one(lost, make)
                crew = _crew(workers, make)
    finally:
        crew.shutdown(kill_workers=True)


def _one_by_one(articles: Iterable[Article], make: Make) -> Iterator[Outcome]:
    """Reads what was being read, or waited, when a process was killed; what alone kills two others is left out."""
    crew = _crew(1, make)
    try:
        for article in articles:
            for last in (False, True):
                try:
                    yield from crew.submit(_read, [article]).result()
                    break
                except BrokenProcessPool:
                    crew.shutdown(kill_workers=True)
                    crew = _crew(1, make)
                    if last:
                        yield _deadly(article)
    finally:
        crew.shutdown(kill_workers=True)


def _deadly(article: Article) -> BadArticle:
    return BadArticle(
        article.name,
        f"{article.name}: each process that read it was killed, perhaps for want of memory; "
        "split it into articles, or read with fewer --workers",
    )


def _crew(workers: int, make: Make) -> loky.ProcessPoolExecutor:
    """Processes that read, each with one thread, and that end with this one."""
    return loky.ProcessPoolExecutor(
        max_workers=workers,
        initializer=_begin,
        initargs=(make, os.getpid()),
        env=_ONE_THREAD,
    )


_make: Make | None = None
_reader: Reader | None = None


def _begin(make: Make, parent: int) -> None:
    """What a process of the crew does first; Ctrl-C is for the one that it works for."""
    global _make
    _make = make
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    # On Windows the number of the parent stays when it has ended.
    while os.getppid() == parent and psutil.pid_exists(parent):
        time.sleep(_WATCH)
    os._exit(1)


def _read(batch: Batch) -> list[Outcome]:
    """Reads in a process of the crew, which makes its reader for its first batch."""
    global _reader
    if _reader is None:
        if _make is None:
            raise RuntimeError("a process of the crew was not told what to do first")
        _reader = _make()
    return _reader.read(batch)
