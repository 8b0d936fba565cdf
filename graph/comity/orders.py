"""What a process that reads articles is told before it loads the language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.extractions import Made
from comity.model import Article

TOGETHER = 16
"""Articles that are parsed together, at most."""

_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Orders:
    """How articles are to be read: by what, into which folder, with which parses, and at what cost.

    `parses` is the folder below which parses are kept, None where none are; with `fresh` none that are there are used.
    `seconds` is the processor time that the rules may take for one article, None for any.
    """

    by: Made
    folder: Path
    gazetteer: Path | None = None
    parses: Path | None = None
    fresh: bool = False
    seconds: float | None = None


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in groups to be parsed together: not too many, nor together too long for memory."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == TOGETHER or size + len(article.text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch
