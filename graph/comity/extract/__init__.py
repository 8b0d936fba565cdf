"""From an article to what it says: one spaCy pipeline, then plain records.

spaCy lives here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import cast

import comity.extract.alone  # noqa: F401  (before anything of spaCy)

# isort: split
from spacy.language import Language
from spacy.tokens import Doc

from comity.collecting import seldom_collected
from comity.errors import ExtractionError
from comity.explanation import Explanation
from comity.extract import (  # noqa: F401  (registers the components)
    actors,
    attribution,
    claims,
    content,
    coreference,
    frames,
    names,
    offices,
    quotations,
    timing,
    tokens,
    topics,
    whereabouts,
)
from comity.extract.explanation import to_explanation
from comity.extract.parser import load_parser
from comity.extract.parsing import LONGEST, Prepared, parse_all, prepare, to_doc
from comity.extract.reading import read
from comity.extract.watch import DEFECTS, at_most, defect
from comity.extractions import MODEL
from comity.model import Article, Extraction
from comity.orders import batches

__all__ = [
    "LONGEST",
    "MODEL",
    "PIPELINE",
    "explain",
    "extract",
    "extract_all",
    "load_pipeline",
    "parse",
    "read",
]

PIPELINE = (
    "comity_names",
    "comity_offices",
    "comity_actors",
    "comity_coreference",
    "comity_offices_again",
    "comity_quotations",
    "comity_whereabouts",
    "comity_timing",
    "comity_frames",
    "comity_content",
    "comity_attribution",
    "comity_topics",
    "comity_claims",
)

_EXTENSIONS = (
    "article",
    "titles",
    "zones",
    "zone_of",
    "entities",
    "references",
    "quotations",
    "offices",
    "dateline",
    "dates",
    "candidates",
    "issues",
    "open_issues",
    "claims",
    "trace",
)
for _name in _EXTENSIONS:
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def load_pipeline(*, gazetteer: Path | None = None, fast: bool = True) -> Language:
    """The English model with comity's components behind it.

    `gazetteer` is a user's table of further names; without `fast`, the model runs as spaCy runs it, and finds the same.
    Loading takes a second of processor time; keep the result.
    """
    with seldom_collected():
        nlp = load_parser(fast=fast)
        for component in PIPELINE:
            own = gazetteer and component == "comity_names"
            nlp.add_pipe(component, config={"gazetteer": str(gazetteer)} if own else {})
    return nlp


def parse(nlp: Language, article: Article, *, traced: bool = False) -> Doc:
    """The article's Doc with everything that the components found; with `traced`, also what they dropped and why.

    Its text is that of `spaced(article)`, to be read with `read(doc, article)`.

    Raises:
        ExtractionError: the text is empty or longer than `LONGEST` characters.
    """
    return nlp(to_doc(nlp, prepare(article), traced=traced))


def extract(nlp: Language, article: Article) -> Extraction:
    """What `article` says.

    Raises:
        ExtractionError: see `parse`.
    """
    return read(parse(nlp, article), article)


def extract_all(
    nlp: Language,
    articles: Iterable[Article],
    *,
    folder: Path | None = None,
    fresh: bool = False,
    seconds: float | None = None,
) -> Iterator[Extraction | ExtractionError]:
    """What each article says, in their order, as `extract` finds it, or why it cannot be read.

    Articles are parsed some at a time, which is faster. Their parses are kept in `folder`, if one is given, and used
    again while the text and the parser are the same, unless all are to be parsed `fresh`. An article that the rules do
    not read in `seconds` of processor time is given up (see `watch.at_most`), as is one that shows a defect of a rule.
    """
    for batch in batches(articles):
        with seldom_collected():
            ready = [_prepared(article) for article in batch]
            whole = [given for given in ready if isinstance(given, Prepared)]
            docs = iter(_parsed(nlp, whole, folder, fresh=fresh))
            found = [given if isinstance(given, ExtractionError) else next(docs) for given in ready]
            told = [
                doc if isinstance(doc, ExtractionError) else _told(nlp, doc, article, seconds)
                for article, doc in zip(batch, found, strict=True)
            ]
        yield from told


def _parsed(
    nlp: Language, given: Sequence[Prepared], folder: Path | None, *, fresh: bool
) -> list[tokens.Doc | ExtractionError]:
    """The articles parsed, or why one cannot be: alone, then, so that it takes none with it."""
    try:
        return [*parse_all(nlp, given, later=PIPELINE, folder=folder, fresh=fresh)]
    except DEFECTS as error:
        if len(given) == 1:
            return [defect(error, given[0].article.name)]
        return [doc for one in given for doc in _parsed(nlp, [one], folder, fresh=fresh)]


def _told(
    nlp: Language, doc: tokens.Doc, article: Article, seconds: float | None
) -> Extraction | ExtractionError:
    """What a parsed article says by all rules, or why it is given up."""
    later = [cast(tokens.Component, pipe) for name, pipe in nlp.pipeline if name in PIPELINE]
    try:
        with at_most(seconds, article.name):
            return read(reduce(lambda doc, pipe: pipe(doc), later, doc), article)
    except ExtractionError as error:
        return error
    except DEFECTS as error:
        return defect(error, article.name)


def _prepared(article: Article) -> Prepared | ExtractionError:
    try:
        return prepare(article)
    except ExtractionError as error:
        return error


def explain(nlp: Language, article: Article, *, markup: bool = False) -> Explanation:
    """What `article` says, sentence by sentence, with what was passed over; `markup` adds the HTML of displaCy.

    Raises:
        ExtractionError: see `parse`.
    """
    return to_explanation(parse(nlp, article, traced=True), article, markup=markup)
