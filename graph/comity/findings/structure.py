"""Groups, those who stand between them, and the shape of the networks as wholes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import networkx as nx

from comity import analysis
from comity.analysis import Figure
from comity.findings.charted import Chart, Look, Point
from comity.findings.study import Row, Section, Study

if TYPE_CHECKING:
    from comity.analysis import Brokerage

_NAMED = 6
_ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
_TRIADS = {
    "+ + + friends": 0,
    "+ - - a common foe": 2,
    "+ + - friends of one apart": 1,
    "- - - all foes": 3,
}
"""The kinds of triads with the number of their hostile ties, the balanced ones first."""


def circles(of: Study) -> Section:
    """The groups of leaders that have more to do with each other than with the rest."""
    return _groups(of, of.leaders, "circles", "Groups of leaders")


def groups(of: Study) -> Section:
    """The groups of states that have more to do with each other than with the rest."""
    return _groups(of, of.states, "groups", "Groups of states")


def _groups(of: Study, net: nx.MultiDiGraph[str], name: str, title: str) -> Section:
    number = analysis.leiden(net)
    rank = analysis.pagerank(net)
    members: dict[int, list[str]] = defaultdict(list)
    for node in sorted(number, key=lambda node: (-rank[node], node)):
        members[number[node]].append(node)
    rows = []
    for at in sorted(members):
        inside: set[str] = set()
        across: set[str] = set()
        for source, target, data in net.edges(data=True):
            ends = {number[source], number[target]}
            if at in ends:
                (inside if len(ends) == 1 else across).add(data["event"])
        told = _listed([of.name(node) for node in members[at]])
        rows.append(of.row((at + 1, told, len(inside), len(across - inside)), inside | across))
    note = "Who has more to do with each other than with the rest (Leiden's method), the most central first; conflicts count as "
    note += "ties, so that a group is a conversation, not a bloc."
    if rows:
        same = _parts(number) == _parts(analysis.communities(net))
        note += f" Louvain's method finds {'the same' if same else 'other'} groups."
    heads = ("group", "members", "events within", "with others")
    return of.section(name, title, note, heads, rows)


def _parts(number: Mapping[str, int]) -> set[frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for node, at in number.items():
        found[at].add(node)
    return {frozenset(part) for part in found.values()}


def brokers(of: Study) -> Section:
    """The leaders who stand between two that have nothing to do with each other, by the states of the three."""
    homes = {node: of.homes[node] for node in of.leaders if node in of.homes}
    names = {home: of.name(home) for home in homes.values()}
    found = analysis.brokerage(of.leaders, homes)
    rows = _brokers(of, found, {node: names[home] for node, home in homes.items()})
    heads = ("leader", "of", "paths", "as")
    note = f"Paths by way of a leader between two who do not deal with each other, groups being states: {_ROLES_SAID}"
    return of.section("brokers", "Leaders between states", note, heads, rows)


def mediators(of: Study) -> Section:
    """The states that stand between two that have nothing to do with each other, by the groups of the three."""
    number = analysis.leiden(of.states)
    named = {node: str(at + 1) for node, at in number.items()}
    rows = _brokers(of, analysis.brokerage(of.states, named), named)
    heads = ("state", "group", "paths", "as")
    note = f"Paths by way of a state between two that do not deal with each other, by the groups of states: {_ROLES_SAID}"
    return of.section("mediators", "States between groups", note, heads, rows)


_ROLES_SAID = (
    "a coordinator stands between two of its own group, a consultant between two of one other, a gatekeeper lets into its group, "
    "a representative speaks for it, a liaison joins two others."
)


def _brokers(of: Study, found: Mapping[str, Brokerage], groups: Mapping[str, str]) -> list[Row]:
    rows = []
    for node in sorted(found, key=lambda node: (-found[node].total, node)):
        counts = {role: int(getattr(found[node], role)) for role in _ROLES}
        told = ", ".join(f"{role} {number}" for role, number in counts.items() if number)
        if told:
            cells = (of.name(node), groups[node], found[node].total, told)
            rows.append(of.row(cells, found[node].events))
    return rows


def shape(of: Study) -> Section:
    """Whether acts are returned, and whether ties stay within states and alliances."""
    rows = []

    def tell(network: str, measure: str, figure: Figure | None, words: str) -> None:
        if figure is not None:
            rows.append(of.row((network, measure, figure.value, words), figure.events))

    for name, net in (("leaders", of.leaders), ("states", of.states)):
        tell(name, "reciprocity", analysis.reciprocity(net), _returned(net))
    homes = {node: of.homes[node] for node in of.leaders if node in of.homes}
    within = analysis.assortativity(of.leaders, homes)
    tell(
        "leaders",
        "assortativity",
        within,
        "by state: 1 where all ties stay within one, below 0 where they cross",
    )
    allies = _alliances(of)
    sides = analysis.assortativity(of.states, allies)
    tell("states", "assortativity", sides, f"by alliance: {_told(of, allies)}")
    note = "Reciprocity is the share of directed ties that are returned; assortativity tells how far ties stay within a group, 0 "
    note += "as by chance. No range: a draw of articles has fewer ties, so that such measures are off to one side in all draws."
    heads = ("network", "measure", "value", "in words")
    return Section("shape", "Shape of the networks", note, heads, tuple(rows))


def _returned(net: nx.MultiDiGraph[str]) -> str:
    graph = analysis.arcs(net)
    back = sum(graph.has_edge(other, one) for one, other in graph.edges)
    return f"{back} of {graph.number_of_edges()} directed ties are returned"


def _alliances(of: Study) -> dict[str, str]:
    """The alliance of each state that an article calls an ally of another, by its first member; allies of allies are in one."""
    graph: nx.Graph[str] = nx.Graph()
    for claim in of.knowledge.claims:
        if claim.relation == "allyOf" and claim.current:
            graph.add_edge(claim.subject, claim.object)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    return {node: part[0] for part in sorted(parts) for node in part}


def _told(of: Study, blocs: Mapping[str, str]) -> str:
    found: dict[str, list[str]] = defaultdict(list)
    for node, bloc in sorted(blocs.items()):
        found[bloc].append(of.name(node))
    return "; ".join(_listed(names) for names in found.values())


def balance(of: Study) -> Section:
    """The triads of states by their signs, and the ties that stand against two camps."""
    kinds = _census(of)
    rows = [
        of.row((what, kind.number, _who(kind)), kind.events)
        for what, kind in zip(_TRIADS, kinds, strict=True)
    ]
    share = analysis.balance(of.states).balanced
    if share is not None:
        events = set().union(*(kind.events for kind in kinds))
        rows.append(of.row(("balanced share", share, None), events))
    found = analysis.frustration(of.states)
    pairs = _listed([f"{of.name(u)} – {of.name(v)}" for u, v in found.against])
    against = f"ties against two camps{'' if found.exact else ' (at most)'}"
    rows.append(of.row((against, found.value, pairs or None), found.events))
    note = "Three states of which each two lean to one side; the first two kinds are balanced. No range: what a draw of articles "
    note += "leaves out takes whole triads with it."
    points = tuple(
        Point(what, kind.number, row.events)
        for what, kind, row in zip(_TRIADS, kinds, rows, strict=False)
    )
    chart = Chart("balance", Look.BARS, "Triads of states by their signs", "number", points)
    charts = (chart,) if any(kind.number for kind in kinds) else ()
    return Section("balance", "Balance", note, ("triad", "number", "who"), tuple(rows), 0, charts)


@dataclass(slots=True)
class _Kind:
    """How many triads there are of a kind, who the first of them are, and the events of all."""

    number: int
    events: tuple[str, ...]
    who: list[str] = field(default_factory=list)


def _census(of: Study) -> list[_Kind]:
    """The triads by kind, in the order of `_TRIADS`."""
    figures = analysis.census(of.states)
    kinds = [_Kind(int(figures[signs].value), figures[signs].events) for signs in _TRIADS.values()]
    by_signs = dict(zip(_TRIADS.values(), kinds, strict=True))
    unnamed = sum(min(kind.number, _NAMED) for kind in kinds)
    triads = analysis.triads(of.states)
    while unnamed:
        triad = next(triads)
        who = by_signs[triad.signs.count(-1)].who
        if len(who) < _NAMED:
            who.append(" – ".join(map(of.name, triad.nodes)))
            unnamed -= 1
    return kinds


def _who(kind: _Kind) -> str | None:
    return _listed(kind.who, "; ", kind.number) or None


def _listed(names: list[str], mark: str = ", ", total: int | None = None) -> str:
    """The first names, and how many more there are, of `total` where `names` has the first alone.

    >>> _listed(["a", "b", "c", "d", "e", "f", "g", "h"])
    'a, b, c, d, e, f and 2 more'
    """
    more = (total or len(names)) - _NAMED
    return mark.join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
