"""What the networks, the measures and the findings cost, in CPU seconds, beside what is reachable with other libraries.

    python tests/benchmarks/measures.py [--nodes 100000] [--rounds 5] [--json FILE]

The measures run on a scale-free network of NODES nodes with five signed facts each; what takes more than five seconds runs once. Reachable is the
least that was measured on such a network of 100,000 nodes with networkx, scipy and what has a licence such as ours, handed a
graph without parallel edges; here each measure reads its network anew, which is in its time. The networks and findings are of
invented knowledge, of NODES and of 20,000 events. Five minutes of CPU for 100,000 nodes.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import networkx as nx
from measuring import Lap, Row, Table, arguments, finish, row, timed
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


def spent(what: str, call: Callable[[], object], rounds: int) -> Row:
    """The row of a call; of one run alone where it takes long."""
    laps: list[Lap] = []
    while len(laps) < rounds and (not laps or laps[0].cpu < _LONG):
        gc.collect()
        laps.append(timed(lambda: call() and None))
    return row(what, laps)


def measures(size: int, rounds: int) -> Iterator[Row]:
    """A row for each measure."""
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
    for name, call in calls.items():
        found, goal = spent(name, call, rounds), REACHABLE.get(name) if size == NODES else None
        yield (
            replace(found, note=f"{found.cpu / goal:.2f} of the {goal} s reachable")
            if goal
            else found
        )


def networks(size: int, rounds: int) -> Iterator[Row]:
    """A row for each network, with its edges."""
    known, ontology = world(size // 5, size), load_ontology()
    for name, make in nets.NETWORKS.items():
        edges = make(known, ontology).number_of_edges()
        found = spent(f"the network {name}", partial(make, known, ontology), rounds)
        yield replace(found, note=f"{edges:,} edges of {size:,} events")


def sections(rounds: int, events: int = 20_000) -> Iterator[Row]:
    """A row for each section of what `comity analyse` shows."""
    known = world(events // 7, events, tellings=2)
    of = findings.study(known, load_ontology(), nets.Choice())
    for name, make in findings.SECTIONS.items():
        found = spent(f"findings: {name}", partial(make, of), rounds)
        yield replace(found, note=f"{events:,} events")


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--nodes", type=int, default=NODES)
    given = parser.parse_args()
    size, rounds = given.nodes, given.rounds
    rows = (*measures(size, rounds), *networks(size, rounds), *sections(rounds))
    finish(Table(f"Measures of {size:,} nodes and {5 * size:,} edges", rows), given.json)


if __name__ == "__main__":
    main()
