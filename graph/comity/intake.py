"""Articles taken in, one after the other: read, and taken apart unless that was done before."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from comity import crew
from comity.articles import LONGEST, BadArticle, count, read
from comity.crew import Outcome
from comity.errors import InputError
from comity.extractions import MODEL, Filed, Made, files, made_by, reusable
from comity.model import Article
from comity.orders import Orders, batches
from comity.parse_folder import prune
from comity.rdf.swap import guarded

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
"""Called with the step's name, how much of it is done, and how much there is to do, 0 where nobody knows."""


def silent(step: str, done: int, total: int) -> None:
    """The progress of what nobody watches."""


def made(gazetteer: Path | None) -> Made:
    """What articles are read by today, with a user's table of further names.

    Raises:
        InputError: the table cannot be read.
    """
    return made_by(MODEL, gazetteer=gazetteer)


@dataclass(frozen=True, slots=True)
class Given:
    """What a graph is made from, and how it is to be read.

    `source` and `index` are those of `articles.read`, `gazetteer` is a user's table of further names, `workers` the number of
    processes that read, None for as many as measuring finds.
    """

    source: Path | str
    index: Path | None = None
    gazetteer: Path | None = None
    bounds: Bounds = DAILY
    workers: int | None = None

    def articles(self) -> Iterator[Article | BadArticle]:
        """The articles, one by one, and those that cannot be read.

        Raises:
            InputError: nothing is there to read, or no article could be read.
        """
        found = read(self.source, index=self.index, max_chars=self.bounds.max_chars)
        bad: list[BadArticle] = []
        for item in found:
            if isinstance(item, Article):
                return chain(bad, [item], found)
            bad.append(item)
        raise InputError(f"{self.source}: {_nothing_read(bad)}")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: extractions that were there as they are, those that were read now, and articles left out."""

    before: list[Filed] = field(default_factory=list)
    read: list[Filed] = field(default_factory=list)
    bad: list[BadArticle] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles there were."""
        return len(self.before) + len(self.read) + len(self.bad)

    @property
    def told(self) -> list[Filed]:
        """What there is of articles."""
        return [*self.before, *self.read]

    def add(self, outcome: Outcome) -> None:
        """Notes what became of an article that was to be read."""
        if isinstance(outcome, BadArticle):
            _log.warning("left out %s", outcome.message)
            self.bad.append(outcome)
        else:
            self.read.append(outcome)


def take(
    articles: Iterable[Article | BadArticle],
    given: Given,
    by: Made,
    *,
    folder: Path,
    known: Callable[[Article], Filed | BadArticle | None],
    tell: Progress,
    parses: bool,
    fresh: bool = False,
) -> Taken:
    """Takes in articles, in any order; the model is loaded only if one is to be read, and few are in memory at a time.

    `known` gives what stands for an article already, or why it is not wanted, None where it is to be read. What was read of each
    is kept in `folder` at once, until `settle`: a run that is stopped loses what it was reading, and the next one says
    so and goes on, unless it is to read all `fresh`. There too are used and kept the `parses`, unless they are not wanted.
    """
    if fresh:
        forget(folder)
    place = folder / UNFINISHED
    taken = Taken()
    queue = _Queue(articles, known, _before(by, place), taken, count(given.source))
    orders = Orders(
        by, place, given.gazetteer, folder if parses else None, fresh, given.bounds.seconds
    )
    found = crew.read(
        batches(queue), partial(_reader, orders), workers=given.workers, left=queue.left, tell=tell
    )
    for outcome in found:
        taken.add(outcome)
        tell("reading articles", taken.articles, max(queue.total or 0, taken.articles))
    return taken


def _reader(orders: Orders) -> crew.Reader:
    """What reads articles in one process."""
    from comity.reader import Reader  # here: what loads the language model takes a second itself

    return Reader(orders)


@dataclass(frozen=True, slots=True)
class _Queue:
    """The articles of a source that are to be read; of the others it is noted what became of them."""

    articles: Iterable[Article | BadArticle]
    known: Callable[[Article], Filed | BadArticle | None]
    stopped: Callable[[Article], Filed | None]
    taken: Taken
    total: int | None

    def __iter__(self) -> Iterator[Article]:
        """The articles to be read."""
        for item in self.articles:
            there = item if isinstance(item, BadArticle) else self.known(item)
            if isinstance(there, Filed):
                self.taken.before.append(there)
            elif isinstance(there, BadArticle):
                self.taken.bad.append(there)
            elif isinstance(item, Article):
                before = self.stopped(item)
                if before is None:
                    yield item
                else:
                    self.taken.read.append(before)

    def left(self) -> int | None:
        """How many are still to come, None where nobody knows."""
        return None if self.total is None else max(0, self.total - self.taken.articles)


def _before(by: Made, place: Path) -> Callable[[Article], Filed | None]:
    """What finds an article that was read by a run that was stopped, and says once that there is one."""
    many = len(files(place))
    said = False

    def found(article: Article) -> Filed | None:
        nonlocal said
        there = reusable(article, by, place) if many else None
        if there is not None and not said:
            _log.warning("going on where a run was stopped, which had read %d articles", many)
            said = True
        return there

    return found


def forget(folder: Path) -> None:
    """Drops what `take` has kept."""
    with guarded(folder):
        if (folder / UNFINISHED).exists():
            shutil.rmtree(folder / UNFINISHED)


def settle(folder: Path, told: Iterable[Filed], *, parses: bool = True) -> None:
    """Drops what `take` has kept, when the graph in `folder` holds it, and all `parses` but those of what is `told` there."""
    forget(folder)
    with guarded(folder):
        prune(folder, [kept.article for kept in told] if parses else [])


def _nothing_read(bad: Sequence[BadArticle]) -> str:
    if not bad:
        return "holds no article; give at least one"
    return f"none of {len(bad)} articles could be read; the first: {bad[0].message}"
