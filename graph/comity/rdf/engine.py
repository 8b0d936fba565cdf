"""The one function by which every query runs, and what it refuses before it runs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from comity.errors import QueryError, StoreError
from comity.rdf.formats import serialized
from comity.rdf.result import Result
from comity.rdf.terms import PREFIXES, vocabulary

LONGEST = 100_000
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_UPDATE = re.compile(r"(?<![\w:?$-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.I)
_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def run(store: Store, query: str) -> Result:
    """The answer of `store` to a SPARQL 1.1 query over the union of all graphs.

    The prefixes of `terms.PREFIXES` need no declaration. Rows come in the query's order, or sorted where it
    states none.

    Raises:
        QueryError: the text is no query, leaves this machine, or names a term that the ontology lacks.
        StoreError: the store is damaged.
    """
    bare = _OPAQUE.sub(_blank, query)
    _refuse(store, query, bare)
    try:
        answer = store.query(
            query, prefixes=PREFIXES, use_default_graph_as_union=not _has(bare, "FROM")
        )
        return _result(answer, ordered=_has(bare, "ORDER"))
    except SyntaxError as error:
        raise QueryError(_syntax(query, str(error))) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store cannot be read ({error}); run `comity build` again") from error


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of a string, an IRI or a comment, so that positions stay."""
    return re.sub(r"[^\n]", " ", found.group())


def _has(bare: str, keyword: str) -> bool:
    return re.search(rf"(?<![\w:?$-]){keyword}(?![\w:-])", bare, re.IGNORECASE) is not None


def _refuse(store: Store, query: str, bare: str) -> None:
    if len(query) > LONGEST:
        raise QueryError(f"the query has {len(query)} characters, and at most {LONGEST} are read")
    if not _FORM.search(bare):
        if _UPDATE.search(bare):
            raise QueryError("queries only read; a graph is changed by `comity build`")
        raise QueryError("a query holds SELECT, ASK, CONSTRUCT or DESCRIBE; this text holds none")
    if _has(bare, "SERVICE"):
        raise QueryError("SERVICE would send the query to another machine, which comity never does")
    _check_terms(store, query, bare)


def _check_terms(store: Store, query: str, bare: str) -> None:
    """An error for a term that neither the ontology nor the graph has, and that would match nothing."""
    if re.search(r"PREFIX\s+co:", bare, re.IGNORECASE) and f"<{PREFIXES['co']}>" not in query:
        return
    shown = _OPAQUE.sub(lambda m: m.group() if m.group().startswith("<") else _blank(m), query)
    names = re.finditer(
        rf"<{re.escape(PREFIXES['co'])}([^>]+)>|(?<![\w-])co:([A-Za-z][\w-]*)", shown
    )
    known = vocabulary()
    for found in names:
        name = found.group(1) or found.group(2)
        if name not in known and not _described(store, name):
            line = query.count("\n", 0, found.start()) + 1
            raise QueryError(
                f"line {line}: the ontology has no term co:{name}{_nearest(name, known)}"
            )


def _described(store: Store, name: str) -> bool:
    """Whether the graph describes the term, as it does with classes that a user's file adds."""
    subject = NamedNode(PREFIXES["co"] + name)
    return next(iter(store.quads_for_pattern(subject, None, None, None)), None) is not None


def _nearest(name: str, known: Iterable[str]) -> str:
    folded = {term.casefold(): term for term in sorted(known)}
    found = difflib.get_close_matches(name.casefold(), sorted(folded), n=3, cutoff=0.5)
    if not found:
        return "; the terms stand in ontology/comity.ttl"
    return "; did you mean " + " or ".join(f"co:{folded[term]}" for term in found) + "?"


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


def _result(answer: QuerySolutions | QueryBoolean | QueryTriples, *, ordered: bool) -> Result:
    if isinstance(answer, QueryBoolean):
        return Result(("answer",), (("true" if answer else "false",),))
    if isinstance(answer, QueryTriples):
        triples = sorted(set(answer), key=str)
        parts = tuple((_text(t.subject), _text(t.predicate), _text(t.object)) for t in triples)
        return Result(
            ("subject", "predicate", "object"), parts, serialized(triples, "ttl").decode("utf-8")
        )
    columns = tuple(variable.value for variable in answer.variables)
    rows = [tuple(_text(solution[name]) for name in columns) for solution in answer]
    if not ordered:
        rows.sort(key=lambda row: tuple((cell is not None, cell or "") for cell in row))
    return Result(columns, tuple(rows))


def _text(node: object) -> str | None:
    """An IRI or a literal's text as it is; None for no value."""
    if node is None:
        return None
    return node.value if isinstance(node, NamedNode | Literal) else str(node)
