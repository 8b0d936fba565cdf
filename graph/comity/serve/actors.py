"""An actor, place, treaty or issue as a page tells it: its names, its offices, and the events that it is in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.rdf.terms import text, thing
from comity.serve.facts import Facts, Link, local, to_link, when_of
from comity.serve.served import Served

Row = Mapping[str, str]

MOST = 200
"""Events that a page lists; it says how many there are."""

_HELD = """SELECT ?holder ?holderName ?title ?of ?ofName (MAX(?now) AS ?current) (COUNT(DISTINCT ?article) AS ?articles) {
  VALUES ?role { co:subject co:object }
  ?claim co:relation co:holdsOffice ; ?role THING ; co:subject ?holder ; co:object ?of ; co:officeTitle ?title ;
    co:current ?now ; prov:wasDerivedFrom ?article .
  ?holder rdfs:label ?holderName . ?of rdfs:label ?ofName
} GROUP BY ?holder ?holderName ?title ?of ?ofName ORDER BY DESC(?current) ?title ?holderName ?ofName"""

_STANDING = """SELECT DISTINCT ?relation ?other ?name {
  { ?claim co:subject THING ; co:object ?other } UNION { ?claim co:object THING ; co:subject ?other }
  ?claim co:relation ?relation . ?other rdfs:label ?name
  FILTER(?relation != co:holdsOffice)
} ORDER BY ?relation ?name"""

_SAME_STATE = """SELECT DISTINCT ?thing ?name {
  ?thing co:code CODE ; rdfs:label ?name FILTER(?thing != THING)
} ORDER BY ?name LIMIT 100"""

_NARROWER = """SELECT DISTINCT ?thing ?name { ?thing skos:broader THING ; skos:prefLabel ?name } ORDER BY ?name"""

# An OPTIONAL of two patterns has the engine look through all that fit the second, so each has one.
EVENTS = """SELECT DISTINCT ?event ?label ?kind ?status ?earliest ?latest ?precision ?date ?sources {
  PATTERN
  ?event rdfs:label ?label ; co:eventClass ?class ; co:status ?status ; co:sources ?sources .
  OPTIONAL { ?class rdfs:label ?kind }
  OPTIONAL { ?event co:precision ?precision }
  OPTIONAL { ?event co:earliest ?earliest }
  OPTIONAL { ?event co:latest ?latest }
  OPTIONAL { ?event co:dateText ?date }
  BIND(COALESCE(STR(?earliest), "0") AS ?sort)
} ORDER BY DESC(?sort) ?label ?event"""

_IN = "VALUES ?in { co:participant co:place co:about } ?event ?in THING ."


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in a list."""

    link: Link
    kind: str
    status: str
    when: str
    sources: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody holds, or held, as so many articles say."""

    holder: Link
    title: str
    of: Link
    current: bool
    articles: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor, place, treaty or issue; `total` counts its events, of which the latest are listed."""

    facts: Facts
    kind: str
    offices: tuple[Office, ...]
    standing: tuple[tuple[str, Link], ...]
    related: tuple[Link, ...]
    events: tuple[Listed, ...]
    total: int


async def actor_page(served: Served, found: Facts) -> ActorPage:
    """The page of the actor, place, treaty or issue that `found` is about."""
    iri = str(thing(found.id))
    related = _NARROWER if "Issue" in found.kinds else _SAME_STATE
    code = str(text(found.text("co:code") if "State" in found.kinds else ""))
    events = EVENTS.replace("PATTERN", _IN)
    asked = (_HELD, _STANDING, related.replace("CODE", code), events)
    held, standing, near, rows = await asyncio.gather(
        *(served.table(query.replace("THING", iri)) for query in asked)
    )
    return ActorPage(
        facts=found,
        kind=_kind(found),
        offices=_offices(row for row in held if "holder" in row),
        standing=tuple(
            (_words(row["relation"]), to_link(row["other"], row["name"])) for row in standing
        ),
        related=tuple(to_link(row["thing"], row["name"]) for row in near),
        events=listed(rows[:MOST]),
        total=len(rows),
    )


def listed(rows: Sequence[Row]) -> tuple[Listed, ...]:
    """The rows of `EVENTS` as a page lists them."""
    return tuple(
        Listed(
            link=to_link(row["event"], row["label"]),
            kind=row.get("kind", "event"),
            status=local(row["status"]),
            when=when_of(*(row.get(n, "") for n in ("earliest", "latest", "precision", "date"))),
            sources=int(row["sources"]),
        )
        for row in rows
    )


def _offices(rows: Iterable[Row]) -> tuple[Office, ...]:
    """The offices, those whose titles differ in capitals alone as one, under the title that most articles write."""
    found: dict[tuple[str, ...], list[Office]] = {}
    for row in rows:
        key = (row["holder"], row["title"].casefold(), row["of"], row["current"])
        found.setdefault(key, []).append(_office(row))
    most = (max(same, key=lambda o: o.articles) for same in found.values())
    return tuple(sorted(most, key=lambda o: (not o.current, -o.articles, o.title, o.holder.text)))


def _office(row: Row) -> Office:
    return Office(
        to_link(row["holder"], row["holderName"]),
        row["title"],
        to_link(row["of"], row["ofName"]),
        row["current"] == "true",
        int(row["articles"]),
    )


_KINDS = {
    "Person": "person",
    "State": "state",
    "GovernmentBody": "government body",
    "IntergovernmentalOrganization": "intergovernmental organisation",
    "Organization": "organisation",
    "Party": "political party",
    "Group": "group",
    "Place": "place",
    "Treaty": "treaty",
    "OpenIssue": "open issue",
    "Issue": "issue",
}


def _kind(found: Facts) -> str:
    return next((word for name, word in _KINDS.items() if name in found.kinds), "thing")


def _words(relation: str) -> str:
    return {"allyOf": "ally", "disputeOver": "dispute with"}.get(local(relation), local(relation))
