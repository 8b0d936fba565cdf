"""Who may ask, and what every response carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.serve.guard import LOOPBACK, Guard
from serve.conftest import Server, started

ASK = "/sparql?query=ASK%7B%7D"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000", "[::1]"])  # fmt: skip
def test_names_of_this_machine(host: str) -> None:
    assert Guard(None, LOOPBACK).knows(host)


@pytest.mark.parametrize("host", ["", "evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1", "evil.example:127.0.0.1", "[::2]", "localhost:80:80"])  # fmt: skip
def test_names_of_others(host: str) -> None:
    assert not Guard(None, LOOPBACK).knows(host)


def test_a_server_for_others_answers_to_addresses_and_its_names() -> None:
    guard = Guard(None, (*LOOPBACK, "graph.example"), anywhere=True)
    assert [guard.knows(h) for h in ("10.0.0.7:8000", "[fe80::1]", "graph.example", "evil.example")] == [True, True, True, False]  # fmt: skip


@pytest.mark.parametrize("path", ["/", ASK, "/store?default", "/static/style.css", "/id/state/ken"])
def test_another_host_is_told_nothing(server: Server, path: str) -> None:
    response = server.get(path, Host="evil.example")
    assert response.status == 421
    assert len(response.body) < 100


@pytest.mark.parametrize(
    "path", ["/", ASK, "/store?default", "/static/style.css", "/id/state/ken", "/nothing", "/query"]
)
def test_every_response_has_the_headers(server: Server, path: str) -> None:
    headers = server.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_no_other_page_may_read_unless_asked(server: Server) -> None:
    for response in (
        server.get(ASK, Origin="https://evil.example"),
        server.request(
            "OPTIONS",
            "/sparql",
            Origin="https://evil.example",
            Access_Control_Request_Method="POST",
        ),
    ):
        assert not [name for name in response.headers if name.startswith("access-control")]


def test_a_page_that_is_named_may_read(sample_graph: Path) -> None:
    with started(sample_graph, "--cors", "https://Friend.example/") as running:
        friend, other = ("https://friend.example", "https://evil.example")
        response = running.get(ASK, Origin=friend)
        assert response.headers["access-control-allow-origin"] == friend
        assert "origin" in response.headers["vary"]
        assert "access-control-allow-credentials" not in response.headers
        asked = running.request(
            "OPTIONS", "/sparql", Origin=friend, Access_Control_Request_Method="POST"
        )
        assert (asked.status, asked.headers["access-control-allow-origin"]) == (204, friend)
        assert "access-control-allow-origin" not in running.get(ASK, Origin=other).headers


def test_an_origin_that_is_none(comity, sample_graph: Path) -> None:
    outcome = comity("serve", sample_graph, "--cors", "*")
    assert (outcome.code, "is no origin" in outcome.err) == (2, True)


def test_an_open_door_is_warned_of(sample_graph: Path) -> None:
    import subprocess
    import sys

    from serve.conftest import ROOT

    command = [
        sys.executable,
        "-m",
        "comity",
        "serve",
        str(sample_graph / "none"),
        "--host",
        "0.0.0.0",
        "--port",
        "0",
    ]
    found = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "graph"), "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert "warning: everyone who reaches 0.0.0.0 can read this graph" in found.stderr
