"""The page that explains a reading, and the words of it, on an explanation built by hand."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import hostile
import pytest

import samples
from comity.explanation import DateFound, Explanation, Passed, SentenceRead, Telling
from comity.knowledge.ontology import load_ontology
from comity.model import Extraction, Mention, Span
from comity.views.account import Account, account
from comity.views.explained import explained

ARTICLE = samples.article("nairobi.txt")
SENTENCES = samples.sentences_of(ARTICLE)


def span(words: str) -> Span:
    start = ARTICLE.text.index(words)
    return Span(start, start + len(words))


REPORTS = tuple(r for r in samples.KNOWLEDGE.reports if r.article == ARTICLE.id)
CLAIMS = tuple(c for c in samples.KNOWLEDGE.claims if c.article == ARTICLE.id)
EXTRACTION = Extraction(
    ARTICLE.citation,
    samples.KNOWLEDGE.entities,
    SENTENCES,
    (),
    REPORTS,
    CLAIMS,
    samples.KNOWLEDGE.issues,
)


def explanation(mark: str = "<mark>x</mark>") -> Explanation:
    """The explanation of the first sample article."""
    told = {
        s.id: [Telling(r.id, r.trigger, r.rule, True) for r in REPORTS if r.sentences[0] == s.id]
        for s in SENTENCES
    }
    told[SENTENCES[1].id].append(
        Telling(samples.MET.id, span("share"), "verb:Meeting:share", False)
    )
    found = [
        SentenceRead(
            sentence=s,
            zone="body",
            mentions=(),
            dates=(),
            tellings=tuple(told[s.id]),
            claims=tuple(c.id for c in CLAIMS if s.id in c.sentences),
            passed=(),
            marked=mark,
            tree="<svg></svg>",
        )
        for s in SENTENCES
    ]  # fmt: skip
    both = tuple(
        Mention(span("The two leaders"), e, "anaphor") for e in (samples.BEKELE, samples.OTIENO)
    )
    passed = Passed(span("water"), "noun:water", "an idiom", span("share"))
    found[0] = replace(found[0], dates=(DateFound(span("Wednesday"), samples.WEDNESDAY, "since"),))
    found[1] = replace(found[1], mentions=both, passed=(passed,))
    found[2] = replace(found[2], zone="caption", dates=(DateFound(span("us"), samples.SOON, None),))
    return Explanation(EXTRACTION, samples.KNOWLEDGE.entities, tuple(found))


@pytest.fixture(scope="module")
def told() -> tuple[Account, ...]:
    return account(explanation(), ARTICLE.text, load_ontology())


def test_an_event_in_words(told: tuple[Account, ...]) -> None:
    (event,) = told[0].events
    assert (event.type, event.word) == ("Meeting", "met")
    facts = dict(event.facts)
    assert facts["who"] == "Amina Otieno, Dawit Bekele"
    assert (facts["where"], facts["when"]) == ("Nairobi", "12 March 2031")
    assert facts["says who"] == "the article itself"
    assert "to whom" not in facts
    assert event.trust.rule == samples.MET.rule
    assert re.fullmatch(r"0\.\d\d \(right \d+ of \d+ times on gold: .+\)", event.trust.words)


def test_what_else_a_sentence_holds_in_words(told: tuple[Account, ...]) -> None:
    assert [f.text for f in told[0].facts] == [
        "Amina Otieno: President of Kenya", "Dawit Bekele: Prime Minister of Ethiopia",
    ]  # fmt: skip
    assert told[0].dates == (("Wednesday", "since 12 March 2031"),)
    assert told[2].dates == (("us", "not resolved"),)
    (again,) = told[1].again
    assert (again.word, again.type, again.sentence) == ("share", "Meeting", 1)
    (name,) = told[1].names
    assert (name.words, name.entity) == ("The two leaders", "Dawit Bekele, Amina Otieno")
    (left,) = told[1].left
    assert (left.word, left.reason) == ("water", "an idiom (“share”)")


def test_the_page_is_closed_and_the_same_twice() -> None:
    page = explained(explanation(), ARTICLE.text, load_ontology())
    assert page == explained(explanation(), ARTICLE.text, load_ontology())
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert f"style-src &#39;sha256-{digest}&#39;" in policy.group(1)
    assert "script-src" not in policy.group(1)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#|https://example\.org/)', page)
    assert "url(" not in page


def test_the_page_has_an_anchor_for_each_sentence_and_links_to_them_alone() -> None:
    page = explained(explanation(), ARTICLE.text, load_ontology())
    anchors = re.findall(r'<article id="(s\d+)">', page)
    assert anchors == [f"s{n}" for n in range(1, len(SENTENCES) + 1)]
    assert set(re.findall(r'href="#(s\d+)"', page)) <= set(anchors)
    for words in ("Meeting", "caption", "an idiom (“share”)", "passed over", "Legend"):
        assert words in page


def test_a_page_of_one_sentence() -> None:
    page = explained(explanation(), ARTICLE.text, load_ontology(), only=[2])
    assert re.findall(r'<article id="(s\d+)">', page) == ["s2"]


@pytest.mark.parametrize("attack", hostile.ATTACKS)
def test_nothing_of_an_article_is_taken_for_html(attack: str) -> None:
    citation = replace(ARTICLE.citation, title=attack, name=attack, publisher=attack, url=attack)
    passed = Passed(Span(0, len(attack)), attack, attack, None)
    first = replace(explanation().sentences[0], passed=(passed,))
    entities = tuple(replace(e, name=attack) for e in EXTRACTION.entities)
    made = Explanation(replace(EXTRACTION, citation=citation), entities, (first,))
    page = explained(made, attack + ARTICLE.text, load_ontology())
    assert attack not in page or not re.search(r"[<>&\"]", attack)
    assert "<script" not in page
