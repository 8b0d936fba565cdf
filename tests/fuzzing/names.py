"""Any words as a name, an IRI, a term or a whole query: slugs and literals are read back, and a query is refused in words or runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Store

from comity.errors import QueryError, StoreError
from comity.model import slug
from comity.rdf.engine import run, values
from comity.rdf.questions import questions
from comity.rdf.terms import PREFIXES, number, text, thing
from comity.serve.facts import curie, local, path_of
from comity.tables import printable
from comity.views.words import link

WORDS = tuple(
    word.encode()
    for word in """SELECT|ASK|CONSTRUCT|DESCRIBE|WHERE|FROM|NAMED|GRAPH|SERVICE|PREFIX co: <x>|PREFIX|BASE|VALUES|UNDEF|BIND|FILTER|OPTIONAL
    |UNION|MINUS|ORDER BY|GROUP BY|HAVING|LIMIT 1|OFFSET|DISTINCT|EXISTS|NOT|IN|AS|?s|?p|?o|$x|*|{|}|(|)|[|]|.|;|,|a|co:Meeting|co:actor|co:meet
    |rdf:type|id:state/ken|skos:prefLabel|foo:bar|<|>|<http://a>|"|'|'''|\\|\\u0000|@en|^^xsd:date|!|!!!!!!!!|+|-|/|//|^|=|&&|COUNT|REGEX|STR
    |IRI|NOW|INSERT DATA|DROP ALL|LOAD <file:///etc/passwd>|#|# SELECT|\n|\t|\0|\u202e|\u2028|\ud7ff|e\u0301|http://|https://|javascript:|data:|%zz
    |%00|..|state/ken|https://w3id.org/comity/id/|https://w3id.org/comity/ontology#|<<|>>|<<(|)>>|1e400|-0|true|_:b""".replace(
        "\n    |", "|"
    ).split("|")
)
_OWN = frozenset("\t\n\r")


def seeds() -> Iterator[bytes]:
    """Names, addresses, and the named questions as queries."""
    yield b"\0Recep Tayyip Erdo\xc4\x9fan"
    yield b"\0https://w3id.org/comity/id/state/ken"
    for question in questions()[::6]:
        yield b"\1" + question.bound({}).encode()[:1500]
    yield b"\1SELECT ?s { ?s a co:Meetin }"


def check(data: bytes) -> None:
    """Names where the first byte is even, queries where it is odd."""
    said = data[1:].decode("utf-8", "surrogateescape")
    if data[:1] and data[0] % 2:
        _check_query(said)
    else:
        _check_name(said)


def _check_name(name: str) -> None:
    made = slug(name.encode("utf-8", "replace").decode("utf-8"))
    assert re.fullmatch(r"[a-z0-9-]+", made)
    thing(f"person/{made}")
    try:
        assert thing(name).value == PREFIXES["id"] + name
        shown = text(name)
    except StoreError as error:
        str(error).encode("utf-8", "backslashreplace")
    else:
        assert isinstance(shown, Literal)
        assert shown.value == name
    assert printable(printable(name)) == printable(name)
    for safe in (link(name), path_of(name)):
        assert safe is None or re.match(
            r"https?://[^\s\x00-\x20]|/id/|/ontology#", safe, re.IGNORECASE
        )
    assert curie(name) or not name
    assert "/" not in local(name)
    try:
        wanted = float(name)
    except ValueError:
        return
    if abs(wanted) < float("inf"):
        assert float(number(wanted).value) == wanted


@cache
def _store() -> Store:
    """A graph so small that no query takes long."""
    from pyoxigraph import Quad

    store = Store()
    for name in ("ken", "eth"):
        state, kind = thing(f"state/{name}"), NamedNode(PREFIXES["co"] + "State")
        store.add(Quad(state, NamedNode(PREFIXES["rdf"] + "type"), kind, thing("graph/canonical")))
    return store


def _check_query(query: str) -> None:
    try:
        found = run(_store(), query)
    except QueryError as error:
        assert str(error)
        return
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert len(values(_store(), query).rows) == len(found.rows)
