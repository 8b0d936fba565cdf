"""Asking a graph: named questions with parameters, and SPARQL as one writes it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date

from pyoxigraph import Literal

from comity.errors import QueryError
from comity.rdf.names import events, named
from comity.rdf.questions import Parameter, Question, questions
from comity.rdf.remote import Source
from comity.rdf.result import Result
from comity.rdf.terms import day, text

__all__ = [
    "Parameter", "Question", "Result", "Source", "ask", "bound", "question_named", "questions", "sparql",
]  # fmt: skip

Value = str | int | date | None


def sparql(graph: Source, query: str) -> Result:
    """The answer of `graph` to a SPARQL query, over the union of all its graphs.

    The prefixes co, id, rdf, rdfs, xsd, skos, dcterms, prov and wd need no declaration.

    Raises:
        QueryError: the query is wrong; the message names the place, or the nearest term.
    """
    return graph.query(query)


def ask(graph: Source, name: str, /, **parameters: Value) -> Result:
    """The answer of `graph` to a named question; None stands for a parameter that is left out.

    An entity or issue is given by one of its names, some words of one that only one thing has, or its id; capitals and
    accents do not matter. A parameter whose name is a word of Python is written with an underscore: `from_`.

    Raises:
        QueryError: there is no such question, parameter, entity or issue; the message names the nearest.
    """
    return graph.query(bound(graph, question_named(name), parameters))


def bound(graph: Source, question: Question, parameters: Mapping[str, Value]) -> str:
    """The SPARQL of a question with these parameters, whose names are looked up in `graph`.

    Raises:
        QueryError: as `ask`.
    """
    given = {parameter.rstrip("_"): value for parameter, value in parameters.items()}
    known = [parameter.name for parameter in question.parameters]
    for unknown in sorted(given.keys() - set(known)):
        raise QueryError(f"{question.name} has no parameter {unknown!r}{_instead(unknown, known)}")
    values = {
        parameter.name: _terms(graph, question, parameter, given.get(parameter.name))
        for parameter in question.parameters
    }
    return question.bound(values)


def question_named(name: str) -> Question:
    """The question with this name.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    known = {question.name: question for question in questions()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "`comity questions` lists all"
    raise QueryError(f"there is no question {name!r}; {hint}")


def _instead(unknown: str, known: list[str]) -> str:
    near = difflib.get_close_matches(unknown, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; it has: {', '.join(known) or 'none'}"


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
        case "event":
            return tuple(f"<{iri}>" for iri in events(graph, str(value), where))
        case kind:
            return (f"<{named(graph, str(value), kind, where)}>",)


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
