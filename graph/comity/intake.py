"""Articles taken in: read, and taken apart unless that was done before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from comity.articles import BadArticle, read
from comity.errors import ExtractionError, InputError
from comity.extract import MODEL, extract, load_pipeline
from comity.extractions import Kept, Made, kept, made_by, reusable
from comity.model import Article, Extraction

_log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done, and how much there is to do."""


def silent(step: str, done: int, total: int) -> None:
    """The progress of what nobody watches."""


def made(gazetteer: Path | None) -> Made:
    """What articles are read by today, with a user's table of further names.

    Raises:
        InputError: the table cannot be read.
    """
    return made_by(MODEL, gazetteer=gazetteer)


def articles_of(source: Path | str, index: Path | None) -> tuple[list[Article], list[BadArticle]]:
    """The articles of `source` and those that cannot be read; see `articles.read`.

    Raises:
        InputError: nothing is there to read, or no article could be read.
    """
    found = list(read(source, index=index))
    bad = [item for item in found if isinstance(item, BadArticle)]
    articles = [item for item in found if isinstance(item, Article)]
    if not articles:
        raise InputError(f"{source}: {_nothing_read(bad)}")
    return articles, bad


def read_before(articles: Iterable[Article], by: Made, folder: Path) -> dict[str, Kept]:
    """By article, what was read of it before and still holds."""
    found = ((article.id, reusable(article, by, folder)) for article in articles)
    return {name: kept(extraction, by) for name, extraction in found if extraction is not None}


def take(
    articles: Sequence[Article], by: Made, *, gazetteer: Path | None, tell: Progress
) -> tuple[list[Kept], list[BadArticle]]:
    """What the articles say, and those that could not be taken apart; the model is loaded only if there are any."""
    if not articles:
        return [], []
    tell("loading the language model", 0, 1)
    nlp = load_pipeline(gazetteer=gazetteer)
    tell("loading the language model", 1, 1)
    done, bad = _extract(partial(extract, nlp), articles, tell)
    return [kept(extraction, by) for extraction in done], bad


def _nothing_read(bad: Sequence[BadArticle]) -> str:
    if not bad:
        return "holds no article; give at least one"
    return f"none of {len(bad)} articles could be read; the first: {bad[0].message}"


def _extract(
    one: Callable[[Article], Extraction], articles: Sequence[Article], tell: Progress
) -> tuple[list[Extraction], list[BadArticle]]:
    done, bad = [], []
    for number, article in enumerate(articles):
        tell("reading articles", number, len(articles))
        try:
            done.append(one(article))
        except ExtractionError as error:
            _log.warning("left out %s: %s", article.name, error)
            bad.append(BadArticle(article.name, str(error)))
    tell("reading articles", len(articles), len(articles))
    return done, bad
