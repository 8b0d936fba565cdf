"""Docs as the rules read them say what spaCy's own say."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest

from comity.extract.tokens import Doc, doc_of
from comity.model import Article
from extract.parses import parse

if TYPE_CHECKING:
    from spacy.language import Language

OF_TOKENS = (
    "i", "idx", "text", "whitespace_", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_",
    "is_space", "is_alpha", "is_upper", "is_digit", "is_punct", "like_num",
)  # fmt: skip
OF_THE_PARSE = ("children", "lefts", "rights", "ancestors", "subtree", "conjuncts")
OF_SPANS = ("start", "end", "label_", "start_char", "end_char", "text")

TABLES = [
    "Kenya/NNP/nsubj/met and/CC/cc/Kenya Chad/NNP/conj/Kenya met/VBD/ROOT in/IN/prep/met Rome/NNP/pobj/in ././punct/met",
    # the relative clause stands behind the verb: an arc crosses another
    "Envoys/NNS/nsubj/came came/VBD/ROOT yesterday/NN/npadvmod/came who/WP/nsubj/spoke spoke/VBD/relcl/Envoys",
    "Talks/NNS/nsubj/began began/VBD/ROOT ././punct/began\nThey/PRP/nsubj/ended ended/VBD/ROOT",
]


def same(doc: Doc) -> None:
    """Everything that can be asked for is the same."""
    source = doc.source
    assert source is not None
    assert doc.text == source.text
    assert len(doc) == len(source)
    for ours, theirs in zip(doc, source, strict=True):
        assert [getattr(ours, a) for a in OF_TOKENS] == [getattr(theirs, a) for a in OF_TOKENS]
        for part in OF_THE_PARSE:
            found = [t.i for t in getattr(ours, part)]
            assert found == [t.i for t in getattr(theirs, part)], part
        for part in ("head", "left_edge", "right_edge"):
            assert getattr(ours, part).i == getattr(theirs, part).i, part
        assert ours.is_sent_start == bool(theirs.is_sent_start)
        assert spans(ours.sent) == spans(theirs.sent)
        for width in (1, 2, 5):
            window = slice(ours.i, ours.i + width)
            assert spans(doc[window]) == spans(source[window])
            assert doc[window].root.i == source[window].root.i
    assert [spans(s) for s in doc.sents] == [spans(s) for s in source.sents]
    assert [spans(s) for s in doc.ents] == [spans(s) for s in source.ents]
    for start, end in product(range(0, len(source.text), 7), range(1, 20, 3)):
        expected = source.char_span(start, start + end, alignment_mode="expand")
        found = doc.char_span(start, start + end)
        assert bounds(found) == bounds(expected)


def bounds(span: Any) -> tuple[int, int] | None:  # ours or spaCy's
    return None if span is None else (span.start, span.end)


def spans(span: object) -> list[object]:
    return [getattr(span, a) for a in OF_SPANS]


@pytest.mark.parametrize("table", TABLES)
def test_parses_built_by_hand(table: str) -> None:
    same(parse(table))


def test_a_parse_that_was_kept_notes_what_is_found_without_spacy() -> None:
    doc = Doc(parse(TABLES[0]).annotations)
    assert (doc.source, doc._.dates) == (None, None)
    doc._.dates = (1,)
    assert doc._.dates == (1,)
    with pytest.raises(AttributeError, match="no_such_note"):
        doc._.no_such_note  # noqa: B018 (it is asked for)


def test_neighbours_and_slices() -> None:
    doc = parse(TABLES[0])
    assert [(a.nbor().i, b.nbor(-1).i) for a, b in pairwise(doc)] == [
        (b.i, a.i) for a, b in pairwise(doc)
    ]
    assert [t.text for t in doc[1:3]] == ["and", "Chad"]
    assert (doc[-1].text, doc[1:3][-1].text, len(doc[1:3])) == (".", "Chad", 2)
    assert doc[2:2].text == ""


def test_a_doc_is_read_once_and_its_notes_are_kept_with_it() -> None:
    source = parse(TABLES[0]).source
    assert source is not None
    doc = doc_of(source)
    assert doc_of(source) is doc
    assert doc_of(doc) is doc
    doc._.dates = (1,)
    assert (source._.dates, doc._.dates) == ((1,), (1,))


@pytest.mark.model
def test_articles(nlp: Language, articles: tuple[Article, ...]) -> None:
    from comity.extract import parse as read

    for article in articles[-5:]:
        same(doc_of(read(nlp, article)))
