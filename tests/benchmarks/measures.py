"""What the networks, the measures and the findings cost, in CPU seconds, beside what is reachable with other libraries.

    python tests/benchmarks/measures.py [NODES]

The measures run on a scale-free network of NODES nodes with five signed facts each, the median of three runs. Reachable is the
least that was measured on such a network of 100,000 nodes with networkx, scipy and what has a licence such as ours, handed a
graph without parallel edges; here each measure reads its network anew, which is in its time. The networks and findings are of
invented knowledge, of NODES and of 20,000 events. Three minutes of CPU for 100,000 nodes.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from statistics import median

import networkx as nx
from worlds import world

from comity import analysis, findings, nets
from comity.knowledge.ontology import load_ontology

NODES = 100_000
REACHABLE = {
    "pagerank": 4.8,
    "cores": 3.1,
    "balance": 6.2,
    "leiden": 27.0,
    "betweenness of 50": 146.0,
}
_RUNS = 3
_LONG = 5.0


def network(size: int) -> nx.MultiDiGraph:
    """A scale-free network of five signed facts a node."""
    drawn = random.Random(1)
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    for a, b in nx.barabasi_albert_graph(size, 5, seed=1).edges:
        name = f"event/{a}-{b}"
        weight = drawn.choice([2.5, 2.5, -6.0])
        made.add_edge(f"n{a:06}", f"n{b:06}", key=name, fact=name, events=(name,), weight=weight)
    return made


def spent(call: Callable[[], object], runs: int = 1) -> float:
    """The CPU seconds of a call, the median of so many; of one alone where it takes long."""
    found: list[float] = []
    while len(found) < runs and (not found or found[0] < _LONG):
        gc.collect()
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return median(found)


def measures(size: int) -> None:
    """Prints a line for each measure."""
    net = network(size)
    blocs = {node: node[-1] for node in net}
    calls: dict[str, Callable[[], object]] = {
        "ties": lambda: analysis.ties(net),
        "signed ties": lambda: analysis.signed_ties(net),
        "arcs": lambda: analysis.arcs(net),
        "degree": lambda: analysis.degree(net),
        "pagerank": lambda: analysis.pagerank(net),
        "cores": lambda: analysis.cores(net),
        "reciprocity": lambda: analysis.reciprocity(net),
        "assortativity": lambda: analysis.assortativity(net, blocs),
        "brokerage": lambda: analysis.brokerage(net, blocs),
        "balance": lambda: analysis.balance(net),
        "triads": lambda: list(analysis.triads(net)),
        "frustration": lambda: analysis.frustration(net),
        "leiden": lambda: analysis.leiden(net),
        "betweenness of 50": lambda: analysis.betweenness(net, sample=50),
    }
    print(f"{size} nodes, {net.number_of_edges()} edges")
    for name, call in calls.items():
        took, goal = spent(call, _RUNS), REACHABLE.get(name) if size == NODES else None
        beside = f"   reachable {goal:6.1f} s   ratio {took / goal:5.2f}" if goal else ""
        print(f"{name:<20} {took:7.2f} s{beside}", flush=True)


def networks(size: int) -> None:
    """Prints a line for each network, by its edges."""
    known, ontology = world(size // 5, size), load_ontology()
    print(f"\nthe networks of {size} events")
    for name, make in nets.NETWORKS.items():
        edges = make(known, ontology).number_of_edges()
        took = spent(lambda make=make: make(known, ontology))
        print(f"{name:<20} {took:7.2f} s {edges:>9} edges", flush=True)


def sections(events: int = 20_000) -> None:
    """Prints a line for each section of what `comity analyse` shows."""
    known = world(events // 7, events, tellings=2)
    print(f"\nthe findings of {events} events")
    of = findings.study(known, load_ontology(), nets.Choice())
    for name, make in findings.SECTIONS.items():
        print(f"{name:<20} {spent(lambda make=make: make(of)):7.2f} s", flush=True)


if __name__ == "__main__":
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else NODES
    measures(nodes)
    networks(nodes)
    sections()
