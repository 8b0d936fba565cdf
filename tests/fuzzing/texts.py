"""Sentences put together and changed word by word: the rules read whatever a parser may make of a text, and the gate admits it.

Some seven hundred sentences are parsed once. An input names some of them and what to change in their parses (words for those of other
sentences, heads, dependencies, tags, white space), so that the rules alone run, a hundred times as often as with the parser.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, reduce
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import spacy.tokens
from pyoxigraph import RdfFormat, parse, serialize

from comity.assemble import merge
from comity.errors import ExtractionError
from comity.extract import PIPELINE, load_pipeline, read, tokens
from comity.extract.paragraphs import with_zones
from comity.extract.parsing import parse_all, prepare
from comity.model import Extraction, to_article
from comity.rdf.quads import Run, from_quads, to_quads
from comity.rdf.shapes import check as refused
from fuzzing import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

WORDS: tuple[bytes, ...] = ()
ODD = (
    "\u202e", "\ufeff", "\u2028", "e\u0301", "\U0001f54a", "\x1b", "'s", "’s", "n't", "“", "”", '"', "(", ")", "—", "-", ",", ";", ":", ".", "?",
    "…", "1.5", "$5bn", "9999", "31", "February", "0", "al-", "U.N.", "Mr.", "I", "A", "<b>", "=1+1", "*", "#", "a" * 60, "ß", "İ", "ǅ", "٣",
)  # fmt: skip
_PUBLISHED = (None, date.min, date.max, date(2023, 5, 7), date(2024, 2, 29))
_LONGEST = 90
_SENTENCES = ROOT / "tests" / "extract" / "sentences.toml"


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a parse: how it is written, and what the parser says of it; `head` is relative."""

    text: str
    space: bool
    tag: str
    pos: str
    lemma: str
    dep: str
    head: int
    ent: str


@cache
def nlp() -> Language:
    """The whole pipeline."""
    return load_pipeline()


@cache
def bank() -> tuple[tuple[Word, ...], ...]:
    """The sentences of the table, parsed, the paragraphs of each text as one."""
    table = tomllib.loads(_SENTENCES.read_text("utf-8"))
    texts = [row["text"] for row in (*table["right"], *table["misread"])]
    articles = [to_article(text, name=f"{n}") for n, text in enumerate(texts)]
    keep = ROOT / "build" / "fuzzing" / "texts"
    given = [prepare(article) for article in articles]
    return tuple(map(_words, parse_all(nlp(), given, later=PIPELINE, folder=keep, fresh=False)))


def _words(doc: tokens.Doc) -> tuple[Word, ...]:
    names = {
        at: f"{'I' if at > start else 'B'}-{label}"
        for start, end, label in doc.annotations.entities
        for at in range(start, end)
    }
    return tuple(
        Word(
            t.text, bool(t.whitespace_), t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i - t.i,
            names.get(t.i, "O"),
        )
        for t in doc
    )  # fmt: skip


@cache
def every() -> tuple[Word, ...]:
    """The different words of all sentences."""
    return tuple(dict.fromkeys(replace(w, head=0) for sentence in bank() for w in sentence))


def seeds() -> Iterator[bytes]:
    """Some sentences as they are, alone and in pairs, and some with changes."""
    for n in range(0, 700, 23):
        yield bytes([n % 5, *n.to_bytes(2), 0, *(n * 7 % 700).to_bytes(2), 0])
    for n in range(0, 700, 61):
        yield bytes([n % 5, *n.to_bytes(2), 2, 3, 0, 1, n % 256, 5, 3, 2, n % 256])
        yield bytes([128 + n % 5, *n.to_bytes(2), 2, 3, 0, 1, n % 256, 5, 7, 2, n % 256])


def check(data: bytes) -> None:
    """The first byte is the day of publication and, from 128 on, that the text is parsed anew; then sentences with changes."""
    words = list(_composed(data[1:]))[:_LONGEST]
    if not any(word.text.strip() for word in words):
        return
    first = data[0] if data else 0
    text = "".join(word.text + " " * word.space for word in words).rstrip(" ")
    text = text.encode("utf-8", "replace").decode("utf-8")
    article = to_article(text, name="a.txt", published=_PUBLISHED[first % 5])
    try:
        given = prepare(article)
    except ExtractionError:
        return
    if first > 127:
        (doc,) = parse_all(nlp(), [given], later=PIPELINE, folder=None, fresh=True)
    elif given.text == text:
        doc = _doc(words)
        doc._.article, doc._.zones, doc._.trace = given.article, given.zones, None
        doc = with_zones(doc)
    else:
        return
    rules = [pipe for name, pipe in nlp().pipeline if name in PIPELINE]
    found = read(reduce(lambda doc, pipe: pipe(doc), rules, doc), article)
    _check_laws(found, text)


def _composed(data: bytes) -> Iterator[Word]:
    """The words of all sentences that the bytes name: two for the sentence, one for the number of changes, four for each."""
    at = 0
    while at + 2 < len(data):
        sentence = bank()[int.from_bytes(data[at : at + 2]) % len(bank())]
        many = data[at + 2] % 8
        if data[at + 2] > 200:
            yield Word("\n\n", False, "_SP", "SPACE", "\n\n", "dep", 0, "O")
        at += 3
        words = list(sentence)
        for _ in range(many):
            if at + 3 < len(data) and words:
                _change(words, *data[at : at + 4])
            at += 4
        yield from (*words[:-1], replace(words[-1], space=True)) if words else ()


def _change(words: list[Word], place: int, kind: int, high: int, low: int) -> None:
    """Makes one change at a place; `high` and `low` say to what."""
    at, number = place % len(words), high * 256 + low
    old, other = words[at], every()[number % len(every())]
    same = [w for w in _of_tag(old.tag) if w.text != old.text] or [other]
    if kind % 8 <= 2:
        found = same[number % len(same)]
        words[at] = replace(found, head=old.head, dep=old.dep, space=old.space)
    elif kind % 8 == 3:
        words[at] = replace(other, head=old.head, dep=old.dep, space=old.space)
    elif kind % 8 == 4:
        words[at] = replace(old, dep=other.dep)
    elif kind % 8 == 5:
        words[at] = replace(old, head=number % len(words) - at)
    elif kind % 8 == 6:
        words[at] = replace(old, text=ODD[number % len(ODD)])
    else:
        words[at] = replace(old, tag=other.tag, pos=other.pos, space=not old.space)


@cache
def _of_tag(tag: str) -> tuple[Word, ...]:
    return tuple(word for word in every() if word.tag == tag)


def _doc(words: list[Word]) -> Any:  # a Doc with extensions
    heads = _heads([n + word.head for n, word in enumerate(words)])
    made = spacy.tokens.Doc(
        nlp().vocab,
        words=[word.text for word in words],
        spaces=[*(word.space for word in words[:-1]), False],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        lemmas=[word.lemma for word in words],
        deps=["ROOT" if head == n else word.dep for n, (word, head) in enumerate(zip(words, heads, strict=True))],
        heads=heads,
        ents=_entities([word.ent for word in words]),
    )  # fmt: skip
    return tokens.doc_of(made)


def _heads(heads: list[int]) -> list[int]:
    """The heads as a forest: one that lies outside, or leads round, is the word's own."""
    found = [head if 0 <= head < len(heads) else n for n, head in enumerate(heads)]
    for n in range(len(found)):
        seen, at = {n}, n
        while found[at] != at:
            at = found[at]
            if at in seen:
                found[n] = n
                break
            seen.add(at)
    return found


def _entities(tags: list[str]) -> list[str]:
    """The tags with a beginning where one lost its own."""
    before = ["O", *tags]
    return [
        f"B-{tag[2:]}" if tag[0] == "I" and last[2:] != tag[2:] else tag
        for last, tag in pairwise(before)
    ]


def _check_laws(found: Extraction, text: str) -> None:
    for sentence in found.sentences:
        assert sentence.span.of(text) == sentence.text
    for report in found.reports:
        assert report.trigger.of(text) == report.trigger_text
        assert report.sentences
    knowledge = merge([found])
    quads = to_quads(knowledge, run=Run("0", "none"))
    faults = [fault for fault in refused(quads) if fault.article]
    assert not faults, faults[0]
    nquads = serialize(quads, format=RdfFormat.N_QUADS)
    assert from_quads(parse(nquads, format=RdfFormat.N_QUADS)) == knowledge
