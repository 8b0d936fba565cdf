"""What pySHACL finds in an article's graph and what it points to: the referee of the gate."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import cache

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, Quad
from rdflib.namespace import SH, XSD

from comity import resources

Verdict = tuple[str, str]  # the node at fault, the message


@cache
def shapes() -> rdflib.Graph:
    """The shapes of the ontology, as rdflib reads them."""
    return rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl", format="turtle")


def verdicts(quads: Iterable[Quad], *, by: rdflib.Graph | None = None) -> set[Verdict]:
    """The nodes that a shape refuses, each with the shape's message; `by` are other shapes than the ontology's."""
    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        graph.add(tuple(map(_term, (quad.subject, quad.predicate, quad.object))))
    with warnings.catch_warnings():  # rdflib takes what it cannot compare for a truth value
        warnings.filterwarnings("ignore", "NotImplemented", DeprecationWarning)
        _, report, _ = pyshacl.validate(graph, shacl_graph=by or shapes(), inference="none")
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
        for result in report.objects(None, SH.result)
    }


def _term(node: object) -> rdflib.term.Identifier:
    """The same term for rdflib, which must not put its digits or its time zone in another form."""
    if isinstance(node, BlankNode):
        return rdflib.BNode(node.value)
    if not isinstance(node, Literal):
        return rdflib.URIRef(node.value)
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    datatype = rdflib.URIRef(node.datatype.value)
    plain = None if datatype == XSD.string else datatype
    return rdflib.Literal(node.value, datatype=plain, normalize=False)
