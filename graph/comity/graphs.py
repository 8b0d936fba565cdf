"""The one place where articles become a graph, and where a graph is changed: read, extract, assemble, check, put.

The same articles give the same bytes, in whatever order and however often, and whether they came at once or one by
one. An article that cannot be read, taken apart or admitted by the shapes is left out, named with its reason, and
the others go on. Nothing is written before everything is checked, and all files are replaced as one. What was read of
an article is kept beside the graph, and used again while the article and what reads it are the same.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from comity.articles import BadArticle
from comity.assemble import Assembled
from comity.assemble.ties import Score, scored
from comity.curating import log_of
from comity.errors import InputError
from comity.extractions import reusable
from comity.increment import Change, add, curate, remove, update
from comity.intake import DAILY, Bounds, Given, Progress, Taken, made, settle, silent, take
from comity.publish import Published, publish
from comity.rdf.record import Manifest, hashes_of
from comity.rdf.swap import writing

__all__ = [
    "Bounds",
    "Change",
    "Progress",
    "Summary",
    "add",
    "build",
    "build_of",
    "curate",
    "remove",
    "update",
]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made; `types` are (event class, number of events), most frequent first."""

    articles: int
    bad: tuple[BadArticle, ...]
    events: int
    types: tuple[tuple[str, int], ...]
    reports: int
    claims: int
    people: int
    issues: int
    seconds: float
    curated: Assembled
    manifest: Manifest

    @property
    def quads(self) -> int:
        """How many quads the graph has."""
        return self.manifest.quads


def build(
    source: Path | str,
    *,
    output: Path,
    gazetteer: Path | None = None,
    index: Path | None = None,
    curations: Path | None = None,
    fresh: bool = False,
    parses: bool = True,
    bounds: Bounds = DAILY,
    workers: int | None = None,
    progress: Progress = silent,
) -> Summary:
    """Builds the graph of the articles in `source` into the folder `output`, and says what it holds.

    `source` and `index` are those of `articles.read`; `gazetteer` is a CSV file of further states, bodies
    and places; `progress` is told how far each step is. Articles that were read before are read again only
    where they, the rules or the tables have changed, and then by the `parses` that are kept in `output`, unless
    none are wanted; `fresh` asks for all to be parsed, read, made and checked anew. The decisions of people in
    `output` are followed, or those of the file `curations`, which is copied there. An article beyond the `bounds` is left
    out. `workers` is the number of processes that read, None for as many as measuring finds; the graph is the same.

    Raises:
        InputError: nothing is there to read, no article could be read, or the decisions cannot be read.
        OntologyError: the gazetteer contradicts itself.
        StoreError: the folder cannot be written, another program writes there, or the shapes refuse the graph as
            a whole.
    """
    given = Given(source, index, gazetteer, bounds, workers)
    articles, by = given.articles(), made(gazetteer)

    def read() -> Taken:
        hashes = hashes_of(output)
        return take(
            articles,
            given,
            by,
            folder=output,
            known=lambda article: None if fresh else reusable(article, by, output, hashes=hashes),
            tell=progress,
            parses=parses,
            fresh=fresh,
        )

    return build_of(
        read,
        source=str(source),
        output=output,
        curations=curations,
        fresh=fresh,
        parses=parses,
        progress=progress,
    )


def build_of(
    read: Callable[[], Taken],
    *,
    source: str,
    output: Path,
    curations: Path | None = None,
    fresh: bool = False,
    parses: bool = True,
    progress: Progress = silent,
    score: Score = scored,
) -> Summary:
    """As `build`, of what an engine is to `read` of the articles in `source`, and to keep below `output`.

    With `fresh` all is made and checked anew; without `parses` none stay in `output`; `score` compares pairs of
    tellings, as `ties.scored` does.

    Raises:
        InputError: no article could be read, or the decisions cannot be read.
        StoreError: see `build`.
    """
    began = time.perf_counter()
    log = log_of(output, curations)
    with writing(output) as stage:
        taken = read()
        if not taken.told:
            last = taken.bad[-1].message if taken.bad else "there is none"
            raise InputError(f"{source}: no article could be taken apart; {last}")
        done = publish(
            taken.told, stage, log=log, anew=fresh, doubted=True, score=score, tell=progress
        )
        settle(output, done.kept, parses=parses)
    return _summary(done, taken.bad, seconds=time.perf_counter() - began)


def _summary(done: Published, bad: Iterable[BadArticle], *, seconds: float) -> Summary:
    knowledge = done.knowledge
    types = Counter(event.type for event in knowledge.events)
    return Summary(
        articles=len(done.kept),
        bad=tuple(sorted([*bad, *done.refused], key=lambda b: (b.name, b.message))),
        events=len(knowledge.events),
        types=tuple(sorted(types.items(), key=lambda x: (-x[1], x[0]))),
        reports=len(knowledge.reports),
        claims=len(knowledge.claims),
        people=sum(e.type == "Person" for e in knowledge.entities),
        issues=len({topic for event in knowledge.events for topic in event.topics}),
        seconds=seconds,
        curated=done.assembled,
        manifest=done.manifest,
    )
