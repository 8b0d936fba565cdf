"""What an event is about: the phrases that its words govern, issues of the scheme in them, and issues of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from spacy.lang.en import English

from comity.extract.abouts import disputed
from comity.extract.open_issues import phrase_of
from comity.extract.topics import Topics
from comity.knowledge.ontology import load_ontology
from comity.knowledge.placing import GENERAL, nearest, word_index
from comity.knowledge.topic_words import load_topic_words
from comity.model import Article, Extraction, to_article
from extract.parses import VOCAB, parse, refer, token

WORDS = load_topic_words()
SCHEME = load_ontology().issues

# the sentence, the head of the phrase, the id of the issue without its kind and its label; "" where it is none
PHRASES = [
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT the/DT/det/reservoir disputed/JJ/amod/reservoir Kambo/NNP/compound/reservoir reservoir/NN/dobj/discussed", "reservoir", "kambo-reservoir", "Kambo reservoir", id="article and plain adjective go"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT melon/NN/compound/exports exports/NNS/dobj/discussed", "exports", "melon-export", "Melon exports", id="the id has the singular, the label the words"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT the/DT/det/issue melon/NN/compound/issue issue/NN/dobj/discussed", "issue", "melon", "Melon", id="the X issue"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT the/DT/det/question question/NN/dobj/discussed of/IN/prep/question melon/NN/compound/exports exports/NNS/pobj/of", "question", "melon-export", "Melon exports", id="the question of X"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT closure/NN/dobj/discussed of/IN/prep/closure the/DT/det/canal canal/NN/pobj/of", "closure", "closure-of-canal", "Closure of canal", id="a deed of a thing"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT their/PRP$/poss/canal canal/NN/dobj/discussed", "canal", "canal", "Canal", id="a possessive goes"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT two/CD/nummod/trade -/HYPH/punct/way way/NN/npadvmod/trade melon/NN/compound/trade trade/NN/dobj/discussed", "trade", "two-way-melon-trade", "Two-way melon trade", id="a number in a compound stays"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT it/PRP/dobj/discussed", "it", "", "", id="a pronoun"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT the/DT/det/matter matter/NN/dobj/discussed", "matter", "", "", id="a noun that says nothing"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT the/DT/det/plan plan/NN/dobj/discussed", "plan", "", "", id="a noun that needs another"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT new/JJ/amod/ways ways/NNS/dobj/discussed", "ways", "", "", id="ways"),
    pytest.param("They/PRP/nsubj/discussed discussed/VBD/ROOT state/NN/nmod/gas oil/NN/nmod/gas lease/NN/nmod/gas coal/NN/nmod/gas melon/NN/nmod/gas gas/NN/dobj/discussed", "gas", "", "", id="more than five words"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "head", "name", "label"), PHRASES)
def test_a_phrase_as_an_issue(table: str, head: str, name: str, label: str) -> None:
    doc = parse(table)
    found = phrase_of(token(doc, head), {}, frozenset(), WORDS)
    assert (found.id.removeprefix("issue/"), found.label) == (name, label) if found else not name


def test_a_person_and_a_date_are_no_issue() -> None:
    doc = parse("They/PRP/nsubj/discussed discussed/VBD/ROOT Otieno/NNP/dobj/discussed")
    person = refer(doc, "Otieno = person/amina-otieno")
    assert phrase_of(token(doc, "Otieno"), person, frozenset(), WORDS) is None
    assert phrase_of(token(doc, "Otieno"), {}, frozenset([2]), WORDS) is None


def test_a_quarrel_is_over_what_stands_behind_it() -> None:
    doc = parse("the/DT/det/row row/NN/ROOT over/IN/prep/row melons/NNS/pobj/over")
    assert [t.text for t in disputed(token(doc, "row"), WORDS)] == ["melons"]
    assert list(disputed(token(doc, "melons"), WORDS)) == []


@pytest.mark.parametrize(
    ("phrase", "broader"),
    [
        ("shrimp fishing", "issue/fisheries"),
        ("steel tariff", "issue/tariffs"),
        ("reservoir water", "issue/water-sharing"),
        ("chess", GENERAL),
        ("", GENERAL),
    ],
)
def test_an_issue_stands_under_the_nearest_of_the_scheme(phrase: str, broader: str) -> None:
    words = phrase.split()
    assert nearest(words, words[-1] if words else "", word_index(SCHEME.values())) == broader


def test_a_phrase_with_a_term_in_it_stands_under_the_term() -> None:
    doc = parse(
        "the/DT/det/row row/NN/ROOT over/IN/prep/row Kambo/NNP/compound/fisheries fisheries/NNS/pobj/over"
    )
    topics = Topics(English(VOCAB))
    topics(doc)
    (issue,) = doc._.open_issues.values()
    assert (issue.id, issue.label) == ("issue/kambo-fishery", "Kambo fisheries")
    assert issue.broader == "issue/fisheries"
    assert doc._.issues[token(doc, "fisheries").i] == "issue/fisheries"


# The sentence, and for each event of it the class, the topics, and for open ones what they stand under.
READ = [
    pytest.param("Kenyan President Amina Otieno and Chadian President Idriss Mahamat discussed the Kambo reservoir in Nairobi on Monday.", {"kambo-reservoir": "Kambo reservoir"}, id="discuss"),
    pytest.param("Peru and Chile held talks on melon exports in Lima on Monday.", {"melon-export": "Melon exports"}, id="talks on"),
    pytest.param("Norway accused Iceland of bad faith in their dispute over mackerel quotas on Monday.", {"mackerel-quota": "Mackerel quotas"}, id="dispute over"),
    pytest.param("The foreign ministers of Peru and Chile discussed matters of mutual interest in Lima on Monday.", {}, id="nothing in particular"),
    pytest.param("Peru and Chile held talks on Monday.", {}, id="a day"),
    pytest.param("Kenya and Chad held talks on fisheries in Nairobi.", {}, id="a term of the scheme"),
    pytest.param("Kenya said on Telegram that it had recalled its ambassador to Chad.", {}, id="where it was said"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), READ)
def test_issues_of_a_sentence(
    text: str, expected: dict[str, str], reader: Callable[[Article], Extraction]
) -> None:
    found = reader(to_article(text, name="row.txt", published=date(2024, 8, 22)))
    assert {i.id.removeprefix("issue/"): i.label for i in found.issues} == expected
    assert {i.id for i in found.issues} <= {t for r in found.reports for t in r.topics}


@pytest.mark.model
def test_a_topic_is_the_events_own(reader: Callable[[Article], Extraction]) -> None:
    text = "Kenya and Chad signed an agreement on fisheries, and Peru recalled its ambassador to Chile over visas."
    found = reader(to_article(text, name="row.txt", published=date(2024, 8, 22)))
    topics = {r.of_role(r.participants[0].role)[0]: r.topics for r in found.reports}
    assert "issue/fisheries" in topics.get("state/ken", topics.get("state/tcd", ()))
    assert "issue/fisheries" not in topics.get("state/per", ())


@pytest.mark.model
def test_two_articles_that_name_the_same_phrase_speak_of_one_issue(
    reader: Callable[[Article], Extraction],
) -> None:
    texts = (
        "Peru and Chile held talks on melon exports in Lima on Monday.",
        "Ecuador and Peru discussed the melon export in Quito on Monday.",
    )
    found = [
        reader(to_article(text, name="row.txt", published=date(2024, 8, 22))) for text in texts
    ]
    assert {i.id for x in found for i in x.issues} == {"issue/melon-export"}
    assert len({i.broader for x in found for i in x.issues}) == 1


WITHIN = [
    pytest.param("Kenyan President Amina Otieno and Chadian President Idriss Mahamat signed a trade agreement at a summit in Nairobi on Monday.", "Agreement", "Summit", id="at a summit"),
    pytest.param("During a visit to Nairobi on Monday, Chadian President Idriss Mahamat met Kenyan President Amina Otieno.", "Meeting", "Visit", id="during a visit"),
    pytest.param("Chadian President Idriss Mahamat travels to Nairobi on Friday for talks with Kenyan President Amina Otieno.", "Meeting", "Visit", id="travels for talks"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "part", "whole"), WITHIN)
def test_what_happens_at_another_event_is_linked_to_it(
    text: str, part: str, whole: str, reader: Callable[[Article], Extraction]
) -> None:
    found = reader(to_article(text, name="row.txt", published=date(2024, 8, 22)))
    types = {r.id: r.type for r in found.reports}
    assert [(r.type, types[r.within]) for r in found.reports if r.within] == [(part, whole)]


@pytest.mark.model
def test_links_stay_in_the_article_and_close_no_circle(
    articles: tuple[Article, ...], reader: Callable[[Article], Extraction]
) -> None:
    for article in articles:
        found = reader(article)
        above = {r.id: r.within for r in found.reports if r.within}
        for part in above:
            line = [part]
            while line[-1] in above:
                line.append(above[line[-1]])
                assert len(set(line)) == len(line), article.name
            assert all(a != b for a, b in pairwise(line))
        assert set(above.values()) <= {r.id for r in found.reports}


@pytest.mark.model
def test_every_topic_is_a_term_or_an_issue_under_one(
    articles: tuple[Article, ...], reader: Callable[[Article], Extraction]
) -> None:
    for article in articles:
        found = reader(article)
        own = {i.id for i in found.issues}
        assert own.isdisjoint(SCHEME)
        assert {t for r in found.reports for t in r.topics} <= own | set(SCHEME)
        assert {i.broader for i in found.issues} <= set(SCHEME)
        assert [i.id for i in found.issues] == sorted(own)
