"""The ontology as one HTML file by pyLODE, each term with its examples and one from a graph: `ontology.py GRAPH_DIR FILE`.

`make docs` runs it on the seeds. It asks no other machine.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pylode.profiles.ontpub import OntPub
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib import Literal as Text

from comity import resources
from comity.rdf.store import open_graph
from comity.rdf.terms import PREFIXES, co, term

_TYPE, _LABEL, _CLASS = term("rdf:type"), term("rdfs:label"), co("eventClass")
_MOST = 4
_STYLE = "<style>pre { white-space: pre-wrap; overflow-wrap: anywhere; }</style>"
"""Examples are longer than the page is wide."""
_PROPERTIES = (
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.FunctionalProperty,
)


def main(folder: Path, target: Path) -> None:
    """Writes the documentation of the ontology with examples from the graph in `folder`."""
    ontology = Graph().parse(resources.folder("ontology") / "comity.ttl")
    with open_graph(folder) as opened:
        quads = opened.quads()
    for name, example in examples(ontology, quads):
        ontology.add((name, SKOS.example, Text(example)))
    for scheme in set(ontology.subjects(RDF.type, SKOS.ConceptScheme)):
        ontology.remove((scheme, None, None))  # pyLODE would take each for the ontology itself
    html = OntPub(ontology=ontology, sort_subjects=True).make_html()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(html.replace("</head>", f"{_STYLE}</head>", 1), encoding="utf-8")
    beside.replace(target)


def examples(ontology: Graph, quads: Sequence[Quad]) -> Iterator[tuple[URIRef, str]]:
    """Each class and property of the ontology that the graph uses, with the first place where it does."""
    things: dict[NamedNode, list[Quad]] = {}
    used: dict[NamedNode, Quad] = {}
    members: dict[NamedNode, NamedNode] = {}
    reports: dict[NamedNode, list[NamedNode]] = {}
    for quad in quads:
        things.setdefault(quad.subject, []).append(quad)
        used.setdefault(quad.predicate, quad)
        if quad.predicate == _TYPE:
            members.setdefault(quad.object, quad.subject)
        if quad.predicate == co("ofEvent"):
            reports.setdefault(quad.object, []).append(quad.subject)
    # Of an event class rather an event of that very class than one of a finer, and that which most reports tell.
    for quad in sorted(quads, key=lambda q: len(reports.get(q.subject, ()))):
        if quad.predicate == _CLASS and quad.subject in reports:
            members[quad.object] = quad.subject
    for name in sorted(set(ontology.subjects(RDF.type, OWL.Class))):
        member = members.get(NamedNode(str(name)))
        if member is not None:
            yield name, _member(member, things, reports)
    for name in sorted({p for kind in _PROPERTIES for p in ontology.subjects(RDF.type, kind)}):
        quad = used.get(NamedNode(str(name)))
        if quad is not None:
            yield name, f"From the seeds: {_turtle(quad.subject, [quad])}"


def _member(
    member: NamedNode,
    things: Mapping[NamedNode, Sequence[Quad]],
    reports: Mapping[NamedNode, Sequence[NamedNode]],
) -> str:
    """A thing of a class: an event by its name and its words, any other by its first statements."""
    if member not in reports:
        return f"From the seeds: {_turtle(member, things[member][:_MOST])}"
    label, sentence = _one(things[member], _LABEL), _one(things[reports[member][0]], co("trigger"))
    text = _one(things[sentence], co("text"))
    article = things[_one(things[sentence], term("prov:wasDerivedFrom"))]
    quote = " ".join(text.value.split())
    return f"From the seeds: {label.value}. “{quote}” ({_one(article, co('file')).value})"


def _one(told: Iterable[Quad], predicate: NamedNode) -> NamedNode | Literal:
    return next(quad.object for quad in told if quad.predicate == predicate)


def _turtle(subject: NamedNode, told: Iterable[Quad]) -> str:
    pairs = (f"{_name(quad.predicate)} {_name(quad.object)}" for quad in told)
    return f"{_name(subject)} {' ; '.join(pairs)} ."


def _name(node: NamedNode | Literal) -> str:
    """A node as Turtle writes it, but that ids with a slash have their prefix, too."""
    if node == _TYPE:
        return "a"
    if not isinstance(node, NamedNode):
        return str(node).split("^^")[0]
    for prefix, start in PREFIXES.items():
        if node.value.startswith(start):
            return f"{prefix}:{node.value.removeprefix(start)}"
    return f"<{node.value}>"


if __name__ == "__main__":
    logging.getLogger().setLevel(logging.WARNING)  # pyLODE has all of it on
    main(Path(sys.argv[1]), Path(sys.argv[2]))
