"""Leaders and states: who deals with whom, how, and who stands between the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from comity import analysis, nets
from comity.analysis import EXACT, caution, grounded
from comity.findings.study import Row, Section, Study

if TYPE_CHECKING:
    import networkx as nx

_SAMPLE = 200


def leaders(of: Study) -> Section:
    """The pairs of persons that have most to do with each other, by kind of event."""
    net = nets.leaders(of.knowledge, of.ontology, of.choice)
    rows = []
    for (one, other), edges in _pairs(net).items():
        kinds = Counter(data["kind"] for data in edges.values())
        told = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
        cells = (of.name(one), of.name(other), len(edges), told, _mean(edges))
        rows.append(_row(cells, edges))
    rows.sort(key=lambda row: (-len(row.events), row.cells[:2]))
    return of.section(
        "leaders",
        "Leaders",
        "Pairs of persons by the number of events between them; tone is the mean weight of PLOVER, -10 (conflict) to 10.",
        ("one", "other", "events", "what", "tone"),
        rows,
    )


def states(of: Study) -> Section:
    """The states by PageRank, with their place between the others."""
    net = nets.states(of.knowledge, of.ontology, of.choice)
    rank = analysis.pagerank(net)
    sample = _SAMPLE if len(net) > EXACT else None
    through = analysis.betweenness(net, sample=sample)
    core = analysis.cores(net)
    figures = grounded(net, rank)
    reports = _reports(net)
    rows = [
        Row(
            (of.name(node), len(figures[node].events), rank[node], through[node], core[node]),
            figures[node].events,
            caution(report for event in figures[node].events for report in reports[event]),
        )
        for node in sorted(rank, key=lambda node: (-rank[node], node))
    ]
    note = "States by PageRank over their events with others; between is the share of shortest paths through the state"
    note += f", estimated from {_SAMPLE} states" if sample else ""
    heads = ("state", "events", "PageRank", "between", "core")
    return of.section("states", "States", f"{note}, core its core number.", heads, rows)


def balance(of: Study) -> Section:
    """The triads of states by their signs, and the ties that stand against two camps."""
    net = nets.states(of.knowledge, of.ontology, of.choice)
    reports = _reports(net)

    def row(what: str, number: int, events: tuple[str, ...]) -> Row:
        told = caution(report for event in events for report in reports[event])
        return Row((what, number), events, told if events else None)

    triads = list(analysis.triads(net))
    rows = []
    for what, signs in (
        ("+ + + friends", 0), ("+ - - a common foe", 2), ("+ + - friends of one apart", 1), ("- - - all foes", 3),
    ):  # fmt: skip
        own = [t for t in triads if sum(sign < 0 for sign in t.signs) == signs]
        rows.append(row(what, len(own), tuple(sorted({e for t in own for e in t.events}))))
    found = analysis.frustration(net)
    pairs = "; ".join(f"{of.name(u)} - {of.name(v)}" for u, v in found.against)
    against = f"ties against two camps{'' if found.exact else ' (at most)'}"
    rows.append(row(f"{against}: {pairs}" if pairs else against, found.value, found.events))
    note = "Three states of which each two lean to one side; the first two kinds are balanced."
    return Section("balance", "Balance", note, ("triad", "number"), tuple(rows))


def _pairs(net: nx.MultiDiGraph[str]) -> dict[tuple[str, str], dict[str, dict[str, object]]]:
    """The edges between each two nodes by event."""
    found: dict[tuple[str, str], dict[str, dict[str, object]]] = defaultdict(dict)
    for source, target, data in net.edges(data=True):
        found[min(source, target), max(source, target)][data["event"]] = data
    return found


def _reports(net: nx.MultiDiGraph[str]) -> dict[str, tuple[str, ...]]:
    return {data["event"]: data["reports"] for _, _, data in net.edges(data=True)}


def _mean(edges: dict[str, dict[str, object]]) -> float:
    return sum(float(str(data["weight"])) for data in edges.values()) / len(edges)


def _row(cells: tuple[str | int | float, ...], edges: dict[str, dict[str, object]]) -> Row:
    told = [
        report for data in edges.values() if isinstance(r := data["reports"], tuple) for report in r
    ]
    return Row(cells, tuple(sorted(edges)), caution(told))
