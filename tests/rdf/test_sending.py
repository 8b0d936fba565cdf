"""A graph put on a server: what is sent, dropped and left, when it breaks off, who asks, and errors that help."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from comity.errors import ComityError, InputError, StoreError
from comity.rdf import sending, store
from comity.rdf.remote import HASH, count_of
from comity.rdf.sending import publish
from comity.rdf.wire import Wire, connected
from command_line import Run
from fake_server import PAGE, PASSWORD, TOKEN, USER, Fake, Reply, fake
from publishing import NOBODY, QUADS, held, sent

GRAPHS = sorted({quad.graph_name.value for quad in QUADS})  # type: ignore[union-attr]  # all are named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.write(QUADS, tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def server() -> Iterator[Fake]:
    with fake() as server:
        yield server


def without(article: int) -> list[Quad]:
    """The quads without those of the graph of one article."""
    graph = [name for name in GRAPHS if "/graph/article/" in name][article]
    return [quad for quad in QUADS if quad.graph_name != NamedNode(graph)]


def test_every_graph_is_sent_once_with_the_hash_of_its_lines(folder: Path, server: Fake) -> None:
    done = sent(folder, server)
    assert done == sending.Published(tuple(GRAPHS), (), 0, len(QUADS))
    assert held(server) == QUADS
    marked = [quad.subject for quad in server.store.quads_for_pattern(None, HASH, None, None)]
    assert sorted(marked, key=str) == [NamedNode(graph) for graph in GRAPHS]


def test_a_second_run_sends_nothing(folder: Path, server: Fake) -> None:
    sent(folder, server)
    server.asked.clear()
    assert sent(folder, server) == sending.Published((), (), len(GRAPHS), len(QUADS))
    assert server.asked == []


def test_only_a_graph_that_differs_is_sent_and_one_that_is_gone_is_dropped(
    folder: Path, server: Fake
) -> None:
    sent(folder, server)
    server.asked.clear()
    canonical = next(graph for graph in GRAPHS if graph.endswith("canonical"))
    dropped = next(graph for graph in GRAPHS if "/graph/article/" in graph)
    added = Quad(NamedNode("urn:x"), NamedNode("urn:y"), Literal("z"), NamedNode(canonical))
    store.write([*without(0), added], folder)
    done = sent(folder, server)
    assert (done.sent, done.dropped) == ((canonical,), (dropped,))
    assert server.asked == [("PUT", canonical), ("DELETE", dropped)]
    assert held(server) == sorted([*without(0), added], key=str)


def test_what_was_changed_on_the_server_is_put_right(folder: Path, server: Fake) -> None:
    sent(folder, server)
    lost = QUADS[7]
    server.store.remove(lost)
    assert sent(folder, server).sent == (lost.graph_name.value,)  # type: ignore[union-attr]  # all are named
    assert held(server) == QUADS


def test_what_others_keep_on_the_server_is_left_alone(folder: Path, server: Fake) -> None:
    theirs = Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), NamedNode("urn:theirs"))
    server.store.add(theirs)
    sent(folder, server)
    store.write(without(1), folder)
    sent(folder, server)
    assert theirs in server.store


def test_a_graph_of_other_articles_is_only_dropped_when_asked(
    folder: Path, server: Fake, tmp_path: Path
) -> None:
    sent(folder, server)
    only = [q for q in QUADS if q not in without(0)]
    rest = [q for q in QUADS if q not in only or "/graph/article/" not in str(q.graph_name)]
    store.write(only, tmp_path / "one")
    store.write(rest, tmp_path / "other")
    sent(tmp_path / "one", server)
    with pytest.raises(StoreError, match=r"a graph of 1 articles, and none of them .* --replace"):
        sent(tmp_path / "other", server)
    assert held(server) == only
    sent(tmp_path / "other", server, replace=True)
    assert held(server) == sorted(rest, key=str)


def test_a_large_graph_is_sent_in_stretches(
    folder: Path, server: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST", 2_000)
    sent(folder, server)
    assert held(server) == QUADS
    assert max(server.sizes) <= 2_000
    assert len(server.asked) > 2 * len(GRAPHS)
    assert server.puts() == GRAPHS


def test_a_graph_of_which_a_part_was_sent_is_sent_again(
    folder: Path, server: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST", 2_000)
    broken: list[str] = []

    def break_off(method: str, path: str) -> Reply | None:
        if method == "POST" and path == "/store":
            broken.append(server.puts()[-1])
        return (500, {}, b"disk on fire") if len(broken) == 4 else None

    server.before = break_off
    with pytest.raises(StoreError, match=r"graph https://\S+, answers 500 .*: disk on fire;"):
        sent(folder, server)
    server.before = lambda method, path: None
    whole = server.puts()[:-1]
    assert set(sent(folder, server).sent) == set(GRAPHS) - set(whole)
    assert held(server) == QUADS


def test_a_run_that_is_killed_goes_on(folder: Path, server: Fake) -> None:
    """With the real command, killed in the middle of sending as soon as a third graph is asked for."""
    server.slow = 0.3
    command = [sys.executable, "-m", "comity", "publish", server.url, str(folder)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while len(server.puts()) < 3 and run.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert run.returncode == -signal.SIGKILL
    time.sleep(2 * server.slow)  # the server carries out what it was sent
    first, server.slow = server.puts(), 0.0
    assert len(first) < len(GRAPHS)
    server.asked.clear()
    sent(folder, server)
    assert server.puts() == GRAPHS[len(first) :]
    assert held(server) == QUADS


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_is_too_busy_is_asked_again(folder: Path, server: Fake, status: int) -> None:
    left = [status, status]
    pauses: list[float] = []

    def busy(method: str, path: str) -> Reply | None:
        return (left.pop(), {"Retry-After": "7"}, b"busy") if method == "PUT" and left else None

    server.before = busy
    with connected(server.url, environment=NOBODY) as wire:
        publish(folder, replace(wire, pause=pauses.append))
    assert pauses == [7.0, 7.0]
    assert held(server) == QUADS


def test_a_server_that_stays_too_busy_is_named(folder: Path, server: Fake) -> None:
    server.before = lambda method, path: (503, {}, b"busy") if method == "PUT" else None
    with pytest.raises(StoreError, match=rf"{server.url}/store, graph https://\S+, answers 503 "):
        sent(folder, server)


def test_a_server_that_says_all_is_well_and_keeps_nothing_is_found_out(
    folder: Path, server: Fake
) -> None:
    """As Virtuoso does where something is sent to an address that does not take it."""
    page = (200, {"Content-Type": "text/html"}, PAGE)
    server.before = lambda method, path: page if path == "/store" else None
    with pytest.raises(
        StoreError,
        match=r"said that all was well, and \S+ holds 0 triples where \d+ were sent; .*--gsp-url",
    ):
        sent(folder, server)
    server.before = lambda method, path: None
    assert len(sent(folder, server).sent) == len(GRAPHS)


def test_a_graph_that_is_not_kept_whole_is_not_taken_for_whole(folder: Path, server: Fake) -> None:
    lost: list[Quad] = []

    def forget(method: str, path: str) -> Reply | None:
        """Forgets one triple as soon as the server is asked to count."""
        if path == "/query" and server.puts() and not lost:
            lost.append(next(quad for quad in server.store if quad.predicate != HASH))
            server.store.remove(lost[0])
        return None

    server.before = forget
    with pytest.raises(StoreError, match=r"holds \d+ triples where \d+ were sent"):
        sent(folder, server)
    assert len(server.store) == 0
    sent(folder, server)
    assert held(server) == QUADS


LOGINS = {
    "basic": {"COMITY_USER": USER, "COMITY_PASSWORD": PASSWORD},
    "digest": {"COMITY_USER": USER, "COMITY_PASSWORD": PASSWORD},
    "bearer": {"COMITY_TOKEN": TOKEN},
}


@pytest.mark.parametrize("way", LOGINS)
def test_whoever_has_the_secret_may_send(folder: Path, way: str) -> None:
    with fake(auth=way) as server:
        with connected(server.url, environment=NOBODY | LOGINS[way]) as wire:
            publish(folder, wire)
        assert held(server) == QUADS


@pytest.mark.parametrize("way", ["basic", "digest"])
def test_the_secret_may_stand_in_a_netrc_file(folder: Path, tmp_path: Path, way: str) -> None:
    path = tmp_path / "netrc"
    path.write_text(f'machine 127.0.0.1 login {USER} password "{PASSWORD}"\n', encoding="utf-8")
    with fake(auth=way) as server:
        with connected(server.url, environment={"NETRC": str(path)}) as wire:
            publish(folder, wire)
        assert held(server) == QUADS


@pytest.mark.parametrize("way", LOGINS)
@pytest.mark.parametrize("given", ["nothing", "a wrong one"])
def test_a_secret_that_is_wrong_or_missing_is_asked_for_and_never_shown(
    folder: Path, way: str, given: str
) -> None:
    wrong = dict.fromkeys(LOGINS[way], "hunter2") if given == "a wrong one" else {}
    with (
        fake(auth=way) as server,
        pytest.raises(
            StoreError, match="answers 401 .*COMITY_USER and COMITY_PASSWORD, or COMITY_TOKEN"
        ) as caught,
        connected(server.url, environment=NOBODY | wrong) as wire,
    ):
        publish(folder, wire)
    assert "hunter2" not in str(caught.value)


def test_a_server_that_repeats_a_secret_does_not_make_us_show_it(folder: Path) -> None:
    said = f"{PASSWORD} of {USER} is no good".encode()
    with (
        fake(auth="basic", before=lambda method, path: (403, {}, said)) as server,
        pytest.raises(StoreError, match="403 .*: … of ana is no good; this user may not") as caught,
        connected(server.url, environment=NOBODY | LOGINS["basic"]) as wire,
    ):
        publish(folder, wire)
    assert PASSWORD not in str(caught.value)


def test_a_password_does_not_follow_a_redirection() -> None:
    with fake() as elsewhere:
        target = f"{elsewhere.url}/query?secret=1"
        moved = (302, {"Location": target}, b"")
        with (
            fake(before=lambda method, path: moved) as server,
            pytest.raises(
                StoreError, match=rf"points to {elsewhere.url}/query; give that address"
            ) as caught,
            connected(server.url, environment=NOBODY | LOGINS["basic"]),
        ):
            pytest.fail("connected")
        assert elsewhere.asked == []
        assert "secret=1" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("ftp://127.0.0.1/", "no address of a server; write it as http", id="another protocol"),
        pytest.param("127.0.0.1:7878", "no address of a server", id="no protocol"),
        pytest.param("http://", "no address of a server", id="no host"),
        pytest.param(f"http://{'a' * 70}/", "a part of its name is empty or too long", id="an endless name"),
        pytest.param("http://a..b/", "a part of its name is empty or too long", id="a name with a gap"),
        pytest.param("http://ana:hunter2@127.0.0.1/", "the list of programs; set COMITY_USER", id="a password in it"),
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught, connected(url, environment=NOBODY):
        pytest.fail("connected")
    assert "hunter2" not in str(caught.value)


def test_a_kind_that_is_unknown_is_refused() -> None:
    with (
        pytest.raises(InputError, match="no kind of server 'mysql'; there are fuseki, graphdb"),
        connected("http://127.0.0.1:1", kind="mysql", environment=NOBODY),
    ):
        pytest.fail("connected")


def other_page(method: str, path: str) -> Reply:
    return 200, {"Content-Type": "text/html", "Server": "nginx"}, PAGE


@pytest.mark.parametrize(
    ("mood", "message"),
    [
        pytest.param(other_page, "answers with text/html where application/sparql-results.json was asked", id="a web page"),
        pytest.param(lambda *_: (404, {}, b"gone"), "answers 404 Not Found: gone; nothing is there; check the address", id="nothing there"),
        pytest.param(lambda *_: (405, {}, b""), "answers 405 .*check --store-kind, --query-url and --gsp-url", id="no queries there"),
        pytest.param(lambda *_: (400, {"Content-Type": "text/plain"}, b"what?"), "does not answer the query: what", id="not SPARQL"),
        pytest.param(lambda *_: (200, {"Content-Type": "application/sparql-results+json"}, b'{"head'), "breaks off or is none", id="cut short"),
    ],
)  # fmt: skip
def test_a_wrong_address_is_told_from_its_answer(
    mood: Callable[[str, str], Reply], message: str
) -> None:
    with (
        fake(before=mood) as server,
        pytest.raises(ComityError, match=message),
        connected(server.url, environment=NOBODY) as wire,
    ):
        count_of(wire, "urn:x")


def test_a_server_that_is_not_there_is_named_at_once() -> None:
    with (
        pytest.raises(
            StoreError, match=r"http://127\.0\.0\.1:1/?\S* does not answer \(.*; check that it runs"
        ),
        connected("http://127.0.0.1:1", environment=NOBODY),
    ):
        pytest.fail("connected")


def test_where_graphs_are_taken_must_be_known(folder: Path, server: Fake) -> None:
    with (
        connected(server.url, kind="oxigraph", environment=NOBODY) as wire,
        pytest.raises(StoreError, match="takes graphs; give --store-kind or --gsp-url"),
    ):
        publish(folder, replace(wire, server=replace(wire.server, graphs=None)))


def test_addresses_that_differ_are_told_one_by_one(folder: Path, server: Fake) -> None:
    told = {"query_url": f"{server.url}/query", "gsp_url": f"{server.url}/store"}
    with connected(f"{server.url}/elsewhere", environment=NOBODY, **told) as wire:
        publish(folder, wire)
    assert held(server) == QUADS


def test_requests_may_be_signed_by_the_caller(folder: Path) -> None:
    """As Amazon Neptune wants it: see ontology/SERVERS.md."""

    class Signed(httpx.Auth):
        requires_request_body = True

        def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]  # it sends nothing back
            request.headers["Authorization"] = f"Bearer {TOKEN}"
            yield request

    with fake(auth="bearer") as server:
        with connected(server.url, auth=Signed(), environment=NOBODY) as wire:
            publish(folder, wire)
        assert held(server) == QUADS


def test_the_command_says_what_it_did(folder: Path, server: Fake, comity: Run) -> None:
    first = comity("publish", server.url, folder)
    assert (first.code, first.out) == (0, "")
    assert (
        f"{len(GRAPHS)} graphs sent, 0 dropped, 0 as they were: {len(QUADS)} triples in {len(GRAPHS)} graphs"
        in first.err
    )
    assert "sending: " in first.err
    assert (
        f"0 graphs sent, 0 dropped, {len(GRAPHS)} as they were"
        in comity("publish", server.url, folder).err
    )


def test_the_command_names_a_wrong_address(folder: Path, comity: Run) -> None:
    done = comity("publish", "http://127.0.0.1:1", folder)
    assert done.code == 2
    assert done.err.startswith("comity: http://127.0.0.1:1")


def test_a_wire_shows_no_secret(server: Fake) -> None:
    with connected(server.url, environment=NOBODY | LOGINS["basic"]) as wire:
        assert isinstance(wire, Wire)
        assert PASSWORD not in repr(wire.client)
        assert PASSWORD not in repr(wire.client.auth)
        assert PASSWORD not in repr(wire)
