"""Sentences with the words marked that the graph is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of an article's characters: what it is (trigger, actor, recipient), where it leads, and its title."""

    span: Span
    kind: str
    href: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, marked or not."""

    text: str
    mark: Mark | None = None


def pieces(text: str, start: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The sentence `text`, which begins at the character `start` of its article, in pieces.

    Of marks that overlap the trigger is kept, else the first; those outside of the sentence are left out.

    >>> [p.text for p in pieces("They met.", 100, [Mark(Span(105, 108), "trigger")])]
    ['They ', 'met', '.']
    """
    return tuple(_pieces(text, start, _apart(marks, Span(start, start + len(text)))))


def _apart(marks: Iterable[Mark], within: Span) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.kind != "trigger", m.span, m.kind, m.title)):
        inside = within.start <= mark.span.start < mark.span.end <= within.end
        if inside and not any(_overlap(mark.span, other.span) for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.span)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _pieces(text: str, start: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    at = 0
    for mark in marks:
        first, last = mark.span.start - start, mark.span.end - start
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], mark)
        at = last
    if at < len(text):
        yield Piece(text[at:])
