"""The server's side of the workers: who is free, who is new, and what became of one that fell silent."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from comity.errors import StoreError
from comity.serve import wire
from comity.serve.limits import Limits

_log = logging.getLogger(__name__)

_GRACE = 2.0
"""Seconds after the limit at which the server itself has a worker killed, should the system not have done so."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a query: `body` is the answer, or says in words what is wrong where `status` is not 200."""

    status: int
    body: bytes
    media: str = "text/plain"
    rows: int = 0
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class _Worker:
    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ended: asyncio.Future[int]


@dataclass(slots=True, eq=False)
class Keeping:
    """A keeper that runs, with the workers that it forked: one graph as it was at one moment."""

    process: asyncio.subprocess.Process
    control: socket.socket
    limits: Limits
    quads: int = 0
    free: list[_Worker] = field(default_factory=list)
    ends: dict[int, asyncio.Future[int]] = field(default_factory=dict)
    busy: int = 0
    alive: bool = True
    numbers: count[int] = field(default_factory=count)
    listening: asyncio.Task[None] | None = None

    async def ask(self, message: Mapping[str, Any]) -> Reply:  # Any: what JSON holds
        """The reply of a worker, or why there is none."""
        worker = self.free.pop() if self.free else await self._worker()
        self.busy += 1
        keep = False
        try:
            worker.writer.write(wire.to_bytes(message))
            async with asyncio.timeout(self.limits.seconds + _GRACE):
                head, body = await wire.received(worker.reader)
            keep = not head.get("last", True)
            return _to_reply(head, body, self.limits)
        except (asyncio.IncompleteReadError, ConnectionError):
            return _stopped(await _end(worker), self.limits)
        except TimeoutError:
            return _stopped(signal.SIGALRM, self.limits)
        finally:
            self.busy -= 1
            if keep and self.alive:
                self.free.append(worker)
            else:
                self._dismiss(worker, kill=not keep)

    async def _worker(self) -> _Worker:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        number = next(self.numbers)
        self.ends[number] = asyncio.get_running_loop().create_future()
        with theirs:
            line = json.dumps({"fork": number}).encode() + b"\n"
            socket.send_fds(self.control, [line], [theirs.fileno()])
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=2**20)
        return _Worker(number, reader, writer, self.ends[number])

    def _dismiss(self, worker: _Worker, *, kill: bool) -> None:
        worker.writer.close()
        if kill and not worker.ended.done() and self.alive:
            try:
                self.control.send(json.dumps({"kill": worker.number}).encode() + b"\n")
            except OSError as error:
                _log.debug("the keeper has gone: %s", error)

    async def listen(self, reader: asyncio.StreamReader) -> None:
        """Hears which workers ended, until the keeper itself does."""
        while line := await reader.readline():
            message = json.loads(line)
            ended = self.ends.pop(message["ended"])
            if not ended.done():
                ended.set_result(message["signal"])
        self.alive = False
        for ended in self.ends.values():
            if not ended.done():
                ended.set_result(0)

    async def close(self) -> None:
        """Ends the keeper and all its workers."""
        self.alive = False
        for worker in self.free:
            worker.writer.close()
        self.free.clear()
        self.control.close()
        try:
            async with asyncio.timeout(_GRACE):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
        if self.listening is not None:
            self.listening.cancel()


async def _end(worker: _Worker) -> int:
    """The signal that killed the worker, 0 where it is not told in time."""
    done, _ = await asyncio.wait([worker.ended], timeout=_GRACE)
    return worker.ended.result() if done else 0


async def keeping(folder: Path, limits: Limits, *, disk: bool = False) -> Keeping:
    """A keeper that has loaded the graph of `folder`, or with `disk` has its workers ask the store on disk.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "comity.serve.keeper"),
            *(str(theirs.fileno()), str(folder), json.dumps(asdict(limits))),
            *(["disk"] if disk else []),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env=environment(),
        )
    ours.setblocking(False)
    reader, writer = await asyncio.open_unix_connection(sock=ours.dup())
    line = await reader.readline()
    said = json.loads(line or '{"failed": "the process that loads the graph has died"}')
    made = Keeping(process, ours, limits)
    if "failed" in said:
        writer.close()
        await made.close()
        raise StoreError(said["failed"])
    made.quads = said["ready"]
    made.listening = asyncio.create_task(_listening(made, reader, writer))
    return made


def environment() -> dict[str, str]:
    """The environment in which a process of ours finds this very package, wherever it was imported from."""
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


async def _listening(
    made: Keeping, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        await made.listen(reader)
    finally:
        writer.close()


def _to_reply(head: wire.Head, body: bytes, limits: Limits) -> Reply:
    status = head["status"]
    if status == 200:
        return Reply(200, body, head["media"], head["rows"], head["cut"])
    if status == 406:
        said = "this query has no answer in any of the formats that the Accept header allows"
        return Reply(406, said.encode())
    if status == 507:
        return _stopped(signal.SIGABRT, limits)
    if status == 500:
        _log.error("a worker failed: %s", body.decode())
        return Reply(500, b"the server failed to answer; its log says why")
    return Reply(status, body)


def _stopped(by: int, limits: Limits) -> Reply:
    """Why a worker that was killed by a signal was."""
    if by in (signal.SIGALRM, signal.SIGXCPU):
        said = f"the query was stopped after {limits.seconds:g} s; ask for less, or start comity with a larger --timeout"
        return Reply(504, said.encode())
    if by not in (0, signal.SIGABRT, signal.SIGKILL):
        name = signal.Signals(by).name
        return Reply(500, f"the engine broke off ({name}); write the query in another way".encode())
    if by:
        said = f"the query was stopped, since it took more than {limits.memory} MiB; ask for less, or see --memory"
        return Reply(507, said.encode())
    return Reply(500, b"the worker ended without an answer; ask again")
