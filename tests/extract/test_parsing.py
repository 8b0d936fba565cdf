"""Parses: remembered and kept, they are what spaCy makes of the text, and what is damaged or of another parser is not used."""

from __future__ import annotations

import hashlib
import logging
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.articles import read
from comity.errors import ExtractionError
from comity.extract import (
    acceleration,
    embedding,
    extract,
    extract_all,
    load_pipeline,
    parses,
    tokens,
    versions,
)
from comity.extract.annotations import Annotations, annotations_of
from comity.extract.attributes import Attributes
from comity.extract.paragraphs import with_zones
from comity.extract.parser import load_parser
from comity.extract.parsing import Prepared, parse_all, prepare, to_doc
from comity.model import Article, to_article
from comity.orders import batches
from comity.parse_folder import prune
from extract.parses import parse

ROOT = Path(__file__).parents[2]
COLUMNS = (
    "ORTH NORM SPACY TAG POS MORPH LEMMA DEP HEAD ENT_IOB ENT_TYPE SENT_START LIKE_NUM".split()
)
ODD = (
    "She'll've gone; y'all ain't gonna let's c'mon. There's one, there're two — hoped, COPED, rated!",
    "   \n\n  A \t b\u00a0c 🙂 U.S.-led 10:30 p.m. $5m e-mail@x.org don't Don’t DON'T",
    "x",
    "Re-elected co-chairs greenlighted it. It is raining. Is it? Who's who? Gotta go, wanna come?",
)


@cache
def pipelines() -> tuple[Language, Language]:
    """The parser as spaCy runs it, and as comity does."""
    return load_parser(fast=False), load_parser()


@cache
def articles() -> tuple[Article, ...]:
    """The seeds, and texts of odd words."""
    seeds = (a for a in read(ROOT / "seeds") if isinstance(a, Article))
    return (*seeds, *(to_article(text, name=f"odd{n}") for n, text in enumerate(ODD)))


def table(doc: Doc) -> list[list[int]]:
    """All that is annotated of the tokens."""
    rows: list[list[int]] = doc.to_array(COLUMNS).tolist()
    return rows


def same(one: Doc, other: Doc) -> None:
    """Asserts that two docs are annotated alike, bit for bit."""
    assert one.text == other.text
    assert table(one) == table(other)
    assert [(s.start, s.end) for s in one.sents] == [(s.start, s.end) for s in other.sents]
    assert one._.zone_of == other._.zone_of


@pytest.mark.model
def test_a_parse_is_what_spacy_makes_of_the_text() -> None:
    stock, fast = pipelines()
    assert "comity_attributes" in fast.pipe_names
    assert "comity_attributes" not in stock.pipe_names
    ready = [prepare(article) for article in articles()]
    one = [stock(to_doc(stock, article)) for article in ready]
    together = fast.pipe([to_doc(fast, article) for article in ready], batch_size=len(ready))
    for expected, alone, found in zip(one, [fast(to_doc(fast, a)) for a in ready], together, strict=True):  # fmt: skip
        for doc in (alone, found):
            same(expected, doc)
            assert np.array_equal(expected.tensor, doc.tensor)


@pytest.mark.model
def test_a_model_loaded_fast_says_the_same_of_words() -> None:
    stock, fast = pipelines()
    for article in map(prepare, articles()):
        one, other = stock(to_doc(stock, article)), fast(to_doc(fast, article))
        assert [spelt(token) for token in one] == [spelt(token) for token in other]
    labels = {label for name in stock.pipe_names for label in getattr(stock.get_pipe(name), "labels", ())}  # fmt: skip
    assert len(labels) > 100
    assert sorted(label for label in labels if label not in fast.vocab.strings) == []


def spelt(token: Token) -> tuple[str, ...]:
    """All that is annotated of a token, in words."""
    names = (token.tag_, token.pos_, token.lemma_, token.dep_, token.ent_type_, token.ent_iob_)
    return (token.text, token.norm_, token.shape_, str(token.morph), *names)


@pytest.mark.model
def test_a_model_loaded_fast_has_the_vectors_and_the_tokenizer_of_the_model() -> None:
    stock, fast = pipelines()
    assert fast.vocab.vectors.key2row == stock.vocab.vectors.key2row
    assert np.array_equal(fast.vocab.vectors.data, stock.vocab.vectors.data)
    assert fast.vocab.vectors.mode == stock.vocab.vectors.mode
    assert fast.tokenizer.to_bytes(exclude=["vocab"]) == stock.tokenizer.to_bytes(exclude=["vocab"])


@pytest.mark.model
@given(st.lists(st.sampled_from(" ".join(ODD).split()), max_size=30))
@settings(max_examples=25, deadline=None)
def test_a_parse_is_what_spacy_makes_of_any_words(words: list[str]) -> None:
    stock, fast = pipelines()
    given = prepare(to_article(" ".join(["Well", *words]), name="any"))
    same(stock(to_doc(stock, given)), fast(to_doc(fast, given)))


@pytest.mark.model
def test_words_that_are_forgotten_are_embedded_again() -> None:
    stock, fast = pipelines()
    embed = stock.get_pipe("tok2vec").model.get_ref("embed")  # type: ignore[attr-defined] # trainable
    layer = embedding.remembered(embed, acceleration.COLUMNS["tok2vec"], most=50)
    docs = [to_doc(stock, prepare(article)) for article in articles()]
    for doc in (*docs, *docs):
        assert np.array_equal(layer.predict([doc])[0], embed.predict([doc])[0])


@pytest.mark.model
@pytest.mark.parametrize("version", ["3.8.99", "3.7.0"])
def test_another_spacy_reads_at_its_own_speed(
    version: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(versions.metadata, "version", lambda _: version)
    with caplog.at_level(logging.WARNING):
        nlp = load_parser()
    assert f"spaCy {version} with model 3.7.1 was not tested" in caplog.text
    assert "attribute_ruler" in nlp.pipe_names
    assert len(nlp.vocab.strings) > 700_000  # as the model has them
    assert nlp.get_pipe("tok2vec").model.get_ref("embed").name != "comity_remembered_embed"  # type: ignore[attr-defined] # trainable


@pytest.mark.model
def test_a_model_of_another_form_reads_at_its_own_speed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(acceleration.COLUMNS, "ner", ("NORM", "SHAPE", "ORTH"))
    with caplog.at_level(logging.WARNING):
        assert "attribute_ruler" in load_parser().pipe_names
    assert "the embedding of ner looks at NORM, PREFIX, SUFFIX, SHAPE, ORTH" in caplog.text


@cache
def ruled() -> tuple[Language, Attributes]:
    """A pipeline of rules alone that look at one word and at two, the later over the earlier, and the same by comity."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    add = ruler.add  # type: ignore[attr-defined] # an AttributeRuler
    add([[{"LOWER": "let"}]], {"LEMMA": "let", "POS": "VERB"})
    add([[{"LOWER": "let"}, {"LOWER": "'s"}]], {"LEMMA": "us", "POS": "PRON"}, index=1)
    add([[{"LOWER": {"IN": ["'s", "is"]}}], [{"ORTH": "IS"}]], {"LEMMA": "be"})
    add([[{"LOWER": {"NOT_IN": ["let"]}, "IS_SPACE": False}]], {"MORPH": "Number=Sing"})
    add([[{"LOWER": {"REGEX": "^g"}}]], {"POS": "VERB"})
    add([[{"LOWER": "go"}, {"LOWER": "there"}]], {"POS": "ADV"}, index=-1)
    add([[{"LOWER": "go", "OP": "+"}]], {"LEMMA": "go"})
    return nlp, Attributes(ruler)  # type: ignore[arg-type] # an AttributeRuler


@settings(deadline=None)
@given(st.lists(st.sampled_from("Let let 's is IS go Go gone there  \n".split(" ")), max_size=12))
def test_rules_of_words_give_what_the_ruler_gives(words: list[str]) -> None:
    nlp, attributes = ruled()
    words = [word for word in words if word]
    expected, found = Doc(nlp.vocab, words=words), Doc(nlp.vocab, words=words)
    nlp.get_pipe("attribute_ruler")(expected)
    assert table(attributes(found)) == table(expected)


@pytest.mark.model
def test_articles_read_together_say_what_each_says(tmp_path: Path) -> None:
    nlp = load_pipeline()
    given = [articles()[0], to_article(" ", name="empty"), *articles()[1:]]
    expected = [said(nlp, article) for article in given]
    for fresh in (False, False, True):
        found = extract_all(nlp, given, folder=tmp_path, fresh=fresh)
        assert list(map(shown, found)) == expected
    assert len(list((tmp_path / "parses").iterdir())) == len(given) - 1
    assert list(map(shown, extract_all(nlp, given))) == expected


def said(nlp: Language, article: Article) -> object:
    try:
        return extract(nlp, article)
    except ExtractionError as error:
        return shown(error)


def shown(found: object) -> object:
    return str(found) if isinstance(found, ExtractionError) else found


@pytest.mark.model
def test_a_parse_that_is_kept_is_the_same_again(tmp_path: Path) -> None:
    nlp = pipelines()[1]
    for article in articles():
        given = prepare(article)
        key = parses.key_of(given.text, given.zones)
        doc = nlp(to_doc(nlp, given))
        expected = annotations_of(doc)
        parses.keep(tmp_path, article.id, key, expected)
        assert parses.recall(tmp_path, article.id, key) == expected
        found = with_zones(noted(tokens.Doc(expected), given))
        assert found._.zone_of == doc._.zone_of


def noted(doc: tokens.Doc, given: Prepared) -> tokens.Doc:
    doc._.zones = given.zones
    return doc


MET = "{}/NNP/nsubj/met met/VBD/ROOT {}/NNP/dobj/met ././punct/met"


def words(one: str, other: str) -> Annotations:
    return parse(MET.format(one, other)).annotations


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Path, bytes]]:
    """A folder with the parse of one article, and its key."""
    key = parses.key_of("Otieno met Bekele.", ())
    parses.keep(tmp_path, "article/1", key, words("Otieno", "Bekele"))
    yield tmp_path, key
    assert not list((tmp_path / "parses").glob("*.part"))


def test_a_parse_of_another_text_or_parser_is_not_used(
    kept: tuple[Path, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    folder, key = kept
    assert parses.recall(folder, "article/1", key) is not None
    assert parses.recall(folder, "article/2", key) is None
    with caplog.at_level(logging.INFO):
        other = parses.key_of("Otieno met Vik.", ())
        assert parses.recall(folder, "article/1", other) is None
    assert "of another text, or of another parser" in caplog.text


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-1], lambda d: b"", lambda d: d[:70] + b"x" + d[71:]]
)
def test_a_parse_that_is_damaged_is_not_used(kept: tuple[Path, bytes], damage) -> None:  # type: ignore[no-untyped-def] # a lambda
    folder, key = kept
    path = folder / "parses" / "1.parse"
    path.write_bytes(damage(path.read_bytes()))
    assert parses.recall(folder, "article/1", key) is None


CRAFTED = [b"", b"\xc0", b"\x91" * 100_000, b"\x80", b"\x81\xa4spec\x90", b"\xff\xfe"]


@pytest.mark.parametrize("data", CRAFTED)
def test_a_parse_that_somebody_has_signed_anew_is_not_used(
    kept: tuple[Path, bytes], data: bytes
) -> None:
    folder, key = kept
    for packed in (data, zlib.compress(data)):
        rest = key + packed
        (folder / "parses" / "1.parse").write_bytes(hashlib.sha256(rest).digest() + rest)
        assert parses.recall(folder, "article/1", key) is None


@pytest.mark.parametrize(
    "change",
    [
        {"strings": []},
        {"columns": []},
        {"spaces": [1]},
        {"heads": [9, 0, 0, 0]},
        {"heads": [-1, 0, 0, 0]},
        {"sentences": [0, 4]},
        {"sentences": [2, 1]},
        {"entities": [(0, 9, "GPE")]},
        {"entities": [(2, 1, "GPE")]},
        {"columns": [[-1] * 4] * 7},
    ],
)
def test_a_parse_whose_columns_do_not_fit_is_not_used(
    kept: tuple[Path, bytes], change: dict[str, object]
) -> None:
    folder, key = kept
    path = folder / "parses" / "1.parse"
    packed = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()[64:]))
    rest = key + zlib.compress(msgspec.msgpack.encode(packed | change))
    path.write_bytes(hashlib.sha256(rest).digest() + rest)
    assert parses.recall(folder, "article/1", key) is None


def test_a_parse_of_other_words_under_the_same_key_is_not_used(tmp_path: Path) -> None:
    nlp, ready = spacy.blank("en"), prepare(to_article("Otieno met Bekele.", name="a"))
    key = parses.key_of(ready.text, ready.zones)
    parses.keep(tmp_path, ready.article.id, key, words("Akello", "Bekele"))
    (doc,) = parse_all(nlp, [ready], later=(), folder=tmp_path, fresh=False)
    assert doc.text == "Otieno met Bekele."


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "parses").write_text("a file", encoding="utf-8")
    parses.keep(tmp_path, "article/1", b"", words("Otieno", "Bekele"))
    assert "the parse of article/1 is not kept" in caplog.text


def test_only_parses_of_articles_that_are_told_stay(kept: tuple[Path, bytes]) -> None:
    folder, key = kept
    parses.keep(folder, "article/2", key, words("Otieno", "Vik"))
    prune(folder, ["article/2"])
    assert [path.name for path in (folder / "parses").iterdir()] == ["2.parse"]


def test_batches_hold_all_articles_in_order_and_no_more_than_fit() -> None:
    sizes = [10, 59_000, 2_000, *[5] * 40, 70_000, 10]
    given = [to_article("x" * size, name=str(n)) for n, size in enumerate(sizes)]
    made = list(batches(given))
    assert [article for batch in made for article in batch] == given
    assert all(len(b) <= 16 and sum(len(a.text) for a in b) <= 60_000 or len(b) == 1 for b in made)
    assert len(made) == 6


def test_a_parse_counts_for_the_modules_that_made_it() -> None:
    """A module that has a hand in the parse and is not named there would leave old parses in use when it changes."""
    place = ROOT / "graph" / "comity" / "extract"
    told = {
        one or several
        for maker in ("parser", "acceleration", "trained")
        for one, several in re.findall(
            r"^from comity\.extract(?:\.(\w+) import|\s+import (\w+))",
            (place / f"{maker}.py").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    }
    assert {"lemmas", "paragraphs", "attributes"} <= told <= set(parses._PARSING)
