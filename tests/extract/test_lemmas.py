"""Lemmas are those of the first rule that finds a word, by any version of spaCy."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from spacy.language import Language

from comity.errors import ExtractionError
from comity.extract import parse
from comity.extract.lemmas import in_order, order_lemmas
from comity.model import to_article

VERBS = [("s", ""), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", "")]


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        pytest.param(["dine", "din"], ["dine", "din"], id="as the rules have them"),
        pytest.param(["din", "dine"], ["dine", "din"], id="the last first"),
        pytest.param(["dow", "din", "dine"], ["dow", "dine", "din"], id="an exception before"),
        pytest.param(["din"], ["din"], id="one"),
    ],
)
def test_forms_are_in_the_order_of_the_rules(forms: list[str], expected: list[str]) -> None:
    token: Any = SimpleNamespace(text="Dined", pos_="VERB")
    found = in_order(lambda _: forms, lambda pos: VERBS if pos == "verb" else ())
    assert found(token) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("They dined together in Lima.", "dined", "dine"),
        ("Kazakhstan hopes to host a summit.", "hopes", "hope"),
        ("Peru sent 2,000 doses of vaccine.", "doses", "dose"),
        ("The deal is sparing its neighbour some fees.", "sparing", "spare"),
        ("The ministers met on Monday.", "met", "meet"),
    ],
)
def test_words_that_may_be_two(nlp: Language, text: str, word: str, lemma: str) -> None:
    read = parse(nlp, to_article(text, name="a"))
    assert {token.text: token.lemma_ for token in read}[word] == lemma


def test_a_model_without_rules_is_told() -> None:
    nlp: Any = SimpleNamespace(get_pipe=lambda name: SimpleNamespace(mode="lookup"))
    with pytest.raises(ExtractionError, match="no lemmatizer by rules; install"):
        order_lemmas(nlp)
