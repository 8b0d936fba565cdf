"""An event as a page tells it: what, who, when, where, how sure, and what each article says in its own words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.model import Span
from comity.rdf.terms import thing
from comity.serve.facts import Facts, Link, local, path_of, to_link, when_of
from comity.serve.quotes import Mark, Piece, pieces
from comity.serve.served import Served

Row = Mapping[str, str]

# An OPTIONAL of two patterns has the engine look through all that fit the second, so each has one.
_REPORTS = """SELECT DISTINCT ?report ?kind ?status ?earliest ?latest ?precision ?date ?place ?source
  ?words ?hedge ?quote ?series ?rule ?trigger ?start ?end ?confidence ?certainty ?article ?title ?file ?publisher ?issued ?url
  ?origin {
  ?report co:ofEvent THING ; co:eventClass ?class ; co:status ?status ; co:rule ?rule ; co:confidence ?confidence ;
    co:certainty ?certainty ; co:triggerText ?trigger ; co:triggerStart ?start ; co:triggerEnd ?end ;
    prov:wasDerivedFrom ?article .
  ?article co:file ?file .
  OPTIONAL { ?class rdfs:label ?kind }
  OPTIONAL { ?article dcterms:title ?title }
  OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article dcterms:issued ?issued }
  OPTIONAL { ?article dcterms:source ?url }
  OPTIONAL { ?report co:reportedPrecision ?precision }
  OPTIONAL { ?report co:reportedEarliest ?earliest }
  OPTIONAL { ?report co:reportedLatest ?latest }
  OPTIONAL { ?report co:dateText ?date }
  OPTIONAL { ?report co:reportedPlace ?place }
  OPTIONAL { ?report co:attributedTo ?source }
  OPTIONAL { ?report co:attributedText ?words }
  OPTIONAL { ?report co:hedge ?hedge }
  OPTIONAL { ?report co:quote ?quote }
  OPTIONAL { ?report co:seriesText ?series }
  OPTIONAL { ?report co:origin ?origin }
} ORDER BY COALESCE(?issued, "") ?article ?start ?report"""

_SENTENCES = """SELECT DISTINCT ?report ?sentence ?text ?start ?index {
  ?report co:ofEvent THING ; co:denotedBy ?sentence .
  ?sentence co:text ?text ; co:start ?start ; co:index ?index
} ORDER BY ?report ?start ?sentence"""

_PEOPLE = """SELECT DISTINCT ?report ?agent ?name ?role ?start ?end ?inferred {
  ?report co:ofEvent THING ; co:participation ?part .
  ?part co:agent ?agent ; co:role ?role ; co:start ?start ; co:end ?end ; co:inferred ?inferred .
  ?agent rdfs:label ?name
} ORDER BY ?report ?role ?start ?name"""

_NAMES = """SELECT DISTINCT ?thing ?name {
  ?report co:ofEvent THING ; co:reportedPlace|co:attributedTo|co:origin ?thing . ?thing rdfs:label|co:file ?name
} ORDER BY ?thing DESC(?name)"""

_AROUND = """SELECT DISTINCT ?how ?event ?label {
  { ?event co:subEventOf THING BIND("parts" AS ?how) } UNION { ?event co:follows THING BIND("next" AS ?how) }
  ?event rdfs:label ?label
} ORDER BY ?how ?label ?event"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that supports a report, and where it stands in its article."""

    href: str
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The article of a report."""

    link: Link
    about: str
    issued: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report: `facts` are pairs of a label and links, only those that the article gives."""

    id: str
    kind: str
    status: str
    source: Source
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    quotes: tuple[Quote, ...]
    rule: str
    trigger: str
    confidence: float
    certainty: float


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with its reports in the order of publication; `history` is what each of them says of its status."""

    facts: Facts
    kind: str
    status: str
    when: str
    told: tuple[Told, ...]
    parts: tuple[Link, ...]
    next: tuple[Link, ...]

    @property
    def history(self) -> tuple[Told, ...]:
        """The reports at which the status, as articles tell it, changes; none where it never does."""
        turns = [
            told
            for before, told in zip((None, *self.told), self.told, strict=False)
            if before is None or before.status != told.status
        ]
        return tuple(turns) if len(turns) > 1 else ()


async def event_page(served: Served, found: Facts) -> EventPage:
    """The page of the event that `found` is about."""
    iri = str(thing(found.id))
    asked = (_REPORTS, _SENTENCES, _PEOPLE, _AROUND, _NAMES)
    reports, sentences, people, around, called = await asyncio.gather(
        *(served.table(query.replace("THING", iri)) for query in asked)
    )
    names = {row["thing"]: row["name"] for row in called}
    told = tuple(
        _told(row, _of(row["report"], sentences), _of(row["report"], people), names)
        for row in _once(reports)
    )
    return EventPage(
        facts=found,
        kind=next((v.name for v in found.all("co:eventClass")), "event"),
        status=found.words("co:status"),
        when=when_of(
            found.text("co:earliest"),
            found.text("co:latest"),
            found.text("co:precision"),
            found.text("co:dateText"),
        ),
        told=told,
        parts=_links(around, "parts"),
        next=_links(around, "next"),
    )


def _once(rows: Sequence[Row]) -> list[Row]:
    """One row a report, should a property have two values."""
    return list({row["report"]: row for row in reversed(rows)}.values())[::-1]


def _of(report: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["report"] == report]


def _links(rows: Sequence[Row], how: str) -> tuple[Link, ...]:
    return tuple(to_link(row["event"], row["label"]) for row in rows if row["how"] == how)


def _told(row: Row, sentences: Sequence[Row], people: Sequence[Row], names: Row) -> Told:
    marks = [
        Mark(Span(int(row["start"]), int(row["end"])), "trigger", title=row.get("kind", "")),
        *_marks(people),
    ]
    return Told(
        id=local(row["report"]),
        kind=row.get("kind", "event"),
        status=local(row["status"]),
        source=_source(row),
        facts=tuple((name, links) for name, links in _facts(row, people, names) if links),
        quotes=tuple(_quote(sentence, row, marks) for sentence in sentences),
        rule=row["rule"],
        trigger=row["trigger"],
        confidence=float(row["confidence"]),
        certainty=float(row["certainty"]),
    )


def _marks(people: Sequence[Row]) -> list[Mark]:
    return [
        Mark(
            Span(int(row["start"]), int(row["end"])),
            local(row["role"]).removesuffix("Role"),
            path_of(row["agent"]),
            row["name"],
        )
        for row in people
        if row["inferred"] == "false"
    ]


def _source(row: Row) -> Source:
    about = ", ".join(part for part in (row.get("publisher"), row.get("issued")) if part)
    name = row.get("title") or row["file"]
    return Source(to_link(row["article"], name), about, row.get("issued", ""))


def _facts(row: Row, people: Sequence[Row], names: Row) -> list[tuple[str, tuple[Link, ...]]]:
    when = when_of(*(row.get(name, "") for name in ("earliest", "latest", "precision", "date")))
    origin = {**row, "origin": ""} if row.get("origin") == row["article"] else row
    return [
        ("who", _agents(people, "actor")),
        ("to whom", _agents(people, "recipient")),
        ("when", _plain(when)),
        ("where", _named(row, "place", names)),
        ("says who", _named(row, "source", names) or _plain(row.get("words", ""))),
        ("held back by", _plain(row.get("hedge", ""))),
        ("in a row", _plain(row.get("series", ""))),
        ("of one origin with", _named(origin, "origin", names)),
    ]


def _agents(people: Sequence[Row], role: str) -> tuple[Link, ...]:
    found = {
        row["agent"]: to_link(
            row["agent"], row["name"] + (" (inferred)" if row["inferred"] == "true" else "")
        )
        for row in people
        if local(row["role"]) == f"{role}Role"
    }
    return tuple(found.values())


def _named(row: Row, what: str, names: Row) -> tuple[Link, ...]:
    found = row.get(what)
    return (to_link(found, names.get(found, "")),) if found else ()


def _plain(text: str) -> tuple[Link, ...]:
    return (Link(text),) if text else ()


def _quote(sentence: Row, report: Row, marks: Sequence[Mark]) -> Quote:
    number = int(sentence["index"]) + 1
    href = f"{path_of(report['article'])}.html#s{number}"
    return Quote(href, number, pieces(sentence["text"], int(sentence["start"]), marks))
