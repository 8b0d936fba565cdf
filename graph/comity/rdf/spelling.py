"""Terms of a query that would match nothing: an error that says where they stand and which is meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache

from pyoxigraph import NamedNode

from comity.errors import QueryError
from comity.knowledge.vocabulary import classes, properties
from comity.rdf.terms import PREFIXES, vocabulary

# What comity writes of other vocabularies; what else a graph has is looked up there.
OURS = {
    "dcterms": ("created", "issued", "publisher", "source", "title"),
    "prov": ("Agent", "alternateOf", "used", "wasAttributedTo", "wasDerivedFrom"),
    "rdfs": ("comment", "label", "subClassOf"),
    "skos": ("altLabel", "broader", "exactMatch", "prefLabel"),
}
_NAME = r"(?<![\w:?$@-])([A-Za-z][\w-]*):"
_TERM = re.compile(_NAME + r"([A-Za-z][\w-]*)")
_IRI = re.compile(rf"<{re.escape(PREFIXES['co'])}([\w-]+)>")
_DECLARED = re.compile(r"PREFIX\s+([A-Za-z][\w-]*)?:", re.IGNORECASE)
_AS_CLASS = re.compile(r"(?:(?<=[\s])a|rdf:type)\s+co:([A-Za-z][\w-]*)")
_AS_PROPERTY = re.compile(r"(?:[?$]\w+|;|[/^|])\s*co:([A-Z][\w-]*)\s+(?=[?$\"'<]|[A-Za-z][\w-]*:)")


def check_terms(used: Callable[[NamedNode], bool], query: str, bare: str, shown: str) -> None:
    """Nothing; `used` says whether the graph has a term.

    `bare` is the query without strings, IRIs and comments, `shown` without strings and comments.

    Raises:
        QueryError: a prefix is declared nowhere; a term is in no vocabulary and not in the graph; or a property stands where a
            class does, or a class where a property does.
    """
    declared = {name or "" for name in _DECLARED.findall(bare)}
    own = "co" not in declared or f"<{PREFIXES['co']}>" in query
    for where, prefix, name in _used(bare, shown, own):
        if prefix not in declared and prefix not in PREFIXES:
            raise QueryError(f"{_line(query, where)}: {_no_prefix(prefix)}")
        if name is None or (prefix == "co" and not own) or (prefix in declared and prefix != "co"):
            continue
        known = vocabulary() if prefix == "co" else OURS.get(prefix)
        if known is not None and name not in known and not used(NamedNode(PREFIXES[prefix] + name)):
            has = "the ontology has" if prefix == "co" else "the graph has"
            raise QueryError(
                f"{_line(query, where)}: {has} no term {prefix}:{name}{_nearest(prefix, name, known)}"
            )
    if own:
        _check_places(query, bare)


def _used(bare: str, shown: str, own: bool) -> Iterator[tuple[int, str, str | None]]:
    """The prefixed names with where they stand, and those terms of the ontology that are written as whole IRIs."""
    found = [(m.start(), m[1], m[2]) for m in _TERM.finditer(bare)]
    found += [(m.start(), "co", m[1]) for m in _IRI.finditer(shown) if own]
    heads = [m.span() for m in re.finditer(r"PREFIX\s+\S+", bare, re.IGNORECASE)]
    for where, prefix, name in sorted(found):
        if not any(start <= where < end for start, end in heads):
            yield where, prefix, name


def _check_places(query: str, bare: str) -> None:
    known, others = _kinds()
    for found in _AS_CLASS.finditer(bare):
        if found[1] in others:
            near = difflib.get_close_matches(found[1].capitalize(), sorted(known), n=1, cutoff=0.5)
            hint = f"; did you mean co:{near[0]}?" if near else "; classes begin with a capital"
            raise QueryError(
                f"{_line(query, found.start(1))}: co:{found[1]} is a property, and stands where a class does{hint}"
            )
    for found in _AS_PROPERTY.finditer(bare):
        if found[1] in known:
            raise QueryError(
                f"{_line(query, found.start(1))}: co:{found[1]} is a class, and stands where a property does;"
                f" write: a co:{found[1]}"
            )


@cache
def _kinds() -> tuple[frozenset[str], frozenset[str]]:
    """The local names of the ontology's classes and properties."""
    return classes(), properties()


def _no_prefix(prefix: str) -> str:
    known = ", ".join(f"{name}:" for name in PREFIXES)
    near = difflib.get_close_matches(prefix.casefold(), PREFIXES, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}:?" if near else ""
    return f"a prefix is not declared: {prefix}:{hint} Those that need no declaration are {known}"


def _nearest(prefix: str, name: str, known: Collection[str]) -> str:
    folded = {term.casefold(): term for term in sorted(known)}
    found = difflib.get_close_matches(name.casefold(), sorted(folded), n=3, cutoff=0.5)
    if found:
        return "; did you mean " + " or ".join(f"{prefix}:{folded[term]}" for term in found) + "?"
    if prefix == "co":
        return "; the terms stand in ontology/comity.ttl"
    return f"; it has {', '.join(f'{prefix}:{term}' for term in sorted(known))}"


def _line(query: str, place: int) -> str:
    return f"line {query.count(chr(10), 0, place) + 1}"
