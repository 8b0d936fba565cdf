"""What is given as articles: a path, or rows at hand."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeAlias

from comity.errors import InputError

Articles: TypeAlias = str | Path | Iterable[Mapping[str, object]]
"""A path (see `articles.read`), or rows with `text` and where known `id title published publisher url note`."""

Day: TypeAlias = date | str
"""A day, or how it is written: 2023-05-07."""


@contextmanager
def source_of(articles: Articles) -> Iterator[Path | str]:
    """The path of what is given, for the length of a `with`; rows are written into a file for as long.

    Raises:
        InputError: what is given is neither a path nor rows.
    """
    if isinstance(articles, str | Path):
        yield articles
        return
    with tempfile.TemporaryDirectory(prefix="comity.") as place:
        table = Path(place) / "rows.jsonl"
        table.write_text("".join(map(_line, articles)), encoding="utf-8")
        yield table


def _line(row: object) -> str:
    """A row as JSON: days as texts, and nothing of what is missing (None, or the NaN of pandas)."""
    if not isinstance(row, Mapping):
        raise InputError(
            f"found {row!r:.60} among the articles; give a path, or dicts such as {{'id': 'a', 'text': '…'}}"
        )
    known = {str(k): v for k, v in row.items() if v is not None and v == v}
    return json.dumps(known, ensure_ascii=False, default=str) + "\n"


def day_of(given: Day | None, name: str) -> date | None:
    """The day that is meant; None for none.

    >>> day_of("2023-05-07", "to")
    datetime.date(2023, 5, 7)

    Raises:
        InputError: it is no day; the message begins with `name`.
    """
    if given is None:
        return None
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError as error:
        raise InputError(f"{name} must be a day such as 2023-05-07, and is {given!r}") from error
