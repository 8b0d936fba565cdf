"""Fixed wordings found in a text: the names of the gazetteer, and those of issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language

Found = tuple[int, int, str]
"""The first token of a wording, the token after its last, and what it stands for."""


class Wordings:
    """Wordings, each a sequence of words, and what each stands for; one word or more."""

    def __init__(self, wordings: Iterable[tuple[Sequence[str], str]]) -> None:
        self.by_first: dict[str, dict[tuple[str, ...], str]] = {}
        for words, meaning in wordings:
            self.by_first.setdefault(words[0], {})[tuple(words)] = meaning
        self.sizes = {word: sorted(set(map(len, rows))) for word, rows in self.by_first.items()}

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """Where wordings stand in `words`, all of them where they overlap, in the order of their first words.

        >>> list(Wordings([(["East", "Timor"], "tls"), (["Timor"], "island")]).find("in East Timor".split()))
        [(1, 3, 'tls'), (2, 3, 'island')]
        """
        for start, word in enumerate(words):
            if word in self.by_first:
                rows = self.by_first[word]
                for size in self.sizes[word]:
                    meaning = rows.get(tuple(words[start : start + size]))
                    if meaning is not None:
                        yield start, start + size, meaning


def words_in(nlp: Language, text: str) -> list[str]:
    """The words of `text`, cut as those of articles are."""
    return [token.text for token in nlp.make_doc(text)]


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
