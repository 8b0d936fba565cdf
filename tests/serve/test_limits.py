"""Limits that hold: whatever a query does, it ends in time, others are served meanwhile, and nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat
from tests import samples

from comity.rdf.quads import Run, to_quads
from comity.rdf.store import write
from serve.conftest import ROOT, Server, descendants, started
from serve.killers import ENDLESS_ROWS, KILLERS

LIMIT = 1.0
COUNT = "SELECT (COUNT(*) AS ?n) { ?e a co:Event }"


@pytest.fixture(scope="module")
def tight(tmp_path_factory: pytest.TempPathFactory, sample_graph: Path) -> Iterator[Server]:
    """A server with low limits, on a graph of its own."""
    folder = tmp_path_factory.mktemp("tight") / "graph"
    shutil.copytree(sample_graph, folder)
    with started(folder, "--timeout", str(LIMIT), "--memory", "200", "--rows", "50", "--size", "1", "--workers", "3") as running:  # fmt: skip
        yield running


def until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("name", KILLERS)
def test_a_killer_is_stopped_while_others_are_served(tight: Server, name: str) -> None:
    with ThreadPoolExecutor(1) as threads:
        began = time.monotonic()
        killer = threads.submit(tight.query, KILLERS[name])
        served = 0
        while not killer.done():
            answer = tight.query(COUNT)
            assert (answer.status, b'"8"' in answer.body) == (200, True)
            served += 1
        took = time.monotonic() - began
    assert killer.result().status in (504, 507), killer.result().text
    assert "--timeout" in killer.result().text or "--memory" in killer.result().text
    assert took < LIMIT + 2
    assert served


def test_memory_has_a_bound_of_its_own(sample_graph: Path) -> None:
    with started(sample_graph, "--timeout", "60", "--memory", "64") as running:
        response = running.query(KILLERS["an order of a product"])
        assert (response.status, "64 MiB" in response.text) == (507, True)
        assert running.query(COUNT).status == 200


def test_as_many_killers_as_workers_wait_for_their_end_and_no_longer(tight: Server) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(tight.query, [KILLERS["a product of three"]] * 4))
    assert {response.status for response in found} <= {503, 504}
    assert tight.query(COUNT).status == 200


def test_our_own_pages_do_not_wait_for_killers(tight: Server) -> None:
    with ThreadPoolExecutor(3) as threads:
        killers = [threads.submit(tight.query, KILLERS["a product of three"]) for _ in range(3)]
        assert tight.get("/").status == 200
        assert {killer.result().status for killer in killers} == {504}


def test_nothing_is_left_behind(tight: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = next(tmp_path_factory.getbasetemp().glob("tight*/graph"))
    before = sorted(folder.rglob("*"))
    for killer in KILLERS.values():
        tight.query(killer)
    assert until(lambda: len(tight.family()) <= 2 + 3 + 2)
    assert sorted(folder.rglob("*")) == before
    assert not list(Path.cwd().glob("core*"))


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_are_cut_and_the_answer_stays_valid(
    tight: Server, media: str, form: QueryResultsFormat
) -> None:
    response = tight.query(ENDLESS_ROWS, accept=media)
    assert response.status == 200
    assert response.headers["comity-truncated"] == "50 rows; the limit of rows was reached"
    assert len(list(pyoxigraph.parse_query_results(response.body, format=form))) == 50


def test_as_many_rows_as_allowed_are_whole(tight: Server) -> None:
    response = tight.query(f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(str, range(50)))} }} }}")
    assert "comity-truncated" not in response.headers
    assert len(json.loads(response.body)["results"]["bindings"]) == 50


def test_bytes_are_cut_between_rows(tight: Server) -> None:
    long = (
        "SELECT (CONCAT(?a, ?a, ?a, ?a, ?a) AS ?x) { VALUES ?y { 1 2 3 4 5 6 7 8 9 } BIND('%s' AS ?a) }"
        % ("a" * 60_000)
    )
    response = tight.query(long, accept="text/csv") if len(long) < 60_000 else tight.request(
        "POST", "/sparql", long.encode(), content_type="application/sparql-query", accept="text/csv"
    )  # fmt: skip
    assert response.headers["comity-truncated"] == "3 rows; the limit of bytes was reached"
    assert response.text == "x\r\n" + 3 * ("a" * 300_000 + "\r\n")


def test_triples_are_cut(tight: Server) -> None:
    response = tight.query("CONSTRUCT WHERE { ?s ?p ?o }", accept="application/n-triples")
    assert response.headers["comity-truncated"].startswith("50 rows")
    assert len(list(pyoxigraph.parse(response.body, format=RdfFormat.N_TRIPLES))) == 50


def test_a_graph_is_given_whole_or_not_at_all(tight: Server) -> None:
    response = tight.get("/store?default")
    assert (response.status, "comity export graph" in response.text) == (403, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * { # \n SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:{port}/>",
    ],
)
def test_no_query_reaches_a_file_or_another_machine(tight: Server, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.3)
        response = tight.query(query.replace("{port}", str(trap.getsockname()[1])))
        with pytest.raises(TimeoutError):
            trap.accept()
    assert response.status == 400 or not json.loads(response.body)["results"]["bindings"]
    assert b"root:" not in response.body


def test_a_worker_cannot_open_anything() -> None:
    """What stops SERVICE, should the text gate ever miss it: the system refuses every further file and socket."""
    from comity.serve.limits import Limits, confine

    read, write_ = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            confine(Limits())
            store = pyoxigraph.Store()
            try:
                list(store.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"))
            except OSError as error:
                os.write(write_, str(error).encode())
            try:
                Path("/etc/hostname").read_bytes()
            except OSError as error:
                os.write(write_, f"|{error}".encode())
        finally:
            os._exit(0)
    os.close(write_)
    os.waitpid(pid, 0)
    service, file = os.read(read, 10_000).decode().split("|")
    os.close(read)
    assert "Too many open files" in file
    assert service


def test_when_a_client_leaves_its_query_is_stopped(sample_graph: Path) -> None:
    with started(sample_graph, "--timeout", "60") as running:
        assert running.query(COUNT).status == 200
        path = f"/sparql?{urlencode({'query': KILLERS['a product of three']})}"
        with socket.create_connection(("127.0.0.1", running.port)) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert until(lambda: _busy(running))
        assert until(lambda: not _busy(running))


def _busy(running: Server) -> bool:
    """Whether a worker computes: it has the state R in a list of processes."""
    states = [Path(f"/proc/{pid}/stat") for pid in descendants(running.process.pid)]
    return any(
        path.read_text().rpartition(")")[2].split()[0] == "R" for path in states if path.exists()
    )


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_a_signal_stops_everything(sample_graph: Path, by: signal.Signals) -> None:
    with started(sample_graph, "--timeout", "60") as running, ThreadPoolExecutor(1) as threads:
        killer = threads.submit(_try, running)
        assert until(lambda: _busy(running))
        family = running.family()
        assert len(family) >= 3
        running.process.send_signal(by)
        assert running.process.wait(20) == 0
        killer.result()
        assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


def test_a_server_that_is_killed_leaves_no_process(sample_graph: Path) -> None:
    with started(sample_graph, "--timeout", "60") as running, ThreadPoolExecutor(1) as threads:
        killer = threads.submit(_try, running)
        assert until(lambda: _busy(running))
        family = running.family()
        running.process.kill()
        running.process.wait(20)
        killer.result()
        assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


def test_a_keeper_that_is_killed_is_replaced(sample_graph: Path) -> None:
    with started(sample_graph) as running:
        assert running.query(COUNT).status == 200
        keeper = next(p for p in descendants(running.process.pid) if "keeper" in Path(f"/proc/{p}/cmdline").read_text())  # fmt: skip
        os.kill(keeper, signal.SIGKILL)
        assert until(lambda: running.query(COUNT).status == 200)
        assert b'"8"' in running.query(COUNT).body


def _try(running: Server) -> None:
    with suppress(OSError):
        running.query(KILLERS["a product of three"])


def test_the_graph_changes_under_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    quads = to_quads(samples.knowledge(), run=Run("0", "m"))
    some = [q for q in quads if "graph/article" not in str(q.graph_name)]
    write(some, folder)
    query = "SELECT (COUNT(*) AS ?n) { ?r a co:Report }"
    with started(folder) as running:
        wrong: list[str] = []
        done = threading.Event()

        def keep_asking() -> None:
            while not done.is_set():
                answer = running.query(query)
                if answer.status != 200:
                    wrong.append(answer.text)

        with ThreadPoolExecutor(2) as threads:
            asking = [threads.submit(keep_asking) for _ in range(2)]
            assert b'"0"' in running.query(query).body
            write(quads, folder)
            assert until(lambda: b'"0"' not in running.query(query).body)
            done.set()
            for asked in asking:
                asked.result()
        assert not wrong
        assert until(lambda: len(running.family()) <= 2 + 4)  # the old keeper is gone


def test_no_graph_is_told_at_once(comity, tmp_path: Path) -> None:
    outcome = comity("serve", tmp_path / "none", "--port", 0)
    assert outcome.code == 2
    assert "there is no graph in" in outcome.err


@pytest.mark.parametrize("host", ["a" * 70, "\udcff"], ids=["too long", "no text"])
def test_a_host_that_can_be_none(comity, sample_graph: Path, host: str) -> None:
    outcome = comity("serve", sample_graph, "--host", host, "--port", 0)
    assert outcome.code == 2
    assert "is the name of no machine" in outcome.err


def test_a_port_that_is_taken(comity, sample_graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = comity("serve", sample_graph, "--port", port)
    assert (outcome.code, f"127.0.0.1:{port} cannot be served" in outcome.err) == (2, True)


def test_the_store_on_disk_answers_within_the_same_limits(
    tmp_path: Path, sample_graph: Path
) -> None:
    """Workers that open the store themselves, and then nothing more."""
    folder = tmp_path / "graph"
    shutil.copytree(sample_graph, folder)
    with started(folder, "--disk", "--timeout", "1") as running:
        assert b'"8"' in running.query(COUNT).body
        assert running.query(KILLERS["a product of three"]).status == 504
        whole = running.query("SELECT * { ?s ?p ?o }", accept="text/csv").text
        keeper = next(p for p in descendants(running.process.pid) if "keeper" in Path(f"/proc/{p}/cmdline").read_text())  # fmt: skip
        assert len(list(Path(f"/proc/{keeper}/task").iterdir())) == 1  # what forks has one thread
    with started(folder) as running:
        memory = running.query("SELECT * { ?s ?p ?o }", accept="text/csv").text
    assert sorted(whole.splitlines()) == sorted(memory.splitlines())


def test_a_query_that_breaks_the_engine_off_is_told(tight: Server) -> None:
    """Should one ever do: here the worker is ended from outside, by the signal of a broken stack."""
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(tight.query, ENDLESS_ROWS.replace("*", "(COUNT(*) AS ?n)"))
        assert until(lambda: _busy(tight))
        busy = [p for p in descendants(tight.process.pid) if _runs(p)]
        os.kill(busy[0], signal.SIGSEGV)
        assert asked.result().status in (500, 504)
    assert tight.query(COUNT).status == 200


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"


def test_a_system_without_these_means_is_told_so(sample_graph: Path) -> None:
    """As on Windows, where there is no module `resource`."""
    code = (
        "import sys; sys.modules['resource'] = None; "
        f"sys.argv = ['comity', 'serve', {str(sample_graph)!r}]; from comity.cli import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    assert (found.returncode, "use it on Linux or macOS" in found.stderr) == (2, True)
    assert "Traceback" not in found.stderr
