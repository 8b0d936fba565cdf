"""The measures on graphs small enough to check by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from comity.analysis import betweenness, communities, degree, pagerank, ties
from comity.errors import AnalysisError

Net = nx.MultiDiGraph


def net(*pairs: str, nodes: str = "") -> Net:
    """A network with one fact a pair, such as `ab`."""
    made: Net = nx.MultiDiGraph()
    made.add_nodes_from(nodes)
    for number, (source, target) in enumerate(pairs):
        made.add_edge(source, target, key=f"event/{number}", fact=f"event/{number}")
    return made


PATH = net("ab", "bc", "cd")
STAR = net("ha", "hb", "hc", "hd")
PAIR_AND_LONER = net("ab", nodes="abz")


@pytest.mark.parametrize(
    ("measure", "given", "expected"),
    [
        pytest.param(degree, net(), {}, id="degree of nothing"),
        pytest.param(degree, net(nodes="a"), {"a": 0}, id="degree of one"),
        pytest.param(degree, PATH, {"a": 1, "b": 2, "c": 2, "d": 1}, id="degree of a path"),
        pytest.param(degree, net("ab", "ab", "ba"), {"a": 3, "b": 3}, id="degree counts parallel facts"),
        pytest.param(pagerank, net(), {}, id="pagerank of nothing"),
        pytest.param(pagerank, net(nodes="a"), {"a": 1.0}, id="pagerank of one"),
        pytest.param(pagerank, net(nodes="ab"), {"a": 0.5, "b": 0.5}, id="pagerank without ties"),
        pytest.param(pagerank, net("ab"), {"a": 0.5, "b": 0.5}, id="pagerank of a pair"),
        pytest.param(pagerank, STAR, {"a": 0.1311, "b": 0.1311, "c": 0.1311, "d": 0.1311, "h": 0.4757}, id="pagerank of a star"),
        pytest.param(betweenness, net(), {}, id="betweenness of nothing"),
        pytest.param(betweenness, net(nodes="a"), {"a": 0.0}, id="betweenness of one"),
        pytest.param(betweenness, PATH, {"a": 0.0, "b": 0.6667, "c": 0.6667, "d": 0.0}, id="betweenness of a path"),
        pytest.param(betweenness, STAR, {"a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0, "h": 1.0}, id="betweenness of a star"),
        pytest.param(betweenness, net("ab", "ab", "bc"), {"a": 0.0, "b": 1.0, "c": 0.0}, id="parallel facts are one step"),
        pytest.param(communities, net(), {}, id="communities of nothing"),
        pytest.param(communities, net(nodes="a"), {"a": 0}, id="communities of one"),
        pytest.param(communities, PAIR_AND_LONER, {"a": 0, "b": 0, "z": 1}, id="a loner is a community"),
        pytest.param(
            communities, net("ab", "bc", "ca", "cx", "xy", "yz", "zx"),
            {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}, id="two triangles and a bridge",
        ),
    ],
)  # fmt: skip
def test_tables(
    measure: Callable[[Net], dict[str, float]], given: Net, expected: dict[str, float]
) -> None:
    found = measure(given)
    assert list(found) == sorted(found)
    assert {name: round(value, 4) for name, value in found.items()} == expected


def test_pagerank_solves_its_equation() -> None:
    graph, rank = nx.karate_club_graph(), None
    facts = net(*[(str(a), str(b)) for a, b in graph.edges])
    rank = pagerank(facts)
    expected = nx.pagerank(ties(facts), alpha=0.85, tol=1e-12, max_iter=500)
    assert sum(rank.values()) == pytest.approx(1)
    assert rank == pytest.approx(expected, abs=1e-9)


def test_a_fact_counts_once_a_pair_and_a_loop_not_at_all() -> None:
    given = net("aa")
    given.add_edge("a", "b", key="one", fact="event/9")
    given.add_edge("b", "a", key="two", fact="event/9")
    assert list(ties(given).edges(data="weight")) == [("a", "b", 1)]


@pytest.mark.parametrize("damping", [-0.1, 1.0, float("nan")])
def test_damping_is_checked(damping: float) -> None:
    with pytest.raises(AnalysisError, match="damping"):
        pagerank(PATH, damping=damping)


@pytest.mark.parametrize("resolution", [0.0, -1.0])
def test_resolution_is_checked(resolution: float) -> None:
    with pytest.raises(AnalysisError, match="resolution"):
        communities(PATH, resolution=resolution)


def test_the_network_is_left_as_it_was() -> None:
    before = [list(PATH.nodes(data=True)), list(PATH.edges(keys=True, data=True))]
    for measure in (degree, pagerank, betweenness, communities):
        measure(PATH)
    assert before == [list(PATH.nodes(data=True)), list(PATH.edges(keys=True, data=True))]


def test_the_hash_seed_does_not_matter() -> None:
    code = (
        "import networkx as nx; from comity.analysis import *\n"
        "net = nx.MultiDiGraph()\n"
        "for a, b in nx.karate_club_graph().edges: net.add_edge(f'n{a}', f'n{b}', fact=f'{a}-{b}')\n"
        "print(pagerank(net), betweenness(net), degree(net), communities(net))"
    )
    paths = str(Path(__file__).parents[2] / "graph")
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1
    assert "n33" in said.pop()
