"""Changing the graph of a folder, and saying what was left out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from comity.api.sources import Articles, source_of
from comity.articles import BadArticle

if TYPE_CHECKING:
    from comity.assemble import Assembled
    from comity.graphs import Change, Progress


def silent(step: str, done: int, total: int) -> None:
    """The progress of what nobody watches."""


def add(
    articles: Articles,
    folder: Path,
    *,
    gazetteer: Path | None,
    index: Path | None,
    replace: bool,
    progress: Progress,
) -> Change:
    """Adds articles to the graph of a folder; those of a name that it has are replaced where `replace` says so."""
    from comity import graphs  # here: the language model takes seconds

    verb = graphs.update if replace else graphs.add
    with source_of(articles) as source:
        return verb(source, output=folder, gazetteer=gazetteer, index=index, progress=progress)


def remove(names: Iterable[str], folder: Path, *, progress: Progress) -> Change:
    """Removes articles from the graph of a folder."""
    from comity import graphs  # here: the language model takes seconds

    return graphs.remove(names, output=folder, progress=progress)


def warn(bad: Iterable[BadArticle], curated: Assembled | None) -> None:
    """Warns whoever called the caller of every article that was left out, and of every decision that does not apply."""
    for article in bad:
        where = "" if article.message.startswith(article.name) else f"{article.name}: "
        warnings.warn(f"left out {where}{article.message}", stacklevel=3)
    for problem in curated.problems if curated else ():
        warnings.warn(f"not applied: {problem}", stacklevel=3)


def path_of(given: Path | str | None) -> Path | None:
    """The path that is meant; None for none."""
    return None if given is None else Path(given)
