"""Names in the graph: terms of the ontology, things, named graphs, and the prefixes of queries.

Every term of the ontology comes from its closed vocabulary, so that a misspelt one is an error here and
not an answer that stays empty. IRIs of things are the namespace and the id; nothing is ever quoted into
one, since ids are slugs and digests.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from comity.errors import StoreError
from comity.knowledge.ontology import CO, DIP, ID

THINGS = ID
PREFIXES = {
    "co": CO,
    "dcterms": "http://purl.org/dc/terms/",
    "id": THINGS,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def co(name: str) -> NamedNode:
    """The term of the ontology with this local name.

    >>> co("Summit").value
    'https://w3id.org/comity/ontology#Summit'
    """
    return NamedNode(DIP[name])


@cache
def term(curie: str) -> NamedNode:
    """The term that a prefixed name stands for; those of the ontology are checked by `co`.

    >>> term("rdfs:label").value
    'http://www.w3.org/2000/01/rdf-schema#label'
    """
    prefix, _, name = curie.partition(":")
    return co(name) if prefix == "co" else NamedNode(PREFIXES[prefix] + name)


@lru_cache(maxsize=2**14)
def thing(identifier: str) -> NamedNode:
    """The IRI of the thing with this id.

    >>> thing("state/ken").value
    'https://w3id.org/comity/id/state/ken'

    Raises:
        StoreError: the id holds characters that no IRI may have.
    """
    try:
        return NamedNode(THINGS + identifier)
    except ValueError as error:
        raise StoreError(
            f"{identifier!r} cannot be part of an IRI; ids are made by slug() and digest()"
        ) from error


def article_graph(article: str) -> NamedNode:
    """The graph that holds everything that one article said.

    >>> article_graph("article/3f9c").value
    'https://w3id.org/comity/id/graph/article/3f9c'
    """
    return thing(f"graph/{article}")


CANONICAL = "graph/canonical"
BACKGROUND = "graph/background"
CURATIONS = "graph/curations"


def text(value: str, *, language: str | None = None) -> Literal:
    """A literal of characters as they are; N-Quads and SPARQL writers escape them."""
    try:
        return Literal(value, language=language) if language else Literal(value)
    except ValueError as error:
        raise StoreError(f"{value!r} holds half a character pair; repair the article") from error


@lru_cache(maxsize=2**12)
def day(value: date) -> Literal:
    """A full date."""
    return Literal(value.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))


@lru_cache(maxsize=2**14)
def whole(value: int) -> Literal:
    """A whole number."""
    return Literal(value)


def truth(value: bool) -> Literal:
    """True or false."""
    return _TRUE if value else _FALSE


_TRUE, _FALSE = Literal(True), Literal(False)


@lru_cache(maxsize=2**12)
def number(value: float) -> Literal:
    """A decimal in the shortest form that reads back to the same float.

    >>> number(0.860).value, number(1.0).value, number(1e-7).value
    ('0.86', '1', '0.0000001')
    """
    plain = format(Decimal(repr(float(value))), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    lexical = "0" if plain == "-0" else plain
    return Literal(lexical, datatype=NamedNode(PREFIXES["xsd"] + "decimal"))


@cache
def vocabulary() -> frozenset[str]:
    """The local names of all terms of the ontology."""
    return frozenset(name.removeprefix(CO) for name in DIP)
