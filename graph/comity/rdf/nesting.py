"""How deep a text of SPARQL or RDF nests: the engine reads it by functions that call themselves, thousands end the process."""

from __future__ import annotations

import re

DEEPEST = 200
"""Brackets within brackets, or triples within triples, at most."""

OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
"""A string, an IRI or a comment."""

_BRACKET = re.compile(r"<<|>>|[(){}\[\]]")


def blank(found: re.Match[str]) -> str:
    """Spaces in place of what was found, so that positions stay."""
    return re.sub(r"[^\n]", " ", found.group())


def depth(bare: str) -> int:
    """How deep brackets and triples stand within each other in a text without strings, IRIs and comments.

    >>> depth("ASK { ?s ?p (1 2) . << ?a ?b ?c >> ?p [] }")
    2
    """
    now = deepest = 0
    for bracket in _BRACKET.findall(bare):
        now += 1 if bracket in ("(", "{", "[", "<<") else -1
        deepest = max(deepest, now)
    return deepest


def nests(data: bytes) -> bool:
    """Whether a file of RDF holds triples within triples, more than `DEEPEST` deep.

    >>> nests(b'<x:a> <x:b> "<<(" .'), nests(b"<x:a> <x:b> " + b"<<( <x:a> <x:b> " * 300)
    (False, True)
    """
    if data.count(b"<<") <= DEEPEST:
        return False
    return depth(OPAQUE.sub(" ", data.decode("utf-8", "replace"))) > DEEPEST
