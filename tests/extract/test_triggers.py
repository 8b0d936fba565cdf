"""Triggers: which verbs and nouns of a parse name events, by a small lexicon built by hand."""

from __future__ import annotations

import pytest

from comity.extract.fitting import heads
from comity.extract.triggers import Trigger, find_triggers
from extract.parses import LEXICON, parse, refer, token


def shown(trigger: Trigger) -> str:
    """`event:word`, with the verb that carries it after `+` and the object taken in after `<`."""
    carrier = f"+{trigger.carrier.text}" if trigger.carrier is not None else ""
    taken = f"<{trigger.taken.text}" if trigger.taken is not None else ""
    return f"{trigger.frame.event}:{trigger.token.text}{carrier}{taken}"


# a sentence, its triggers
ROWS = [
    # verbs
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", "Meeting:met", id="verb"),
    pytest.param("Kenya/NNP/nsubj/walked walked/VBD/ROOT", "", id="a verb of no frame"),
    pytest.param(
        "Kenya/NNP/nsubj/met met/VBD/ROOT a/DT/det/deadline deadline/NN/dobj/met", "", id="idiom: meet a deadline"
    ),
    pytest.param(
        "Needs/NNS/nsubjpass/met were/VBD/auxpass/met met/VBN/ROOT", "", id="idiom in the passive"
    ),
    pytest.param(
        "Kenya/NNP/nsubj/lifted lifted/VBD/ROOT sanctions/NNS/dobj/lifted", "Concession:lifted<sanctions",
        id="the object decides: lift sanctions",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/lifted lifted/VBD/ROOT an/DT/det/embargo embargo/NN/dobj/lifted", "Sanction:lifted<embargo",
        id="the object decides: lift an embargo",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/lifted lifted/VBD/ROOT crates/NNS/dobj/lifted", "", id="no frame without its object"
    ),
    pytest.param(
        "Sanctions/NNS/nsubjpass/lifted were/VBD/auxpass/lifted lifted/VBN/ROOT", "Concession:lifted<Sanctions",
        id="the object of a passive",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/lifted lifted/VBD/ROOT tariffs/NNS/dobj/lifted and/CC/cc/tariffs sanctions/NNS/conj/tariffs",
        "Concession:lifted<sanctions", id="the second object of two",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/lifted lifted/VBD/ROOT a/DT/det/series series/NN/dobj/lifted of/IN/prep/series sanctions/NNS/pobj/of",
        "Concession:lifted<sanctions", id="the object below a quantity",
    ),
    pytest.param(
        "The/DT/det/court court/NN/nsubj/ruled ruled/VBD/ROOT", "Ruling:ruled", id="the subject decides: the court ruled"
    ),
    pytest.param("The/DT/det/king king/NN/nsubj/ruled ruled/VBD/ROOT", "", id="the subject decides: the king ruled"),
    pytest.param(
        "Kenya/NNP/nsubj/called called/VBD/ROOT off/RP/prt/called the/DT/det/summit summit/NN/dobj/called",
        "Rejection:called Summit:summit", id="verb with a particle, and its object",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/called called/VBD/ROOT Chad/NNP/dobj/called", "", id="no frame without its particle"
    ),
    pytest.param(
        "Kenya/NNP/nsubj/called called/VBD/ROOT on/IN/prep/called Chad/NNP/pobj/on", "Request:called", id="verb with a preposition"
    ),
    # nouns and the verbs that carry them
    pytest.param(
        "Kenya/NNP/nsubj/held held/VBD/ROOT talks/NNS/dobj/held", "Meeting:talks+held", id="light verb"
    ),
    pytest.param(
        "Talks/NNS/nsubjpass/held were/VBD/auxpass/held held/VBN/ROOT", "Meeting:Talks+held", id="light verb in the passive"
    ),
    pytest.param(
        "Talks/NNS/nsubj/lapsed held/VBN/acl/Talks in/IN/prep/held Accra/NNP/pobj/in lapsed/VBD/ROOT",
        "Meeting:Talks+held", id="light participle after the noun",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/took took/VBD/ROOT part/NN/dobj/took in/IN/prep/part an/DT/det/exercise exercise/NN/pobj/in",
        "MilitaryExercise:exercise+took", id="take part in",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/engaged engaged/VBD/ROOT in/IN/prep/engaged talks/NNS/pobj/in",
        "Meeting:talks+engaged", id="light verb with its preposition",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/drew drew/VBD/ROOT criticism/NN/dobj/drew", "Accusation:criticism+drew", id="receiving verb"
    ),
    pytest.param(
        "Kenya/NNP/nsubj/finished finished/VBD/ROOT an/DT/det/exercise exercise/NN/dobj/finished",
        "MilitaryExercise:exercise+finished", id="any verb carries a joint act",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/watched watched/VBD/ROOT an/DT/det/exercise exercise/NN/dobj/watched",
        "MilitaryExercise:exercise", id="onlookers do not act",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/joined joined/VBD/ROOT the/DT/det/exercise exercise/NN/dobj/joined",
        "MilitaryExercise:exercise", id="an act that somebody owns is not carried by any verb",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/launched launched/VBD/ROOT a/DT/det/series series/NN/dobj/launched of/IN/prep/series missile/NN/compound/tests tests/NNS/pobj/of",
        "WeaponsTest:tests+launched", id="a series of tests is carried by the verb of the series",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/held held/VBD/ROOT talks/NNS/dobj/held and/CC/cc/talks an/DT/det/exercise exercise/NN/conj/talks",
        "Meeting:talks+held MilitaryExercise:exercise+held", id="two nouns on one light verb",
    ),
    pytest.param(
        "The/DT/det/talks talks/NNS/nsubj/ended ended/VBD/ROOT", "Meeting:talks", id="noun on its own"
    ),
    # which noun, which frame
    pytest.param(
        "A/DT/det/conference press/NN/compound/conference conference/NN/nsubj/ended ended/VBD/ROOT",
        "Conference:conference", id="compound",
    ),
    pytest.param("A/DT/det/conference conference/NN/nsubj/ended ended/VBD/ROOT", "", id="no frame without its compound"),
    pytest.param(
        "Weapon/NN/compound/tests tests/NNS/nsubj/ended ended/VBD/ROOT", "WeaponsTest:tests", id="the word before the noun"
    ),
    pytest.param(
        "Tests/NNS/nsubj/ended of/IN/prep/Tests missiles/NNS/pobj/of ended/VBD/ROOT", "WeaponsTest:Tests", id="the word after of"
    ),
    pytest.param("Tests/NNS/nsubj/ended ended/VBD/ROOT", "", id="no frame without that word"),
    pytest.param(
        "Price/NN/compound/support support/NN/nsubj/ended ended/VBD/ROOT", "", id="idiom of a noun: price support"
    ),
    pytest.param(
        "The/DT/det/venue summit/NN/compound/venue venue/NN/nsubj/closed closed/VBD/ROOT", "", id="a noun before another noun names no event"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), ROWS)
def test_triggers(table: str, expected: str) -> None:
    assert " ".join(map(shown, find_triggers(parse(table), LEXICON, {}))) == expected


# a sentence, what its words name, its triggers
NAMED = [
    pytest.param(
        "The/DT/det/ended Lamu/NNP/compound/Meeting Meeting/NNP/nsubj/ended ended/VBD/ROOT", "Lamu Meeting = org/lamu-meeting",
        "", id="part of a name",
    ),
    pytest.param(
        "The/DT/det/ended Lamu/NNP/compound/Summit Summit/NNP/nsubj/ended ended/VBD/ROOT", "Lamu Summit = org/lamu-summit",
        "Summit:Summit", id="a summit that is called by a name",
    ),
    pytest.param(
        "Demand/NNP/compound/Talks Talks/NNPS/nsubj/ended ended/VBD/ROOT", "Demand Talks = group/talks group",
        "Meeting:Talks", id="a group is no name",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "name", "expected"), NAMED)
def test_names_are_no_triggers(table: str, name: str, expected: str) -> None:
    doc = parse(table)
    for word in doc:
        word.lemma_ = (
            word.lemma_.lower().removesuffix("s") if word.text == "Talks" else word.lemma_.lower()
        )
    assert " ".join(map(shown, find_triggers(doc, LEXICON, refer(doc, name)))) == expected


def test_triggers_come_in_the_order_of_the_text_each_once() -> None:
    doc = parse(
        "Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met after/IN/prep/met talks/NNS/pobj/after and/CC/cc/met agreed/VBD/conj/met"
    )
    found = [t.token.i for t in find_triggers(doc, LEXICON, {})]
    assert found == sorted(set(found)) == [1, 4, 6]


@pytest.mark.parametrize(
    ("table", "word", "expected"),
    [
        (
            "Talks/NNS/nsubj/ended and/CC/cc/Talks drills/NNS/conj/Talks ended/VBD/ROOT",
            "Talks",
            "Talks drills",
        ),
        (
            "A/DT/det/series series/NN/nsubj/ended of/IN/prep/series talks/NNS/pobj/of ended/VBD/ROOT",
            "series",
            "talks series",
        ),
        (
            "The/DT/det/host host/NN/nsubj/ended of/IN/prep/host talks/NNS/pobj/of ended/VBD/ROOT",
            "talks",
            "talks",
        ),
    ],
    ids=["coordination", "quantity", "no quantity"],
)
def test_heads(table: str, word: str, expected: str) -> None:
    assert " ".join(t.text for t in heads(token(parse(table), word), LEXICON)) == expected
