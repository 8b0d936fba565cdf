"""The shapes of a SHACL file, made ready to judge graphs: what the file says, and nothing that it does not.

Only what `ontology/shapes.ttl` uses is known, and a file that uses more is refused, so that nothing in it is passed over:
the components of `constraints.py` with sh:or and sh:property; paths that are a property, its inverse or a sequence;
targets that are classes. SHACL's results are many, a finding is one: a rule says no more than whether it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from comity.errors import OntologyError
from comity.rdf.constraints import BESIDE, COMPONENTS, OF_LISTS, SH, Test
from comity.rdf.described import Described, Term, describe
from comity.rdf.terms import term

Holds = Callable[[Described, Term], bool]
Way = Callable[[Described, Term], Collection[Term]]

_EMPTY = Described({})
_REMEMBERED = 2**10
_GRAPH_TOO = BESIDE | {"or", "property"}

_FIRST, _REST, _NIL, _TYPE = map(term, ("rdf:first", "rdf:rest", "rdf:nil", "rdf:type"))


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of a node; `path` is the IRI of the property that it is about, "" where that is not one."""

    path: str
    message: str
    remedy: str
    holds: Holds


@dataclass(frozen=True, slots=True)
class Shape:
    """The rules for the instances of some classes."""

    classes: tuple[Term, ...]
    rules: tuple[Rule, ...]

    def broken(self, graph: Described) -> Iterator[tuple[Term, Rule]]:
        """Each instance in the graph with each rule that does not hold of it, in no order."""
        for node in graph.instances(self.classes):
            for rule in self.rules:
                if not rule.holds(graph, node):
                    yield node, rule


def read_shapes(path: Path) -> tuple[Shape, ...]:
    """The shapes of a file in Turtle, in its order.

    Raises:
        OntologyError: it is no Turtle, or says something that is not known here.
    """
    try:
        quads = list(pyoxigraph.parse(path=path, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{path.name}: {error}") from error
    file = _File(path.name, describe(quads))
    nodes = dict.fromkeys(quad.subject for quad in quads)
    shapes = [node for node in nodes if file.ask(node, "targetClass")]
    for node in sorted(nodes.keys() - {*shapes, *(quad.object for quad in quads)}, key=str):
        raise file.error(node, "has no sh:targetClass, and nothing names it")
    return tuple(_shape(file, node) for node in shapes)


@dataclass(frozen=True, slots=True)
class _File:
    """The graph of a file of shapes."""

    name: str
    graph: Described

    def error(self, node: Term, what: str) -> OntologyError:
        return OntologyError(f"{self.name}: {node} {what}")

    def ask(self, node: Term, parameter: str) -> list[Term]:
        """The values of a parameter of SHACL, sorted."""
        return sorted(self.graph.values(node, NamedNode(SH + parameter)), key=str)

    def one(self, node: Term, parameter: str) -> Term:
        found = self.ask(node, parameter)
        if len(found) != 1:
            raise self.error(node, f"has {len(found)} values of sh:{parameter}; give it one")
        return found[0]

    def words(self, node: Term, parameter: str) -> str:
        found = self.one(node, parameter)
        if not isinstance(found, Literal):
            raise self.error(node, f"has no words as sh:{parameter}")
        return found.value

    def parameters(self, node: Term) -> list[str]:
        """The names of the parameters that a shape has, sorted."""
        kinds = {NamedNode(f"{SH}NodeShape"), NamedNode(f"{SH}PropertyShape")}
        if strange := set(self.graph.values(node, _TYPE)) - kinds:
            raise self.error(node, f"is also a {min(map(str, strange))}, which is not known")
        names = sorted(p.value for p in self.graph.things.get(node, {}) if p != _TYPE)
        if other := [name for name in names if not name.startswith(SH)]:
            raise self.error(node, f"has the property {other[0]}, which is none of SHACL")
        return [name.removeprefix(SH) for name in names]

    def items(self, node: Term) -> list[Term]:
        """The members of a list."""
        found = []
        while node != _NIL:
            first, rest = (self.graph.values(node, p) for p in (_FIRST, _REST))
            if len(first) != 1 or len(rest) != 1:
                raise self.error(node, "is no list")
            (item,), (node,) = first, rest
            found.append(item)
        return found


def _shape(file: _File, node: Term) -> Shape:
    """A rule for each property shape of a node shape, and one for what it demands besides."""
    rules = [_rule(file, part) for part in file.ask(node, "property")]
    if set(file.parameters(node)) - {"property", "targetClass"}:
        rules.append(_rule(file, node))
    return Shape(tuple(file.ask(node, "targetClass")), tuple(rules))


def _rule(file: _File, node: Term) -> Rule:
    path = file.one(node, "path") if file.ask(node, "path") else None
    if path is not None and file.ask(node, "property"):
        raise file.error(node, "has a path and sh:property; name the shape of each path beside it")
    about = path.value if isinstance(path, NamedNode) else ""
    message, remedy = file.words(node, "message"), file.words(node, "description")
    return Rule(about, message, remedy, _holds(file, node, beside=("property",)))


def _holds(file: _File, node: Term, *, beside: Collection[str] = ()) -> Holds:
    """Whether a node conforms to a shape; the parameters `beside` are judged elsewhere."""
    known = {"path", "targetClass", "message", "description", *beside}
    path = file.one(node, "path") if file.ask(node, "path") else None
    names = [name for name in file.parameters(node) if name not in known]
    apart = _GRAPH_TOO.intersection(names)
    alone = _together([_test(file, node, name) for name in names if name not in apart])
    others = _together([_test(file, node, name) for name in sorted(apart)])
    if isinstance(path, NamedNode):
        return _of_property(path, alone, others if apart else None)
    way = _itself if path is None else _way(file, path)

    def holds(graph: Described, focus: Term) -> bool:
        values = way(graph, focus)
        return alone(graph, focus, values) and others(graph, focus, values)

    return holds


def _together(tests: Sequence[Test]) -> Test:
    """Whether all of the tests hold."""

    def test(graph: Described, focus: Term, values: Collection[Term]) -> bool:
        return all(one(graph, focus, values) for one in tests)

    return test


def _of_property(path: NamedNode, alone: Test, others: Test | None) -> Holds:
    """Whether the values of a property conform: what is said of its values `alone` is remembered.

    What the `others` say of no values hangs on nothing else either.
    """
    none = alone(_EMPTY, path, ()) and (others is None or others(_EMPTY, path, ()))
    one = lru_cache(maxsize=_REMEMBERED)(lambda value: alone(_EMPTY, path, (value,)))

    def holds(graph: Described, focus: Term) -> bool:
        values = graph.values(focus, path)
        if not values:
            return none
        if not (one(*values) if len(values) == 1 else alone(graph, focus, values)):
            return False
        return others is None or others(graph, focus, values)

    return holds


def _test(file: _File, node: Term, name: str) -> Test:
    """The test that one parameter of a shape stands for."""
    try:
        match name:
            case "property":
                return _all_of([_holds(file, part) for part in file.ask(node, name)])
            case "or":
                return _any_of([_holds(file, part) for part in file.items(file.one(node, name))])
            case _ if name in OF_LISTS:
                return OF_LISTS[name](file.items(file.one(node, name)))
            case _ if name in COMPONENTS:
                return COMPONENTS[name](file.one(node, name))
    except (ValueError, re.error) as error:
        raise file.error(node, f"has a wrong value of sh:{name}: {error}") from error
    known = ", ".join(sorted({"or", "property", *OF_LISTS, *COMPONENTS}))
    raise file.error(node, f"has sh:{name}, which the gate does not know; it knows {known}")


def _all_of(parts: Sequence[Holds]) -> Test:
    return lambda graph, focus, values: all(part(graph, v) for v in values for part in parts)


def _any_of(parts: Sequence[Holds]) -> Test:
    return lambda graph, focus, values: all(any(part(graph, v) for part in parts) for v in values)


def _itself(graph: Described, focus: Term) -> Collection[Term]:
    return (focus,)


def _way(file: _File, path: Term) -> Way:
    """The value nodes that a path leads to."""
    if isinstance(path, NamedNode):
        return lambda graph, focus: graph.values(focus, path)
    if file.graph.values(path, _FIRST):
        return _steps([_way(file, step) for step in file.items(path)])
    if file.parameters(path) == ["inversePath"]:
        back = file.one(path, "inversePath")
        if isinstance(back, NamedNode):
            return lambda graph, focus: graph.pointing(back, focus)
    raise file.error(path, "is a path that is not known; use a property, its inverse or a sequence")


def _steps(ways: Sequence[Way]) -> Way:
    def lead(graph: Described, focus: Term) -> Collection[Term]:
        found: Collection[Term] = (focus,)
        for way in ways:
            found = {value for node in found for value in way(graph, node)}
        return found

    return lead
