"""Where the parses of articles are kept, one file each: `parses/<digits>.parse`. What they hold is `extract/parses.py`'s part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from comity.files import remove

FOLDER = "parses"
_SUFFIX = ".parse"


def path_of(folder: Path, article: str) -> Path:
    """The file for the parse of the article with this id, below `folder`."""
    return folder / FOLDER / f"{article.removeprefix('article/')}{_SUFFIX}"


def prune(folder: Path, articles: Iterable[str]) -> None:
    """Removes from `folder` the parses of all but the articles with these ids."""
    place = folder / FOLDER
    if not place.is_dir():
        return
    wanted = {path_of(folder, article).name for article in articles}
    for path in sorted(place.iterdir()):
        if path.suffix in (_SUFFIX, ".part") and path.name not in wanted:
            remove(path)
    if not any(place.iterdir()):
        place.rmdir()
