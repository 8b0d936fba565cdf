"""What reads articles in one process: the language model, loaded once, and where what they say is kept at once."""

from __future__ import annotations

from collections.abc import Sequence

from comity.articles import BadArticle
from comity.crew import Outcome
from comity.errors import ExtractionError
from comity.extract import extract_all, load_pipeline
from comity.extractions import keep
from comity.model import Article
from comity.orders import Orders

LIFE = 20_000
"""Articles after which the model is loaded anew, since a vocabulary keeps every word that it has met."""


class Reader:
    """Reads articles by its orders."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._load()

    def read(self, articles: Sequence[Article]) -> list[Outcome]:
        """What each of some articles says, in their order, kept in the folder of the orders.

        Raises:
            StoreError: the folder cannot be written.
        """
        orders = self._orders
        if self._read > LIFE:
            self._load()
        self._read += len(articles)
        found = extract_all(
            self._nlp, articles, folder=orders.parses, fresh=orders.fresh, seconds=orders.seconds
        )
        return [
            BadArticle(article.name, str(said))
            if isinstance(said, ExtractionError)
            else keep(said, orders.by, orders.folder)
            for article, said in zip(articles, found, strict=True)
        ]

    def _load(self) -> None:
        self._nlp = load_pipeline(gazetteer=self._orders.gazetteer)
        self._read = 0
