"""What a worker does: one query after the other, each within the limits, until the server closes."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

from comity.errors import ComityError, StoreError
from comity.rdf.answers import Answer
from comity.rdf.engine import Dataset, answered
from comity.rdf.query import ask
from comity.rdf.store import Graph
from comity.serve import wire
from comity.serve.limits import Limits, timed

_LONG = 1.0
JSON = "application/json"


def work(sock: socket.socket, graph: Graph, limits: Limits) -> None:
    """Answers what comes over `sock` until it is closed; after a query that took long this worker is not used again."""
    while (message := wire.receive(sock)) is not None:
        began = time.monotonic()
        with timed(limits.seconds):
            head, body = reply(message, graph, limits)
        last = time.monotonic() - began > _LONG
        sock.sendall(wire.to_bytes({**head, "last": last}, body))
        if last:
            return


def reply(message: wire.Head, graph: Graph, limits: Limits) -> tuple[wire.Head, bytes]:
    """The head and body of the answer to a message.

    `status` is 200, 400 where the query is wrong, 406 where the answer has no format that was asked for, 500 where the store
    is damaged, 507 where memory ran out; `cut` says at what the answer was cut.
    """
    try:
        found = _answer(message, graph, limits)
    except MemoryError:
        return {"status": 507}, b""
    except StoreError as error:
        return {"status": 500}, str(error).encode()
    except ComityError as error:
        return {"status": 400}, str(error).encode()
    if found is None:
        return {"status": 406}, b""
    head = {"status": 200, "media": found.media, "rows": found.rows, "cut": found.cut}
    return head, found.body


def _answer(message: wire.Head, graph: Graph, limits: Limits) -> Answer | None:
    if "question" in message:
        return _asked(message["question"], message["parameters"], graph, limits)
    dataset = None
    if "default" in message:
        dataset = Dataset(tuple(message["default"]), tuple(message["named"]))
    return answered(
        graph.store,
        message["query"],
        table=message["table"],
        graph=message["graph"],
        dataset=dataset,
        caps=limits.caps,
    )


def _asked(
    name: str, parameters: dict[str, Any], graph: Graph, limits: Limits
) -> Answer:  # Any: what JSON holds
    """The answer to a named question as JSON: its columns, and a list of texts for each row."""
    result = ask(graph, name, **parameters)
    size, cut = 0, None
    rows: list[tuple[str | None, ...]] = []
    for row in result.rows:
        size += sum(len(cell or "") + 4 for cell in row)
        if len(rows) == limits.rows or size > limits.bytes:
            cut = "rows" if len(rows) == limits.rows else "bytes"
            break
        rows.append(row)
    body = json.dumps({"columns": result.columns, "rows": rows}, ensure_ascii=False).encode()
    return Answer(JSON, body, len(rows), cut)
