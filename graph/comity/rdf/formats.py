"""The graph in the formats of RDF, for other programs: the same quads give the same bytes.

| format | named graphs | |
|---|---|---|
| `nq` N-Quads, `trig` TriG, `jsonld` JSON-LD | kept | all that the graph holds |
| `ttl` Turtle, `nt` N-Triples, `rdf` RDF/XML | lost | the union of all graphs |

What the last three lose is which graph a statement stands in. Reports, claims and sentences say themselves of which article they
are (`prov:wasDerivedFrom`), so that every fact still leads to its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import Literal, Quad, RdfFormat, Triple

from comity.errors import InputError
from comity.rdf.jsonld import to_jsonld
from comity.rdf.record import file_of
from comity.rdf.terms import PREFIXES

DATASETS = ("nq", "trig", "jsonld")
UNIONS = ("ttl", "nt", "rdf")
FORMATS = (*DATASETS, *UNIONS)

_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}
_PREFIXED = ("trig", "ttl", "rdf")
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML 1.0 file may hold, escaped or not."""


def to_format(quads: Iterable[Quad], form: str) -> bytes:
    """The quads in one of `FORMATS`, graph by graph in the order of the files of record; of `UNIONS` the triples, each once.

    Raises:
        InputError: there is no such format, or RDF/XML cannot hold a character of some text.
    """
    if form not in FORMATS:
        raise InputError(f"the graph is not written as {form}; there are {', '.join(FORMATS)}")
    ordered = sorted(set(quads), key=_order)
    if form == "jsonld":
        return to_jsonld(ordered)
    if form in DATASETS:
        return serialized(ordered, form)
    triples = sorted({quad.triple for quad in ordered}, key=str)
    if form == "rdf":
        _check_xml(triples)
    return serialized(triples, form)


def _order(quad: Quad) -> tuple[str, str]:
    return file_of(getattr(quad.graph_name, "value", "")), str(quad)


def serialized(
    statements: Sequence[Quad] | Sequence[Triple],
    form: str,
    further: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The statements in their order, as the engine writes them, with prefixes, and `further` ones, by the alphabet."""
    prefixes = {**PREFIXES, **further} if form in _PREFIXED else None
    written = pyoxigraph.serialize(statements, format=_FORMATS[form], prefixes=prefixes) or b""
    if form == "rdf":
        return _ROOT.sub(_root, written, count=1)
    return _with_prefixes_sorted(written) if prefixes else written


_ROOT = re.compile(rb"<rdf:RDF ([^>]*)>")


def _root(found: re.Match[bytes]) -> bytes:
    """The first tag with its namespaces in the order of the alphabet; the engine writes them in any."""
    return b"<rdf:RDF " + b" ".join(sorted(found.group(1).split(b" "))) + b">"


def _with_prefixes_sorted(written: bytes) -> bytes:
    lines = written.splitlines(keepends=True)
    prefixes = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join([*sorted(prefixes), *lines[len(prefixes) :]])


def _check_xml(triples: Iterable[Triple]) -> None:
    """Raises an InputError where a text holds a character that no XML file may hold."""
    for triple in triples:
        if isinstance(triple.object, Literal) and (found := NOT_XML.search(triple.object.value)):
            raise InputError(
                f"{triple.subject}: RDF/XML cannot hold the character U+{ord(found.group()):04X} of its text; "
                "write Turtle (ttl) or another format instead"
            )
