"""Articles parsed: one, or many, some at a time, with the parses that were kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from comity.errors import ExtractionError
from comity.extract import parses, tokens
from comity.extract.paragraphs import with_zones
from comity.extract.spacing import spaced
from comity.extract.text import Zone, readable, zones
from comity.model import Article
from comity.orders import TOGETHER

LONGEST = 1_000_000
"""Characters that the parser takes, whatever bound is given; see `comity.articles.LONGEST` for that of every day."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as it is to be parsed: without needless spaces, its furniture left out, with its zones."""

    article: Article
    text: str
    zones: tuple[Zone, ...]


def prepare(article: Article) -> Prepared:
    """The article as it is to be parsed.

    Raises:
        ExtractionError: its text is empty or longer than `LONGEST` characters.
    """
    if not article.text.strip("\ufeff").strip():
        raise ExtractionError(f"{article.name}: the text is empty; fill it or remove the article")
    if len(article.text) > LONGEST:
        raise ExtractionError(
            f"{article.name}: {len(article.text)} characters, more than {LONGEST}; "
            "split it into articles"
        )
    shown = spaced(article)
    parts = zones(shown.text, title=shown.citation.title)
    return Prepared(shown, readable(shown.text, parts), tuple(parts))


def to_doc(nlp: Language, given: Prepared, *, traced: bool = False) -> Doc:
    """The words of an article, to be parsed; with `traced`, components note what they drop."""
    return _noted(nlp.make_doc(given.text), given, traced=traced)


def parse_all(
    nlp: Language,
    articles: Sequence[Prepared],
    *,
    later: Sequence[str],
    folder: Path | None,
    fresh: bool,
) -> list[tokens.Doc]:
    """The articles as docs that the rules read, parsed by all components of `nlp` but those that come `later`.

    Parses are kept in `folder`, if one is given, and taken from there unless they are to be `fresh`.
    """
    keys = [parses.key_of(given.text, given.zones) for given in articles]
    found: dict[int, tokens.Doc] = {}
    if folder is not None and not fresh:
        for i, (given, key) in enumerate(zip(articles, keys, strict=True)):
            kept = parses.recall(folder, given.article.id, key)
            if kept is not None and kept.text == given.text:
                found[i] = with_zones(_noted(tokens.Doc(kept), given))
    new = [i for i in range(len(articles)) if i not in found]
    if not new:  # spaCy sets up its pipe even so
        return [found[i] for i in range(len(articles))]
    docs = (to_doc(nlp, articles[i]) for i in new)
    for i, doc in zip(new, nlp.pipe(docs, batch_size=TOGETHER, disable=later), strict=True):
        found[i] = tokens.doc_of(doc)
        if folder is not None:
            parses.keep(folder, articles[i].article.id, keys[i], found[i].annotations)
    return [found[i] for i in range(len(articles))]


def _noted(doc: tokens.AnyDoc, given: Prepared, *, traced: bool = False) -> tokens.AnyDoc:
    doc._.article, doc._.zones = given.article, given.zones
    doc._.trace = () if traced else None
    return doc
