"""What the graph says of one thing, and links to things: the plain values that pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from comity.model import Precision, When
from comity.rdf.terms import PREFIXES, THINGS, thing
from comity.serve.served import Served
from comity.views.words import link, when_words

_FACTS = """SELECT DISTINCT ?p ?o ?name ?iri {
  THING ?p ?o
  OPTIONAL { ?o rdfs:label ?label }
  OPTIONAL { ?o skos:prefLabel ?term }
  BIND(COALESCE(?label, ?term, "") AS ?name) BIND(ISIRI(?o) AS ?iri)
} ORDER BY ?p ?name ?o"""


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead; nowhere where `href` is None."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its text or IRI, and the name of the thing that it is."""

    text: str
    name: str
    iri: bool

    @property
    def link(self) -> Link:
        """The value as people read it."""
        return to_link(self.text, self.name) if self.iri else Link(self.text)


@dataclass(frozen=True, slots=True)
class Facts:
    """The properties of a thing, by prefixed name, each with its values by name."""

    id: str
    values: Mapping[str, tuple[Value, ...]]

    def all(self, name: str) -> tuple[Value, ...]:
        """The values of a property."""
        return self.values.get(name, ())

    def text(self, name: str) -> str:
        """The first value of a property, empty where there is none."""
        return next((value.text for value in self.all(name)), "")

    def links(self, name: str) -> tuple[Link, ...]:
        """The values of a property as links."""
        return tuple(value.link for value in self.all(name))

    def words(self, name: str) -> str:
        """The local name of a value that is a term: `occurred`."""
        return local(self.text(name))

    @property
    def label(self) -> str:
        """The name of the thing, else its id."""
        names = ("rdfs:label", "skos:prefLabel", "dcterms:title", "co:file")
        return next((found for name in names if (found := self.text(name))), self.id)

    @property
    def kinds(self) -> frozenset[str]:
        """The local names of its classes."""
        return frozenset(local(value.text) for value in self.all("rdf:type"))


async def facts(served: Served, identifier: str) -> Facts | None:
    """What the graph says of the thing with this id; None where it says nothing."""
    rows = await served.table(_FACTS.replace("THING", str(thing(identifier))))
    found: dict[str, list[Value]] = {}
    for row in rows:
        value = Value(row["o"], row["name"], row["iri"] == "true")
        found.setdefault(curie(row["p"]), []).append(value)
    if not found:
        return None
    return Facts(identifier, {name: tuple(values) for name, values in found.items()})


def curie(iri: str) -> str:
    """The prefixed name of a term, or the IRI where no prefix fits.

    >>> curie("http://www.w3.org/2000/01/rdf-schema#label")
    'rdfs:label'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def local(iri: str) -> str:
    """What stands behind the last hash or slash.

    >>> local("https://w3id.org/comity/ontology#occurred")
    'occurred'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


def path_of(iri: str) -> str | None:
    """Where an IRI is answered: things on this server, others where they say, if that is safe.

    >>> path_of("https://w3id.org/comity/id/state/ken"), path_of("javascript:alert(1)")
    ('/id/state/ken', None)
    """
    if iri.startswith(THINGS):
        return f"/id/{iri.removeprefix(THINGS)}"
    if iri.startswith(PREFIXES["co"]):
        return f"/ontology#{iri.removeprefix(PREFIXES['co'])}"
    return link(iri)


def to_link(iri: str, name: str = "") -> Link:
    """A link to a thing by its name, else by its id."""
    return Link(name or iri.removeprefix(THINGS), path_of(iri))


def when_of(earliest: str, latest: str, precision: str, text: str) -> str:
    """A date in words, from the texts of its parts; empty where there is none."""
    grain = local(precision)
    if not grain:
        return ""
    ends = [date.fromisoformat(end) if end else None for end in (earliest, latest)]
    return when_words(When(ends[0], ends[1], Precision(grain), text))
