"""What spaCy found in a text, as plain columns by token: all of a parse that the rules look at, and all that is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import spacy.tokens
from spacy.strings import StringStore

COLUMNS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_UNSIGNED = (1 << 64) - 1
Columns = tuple[Sequence[str], ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The words of a text with their annotations.

    `columns` are, each by token, its text, its text in lower case, lemma, coarse and fine tag, dependency and type of
    entity; `spaces` says whether a space follows it, `heads` how far its head is from it. `sentences` are the tokens
    that begin one, `entities` the names that the model found: first token, the token after the last, label.
    """

    columns: Columns
    spaces: Sequence[int]
    heads: Sequence[int]
    sentences: Sequence[int]
    entities: Sequence[tuple[int, int, str]]

    @property
    def words(self) -> Sequence[str]:
        """The texts of the tokens."""
        return self.columns[0]

    @property
    def text(self) -> str:
        """The text, with the spaces between the tokens."""
        pairs = zip(self.words, self.spaces, strict=True)
        return "".join([f"{word} " if space else word for word, space in pairs])

    @property
    def lower(self) -> Sequence[str]:
        """The texts of the tokens in lower case."""
        return self.columns[1]


def annotations_of(doc: spacy.tokens.Doc) -> Annotations:
    """The annotations of a parsed doc; without sentences where it has none."""
    table = doc.to_array(["SPACY", "HEAD", *COLUMNS])
    spaces, heads, *columns = table.T.astype("int64").tolist()
    read = _strings(doc.vocab.strings).__getitem__
    return Annotations(
        tuple(list(map(read, column)) for column in columns),
        spaces,
        heads,
        [s.start for s in doc.sents] if doc.has_annotation("SENT_START") else [],
        [(entity.start, entity.end, entity.label_) for entity in doc.ents],
    )


class _Strings(dict[int, str]):
    """The strings of a store by their numbers, each decoded once."""

    def __init__(self, store: StringStore) -> None:
        self.store = store

    def __missing__(self, key: int) -> str:
        text = self[key] = self.store[key & _UNSIGNED]
        return text


_strings = lru_cache(maxsize=4)(_Strings)
