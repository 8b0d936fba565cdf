"""A graph with all its named graphs, asked thing by thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from comity.rdf.described import Properties, Term, Things, described_by, united
from comity.rdf.terms import THINGS, co

_ARTICLES = f"{THINGS}graph/article/"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole graph, whose named graphs are given by their IRIs, "" the one that has none.

    `near` gives what the graphs that articles share say of a thing, None where they do not describe it; `reports` the
    reports that are said to be of an event; `describes` whether any graph describes a thing; `told` what each graph that
    does says of it.
    """

    near: Callable[[Term], Properties | None]
    reports: Callable[[Term], Collection[Term]]
    describes: Callable[[Term], bool]
    told: Callable[[Term], Mapping[str, Properties]]


def is_of_article(graph: str) -> bool:
    """Whether the named graph holds what an article said."""
    return graph.startswith(_ARTICLES)


def by_graph(quads: Iterable[Quad]) -> dict[str, Things]:
    """The things of each named graph, in the order of their IRIs."""
    parts: dict[str, list[Quad]] = {}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        parts.setdefault(name, []).append(quad)
    return {graph: described_by(own) for graph, own in sorted(parts.items())}


def to_whole(graphs: Mapping[str, Things]) -> Whole:
    """The whole of some named graphs."""
    places: dict[Term, list[str]] = {}
    reports: dict[Term, list[Term]] = {}
    for graph, things in graphs.items():
        for node, properties in things.items():
            places.setdefault(node, []).append(graph)
            for event in properties.get(co("ofEvent"), ()):
                reports.setdefault(event, []).append(node)

    def near(node: Term) -> Properties | None:
        shared = [told_by for graph, told_by in told(node).items() if not is_of_article(graph)]
        return united(shared) if shared else None

    def told(node: Term) -> Mapping[str, Properties]:
        return {graph: graphs[graph][node] for graph in places.get(node, ())}

    return Whole(near, lambda event: reports.get(event, ()), places.__contains__, told)
