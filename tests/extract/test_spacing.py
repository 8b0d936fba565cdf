"""Needless spaces are not read, and what is read stands where it stood."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.extract.spacing import moved, spaced, spacing
from comity.model import Sentence, Span, to_article

SPACED = [
    pytest.param("President  Otieno", "President Otieno", id="two"),
    pytest.param("President \u00a0 Otieno", "President Otieno", id="no-break"),
    pytest.param("Presi\u00addent Otieno", "President Otieno", id="soft hyphen"),
    pytest.param("Tues\u200bday.", "Tuesday.", id="zero-width space"),
    pytest.param("Peru\u00e2\u20ac\u2122s envoy", "Peru\u2019s envoy", id="mojibake"),
    pytest.param("They left.  Chad", None, id="between sentences"),
    pytest.param("  Chad\n  Peru ", None, id="around lines"),
    pytest.param("President Otieno", None, id="nothing to do"),
]


@pytest.mark.parametrize(("text", "expected"), SPACED)
def test_spacing(text: str, expected: str | None) -> None:
    found = spacing(text)
    assert (found.text if found else None) == expected


@given(st.text(alphabet="aB. \u00ad\u200b\u00e2\u20ac\u2122\n", max_size=40))
def test_every_character_has_a_place(text: str) -> None:
    found = spacing(text)
    if found is not None:
        assert len(found.kept) == len(found.text) < len(text)
        assert list(found.kept) == sorted(set(found.kept))
        assert found.span(Span(0, len(found.text))).end <= len(text)


def test_records_move_with_their_texts() -> None:
    article = to_article("Kenyan  Presi\u00addent  Otieno left.", name="a.txt")
    shown = spaced(article)
    assert (shown.id, shown.text) == (article.id, "Kenyan President Otieno left.")
    sentence = Sentence("sentence/x-0", article.id, 0, Span(0, 29), shown.text)
    assert moved(sentence, article) == replace(sentence, span=Span(0, 32), text=article.text)
    assert moved((Span(7, 16), "kept"), article) == (Span(8, 18), "kept")


def test_a_plain_article_stays() -> None:
    article = to_article("Kenya left.", name="a.txt")
    assert spaced(article) is article
    assert moved(Span(0, 5), article) == Span(0, 5)
