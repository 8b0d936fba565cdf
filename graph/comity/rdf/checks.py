"""What must hold in the whole graph, or between graphs, which SHACL cannot say of one article's graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from comity.rdf.constraints import less
from comity.rdf.described import Properties, Term, Things, united
from comity.rdf.terms import THINGS, co, term
from comity.rdf.whole import Whole

Fault = tuple[str, str, str, str]  # node, property, message, remedy

_TYPE, _LABEL, _SOURCE = term("rdf:type"), term("rdfs:label"), term("prov:wasDerivedFrom")
_SENTENCES, _TRIGGER, _PART_OF = co("denotedBy"), co("trigger"), co("subEventOf")
_NOTHING: Properties = {}


@dataclass(frozen=True, slots=True)
class _World:
    """A named graph that is judged, with the whole that it is part of."""

    graph: str
    things: Things
    whole: Whole

    def properties(self, node: Term) -> Properties:
        """What all graphs say of a thing."""
        own, others = self.things.get(node), self.others(node)
        told = others if own is None else [own, *others]
        return united(told) if told else _NOTHING

    def others(self, node: Term) -> list[Properties]:
        """What is said of a thing beside what is judged."""
        known = node in self.things
        told = self.whole.told(node).items()
        return [found for graph, found in told if not (known and graph == self.graph)]

    def values(self, node: Term, predicate: NamedNode) -> Collection[Term]:
        """The values of a property of a thing in all graphs."""
        return self.properties(node).get(predicate, ())

    def describes(self, node: NamedNode) -> bool:
        """Whether any graph describes what a link leads to, unless it is of another vocabulary."""
        return (
            node in self.things or not node.value.startswith(THINGS) or self.whole.describes(node)
        )

    def are(self, nodes: Collection[Term], kind: str) -> bool:
        """Whether all of these are of a class of the ontology."""
        return all(co(kind) in self.values(node, _TYPE) for node in nodes)


@dataclass(frozen=True, slots=True)
class _Check:
    """What must not be of a thing that has one of some properties: `broken` is given all that is said of it."""

    properties: tuple[NamedNode, ...]
    message: str
    remedy: str
    broken: Callable[[_World, Term, Properties], bool]


def _unreported(world: _World, node: Term, told: Properties) -> bool:
    return co("Event") in told[_TYPE] and not world.whole.reports(node)


def _elsewhere(predicate: NamedNode) -> Callable[[_World, Term, Properties], bool]:
    """Whether what the property leads to is derived from another article than the thing."""

    def broken(world: _World, node: Term, told: Properties) -> bool:
        others = (a for to in told[predicate] for a in world.values(to, _SOURCE))
        return any(other != own for other in others for own in told.get(_SOURCE, ()))

    return broken


def _unsupported(world: _World, node: Term, told: Properties) -> bool:
    return not set(told[_TRIGGER]) <= set(told.get(_SENTENCES, ()))


def _outside(world: _World, node: Term, told: Properties) -> bool:
    starts, ends = (told.get(co(name), ()) for name in ("triggerStart", "triggerEnd"))
    for sentence in told[_TRIGGER]:
        first, last = (world.values(sentence, co(name)) for name in ("start", "end"))
        if first and last and starts and ends:
            early = any(less(start, least) for start in starts for least in first)
            if early or any(less(most, end) for end in ends for most in last):
                return True
    return False


def _no(kind: str, *predicates: NamedNode) -> Callable[[_World, Term, Properties], bool]:
    """Whether one of the properties leads to something that is not of the class."""
    return lambda world, node, told: (
        not all(world.are(told.get(predicate, ()), kind) for predicate in predicates)
    )


def _unplaced(world: _World, node: Term, told: Properties) -> bool:
    return co("OpenIssue") in told.get(_TYPE, ()) and not world.are(
        told[term("skos:broader")], "Issue"
    )


def _part_of_itself(world: _World, node: Term, told: Properties) -> bool:
    seen: set[Term] = set()
    new = set(told[_PART_OF])
    while new and node not in new:
        seen |= new
        new = {whole for part in new for whole in world.values(part, _PART_OF)} - seen
    return bool(new)


def _named_twice(world: _World, node: Term, told: Properties) -> bool:
    return len(told[_LABEL]) > 1 and len({_key(name) for name in told[_LABEL]}) > 1


_TOPICS, _WITHIN, _CURATED = (
    (co("reportedTopic"), co("about")),
    co("reportedWithin"),
    co("curatedBy"),
)
_CHECKS = (
    _Check(
        (_TYPE,),
        "No article reports this event.",
        "Drop the event with the last of its reports.",
        _unreported,
    ),
    _Check(
        (_SENTENCES,),
        "A fact is supported by a sentence of another article.",
        "Link it to a sentence of the article that it is derived from.",
        _elsewhere(_SENTENCES),
    ),
    _Check(
        (_TRIGGER,),
        "The trigger of a report stands in a sentence that does not support it.",
        "Point co:trigger at one of the sentences of co:denotedBy.",
        _unsupported,
    ),
    _Check(
        (_TRIGGER,),
        "The trigger of a report lies outside its sentence.",
        "Give the offsets of the trigger in the whole text of the article.",
        _outside,
    ),
    _Check(
        _TOPICS,
        "A fact is about something that is no issue.",
        "Keep the issue among the knowledge that is written, or add it to the ontology.",
        _no("Issue", *_TOPICS),
    ),
    _Check(
        (term("skos:broader"),),
        "An issue stands under something that is no issue.",
        "Place it under the nearest issue or field of the scheme, with knowledge.placing.nearest.",
        _unplaced,
    ),
    _Check(
        (_WITHIN,),
        "A report is part of something that is no report.",
        "Keep the report of the larger event among the knowledge that is written.",
        _no("Report", _WITHIN),
    ),
    _Check(
        (_PART_OF,),
        "An event is part of something that is no event.",
        "Merge the reports of the larger event too.",
        _no("Event", _PART_OF),
    ),
    _Check(
        (_PART_OF,),
        "An event is part of itself.",
        "Drop one of the links co:subEventOf that lead from it back to it.",
        _part_of_itself,
    ),
    _Check(
        (_WITHIN,),
        "A report is part of one that another article tells.",
        "Link co:reportedWithin to a report of the same article.",
        _elsewhere(_WITHIN),
    ),
    _Check(
        (_CURATED,),
        "A thing is curated by something that is no curation.",
        "Keep the decision among the knowledge that is written.",
        _no("Curation", _CURATED),
    ),
    _Check(
        (_LABEL,),
        "A thing has two names that are both its first.",
        "Keep one as rdfs:label, and the others as skos:altLabel.",
        _named_twice,
    ),
)
_BY_PROPERTY: Mapping[NamedNode, tuple[_Check, ...]] = {
    predicate: tuple(check for check in _CHECKS if predicate in check.properties)
    for check in _CHECKS
    for predicate in check.properties
}


def faults(graphs: Mapping[str, Things], whole: Whole) -> Iterator[Fault]:
    """What is wrong with some named graphs, or some things of them, and between them and the others of the `whole`."""
    datatypes: dict[NamedNode, NamedNode] = {}
    for graph, things in graphs.items():
        world = _World(graph, things, whole)
        for node, told in things.items():
            yield from _between(world, node, told)
            yield from _misplaced(graph, node, told)
            yield from _unfounded(world, node, told)
            yield from _mixed(node, told, datatypes)


def _between(world: _World, node: Term, told: Properties) -> Iterator[Fault]:
    """What the checks find, and triples that stand in two graphs: the engine counts them twice."""
    others = world.others(node)
    for other in others:
        for predicate, values in told.items():
            if not set(values).isdisjoint(other.get(predicate, ())):
                message = "The same triple stands in two graphs, and would be counted twice."
                yield _id(node), _id(predicate), message, "Keep it in one graph only."
    everything = united([told, *others])
    for predicate in everything:
        for check in _BY_PROPERTY.get(predicate, ()):
            if check.broken(world, node, everything):
                yield _id(node), "", check.message, check.remedy


def _misplaced(graph: str, node: Term, told: Properties) -> Iterator[Fault]:
    """Articles in a graph that is not theirs, and facts in that of an article that they are not derived from."""
    if not graph:
        return
    if co("Article") in told.get(_TYPE, ()) and _graph_of(node) != graph:
        message = "An article stands in a graph that is not its own."
        remedy = "Keep everything that an article said in graph/article/ and its own digits."
        yield _id(node), "", message, remedy
    sources = (a for a in told.get(_SOURCE, ()) if not isinstance(a, BlankNode))
    if any(_graph_of(article) != graph for article in sources):
        message = "A fact stands in the graph of an article that it is not derived from."
        yield (
            _id(node),
            "",
            message,
            "Keep everything that an article said in that article's graph.",
        )


def _unfounded(world: _World, node: Term, told: Properties) -> Iterator[Fault]:
    """Blank nodes, and links to things that the graph does not describe."""
    blank = isinstance(node, BlankNode)
    for predicate, values in told.items():
        for value in values:
            if blank or isinstance(value, BlankNode):
                message = "A blank node has no name that a second build would give again."
                yield _id(node), _id(predicate), message, "Name it by a hash of its content."
            if isinstance(value, NamedNode) and not world.describes(value):
                message = f"It points to {_id(value)}, which the graph does not describe."
                yield _id(node), _id(predicate), message, "Write that thing too, or drop the link."


def _mixed(node: Term, told: Properties, first: dict[NamedNode, NamedNode]) -> Iterator[Fault]:
    """Properties with values of two datatypes, which some stores silently lose; `first` are those met before."""
    for predicate, values in told.items():
        for value in values:
            if not isinstance(value, Literal) or value.language:
                continue
            datatype = first.setdefault(predicate, value.datatype)
            if datatype != value.datatype:
                kinds = f"{datatype.value} and {value.datatype.value}"
                message = f"The property has values of two datatypes, {kinds}."
                yield _id(node), _id(predicate), message, "Keep one datatype a property."


def _graph_of(article: Term) -> str:
    """The graph in which stands what this article says."""
    return _key(article).replace("/id/article/", "/id/graph/article/")


def _key(node: Term) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)


def _id(node: Term) -> str:
    return _key(node).removeprefix(THINGS)
