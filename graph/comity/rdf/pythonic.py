"""Terms of RDF as values of Python: numbers, days, truths, and things by the ids that they have in the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from comity.rdf.result import Value
from comity.rdf.terms import PREFIXES, THINGS

_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_XSD = PREFIXES["xsd"]
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
    """
    if node is None:
        return None
    if isinstance(node, NamedNode):
        return node.value.removeprefix(THINGS)
    if not isinstance(node, Literal):
        return str(node)
    read = _READ.get(node.datatype.value)
    if read is None:
        return node.value
    try:
        return read(node.value)
    except (ValueError, KeyError):
        return node.value
