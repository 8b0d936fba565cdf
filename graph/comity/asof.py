"""The graph as it could be known on a day: made of what was read of the articles that were published by then.

World time, when something happens, stands in the events; knowledge time is the day on which an article is published. A graph
as of a day is not the graph of today without some rows: an event is then planned that is over by now, and a person has
the name that articles had given so far.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comity.assemble import merge
from comity.curating import log_of
from comity.curations import NONE, Curations
from comity.errors import QueryError, StoreError
from comity.extractions import Kept, load_all
from comity.model import Knowledge
from comity.rdf.cache import TRIES
from comity.rdf.quads import Run, to_quads
from comity.rdf.record import read_manifest
from comity.rdf.store import Graph, load_graph, to_graph

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What could be known on a day.

    `later` are the names of the articles that were published after it, `undated` of those that do not say when.
    """

    day: date
    knowledge: Knowledge
    run: Run
    later: tuple[str, ...]
    undated: tuple[str, ...]


def known(folder: Path, day: date) -> Known:
    """What the articles of the graph in `folder` told by `day`, that day included.

    Raises:
        StoreError: the extractions cannot be read.
        InputError: the decisions cannot be read.
        QueryError: no article was published by then.
    """
    read = told(folder)
    return known_by(read, day, log_of(folder).curations)


def told(folder: Path) -> tuple[Kept, ...]:
    """What was read of the articles of the graph in `folder`; a change that was broken off is finished first.

    Raises:
        StoreError: there is no graph, it has no extractions, one is missing, damaged or was changed by hand, or another
            program is writing.
    """
    for _ in range(TRIES):
        manifest = read_manifest(folder)
        try:
            return load_all(folder, hashes=manifest.hashes)
        except StoreError:
            if read_manifest(folder) == manifest:
                raise
    raise StoreError(f"{folder} is being changed by another program; try again later")


def known_by(read: tuple[Kept, ...], day: date, curations: Curations = NONE) -> Known:
    """As `known`, of extractions and decisions that are at hand; a decision counts for every day, whenever it was made.

    Raises:
        QueryError: no article was published by then.
    """
    by_then = [k for k in read if (p := k.extraction.citation.published) and p <= day]
    if not by_then:
        first = min((p for k in read if (p := k.extraction.citation.published)), default=None)
        since = f"the first is of {first}" if first else "none says when it was published"
        raise QueryError(f"no article was published by {day}; {since}")
    made = by_then[0].made
    return Known(
        day=day,
        knowledge=merge((k.extraction for k in by_then), curations=curations),
        run=Run(version=made.version, model=made.model),
        later=_names(read, lambda p: p is not None and p > day),
        undated=_names(read, lambda p: p is None),
    )


def known_before(
    read: tuple[Kept, ...], day: date, curations: Curations = NONE, *, undated: bool
) -> Knowledge:
    """What the articles of some extractions told before `day`; nothing where none was published by then.

    With `undated`, also what those told that do not say when they were published: they then make no difference between this and
    a graph that has them.
    """
    told_by_then = (
        k.extraction
        for k in read
        if (undated if (p := k.extraction.citation.published) is None else p < day)
    )
    return merge(told_by_then, curations=curations)


def _names(read: tuple[Kept, ...], wanted: Callable[[date | None], bool]) -> tuple[str, ...]:
    citations = (k.extraction.citation for k in read)
    return tuple(sorted(c.name for c in citations if wanted(c.published)))


@contextmanager
def open_as_of(folder: Path, day: date | None) -> Iterator[Graph]:
    """The graph of `folder`, read-only, for the length of a `with`: as of a day, or as it is when `day` is None.

    Raises:
        StoreError: there is no graph, or it is damaged.
        QueryError: no article was published by then.
    """
    yield graph_as_of(folder, day)


def graph_as_of(folder: Path, day: date | None) -> Graph:
    """As `open_as_of`, for a program that keeps the graph.

    Raises:
        StoreError, QueryError: as `open_as_of`.
    """
    if day is None:
        return load_graph(folder)
    then = known(folder, day)
    if then.undated:
        _log.warning(
            "left out, since they do not say when they were published: %s", ", ".join(then.undated)
        )
    return to_graph(to_quads(then.knowledge, run=then.run))
