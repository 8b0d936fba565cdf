"""A nanopublication an event: what happened, whence that is known, and what made the record, each in a graph of its own.

After the Nanopublication Guidelines (nanopub.net): a head names three graphs. The assertion is the event with the names of all
that it speaks of; the provenance its trust, reports, sentences, articles and people's decisions; the publication info the run.

Its IRI ends in a trusty URI of module RA, a hash of all its statements, which anyone can reckon again (Kuhn and Dumontier,
"Trusty URIs", ESWC 2014). So an event that is told otherwise is another nanopublication, and the same graph gives the same bytes.
For that reason no time of making is stated; whoever publishes one signs it, which adds their name, the time and a new hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from comity.errors import InputError, StoreError
from comity.rdf.formats import serialized
from comity.rdf.terms import THINGS, co, term, thing

NP = "http://www.nanopub.org/nschema#"
FORMATS = ("trig", "nq")

_UNKNOWN = "~"
"""Stands in the IRI where the hash will."""
_BASE = f"{THINGS}nanopub/{_UNKNOWN}"
_TYPE = term("rdf:type")
_DERIVED = term("prov:wasDerivedFrom")
_TRUST = (co("confidence"), co("certainty"), co("sources"), co("disputed"))
_DECIDED = co("curatedBy")
_NAMING = tuple(
    map(term, ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:exactMatch", "co:code"))
)
_TRACED = (
    *(co("participation"), co("denotedBy"), co("curatedBy"), co("attributedTo")),
    *(_DERIVED, term("prov:wasAttributedTo")),
)

Things = Mapping[NamedNode, Sequence[Quad]]


def to_nanopubs(quads: Iterable[Quad], events: Iterable[str], form: str) -> bytes:
    """The nanopublications of the events with these ids, out of the quads of a graph, as `trig` or `nq`.

    Raises:
        InputError: there is no such format.
    """
    if form not in FORMATS:
        raise InputError(f"nanopubs are not written as {form}; there are {', '.join(FORMATS)}")
    things: dict[NamedNode, list[Quad]] = {}
    reports: dict[NamedNode, list[NamedNode]] = {}
    run = None
    for quad in sorted(quads, key=str):
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode):
            things.setdefault(subject, []).append(quad)
            if quad.predicate == co("ofEvent") and isinstance(value, NamedNode):
                reports.setdefault(value, []).append(subject)
            if quad.predicate == _TYPE and value == co("Run"):
                run = subject
    made = [
        quad
        for event in sorted(events)
        for quad in nanopub(thing(event), things, reports.get(thing(event), ()), run)
    ]
    return serialized(made, form, {"np": NP})


def nanopub(
    event: NamedNode, things: Things, reports: Sequence[NamedNode], run: NamedNode | None
) -> list[Quad]:
    """The quads of one nanopublication, graph by graph, each sorted."""
    told = [quad for quad in things.get(event, ()) if quad.predicate not in (*_TRUST, _DECIDED)]
    graphs: dict[str, Iterable[Triple]] = {
        "Head": _head(),
        "assertion": [quad.triple for quad in (*told, *_names(told, things))],
        "provenance": _provenance(event, things, reports),
        "pubinfo": _pubinfo(event, things, run),
    }
    unnamed = [
        Quad(triple.subject, triple.predicate, triple.object, _part(name))
        for name, triples in graphs.items()
        for triple in sorted(set(triples), key=str)
    ]
    code = trusty(unnamed)
    return [_named(quad, code) for quad in unnamed]


def trusty(quads: Iterable[Quad]) -> str:
    """The artifact code of quads whose own IRI is not known yet: `RA` and a hash, 45 characters.

    Each quad is four lines, its own IRI with a space for the code; sorted by bytes, names before literals, and these by their
    text, datatype and language; SHA-256, in the letters of Base64 for URLs (trustyuri.net, specification, module RA).
    """
    lines = "".join(dict.fromkeys("".join(_lines(quad)) for quad in sorted(quads, key=_order)))
    digest = hashlib.sha256(lines.encode("utf-8")).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def _lines(quad: Quad) -> Iterator[str]:
    for node in (quad.graph_name, quad.subject, quad.predicate):
        yield f"{_hashed(node)}\n"
    value = quad.object
    if not isinstance(value, Literal):
        yield f"{_hashed(value)}\n"
        return
    kind = f"@{value.language.lower()}" if value.language else f"^{value.datatype.value}"
    escaped = value.value.replace("\\", "\\\\").replace("\n", "\\n")
    yield f"{kind} {escaped}\n"


def _order(quad: Quad) -> tuple[bytes | bool, ...]:
    names = (quad.graph_name, quad.subject, quad.predicate)
    value = quad.object
    if isinstance(value, Literal):
        kind = "" if value.language else value.datatype.value
        last = (value.value, kind, value.language or "")
    else:
        last = (_hashed(value), "", "")
    key = (*map(_hashed, names), *last)
    first, rest = key[:3], key[3:]
    return (
        *(name.encode() for name in first),
        isinstance(value, Literal),
        *(part.encode() for part in rest),
    )


def _hashed(node: object) -> str:
    """An IRI as it goes into the hash."""
    if not isinstance(node, NamedNode):
        raise StoreError(f"{node} is a blank node, which no graph of comity has; rebuild the graph")
    return node.value.replace(_BASE, _BASE.replace(_UNKNOWN, " "))


def _named(quad: Quad, code: str) -> Quad:
    """The quad with the hash in its IRIs."""
    return Quad(
        _filled(quad.subject, code),
        quad.predicate,
        _filled(quad.object, code),
        _filled(quad.graph_name, code),
    )


def _filled(node: Any, code: str) -> Any:  # any kind of term, which comes back as what it is
    if isinstance(node, NamedNode) and node.value.startswith(_BASE):
        return NamedNode(_BASE.replace(_UNKNOWN, code) + node.value.removeprefix(_BASE))
    return node


def _part(name: str) -> NamedNode:
    return NamedNode(f"{_BASE}#{name}")


def _head() -> Iterator[Triple]:
    this = NamedNode(_BASE)
    yield Triple(this, _TYPE, NamedNode(f"{NP}Nanopublication"))
    for link, name in (
        ("hasAssertion", "assertion"),
        ("hasProvenance", "provenance"),
        ("hasPublicationInfo", "pubinfo"),
    ):
        yield Triple(this, NamedNode(NP + link), _part(name))


def _provenance(event: NamedNode, things: Things, reports: Iterable[NamedNode]) -> Iterator[Triple]:
    """From the assertion to its reports, from these to sentences and articles; trust and decisions of people."""
    own = [quad for quad in things.get(event, ()) if quad.predicate in (*_TRUST, _DECIDED)]
    yield from (quad.triple for quad in own)
    waiting = [*reports, *_links(own, (_DECIDED,))]
    yield from (Triple(_part("assertion"), _DERIVED, report) for report in reports)
    seen = set(waiting)
    while waiting:
        told = things.get(waiting.pop(), ())
        yield from (quad.triple for quad in (*told, *_names(told, things)))
        onward = [name for name in _links(told, _TRACED) if name not in seen]
        seen.update(onward)
        waiting += onward


def _links(told: Iterable[Quad], predicates: Collection[NamedNode]) -> Iterator[NamedNode]:
    """The things that some quads lead to by these properties."""
    for quad in told:
        if quad.predicate in predicates and isinstance(quad.object, NamedNode):
            yield quad.object


def _pubinfo(event: NamedNode, things: Things, run: NamedNode | None) -> Iterator[Triple]:
    """What made the nanopublication, and what it is about; the articles of the run beside its own are left out."""
    this = NamedNode(_BASE)
    labels = [q for q in things.get(event, ()) if q.predicate == term("rdfs:label")]
    yield from (Triple(this, term("rdfs:label"), quad.object) for quad in labels)
    yield Triple(this, term("dcterms:subject"), event)
    if run is not None:
        yield Triple(this, term("prov:wasGeneratedBy"), run)
        own = (quad for quad in things[run] if quad.predicate != term("prov:used"))
        yield from (quad.triple for quad in own)


def _names(told: Iterable[Quad], things: Things) -> Iterator[Quad]:
    """What the things that some quads speak of are called, so that the record can be read alone."""
    for quad in told:
        if isinstance(quad.object, NamedNode) and quad.predicate not in _TRACED:
            described = things.get(quad.object, ())
            yield from (part for part in described if part.predicate in _NAMING)
