"""The graph, or a part of it, as rdflib has it: for rdflib's own formats, its algorithms, and programs that build on it.

Terms keep the characters that they have in the files of record; a plain text is a Literal without a datatype, so that it
equals the one that rdflib makes. (rdflib's Turtle and TriG then write a whole decimal, 1, as 1.0.) It needs some 1.8 GB a
million triples: of a large graph take a part.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib.term import Node

from comity.errors import QueryError
from comity.rdf.query import Source, sparql
from comity.rdf.result import Result
from comity.rdf.terms import PREFIXES, thing

_STRING = PREFIXES["xsd"] + "string"
_ARTICLE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"
_EVENT = """CONSTRUCT { ?s ?p ?o } WHERE {
  { SELECT DISTINCT ?s WHERE {
      { ?s a co:Event FILTER(?s = %(event)s) }
      UNION { %(event)s co:participant|co:place|co:about ?s }
      UNION { ?s co:ofEvent %(event)s }
      UNION { ?report co:ofEvent %(event)s . ?report co:participation|co:denotedBy|prov:wasDerivedFrom ?s }
    } }
  ?s ?p ?o }"""


def to_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """A Dataset of `quads`, as `Graph.quads` gives them, with a named graph for each of theirs.

    A query is put to all its graphs.
    """
    found = rdflib.Dataset(default_union=True)
    _bind(found)
    parts: dict[str, list[Triple]] = {}
    for quad in quads:
        parts.setdefault(getattr(quad.graph_name, "value", ""), []).append(quad.triple)
    for name, triples in parts.items():
        graph = found.graph(rdflib.URIRef(name)) if name else found.default_graph
        for triple in triples:
            graph.add(_terms(triple))
    return found


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """A Graph of `triples`, with the prefixes of comity."""
    found = rdflib.Graph(bind_namespaces="none")
    _bind(found)
    for triple in triples:
        found.add(_terms(triple))
    return found


def of_result(result: Result) -> rdflib.Graph:
    """The Graph that a CONSTRUCT or DESCRIBE has built.

    Raises:
        QueryError: the query gave a table.
    """
    quads = pyoxigraph.parse(result.to_turtle().encode(), format=RdfFormat.TURTLE)
    return to_rdflib(quad.triple for quad in quads)


def about(source: Source, identifier: str) -> rdflib.Graph:
    """The part of a graph on one thing, by its id.

    Of `article/…` it is everything that the article said, of `event/…` the event with its reports, their participations and
    sentences, the articles, and the actors, places and issues of the event with their names.

    Raises:
        QueryError: there is no such article or event.
    """
    if identifier.startswith("article/"):
        query = _ARTICLE % thing(f"graph/{identifier}")
    elif identifier.startswith("event/"):
        query = _EVENT % {"event": thing(identifier)}
    else:
        raise QueryError(
            f"{identifier!r} is the id of no article or event: it must begin with article/ or event/"
        )
    found = sparql(source, query)
    if not found.rows:
        raise QueryError(f"the graph has no {identifier}; `comity export events` lists what it has")
    return of_result(found)


def term_of(node: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Identifier:
    """A term as rdflib has it.

    >>> term_of(Literal("Séoul", language="fr"))
    rdflib.term.Literal('Séoul', lang='fr')

    Raises:
        QueryError: it is a triple, which rdflib's terms cannot hold.
    """
    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, BlankNode):
        return rdflib.BNode(node.value)
    if not isinstance(node, Literal):
        raise QueryError(f"{node} is a triple, and no term of rdflib's; ask for its parts")
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    kind = node.datatype.value
    datatype = None if kind == _STRING else rdflib.URIRef(kind)
    return rdflib.Literal(node.value, datatype=datatype, normalize=False)


def _terms(triple: Triple) -> tuple[Node, Node, Node]:
    return term_of(triple.subject), term_of(triple.predicate), term_of(triple.object)


def _bind(graph: rdflib.Graph) -> None:
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, override=True, replace=True)
