"""Laws of what is extracted, on every sentence of the table and on the articles that may be looked into."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from comity.errors import ExtractionError
from comity.extract import LONGEST, extract
from comity.extract.text import DATELINE, zones
from comity.knowledge.ontology import load_ontology
from comity.model import Article, Extraction, to_article

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model
Reader = Callable[[Article], Extraction]
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def test_the_corpus_says_much(articles: tuple[Article, ...], reader: Reader) -> None:
    assert sum(len(reader(article).reports) for article in articles) > 250


def test_sentences_slice_to_their_text(articles: tuple[Article, ...], reader: Reader) -> None:
    for article in articles:
        for sentence in reader(article).sentences:
            assert sentence.span.of(article.text) == sentence.text
            assert sentence.text.strip() == sentence.text != ""


def test_every_report_and_claim_has_sentences(
    articles: tuple[Article, ...], reader: Reader
) -> None:
    for article in articles:
        found = reader(article)
        known = {s.id for s in found.sentences}
        for fact in (*found.reports, *found.claims):
            assert fact.sentences
            assert set(fact.sentences) <= known


def test_no_sentence_without_a_fact(articles: tuple[Article, ...], reader: Reader) -> None:
    for article in articles:
        found = reader(article)
        used = {s for fact in (*found.reports, *found.claims) for s in fact.sentences}
        assert {s.id for s in found.sentences} == used


def test_a_trigger_lies_in_the_first_sentence(
    articles: tuple[Article, ...], reader: Reader
) -> None:
    for article in articles:
        found = reader(article)
        spans = {s.id: s.span for s in found.sentences}
        for report in found.reports:
            first = spans[report.sentences[0]]
            assert first.start <= report.trigger.start < report.trigger.end <= first.end
            assert report.trigger.of(article.text) == report.trigger_text


def test_participants_and_mentions_lie_in_the_text(
    articles: tuple[Article, ...], reader: Reader
) -> None:
    for article in articles:
        found = reader(article)
        known = {e.id for e in found.entities}
        for report in found.reports:
            assert len({p.entity for p in report.participants}) == len(report.participants) > 0
            for participant in report.participants:
                assert participant.entity in known
                assert participant.span.of(article.text).strip()
        for mention in found.mentions:
            assert mention.entity in known
            assert mention.span.of(article.text).strip()


def test_ids_are_of_one_record_each(articles: tuple[Article, ...], reader: Reader) -> None:
    for article in articles:
        found = reader(article)
        ids = [x.id for x in (*found.entities, *found.sentences, *found.reports, *found.claims)]
        assert len(set(ids)) == len(ids)


def test_reports_keep_to_the_ontology(articles: tuple[Article, ...], reader: Reader) -> None:
    classes = load_ontology().event_classes
    for article in articles:
        for report in reader(article).reports:
            assert report.type in classes
            assert 0 <= report.confidence <= 1


def test_reading_twice_gives_the_same(
    articles: tuple[Article, ...], reader: Reader, nlp: Language
) -> None:
    for article in (*articles[::10], *articles[-5:]):
        assert extract(nlp, article) == reader(article)


def test_what_was_read_before_changes_nothing(
    nlp: Language, articles: tuple[Article, ...], reader: Reader
) -> None:
    for article in reversed(articles[:40:4]):
        assert extract(nlp, article) == reader(article)


def undated(article: Article) -> Article:
    return replace(article, citation=replace(article.citation, published=None))


def test_without_a_date_nothing_relative_is_resolved(
    articles: tuple[Article, ...], reader: Reader
) -> None:
    """An article whose dateline has a day and year is dated by it, and left out here."""
    seen = 0
    for article in articles:
        lines = (z.span.of(article.text) for z in zones(article.text) if z.kind == DATELINE)
        years = set(_YEAR.findall(article.text))
        if any(map(_YEAR.search, lines)):
            continue
        for report in reader(undated(article)).reports:
            if report.when is not None and report.when.earliest is not None:
                assert str(report.when.earliest.year) in years, (report.when, article.name)
            seen += report.when is not None
    assert seen > 100


def test_the_name_of_an_article_changes_ids_alone(
    articles: tuple[Article, ...], reader: Reader
) -> None:
    article = articles[0]
    other = reader(to_article(article.text, name="other", published=article.published))
    first = reader(article)
    assert {r.id for r in other.reports}.isdisjoint(r.id for r in first.reports)
    assert [(r.type, r.trigger, r.when) for r in other.reports] == [
        (r.type, r.trigger, r.when) for r in first.reports
    ]


@pytest.mark.parametrize(
    "text",
    ["", " \n\r\n", "\ufeff", "x " * (LONGEST // 2 + 1)],
    ids=["empty", "blank", "mark", "too long"],
)
def test_what_cannot_be_read_is_refused_by_name(text: str, nlp: Language) -> None:
    with pytest.raises(ExtractionError, match="refused.txt"):
        extract(nlp, to_article(text, name="refused.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya",
        "!!!",
        "12345",
        "«»",
        "Kenya met",
        "met Kenya",
        "\u200b\u200b",
        "the two leaders met",
        "他们在内罗毕会面。",
    ],
    ids=str,
)
def test_odd_texts_are_read_without_events(text: str, nlp: Language) -> None:
    assert extract(nlp, to_article(text, name="odd.txt")).reports == ()


def test_pipes_fit_together(nlp: Language) -> None:
    assert not nlp.analyze_pipes()["problems"] or not any(nlp.analyze_pipes()["problems"].values())
