"""Words embedded once: what the model makes of a word before it looks at its neighbours depends on the word alone.

Half of what a tok2vec layer costs is the embedding, a function of the attributes of one token, and an article has few
words that those before it had not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDS  # type: ignore[import-not-found] # compiled, without stubs
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model
from thinc.types import Floats2d

MOST = 100_000
"""How many words are remembered before all are forgotten: 38 MB for a width of 96."""

_Table = NDArray[np.float32]
_Rows = NDArray[np.uint64]
_Embed = Model[Sequence[Any], list[Floats2d]]  # of Docs, or of what answers as they do
_Backprop = Callable[[list[Floats2d]], Any]  # thinc leaves open what an embedding gives back


class _Words:
    """Words as an embedding asks a Doc for them: their number, vocabulary and columns of attributes."""

    def __init__(self, vocab: Vocab, columns: Sequence[str], rows: _Rows) -> None:
        self.vocab, self._rows = vocab, rows
        self._columns = [IDS[name] for name in columns]

    def __len__(self) -> int:
        return len(self._rows)

    def to_array(self, asked: str | int | Sequence[str | int]) -> _Rows:
        """The columns of these attributes, or the one of this attribute; by their names or numbers."""
        if isinstance(asked, str | int):
            return np.ascontiguousarray(self._rows[:, self._place(asked)])
        return np.ascontiguousarray(self._rows[:, list(map(self._place, asked))])

    def _place(self, name: str | int) -> int:
        return self._columns.index(IDS.get(name, name))


class _Memory:
    """The embeddings of the words met, by the bytes of their attributes."""

    def __init__(self, columns: Sequence[str], width: int, most: int) -> None:
        self.columns, self.most = columns, most
        self.places: dict[bytes, int] = {}
        self.table: _Table = np.empty((1024, width), np.float32)

    def of(self, doc: Doc, embed: _Embed) -> _Table:
        """The embeddings of the tokens of `doc`, those of new words asked of `embed`."""
        rows = np.ascontiguousarray(doc.to_array(list(self.columns)))
        keys = rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel().tolist()
        new = {key: i for i, key in enumerate(keys) if key not in self.places}
        if len(self.places) + len(new) > self.most:
            self.places.clear()
            new = {key: i for i, key in enumerate(keys)}
        if new:
            words = _Words(doc.vocab, self.columns, rows[list(new.values())])
            self._keep(list(new), np.asarray(embed.predict([words])[0]))
        return self.table[[self.places[key] for key in keys]]

    def _keep(self, keys: list[bytes], rows: _Table) -> None:
        first = len(self.places)
        while first + len(keys) > len(self.table):
            self.table = np.concatenate([self.table, np.empty_like(self.table)])
        self.table[first : first + len(keys)] = rows
        self.places.update(zip(keys, range(first, first + len(keys)), strict=True))


def remembered(embed: _Embed, columns: Sequence[str], *, most: int = MOST) -> _Embed:
    """`embed` as a layer that asks it only for words that it has not met; `columns` are the attributes that it looks at.

    At most `most` words are remembered, and those of one Doc. While it is trained, the layer is `embed`.
    """
    memory = _Memory(columns, int(embed.layers[-2].get_dim("nO")), most)

    def forward(model: _Embed, docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], _Backprop]:
        if is_train:
            return model.layers[0](docs, is_train)
        found = [memory.of(doc, model.layers[0]) if len(doc) else _none(memory) for doc in docs]
        return found, _no_gradient

    return Model("comity_remembered_embed", forward, layers=[embed])


def _none(memory: _Memory) -> _Table:
    return memory.table[:0].copy()


def _no_gradient(_: list[Floats2d]) -> list[Doc]:
    return []
