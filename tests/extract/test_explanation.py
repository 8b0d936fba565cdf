"""The trace of a reading: what was passed over and why, on parses built by hand; and that it agrees with the reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity.articles import read
from comity.extract.attribution import Attribution
from comity.extract.content import Content
from comity.extract.explanation import to_explanation
from comity.extract.frames import FrameReader
from comity.extract.passed_over import options
from comity.extract.reading import tellings
from comity.extract.tokens import Doc
from comity.model import Article, Entity, Extraction, to_article
from extract.parses import LEXICON, parse, refer

if TYPE_CHECKING:
    from spacy.language import Language

    from comity.explanation import Explanation

KENYA, CHAD, MALI = "Kenya = state/ken", "Chad = state/tcd", "Mali = state/mli"
READER = FrameReader()
READER.frames = LEXICON


def explained(table: str, names: list[str], *, zone: str = "body") -> tuple[Doc, Explanation]:
    """A parse built by hand, read by the components that make events."""
    doc = parse(table)
    refer(doc, *names)
    entities = {e for r in doc._.references for e in r.entities}
    doc._.entities = {e: Entity(e, "State", e) for e in entities}
    doc._.zone_of = (zone,) * len(doc)
    doc._.trace, doc._.open_issues = (), {}
    for component in (READER, Content(), Attribution()):
        component(doc)
    return doc, to_explanation(doc, doc._.article)


def lines(doc: Doc, found: Explanation) -> list[str]:
    """Tellings as `word! Class`, `word+ Class` where it is told again; words passed over as `word: reason > word`."""
    types = {r.id: r.type for r in found.extraction.reports}
    made = []
    for sentence in found.sentences:
        for told in sentence.tellings:
            sign = "!" if told.first else "+"
            made.append(f"{told.trigger.of(doc.text)}{sign} {types[told.report]}")
        for passed in sentence.passed:
            into = f" > {passed.into.of(doc.text)}" if passed.into else ""
            made.append(f"{passed.span.of(doc.text)}: {passed.reason}{into}")
    return made


INTENTION = "an intention or a manner, without a date of its own"
ROWS = [
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", [KENYA, CHAD], ["met! Meeting"], id="an event and nothing else"),
    pytest.param("Kenya/NNP/nsubj/walked walked/VBD/ROOT", [KENYA], [], id="a word of no frame"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT a/DT/det/deadline deadline/NN/dobj/met", [KENYA],
        ["met: an idiom with its object > deadline"], id="an idiom"),
    pytest.param("Kenya/NNP/nsubj/lifted lifted/VBD/ROOT crates/NNS/dobj/lifted", [KENYA],
        ["lifted: it names an event only in phrases such as “lift embargo”, “lift ban”"], id="an object that does not fit"),
    pytest.param("Kenya/NNP/nsubj/walked walked/VBD/ROOT ,/,/punct/walked meeting/NN/compound/rooms rooms/NNS/dobj/walked", [KENYA],
        ["meeting: it describes another noun > rooms"], id="a modifier"),
    pytest.param("The/DT/det/troops pledged/VBN/amod/troops troops/NNS/nsubj/left left/VBD/ROOT", [],
        ["pledged: a participle that describes a noun > troops"], id="a participle"),
    pytest.param("Kenya/NNP/nsubj/walked walked/VBD/ROOT to/IN/prep/walked the/DT/det/Summit Summit/NNP/compound/Hall Hall/NNP/pobj/to",
        [KENYA, "Summit Hall = place/hall place @place/hall"], ["Summit: part of a name"], id="part of a name"),
    pytest.param("Kenya/NNP/nsubj/sent sent/VBD/ROOT aid/NN/dobj/sent to/IN/prep/sent Chad/NNP/pobj/to", [KENYA, CHAD],
        ["sent! Aid", "aid: the object of a verb that names the event with it > sent"], id="a noun that its verb takes in"),
    pytest.param("There/EX/expl/was was/VBD/ROOT a/DT/det/call call/NN/attr/was", [],
        ["call: the word alone says too little: it lacks a verb that carries it or a participant"], id="a weak noun alone"),
    pytest.param("Kenya/NNP/nsubj/urged urged/VBD/ROOT Chad/NNP/dobj/urged to/TO/aux/agree agree/VB/xcomp/urged with/IN/prep/agree Mali/NNP/pobj/with",
        [KENYA, CHAD, MALI], ["urged! Request", "agree: content or purpose of another event > urged"], id="content of a request"),
    pytest.param("Kenya/NNP/nsubj/walked walked/VBD/ROOT to/TO/aux/praise praise/VB/advcl/walked Chad/NNP/dobj/praise", [KENYA, CHAD],
        [f"praise: {INTENTION}"], id="an intention"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT", [KENYA], ["met: talks take two, and one party was found"], id="one party"),
    pytest.param("Kenya/NNP/poss/criticism 's/POS/case/Kenya criticism/NN/nsubj/ended ended/VBD/ROOT and/CC/cc/ended support/NN/nsubj/ended", [KENYA],
        ["criticism! Accusation", "support: nobody who acts was found"], id="a noun of nobody"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met for/IN/prep/met the/DT/det/talks talks/NNS/pobj/for", [KENYA, CHAD],
        ["met+ Meeting", "talks! Meeting"], id="a verb that gives way to its noun"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met\nThe/DT/det/meeting meeting/NN/nsubj/ended ended/VBD/ROOT", [KENYA, CHAD],
        ["met! Meeting", "meeting+ Meeting"], id="told again"),
    pytest.param("The/DT/det/meeting meeting/NN/nsubj/ended ended/VBD/ROOT", [],
        ["meeting: nobody takes part, and no event told before is meant"], id="the meeting, of which nothing was told"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "names", "expected"), ROWS)
def test_trace(table: str, names: list[str], expected: list[str]) -> None:
    assert lines(*explained(table, names)) == expected


def test_a_light_verb_points_to_its_noun() -> None:
    table = "Kenya/NNP/nsubj/made made/VBD/ROOT a/DT/det/call call/NN/dobj/made"
    doc, found = explained(table, [KENYA])
    assert "call! Request" in lines(doc, found)
    held = "Kenya/NNP/nsubj/signed signed/VBD/ROOT a/DT/det/pact pact/NN/dobj/signed with/IN/prep/signed Chad/NNP/pobj/with"
    assert lines(*explained(held, [KENYA, CHAD])) == ["signed! Agreement"]


def test_a_headline_that_the_body_does_not_tell() -> None:
    table = "Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met"
    (line,) = lines(*explained(table, [KENYA, CHAD], zone="headline"))
    assert line == "met: a headline adds to what the body tells, and the body does not tell this"


def test_nothing_is_traced_unless_asked_for() -> None:
    doc = parse("Kenya/NNP/nsubj/met met/VBD/ROOT a/DT/det/deadline deadline/NN/dobj/met")
    refer(doc, KENYA)
    READER(doc)
    assert doc._.trace is None


SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def traced(nlp: Language) -> list[tuple[Article, Doc]]:
    from comity.extract import parse as read_through

    found = [a for a in read(SEEDS) if isinstance(a, Article)]
    return [(a, read_through(nlp, a, traced=True)) for a in found]


@pytest.mark.model
def test_an_explanation_is_of_what_a_build_takes_over(
    traced: list[tuple[Article, Doc]], reader: Callable[[Article], Extraction]
) -> None:
    for article, doc in traced:
        found = to_explanation(doc, article)
        assert found.extraction == reader(article)
        first = {t.report: t for s in found.sentences for t in s.tellings if t.first}
        assert first.keys() == {r.id for r in found.extraction.reports}
        for report in found.extraction.reports:
            assert (first[report.id].trigger, first[report.id].rule) == (
                report.trigger,
                report.rule,
            )
        told = {(t.report, s.sentence.id) for s in found.sentences for t in s.tellings}
        assert told == {(r.id, s) for r in found.extraction.reports for s in r.sentences}
        claims = {(c, s.sentence.id) for s in found.sentences for c in s.claims}
        assert claims == {(c.id, s) for c in found.extraction.claims for s in c.sentences}


@pytest.mark.model
def test_every_word_of_the_lexicon_is_told_or_passed_over_once(
    traced: list[tuple[Article, Doc]],
) -> None:
    frames = FrameReader().frames
    for article, doc in traced:
        found = to_explanation(doc, article)
        told = [t.trigger.start for s in found.sentences for t in s.tellings]
        passed = [p.span.start for s in found.sentences for p in s.passed]
        assert len(set(told + passed)) == len(told + passed)
        known = {t.idx for t in doc if options(t, frames)}
        assert known <= set(told + passed)
        of = [c.trigger for k in tellings(doc) for c in (k,)] + [
            other for k in tellings(doc) for other in k.others
        ]
        assert len(set(of)) == len(of)


@pytest.mark.model
def test_everything_found_lies_in_its_sentence(traced: list[tuple[Article, Doc]]) -> None:
    for article, doc in traced:
        for read_ in to_explanation(doc, article, markup=True).sentences:
            span = read_.sentence.span
            spans = [*(m.span for m in read_.mentions), *(d.span for d in read_.dates)]
            spans += [*(t.trigger for t in read_.tellings), *(p.span for p in read_.passed)]
            assert all(span.start <= s.start < s.end <= span.end for s in spans)
            assert read_.tree is not None
            assert read_.marked is not None


@pytest.mark.model
def test_the_same_article_gives_the_same_markup(nlp: Language) -> None:
    from comity.extract import explain

    article = to_article("Kenya and Chad met <b>Mali & Niger</b> on Monday.", name="a.txt")
    found = explain(nlp, article, markup=True)
    assert found == explain(nlp, article, markup=True)
    (sentence,) = found.sentences
    assert "&lt;b&gt;" in str(sentence.marked)
    assert "<b>" not in f"{sentence.marked}{sentence.tree}"
    assert "<script" not in f"{sentence.marked}{sentence.tree}"
