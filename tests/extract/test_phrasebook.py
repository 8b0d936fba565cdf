"""A book of phrases finds what spaCy's matcher finds that has all of them, whatever was read before."""

from __future__ import annotations

from collections import Counter
from functools import cache

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from comity.extract.phrasebook import Phrasebook
from comity.extract.tokens import doc_of
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import load_ontology

PHRASES = (
    ("can", "cannot"), ("can", "can not"), ("can", "not"), ("un", "United Nations"), ("un", "U.N."), ("un", "UN"),
    ("un", "the United Nations"), ("us", "U.S."), ("us", "US-led"), ("us", "US"), ("go", "gonna go"), ("go", "na go"),
    ("dash", "-led"), ("dash", "Al-Nahda"), ("dash", "Al"), ("apostrophe", "N'Djamena"), ("apostrophe", "'s"),
    ("apostrophe", "don't"), ("apostrophe", "n't"), ("number", "G7"), ("number", "7"), ("number", "5km"),
    ("number", "km"), ("accent", "Énergie"), ("accent", "ÎLE de Ré"), ("co", "co-hosts"), ("co", "co"),
)  # fmt: skip
WORDS = " ".join(text for _, text in PHRASES).split()


@cache
def english() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer.add_special_case("co-hosts", [{"ORTH": "co-hosts"}])  # type: ignore[attr-defined] # a Tokenizer
    return nlp


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([*WORDS, *map(str.upper, WORDS), "(", "x"])), max_size=4),
    st.sampled_from([" ", "", "-"]),
    st.booleans(),
)
def test_it_finds_what_a_matcher_finds_that_has_all(
    texts: list[list[str]], between: str, lower: bool
) -> None:
    nlp = english()
    book = Phrasebook(nlp, PHRASES, lower=lower)
    whole = PhraseMatcher(nlp.vocab, attr="LOWER" if lower else "ORTH")
    for key in sorted({key for key, _ in PHRASES}):
        whole.add(key, [nlp.make_doc(text) for of, text in PHRASES if of == key])
    for words in texts:
        doc = nlp.make_doc(between.join(words))
        expected = Counter((start, end, nlp.vocab.strings[key]) for key, start, end in whole(doc))
        assert Counter(book.find(doc_of(doc))) == expected


def test_names_and_issues_wait_for_a_word_that_they_have() -> None:
    nlp = english()
    names = [("name", form) for form in load_gazetteer().forms]
    issues = [(i.id, text) for i in load_ontology().issues.values() for text in (i.label.lower(), *i.alt_labels)]  # fmt: skip
    for book in (Phrasebook(nlp, names), Phrasebook(nlp, issues, lower=True)):
        waiting = {b: texts for b, texts in book._waiting.items() if b}
        assert len(waiting) > 500
        for run, texts in waiting.items():
            for _, text in texts:
                assert [run] in [book._runs(word.text) for word in nlp.make_doc(text)], text


def test_no_words_name_two_issues() -> None:
    """So that it does not matter in which order they are made ready."""
    nlp = english()
    issues = load_ontology().issues.values()
    named = {(i.id, tuple(t.lower_ for t in nlp.make_doc(text))) for i in issues for text in (i.label, *i.alt_labels)}  # fmt: skip
    assert [words for words, many in Counter(words for _, words in named).items() if many > 1] == []


def test_a_phrase_that_could_not_be_made_ready_waits() -> None:
    nlp = spacy.blank("en")
    book = Phrasebook(nlp, [("un", "United Nations")])
    doc = doc_of(nlp.make_doc("the United Nations"))
    tokenizer, nlp.tokenizer = nlp.tokenizer, _broken
    try:
        book.find(doc)
    except InterruptedError:
        nlp.tokenizer = tokenizer
    assert book.find(doc) == [(1, 3, "un")]


def _broken(_: str) -> spacy.tokens.Doc:
    raise InterruptedError
