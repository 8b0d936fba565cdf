"""Measures of structure, by hand on small networks and against networkx or brute force on random ones."""

from __future__ import annotations

import random
import sys
from collections import Counter
from itertools import combinations, permutations, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.world import net, relabelled
from comity.analysis import (
    Figure,
    arcs,
    assortativity,
    balance,
    betweenness,
    brokerage,
    census,
    communities,
    cores,
    frustration,
    grounded,
    leiden,
    projection,
    reciprocity,
    signed_ties,
    ties,
    triads,
)
from comity.errors import AnalysisError

NODES = "abcdefgh"
PAIRS = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from("+-")), max_size=30
).map(lambda found: net(*("".join(pair) for pair in found), nodes=NODES))


def scale_free(size: int = 60) -> nx.MultiDiGraph:
    graph = nx.barabasi_albert_graph(size, 3, seed=1)
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    for a, b in graph.edges:
        made.add_edge(f"n{a:02}", f"n{b:02}", key=f"event/{a}-{b}", fact=f"event/{a}-{b}")
    return made


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_betweenness_and_cores_are_those_of_networkx(given_: nx.MultiDiGraph) -> None:
    assert betweenness(given_) == pytest.approx(nx.betweenness_centrality(ties(given_)))
    assert cores(given_) == nx.core_number(ties(given_))


def test_betweenness_over_more_than_one_batch_of_sources() -> None:
    made = scale_free(150)
    assert betweenness(made) == pytest.approx(nx.betweenness_centrality(ties(made)))


def test_a_sample_of_all_is_exact_and_a_smaller_one_comes_near() -> None:
    made = scale_free()
    exact = betweenness(made)
    assert betweenness(made, sample=60) == exact
    assert betweenness(made, sample=1000) == exact
    near = betweenness(made, sample=40, seed=3)
    assert near != exact
    assert near == betweenness(made, sample=40, seed=3) != betweenness(made, sample=40, seed=4)
    assert max(near, key=lambda n: near[n]) == max(exact, key=lambda n: exact[n])


def test_samples_err_neither_way() -> None:
    made = scale_free(12)
    exact = betweenness(made)
    drawn = [betweenness(made, sample=4, seed=seed) for seed in range(400)]
    for node, value in exact.items():
        assert sum(d[node] for d in drawn) / len(drawn) == pytest.approx(value, abs=0.02)


def test_betweenness_that_would_take_too_long_is_refused() -> None:
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    made.add_nodes_from(map(str, range(5001)))
    with pytest.raises(AnalysisError, match="sample=200"):
        betweenness(made)
    assert set(betweenness(made, sample=5).values()) == {0.0}
    with pytest.raises(AnalysisError, match="2 or more"):
        betweenness(made, sample=1)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        pytest.param("xxx", (1, 0, 0, 0, 0), id="coordinator"),
        pytest.param("xyx", (0, 1, 0, 0, 0), id="consultant"),
        pytest.param("xyy", (0, 0, 1, 0, 0), id="gatekeeper"),
        pytest.param("xxy", (0, 0, 0, 1, 0), id="representative"),
        pytest.param("xyz", (0, 0, 0, 0, 1), id="liaison"),
    ],
)
def test_brokers(groups: str, expected: tuple[int, ...]) -> None:
    found = brokerage(net("ab", "bc"), dict(zip("abc", groups, strict=True)))
    b = found["b"]
    assert (b.coordinator, b.consultant, b.gatekeeper, b.representative, b.liaison) == expected
    assert b.events == ("event/0", "event/1")
    assert found["a"].total == found["c"].total == 0
    closed = brokerage(net("ab", "bc", "ac"), dict(zip("abc", groups, strict=True)))
    assert closed["b"].total == 0


@settings(max_examples=50, deadline=None)
@given(PAIRS, st.lists(st.sampled_from("xyz"), min_size=8, max_size=8))
def test_brokers_by_counting_paths(given_: nx.MultiDiGraph, drawn: list[str]) -> None:
    groups = dict(zip(NODES[:7], drawn, strict=False))
    graph = arcs(given_)
    roles = Counter(
        (b, groups[a] == groups[b], groups[b] == groups[c], groups[a] == groups[c])
        for a, b, c in permutations(groups, 3)
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c)
    )
    found = brokerage(given_, groups)
    assert list(found) == sorted(groups)
    for node, f in found.items():
        assert f.coordinator == roles[node, True, True, True]
        assert f.consultant == roles[node, False, False, True]
        assert f.gatekeeper == roles[node, False, True, False]
        assert f.representative == roles[node, True, False, False]
        assert f.liaison == roles[node, False, False, False]


def test_brokers_of_nothing() -> None:
    assert brokerage(net(), {}) == {}
    assert brokerage(net("ab"), {}) == {}
    assert brokerage(net(nodes="a"), {"a": "x"})["a"].total == 0


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(net(nodes="ab"), None, id="no tie"),
        pytest.param(net("ab"), Figure(0.0, ()), id="one way"),
        pytest.param(net("ab", "ba", "ba"), Figure(1.0, ("event/0", "event/1", "event/2")), id="both"),
        pytest.param(net("ab", "ba", "ac", "bc"), Figure(0.5, ("event/0", "event/1")), id="half"),
    ],
)  # fmt: skip
def test_reciprocity(made: nx.MultiDiGraph, expected: Figure | None) -> None:
    assert reciprocity(made) == expected


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_reciprocity_and_assortativity_are_those_of_networkx(given_: nx.MultiDiGraph) -> None:
    graph = arcs(given_)
    found = reciprocity(given_)
    if graph.number_of_edges():
        assert found is not None
        assert found.value == pytest.approx(nx.overall_reciprocity(nx.DiGraph(graph.edges)))
    blocs = {node: str(NODES.index(node) % 3) for node in NODES}
    plain = ties(given_)
    nx.set_node_attributes(plain, blocs, "bloc")
    mixed = assortativity(given_, blocs)
    if mixed is not None:
        wanted = nx.attribute_assortativity_coefficient(plain, "bloc")
        assert mixed.value == pytest.approx(wanted)


def test_what_is_mutual_has_no_direction() -> None:
    made = net("ab", "ba")
    made.edges["b", "a", "event/1"]["mutual"] = True
    assert reciprocity(made) == Figure(0.0, ())
    assert list(arcs(made, mutual=True).edges) == [("a", "b"), ("b", "a")]


@pytest.mark.parametrize(
    ("made", "blocs", "expected"),
    [
        pytest.param(net(), {}, None, id="nothing"),
        pytest.param(net("ab"), {"a": "x"}, None, id="no tie within what has a bloc"),
        pytest.param(net("ab"), {"a": "x", "b": "x"}, None, id="one bloc"),
        pytest.param(net("ab"), {"a": "x", "b": "y"}, -1.0, id="apart"),
        pytest.param(net("ab", "cd"), {"a": "x", "b": "x", "c": "y", "d": "y"}, 1.0, id="within"),
        # of 3 ties 1 within; of the ends 4 x and 2 y: (1/3 - 5/9) / (1 - 5/9)
        pytest.param(net("ab", "bc", "ad"), {"a": "x", "b": "x", "c": "y", "d": "y"}, -1 / 2, id="mixed"),
    ],
)  # fmt: skip
def test_assortativity(
    made: nx.MultiDiGraph, blocs: dict[str, str], expected: float | None
) -> None:
    found = assortativity(made, blocs)
    assert (None if found is None else found.value) == (
        None if expected is None else pytest.approx(expected)
    )


def test_projection_by_hand_and_as_networkx_has_it() -> None:
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    parts = {"event/1": "abc", "event/2": "ab", "event/3": "d"}
    for node in "abcd":
        made.add_node(node, kind="Person")
    for name, members in parts.items():
        made.add_node(name, kind="Event")
        for member in members:
            made.add_edge(member, name, key=f"{name}#actor", fact=name)
    made.add_edge("a", "event/2", key="event/2#recipient", fact="event/2")
    found = projection(made)
    assert list(found.edges(data=True)) == [
        ("a", "b", {"weight": 1.5, "events": ("event/1", "event/2")}),
        ("a", "c", {"weight": 0.5, "events": ("event/1",)}),
        ("b", "c", {"weight": 0.5, "events": ("event/1",)}),
    ]
    assert "d" in found
    plain = nx.Graph((m, name) for name, members in parts.items() for m in members)
    wanted = nx.bipartite.collaboration_weighted_projected_graph(plain, "abcd")
    assert {e: found.edges[e]["weight"] for e in found.edges} == pytest.approx(
        {tuple(sorted(e)): wanted.edges[e]["weight"] for e in wanted.edges}
    )


def test_projection_of_one_mode_is_refused() -> None:
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    made.add_nodes_from("ab", kind="Person")
    made.add_edge("a", "b", key="event/1")
    with pytest.raises(AnalysisError, match="two-mode"):
        projection(made)


def test_a_pair_is_friend_or_foe_by_the_sum_of_its_facts() -> None:
    made = net("ab+", "ba-", "bc-", "cb-", "cd", "ee+")
    graph = signed_ties(made)
    assert list(graph.edges(data=True)) == [
        ("b", "c", {"sign": -1, "weight": 2.0, "events": ("event/2", "event/3")})
    ]


@pytest.mark.parametrize(
    ("signs", "expected", "balanced", "index"),
    [
        ("+++", (1, 0, 0, 0), 1.0, 0),
        ("+--", (0, 1, 0, 0), 1.0, 0),
        ("++-", (0, 0, 1, 0), 0.0, 1),
        ("---", (0, 0, 0, 1), 0.0, 1),
    ],
)
def test_the_four_triads(
    signs: str, expected: tuple[int, ...], balanced: float, index: int
) -> None:
    for order in set(permutations(signs)):
        made = net(*(pair + sign for pair, sign in zip(("ab", "bc", "ca"), order, strict=True)))
        found = balance(made)
        assert (found.friends, found.common_foe, found.split_friends, found.all_foes) == expected
        assert found.balanced == balanced
        assert found.events == ("event/0", "event/1", "event/2")
        (triad,) = triads(made)
        assert triad.balanced == bool(balanced)
        assert triad.nodes == ("a", "b", "c")
        assert frustration(made).value == index
        assert len(frustration(made).events) == index


def test_no_triad_is_neither_balanced_nor_not() -> None:
    for made in (net(), net(nodes="abc"), net("ab+", "bc-")):
        assert balance(made).balanced is None
        assert (frustration(made).value, frustration(made).exact) == (0, True)


def best(made: nx.MultiDiGraph) -> int:
    """The frustration index by trying every division."""
    graph = signed_ties(made)
    names = list(graph)
    return min(
        sum(
            side[names.index(u)] * side[names.index(v)] != s for u, v, s in graph.edges(data="sign")
        )
        for side in product((1, -1), repeat=len(names))
    )


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_the_census_and_the_index_by_brute_force(given_: nx.MultiDiGraph) -> None:
    found, graph = balance(given_), signed_ties(given_)
    closed = [t for t in combinations(sorted(graph), 3) if all(graph.has_edge(*p) for p in combinations(t, 2))]  # fmt: skip
    foes = Counter(sum(graph.edges[p]["sign"] < 0 for p in combinations(t, 2)) for t in closed)
    counts = (found.friends, found.split_friends, found.common_foe, found.all_foes)
    assert counts == tuple(foes[number] for number in range(4))
    every = list(triads(given_))
    assert [t.nodes for t in every] == closed
    for hostile, figure in enumerate(census(given_)):
        own = [t for t in every if t.signs.count(-1) == hostile]
        assert figure == Figure(len(own), tuple(sorted({e for t in own for e in t.events})))
    index = frustration(given_)
    assert index.exact
    assert index.value == len(index.against) == best(given_)
    left = graph.copy()
    left.remove_edges_from(index.against)
    assert all(_balanced(left, part) for part in nx.connected_components(left))


def _balanced(graph: nx.Graph, part: set[str]) -> bool:
    """Whether signs multiplied along a walk never contradict each other."""
    start = min(part)
    side = {start: 1}
    for one, other in nx.bfs_edges(graph, start):
        side[other] = side[one] * graph.edges[one, other]["sign"]
    return all(side[u] * side[v] == s for u, v, s in graph.subgraph(part).edges(data="sign"))


def test_a_large_block_is_bounded_from_above_and_two_camps_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    camps = [(a, b, "+" if (a < 15) == (b < 15) else "-") for a, b in combinations(range(30), 2)]
    made = net(nodes="")
    for number, (a, b, sign) in enumerate(camps):
        weight = 1.0 if sign == "+" else -1.0
        made.add_edge(f"n{a:02}", f"n{b:02}", key=f"event/{number}", weight=weight)
    found = frustration(made)
    assert (found.value, found.exact) == (0, True)  # nothing can be less
    drawn = random.Random(5)
    noisy = net(*(f"{a}{b}{drawn.choice('+-')}" for a, b in combinations("abcdefghij", 2)))
    exact = frustration(noisy)
    monkeypatch.setattr(sys.modules["comity.analysis.frustration"], "EXACT", 3)
    bounded = frustration(noisy)
    assert not bounded.exact
    assert exact.exact
    assert exact.value <= bounded.value <= exact.value + 2


@settings(max_examples=25, deadline=None)
@given(PAIRS, st.permutations(NODES))
def test_names_and_order_do_not_matter(given_: nx.MultiDiGraph, order: list[str]) -> None:
    names = dict(zip(NODES, order, strict=True))
    again = relabelled(given_, names)
    blocs = {node: str(NODES.index(node) % 2) for node in NODES}
    turned = {names[node]: bloc for node, bloc in blocs.items()}
    for measure in (reciprocity, balance):
        assert measure(again) == measure(given_)
    assert assortativity(again, turned) == assortativity(given_, blocs)
    assert frustration(again).value == frustration(given_).value
    for measure in (cores, betweenness):
        there = measure(again)
        assert {n: pytest.approx(v) for n, v in measure(given_).items()} == {
            n: there[names[n]] for n in NODES
        }
    brokers = brokerage(again, turned)
    assert brokerage(given_, blocs) == {n: brokers[names[n]] for n in NODES}


def test_figures_lead_to_the_facts_at_the_node() -> None:
    made = net("ab", "bc", nodes="abcz")
    assert grounded(made, betweenness(made)) == {
        "a": Figure(0.0, ("event/0",)),
        "b": Figure(pytest.approx(1 / 3), ("event/0", "event/1")),
        "c": Figure(0.0, ("event/1",)),
        "z": Figure(0.0, ()),
    }


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_communities_of_leiden_hang_together(given_: nx.MultiDiGraph) -> None:
    found, graph = leiden(given_), ties(given_)
    assert list(found) == sorted(graph)
    assert found == leiden(relabelled(given_, {node: node for node in given_}))
    parts = [[n for n in found if found[n] == number] for number in sorted(set(found.values()))]
    assert parts == sorted(parts, key=lambda part: (-len(part), part[0]))
    assert all(nx.is_connected(graph.subgraph(part)) for part in parts)


def test_leiden_is_as_good_as_louvain_and_keeps_to_its_seed() -> None:
    graph = nx.karate_club_graph()
    made = net()
    for a, b in graph.edges:
        made.add_edge(f"n{a:02}", f"n{b:02}", key=f"event/{a}-{b}")

    def quality(found: dict[str, int]) -> float:
        parts = [{n for n in found if found[n] == part} for part in set(found.values())]
        return float(nx.community.modularity(ties(made), parts))

    assert quality(leiden(made)) >= quality(communities(made)) - 0.01
    assert leiden(made, seed=5) == leiden(made, seed=5)
    assert leiden(made, resolution=9.0) != leiden(made)


def test_leiden_of_little_and_of_wrong_settings() -> None:
    assert leiden(net()) == {}
    assert leiden(net(nodes="ba")) == {"a": 0, "b": 1}
    assert leiden(net("ab", nodes="abz")) == {"a": 0, "b": 0, "z": 1}
    with pytest.raises(AnalysisError, match="resolution"):
        leiden(net("ab"), resolution=0)
    with pytest.raises(AnalysisError, match="seed"):
        leiden(net("ab"), seed=-1)
