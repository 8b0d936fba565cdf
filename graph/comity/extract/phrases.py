"""Noun phrases: where they begin, who owns them, which of their tokens speak of an entity."""

from __future__ import annotations

import re

from comity.extract.records import Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.model import Span

_DETERMINERS = frozenset(("DT", "PRP$", "PDT", "CD", "POS", "WP$"))
_QUANTITIES = frozenset(("some", "several", "many", "other", "of"))
_OWNING = frozenset(("of", "from"))
_BEFORE_HEAD = frozenset("amod compound poss det nummod nmod quantmod predet neg".split())


def references_by_token(doc: Doc) -> dict[int, Reference]:
    """The reference that each token belongs to, the longest where they nest; not to be changed."""
    kept: tuple[object, dict[int, Reference]] | None = doc.user_data.get("references_by_token")
    if kept is not None and kept[0] is doc._.references:
        return kept[1]
    found: dict[int, Reference] = {}
    for reference in sorted(doc._.references, key=lambda r: r.end - r.start):
        for i in range(reference.start, reference.end):
            found[i] = reference
    doc.user_data["references_by_token"] = (doc._.references, found)
    return found


def characters(doc: Doc, start: int, end: int) -> Span:
    """The characters of the tokens from `start` to before `end`."""
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))


def words(doc: Doc, start: int, end: int) -> str:
    """The text of the tokens from `start` to before `end`, on one line."""
    return re.sub(r"\s+", " ", doc[start:end].text)


def phrase_start(head: Token) -> int:
    """Where the words before `head` begin that belong to it: adjectives, compounds, possessors."""
    if head.left_edge.i == head.i:
        return head.i
    return min(
        (token.left_edge.i for token in head.lefts if token.dep_ in _BEFORE_HEAD), default=head.i
    )


def owners_after(head: Token) -> list[Token]:
    """The owners behind a plural noun: X and Y of "the ministers of X and Y", also where Y is tied to the ministers."""
    found: list[Token] = []
    for preposition in head.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in _OWNING:
            for obj in (o for o in kids(preposition) if o.dep_ == "pobj"):
                found += [obj, *obj.conjuncts]
                found += [t for t in head.conjuncts if _goes_with(t, obj)]
    return found


def _goes_with(conjunct: Token, owner: Token) -> bool:
    """Whether a bare name follows "and" right after an owner: "the ministers of Peru and Ecuador"."""
    first = conjunct.left_edge.i
    if not (conjunct.pos_ == owner.pos_ == "PROPN" and 1 < first - owner.i < 4):
        return False
    return all(conjunct.doc[i].lower_ in ("and", ",") for i in range(owner.i + 1, first))


def bare_start(doc: Doc, start: int, head: int) -> int:
    """`start` moved past determiners, numbers and quantities."""
    first = start
    while start < head and (
        doc[start].tag_ in _DETERMINERS
        or doc[start].lower_ in _QUANTITIES
        or (start > first and doc[start].text == "-" and doc[start - 1].tag_ == "CD")
    ):
        start += 1
    return start
