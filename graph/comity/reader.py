"""What reads articles in one process: the language model, loaded once, and where what they say is kept at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from comity.articles import BadArticle
from comity.crew import Outcome
from comity.errors import ExtractionError
from comity.extract import extract_all, load_pipeline
from comity.extractions import keep
from comity.model import Article, Extraction
from comity.orders import Orders

LIFE = 20_000
"""Articles after which the model is loaded anew, since a vocabulary keeps every word that it has met."""


class Model:
    """The language model of a process, loaded at once, and anew after `LIFE` articles; `gazetteer` is a user's table."""

    def __init__(self, gazetteer: Path | None = None) -> None:
        self._gazetteer = gazetteer
        self._load()

    def extract(
        self,
        articles: Sequence[Article],
        *,
        folder: Path | None = None,
        fresh: bool = False,
        seconds: float | None = None,
    ) -> Iterator[Extraction | ExtractionError]:
        """What each article says, in their order; see `extract.extract_all`."""
        if self._read >= LIFE:
            self._load()
        self._read += len(articles)
        return extract_all(self._nlp, articles, folder=folder, fresh=fresh, seconds=seconds)

    def _load(self) -> None:
        self._nlp = load_pipeline(gazetteer=self._gazetteer)
        self._read = 0


class Reader:
    """Reads articles by its orders."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._model = Model(orders.gazetteer)

    def read(self, articles: Sequence[Article]) -> list[Outcome]:
        """What each of some articles says, in their order, kept in the folder of the orders.

        Raises:
            StoreError: the folder cannot be written.
        """
        orders = self._orders
        found = self._model.extract(
            articles, folder=orders.parses, fresh=orders.fresh, seconds=orders.seconds
        )
        return [
            BadArticle(article.name, str(said))
            if isinstance(said, ExtractionError)
            else keep(said, orders.by, orders.folder)
            for article, said in zip(articles, found, strict=True)
        ]
