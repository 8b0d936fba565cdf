"""Noun phrases: where they begin, who owns them, which of their tokens speak of an entity."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from comity.extract.records import Reference

_DETERMINERS = frozenset(("DT", "PRP$", "PDT", "CD", "POS", "WP$"))
_OF = frozenset(("of", "for", "in", "at", "with", "to", "from"))


def references_by_token(doc: Doc) -> dict[int, Reference]:
    """The reference that each token belongs to, the longest where they nest."""
    found: dict[int, Reference] = {}
    for reference in sorted(doc._.references, key=lambda r: r.end - r.start):
        for i in range(reference.start, reference.end):
            found[i] = reference
    return found


def phrase_start(head: Token) -> int:
    """Where the words before `head` begin that belong to it: adjectives, compounds, possessors."""
    start = head.i
    for token in head.lefts:
        if token.dep_ in (
            "amod",
            "compound",
            "poss",
            "det",
            "nummod",
            "nmod",
            "quantmod",
            "predet",
            "neg",
        ):
            start = min(start, token.left_edge.i)
    return start


def bare_start(doc: Doc, start: int, head: int) -> int:
    """`start` moved past determiners, numbers and quantities."""
    while start < head and (
        doc[start].tag_ in _DETERMINERS
        or doc[start].lower_ in ("some", "several", "many", "other", "of")
    ):
        start += 1
    return start


def owner_of(doc: Doc, start: int, end: int, by_token: dict[int, Reference]) -> str | None:
    """The state or body that a title belongs to: the adjective, possessor or name before it, or "of X" after it."""
    at = start - 1
    if at >= 0 and doc[at].lower_ in (
        "former",
        "ex-",
        "then",
        "acting",
        "-",
        "late",
        "new",
        "outgoing",
        "senior",
        "top",
        "interim",
    ):
        at -= 1
    if at >= 0 and doc[at].text in ("'s", "'"):
        at -= 1
    before = by_token.get(at) if at >= 0 else None
    if before and before.entities and not before.entities[0].startswith("person/"):
        return before.entities[0]
    inside = next(
        (by_token[i] for i in range(start, end) if i in by_token and by_token[i].entities), None
    )
    if inside and not inside.entities[0].startswith("person/"):
        return inside.entities[0]
    return next((r.entities[0] for r in _after(doc, end, by_token)), None)


def _after(doc: Doc, end: int, by_token: dict[int, Reference]) -> Iterator[Reference]:
    if end < len(doc) and doc[end].lower_ in ("of", "for", "to"):
        for i in range(end + 1, min(len(doc), end + 6)):
            reference = by_token.get(i)
            if reference and reference.entities and not reference.entities[0].startswith("person/"):
                yield reference
                return
            if doc[i].pos_ not in ("DET", "ADJ", "NOUN", "PROPN"):
                return


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it, from left to right."""
    return sorted(
        {
            token,
            *(t for t in token.conjuncts if t.i > token.i or t.head == token or token.head == t),
        },
        key=lambda t: t.i,
    )
