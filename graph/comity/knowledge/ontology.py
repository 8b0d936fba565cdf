"""The ontology as comity uses it: the tree of event classes, the issues, and the closed vocabulary.

Everything stands in `ontology/*.ttl`; a user's own file adds event classes and issues to them. A class
takes what it does not say of its PLOVER type, quad and weight from its superclass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.issues import read_issues
from comity.knowledge.turtle import Source, Stamp, read_all, read_turtle, stamp, words
from comity.knowledge.vocabulary import CO, DIP, ID, OWL, RDF, RDFS, SKOS
from comity.model import Issue

__all__ = ["CO", "DIP", "ID", "EventClass", "Issue", "Ontology", "load_ontology"]

FILES = ("comity.ttl", "codes.ttl", "issues.ttl")
ROOT = "Event"
_TYPE, _CLASS, _ABOVE = f"{RDF}type", f"{OWL}Class", f"{RDFS}subClassOf"
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of events.

    `parent` is the local name of its superclass, "Event" at the top; `plover` and `quad` are None where
    PLOVER has no type for it; `weight` lies in [-10, 10] and `sign` is its sign.
    """

    name: str
    label: str
    definition: str
    example: str
    parent: str
    plover: str | None
    quad: str | None
    weight: float
    sign: int


@dataclass(frozen=True, slots=True)
class Ontology:
    """Event classes by local name (without `Event` itself) and issues by id, both sorted."""

    event_classes: Mapping[str, EventClass]
    issues: Mapping[str, Issue]

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The class and its superclasses, itself first and "Event" last.

        >>> load_ontology().ancestors("Summit")
        ('Summit', 'Meeting', 'Consultation', 'Event')

        Raises:
            OntologyError: there is no such event class.
        """
        line: list[str] = []
        while name != ROOT:
            line.append(name)
            name = self._event_class(name).parent
        return (*line, ROOT)

    def iri(self, name: str) -> str:
        """The IRI of an event class, also of one that a user's file adds and `DIP` does not have.

        Raises:
            OntologyError: there is no such event class.
        """
        return CO + (name if name == ROOT else self._event_class(name).name)

    def _event_class(self, name: str) -> EventClass:
        found = self.event_classes.get(name)
        if found is None:
            known = ", ".join(self.event_classes)
            raise OntologyError(f"{name!r} is no event class of the ontology; there are {known}")
        return found


def load_ontology(extra: tuple[Path, ...] = ()) -> Ontology:
    """The ontology, with the event classes and issues of the Turtle files in `extra`; cached.

    A file that has changed since is read again.

    Raises:
        OntologyError: a file is missing, is not Turtle, or leaves out or contradicts what a class or an
            issue must have; the message names the file, the subject and the remedy.
    """
    place = resources.folder("ontology")
    core = tuple(stamp(place / name) for name in FILES)
    return _load(core, tuple(stamp(Path(path)) for path in extra))


@lru_cache(maxsize=8)
def _load(core: tuple[Stamp, ...], extra: tuple[Stamp, ...]) -> Ontology:
    source = read_all((*core, *extra))
    _check_extra(source, {s for file in core for s in read_turtle(file).about})
    found: dict[str, EventClass] = {}
    for name, line in sorted(_lines(source).items(), key=lambda item: (len(item[1]), item[0])):
        found[name] = _event_class(source, name, line[1], found.get(line[1]))
    return Ontology(dict(sorted(found.items())), read_issues(source))


def _check_extra(source: Source, core: set[str]) -> None:
    """A user's file may define event classes only, in the namespace of the ontology."""
    above, defined = source.subjects(_ABOVE), source.subjects(_TYPE, _CLASS)
    for subject in sorted((above | defined) - core):
        if subject not in defined:
            raise source.error(subject, "is a subclass but no owl:Class; write `a owl:Class`")
        if not subject.startswith(CO) or not _NAME.fullmatch(subject.removeprefix(CO)):
            raise source.error(
                subject, f"is no name for an event class; write <{CO}Name>, a capital first"
            )
        if subject not in above:
            raise source.error(subject, "has no rdfs:subClassOf; say which event class it refines")
        if _line(source, subject)[-1] != CO + ROOT:
            raise source.error(
                subject, "is no kind of co:Event; a user's file adds event classes only"
            )


def _lines(source: Source) -> dict[str, tuple[str, ...]]:
    """The line of superclasses of each event class, by local name, itself first."""
    lines = (_line(source, s) for s in source.subjects(_TYPE, _CLASS) if s.startswith(CO))
    return {
        line[0].removeprefix(CO): tuple(iri.removeprefix(CO) for iri in line)
        for line in lines
        if line[-1] == CO + ROOT and len(line) > 1
    }


def _line(source: Source, subject: str) -> tuple[str, ...]:
    """The IRIs of a class and of its superclasses within the ontology, itself first."""
    line: list[str] = []
    at: str | None = subject
    while at is not None:
        if at in line:
            raise source.error(
                subject, f"stands above itself ({' < '.join([*line, at])}); cut the circle"
            )
        line.append(at)
        at = _parent(source, at)
    return tuple(line)


def _parent(source: Source, subject: str) -> str | None:
    parents = [o for o in map(words, source.objects(subject, _ABOVE)) if o.startswith(CO)]
    if len(parents) > 1:
        listed = ", ".join(sorted(parents))
        raise source.error(subject, f"has several superclasses ({listed}); keep one")
    for parent in parents:
        if _CLASS not in source.objects(parent, _TYPE):
            raise source.error(subject, f"has the superclass <{parent}>, which no file defines")
    return parents[0] if parents else None


def _event_class(source: Source, name: str, parent: str, above: EventClass | None) -> EventClass:
    subject = CO + name
    plover = _code(source, subject, DIP.ploverCode) or (above.plover if above else None)
    quad = _code(source, subject, DIP.quad) or (above.quad if above else None)
    weight, sign = _weight(source, subject, above)
    return EventClass(
        name=name,
        label=source.text(subject, f"{RDFS}label"),
        definition=source.text(subject, f"{SKOS}definition"),
        example=source.text(subject, f"{SKOS}example"),
        parent=parent,
        plover=plover,
        quad=quad,
        weight=weight,
        sign=sign,
    )


def _code(source: Source, subject: str, predicate: str) -> str | None:
    """The notation of the concept in codes.ttl that a class is coded to."""
    concept = source.one(subject, predicate)
    if concept is None:
        return None
    notation = source.one(concept, f"{SKOS}notation")
    if notation is None:
        raise source.error(subject, f"is coded to <{concept}>, which codes.ttl does not have")
    return notation


def _weight(source: Source, subject: str, above: EventClass | None) -> tuple[float, int]:
    given, sign = source.one(subject, DIP.weight), source.one(subject, DIP.sign)
    if given is None and above is None:
        raise source.error(subject, "has no co:weight; give a decimal from -10.0 to 10.0")
    try:
        weight = above.weight if given is None and above else float(given or "")
    except ValueError:
        weight = float("nan")
    if not -10 <= weight <= 10:
        raise source.error(
            subject, f"has the co:weight {given}; it must be a decimal from -10.0 to 10.0"
        )
    right = (weight > 0) - (weight < 0)
    if sign is not None and sign != str(right):
        raise source.error(
            subject, f"has the co:sign {sign}; with the weight {weight:g} it must be {right}"
        )
    return weight, right
