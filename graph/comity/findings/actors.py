"""Leaders and states: who deals with whom, how warmly, and who stands at the centre."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from comity import analysis
from comity.analysis import EXACT, grounded, mean_of
from comity.findings.charted import Chart, Look, Point
from comity.findings.study import RANGE, Row, Section, Study
from comity.findings.writing import between

if TYPE_CHECKING:
    import networkx as nx

_SAMPLE = 200
Edges = dict[str, dict[str, object]]


def leaders(of: Study) -> Section:
    """The pairs of persons that have most to do with each other, by kind of event."""
    every = _pairs(of.leaders)
    pairs = sorted(every, key=lambda p: (-len(every[p]), of.name(p[0]), of.name(p[1]), p))[: of.top]
    tones = of.ranges({" ".join(pair): mean_of(_weights(every[pair])) for pair in pairs})
    rows = []
    for pair in pairs:
        edges, tone = every[pair], tones[" ".join(pair)]
        kinds = Counter(str(data["kind"]) for data in edges.values())
        told = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
        cells = (*map(of.name, pair), len(edges), told, tone.value, between(tone))
        rows.append(of.row(cells, edges))
    note = "Pairs of persons by the number of events between them; tone is the mean weight of PLOVER, -10 (conflict) to 10."
    heads = ("one", "other", "events", "what", "tone", RANGE)
    return of.section("leaders", "Pairs of leaders", note, heads, rows, total=len(every))


def people(of: Study) -> Section:
    """The persons by PageRank, with their place between the others."""
    rows, charts, sampled = _central(of, of.leaders, "people", "Leaders")
    note = f"Persons by PageRank over their events with other persons; {_BETWEEN}{sampled}; core is the core number, "
    note += "group the number of the group of leaders."
    heads = ("leader", "of", "events", "PageRank", "between", "core", "group")
    return of.section("people", "Leaders", note, heads, rows, charts)


def states(of: Study) -> Section:
    """The states by PageRank, with their place between the others."""
    rows, charts, sampled = _central(of, of.states, "states", "States")
    rows = [Row((row.cells[0], *row.cells[2:]), row.events, row.caution) for row in rows]
    note = f"States by PageRank over their events with others; {_BETWEEN}{sampled}; core is the core number, group the number "
    note += "of the group of states."
    heads = ("state", "events", "PageRank", "between", "core", "group")
    return of.section("states", "States", note, heads, rows, charts)


def ties(of: Study) -> Section:
    """The pairs of states that lean to one side, friends or foes, by what they did to each other."""
    pairs = _pairs(of.states)
    found = []
    for one, other, data in analysis.signed_ties(of.states).edges(data=True):
        edges = {e: d for e, d in pairs[min(one, other), max(one, other)].items() if d["weight"]}
        found.append((one, other, int(data["sign"]), _weights(edges)))
    found.sort(key=lambda f: (-len(f[3]), f[0], f[1]))
    kept = found[: of.top]
    tones = of.ranges({f"{one} {two}": mean_of(weights) for one, two, _, weights in kept})
    rows, points = [], []
    for one, other, sign, weights in kept:
        tone = tones[f"{one} {other}"]
        lean = "friends" if sign > 0 else "foes"
        cells = (
            of.name(one),
            of.name(other),
            lean,
            sum(weights.values()),
            tone.value,
            between(tone),
        )
        rows.append(of.row(cells, weights))
        name = f"{of.name(one)} – {of.name(other)}"
        points.append(Point(name, tone.value, rows[-1].events, low=tone.low, high=tone.high))
    note = "Two states lean to the side on which the weights of all that they did to each other sum up."
    heads = ("one", "other", "lean", "sum", "mean", RANGE)
    title = "Mean weight of what two states did to each other"
    chart = Chart(
        "ties",
        Look.SIGNED,
        title,
        "weights from -10, conflict, to 10, cooperation",
        tuple(points),
    )
    return of.section("ties", "Friends and foes", note, heads, rows, (chart,), total=len(found))


_BETWEEN = "between is the share of shortest paths that lead through one"


def _central(
    of: Study, net: nx.MultiDiGraph[str], name: str, title: str
) -> tuple[list[Row], tuple[Chart, ...], str]:
    """The rows of a network's nodes by PageRank, the chart of the first of them, and how betweenness was estimated, if it was."""
    rank = analysis.pagerank(net)
    sample = _SAMPLE if len(net) > EXACT else None
    through = analysis.betweenness(net, sample=sample)
    core, group, degree = analysis.cores(net), analysis.leiden(net), analysis.degree(net)
    on = grounded(net, rank)
    rows, points = [], []
    for node in sorted(rank, key=lambda node: (-rank[node], node)):
        home = of.name(of.homes[node]) if node in of.homes else None
        cells = (
            of.name(node), home, degree[node], rank[node], through[node], core[node], group[node] + 1,
        )  # fmt: skip
        rows.append(of.row(cells, on[node].events))
        points += [
            Point(of.name(node), rank[node], rows[-1].events, "PageRank"),
            Point(of.name(node), through[node], rows[-1].events, "between"),
        ]
    chart = Chart(name, Look.BARS, f"{title} by their place", "shares", tuple(points[: 2 * of.top]))
    return rows, (chart,), f", estimated from {_SAMPLE}" if sample else ""


def _pairs(net: nx.MultiDiGraph[str]) -> dict[tuple[str, str], Edges]:
    """The edges between each two nodes by event."""
    found: dict[tuple[str, str], Edges] = defaultdict(dict)
    for source, target, data in net.edges(data=True):
        found[min(source, target), max(source, target)][data["event"]] = data
    return found


def _weights(edges: Edges) -> dict[str, float]:
    return {event: float(str(data["weight"])) for event, data in edges.items()}
