"""The constraint components of SHACL that `ontology/shapes.ttl` uses, in one list; no others are known.

Each takes the value that a shape gives it and returns a test of a focus node and its value nodes; it raises ValueError
where no such value may stand. Each docstring says what the test holds of, after the Recommendation of 20 July 2017:
https://www.w3.org/TR/shacl/#core-components.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from datetime import datetime as datetime_
from decimal import Decimal
from functools import lru_cache

import rdflib
from pyoxigraph import Literal, NamedNode

from comity.rdf.described import Described, Term
from comity.rdf.terms import PREFIXES

Test = Callable[[Described, Term, Collection[Term]], bool]
Value = bool | Decimal | date | str
SH = "http://www.w3.org/ns/shacl#"
_WRITTEN = (NamedNode, Literal)
_STRINGS = frozenset({f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}langString"})
_CHECKED = {PREFIXES["xsd"] + name for name in ("boolean", "date", "decimal", "integer")} | _STRINGS


@lru_cache(maxsize=2**16)
def value_of(term: Term) -> Value | None:
    """The number, date, truth value or plain text that a literal stands for.

    None where it is ill-typed, has a language or another datatype, and for what is no literal.
    """
    if not isinstance(term, Literal) or term.language:
        return None
    if (datatype := term.datatype.value) in _STRINGS:
        return term.value
    match rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False).value:
        case bool() as found:
            return found
        case int() | float() | Decimal() as found if math.isfinite(found):
            return Decimal(found)
        case date() as found if not isinstance(found, datetime_):
            return found
    return None


def min_count(parameter: Term) -> Test:
    """The number of value nodes is not less than the parameter."""
    least = _whole(parameter)
    return lambda graph, focus, values: len(values) >= least


def max_count(parameter: Term) -> Test:
    """The number of value nodes is not greater than the parameter."""
    most = _whole(parameter)
    return lambda graph, focus, values: len(values) <= most


def datatype(parameter: Term) -> Test:
    """Each value node is a literal of the datatype, and not ill-typed."""
    wanted = _iri(parameter)
    if wanted.value not in _CHECKED:
        raise ValueError(f"values of {wanted} cannot be checked; use one of {sorted(_CHECKED)}")
    strings = wanted.value in _STRINGS

    def fits(value: Term) -> bool:
        return (
            isinstance(value, Literal)
            and value.datatype == wanted
            and (strings or value_of(value) is not None)
        )

    return lambda graph, focus, values: all(map(fits, values))


def node_kind(parameter: Term) -> Test:
    """Each value node is an IRI."""
    if parameter != NamedNode(f"{SH}IRI"):
        raise ValueError(f"no other kind of node than sh:IRI is known; found {parameter}")
    return lambda graph, focus, values: all(isinstance(value, NamedNode) for value in values)


def min_length(parameter: Term) -> Test:
    """Each value node is a literal or an IRI that has at least so many characters."""
    least = _whole(parameter)
    return lambda graph, focus, values: all(
        isinstance(value, _WRITTEN) and len(value.value) >= least for value in values
    )


def pattern(parameter: Term) -> Test:
    """Each value node is a literal or an IRI in whose characters the regular expression is found."""
    wanted = re.compile(_literal(parameter).value)
    return lambda graph, focus, values: all(
        isinstance(value, _WRITTEN) and wanted.search(value.value) is not None for value in values
    )


def min_inclusive(parameter: Term) -> Test:
    """The parameter is less than or equal to each value node, as SPARQL compares them."""
    least = _literal(parameter)
    return lambda graph, focus, values: all(_at_most(least, value) for value in values)


def max_inclusive(parameter: Term) -> Test:
    """The parameter is greater than or equal to each value node, as SPARQL compares them."""
    most = _literal(parameter)
    return lambda graph, focus, values: all(_at_most(value, most) for value in values)


def less_than(parameter: Term) -> Test:
    """Each value node is less than all values of the other property; what cannot be compared is not."""
    other = _iri(parameter)
    return lambda graph, focus, values: all(
        less(value, bound) for bound in graph.values(focus, other) for value in values
    )


def less_than_or_equals(parameter: Term) -> Test:
    """Each value node is at most all values of the other property; what cannot be compared is not."""
    other = _iri(parameter)
    return lambda graph, focus, values: all(
        _at_most(value, bound) for bound in graph.values(focus, other) for value in values
    )


def has_value(parameter: Term) -> Test:
    """The parameter is among the value nodes."""
    return lambda graph, focus, values: parameter in values


def is_in(parameters: Sequence[Term]) -> Test:
    """Each value node is a member of the list."""
    members = frozenset(parameters)
    return lambda graph, focus, values: members.issuperset(values)


# Those with one term as their value, by the local name of the parameter; those with a list of them.
COMPONENTS: dict[str, Callable[[Term], Test]] = {
    "datatype": datatype,
    "hasValue": has_value,
    "lessThan": less_than,
    "lessThanOrEquals": less_than_or_equals,
    "maxCount": max_count,
    "maxInclusive": max_inclusive,
    "minCount": min_count,
    "minInclusive": min_inclusive,
    "minLength": min_length,
    "nodeKind": node_kind,
    "pattern": pattern,
}
BESIDE = frozenset({"lessThan", "lessThanOrEquals"})
"""Those that look at other properties of the focus node too; the others look at the value nodes alone."""
OF_LISTS: dict[str, Callable[[Sequence[Term]], Test]] = {"in": is_in}


def less(one: Term, other: Term) -> bool:
    """Whether one literal is less than the other; what cannot be compared is not."""
    return _compare(one, other, operator.lt)


def _at_most(one: Term, other: Term) -> bool:
    return _compare(one, other, operator.le)


def _compare(one: Term, other: Term, holds: Callable[[Value, Value], bool]) -> bool:
    """Whether it holds of the values, which must be of one kind; no other two can be compared."""
    left, right = value_of(one), value_of(other)
    return left is not None and type(left) is type(right) and holds(left, right)


def _whole(parameter: Term) -> int:
    found = _literal(parameter).value
    if not found.isdecimal():
        raise ValueError(f"found {parameter} where a whole number must stand")
    return int(found)


def _literal(parameter: Term) -> Literal:
    if not isinstance(parameter, Literal):
        raise ValueError(f"found {parameter} where a literal must stand")
    return parameter


def _iri(parameter: Term) -> NamedNode:
    if not isinstance(parameter, NamedNode):
        raise ValueError(f"found {parameter} where an IRI must stand")
    return parameter
