"""Asking a graph: named questions with parameters, and SPARQL as one writes it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from pyoxigraph import Literal

from comity.errors import QueryError
from comity.knowledge.ontology import load_ontology
from comity.rdf.questions import Parameter, Question, questions
from comity.rdf.remote import Remote
from comity.rdf.result import Result
from comity.rdf.store import Graph
from comity.rdf.terms import THINGS, day, text, thing

__all__ = ["Parameter", "Question", "Result", "Source", "ask", "questions", "sparql"]

Source = Graph | Remote
"""What can be asked: a graph of a folder, in memory or on a server."""

Value = str | int | date | None
_NO_ACTORS = ("event/", "office/", "curation/", "curator/")
_ENTITIES = "SELECT DISTINCT ?node ?name ?first { VALUES (?p ?first) { (rdfs:label 1) (skos:altLabel 2) } ?node ?p ?name }"
_ISSUES = """SELECT DISTINCT ?node ?name ?first {
  VALUES (?p ?first) { (skos:prefLabel 1) (skos:altLabel 2) } ?node a co:Issue ; ?p ?name }"""


def sparql(graph: Source, query: str) -> Result:
    """The answer of `graph` to a SPARQL query, over the union of all its graphs.

    The prefixes co, id, rdf, rdfs, xsd, skos, dcterms, prov and wd need no declaration.

    Raises:
        QueryError: the query is wrong; the message names the place, or the nearest term.
    """
    return graph.query(query)


def ask(graph: Source, name: str, **parameters: Value) -> Result:
    """The answer of `graph` to a named question; None stands for a parameter that is left out.

    An entity or issue is given by one of its names (capitals and accents do not matter) or by its id.

    Raises:
        QueryError: there is no such question, parameter, entity or issue; the message names the nearest.
    """
    question = _question(name)
    known = {parameter.name: parameter for parameter in question.parameters}
    for given in parameters:
        if given not in known:
            allowed = ", ".join(known) or "none"
            raise QueryError(f"{name} has no parameter {given!r}; it has: {allowed}")
    values = {
        parameter.name: _terms(graph, question, parameter, parameters.get(parameter.name))
        for parameter in question.parameters
    }
    return graph.query(question.bound(values))


def _question(name: str) -> Question:
    known = {question.name: question for question in questions()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(known)}"
    raise QueryError(f"there is no question {name!r}; {hint}")


def _terms(
    graph: Source, question: Question, parameter: Parameter, given: Value
) -> tuple[str, ...]:
    """The value as SPARQL writes it: none where it is left out."""
    value = parameter.default if given is None else given
    if value is None:
        if parameter.optional:
            return ()
        raise QueryError(f"{question.name} needs {parameter.name}: {parameter.help}")
    where = f"{question.name}: {parameter.name}"
    match parameter.type:
        case "integer":
            return (str(Literal(_integer(value, where))),)
        case "date":
            return (str(day(_date(value, where))),)
        case "text":
            return (str(text(str(value))),)
        case "issue":
            return (_named(str(value), _issues(graph), where),)
        case _:
            return (_named(str(value), _entities(graph), where),)


def _integer(value: Value, where: str) -> int:
    try:
        number = int(str(value))
    except ValueError as error:
        raise QueryError(f"{where} must be a whole number, and is {value!r}") from error
    if not 0 <= number < 10**9:
        raise QueryError(f"{where} must be from 0 to 999999999, and is {number}")
    return number


def _date(value: Value, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise QueryError(f"{where} must be a day such as 2023-05-07, and is {value!r}") from error


Names = Mapping[str, Mapping[str, int]]  # id -> name -> 1 for the first name, 2 for another


def _names(rows: Iterable[tuple[str | None, ...]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for node, name, first in rows:
        identifier = (node or "").removeprefix(THINGS)
        if node != identifier and not identifier.startswith(_NO_ACTORS):
            found.setdefault(identifier, {})[name or ""] = int(first or 2)
    return found


def _entities(graph: Source) -> Names:
    return _names(graph.query(_ENTITIES).rows)


def _issues(graph: Source) -> Names:
    """The issues of the graph; the other names of those of the scheme stand in the ontology only."""
    found = _names(graph.query(_ISSUES).rows)
    for issue in load_ontology().issues.values():
        for name in issue.alt_labels if issue.id in found else ():
            found[issue.id].setdefault(name, 2)
    return found


def _named(wanted: str, names: Names, where: str) -> str:
    """The IRI, as SPARQL writes it, of the one thing that is called `wanted`.

    Raises:
        QueryError: nothing is called so, or several things are.
    """
    if wanted in names:
        return str(thing(wanted))
    folded = _fold(wanted)
    for rank in (1, 2):
        found = sorted(
            identifier
            for identifier, own in names.items()
            if any(kind <= rank and _fold(name) == folded for name, kind in own.items())
        )
        if len(found) == 1:
            return str(thing(found[0]))
        if found:
            more = f" or {len(found) - 5} others" if len(found) > 5 else ""
            raise QueryError(
                f"{where}: {wanted!r} may be {' or '.join(found[:5])}{more}; give the id"
            )
    raise QueryError(
        f"{where}: nothing in this graph is called {wanted!r}{_nearest(folded, names)}"
    )


def _nearest(folded: str, names: Names) -> str:
    every = {_fold(name): name for own in names.values() for name in sorted(own, reverse=True)}
    near = difflib.get_close_matches(folded, sorted(every), n=3, cutoff=0.5)
    near += [key for key in sorted(every) if folded in key.split() and key not in near][
        : 3 - len(near)
    ]
    return f"; did you mean {' or '.join(every[key] for key in near)}?" if near else ""


def _fold(name: str) -> str:
    """A name without capitals, accents, superfluous space or a leading article, for comparing."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return " ".join(plain.split()).removeprefix("the ")
