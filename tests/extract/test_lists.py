"""Lists of names read off the page, where the parse takes them apart."""

from __future__ import annotations

import pytest

from comity.extract.lists import hung_before, left_of_verb, whole_list
from extract.parses import parse, refer, token

OTIENO, BEKELE, MORAES = (
    "Otieno = person/otieno",
    "Bekele = person/bekele",
    "Moraes = person/moraes",
)

# a sentence whose verb has lost its subject, the names in it, those listed before the verb
BEFORE = [
    pytest.param(
        "Otieno/NNP/dep/plan and/CC/cc/Otieno Bekele/NNP/conj/Otieno plan/VBP/ROOT talks/NNS/dobj/plan",
        [OTIENO, BEKELE], "person/otieno person/bekele", id="two names",
    ),
    pytest.param(
        "Otieno/NNP/dep/plan ,/,/punct/Otieno Bekele/NNP/appos/Otieno and/CC/cc/Bekele Moraes/NNP/conj/Bekele also/RB/advmod/plan plan/VBP/ROOT talks/NNS/dobj/plan",
        [OTIENO, BEKELE, MORAES], "person/otieno person/bekele person/moraes", id="three names and an adverb",
    ),
    pytest.param(
        "Ahead/RB/advmod/visited of/IN/prep/Ahead talks/NNS/pobj/of with/IN/prep/talks Moraes/NNP/pobj/with ,/,/punct/Moraes Otieno/NNP/conj/Moraes and/CC/cc/Otieno his/PRP$/poss/wife wife/NN/conj/Otieno ,/,/punct/wife Bekele/NNP/appos/wife ,/,/punct/visited visited/VBD/ROOT Lamu/NNP/dobj/visited",
        [MORAES, OTIENO, BEKELE, "Lamu = place/lamu"], "person/otieno person/bekele", id="a governed name ends the list",
    ),
    pytest.param(
        "Otieno/NNP/dep/plan will/MD/aux/plan plan/VB/ROOT talks/NNS/dobj/plan",
        [OTIENO], "", id="one name is no list",
    ),
    pytest.param(
        "Kenya/NNP/dep/plan and/CC/cc/Kenya Chad/NNP/conj/Kenya plan/VBP/ROOT talks/NNS/dobj/plan",
        ["Kenya = state/ken", "Chad = state/tcd"], "", id="states are no people",
    ),
    pytest.param(
        "Otieno/NNP/dep/left left/VBD/ccomp/plan while/IN/mark/plan Bekele/NNP/dep/plan and/CC/cc/Bekele Moraes/NNP/conj/Bekele plan/VBP/ROOT talks/NNS/dobj/plan",
        [OTIENO, BEKELE, MORAES], "person/bekele person/moraes", id="another word ends the list",
    ),
    pytest.param(
        "President/NNP/compound/Otieno Otieno/NNP/dep/plan and/CC/cc/Otieno premier/NN/compound/Bekele Bekele/NNP/conj/Otieno plan/VBP/ROOT talks/NNS/dobj/plan",
        ["President = person/otieno title", OTIENO, "premier = person/bekele title", BEKELE], "person/otieno person/bekele", id="titles stand between names",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "names", "expected"), BEFORE)
def test_left_of_verb(table: str, names: list[str], expected: str) -> None:
    doc = parse(table)
    by_token = refer(doc, *names)
    verb = next(t for t in doc if t.dep_ == "ROOT")
    assert " ".join(r.entities[0] for r in left_of_verb(verb, by_token)) == expected


def test_left_of_verb_stays_in_its_sentence() -> None:
    doc = parse(
        "Otieno/NNP/nsubj/left left/VBD/ROOT\nBekele/NNP/dep/plan and/CC/cc/Bekele Moraes/NNP/conj/Bekele plan/VBP/ROOT"
    )
    by_token = refer(doc, OTIENO, BEKELE, MORAES)
    assert [r.entities[0] for r in left_of_verb(token(doc, "plan"), by_token)] == [
        "person/bekele",
        "person/moraes",
    ]


THREE = "Otieno/NNP/dep/met ,/,/punct/Otieno Bekele/NNP/nsubj/met and/CC/cc/Bekele Moraes/NNP/conj/Bekele met/VBD/ROOT"
# a sentence, the names in it, the token asked for, the names that commas join to it
JOINED = [
    pytest.param(THREE, [OTIENO, BEKELE, MORAES], "Bekele", "person/otieno", id="from the start of the sentence"),
    pytest.param(THREE, [OTIENO, BEKELE, MORAES], "Otieno", "", id="nothing before the first"),
    pytest.param(
        "With/IN/prep/met Otieno/NNP/pobj/With ,/,/punct/met Bekele/NNP/nsubj/met and/CC/cc/Bekele Moraes/NNP/conj/Bekele met/VBD/ROOT",
        [OTIENO, BEKELE, MORAES], "Bekele", "", id="a governed name is not of the list",
    ),
    pytest.param(
        "Monday/NNP/npadvmod/met Otieno/NNP/dep/met ,/,/punct/Otieno Bekele/NNP/nsubj/met and/CC/cc/Bekele Moraes/NNP/conj/Bekele met/VBD/ROOT",
        [OTIENO, BEKELE, MORAES], "Bekele", "", id="something else opens the sentence",
    ),
    pytest.param(
        "Kenya/NNP/dep/met ,/,/punct/Kenya Bekele/NNP/nsubj/met met/VBD/ROOT",
        ["Kenya = state/ken", BEKELE], "Bekele", "", id="a state is no person",
    ),
    pytest.param(
        "Otieno/NNP/dep/met and/CC/cc/Otieno Bekele/NNP/nsubj/met met/VBD/ROOT",
        [OTIENO, BEKELE], "Bekele", "", id="only a comma joins",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "names", "word", "expected"), JOINED)
def test_whole_list(table: str, names: list[str], word: str, expected: str) -> None:
    doc = parse(table)
    by_token = refer(doc, *names)
    found = whole_list(doc, token(doc, word), by_token)
    assert " ".join(r.entities[0] for r in found) == expected


# a subject, the names in its phrase, those that the parser has hung on it
HUNG = [
    pytest.param(
        "Otieno/NNP/nmod/Bekele and/CC/cc/Otieno Chadian/JJ/amod/President President/NNP/conj/Otieno Bekele/NNP/nsubj/met met/VBD/ROOT",
        [OTIENO, "Chadian = state/tcd adjective", BEKELE], "person/otieno", id="on the name after a title",
    ),
    pytest.param(
        "Moraes/NNP/nmod/Bekele ,/,/punct/Moraes Otieno/NNP/conj/Moraes and/CC/cc/Otieno premier/NN/conj/Otieno Bekele/NNP/nsubj/met met/VBD/ROOT",
        [MORAES, OTIENO, BEKELE], "person/moraes person/otieno", id="three",
    ),
    pytest.param(
        "Otieno/NNP/compound/Bekele aide/NN/compound/Bekele Bekele/NNP/nsubj/met met/VBD/ROOT",
        [OTIENO, BEKELE], "", id="no list",
    ),
    pytest.param(
        "Otieno/NNP/poss/aide 's/POS/case/Otieno aide/NN/nsubj/met and/CC/cc/aide Bekele/NNP/conj/aide met/VBD/ROOT",
        [OTIENO, BEKELE], "", id="an owner",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "names", "expected"), HUNG)
def test_hung_before(table: str, names: list[str], expected: str) -> None:
    doc = parse(table)
    by_token = refer(doc, *names)
    subject = next(t for t in doc if t.dep_ == "nsubj")
    assert " ".join(r.entities[0] for r in hung_before(subject, by_token)) == expected
