"""Subjects, patients, agents and prepositions of clauses, on parses built by hand."""

from __future__ import annotations

import pytest

from comity.extract.clauses import (
    agents,
    governor,
    is_passive,
    patients,
    prepositions,
    subjects,
)
from extract.parses import parse, token

# the clause, its verb, who acts, what it is done to
CLAUSES = [
    pytest.param(
        "Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met",
        "met", "Kenya", "Chad", id="active",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/met and/CC/cc/Kenya Chad/NNP/conj/Kenya met/VBD/ROOT and/CC/cc/met signed/VBD/conj/met accords/NNS/dobj/signed",
        "signed", "Kenya", "accords", id="coordination shares the subject",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/met met/VBD/ROOT and/CC/cc/met Mali/NNP/nsubj/signed signed/VBD/conj/met accords/NNS/dobj/signed",
        "signed", "Mali", "accords", id="coordination with a subject of its own",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/urged urged/VBD/ROOT Chad/NNP/dobj/urged to/TO/aux/sign sign/VB/xcomp/urged accords/NNS/dobj/sign",
        "sign", "Chad", "accords", id="object control: who is urged acts",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/promised promised/VBD/ROOT Chad/NNP/dobj/promised to/TO/aux/sign sign/VB/xcomp/promised accords/NNS/dobj/sign",
        "sign", "Kenya", "accords", id="subject control: who promises acts",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/agreed agreed/VBD/ROOT to/TO/aux/sign sign/VB/xcomp/agreed accords/NNS/dobj/sign",
        "sign", "Kenya", "accords", id="infinitive",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/agreed agreed/VBD/ROOT to/TO/aux/seek seek/VB/xcomp/agreed to/TO/aux/sign sign/VB/xcomp/seek accords/NNS/dobj/sign",
        "sign", "Kenya", "accords", id="two infinitives deep",
    ),
    pytest.param(
        "Kenya/NNP/nsubjpass/urged was/VBD/auxpass/urged urged/VBN/ROOT to/TO/aux/sign sign/VB/xcomp/urged accords/NNS/dobj/sign",
        "sign", "Kenya", "accords", id="infinitive below a passive",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/is is/VBZ/ROOT eager/JJ/acomp/is to/TO/aux/sign sign/VB/xcomp/eager accords/NNS/dobj/sign",
        "sign", "Kenya", "accords", id="infinitive below an adjective",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/left left/VBD/ROOT Chad/NNP/dobj/left ,/,/punct/left signing/VBG/advcl/left accords/NNS/dobj/signing",
        "signing", "Kenya", "accords", id="participle",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/left left/VBD/ROOT after/IN/prep/left signing/VBG/pcomp/after accords/NNS/dobj/signing",
        "signing", "Kenya", "accords", id="participle after a preposition",
    ),
    pytest.param(
        "Envoys/NNS/nsubj/left meeting/VBG/acl/Envoys Chad/NNP/dobj/meeting left/VBD/ROOT",
        "meeting", "Envoys", "Chad", id="participle after a noun",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/signed ,/,/punct/Kenya which/WDT/nsubj/met met/VBD/relcl/Kenya Chad/NNP/dobj/met ,/,/punct/Kenya signed/VBD/ROOT accords/NNS/dobj/signed",
        "met", "Kenya", "Chad", id="relative clause about the subject",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/praised praised/VBD/ROOT envoys/NNS/dobj/praised who/WP/nsubj/signed signed/VBD/relcl/envoys accords/NNS/dobj/signed",
        "signed", "envoys", "accords", id="relative clause about the object",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/signed signed/VBD/ROOT accords/NNS/dobj/signed that/WDT/dobj/drafted Chad/NNP/nsubj/drafted drafted/VBD/relcl/accords",
        "drafted", "Chad", "accords", id="relative clause whose pronoun is its object",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/praised praised/VBD/ROOT envoys/NNS/dobj/praised who/WP/nsubj/came came/VBD/relcl/envoys and/CC/cc/came signed/VBD/conj/came accords/NNS/dobj/signed",
        "signed", "envoys", "accords", id="second verb of a relative clause",
    ),
    pytest.param(
        "Accords/NNS/nsubjpass/signed were/VBD/auxpass/signed signed/VBN/ROOT by/IN/agent/signed Kenya/NNP/pobj/by and/CC/cc/Kenya Chad/NNP/conj/Kenya",
        "signed", "Kenya", "Accords", id="passive",
    ),
    pytest.param(
        "Accords/NNS/nsubjpass/signed were/VBD/auxpass/signed signed/VBN/ROOT",
        "signed", "", "Accords", id="passive without an agent",
    ),
    pytest.param(
        "Accords/NNS/nsubj/lapsed signed/VBN/acl/Accords by/IN/agent/signed Kenya/NNP/pobj/by lapsed/VBD/ROOT",
        "signed", "Kenya", "Accords", id="past participle after a noun",
    ),
    pytest.param(
        "Accords/NNS/nsubjpass/drafted were/VBD/auxpass/drafted drafted/VBN/ROOT by/IN/agent/drafted Kenya/NNP/pobj/by and/CC/cc/drafted signed/VBN/conj/drafted by/IN/agent/signed Chad/NNP/pobj/by~2",
        "signed", "Chad", "Accords", id="second verb of a passive",
    ),
    pytest.param(
        "Accords/NNS/nsubj/lapsed which/WDT/nsubjpass/signed were/VBD/auxpass/signed signed/VBN/relcl/Accords by/IN/agent/signed Kenya/NNP/pobj/by lapsed/VBD/ROOT",
        "signed", "Kenya", "Accords", id="passive relative clause",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/came came/VBD/ROOT and/CC/cc/came was/VBD/auxpass/welcomed welcomed/VBN/conj/came by/IN/agent/welcomed Chad/NNP/pobj/by",
        "welcomed", "Chad", "Kenya", id="passive coordinated with an active verb",
        marks=pytest.mark.xfail(strict=True, reason="coordination"),
    ),
    pytest.param(
        "Kenya/NNP/poss/plan 's/POS/case/Kenya plan/NN/nsubj/failed to/TO/aux/send send/VB/acl/plan troops/NNS/dobj/send failed/VBD/ROOT",
        "send", "Kenya", "troops", id="infinitive of a noun with an owner",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/announced announced/VBD/ROOT a/DT/det/plan plan/NN/dobj/announced to/TO/aux/send send/VB/acl/plan troops/NNS/dobj/send",
        "send", "Kenya", "troops", id="infinitive of a noun without an owner",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/told told/VBD/ROOT Chad/NNP/dobj/told that/IN/mark/sign it/PRP/nsubj/sign would/MD/aux/sign sign/VB/ccomp/told accords/NNS/dobj/sign",
        "sign", "it", "accords", id="clause with a subject of its own",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/became became/VBD/ROOT host/NN/attr/became",
        "became", "Kenya", "host", id="a complement is taken for an object",
    ),
    pytest.param(
        "Leave/VB/ROOT Chad/NNP/dobj/Leave",
        "Leave", "", "Chad", id="imperative",
    ),
]  # fmt: skip


def texts(tokens: object) -> str:
    return " ".join(t.text for t in tokens)  # type: ignore[attr-defined]  # a list of tokens


@pytest.mark.parametrize(("table", "verb", "acting", "suffering"), CLAUSES)
def test_subjects_and_patients(table: str, verb: str, acting: str, suffering: str) -> None:
    found = token(parse(table), verb)
    assert texts(subjects(found)) == acting
    assert texts(patients(found)) == suffering


PASSIVES = [
    pytest.param("Accords/NNS/nsubjpass/signed were/VBD/auxpass/signed signed/VBN/ROOT", "signed", True, id="auxiliary"),
    pytest.param("Kenya/NNP/nsubj/signed has/VBZ/aux/signed signed/VBN/ROOT accords/NNS/dobj/signed", "signed", False, id="perfect"),
    pytest.param("Accords/NNS/nsubj/lapsed signed/VBN/acl/Accords in/IN/prep/signed Accra/NNP/pobj/in lapsed/VBD/ROOT", "signed", True, id="participle after a noun"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", "met", False, id="past"),
    pytest.param("Kenya/NNP/nsubj/left left/VBD/ROOT ,/,/punct/left urged/VBN/advcl/left by/IN/agent/urged Chad/NNP/pobj/by", "urged", True, id="adverbial participle"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT and/CC/cc/met signed/VBN/conj/met accords/NNS/dobj/signed", "signed", False, id="second verb mistagged, after an active one"),
    pytest.param("Accords/NNS/nsubjpass/drafted were/VBD/auxpass/drafted drafted/VBN/ROOT and/CC/cc/drafted signed/VBN/conj/drafted", "signed", True, id="second verb, after a passive one"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "verb", "expected"), PASSIVES)
def test_passive(table: str, verb: str, expected: bool) -> None:
    assert is_passive(token(parse(table), verb)) is expected


WITH = (
    "Kenya/NNP/nsubj/met met/VBD/ROOT in/IN/prep/met Accra/NNP/pobj/in with/IN/prep/met Chad/NNP/pobj/with "
    "along/IN/prep/met with/IN/prep/along Mali/NNP/pobj/with~2"
)
SIGNED = (
    "Accords/NNS/nsubjpass/signed were/VBD/auxpass/signed signed/VBN/ROOT by/IN/agent/signed Kenya/NNP/pobj/by "
    "in/IN/prep/signed Accra/NNP/pobj/in"
)


def test_prepositions_of_a_verb_are_its_own() -> None:
    found = prepositions(token(parse(WITH), "met"))
    assert [(p, o.text) for p, o in found] == [("in", "Accra"), ("with", "Chad")]


def test_the_agent_is_a_preposition_too() -> None:
    found = prepositions(token(parse(SIGNED), "signed"))
    assert [(p, o.text) for p, o in found] == [("by", "Kenya"), ("in", "Accra")]
    assert texts(agents(token(parse(SIGNED), "signed"))) == "Kenya"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Accra", "met"), ("Mali", "met"), ("Kenya", "met"), ("met", None)],
    ids=["through a preposition", "through two", "a subject", "the root has none"],
)
def test_governor(word: str, expected: str | None) -> None:
    found = governor(token(parse(WITH), word))
    assert (found.text if found is not None else None) == expected


def test_a_long_chain_of_infinitives_ends() -> None:
    words = [f"seek/VB/xcomp/seek{'' if n < 2 else f'~{n}'}" for n in range(1, 12)]
    chain = "Kenya/NNP/nsubj/seek seek/VBP/ROOT " + " ".join(words)
    assert subjects(parse(chain)[12]) == []
    assert texts(subjects(parse(chain)[4])) == "Kenya"
