"""What a query may hold: it only reads, stays on this machine, and names terms that there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from comity.errors import QueryError
from comity.rdf.spelling import check_terms

LONGEST = 100_000
_DEEPEST = 200  # some thousands end the process: the parser calls itself
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_UPDATE = re.compile(r"(?<![\w:?$-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.I)
_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may be run: whether it names its graphs and states an order, and the prefixes that it declares."""

    text: str
    names_graphs: bool
    ordered: bool
    prefixes: frozenset[str]


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


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of a string, an IRI or a comment, so that positions stay."""
    return re.sub(r"[^\n]", " ", found.group())


def _has(bare: str, keyword: str) -> bool:
    return re.search(rf"(?<![\w:?$-]){keyword}(?![\w:-])", bare, re.IGNORECASE) is not None


def _depth(bare: str) -> int:
    """How deep brackets stand within brackets."""
    depth = deepest = 0
    for bracket in re.findall(r"[(){}\[\]]", bare):
        depth += 1 if bracket in "({[" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse(query: str, bare: str) -> None:
    if len(query) > LONGEST:
        raise QueryError(
            f"the query has {len(query)} characters, and at most {LONGEST} are read; shorten it"
        )
    if _depth(bare) > _DEEPEST:
        raise QueryError(
            f"the query has brackets within brackets, more than {_DEEPEST} deep; write it flatter"
        )
    if not _FORM.search(bare):
        if _UPDATE.search(bare):
            raise QueryError("queries only read; a graph is changed by `comity build`")
        raise QueryError("a query holds SELECT, ASK, CONSTRUCT or DESCRIBE; this text holds none")
    if _has(bare, "SERVICE"):
        raise QueryError(
            "SERVICE would send the query to another machine, which comity never does; ask that machine by itself"
        )
