"""The one function by which every query runs, and what it refuses before it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
from comity.rdf.formats import serialized
from comity.rdf.result import Result
from comity.rdf.spelling import check_terms
from comity.rdf.terms import PREFIXES

LONGEST = 100_000
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_UPDATE = re.compile(r"(?<![\w:?$-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.I)
_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


Answer = QuerySolutions | QueryBoolean | QueryTriples


class Form(Enum):
    """What a query gives."""

    ROWS = QuerySolutions
    YES_OR_NO = QueryBoolean
    TRIPLES = QueryTriples


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may be run: whether it names its graphs and states an order, and the prefixes that it declares."""

    text: str
    names_graphs: bool
    ordered: bool
    prefixes: frozenset[str]


def run(store: Store, query: str) -> Result:
    """The answer of `store` to a SPARQL 1.1 query over the union of all graphs.

    The prefixes of `terms.PREFIXES` need no declaration. Rows come in the query's order, or sorted where it
    states none.

    Raises:
        QueryError: the text is no query, leaves this machine, or names a term that the ontology lacks.
        StoreError: the store is damaged.
    """
    checked = check(query, lambda term: _used(store, term))
    answer = _evaluated(store, checked)
    try:
        return to_result(answer, ordered=checked.ordered)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store cannot be read ({error}); run `comity build` again") from error


def check(query: str, used: Callable[[NamedNode], bool]) -> Checked:
    """The query, when it is one that may be run; `used` says whether the graph has a term.

    Raises:
        QueryError: the text is no query, leaves this machine, or names a term that the ontology lacks.
    """
    bare = _OPAQUE.sub(_blank, query)
    _refuse(query, bare)
    shown = _OPAQUE.sub(lambda m: m.group() if m.group().startswith("<") else _blank(m), query)
    check_terms(used, query, bare, shown)
    declared = re.findall(r"(?<![\w:?$-])PREFIX\s+([\w.-]*):", bare, re.IGNORECASE)
    return Checked(query, _has(bare, "FROM"), _has(bare, "ORDER"), frozenset(declared))


def form(checked: Checked) -> Form:
    """What a query gives.

    Raises:
        QueryError: it is no SPARQL; the message names the place.
    """
    return Form(type(_evaluated(Store(), checked)))


def _evaluated(store: Store, checked: Checked) -> Answer:
    try:
        return store.query(
            checked.text,
            prefixes=PREFIXES,
            use_default_graph_as_union=not checked.names_graphs,
        )
    except SyntaxError as error:
        raise QueryError(_syntax(checked.text, str(error))) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store cannot be read ({error}); run `comity build` again") from error


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of a string, an IRI or a comment, so that positions stay."""
    return re.sub(r"[^\n]", " ", found.group())


def _has(bare: str, keyword: str) -> bool:
    return re.search(rf"(?<![\w:?$-]){keyword}(?![\w:-])", bare, re.IGNORECASE) is not None


def _refuse(query: str, bare: str) -> None:
    if len(query) > LONGEST:
        raise QueryError(f"the query has {len(query)} characters, and at most {LONGEST} are read")
    if not _FORM.search(bare):
        if _UPDATE.search(bare):
            raise QueryError("queries only read; a graph is changed by `comity build`")
        raise QueryError("a query holds SELECT, ASK, CONSTRUCT or DESCRIBE; this text holds none")
    if _has(bare, "SERVICE"):
        raise QueryError("SERVICE would send the query to another machine, which comity never does")


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


def to_result(answer: Answer, *, ordered: bool) -> Result:
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
