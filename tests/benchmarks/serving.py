"""Sixteen clients for sixty seconds on loopback, each answer compared with what the embedded store says. Then what a worker costs.

python tests/benchmarks/serving.py [seconds] [clients] [copies of the sample]
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parent.parent),
    str(Path(__file__).parent.parent.parent),
]

import questions as bench  # noqa: E402

from comity.rdf.answers import JSON  # noqa: E402
from comity.rdf.engine import answered  # noqa: E402
from comity.rdf.store import open_graph, write  # noqa: E402
from serve.conftest import started  # noqa: E402

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 60
CLIENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 16
COPIES = int(sys.argv[3]) if len(sys.argv) > 3 else 200

QUERIES = (
    "ASK { ?e a co:Summit }",
    "SELECT (COUNT(*) AS ?n) { ?e a co:Event }",
    "SELECT ?l { ?e a co:Summit ; rdfs:label ?l } ORDER BY ?l ?e LIMIT 20",
    "SELECT ?who (COUNT(DISTINCT ?e) AS ?n) { ?e co:participant ?a . ?a rdfs:label ?who } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 10",
    "SELECT ?t ?d { ?e a co:Visit ; co:earliest ?d . ?r co:ofEvent ?e ; co:trigger/co:text ?t } ORDER BY ?d ?t LIMIT 50",
    'SELECT ?s ?n { ?s a co:Person ; rdfs:label ?n FILTER(CONTAINS(?n, "Otieno 1")) } ORDER BY ?n LIMIT 20',
)


def client(
    port: int,
    expected: dict[str, bytes],
    seed: int,
    until: float,
    took: list[float],
    wrong: list[str],
) -> None:
    """Asks one query after the other, in any order, over one connection."""
    dice = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        query = dice.choice(QUERIES)
        began = time.monotonic()
        connection.request(
            "GET", f"/sparql?{urlencode({'query': query})}", headers={"Accept": JSON}
        )
        response = connection.getresponse()
        body = response.read()
        took.append(time.monotonic() - began)
        if response.status != 200 or body != expected[query]:
            wrong.append(f"{response.status} {query[:60]} {body[:200]!r}")
    connection.close()


def measure(folder: Path) -> None:
    """Prints how many requests were answered, and how fast."""
    with open_graph(folder, in_memory=True) as graph:
        expected = {}
        for query in QUERIES:
            answer = answered(graph.store, query, table=JSON, graph=None)
            expected[query] = answer.body if answer else b""
        quads = len(graph.store)
    took: list[float] = []
    wrong: list[str] = []
    with started(folder) as server:
        until = time.monotonic() + SECONDS
        threads = [
            threading.Thread(target=client, args=(server.port, expected, seed, until, took, wrong))
            for seed in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    took.sort()
    load = " ".join(f"{x:.1f}" for x in os.getloadavg())
    print(
        f"{CLIENTS} clients, {SECONDS:.0f} s, {quads} quads: {len(took) / SECONDS:.0f} requests/s, load {load}"
    )
    print(
        f"median {1000 * statistics.median(took):.1f} ms, p99 {1000 * took[int(0.99 * len(took))]:.1f} ms, max {took[-1]:.2f} s"
    )
    print(f"{len(wrong)} errors or wrong answers", json.dumps(wrong[:3]))


def forking(folder: Path) -> None:
    """Prints what it costs to fork a process that holds the graph, beside opening the store on disk."""
    with open_graph(folder, in_memory=False):
        pass
    with open_graph(folder, in_memory=True) as graph:
        forks, opens = [], []
        for _ in range(20):
            began = time.monotonic()
            if (pid := os.fork()) == 0:
                next(iter(graph.store.quads_for_pattern(None, None, None, None)))
                os._exit(0)
            os.waitpid(pid, 0)
            forks.append(time.monotonic() - began)
            began = time.monotonic()
            with open_graph(folder, in_memory=False) as disk:
                next(iter(disk.store.quads_for_pattern(None, None, None, None)))
            opens.append(time.monotonic() - began)
        slower = []
        with open_graph(folder, in_memory=False) as disk:
            for query in QUERIES:
                times = []
                for store in (graph.store, disk.store):
                    began = time.process_time()
                    answered(store, query, table=JSON, graph=None)
                    times.append(time.process_time() - began)
                slower.append(times[1] / max(times[0], 1e-4))
    print(
        f"a fork that reads: {1000 * statistics.median(forks):.1f} ms; the store on disk opened: {1000 * statistics.median(opens):.1f} ms"
    )
    print("on disk the queries take", " ".join(f"{x:.1f}" for x in slower), "times the CPU")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        bench.COPIES = COPIES
        write(bench.large().quads(), Path(place) / "graph")
        measure(Path(place) / "graph")
        forking(Path(place) / "graph")
