"""The closed vocabulary of the ontology: only what its files define can be named.

The names are read from `ontology/comity.ttl` and `ontology/codes.ttl`, so that a class added there needs
no Python, while a misspelt term is an error where it is written and not an answer that stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.turtle import Stamp, read_turtle, stamp

CO: Final = "https://w3id.org/comity/ontology#"
ID: Final = "https://w3id.org/comity/id/"
OWL: Final = "http://www.w3.org/2002/07/owl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
TERMS: Final = ("comity.ttl", "codes.ttl")


class Vocabulary:
    """The terms of the ontology as IRIs, by attribute or by key; all others are refused.

    >>> DIP.Summit
    'https://w3id.org/comity/ontology#Summit'
    >>> DIP["verbal-cooperation"] in DIP, "Banquet" in DIP
    (True, False)
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> str:
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
        return CO + name

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except OntologyError as error:
            raise AttributeError(str(error)) from error

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and term.removeprefix(CO) in _names()

    def __iter__(self) -> Iterator[str]:
        return (CO + name for name in sorted(_names()))

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
    subjects = (s for file in files for s in read_turtle(file).about)
    return frozenset(s.removeprefix(CO) for s in subjects if s.startswith(CO))


def classes() -> frozenset[str]:
    """The local names of the classes of the ontology."""
    return _of_kinds(OWL + "Class")


def properties() -> frozenset[str]:
    """The local names of the properties of the ontology."""
    return _of_kinds(
        *(OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
    )


def _of_kinds(*kinds: str) -> frozenset[str]:
    place = resources.folder("ontology")
    files = [read_turtle(stamp(place / name)) for name in TERMS]
    subjects = (s for file in files for kind in kinds for s in file.subjects(RDF + "type", kind))
    return frozenset(s.removeprefix(CO) for s in subjects if s.startswith(CO))
