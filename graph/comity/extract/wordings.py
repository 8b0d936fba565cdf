"""Fixed wordings found in a text: the names of the gazetteer, and those of issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Found = tuple[int, int, str]
"""The first token of a wording, the token after its last, and what it stands for."""


@dataclass(slots=True)
class _Word:
    """A word of wordings: what the words up to here stand for, if they are a wording, and the words that go on."""

    meaning: str | None = None
    after: dict[str, _Word] = field(default_factory=dict)


class Wordings:
    """Wordings, each a sequence of words, and what each stands for; one word or more."""

    def __init__(self, wordings: Iterable[tuple[Sequence[str], str]] = ()) -> None:
        self.first: dict[str, _Word] = {}
        for words, meaning in wordings:
            self.add(words, meaning)

    def add(self, words: Sequence[str], meaning: str) -> None:
        """Adds a wording; one that is there already means this from now on."""
        last = self.first.setdefault(words[0], _Word())
        for word in words[1:]:
            last = last.after.setdefault(word, _Word())
        last.meaning = meaning

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """Where wordings stand in `words`, all of them where they overlap, in the order of their first words.

        >>> list(Wordings([(["East", "Timor"], "tls"), (["Timor"], "island")]).find("in East Timor".split()))
        [(1, 3, 'tls'), (2, 3, 'island')]
        """
        begins = self.first
        for start, first in enumerate(words):
            if first in begins:
                yield from _read(begins[first], words, start)


def _read(word: _Word, words: Sequence[str], start: int) -> Iterator[Found]:
    """The wordings that begin with the word at `start`, the shortest first."""
    for end in range(start + 1, len(words) + 1):
        if word.meaning is not None:
            yield start, end, word.meaning
        if end == len(words) or words[end] not in word.after:
            return
        word = word.after[words[end]]


def longest_apart(found: Iterable[Found]) -> list[Found]:
    """The longest, the first of those as long, that do not overlap, in the order of the text.

    >>> longest_apart([(0, 2, "a"), (1, 4, "b"), (4, 5, "c")])
    [(1, 4, 'b'), (4, 5, 'c')]
    """
    kept: list[Found] = []
    used: set[int] = set()
    for start, end, meaning in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if used.isdisjoint(range(start, end)):
            used.update(range(start, end))
            kept.append((start, end, meaning))
    return sorted(kept)
