"""What a query may hold: it only reads, stays on this machine, and names terms that there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from comity.errors import QueryError
from comity.rdf.nesting import DEEPEST, OPAQUE, blank, depth
from comity.rdf.spelling import check_terms

LONGEST = 100_000
_MOST = 1_000  # some thousands end the process: the parser calls itself for each
_JOIN = re.compile(
    r"[!+*/|&^;]|(?<!\w)-|\.(?!\w)|(?<![\w:?$-])(?:UNION|OPTIONAL|MINUS|BIND|AS|FILTER|GRAPH|VALUES)(?![\w:-])",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"(?<![\w:?$-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.I)
_HALF = re.compile("[\ud800-\udfff]")
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
    bare = OPAQUE.sub(blank, query)
    _refuse(query, bare)
    shown = OPAQUE.sub(lambda m: m.group() if m.group().startswith("<") else blank(m), query)
    check_terms(used, query, bare, shown)
    declared = re.findall(r"(?<![\w:?$-])PREFIX\s+([\w.-]*):", bare, re.IGNORECASE)
    return Checked(query, _has(bare, "FROM"), _has(bare, "ORDER"), frozenset(declared))


def _has(bare: str, keyword: str) -> bool:
    return re.search(rf"(?<![\w:?$-]){keyword}(?![\w:-])", bare, re.IGNORECASE) is not None


def _refuse(query: str, bare: str) -> None:
    if len(query) > LONGEST:
        raise QueryError(
            f"the query has {len(query)} characters, and at most {LONGEST} are read; shorten it"
        )
    if found := _HALF.search(query):
        raise QueryError(
            f"character {found.start()} of the query is half of a pair; write the query in UTF-8"
        )
    if depth(bare) > DEEPEST:
        raise QueryError(
            f"the query has brackets within brackets, more than {DEEPEST} deep; write it flatter"
        )
    if len(_JOIN.findall(bare)) > _MOST:
        raise QueryError(
            f"the query joins parts by more than {_MOST} dots, operators and words such as UNION; "
            "ask for less at once, or list what is looked for in VALUES"
        )
    if not _FORM.search(bare):
        if _UPDATE.search(bare):
            raise QueryError("queries only read; a graph is changed by `comity build`")
        raise QueryError("a query holds SELECT, ASK, CONSTRUCT or DESCRIBE; this text holds none")
    if _has(bare, "SERVICE"):
        raise QueryError(
            "SERVICE would send the query to another machine, which comity never does; ask that machine by itself"
        )
