"""The graph as JSON-LD 1.1 with its context in the file, so that no program has to fetch one.

Names are those of the prefixes (`co:actor`, `id:event/3f9c`). The context says of each property whether its values are
things, days, decimals or English texts, where all of them are; other values say it themselves. Whole numbers and truth
values are JSON's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from comity.errors import StoreError
from comity.rdf.terms import PREFIXES

_TYPE = "rdf:type"
_TEXT = "xsd:string"
_COERCED: Mapping[str, Mapping[str, str]] = {
    "@id": {"@type": "@id"},
    "@en": {"@language": "en"},
    "xsd:date": {"@type": "xsd:date"},
    "xsd:decimal": {"@type": "xsd:decimal"},
}
"""What the context says of a property whose values are all of one kind."""

_OWN = {
    "xsd:integer": re.compile("0|-?[1-9][0-9]{0,14}"),
    "xsd:boolean": re.compile("true|false"),
}
"""Literals that JSON writes itself, in the form in which it does: longer numbers are rounded by those who read it."""


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """The quads as one object: `@context`, and under `@graph` the named graphs with the things that stand in them.

    Both stand in the order in which the quads first name them.

    Raises:
        StoreError: there is a blank node.
    """
    graphs: dict[str, dict[str, dict[str, list[Literal | NamedNode]]]] = {}
    kinds: dict[str, set[str]] = {}
    for quad in quads:
        predicate, value = _curie(quad.predicate), _value(quad)
        things = graphs.setdefault(_curie(quad.graph_name), {})
        things.setdefault(_curie(quad.subject), {}).setdefault(predicate, []).append(value)
        kinds.setdefault(predicate, set()).add(_kind(value))
    coerced = {
        name: next(iter(found))
        for name, found in sorted(kinds.items())
        if len(found) == 1 and found <= _COERCED.keys() and name != _TYPE
    }
    terms = {name: {"@id": name, **_COERCED[kind]} for name, kind in coerced.items()}
    context = {"@version": 1.1, **dict(sorted(PREFIXES.items())), **terms}
    told = [
        {"@id": graph, "@graph": [_thing(name, held, coerced) for name, held in things.items()]}
        for graph, things in graphs.items()
    ]
    document = {"@context": context, "@graph": told}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _thing(
    name: str, held: Mapping[str, Sequence[Literal | NamedNode]], coerced: Mapping[str, str]
) -> dict[str, object]:
    """One thing with its properties; a single value stands without a list."""
    thing: dict[str, object] = {"@id": name}
    for predicate, values in held.items():
        if predicate == _TYPE:
            written: list[object] = [_curie(value) for value in values]
        else:
            written = [_written(value, coerced.get(predicate, "")) for value in values]
        key = "@type" if predicate == _TYPE else predicate
        thing[key] = written if len(written) > 1 else written[0]
    return thing


def _written(value: Literal | NamedNode, coerced: str) -> object:
    """A value, bare where JSON or the context says what it is."""
    kind = _kind(value)
    if isinstance(value, NamedNode):
        return _curie(value) if coerced == kind else {"@id": _curie(value)}
    if kind in _OWN:
        return json.loads(value.value)
    if kind in (coerced, _TEXT):
        return value.value
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, "@type": _curie(value.datatype)}


def _kind(value: Literal | NamedNode) -> str:
    """`@id` of a thing, `@en` of a text in English, the datatype of any other literal; `odd` if JSON would change it."""
    if isinstance(value, NamedNode):
        return "@id"
    if value.language:
        return f"@{value.language}"
    name = _curie(value.datatype)
    return name if name not in _OWN or _OWN[name].fullmatch(value.value) else "odd"


def _value(quad: Quad) -> Literal | NamedNode:
    if isinstance(quad.object, Literal | NamedNode):
        return quad.object
    raise StoreError(f"{quad} has a blank node, which no graph of comity has; rebuild the graph")


def _curie(node: object) -> str:
    """A name with its prefix, or the whole IRI where there is none."""
    if not isinstance(node, NamedNode):
        raise StoreError(
            f"{node} has no IRI, as all things in a graph of comity have; rebuild the graph"
        )
    for prefix, start in PREFIXES.items():
        if node.value.startswith(start):
            return f"{prefix}:{node.value.removeprefix(start)}"
    return node.value
