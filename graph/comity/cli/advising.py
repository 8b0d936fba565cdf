"""What is worth saying when articles were taken in: days that lack, files that were not read, and what comes next."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from comity.articles import not_read
from comity.errors import StoreError
from comity.extractions import FOLDER
from comity.model import Citation
from comity.rdf.record import read_manifest

_FEW = 3


def advice(source: Path | str, index: Path | None, taken: Iterable[Citation]) -> Iterator[str]:
    """A line for what should be known of the articles `taken` from `source`, none where all is as it should be."""
    undated = sorted(citation.name for citation in taken if citation.published is None)
    if undated:
        lacking = f"{_listed(undated)}: no day of publication, so that 'on Wednesday' and the like stay open"
        yield f"{lacking}; {_remedy(source, index)}"
    passed_over = not_read(source)
    if passed_over:
        yield f"not read: {_listed(passed_over)}; articles are .txt files here, or a .jsonl or .csv that is given by itself"


def _remedy(source: Path | str, index: Path | None) -> str:
    """Where the days of publication go."""
    path = Path(source)
    if str(source) == "-" or path.suffix.lower() == ".jsonl":
        return "give each line `published`: YYYY-MM-DD"
    if path.suffix.lower() == ".csv":
        return f"fill in the column `published` of {path}: YYYY-MM-DD"
    place = path if path.is_dir() else path.parent
    table = index or place / "index.csv"
    if table.exists():
        return f"fill in the column `published` of {table}: YYYY-MM-DD"
    return f"`comity init {shlex.quote(str(place))}` makes {table}, where it goes"


def _listed(names: Iterable[str]) -> str:
    """The names, or the first of them and how many more there are."""
    every = list(names)
    more = f" and {len(every) - _FEW} more" if len(every) > _FEW else ""
    return f"{', '.join(every[:_FEW])}{more}"


def kept_in(folder: Path) -> frozenset[str]:
    """The files of record of what was read of articles, if there is a graph in the folder that can be read."""
    try:
        return frozenset(name for name in read_manifest(folder).files if name.startswith(FOLDER))
    except StoreError:
        return frozenset()  # a build makes it anew


def next_question(graph: Path, default: Path) -> str:
    """The command that asks the graph a first question."""
    where = "" if graph == default else f" {shlex.quote(str(graph))}"
    return f"Next:      comity ask events{where}"
