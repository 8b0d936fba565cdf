"""Quads as knowledge again: the inverse of `quads.to_quads`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from comity.errors import StoreError
from comity.model import (
    Aspect,
    Citation,
    Claim,
    Curation,
    Entity,
    Event,
    Issue,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    Trust,
    Verdict,
    When,
)
from comity.rdf.terms import PREFIXES, THINGS, term

_AGENT = "http://www.w3.org/ns/prov#Agent"
_NOT_ENTITIES = frozenset(
    [
        "Article",
        "Sentence",
        "Report",
        "Participation",
        "Claim",
        "OfficeHolding",
        "Event",
        "Office",
        "Issue",
        "Run",
        "Curation",
        _AGENT,
    ]
)


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing as the graph describes it: predicate -> its values, sorted by text."""

    id: str
    values: Mapping[NamedNode, tuple[str, ...]]

    def all(self, predicate: str) -> tuple[str, ...]:
        return self.values.get(term(predicate), ())

    def one(self, predicate: str) -> str:
        found = self.all(predicate)
        if len(found) != 1:
            raise StoreError(
                f"{self.id} has {len(found)} values of {predicate}, and needs one; "
                "rebuild the graph with `comity build`"
            )
        return found[0]

    def maybe(self, predicate: str) -> str | None:
        return self.one(predicate) if self.all(predicate) else None

    def words(self, predicate: str, default: str = "") -> str:
        found = self.maybe(predicate)
        return default if found is None else found

    def span(self, start: str = "co:start", end: str = "co:end") -> Span:
        return Span(int(self.one(start)), int(self.one(end)))

    def when(self, earliest: str, latest: str, precision: str) -> When | None:
        grain = self.maybe(precision)
        if grain is None:
            return None
        ends = [
            None if end is None else date.fromisoformat(end)
            for end in map(self.maybe, (earliest, latest))
        ]
        return When(ends[0], ends[1], Precision(grain), self.words("co:dateText"))


def from_quads(quads: Iterable[Quad]) -> Knowledge:
    """The knowledge that `quads` state, each part sorted by id.

    Runs, offices, event classes and the issues of the scheme are derived and left out.

    Raises:
        StoreError: a thing lacks a property that it must have, has it twice, or has a value that is none.
    """
    try:
        return _knowledge(_things(quads))
    except ValueError as error:
        raise StoreError(
            f"the graph has a value that comity does not write: {error}; rebuild it with `comity build`"
        ) from error


def _knowledge(things: Mapping[str, _Thing]) -> Knowledge:
    kinds: dict[str, list[_Thing]] = {}
    for _, thing in sorted(things.items()):
        kinds.setdefault(_kind(thing), []).append(thing)
    reports_of: dict[str, list[_Thing]] = {}
    for report in kinds.get("Report", []):
        for event in report.all("co:ofEvent"):
            reports_of.setdefault(event, []).append(report)
    sentences = tuple(map(_sentence, kinds.get("Sentence", [])))
    index = {sentence.id: sentence.index for sentence in sentences}
    claims = kinds.get("Claim", []) + kinds.get("OfficeHolding", [])
    return Knowledge(
        citations=tuple(map(_citation, kinds.get("Article", []))),
        entities=tuple(map(_entity, kinds.get("", []))),
        sentences=sentences,
        reports=tuple(_report(thing, things, index) for thing in kinds.get("Report", [])),
        claims=tuple(sorted((_claim(thing, index) for thing in claims), key=lambda c: c.id)),
        events=tuple(
            _event(thing, reports_of.get(thing.id, [])) for thing in kinds.get("Event", [])
        ),
        issues=tuple(
            _issue(thing)
            for thing in kinds.get("Issue", [])
            if "OpenIssue" in thing.all("rdf:type")
        ),
        copies=_copies(kinds.get("Article", [])),
        curations=_curations(things, kinds.get("Curation", [])),
    )


def _things(quads: Iterable[Quad]) -> dict[str, _Thing]:
    """The things below the namespace of things, by id."""
    found: dict[str, dict[NamedNode, set[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(THINGS):
            values = found.setdefault(quad.subject.value.removeprefix(THINGS), {})
            values.setdefault(quad.predicate, set()).add(_value(quad.object))
    return {
        name: _Thing(name, {key: tuple(sorted(value)) for key, value in values.items()})
        for name, values in found.items()
    }


def _value(node: object) -> str:
    """A literal's text, a thing's id, or a term's local name."""
    if isinstance(node, Literal):
        return node.value
    if not isinstance(node, NamedNode):
        raise StoreError(f"{node} is neither an IRI nor a literal; rebuild with `comity build`")
    for prefix in (THINGS, PREFIXES["co"], PREFIXES["wd"]):
        if node.value.startswith(prefix):
            return node.value.removeprefix(prefix)
    return node.value


def _kind(thing: _Thing) -> str:
    """The kind of a thing that is no entity, "" for an entity, "?" for what has no class."""
    types = thing.all("rdf:type")
    return next((name for name in types if name in _NOT_ENTITIES), "" if types else "?")


def _citation(thing: _Thing) -> Citation:
    issued = thing.maybe("dcterms:issued")
    return Citation(
        id=thing.id,
        name=thing.one("co:file"),
        sha256=thing.one("co:sha256"),
        title=thing.maybe("dcterms:title"),
        published=None if issued is None else date.fromisoformat(issued),
        publisher=thing.maybe("dcterms:publisher"),
        url=thing.maybe("dcterms:source"),
        note=thing.maybe("rdfs:comment"),
    )


def _entity(thing: _Thing) -> Entity:
    return Entity(
        id=thing.id,
        type=thing.one("rdf:type"),
        name=thing.one("rdfs:label"),
        aliases=thing.all("skos:altLabel"),
        code=thing.maybe("co:code"),
        wikidata=thing.maybe("skos:exactMatch"),
    )


def _sentence(thing: _Thing) -> Sentence:
    return Sentence(
        id=thing.id,
        article=thing.one("prov:wasDerivedFrom"),
        index=int(thing.one("co:index")),
        span=thing.span(),
        text=thing.one("co:text"),
    )


def _report(thing: _Thing, things: Mapping[str, _Thing], index: Mapping[str, int]) -> Report:
    people = (_participant(name, things) for name in thing.all("co:participation"))
    return Report(
        id=thing.id,
        article=thing.one("prov:wasDerivedFrom"),
        type=thing.one("co:eventClass"),
        participants=tuple(sorted(people, key=lambda p: (p.role, p.span, p.entity, p.inferred))),
        place=thing.maybe("co:reportedPlace"),
        when=thing.when("co:reportedEarliest", "co:reportedLatest", "co:reportedPrecision"),
        status=Status(thing.one("co:status")),
        topics=thing.all("co:reportedTopic"),
        source=thing.maybe("co:attributedTo") or thing.maybe("co:attributedText"),
        sentences=_sentences(thing, index),
        rule=thing.one("co:rule"),
        trigger=thing.span("co:triggerStart", "co:triggerEnd"),
        trigger_text=thing.one("co:triggerText"),
        confidence=float(thing.one("co:confidence")),
        quote=thing.maybe("co:quote"),
        within=thing.maybe("co:reportedWithin"),
        hedge=thing.maybe("co:hedge"),
        counts=thing.all("co:count"),
        series=thing.maybe("co:seriesText"),
        certainty=float(thing.one("co:certainty")),
    )


def _sentences(thing: _Thing, index: Mapping[str, int]) -> tuple[str, ...]:
    """The ids of the sentences in order, the one with the trigger first."""
    first = thing.maybe("co:trigger")
    return tuple(
        sorted(
            thing.all("co:denotedBy"), key=lambda name: (name != first, index.get(name, 0), name)
        )
    )


def _participant(name: str, things: Mapping[str, _Thing]) -> Participant:
    if name not in things:
        raise StoreError(
            f"{name} is a participation without properties; rebuild with `comity build`"
        )
    thing = things[name]
    return Participant(
        entity=thing.one("co:agent"),
        role=Role(thing.one("co:role").removesuffix("Role")),
        span=thing.span(),
        inferred=thing.one("co:inferred") == "true",
    )


def _claim(thing: _Thing, index: Mapping[str, int]) -> Claim:
    return Claim(
        id=thing.id,
        article=thing.one("prov:wasDerivedFrom"),
        relation=thing.one("co:relation"),
        subject=thing.one("co:subject"),
        object=thing.one("co:object"),
        title=thing.maybe("co:officeTitle"),
        issue=thing.maybe("co:about"),
        current=thing.one("co:current") == "true",
        sentences=_sentences(thing, index),
        rule=thing.one("co:rule"),
        confidence=float(thing.one("co:confidence")),
    )


def _copies(articles: Iterable[_Thing]) -> tuple[tuple[str, ...], ...]:
    """The groups of near copies, the article that the others point to first."""
    groups: dict[str, list[str]] = {}
    for article in articles:
        for first in article.all("prov:alternateOf"):
            groups.setdefault(first, []).append(article.id)
    return tuple((first, *rest) for first, rest in sorted(groups.items()))


def _curations(things: Mapping[str, _Thing], curations: Iterable[_Thing]) -> tuple[Curation, ...]:
    """The decisions, each with the things that name it."""
    shaped: dict[str, list[str]] = {}
    for thing in things.values():
        for name in thing.all("co:curatedBy"):
            shaped.setdefault(name, []).append(thing.id)
    return tuple(_curation(c, things, sorted(shaped.get(c.id, ()))) for c in curations)


def _curation(thing: _Thing, things: Mapping[str, _Thing], shaped: Iterable[str]) -> Curation:
    curator = thing.one("prov:wasAttributedTo")
    if curator not in things:
        raise StoreError(
            f"{thing.id} is by {curator}, who has no name; rebuild with `comity build`"
        )
    return Curation(
        id=thing.id,
        verdict=Verdict(thing.one("co:decision").removesuffix("Decision")),
        by=things[curator].one("rdfs:label"),
        on=date.fromisoformat(thing.one("dcterms:created")),
        why=thing.maybe("rdfs:comment"),
        label=thing.one("rdfs:label"),
        articles=thing.all("prov:used"),
        things=tuple(shaped),
        sets=thing.maybe("co:sets"),
        value=thing.maybe("rdf:value"),
    )


def _event(thing: _Thing, reports: Sequence[_Thing]) -> Event:
    return Event(
        id=thing.id,
        type=thing.one("co:eventClass"),
        label=thing.one("rdfs:label"),
        actors=thing.all("co:actor"),
        recipients=thing.all("co:recipient"),
        place=thing.maybe("co:place"),
        when=thing.when("co:earliest", "co:latest", "co:precision"),
        status=Status(thing.one("co:status")),
        topics=thing.all("co:about"),
        reports=tuple(report.id for report in reports),
        within=thing.all("co:subEventOf"),
        disputed=tuple(map(_aspect, thing.all("co:disputed"))),
        follows=thing.maybe("co:follows"),
        trust=_trust(thing, reports),
    )


def _trust(thing: _Thing, reports: Iterable[_Thing]) -> Trust:
    return Trust(
        reading=float(thing.one("co:confidence")),
        certainty=float(thing.one("co:certainty")),
        sources=int(thing.one("co:sources")),
        origins=tuple(o for report in reports for o in report.all("co:origin")),
    )


def _aspect(name: str) -> Aspect:
    return Aspect(name.removesuffix("Aspect"))


def _issue(thing: _Thing) -> Issue:
    return Issue(
        id=thing.id,
        label=thing.one("skos:prefLabel"),
        alt_labels=thing.all("skos:altLabel"),
        broader=thing.maybe("skos:broader"),
    )
