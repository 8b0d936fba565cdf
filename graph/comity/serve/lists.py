"""The first page, lists of events and articles, and the search by name."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.rdf.query import questions
from comity.rdf.terms import text
from comity.serve.actors import EVENTS, listed
from comity.serve.facts import to_link
from comity.serve.protocol import served_of
from comity.serve.showing import page

EACH = 100
_LONGEST = 200

_COUNTS = """SELECT ?what (COUNT(DISTINCT ?thing) AS ?n) {
  VALUES (?class ?what) {
    (co:Article "articles") (co:Event "events") (co:Report "reports") (co:Person "people") (co:State "states") }
  ?thing a ?class
} GROUP BY ?what"""
_ARTICLES = """SELECT ?article ?name ?publisher ?issued (COUNT(DISTINCT ?event) AS ?events) {
  ?article a co:Article ; co:file ?file
  OPTIONAL { ?article dcterms:title ?title }
  OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article dcterms:issued ?issued }
  OPTIONAL { ?report prov:wasDerivedFrom ?article ; co:ofEvent ?event }
  BIND(COALESCE(?title, ?file) AS ?name)
} GROUP BY ?article ?name ?publisher ?issued ORDER BY DESC(COALESCE(STR(?issued), "")) ?name ?article"""
_ALL_EVENTS = EVENTS.replace("PATTERN", "?event a co:Event .")
_ACTORS = """SELECT ?actor ?name (COUNT(DISTINCT ?event) AS ?events) {
  ?event co:participant ?actor . ?actor rdfs:label ?name
} GROUP BY ?actor ?name ORDER BY DESC(?events) ?name LIMIT 12"""
_SEARCH = """SELECT ?thing (MIN(?text) AS ?name) (MIN(?rank) AS ?first) {
  VALUES (?p ?rank) { (rdfs:label 1) (skos:prefLabel 1) (skos:altLabel 2) (dcterms:title 1) (co:file 2) }
  ?thing ?p ?label FILTER(CONTAINS(LCASE(STR(?label)), LCASE(WORDS)) && STRSTARTS(STR(?thing), STR(id:)))
  OPTIONAL { ?thing rdfs:label ?proper }
  OPTIONAL { ?thing dcterms:title ?titled }
  BIND(STR(COALESCE(?proper, ?titled, ?label)) AS ?text)
} GROUP BY ?thing ORDER BY ?first STRLEN(?name) ?name ?thing LIMIT 100"""


async def index(request: Request) -> Response:
    """What there is, and where it is."""
    served = served_of(request)
    counts, articles, events, actors = await asyncio.gather(
        served.table(_COUNTS),
        served.table(f"{_ARTICLES} LIMIT 8"),
        served.table(f"{_ALL_EVENTS} LIMIT 8"),
        served.table(_ACTORS),
    )
    order = ("articles", "events", "reports", "people", "states")
    numbers = {row["what"]: int(row["n"]) for row in counts}
    return page(
        "index.html",
        counts=[(name, numbers.get(name, 0)) for name in order],
        quads=served.current.quads,
        articles=[(to_link(row["article"], row["name"]), row) for row in articles],
        events=listed(events),
        actors=[(to_link(row["actor"], row["name"]), int(row["events"])) for row in actors],
        questions=len(questions()),
        address=str(request.base_url),
    )


async def events(request: Request) -> Response:
    """The events, the latest first."""
    at = _page_of(request)
    rows = await served_of(request).table(_sliced(_ALL_EVENTS, at))
    return page("events.html", events=listed(rows[:EACH]), at=at, more=len(rows) > EACH, each=EACH)


async def articles(request: Request) -> Response:
    """The articles, the latest first."""
    at = _page_of(request)
    rows = await served_of(request).table(_sliced(_ARTICLES, at))
    found = [(to_link(row["article"], row["name"]), row) for row in rows[:EACH]]
    return page("articles.html", articles=found, at=at, more=len(rows) > EACH, each=EACH)


def _page_of(request: Request) -> int:
    """The number of the page, from 1; 1 for what is no number."""
    given = request.query_params.get("page", "1")
    return min(max(int(given), 1), 10**6) if given.isascii() and given.isdigit() else 1


def _sliced(query: str, at: int) -> str:
    return f"{query} LIMIT {EACH + 1} OFFSET {EACH * (at - 1)}"


async def search(request: Request) -> Response:
    """The things whose names hold some words."""
    words = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
    if not words:
        return RedirectResponse("/", 303)
    rows = await served_of(request).table(_SEARCH.replace("WORDS", str(text(words))))
    found = [to_link(row["thing"], row["name"]) for row in rows if "thing" in row]
    return page("search.html", words=words, found=found)
