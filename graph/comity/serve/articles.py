"""An article as the graph has it: its citation, and its sentences in order with what each of them supports."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.model import Span
from comity.rdf.terms import thing
from comity.serve.facts import Facts, Link, local, path_of, to_link
from comity.serve.quotes import Mark, Piece, pieces
from comity.serve.served import Served

Row = Mapping[str, str]

_SENTENCES = """SELECT DISTINCT ?sentence ?index ?start ?text {
  ?sentence a co:Sentence ; prov:wasDerivedFrom THING ; co:index ?index ; co:start ?start ; co:text ?text
} ORDER BY ?start ?sentence"""

_REPORTS = """SELECT DISTINCT ?sentence ?report ?event ?label ?status ?kind ?start ?end {
  ?report a co:Report ; prov:wasDerivedFrom THING ; co:denotedBy ?sentence ; co:ofEvent ?event ; co:status ?status ;
    co:eventClass ?class ; co:triggerStart ?start ; co:triggerEnd ?end .
  ?event rdfs:label ?label
  OPTIONAL { ?class rdfs:label ?kind }
} ORDER BY ?start ?label ?report"""

_CLAIMS = """SELECT DISTINCT ?sentence ?claim ?relation ?subject ?subjectName ?object ?objectName ?title ?current {
  ?claim prov:wasDerivedFrom THING ; co:denotedBy ?sentence ; co:relation ?relation ; co:subject ?subject ; co:object ?object ;
    co:current ?current .
  ?subject rdfs:label ?subjectName . ?object rdfs:label ?objectName
  OPTIONAL { ?claim co:officeTitle ?title }
} ORDER BY ?relation ?subjectName ?objectName ?claim"""

_RELATIONS = {"allyOf": "is allied with", "disputeOver": "has a dispute with"}


@dataclass(frozen=True, slots=True)
class Supported:
    """An event that a sentence supports."""

    link: Link
    kind: str
    status: str
    event: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing fact that a sentence states."""

    subject: Link
    words: str
    object: Link


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; `gap` says that sentences that support nothing stand between the one before and it."""

    number: int
    gap: bool
    pieces: tuple[Piece, ...]
    events: tuple[Supported, ...]
    claims: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article; `url` is where it was published, if that is safe to follow."""

    facts: Facts
    url: str | None
    lines: tuple[Line, ...]
    events: int


async def article_page(served: Served, found: Facts) -> ArticlePage:
    """The page of the article that `found` is about."""
    iri = str(thing(found.id))
    sentences, reports, claims = await asyncio.gather(
        *(served.table(q.replace("THING", iri)) for q in (_SENTENCES, _REPORTS, _CLAIMS))
    )
    lines, before = [], -1
    for row in sentences:
        index, name = int(row["index"]), row["sentence"]
        lines.append(_line(row, index > before + 1, _of(name, reports), _of(name, claims)))
        before = index
    url = path_of(found.text("dcterms:source"))
    return ArticlePage(found, url, tuple(lines), len({row["event"] for row in reports}))


def _of(sentence: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["sentence"] == sentence]


def _line(row: Row, gap: bool, reports: Sequence[Row], claims: Sequence[Row]) -> Line:
    marks = [
        Mark(Span(int(r["start"]), int(r["end"])), "trigger", path_of(r["event"]), r["label"])
        for r in reports
    ]
    events = {
        r["event"]: Supported(
            to_link(r["event"], r["label"]), r.get("kind", "event"), local(r["status"]), r["event"]
        )
        for r in reports
    }
    return Line(
        number=int(row["index"]) + 1,
        gap=gap,
        pieces=pieces(row["text"], int(row["start"]), marks),
        events=tuple(events.values()),
        claims=tuple(dict.fromkeys(_claim(claim) for claim in claims)),
    )


def _claim(row: Row) -> Standing:
    relation = local(row["relation"])
    held = f"is {row.get('title', 'office-holder')} of"
    if row["current"] != "true":
        held = f"was {row.get('title', 'office-holder')} of"
    words = held if relation == "holdsOffice" else _RELATIONS.get(relation, relation)
    return Standing(
        to_link(row["subject"], row["subjectName"]),
        words,
        to_link(row["object"], row["objectName"]),
    )
