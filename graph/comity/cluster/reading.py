"""A batch of articles in, a batch of what they say out: the one function that an engine maps, whichever it is.

It is pure: no clock, no network, no chance, nothing kept but the model, which each process loads once, and the ids of all that
it makes are digests of the articles. So a task that an engine runs twice changes nothing. It does not raise for what stands in
an article, either: one that cannot be read is a row with its problem.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pyarrow as pa

from comity.articles import BadArticle
from comity.assemble import merge
from comity.cluster.rows import COLUMNS, articles_of
from comity.errors import ComityError, ExtractionError
from comity.extract.watch import DEFECTS, defect
from comity.extractions import to_json
from comity.intake import DAILY, Bounds, made
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import load_ontology
from comity.model import Article, Extraction
from comity.rdf.nodes import to_quads
from comity.rdf.shared import shared
from comity.rdf.told import tellings, told
from comity.rdf.writing import to_bytes
from comity.reader import Model

__all__ = ["COLUMNS", "SCHEMA", "Settings", "extract_batch"]

_log = logging.getLogger(__name__)

SCHEMA = pa.schema(
    [
        ("article", pa.string()),
        ("name", pa.string()),
        ("month", pa.string()),
        ("problem", pa.string()),
        ("extraction", pa.binary()),
        ("quads", pa.string()),
    ]
)
"""What is said of an article: its id, name and month (`2031-03`, or `undated`), why it was left out, else null; what was read of
it, the bytes of its file of record; and as N-Quads, sorted, its graph and what it names, as if there were no other article."""

_BROKEN = (*DEFECTS, AssertionError, MemoryError, OSError, RuntimeError)
"""What an article can make the model or a rule raise; a fault of the machine is told with the article, too."""

_Row = dict[str, str | bytes | None]
_Said = Extraction | ExtractionError


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides what a batch gives, beside its articles; `gazetteer` is a path that every process can read."""

    bounds: Bounds = DAILY
    gazetteer: Path | None = None


DEFAULT = Settings()


def extract_batch(
    batch: pa.RecordBatch, settings: Settings = DEFAULT, *, watched: bool = False
) -> pa.RecordBatch:
    """A row of `SCHEMA` for each article of `batch`, which has `COLUMNS` or lines of JSON; see `rows.articles_of`.

    An article beyond the bounds is left out, as is one that the rules break on. When the batch is `watched`, articles are read
    one by one and named in the log before, so that the last one named is the one that ended the process; the rows are the same.
    """
    given = [*articles_of(batch, max_chars=settings.bounds.max_chars)]
    articles = [item for item in given if isinstance(item, Article)]
    said = iter(_watched(articles, settings) if watched else _together(articles, settings))
    rows = [
        _left_out(item.name, item.message) if isinstance(item, BadArticle) else _row(item, next(said), settings)
        for item in given
    ]  # fmt: skip
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _together(articles: Sequence[Article], settings: Settings) -> Iterable[_Said]:
    """What the articles say: parsed together, which is faster, or one by one where that breaks."""
    model = _model(settings.gazetteer)
    try:
        return [*model.extract(articles, seconds=settings.bounds.seconds)]
    except _BROKEN as error:
        _log.info("articles are read one by one, since together they gave %r", error)
        return [_alone(article, settings) for article in articles]


def _watched(articles: Sequence[Article], settings: Settings) -> Iterator[_Said]:
    for article in articles:
        _log.warning("reading %s", article.name)
        yield _alone(article, settings)


def _alone(article: Article, settings: Settings) -> _Said:
    model = _model(settings.gazetteer)
    try:
        (said,) = model.extract([article], seconds=settings.bounds.seconds)
    except _BROKEN as error:
        return defect(error, article.name)
    return said


_model = lru_cache(maxsize=1)(Model)
_made = cache(made)


def _row(article: Article, said: _Said, settings: Settings) -> _Row:
    if isinstance(said, ExtractionError):
        return _left_out(article.name, str(said), article)
    try:
        quads = _quads(said)
    except (ComityError, *_BROKEN) as error:
        return _left_out(
            article.name, f"{article.name}: no graph can be made of it: {error}", article
        )
    return {
        "article": article.id,
        "name": article.name,
        "month": _month(article),
        "problem": None,
        "extraction": to_json(said, _made(settings.gazetteer)),
        "quads": quads,
    }


def _quads(said: Extraction) -> str:
    """The graph of one article, and the events, people and places that it names; classes and issues are in the ontology."""
    known, ontology = merge([said]), load_ontology()
    own = (q for t in tellings(known) for q in to_quads(told(t, ontology), f"graph/{t.article}"))
    things = shared(known, ontology, _background())
    named = (quad for thing in things for quad in to_quads(thing.told(ontology), thing.graph))
    return to_bytes(sorted({*own, *named}, key=str)).decode("utf-8")


@cache
def _background() -> frozenset[str]:
    return frozenset(load_gazetteer().entries)


def _left_out(name: str, problem: str, article: Article | None = None) -> _Row:
    month = "undated" if article is None else _month(article)
    known = None if article is None else article.id
    return {"article": known, "name": name, "month": month, "problem": problem}


def _month(article: Article) -> str:
    return article.published.isoformat()[: len("2031-03")] if article.published else "undated"
