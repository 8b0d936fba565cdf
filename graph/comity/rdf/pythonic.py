"""Terms of RDF as values of Python: numbers, days, truths, things by the ids that they have in the model, others by prefix."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from comity.rdf.result import Value
from comity.rdf.terms import PREFIXES, THINGS

_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_XSD = PREFIXES["xsd"]
_LOCAL = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_READ: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        f"{_XSD}boolean": _TRUTHS.__getitem__,
        f"{_XSD}date": date.fromisoformat,
        **{f"{_XSD}{name}": float for name in ("decimal", "double", "float")},
        **{f"{_XSD}{name}": int for name in ("integer", "int", "long", "nonNegativeInteger")},
    }
)


def value_of(node: object) -> Value:
    """The value of a term; the text of a literal that Python has no value for, as of a day with a time zone.

    >>> from pyoxigraph import Literal, NamedNode
    >>> value_of(Literal(3)), value_of(NamedNode(f"{THINGS}state/ken")), value_of(None)
    (3, 'state/ken', None)
    >>> value_of(NamedNode(PREFIXES["rdfs"] + "label")), value_of(NamedNode("https://example.org/a"))
    ('rdfs:label', 'https://example.org/a')
    """
    if node is None:
        return None
    if isinstance(node, NamedNode):
        return _short(node.value)
    if not isinstance(node, Literal):
        return str(node)
    read = _READ.get(node.datatype.value)
    if read is None:
        return node.value
    try:
        return read(node.value)
    except (ValueError, KeyError):
        return node.value


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    """An IRI as a thing's id, or with one of the prefixes that queries know."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            rest = iri.removeprefix(start)
            if start == THINGS:
                return rest
            if _LOCAL.fullmatch(rest):
                return f"{prefix}:{rest}"
    return iri
