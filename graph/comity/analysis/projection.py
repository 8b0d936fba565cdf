"""Who takes part in the same events, each event divided among its company."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import networkx as nx

from comity.analysis.figures import facts_of
from comity.errors import AnalysisError


def projection(net: nx.MultiDiGraph[str], *, kind: str = "Event") -> nx.Graph[str]:
    """The graph of those that share a node of `kind` in a two-mode network, such as `nets.actors_events`; sorted.

    w(i, j) = sum over shared e of 1 / (n(e) - 1), with n(e) the number of its neighbours: each gives a node a total of 1, so
    that a conference of fifty ties two less than talks of two. `weight` is w, `events` are the facts on the edges to what is
    shared. Nodes that share with nobody are isolated; a node of `kind` with one neighbour ties none. Empty network: empty.
    Complexity: the sum over e of n(e) squared.

    Raises:
        AnalysisError: an edge joins two nodes of `kind`, or none of it.

    Reference: Newman, Scientific collaboration networks II, Physical Review E 64 (2001).

    >>> net = nx.MultiDiGraph()
    >>> net.add_node("event/1", kind="Event")
    >>> for actor in "abc":
    ...     net.add_node(actor, kind="Person")
    ...     _ = net.add_edge(actor, "event/1", key="event/1#actor", fact="event/1")
    >>> list(projection(net).edges(data=True))[0]
    ('a', 'b', {'weight': 0.5, 'events': ('event/1',)})
    """
    through = _neighbours(net, kind)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for middle in sorted(through):
        members = through[middle]
        for one, other in combinations(sorted(members), 2):
            weights[one, other] += 1 / (len(members) - 1)
            facts[one, other] |= members[one] | members[other]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node for node in net if net.nodes[node].get("kind") != kind))
    for pair in sorted(weights):
        graph.add_edge(*pair, weight=weights[pair], events=tuple(sorted(facts[pair])))
    return graph


def _neighbours(net: nx.MultiDiGraph[str], kind: str) -> dict[str, dict[str, set[str]]]:
    """The neighbours of each node of `kind`, with the facts by which they are."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    kinds = {node: data.get("kind") for node, data in net.nodes(data=True)}
    for source, target, key, data in net.edges(keys=True, data=True):
        if (kinds[source] == kind) == (kinds[target] == kind):
            raise AnalysisError(
                f"{source} and {target} do not join a node of kind {kind} to another; give a two-mode network"
            )
        end, middle = (source, target) if kinds[target] == kind else (target, source)
        found[middle][end].update(facts_of(key, data))
    return found
