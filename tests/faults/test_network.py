"""The network gone at each step of `publish`: told with the address, the folder as it was, and the next run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comity.errors import ComityError, QueryError, StoreError
from comity.rdf import store
from comity.rdf.remote import counts
from comity.rdf.wire import connected
from command_line import Run
from fake_server import Fake, Reply, fake
from faults.conftest import MANY
from publishing import NOBODY, QUADS, held, sent
from records import record

EVERY = 1 if MANY else 6
"""Each so many of the requests of a run is met by a fault."""

CUTS = {"reset": StoreError, "half": StoreError, "silent": QueryError}
SAID = {
    "reset": "does not answer .*; check that it runs and that the address is right",
    "half": "does not answer .*; check that it runs and that the address is right",
    "silent": "took more than 0.5 s; ask for less, or give --patience",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.write(QUADS, tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def server() -> Iterator[Fake]:
    with fake() as server:
        yield server


class Count:
    """Counts requests, and has a fault met by those from the first on, so many of them."""

    def __init__(self, first: int, fault: str, many: int) -> None:
        self.first, self.fault, self.many, self.seen = first, fault, many, 0

    def __call__(self) -> str:
        self.seen += 1
        return self.fault if self.first < self.seen <= self.first + self.many else ""


def requests(folder: Path) -> int:
    """How many requests a whole run makes."""
    with fake(cut=Count(0, "", 0)) as server:
        sent(folder, server)
        return server.cut.seen  # type: ignore[attr-defined]  # of Count


@pytest.mark.parametrize("how", CUTS)
def test_a_line_that_stays_broken(folder: Path, how: str) -> None:
    before = record(folder)
    for first in range(0, requests(folder), EVERY if how != "silent" else 2 * EVERY):
        with fake(cut=Count(first, how, 10**6)) as server:
            said = rf"^{server.url}\S*.* {SAID[how]}$"
            with pytest.raises(CUTS[how], match=said):
                sent(folder, server, patience=0.5 if how == "silent" else 30.0)
            whole = set(server.puts()[:-1])
            server.cut = str
            done = sent(folder, server)
            assert held(server) == QUADS
            assert not whole & set(done.sent)
    assert record(folder) == before


@pytest.mark.parametrize("how", ["reset", "half"])
def test_a_line_that_breaks_for_a_moment_is_not_noticed(folder: Path, how: str) -> None:
    """But for the first words, where nobody waits for a server that is not there."""
    for first in range(2, requests(folder), EVERY):
        with fake(cut=Count(first, how, 2)) as server:
            sent(folder, server)
            assert held(server) == QUADS


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 413, 500, 503, 507] if MANY else [403, 500, 503]
)
def test_a_server_that_answers_no_more(folder: Path, status: int) -> None:
    for first in range(0, requests(folder), EVERY):
        seen = 0

        def refuse(method: str, path: str, first: int = first) -> Reply | None:
            nonlocal seen
            seen += 1
            return (status, {"Content-Type": "text/plain"}, b"no more") if seen > first else None

        with fake(before=refuse) as server:
            with pytest.raises(ComityError, match=rf"{server.url}/.*no more") as caught:
                sent(folder, server)
            assert "; " in str(caught.value) or status in (400, 500)
            server.before = lambda method, path: None
            sent(folder, server)
            assert held(server) == QUADS


def test_a_server_that_is_stopped_half_way(folder: Path, comity: Run) -> None:
    with fake() as server:
        sent(folder, server)
        url = server.url
    done = comity("publish", url, folder)
    assert done.code == 2
    assert f"comity: {url}" in done.err
    assert "check that it runs and that the address is right" in done.err


HEAD = b'{"head": {"vars": ["g", "n"]}, "results": {"bindings": [%s]}}'
CELL = b'{"g": {"type": "uri", "value": "%s"}, "n": {"type": "literal", "value": "%s"}}'
LIES = [
    pytest.param(HEAD % (CELL % (b"https://w3id.org/comity/id/graph/x", b"many")), id="no number"),
    pytest.param(HEAD % (CELL % (b"a:a", b"1")), id="a graph that was not asked for"),
    pytest.param(b'{"head": {"vars": []}, "results": {"bindings": [{}]}}', id="no columns"),
    pytest.param(b'{"head": {"vars": ["g"]}, "results": {"bin', id="cut short"),
    pytest.param(b"\xff\xfe", id="no text"),
]


@pytest.mark.parametrize("body", LIES)
def test_an_answer_that_is_none_is_told(body: bytes) -> None:
    reply: Callable[[str, str], Reply] = lambda method, path: (  # noqa: E731
        200, {"Content-Type": "application/sparql-results+json"}, body
    )  # fmt: skip
    with (
        fake(before=reply) as server,
        pytest.raises(StoreError, match="breaks off or is none"),
        connected(server.url, environment=NOBODY) as wire,
    ):
        counts(wire)
