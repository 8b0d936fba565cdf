"""What must hold in the whole graph, or between graphs, which SHACL cannot say of one article's graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from comity.rdf import engine
from comity.rdf.terms import THINGS, co

Fault = tuple[str, str, str, str]  # node, property, message, remedy


@dataclass(frozen=True, slots=True)
class _Check:
    """A query whose every row names a `?node` at fault."""

    message: str
    remedy: str
    query: str


_CHECKS = (
    _Check(
        "No article reports this event.",
        "Drop the event with the last of its reports.",
        "SELECT DISTINCT ?node { ?node a co:Event FILTER NOT EXISTS { ?report co:ofEvent ?node } }",
    ),
    _Check(
        "A fact is supported by a sentence of another article.",
        "Link it to a sentence of the article that it is derived from.",
        """SELECT DISTINCT ?node {
             ?node co:denotedBy ?sentence ; prov:wasDerivedFrom ?article .
             ?sentence prov:wasDerivedFrom ?other FILTER(?article != ?other) }""",
    ),
    _Check(
        "The trigger of a report stands in a sentence that does not support it.",
        "Point co:trigger at one of the sentences of co:denotedBy.",
        """SELECT DISTINCT ?node {
             ?node co:trigger ?sentence FILTER NOT EXISTS { ?node co:denotedBy ?sentence } }""",
    ),
    _Check(
        "The trigger of a report lies outside its sentence.",
        "Give the offsets of the trigger in the whole text of the article.",
        """SELECT DISTINCT ?node {
             ?node co:trigger ?sentence ; co:triggerStart ?from ; co:triggerEnd ?to .
             ?sentence co:start ?start ; co:end ?end FILTER(?from < ?start || ?to > ?end) }""",
    ),
    _Check(
        "A fact is about something that is no issue.",
        "Keep the issue among the knowledge that is written, or add it to the ontology.",
        """SELECT DISTINCT ?node {
             ?node co:reportedTopic|co:about ?topic FILTER NOT EXISTS { ?topic a co:Issue } }""",
    ),
    _Check(
        "An issue stands under something that is no issue.",
        "Place it under the nearest issue or field of the scheme, with knowledge.placing.nearest.",
        "SELECT DISTINCT ?node { ?node a co:OpenIssue ; skos:broader ?up FILTER NOT EXISTS { ?up a co:Issue } }",
    ),
    _Check(
        "A report is part of something that is no report.",
        "Keep the report of the larger event among the knowledge that is written.",
        "SELECT DISTINCT ?node { ?node co:reportedWithin ?up FILTER NOT EXISTS { ?up a co:Report } }",
    ),
    _Check(
        "An event is part of something that is no event.",
        "Merge the reports of the larger event too.",
        "SELECT DISTINCT ?node { ?node co:subEventOf ?whole FILTER NOT EXISTS { ?whole a co:Event } }",
    ),
    _Check(
        "An event is part of itself.",
        "Drop one of the links co:subEventOf that lead from it back to it.",
        "SELECT DISTINCT ?node { ?node co:subEventOf+ ?node }",
    ),
    _Check(
        "A report is part of one that another article tells.",
        "Link co:reportedWithin to a report of the same article.",
        """SELECT DISTINCT ?node {
             ?node co:reportedWithin ?larger ; prov:wasDerivedFrom ?article .
             ?larger prov:wasDerivedFrom ?other FILTER(?article != ?other) }""",
    ),
    _Check(
        "A thing is curated by something that is no curation.",
        "Keep the decision among the knowledge that is written.",
        "SELECT DISTINCT ?node { ?node co:curatedBy ?by FILTER NOT EXISTS { ?by a co:Curation } }",
    ),
    _Check(
        "A thing has two names that are both its first.",
        "Keep one as rdfs:label, and the others as skos:altLabel.",
        "SELECT DISTINCT ?node { ?node rdfs:label ?one , ?other FILTER(STR(?one) < STR(?other)) }",
    ),
    _Check(
        "An article stands in a graph that is not its own.",
        "Keep everything that an article said in graph/article/ and its own digits.",
        """SELECT DISTINCT ?node { GRAPH ?graph { ?node a co:Article }
             FILTER(STR(?graph) != REPLACE(STR(?node), "/id/article/", "/id/graph/article/")) }""",
    ),
    _Check(
        "A fact stands in the graph of an article that it is not derived from.",
        "Keep everything that an article said in that article's graph.",
        """SELECT DISTINCT ?node { GRAPH ?graph { ?node prov:wasDerivedFrom ?article }
             FILTER(STR(?graph) != REPLACE(STR(?article), "/id/article/", "/id/graph/article/")) }""",
    ),
)


def faults(quads: Sequence[Quad], *, beside: Sequence[Quad] = ()) -> Iterator[Fault]:
    """What is wrong between graphs: node (an id), property, message and remedy.

    Only the subjects of `quads` are judged; `beside` is of the rest of the graph what that takes: see `around`.
    """
    store = Store()
    store.bulk_extend([*quads, *beside])
    judged = {_id(node) for node in {quad.subject for quad in quads}}
    for check in _CHECKS:
        for (node,) in engine.run(store, check.query).rows:
            name = (node or "").removeprefix(THINGS)
            if name in judged:
                yield name, "", check.message, check.remedy
    yield from (fault for fault in _twice([*beside, *quads]) if fault[0] in judged)
    yield from _blank(quads)
    yield from _dangling(quads, {quad.subject for quad in (*quads, *beside)})
    yield from _datatypes(quads)


def around(quads: Iterable[Quad], look: Callable[[str], Iterable[Quad]]) -> list[Quad]:
    """The quads of the rest of the graph by which `faults` can judge `quads`; `look` gives those about an IRI.

    They tell of the subjects, of all that is pointed to, and of what an event is part of, up to the whole.
    """
    known = set(quads)
    found: list[Quad] = []
    seen: set[str] = set()
    named = {quad.subject for quad in known} | {quad.object for quad in known}
    new = {node.value for node in named if _is_thing(node)}
    while new:
        seen |= new
        added = [quad for iri in sorted(new) for quad in look(iri) if quad not in known]
        known.update(added)
        found += dict.fromkeys(added)
        wholes = {quad.object for quad in added if quad.predicate == co("subEventOf")}
        new = {node.value for node in wholes if isinstance(node, NamedNode)} - seen
    return found


def _is_thing(node: object) -> TypeGuard[NamedNode]:
    return isinstance(node, NamedNode) and node.value.startswith(THINGS)


def _id(node: object) -> str:
    value = node.value if isinstance(node, NamedNode) else str(node)
    return value.removeprefix(THINGS)


def _twice(quads: Collection[Quad]) -> Iterator[Fault]:
    """Triples that stand in two graphs: the engine counts them twice."""
    all_ = set(quads)
    if len(all_) == len({quad.triple for quad in all_}):
        return
    seen: dict[object, object] = {}
    for quad in quads:
        if seen.setdefault(quad.triple, quad.graph_name) != quad.graph_name:
            message = "The same triple stands in two graphs, and would be counted twice."
            yield _id(quad.subject), _id(quad.predicate), message, "Keep it in one graph only."


def _blank(quads: Iterable[Quad]) -> Iterator[Fault]:
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            message = "A blank node has no name that a second build would give again."
            yield (
                _id(quad.subject),
                _id(quad.predicate),
                message,
                "Name it by a hash of its content.",
            )


def _dangling(quads: Iterable[Quad], described: Container[object]) -> Iterator[Fault]:
    """Links to things that the graph does not describe."""
    for quad in quads:
        if _is_thing(quad.object) and quad.object not in described:
            yield (
                _id(quad.subject),
                _id(quad.predicate),
                f"It points to {_id(quad.object)}, which the graph does not describe.",
                "Write that thing too, or drop the link.",
            )


def _datatypes(quads: Iterable[Quad]) -> Iterator[Fault]:
    """Properties of the ontology with values of two datatypes, which some stores silently lose."""
    first: dict[NamedNode, NamedNode] = {}
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and not value.language:
            datatype = first.setdefault(quad.predicate, value.datatype)
            if datatype != value.datatype:
                message = f"The property has values of two datatypes, {datatype.value} and {value.datatype.value}."
                yield (
                    _id(quad.subject),
                    _id(quad.predicate),
                    message,
                    "Keep one datatype a property.",
                )
