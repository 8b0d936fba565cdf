"""What a SPARQL service can do, in RDF (SPARQL 1.1 Service Description, W3C, 2013)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple, serialize

from comity.rdf.answers import CSV, GRAPHS, JSON, JSON_LD, N_TRIPLES, RDF_XML, TSV, TURTLE, XML
from comity.rdf.terms import PREFIXES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = {
    JSON: "SPARQL_Results_JSON",
    XML: "SPARQL_Results_XML",
    CSV: "SPARQL_Results_CSV",
    TSV: "SPARQL_Results_TSV",
    TURTLE: "Turtle",
    N_TRIPLES: "N-Triples",
    RDF_XML: "RDF_XML",
    JSON_LD: "JSON-LD",
}


def described(endpoint: str, *, quads: int, media: str) -> bytes:
    """The description of the service at `endpoint`, over a graph of so many quads; its named graphs are not listed."""
    prefixes = {"sd": _SD, "void": _VOID, "xsd": PREFIXES["xsd"]}
    triples = list(_triples(endpoint, quads))
    return serialize(triples, format=GRAPHS[media], prefixes=prefixes) or b""


def _triples(endpoint: str, quads: int) -> Iterator[Triple]:
    service, dataset, union = (
        NamedNode(f"{endpoint}#{name}") for name in ("service", "dataset", "union")
    )
    kind = NamedNode(PREFIXES["rdf"] + "type")
    yield Triple(service, kind, _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(endpoint))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in sorted(_FORMATS.values()):
        form = NamedNode(f"http://www.w3.org/ns/formats/{name}")
        yield Triple(service, _sd("resultFormat"), form)
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, kind, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), union)
    yield Triple(union, kind, _sd("Graph"))
    count = Literal(str(quads), datatype=NamedNode(PREFIXES["xsd"] + "integer"))
    yield Triple(union, NamedNode(_VOID + "triples"), count)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
