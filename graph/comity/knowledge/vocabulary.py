"""The closed vocabulary of the ontology: only what its files define can be named.

The names are read from `ontology/comity.ttl` and `ontology/codes.ttl`, so that a class added there needs
no Python, while a misspelt term is an error where it is written and not an answer that stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from rdflib import OWL, RDF, Namespace, URIRef

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.turtle import Stamp, read_turtle, stamp

CO: Final = "https://w3id.org/comity/ontology#"
ID: Final = Namespace("https://w3id.org/comity/id/")
TERMS: Final = ("comity.ttl", "codes.ttl")


class Vocabulary:
    """The terms of the ontology as IRIs, by attribute or by key; all others are refused.

    >>> DIP.Summit
    rdflib.term.URIRef('https://w3id.org/comity/ontology#Summit')
    >>> DIP["verbal-cooperation"] in DIP, "Banquet" in DIP
    (True, False)
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> URIRef:
        """The term with this local name.

        Raises:
            OntologyError: the ontology has none.
        """
        names = _names()
        if name not in names:
            near = get_close_matches(name, names, n=3) or ["those of ontology/comity.ttl"]
            raise OntologyError(
                f"co:{name} is no term of the ontology; nearest: {', '.join(sorted(near))}"
            )
        return URIRef(CO + name)

    def __getattr__(self, name: str) -> URIRef:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except OntologyError as error:
            raise AttributeError(str(error)) from error

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and str(term).removeprefix(CO) in _names()

    def __iter__(self) -> Iterator[URIRef]:
        return (URIRef(CO + name) for name in sorted(_names()))

    def __len__(self) -> int:
        return len(_names())

    def __dir__(self) -> list[str]:
        return sorted(_names())


DIP: Final = Vocabulary()


def _names() -> frozenset[str]:
    place = resources.folder("ontology")
    return _defined(tuple(stamp(place / name) for name in TERMS))


@lru_cache(maxsize=4)
def _defined(files: tuple[Stamp, ...]) -> frozenset[str]:
    subjects = (str(s) for file in files for s in read_turtle(file).subjects(unique=True))
    return frozenset(s.removeprefix(CO) for s in subjects if s.startswith(CO))


def classes() -> frozenset[str]:
    """The local names of the classes of the ontology."""
    return _of_kinds(OWL.Class)


def properties() -> frozenset[str]:
    """The local names of the properties of the ontology."""
    return _of_kinds(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def _of_kinds(*kinds: URIRef) -> frozenset[str]:
    place = resources.folder("ontology")
    files = [read_turtle(stamp(place / name)) for name in TERMS]
    subjects = (str(s) for file in files for kind in kinds for s in file.subjects(RDF.type, kind))
    return frozenset(s.removeprefix(CO) for s in subjects if s.startswith(CO))
