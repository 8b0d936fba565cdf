"""Where sentences begin and end, and the words of a Doc: each worked out once for a Doc and kept with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from comity.extract.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Bounds:
    """By token the number of its sentence, and by sentence where it starts and ends."""

    number: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def start(self, i: int) -> int:
        """The first token of the sentence of token `i`."""
        return self.starts[self.number[i]]

    def end(self, i: int) -> int:
        """The token after the sentence of token `i`."""
        return self.ends[self.number[i]]


def once(doc: Doc, name: str, make: Callable[[Doc], Kept]) -> Kept:
    """What `make` gives for the doc, worked out the first time that it is asked for by `name`."""
    kept: dict[str, Kept] = doc.user_data
    if name not in kept:
        kept[name] = make(doc)
    return kept[name]


def bounds_of(doc: Doc) -> Bounds:
    """Where the sentences of the doc begin and end."""
    return once(doc, "bounds", _bounds)


def text_of(doc: Doc) -> str:
    """The text of the doc."""
    return doc.text


def sentence_texts(doc: Doc) -> tuple[tuple[int, str], ...]:
    """For each sentence the character where it starts and its text, white space around it included."""
    return once(doc, "sentence_texts", _sentence_texts)


def nouns_of(doc: Doc) -> list[Token]:
    """The common and proper nouns of the doc."""
    return [doc[i] for i in once(doc, "nouns", _nouns)]


def words_of(doc: Doc) -> Sequence[str]:
    """The texts of the tokens; not to be changed."""
    return doc.annotations.words


def lower_words(doc: Doc) -> Sequence[str]:
    """The texts of the tokens in lower case; not to be changed."""
    return doc.annotations.lower


def _nouns(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.pos_ in _NOUNS]


def words_between(doc: Doc, start: int, end: int) -> str:
    """The text from token `start` to before token `end`."""
    last = doc[end - 1]
    return text_of(doc)[doc[start].idx : last.idx + len(last.text)]


def _sentence_texts(doc: Doc) -> tuple[tuple[int, str], ...]:
    text, bounds = text_of(doc), bounds_of(doc)
    first = (doc[i] for i in bounds.starts)
    last = (doc[i - 1] for i in bounds.ends)
    return tuple(
        (a.idx, text[a.idx : b.idx + len(b.text)]) for a, b in zip(first, last, strict=True)
    )


def _bounds(doc: Doc) -> Bounds:
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
    number = tuple(n for n, (start, end) in enumerate(bounds) for _ in range(start, end))
    return Bounds(number, tuple(a for a, _ in bounds), tuple(b for _, b in bounds))


def kids(token: Token) -> Sequence[Token]:
    """The children of a token in the parse, in the order of the text; not to be changed."""
    return token.children
