"""One pipeline for a whole session, and what it reads in the two corpora, each once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity.articles import read
from comity.model import Article, Extraction, to_article

if TYPE_CHECKING:
    from spacy.language import Language

ARTICLES = Path(__file__).parent.parent / "articles"
PUBLISHED = date(2024, 8, 22)
Reader = Callable[[Article], Extraction]


def corpus() -> tuple[Article, ...]:
    """The sentences of the table, each an article, and the articles that may be looked into."""
    table = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))
    rows = [*table["right"], *table["misread"]]
    sentences = (
        to_article(row["text"], name=f"row-{n}", published=PUBLISHED) for n, row in enumerate(rows)
    )
    return (*sentences, *(a for a in read(ARTICLES / "dev") if isinstance(a, Article)))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline; loading it takes seconds."""
    from comity.extract import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def reader(nlp: Language) -> Reader:
    """Extraction that reads no article twice."""
    from comity.extract import extract

    return cache(lambda article: extract(nlp, article))


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    """See `corpus`."""
    return corpus()
