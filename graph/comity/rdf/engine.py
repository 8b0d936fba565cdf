"""The one place where queries run, once `admission.py` has let them pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from comity.errors import QueryError, StoreError
from comity.rdf.admission import Checked, check
from comity.rdf.answers import Answer, Caps, to_boolean, to_graph_text, to_table
from comity.rdf.formats import serialized
from comity.rdf.pythonic import value_of
from comity.rdf.result import Result, Values
from comity.rdf.terms import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


Found = QuerySolutions | QueryBoolean | QueryTriples


class Form(Enum):
    """What a query gives."""

    ROWS = QuerySolutions
    YES_OR_NO = QueryBoolean
    TRIPLES = QueryTriples


def run(store: Store, query: str) -> Result:
    """The answer of `store` to a SPARQL 1.1 query over the union of all graphs.

    The prefixes of `terms.PREFIXES` need no declaration. Rows come in the query's order, or sorted where it
    states none.

    Raises:
        QueryError: the text is no query, leaves this machine, or names a term that the ontology lacks.
        StoreError: the store is damaged.
    """
    checked = check(query, lambda term: _used(store, term))
    with _explained(checked.text):
        return to_result(_asked(store, checked), ordered=checked.ordered)


def values(store: Store, query: str) -> Values:
    """As `run`, with the same rows in the same order, as values of Python.

    Raises:
        QueryError, StoreError: as `run`.
    """
    checked = check(query, lambda term: _used(store, term))
    with _explained(checked.text):
        return to_values(_asked(store, checked), ordered=checked.ordered)


def form(checked: Checked) -> Form:
    """What a query gives.

    Raises:
        QueryError: it is no SPARQL; the message names the place.
    """
    with _explained(checked.text):
        return Form(type(_asked(Store(), checked)))


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is over: IRIs of those that make its default graph, and of those that GRAPH names.

    It takes the place of any FROM in the query (SPARQL 1.1 Protocol, 2.1.4).
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def answered(
    store: Store,
    query: str,
    *,
    table: str | None,
    graph: str | None,
    dataset: Dataset | None = None,
    caps: Caps = Caps(),  # noqa: B008  (frozen)
) -> Answer | None:
    """As `run`, as bytes in a format: the media type `table` for SELECT and ASK, `graph` for CONSTRUCT and DESCRIBE.

    Without a `dataset` the query is over the union of all graphs. None where the media type that the query needs is None.
    The answer is cut where it outgrows `caps`, and says so.

    Raises:
        QueryError: as `run`, and for an IRI of the dataset that is none.
        StoreError: the store is damaged.
    """
    checked = check(query, lambda term: _used(store, term))
    with _explained(checked.text):
        found = _asked(store, checked, dataset)
        if isinstance(found, QueryTriples):
            return None if graph is None else to_graph_text(found, media=graph, caps=caps)
        if table is None:
            return None
        if isinstance(found, QueryBoolean):
            return to_boolean(bool(found), media=table)
        return to_table(found.variables, map(tuple, found), media=table, caps=caps)


def _asked(
    store: Store, checked: Checked, dataset: Dataset | None = None
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What the store says, over the graphs of the dataset, those that FROM names, or all."""
    if dataset is not None:
        default, named = _nodes(dataset.default), _nodes(dataset.named)
        return store.query(
            checked.text, prefixes=PREFIXES, default_graph=[*default], named_graphs=[*named]
        )
    return store.query(
        checked.text, prefixes=PREFIXES, use_default_graph_as_union=not checked.names_graphs
    )


def _nodes(iris: Iterable[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in dict.fromkeys(iris)]
    except ValueError as error:
        raise QueryError(f"a graph is named by an absolute IRI: {error}") from error


@contextmanager
def _explained(query: str) -> Iterator[None]:
    """Errors of the engine in words."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(_syntax(query, str(error))) from error
    except (OSError, RuntimeError) as error:
        if "not supported" in str(error):  # a function or an aggregate of others
            raise QueryError(f"{error}; use the functions of SPARQL 1.1") from error
        raise StoreError(
            f"the store cannot be read ({error}); remove the folder store/ of the graph, which is then made again"
        ) from error


def _used(store: Store, term: NamedNode) -> bool:
    """Whether the graph describes or uses the term, as it does with what a user's file adds."""
    patterns = ((term, None, None), (None, term, None), (None, None, term))
    return any(next(iter(store.quads_for_pattern(*p)), None) is not None for p in patterns)


def _syntax(query: str, message: str) -> str:
    """A syntax error with its line, the place in it, and what could stand there."""
    found = _PLACE.match(message)
    if found is None:
        return f"the SPARQL text is wrong: {message}"
    row, column, rest = int(found.group(1)), int(found.group(2)), found.group(3)
    lines = query.split("\n")
    line = lines[row - 1] if row <= len(lines) else ""
    hint = ""
    if "Prefix not found" in rest:
        hint = "; a prefix is not declared"
    elif "[" not in rest:  # a list with character classes helps nobody
        hint = f"; {rest}"
    if re.search(r"(?<![\w-])id:[a-z]+/", line):
        hint = f"; write a thing as an IRI, such as <{PREFIXES['id']}state/ken>: id: takes no slash"
    place = min(column, max(len(line), 1))  # the parser may point behind the end of the line
    return (
        f"the SPARQL text is wrong near line {row}, column {place}{hint}\n"
        f"  {line}\n  {' ' * (place - 1)}^"
    )


def to_result(answer: Found, *, ordered: bool) -> Result:
    """The answer as a table, sorted unless the query states an order; triples as Turtle too."""
    if isinstance(answer, QueryBoolean):
        return Result(("answer",), (("true" if answer else "false",),))
    if isinstance(answer, QueryTriples):
        return of_triples(answer)
    columns = tuple(variable.value for variable in answer.variables)
    rows = [tuple(_text(solution[name]) for name in columns) for solution in answer]
    if not ordered:
        rows.sort(key=lambda row: tuple((cell is not None, cell or "") for cell in row))
    return Result(columns, tuple(rows))


def to_values(answer: Found, *, ordered: bool) -> Values:
    """The answer as values of Python, in the order of `to_result`."""
    if isinstance(answer, QueryBoolean):
        return Values(("answer",), ((bool(answer),),))
    if isinstance(answer, QueryTriples):
        each = sorted(set(answer), key=str)
        parts = ((value_of(t.subject), value_of(t.predicate), value_of(t.object)) for t in each)
        return Values(("subject", "predicate", "object"), tuple(parts))
    columns = tuple(variable.value for variable in answer.variables)
    rows = [tuple(solution[name] for name in columns) for solution in answer]
    if not ordered:
        rows.sort(key=lambda row: tuple((cell is not None, _text(cell) or "") for cell in row))
    return Values(columns, tuple(tuple(map(value_of, row)) for row in rows))


def of_triples(triples: Iterable[Triple]) -> Result:
    """The answer of a CONSTRUCT or DESCRIBE, each triple once, sorted."""
    each = sorted(set(triples), key=str)
    parts = tuple((_text(t.subject), _text(t.predicate), _text(t.object)) for t in each)
    turtle = serialized(each, "ttl").decode("utf-8")
    return Result(("subject", "predicate", "object"), parts, turtle)


def _text(node: object) -> str | None:
    """An IRI or a literal's text as it is; None for no value."""
    if node is None:
        return None
    return node.value if isinstance(node, NamedNode | Literal) else str(node)
