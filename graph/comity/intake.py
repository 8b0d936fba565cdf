"""Articles taken in: read, and taken apart unless that was done before."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.articles import LONGEST, BadArticle, read
from comity.errors import ExtractionError, InputError
from comity.extract import MODEL, extract_all, load_pipeline
from comity.extract.parses import prune
from comity.extractions import Kept, Made, keep, kept, made_by, reusable
from comity.model import Article, Extraction

_log = logging.getLogger(__name__)

UNFINISHED = ".unfinished"
"""Where a run keeps what it has read until the graph holds it."""

TIMEOUT = 120.0
"""Seconds of processor time for what one article says, unless another bound is given."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one article may cost: characters, and seconds of processor time for the rules; None is no bound of time."""

    max_chars: int = LONGEST
    seconds: float | None = TIMEOUT


DAILY = Bounds()
"""The bounds where no others are given."""

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


def articles_of(
    source: Path | str, index: Path | None, bounds: Bounds = DAILY
) -> tuple[list[Article], list[BadArticle]]:
    """The articles of `source` and those that cannot be read; see `articles.read`.

    Raises:
        InputError: nothing is there to read, or no article could be read.
    """
    found = list(read(source, index=index, max_chars=bounds.max_chars))
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
    articles: Sequence[Article],
    by: Made,
    *,
    folder: Path,
    gazetteer: Path | None,
    tell: Progress,
    parses: bool,
    fresh: bool = False,
    bounds: Bounds = DAILY,
) -> tuple[list[Kept], list[BadArticle]]:
    """What the articles say, and those that could not be taken apart; the model is loaded only if there are any.

    What was read of each is kept in `folder` at once, until `settle`: a run that is stopped loses the article that it was
    reading, and the next one says so and goes on, unless it is to read all `fresh`. There too are used and kept the
    `parses`, unless they are not wanted.
    """
    if fresh:
        forget(folder)
    place = folder / UNFINISHED
    before = read_before(articles, by, place)
    if before:
        _log.warning(
            "going on where a run was stopped: %d of %d articles were read",
            len(before),
            len(articles),
        )
    rest = [article for article in articles if article.id not in before]
    if not rest:
        return list(before.values()), []
    tell("loading the language model", 0, 1)
    nlp = load_pipeline(gazetteer=gazetteer)
    tell("loading the language model", 1, 1)

    parsed = folder if parses else None
    found = extract_all(nlp, rest, folder=parsed, fresh=fresh, seconds=bounds.seconds)
    done: list[Kept] = []
    bad: list[BadArticle] = []
    for article, said in zip(rest, _told(found, len(rest), tell), strict=True):
        if isinstance(said, ExtractionError):
            _log.warning("left out %s: %s", article.name, said)
            bad.append(BadArticle(article.name, str(said)))
        else:
            done.append(kept(said, by))
            keep(done[-1], place)
    return [*before.values(), *done], bad


def forget(folder: Path) -> None:
    """Drops what `take` has kept."""
    if (folder / UNFINISHED).exists():
        shutil.rmtree(folder / UNFINISHED)


def settle(folder: Path, told: Iterable[Kept], *, parses: bool = True) -> None:
    """Drops what `take` has kept, when the graph in `folder` holds it, and all `parses` but those of what is `told` there."""
    forget(folder)
    prune(folder, [kept.extraction.citation.id for kept in told] if parses else [])


def _nothing_read(bad: Sequence[BadArticle]) -> str:
    if not bad:
        return "holds no article; give at least one"
    return f"none of {len(bad)} articles could be read; the first: {bad[0].message}"


def _told(
    found: Iterable[Extraction | ExtractionError], total: int, tell: Progress
) -> Iterator[Extraction | ExtractionError]:
    """What is found, told how far it is."""
    tell("reading articles", 0, total)
    for number, item in enumerate(found, 1):
        yield item
        tell("reading articles", number, total)
