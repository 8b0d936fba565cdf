"""What the measures cost on networks of several sizes, in CPU seconds, beside networkx where it has them.

python tests/benchmarks/measures.py [NODES ...]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

import networkx as nx

from comity import analysis

_MOST_FOR_NETWORKX = 20_000
_MOST_FOR_EXACT = 1_000


def network(size: int) -> nx.MultiDiGraph:
    """A scale-free network of five signed facts a node."""
    drawn = random.Random(1)
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    for a, b in nx.barabasi_albert_graph(size, 5, seed=1).edges:
        name = f"event/{a}-{b}"
        weight = drawn.choice([2.5, 2.5, -6.0])
        made.add_edge(f"n{a:06}", f"n{b:06}", key=name, fact=name, events=(name,), weight=weight)
    return made


def spent(call: Callable[[], object]) -> float:
    """The CPU seconds of a call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def main(sizes: list[int]) -> None:
    """Prints a line for each measure and size."""
    for size in sizes:
        net = network(size)
        plain = analysis.ties(net)
        blocs = {node: node[-1] for node in net}
        calls: dict[str, Callable[[], object]] = {
            "ties": lambda net=net: analysis.ties(net),
            "cores": lambda net=net: analysis.cores(net),
            "reciprocity": lambda net=net: analysis.reciprocity(net),
            "assortativity": lambda net=net, blocs=blocs: analysis.assortativity(net, blocs),
            "brokerage": lambda net=net, blocs=blocs: analysis.brokerage(net, blocs),
            "balance": lambda net=net: analysis.balance(net),
            "frustration": lambda net=net: analysis.frustration(net),
            "leiden": lambda net=net: analysis.leiden(net),
            "betweenness, 50": lambda net=net: analysis.betweenness(net, sample=50),
        }
        if size <= _MOST_FOR_EXACT:
            calls["betweenness"] = lambda net=net: analysis.betweenness(net)
            calls["networkx betweenness"] = lambda plain=plain: nx.betweenness_centrality(plain)
        if size <= _MOST_FOR_NETWORKX:
            calls["networkx Louvain"] = lambda plain=plain: nx.community.louvain_communities(
                plain, seed=1
            )
            calls["networkx betweenness, 50"] = lambda plain=plain: nx.betweenness_centrality(
                plain, k=50, seed=1
            )
        for name, call in calls.items():
            print(f"{size:>7} {name:<25} {spent(call):8.2f} s", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
