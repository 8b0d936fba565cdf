"""A server as a user starts it, on a free port, over the sample graph; and requests to it as plain as they come."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).parent.parent.parent
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def request(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> Response:
        """Sends a request; underscores in the names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            found = connection.getresponse()
            heads = {name.lower(): value for name, value in found.getheaders()}
            return Response(found.status, heads, found.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Response:
        return self.request("GET", path, **headers)

    def query(self, query: str, *more: tuple[str, str], **headers: str) -> Response:
        """A query by GET."""
        return self.get(f"/sparql?{urlencode([('query', query), *more])}", **headers)

    def family(self) -> list[int]:
        """The ids of all processes of the server, itself first."""
        return [self.process.pid, *descendants(self.process.pid)]


def descendants(pid: int) -> list[int]:
    """The ids of the processes below one, those that are dead and not yet buried left out."""
    found = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    below: dict[int, list[int]] = {}
    for line in found.stdout.splitlines():
        child, parent, state = line.split()
        if not state.startswith("Z"):
            below.setdefault(int(parent), []).append(int(child))
    todo, out = [pid], []
    while todo:
        more = below.get(todo.pop(), [])
        out += more
        todo += more
    return out


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Server]:
    """A server of the graph in `folder`, stopped in the end."""
    command = [sys.executable, "-m", "comity", "serve", str(folder), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"statements at http://\S+?:(\d+)/", line):
                yield Server(int(found.group(1)), process)
                break
        else:
            raise AssertionError("".join(said))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
        assert process.stderr is not None
        process.stderr.close()


Starter = Callable[..., "contextmanager[Server]"]


@pytest.fixture(scope="session")
def server(sample_graph: Path) -> Iterator[Server]:
    """A server of the sample graph with the limits as they come."""
    with started(sample_graph) as running:
        yield running
