"""The one place where articles become a graph: read, extract, assemble, check, put.

The same articles give the same bytes, in whatever order and however often. An article that cannot be read,
taken apart or admitted by the shapes is left out, named with its reason in the `Summary`, and the others
go on. Nothing is written before everything is checked, and `graph.nq` is replaced in one step. What was read of
an article is kept beside the graph, and used again while the article and what reads it are the same.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from comity import __version__, extractions
from comity.articles import BadArticle, read
from comity.assemble import merge
from comity.errors import ExtractionError, InputError, StoreError
from comity.extract import MODEL, extract, load_pipeline
from comity.model import Article, Extraction, Knowledge
from comity.rdf.findings import Finding
from comity.rdf.quads import Quad, Run, to_quads
from comity.rdf.shapes import check
from comity.rdf.store import write

_log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done, and how much there is to do."""


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
    quads: int
    seconds: float


def build(
    source: Path | str,
    *,
    output: Path,
    gazetteer: Path | None = None,
    index: Path | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Builds the graph of the articles in `source` into the folder `output`, and says what it holds.

    `source` and `index` are those of `articles.read`; `gazetteer` is a CSV file of further states, bodies
    and places; `progress` is told how far each step is. Articles that were read before are read again only
    where they, the rules or the tables have changed, or where `fresh` asks for it.

    Raises:
        InputError: nothing is there to read, or no article could be read.
        OntologyError: the gazetteer contradicts itself.
        StoreError: the folder cannot be written, or the shapes refuse the graph as a whole.
    """
    tell = progress or _silent
    began = time.perf_counter()
    found = list(read(source, index=index))
    bad = [item for item in found if isinstance(item, BadArticle)]
    articles = [item for item in found if isinstance(item, Article)]
    if not articles:
        raise InputError(f"{source}: {_nothing_read(bad)}")
    made = extractions.made_by(MODEL, gazetteer=gazetteer)
    before = {} if fresh else _read_before(articles, made, output)
    told, unread = _read(articles, before, gazetteer, tell)
    run = Run(version=__version__, model=MODEL)
    kept, knowledge, quads, refused = _checked(told, run, tell)
    tell("writing", 0, 1)
    write(quads, output)
    _keep(
        [extraction for extraction in kept if before.get(extraction.citation.id) is not extraction],
        made,
        output,
    )
    extractions.keep_only(kept, output)
    tell("writing", 1, 1)
    every = tuple(sorted([*bad, *unread, *refused], key=lambda b: (b.name, b.message)))
    return _summary(len(kept), knowledge, quads, bad=every, seconds=time.perf_counter() - began)


def _silent(step: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def _nothing_read(bad: Sequence[BadArticle]) -> str:
    if not bad:
        return "holds no article; give at least one"
    return f"none of {len(bad)} articles could be read; the first: {bad[0].message}"


def _read_before(
    articles: Iterable[Article], made: extractions.Made, folder: Path
) -> dict[str, Extraction]:
    """By article, what was read of it before and still holds."""
    found = ((article.id, extractions.reusable(article, made, folder)) for article in articles)
    return {name: extraction for name, extraction in found if extraction is not None}


def _read(
    articles: Sequence[Article],
    before: Mapping[str, Extraction],
    gazetteer: Path | None,
    tell: Progress,
) -> tuple[list[Extraction], list[BadArticle]]:
    """What the articles say, and those that could not be read; the model is loaded only if one is new."""
    new = [article for article in articles if article.id not in before]
    if not new:
        return list(before.values()), []
    tell("loading the language model", 0, 1)
    nlp = load_pipeline(gazetteer=gazetteer)
    tell("loading the language model", 1, 1)
    done, bad = _extract(partial(extract, nlp), new, tell)
    return [*before.values(), *done], bad


def _keep(told: Iterable[Extraction], made: extractions.Made, folder: Path) -> None:
    for extraction in told:
        extractions.save(extraction, made, folder)


def _extract(
    take: Callable[[Article], Extraction], articles: Sequence[Article], tell: Progress
) -> tuple[list[Extraction], list[BadArticle]]:
    done, bad = [], []
    for number, article in enumerate(articles):
        tell("reading articles", number, len(articles))
        try:
            done.append(take(article))
        except ExtractionError as error:
            _log.warning("left out %s: %s", article.name, error)
            bad.append(BadArticle(article.name, str(error)))
    tell("reading articles", len(articles), len(articles))
    return done, bad


def _checked(
    told: Sequence[Extraction], run: Run, tell: Progress
) -> tuple[Sequence[Extraction], Knowledge, Sequence[Quad], list[BadArticle]]:
    """The extractions that the shapes admit, their knowledge and quads, and the articles that they refuse.

    Raises:
        StoreError: the shapes refuse something that no single article is to blame for.
    """
    tell("checking", 0, 1)
    knowledge, quads, findings = _assembled(told, run)
    if not findings:
        tell("checking", 1, 1)
        return told, knowledge, quads, []
    blamed = {finding.article: finding for finding in reversed(findings)}
    admitted = [e for e in told if e.citation.name not in blamed]
    if not admitted or len(admitted) == len(told):
        raise StoreError(f"the shapes refuse the graph: {findings[0]}")
    names = {e.citation.name for e in told}
    bad = [BadArticle(n, str(f)) for n, f in sorted(blamed.items()) if n in names]
    kept, knowledge, quads, more = _checked(admitted, run, tell)
    return kept, knowledge, quads, [*bad, *more]


def _assembled(
    told: Iterable[Extraction], run: Run
) -> tuple[Knowledge, Sequence[Quad], tuple[Finding, ...]]:
    knowledge = merge(told)
    quads = to_quads(knowledge, run=run)
    return knowledge, quads, check(quads)


def _summary(
    articles: int,
    knowledge: Knowledge,
    quads: Sequence[Quad],
    *,
    bad: tuple[BadArticle, ...],
    seconds: float,
) -> Summary:
    types = Counter(event.type for event in knowledge.events)
    return Summary(
        articles=articles,
        bad=bad,
        events=len(knowledge.events),
        types=tuple(sorted(types.items(), key=lambda x: (-x[1], x[0]))),
        reports=len(knowledge.reports),
        claims=len(knowledge.claims),
        people=sum(e.type == "Person" for e in knowledge.entities),
        issues=len({topic for event in knowledge.events for topic in event.topics}),
        quads=len(quads),
        seconds=seconds,
    )
