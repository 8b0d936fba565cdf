"""The gate on write: SHACL on each article's graph, and the checks of `checks.py` on the whole.

SHACL sees one graph only, so an article's graph is judged with what it points to in `graph/canonical` and
`graph/background`, and with the links of other articles' reports to the events among that. The shapes are those of
`ontology/shapes.ttl` as `shacl.py` reads them; tests have pySHACL judge the same graphs, which takes far longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from comity import resources
from comity.rdf import checks
from comity.rdf.described import Described, Properties, Term, Things, united
from comity.rdf.findings import Finding, to_findings
from comity.rdf.shacl import Shape, read_shapes
from comity.rdf.terms import PREFIXES, THINGS, co
from comity.rdf.whole import Whole, by_graph, is_of_article, to_whole

__all__ = ["Finding", "check", "check_parts"]


def check(quads: Iterable[Quad]) -> tuple[Finding, ...]:
    """What is wrong with `quads`, a whole graph, by article and node; empty where it may be written."""
    graphs = by_graph(quads)
    return check_parts(graphs, to_whole(graphs))


def check_parts(graphs: Mapping[str, Things], whole: Whole) -> tuple[Finding, ...]:
    """What is wrong with some named graphs, by their IRIs, or some things of them; the rest of the `whole` is not judged.

    Graphs of articles must be given whole. Nothing is changed, and nothing but the `whole` is looked at.
    """
    articles = [things for graph, things in graphs.items() if is_of_article(graph)]
    found = [finding for told in articles for finding in _check_article(told, whole)]
    return to_findings([*found, *_check_whole(graphs, whole)])


def _check_article(told: Things, whole: Whole) -> Iterator[Finding]:
    graph = Described(_with_near(told, whole))
    broken = [found for shape in _shapes() for found in shape.broken(graph)]
    if not broken:
        return
    texts, file = _texts(told), _file(told)
    for focus, rule in broken:
        node = _key(focus).removeprefix(THINGS)
        path = _short(rule.path)
        yield Finding(file, node, path, rule.message, rule.remedy, texts.get(node))


def _check_whole(graphs: Mapping[str, Things], whole: Whole) -> Iterator[Finding]:
    faults = list(checks.faults(graphs, whole))
    if not faults:
        return
    origin = {
        _key(node).removeprefix(THINGS): things
        for graph, things in sorted(graphs.items())
        if is_of_article(graph)
        for node in things
    }
    for node, path, message, remedy in faults:
        own = origin.get(node, {})
        yield Finding(_file(own), node, _short(path), message, remedy, _texts(own).get(node))


@cache
def _shapes() -> tuple[Shape, ...]:
    return read_shapes(resources.folder("ontology") / "shapes.ttl")


def _key(node: Term) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)


def _with_near(told: Things, whole: Whole) -> Things:
    """The article's things, what it points to among what is shared, and what that points to.

    An event is not followed to that which it is part of: only another article may report that one.
    """
    found: dict[Term, Properties] = dict(told)
    part_of = co("subEventOf")
    seen: set[Term] = set()
    new = _pointed_to(told.values())
    for _ in range(2):
        seen |= new
        near = {node: shared for node in new if (shared := whole.near(node)) is not None}
        for node, properties in (*near.items(), *_links(new, whole, told)):
            found[node] = properties if node not in found else united((found[node], properties))
        new = _pointed_to(near.values(), beside=part_of) - seen
    return found


def _links(events: Iterable[Term], whole: Whole, told: Things) -> Iterator[tuple[Term, Properties]]:
    """The links to events of reports that do not stand with them among what is told."""
    of_event = co("ofEvent")
    for event in events:
        for report in whole.reports(event):
            if report not in told or event not in told[report].get(of_event, ()):
                yield report, {of_event: (event,)}


def _pointed_to(told: Iterable[Properties], beside: NamedNode | None = None) -> set[Term]:
    """The things to which properties lead, but those of one property."""
    return {
        value
        for properties in told
        for predicate, values in properties.items()
        if predicate != beside
        for value in values
        if isinstance(value, NamedNode)
    }


def _file(told: Things) -> str:
    """The file name of the article whose graph this is."""
    files = (value for properties in told.values() for value in properties.get(co("file"), ()))
    return next(map(_key, files), "")


def _texts(told: Things) -> dict[str, str]:
    """For each node of an article's graph, the text of its first sentence."""
    texts: dict[str, str] = {}
    links: dict[str, list[str]] = {}
    for name, properties in told.items():
        node = _key(name).removeprefix(THINGS)
        texts.update((node, _key(text)) for text in properties.get(co("text"), ()))
        for predicate in (co("trigger"), co("denotedBy")):
            for sentence in properties.get(predicate, ()):
                links.setdefault(node, []).append(_key(sentence).removeprefix(THINGS))
    for name, properties in told.items():
        for part in properties.get(co("participation"), ()):
            own = links.get(_key(name).removeprefix(THINGS), [])
            links.setdefault(_key(part).removeprefix(THINGS), own)
    found = {
        node: [texts[name] for name in sorted(names) if name in texts]
        for node, names in links.items()
    }
    return texts | {node: named[0] for node, named in found.items() if named}


def _short(path: str) -> str:
    """A property as a prefixed name; "" where there is none."""
    for prefix, namespace in sorted(PREFIXES.items()):
        if path.startswith(namespace):
            return f"{prefix}:{path.removeprefix(namespace)}"
    return path
