"""The gate on write: SHACL on each article's graph, and the checks of `checks.py` on the whole.

SHACL sees one graph only, so an article's graph is judged with what it points to in `graph/canonical` and
`graph/background`, and with the links of other articles' reports to the events among that. The shapes are those of
`ontology/shapes.ttl` as `shacl.py` reads them; tests have pySHACL judge the same graphs, which takes twenty times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from comity import resources
from comity.rdf import checks
from comity.rdf.described import describe
from comity.rdf.findings import Finding, to_findings
from comity.rdf.shacl import Shape, read_shapes
from comity.rdf.terms import PREFIXES, THINGS, co, term

__all__ = ["Finding", "check", "check_parts"]

_ARTICLES = f"{THINGS}graph/article/"
Look = Callable[[str], Sequence[Quad]]


def check(quads: Iterable[Quad]) -> tuple[Finding, ...]:
    """What is wrong with `quads`, a whole graph, by article and node; empty where it may be written."""
    everything = list(quads)
    shared: dict[str, list[Quad]] = {}
    articles: dict[str, list[Quad]] = {}
    for quad in everything:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if graph.startswith(_ARTICLES):
            articles.setdefault(graph, []).append(quad)
            if quad.predicate == co("ofEvent"):  # an event may be told by another article alone
                shared.setdefault(_key(quad.object), []).append(quad)
        else:
            shared.setdefault(_key(quad.subject), []).append(quad)
    told = [articles[graph] for graph in sorted(articles)]
    shapes = [f for own in told for f in _check_article(own, lambda key: shared.get(key, []))]
    return to_findings([*shapes, *_check_whole(everything, [])])


def check_parts(
    articles: Iterable[Sequence[Quad]], others: Iterable[Quad], *, near: Look, about: Look
) -> tuple[Finding, ...]:
    """What is wrong with some articles' graphs and some other quads of a graph, the rest of which is not judged.

    `near` gives the quads of `graph/canonical` and `graph/background` about an IRI and the links of reports to it,
    `about` all quads about it.
    """
    told = list(articles)
    shapes = [finding for own in told for finding in _check_article(own, near)]
    quads = [*others, *(quad for own in told for quad in own)]
    return to_findings([*shapes, *_check_whole(quads, checks.around(quads, about))])


def _check_article(told: Sequence[Quad], look: Look) -> Iterator[Finding]:
    graph = describe([*told, *_near(told, look)])
    broken = [found for shape in _shapes() for found in shape.broken(graph)]
    if not broken:
        return
    texts, file = _texts(told), _file(told)
    for focus, rule in broken:
        node = _key(focus).removeprefix(THINGS)
        path = _short(rule.path)
        yield Finding(file, node, path, rule.message, rule.remedy, texts.get(node))


def _check_whole(quads: Sequence[Quad], beside: Sequence[Quad]) -> Iterator[Finding]:
    faults = list(checks.faults(quads, beside=beside))
    if not faults:
        return
    origin = {
        _key(quad.subject).removeprefix(THINGS): quad.graph_name
        for quad in quads
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_ARTICLES)
    }
    told: dict[object, list[Quad]] = {}
    for quad in quads:
        told.setdefault(quad.graph_name, []).append(quad)
    for node, path, message, remedy in faults:
        own = told.get(origin.get(node), [])
        yield Finding(_file(own), node, _short(path), message, remedy, _texts(own).get(node))


@cache
def _shapes() -> tuple[Shape, ...]:
    return read_shapes(resources.folder("ontology") / "shapes.ttl")


def _key(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)


def _near(told: Iterable[Quad], look: Look) -> Iterator[Quad]:
    """What the article points to among what is shared, and what that points to; names, not other names.

    An event is not followed to that which it is part of: only another article may report that one.
    """
    other_names, part_of = term("skos:altLabel"), co("subEventOf")
    seen: set[str] = set()
    new = _pointed_to(told)
    for _ in range(2):
        seen |= new
        near = [quad for key in sorted(new) for quad in look(key)]
        yield from (quad for quad in near if quad.predicate != other_names)
        led = (quad for quad in near if quad.predicate != part_of)
        new = _pointed_to(led) - seen


def _pointed_to(quads: Iterable[Quad]) -> set[str]:
    return {node.value for quad in quads if isinstance(node := quad.object, NamedNode)}


def _file(told: Iterable[Quad]) -> str:
    """The file name of the article whose graph this is."""
    return next((_key(quad.object) for quad in told if quad.predicate == co("file")), "")


def _texts(told: Iterable[Quad]) -> dict[str, str]:
    """For each node of an article's graph, the text of its first sentence."""
    texts: dict[str, str] = {}
    links: dict[str, list[str]] = {}
    for quad in told:
        node = _key(quad.subject).removeprefix(THINGS)
        if quad.predicate == co("text"):
            texts[node] = _key(quad.object)
        elif quad.predicate in (co("trigger"), co("denotedBy")):
            links.setdefault(node, []).append(_key(quad.object).removeprefix(THINGS))
    for quad in told:
        if quad.predicate == co("participation"):
            part = _key(quad.object).removeprefix(THINGS)
            links.setdefault(part, links.get(_key(quad.subject).removeprefix(THINGS), []))
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
