"""Sixteen clients for sixty seconds on loopback, each answer compared with what the embedded store says. Then what a worker costs.

    python tests/benchmarks/serving.py [--seconds 60] [--clients 16] [--quads 100000] [--folder build/large] [--rounds 20] [--json FILE]

A fork that holds the graph and reads of it is compared with opening the store on disk.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

import large_graph  # noqa: E402
from measuring import Row, Table, arguments, by_turns, finish  # noqa: E402
from store import recorded  # noqa: E402

from comity.rdf.answers import JSON  # noqa: E402
from comity.rdf.engine import answered  # noqa: E402
from comity.rdf.store import open_graph  # noqa: E402
from serve.conftest import started  # noqa: E402

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


def load(folder: Path, seconds: float, clients: int) -> str:
    """How many requests were answered, how fast, and how many wrongly."""
    with open_graph(folder, in_memory=True) as graph:
        expected = {}
        for query in QUERIES:
            answer = answered(graph.store, query, table=JSON, graph=None)
            expected[query] = answer.body if answer else b""
    took: list[float] = []
    wrong: list[str] = []
    with started(folder) as server:
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=client, args=(server.port, expected, seed, until, took, wrong))
            for seed in range(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    took.sort()
    return (
        f"{clients} clients, {seconds:.0f} s: {len(took) / seconds:.0f} answers a second, median"
        f" {1000 * statistics.median(took):.0f} ms, 99 of 100 within {1000 * took[int(0.99 * len(took))]:.0f} ms, longest"
        f" {took[-1]:.2f} s, {len(wrong)} errors or wrong answers (load {os.getloadavg()[0]:.1f}) {' '.join(wrong[:3])}"
    )


def forking(folder: Path, rounds: int) -> tuple[Row, ...]:
    """What it costs to fork a process that holds the graph, beside opening the store on disk; and the queries on either."""
    with open_graph(folder, in_memory=False):
        pass
    with open_graph(folder, in_memory=True) as graph, open_graph(folder, in_memory=False) as disk:

        def fork() -> None:
            if (pid := os.fork()) == 0:
                next(iter(graph.store.quads_for_pattern(None, None, None, None)))
                os._exit(0)
            os.waitpid(pid, 0)

        def opened() -> None:
            with open_graph(folder, in_memory=False) as other:
                next(iter(other.store.quads_for_pattern(None, None, None, None)))

        def ask(store: object) -> None:
            for query in QUERIES:
                answered(store, query, table=JSON, graph=None)  # type: ignore[arg-type]

        ways: dict[str, Callable[[], object]] = {
            "a fork that reads": fork,
            "the store on disk opened and read": opened,
        }
        queries: dict[str, Callable[[], object]] = {
            "the queries in memory": partial(ask, graph.store),
            "the queries on disk": partial(ask, disk.store),
        }
        return (
            *by_turns(ways, rounds=rounds),
            *by_turns(queries, control="the queries in memory", rounds=rounds),
        )


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__, rounds=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--quads", type=int, default=large_graph.QUADS)
    parser.add_argument("--folder", type=Path, default=Path("build/large"), help="where graphs are kept (%(default)s)")  # fmt: skip
    given = parser.parse_args()
    folder = recorded(large_graph.made(given.folder, given.quads))
    note = load(folder, given.seconds, given.clients)
    rows = forking(folder, given.rounds)
    rows = (rows[0], replace(rows[1], note="CPU of a fork is its parent's alone"), *rows[2:])
    finish(Table(f"Serving {given.quads:,} quads", rows, (note,)), given.json)


if __name__ == "__main__":
    main()
