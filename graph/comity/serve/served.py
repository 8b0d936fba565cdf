"""The graph that is served: always the one on disk, also when another program changes it meanwhile."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.errors import StoreError
from comity.rdf.record import Stamp, stamp_of
from comity.serve.limits import Limits
from comity.serve.pool import Keeping, Reply, keeping

_log = logging.getLogger(__name__)

_LOOK = 0.5
_AGAIN = 5.0
_MANY, _SMALL = 500, 50_000  # answers that are kept for our pages, and their bytes

QUERIES, PAGES = "queries", "pages"
_FOR_PAGES = 2

Rows = list[dict[str, str]]
Cells = dict[str, dict[str, str]]


@dataclass(slots=True, eq=False)
class Served:
    """The graph of `folder`; queries of clients and those of our own pages wait in lanes of their own."""

    folder: Path
    limits: Limits
    current: Keeping
    stamp: Stamp
    lanes: dict[str, asyncio.Semaphore]
    disk: bool = False
    renewal: asyncio.Lock = field(default_factory=asyncio.Lock)
    known: dict[str, Rows] = field(default_factory=dict)
    retired: set[asyncio.Task[None]] = field(default_factory=set)
    drawn: tuple[Stamp, str] | None = None

    async def ask(self, message: Mapping[str, Any], *, lane: str = QUERIES) -> Reply:  # Any: JSON
        """The reply to a message of `wire`; 503 where no worker becomes free in time."""
        turn = self.lanes[lane]
        try:
            async with asyncio.timeout(self.limits.seconds):
                await turn.acquire()
        except TimeoutError:
            return Reply(503, b"the server is busy with other queries; try again later")
        try:
            if not self.current.alive:
                await self._renew()
            return await self.current.ask(message)
        except StoreError as error:
            return Reply(500, str(error).encode())
        finally:
            turn.release()

    async def table(self, query: str) -> Rows:
        """The rows of a query of our own: for each variable that has a value its text, IRIs and literals alike.

        Raises:
            StoreError: there is no answer in time, or the store is damaged.
        """
        if query in self.known:
            return self.known[query]
        message = {"query": query, "table": "application/sparql-results+json", "graph": None}
        reply = await self.ask(message, lane=PAGES)
        if reply.status != 200:
            raise StoreError(reply.body.decode())
        cells: list[Cells] = json.loads(reply.body)["results"]["bindings"]
        rows = [{name: cell["value"] for name, cell in row.items()} for row in cells]
        if len(reply.body) < _SMALL and len(self.known) < _MANY:
            self.known[query] = rows
        return rows

    async def watch(self) -> None:
        """Takes the new graph whenever the one on disk has changed."""
        while True:
            await asyncio.sleep(_LOOK)
            if stamp_of(self.folder) == self.stamp:
                continue
            try:
                await self._renew(changed=True)
            except StoreError as error:
                _log.warning("the graph has changed and cannot be read yet: %s", error)
                await asyncio.sleep(_AGAIN)

    async def _renew(self, *, changed: bool = False) -> None:
        """Loads the graph anew beside the one that is served, and then serves it."""
        async with self.renewal:
            if self.current.alive and not changed:
                return
            stamp = stamp_of(self.folder)
            old, self.current = (
                self.current,
                await keeping(self.folder, self.limits, disk=self.disk),
            )
            self.stamp = stamp
            self.known.clear()
            task = asyncio.create_task(_retire(old))
            self.retired.add(task)
            task.add_done_callback(self.retired.discard)

    async def close(self) -> None:
        """Ends all processes."""
        for task in self.retired:
            task.cancel()
        await asyncio.gather(*self.retired, return_exceptions=True)
        await self.current.close()


async def _retire(old: Keeping) -> None:
    """Ends a keeper when the queries that it answers are done, which the limits see to."""
    try:
        while old.busy:
            await asyncio.sleep(0.05)
    finally:
        await asyncio.shield(old.close())


@asynccontextmanager
async def serving(folder: Path, limits: Limits, *, disk: bool = False) -> AsyncIterator[Served]:
    """The graph of `folder`, served for the length of a `with`; afterwards no process is left.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    stamp = stamp_of(folder)
    lanes = {
        QUERIES: asyncio.Semaphore(limits.workers),
        PAGES: asyncio.Semaphore(_FOR_PAGES),
    }
    keeper = await keeping(folder, limits, disk=disk)
    served = Served(folder, limits, keeper, stamp, lanes, disk)
    watching = asyncio.create_task(served.watch())
    try:
        yield served
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await served.close()
