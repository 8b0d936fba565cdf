"""Pronouns and other ways of speaking again of those already named, on parses built by hand."""

from __future__ import annotations

from functools import cache

import pytest

from comity.extract.coreference import Coreference
from comity.extract.records import OfficeRead
from comity.extract.tokens import Doc
from comity.model import Entity
from extract.parses import parse, refer

OTIENO, BEKELE, MORAES = (
    "Otieno = person/otieno",
    "Bekele = person/bekele",
    "Moraes = person/moraes",
)
KENYA, CHAD, MALI = "Kenya = state/ken", "Chad = state/tcd", "Mali = state/mli"
CODES = {
    "person/otieno": "KEN",
    "person/bekele": "TCD",
    "person/moraes": "MLI",
    "person/mensah": "TCD",
}

MET = "Otieno/NNP/nsubj/met met/VBD/ROOT Bekele/NNP/dobj/met in/IN/prep/met Lamu/NNP/pobj/in"
STATES = "Kenya/NNP/nsubj/met and/CC/cc/Kenya Chad/NNP/conj/Kenya met/VBD/ROOT"
TWO = "two/CD/nummod/{0} {0}/NNS/nsubj/met met/VBD/ROOT"
PEOPLE = [OTIENO, BEKELE]
PAIR = "person/otieno person/bekele"
BOTH = "state/ken state/tcd"

# the sentences, the names in them, the words that speak again, of whom
ROWS = [
    # pronouns for people
    pytest.param(MET + "\nHe/PRP/nsubj/left left/VBD/ROOT", PEOPLE, "He", "person/otieno", id="he: the subject of the last sentence"),
    pytest.param(MET + "\nBekele/NNP/nsubj/left left/VBD/ROOT and/CC/cc/left he/PRP/nsubj/wrote wrote/VBD/conj/left", [*PEOPLE, "Bekele~2 = person/bekele"], "he", "person/bekele", id="he: the subject of this sentence"),
    pytest.param("Otieno/NNP/nsubj/praised praised/VBD/ROOT his/PRP$/poss/army army/NN/dobj/praised", [OTIENO], "his", "person/otieno", id="his"),
    pytest.param("Otieno/NNP/nsubj/told told/VBD/ROOT Bekele/NNP/dobj/told that/IN/mark/visit he/PRP/nsubj/visit would/MD/aux/visit visit/VB/ccomp/told", PEOPLE, "he", "person/otieno", id="he: who tells"),
    pytest.param(MET + "\nBekele/NNP/nsubj/thanked thanked/VBD/ROOT him/PRP/dobj/thanked", [*PEOPLE, "Bekele~2 = person/bekele"], "him", "person/otieno", id="him: not who thanks"),
    pytest.param(STATES + "\nHe/PRP/nsubj/left left/VBD/ROOT", [KENYA, CHAD], "He", "", id="he: no state"),
    pytest.param("He/PRP/nsubj/left left/VBD/ROOT\n" + MET, PEOPLE, "He", "", id="he: nobody is named yet"),
    # pronouns for several
    pytest.param("Otieno/NNP/nsubj/met and/CC/cc/Otieno Bekele/NNP/conj/Otieno met/VBD/ROOT\nThey/PRP/nsubj/left left/VBD/ROOT", PEOPLE, "They", PAIR, id="they: two people joined"),
    pytest.param(STATES + "\nThey/PRP/nsubj/left left/VBD/ROOT", [KENYA, CHAD], "They", BOTH, id="they: two states joined"),
    pytest.param("Rebels/NNS/nsubj/fled fled/VBD/ROOT\nThey/PRP/nsubj/left left/VBD/ROOT", ["Rebels = group/rebels group"], "They", "group/rebels", id="they: a group"),
    pytest.param("Otieno/NNP/nsubj/fled fled/VBD/ROOT\nThey/PRP/nsubj/left left/VBD/ROOT", [OTIENO], "They", "", id="they: not one person"),
    pytest.param("Otieno/NNP/nsubj/host will/MD/aux/host host/VB/ROOT Bekele/NNP/dobj/host for/IN/prep/host their/PRP$/poss/summit summit/NN/pobj/for", PEOPLE, "their", PAIR, id="their summit: host and guest"),
    pytest.param("Kenya/NNP/nsubj/praised praised/VBD/ROOT Chad/NNP/dobj/praised for/IN/prep/praised their/PRP$/poss/army army/NN/pobj/for", [KENYA, CHAD], "their", "", id="their army: not both states"),
    # it
    pytest.param("Kenya/NNP/nsubj/praised praised/VBD/ROOT its/PRP$/poss/army army/NN/dobj/praised", [KENYA], "its", "state/ken", id="its: the subject"),
    pytest.param("Kenya/NNP/nsubj/said said/VBD/ROOT it/PRP/nsubj/sign would/MD/aux/sign sign/VB/ccomp/said", [KENYA], "it", "state/ken", id="it: who said so"),
    pytest.param(STATES.replace("met/", "left/").replace("/met", "/left") + "\nIt/PRP/nsubj/signed signed/VBD/ROOT", [KENYA, CHAD], "It", "state/ken", id="it: the subject of the last sentence"),
    pytest.param("Otieno/NNP/nsubj/left left/VBD/ROOT\nIt/PRP/nsubj/signed signed/VBD/ROOT", [OTIENO], "It", "", id="it: no person"),
    pytest.param("Kenya/NNP/nsubj/left left/VBD/ROOT\nIt/PRP/nsubj/is is/VBZ/ROOT important/JJ/acomp/is that/IN/mark/agreed Chad/NNP/nsubj/agreed agreed/VBD/ccomp/is", [KENYA, CHAD], "It", "", id="it is important that"),
    pytest.param("Kenya/NNP/nsubj/left left/VBD/ROOT\nIt/PRP/nsubj/took took/VBD/ROOT years/NNS/dobj/took to/TO/aux/sign sign/VB/xcomp/took", [KENYA], "It", "", id="it took years to"),
    pytest.param("Kenya/NNP/nsubj/left left/VBD/ROOT\nIt/PRP/nsubj/seems seems/VBZ/ROOT that/IN/mark/agreed Chad/NNP/nsubj/agreed agreed/VBD/ccomp/seems", [KENYA, CHAD], "It", "", id="it seems that"),
    pytest.param("Kenya/NNP/nsubj/left left/VBD/ROOT\nChad/NNP/nsubj/left left/VBD/ROOT\nMali/NNP/dep/signed ,/,/punct/signed it/PRP/nsubj/signed signed/VBD/ROOT", [KENYA, CHAD, MALI], "it", "state/mli", id="it: named last in this sentence"),
    # the two leaders
    pytest.param(MET + "\nThe/DT/det/leaders " + TWO.format("leaders"), PEOPLE, "The two leaders", PAIR, id="the two leaders: the people named last"),
    pytest.param("Moraes/NNP/nsubj/left left/VBD/ROOT\n" + MET + "\nThe/DT/det/leaders " + TWO.format("leaders"), [MORAES, *PEOPLE], "The two leaders", PAIR, id="the two leaders: not the third"),
    pytest.param("Moraes/NNP/nsubj/left left/VBD/ROOT\n" + MET + "\nThe/DT/det/leaders three/CD/nummod/leaders leaders/NNS/nsubj/met met/VBD/ROOT", [MORAES, *PEOPLE], "The three leaders", f"person/moraes {PAIR}", id="the three leaders"),
    pytest.param(MET + "\nMensah/NNP/nsubj/left left/VBD/ROOT\nThe/DT/det/leaders " + TWO.format("leaders"), [*PEOPLE, "Mensah = person/mensah"], "The two leaders", "person/otieno person/mensah", id="the two leaders: of two states"),
    pytest.param("Otieno/NNP/nsubj/met met/VBD/ROOT Bekele/NNP/dobj/met in/IN/prep/met his/PRP$/poss/palace palace/NN/pobj/in", PEOPLE, "his", "person/otieno", id="his: the subject before the object"),
    pytest.param("Otieno/NNP/nsubj/left left/VBD/ROOT\nTroops/NNS/nsubj/met met/VBD/ROOT Bekele/NNP/dobj/met in/IN/prep/met his/PRP$/poss/palace palace/NN/pobj/in", PEOPLE, "his", "person/bekele", id="his: named in this sentence before the last"),
    pytest.param(MET + "\nThe/DT/det/two two/CD/nsubj/met met/VBD/ROOT", PEOPLE, "The two", PAIR, id="the two"),
    pytest.param(STATES + "\nThe/DT/det/two two/CD/nsubj/met met/VBD/ROOT", [KENYA, CHAD], "The two", BOTH, id="the two: states where nobody is named"),
    pytest.param(MET + "\nThe/DT/det/pair pair/NN/nsubj/met met/VBD/ROOT", PEOPLE, "The pair", PAIR, id="the pair"),
    pytest.param(MET + "\nBoth/DT/nsubj/met met/VBD/ROOT", PEOPLE, "Both", PAIR, id="both"),
    pytest.param("Otieno/NNP/nsubj/left left/VBD/ROOT\nThe/DT/det/leaders " + TWO.format("leaders"), [OTIENO], "The two leaders", "", id="the two leaders: only one is named"),
    pytest.param(MET + "\nLeaders/NNS/nsubj/met met/VBD/ROOT", PEOPLE, "Leaders", "", id="leaders: any"),
    # both countries
    pytest.param(STATES + "\nBoth/DT/det/countries countries/NNS/nsubj/met met/VBD/ROOT", [KENYA, CHAD], "Both countries", BOTH, id="both countries"),
    pytest.param(STATES + "\nThe/DT/det/countries " + TWO.format("countries"), [KENYA, CHAD], "The two countries", BOTH, id="the two countries"),
    pytest.param(STATES + "\nThe/DT/det/sides " + TWO.format("sides"), [KENYA, CHAD], "The two sides", BOTH, id="the two sides"),
    pytest.param("Mali/NNP/nsubj/left left/VBD/ROOT\n" + STATES + "\nThe/DT/det/countries " + TWO.format("countries"), [MALI, KENYA, CHAD], "The two countries", BOTH, id="the two countries: not the third"),
    pytest.param("Kenya/NNP/nsubj/left left/VBD/ROOT\nThe/DT/det/countries " + TWO.format("countries"), [KENYA], "The two countries", "", id="the two countries: only one is named"),
    pytest.param(STATES + "\nRich/JJ/amod/countries countries/NNS/nsubj/met met/VBD/ROOT", [KENYA, CHAD], "countries", "", id="rich countries: any"),
    pytest.param(MET + "\nThe/DT/det/countries " + TWO.format("countries"), PEOPLE, "The two countries", "", id="the two countries: of people without an office"),
]  # fmt: skip


@cache
def resolver() -> Coreference:
    """The component, made when a test first asks for it."""
    return Coreference()


def resolved(table: str, names: list[str], *, offices: tuple[OfficeRead, ...] = ()) -> Doc:
    """The doc with its references, those of people with the code of their state."""
    doc = parse(table)
    refer(doc, *names)
    found = {e for r in doc._.references for e in r.entities}
    doc._.entities = {e: Entity(e, "Person", e, code=CODES.get(e)) for e in sorted(found)}
    doc._.offices = offices
    return resolver()(doc)


@pytest.mark.parametrize(("table", "names", "words", "expected"), ROWS)
def test_anaphora(table: str, names: list[str], words: str, expected: str) -> None:
    doc = resolved(table, names)
    found = {
        doc[r.start : r.end].text: " ".join(r.entities)
        for r in doc._.references
        if r.kind == "anaphor"
    }
    assert found == ({words: expected} if expected else {})


@pytest.mark.parametrize(("table", "names", "words", "expected"), ROWS)
def test_what_was_named_stays_named(
    table: str, names: list[str], words: str, expected: str
) -> None:
    before = parse(table)
    refer(before, *names)
    after = resolved(table, names)
    kept = [r for r in after._.references if r.kind != "anaphor"]
    assert kept == [
        r for r in before._.references if r.kind == "name" or not expected or r.kind == "group"
    ]


OFFICES = (
    OfficeRead("person/otieno", "President", "state/ken", True, 0, "x"),
    OfficeRead("person/bekele", "Prime Minister", "state/tcd", True, 2, "x"),
    OfficeRead("person/moraes", "foreign minister", "state/ken", True, 2, "x"),
)


def test_countries_of_people_in_office() -> None:
    doc = resolved(
        MET + "\nThe/DT/det/countries " + TWO.format("countries"), PEOPLE, offices=OFFICES
    )
    assert doc._.references[-1].entities == ("state/ken", "state/tcd")


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        pytest.param(OFFICES, ("person/otieno", "person/bekele"), id="those in the highest office"),
        pytest.param(OFFICES[2:], ("state/ken", "state/tcd"), id="else the states"),
        pytest.param(OFFICES[1:], ("state/ken", "state/tcd"), id="a foreign minister is no leader"),
    ],
)
def test_leaders_of_the_two_countries(
    offices: tuple[OfficeRead, ...], expected: tuple[str, ...]
) -> None:
    table = (
        STATES
        + "\nThe/DT/det/leaders leaders/NNS/nsubj/met of/IN/prep/leaders the/DT/det/countries two/CD/nummod/countries countries/NNS/pobj/of met/VBD/ROOT"
    )
    doc = resolved(table, [KENYA, CHAD], offices=offices)
    found = {doc[r.head].text: r.entities for r in doc._.references if r.kind == "anaphor"}
    assert found == {"leaders": expected, "countries": ("state/ken", "state/tcd")}
