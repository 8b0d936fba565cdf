"""The date and the place that belong to an event, and not merely to its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from comity.extract.setting import place_of, read_settings, when_of
from comity.extract.tokens import Token
from comity.model import Precision, When
from extract.parses import dated, parse, refer, token

MONDAY = When(date(2024, 8, 19), date(2024, 8, 19), Precision.DAY, "Monday")
TUESDAY = When(date(2024, 8, 20), date(2024, 8, 20), Precision.DAY, "Tuesday")
YEAR = When(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR, "2022")
PUBLISHED = date(2024, 8, 22)
TIMES = {"Monday": MONDAY, "Tuesday": TUESDAY, "2022": YEAR}

# the sentence, the event word, its light verb, the other event words, the date's relation by its words, what is read
WHEN = [
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met Monday/NNP/npadvmod/met", "met", "", "", {"Monday": None}, "Monday", id="beside the verb"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met on/IN/prep/met Monday/NNP/pobj/on", "met", "", "", {"Monday": None}, "Monday", id="after on"),
    pytest.param("Kenya/NNP/nsubj/held held/VBD/ROOT talks/NNS/dobj/held on/IN/prep/held Monday/NNP/pobj/on", "talks", "held", "", {"Monday": None}, "Monday", id="beside the light verb"),
    pytest.param("Monday/NNP/poss/talks 's/POS/case/Monday talks/NNS/nsubj/ended ended/VBD/ROOT", "talks", "", "", {"Monday": None}, "Monday", id="owner of the noun"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met on/IN/prep/met Monday/NNP/pobj/on and/CC/cc/met signed/VBD/conj/met accords/NNS/dobj/signed on/IN/prep/signed Tuesday/NNP/pobj/on~2", "met", "", "signed", {"Monday": None, "Tuesday": None}, "Monday", id="the first of two events"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met on/IN/prep/met Monday/NNP/pobj/on and/CC/cc/met signed/VBD/conj/met accords/NNS/dobj/signed on/IN/prep/signed Tuesday/NNP/pobj/on~2", "signed", "", "met", {"Monday": None, "Tuesday": None}, "Tuesday", id="the second of two events"),
    pytest.param("Kenya/NNP/nsubj/praised praised/VBD/ROOT Chad/NNP/dobj/praised for/IN/prep/praised signing/VBG/pcomp/for accords/NNS/dobj/signing on/IN/prep/signing Monday/NNP/pobj/on", "praised", "", "signing", {"Monday": None}, "", id="the date of an event below"),
    pytest.param("Kenya/NNP/nsubj/said said/VBD/ROOT on/IN/prep/said Monday/NNP/pobj/on it/PRP/nsubj/signed signed/VBD/ccomp/said accords/NNS/dobj/signed", "signed", "", "said", {"Monday": None}, "", id="the date on which it was said"),
    pytest.param("Kenya/NNP/nsubj/said said/VBD/ROOT on/IN/prep/said Monday/NNP/pobj/on it/PRP/nsubj/signed signed/VBD/ccomp/said accords/NNS/dobj/signed", "said", "", "signed", {"Monday": None}, "Monday", id="the date of saying"),
    pytest.param("Kenya/NNP/nsubj/plans plans/VBZ/ROOT to/TO/aux/meet meet/VB/xcomp/plans Chad/NNP/dobj/meet on/IN/prep/plans Monday/NNP/pobj/on", "meet", "", "", {"Monday": None}, "Monday", id="attached one verb too high"),
    pytest.param("Kenya/NNP/nsubj/has has/VBZ/ROOT friends/NNS/dobj/has and/CC/cc/has met/VBD/conj/has Chad/NNP/dobj/met", "met", "", "", {}, "", id="no date"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met before/IN/prep/met Monday/NNP/pobj/before", "met", "", "", {"Monday": "before"}, "", id="before is a bound"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met after/IN/prep/met Monday/NNP/pobj/after", "met", "", "", {"Monday": "after"}, "", id="after is a bound"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met by/IN/prep/met Monday/NNP/pobj/by", "met", "", "", {"Monday": "by"}, "", id="by with a past is a bound"),
    pytest.param("Kenya/NNP/nsubj/met had/VBD/aux/met met/VBN/ROOT Chad/NNP/dobj/met by/IN/prep/met Monday/NNP/pobj/by", "met", "", "", {"Monday": "by"}, "Monday", id="by with a pluperfect is the date"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met since/IN/prep/met 2022/CD/pobj/since", "met", "", "", {"2022": "since"}, "", id="since with a past is a bound"),
    pytest.param("Kenya/NNP/nsubj/met has/VBZ/aux/met met/VBN/ROOT Chad/NNP/dobj/met since/IN/prep/met 2022/CD/pobj/since", "met", "", "", {"2022": "since"}, "2022-01-01/2024-08-22", id="since with a perfect runs to publication"),
    pytest.param("In/IN/prep/thanked an/DT/det/address address/NN/pobj/In on/IN/prep/address Monday/NNP/pobj/on Kenya/NNP/nsubj/thanked thanked/VBD/ROOT Chad/NNP/dobj/thanked", "thanked", "", "address", {"Monday": None}, "Monday", id="the date of the speech in which it is said"),
    pytest.param("Speaking/VBG/advcl/thanked on/IN/prep/Speaking Monday/NNP/pobj/on Kenya/NNP/nsubj/thanked thanked/VBD/ROOT Chad/NNP/dobj/thanked", "thanked", "", "Speaking", {"Monday": None}, "Monday", id="the date of speaking"),
    pytest.param("Kenya/NNP/nsubj/urged urged/VBD/ROOT Chad/NNP/dobj/urged to/TO/aux/vote vote/VB/xcomp/urged on/IN/prep/vote Monday/NNP/pobj/on", "urged", "", "", {"Monday": None}, "", id="the date of what is urged"),
    pytest.param("Kenya/NNP/nsubj/took took/VBD/ROOT land/NN/dobj/took in/IN/prep/took 2022/CD/pobj/in and/CC/cc/took later/RB/advmod/sent sent/VBD/conj/took troops/NNS/dobj/sent", "sent", "", "took", {"2022": None}, "", id="later than the year of the first verb"),
    pytest.param("In/IN/prep/agreed 2022/CD/pobj/In ,/,/punct/2022 when/WRB/advmod/met Kenya/NNP/nsubj/met met/VBD/relcl/2022 Chad/NNP/dobj/met ,/,/punct/agreed Mali/NNP/nsubj/agreed agreed/VBD/ROOT", "met", "", "agreed", {"2022": None}, "2022-01-01/2022-12-31", id="a date that the clause modifies"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "word", "carrier", "others", "dates", "expected"), WHEN)
def test_when(
    table: str, word: str, carrier: str, others: str, dates: dict[str, str | None], expected: str
) -> None:
    doc = parse(table, published=PUBLISHED)
    for words, relation in dates.items():
        dated(doc, words, TIMES[words], relation)
    trigger, light = token(doc, word), token(doc, carrier) if carrier else None
    kinds = {t.i: "Meeting" for t in doc if t.text in {word, *others.split()}}
    found = when_of(read_settings(doc, kinds), trigger, light)
    if found is None:
        assert expected == ""
    elif expected in TIMES:
        assert found == TIMES[expected]
    else:
        assert f"{found.earliest}/{found.latest}" == expected


def test_a_date_of_another_sentence_is_not_read() -> None:
    doc = parse(
        "Kenya/NNP/nsubj/met met/VBD/ROOT\nMonday/NNP/nsubj/came came/VBD/ROOT", published=PUBLISHED
    )
    dated(doc, "Monday", MONDAY)
    settings = read_settings(doc, {1: "Meeting"})
    assert when_of(settings, token(doc, "met"), None) is None


ACCRA = "Accra = state/gha capital @place/accra"
LAMU = "Lamu = place/lamu place @place/lamu"
CHAD = "Chad = state/tcd @state/tcd"

# the sentence, the places in it, the event word, its light verb, the others, whether it is travel; place and visited
PLACES = [
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Mali/NNP/dobj/met in/IN/prep/met Accra/NNP/pobj/in", [ACCRA], "met", "", "", False, "place/accra", "", id="in, on the verb"),
    pytest.param("Kenya/NNP/nsubj/held held/VBD/ROOT talks/NNS/dobj/held in/IN/prep/held Lamu/NNP/pobj/in", [LAMU], "talks", "held", "", False, "place/lamu", "", id="in, on the light verb"),
    pytest.param("Talks/NNS/nsubj/ended in/IN/prep/Talks Lamu/NNP/pobj/in ended/VBD/ROOT", [LAMU], "Talks", "", "", False, "place/lamu", "", id="in, on the noun"),
    pytest.param("The/DT/det/talks Lamu/NNP/compound/talks talks/NNS/nsubj/ended ended/VBD/ROOT", [LAMU], "talks", "", "", False, "place/lamu", "", id="before the noun"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Mali/NNP/dobj/met near/IN/prep/met Lamu/NNP/pobj/near", [LAMU], "met", "", "", False, "place/lamu", "", id="near"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Mali/NNP/dobj/met about/IN/prep/met Lamu/NNP/pobj/about", [LAMU], "met", "", "", False, None, "", id="about is no place"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Lamu/NNP/dobj/met", [LAMU], "met", "", "", False, None, "", id="an object is no place"),
    pytest.param("Otieno/NNP/nsubj/visited visited/VBD/ROOT Accra/NNP/dobj/visited", [ACCRA], "visited", "", "", True, "place/accra", "state/gha", id="the object of travel"),
    pytest.param("Accra/NNP/nsubjpass/visited was/VBD/auxpass/visited visited/VBN/ROOT", [ACCRA], "visited", "", "", True, "place/accra", "state/gha", id="the object of travel in the passive"),
    pytest.param("Otieno/NNP/nsubj/visited visited/VBD/ROOT Lamu/NNP/dobj/visited", [LAMU], "visited", "", "", True, "place/lamu", "", id="a place of no state"),
    pytest.param("Otieno/NNP/nsubj/arrived arrived/VBD/ROOT from/IN/prep/arrived Accra/NNP/pobj/from", [ACCRA], "arrived", "", "", True, None, "", id="from is where it is not"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT in/IN/prep/met Accra/NNP/pobj/in after/IN/prep/met signing/VBG/pcomp/after accords/NNS/dobj/signing in/IN/prep/signing Lamu/NNP/pobj/in~2", [ACCRA, LAMU], "met", "", "signing", False, "place/accra", "", id="the first of two events"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT in/IN/prep/met Accra/NNP/pobj/in after/IN/prep/met signing/VBG/pcomp/after accords/NNS/dobj/signing in/IN/prep/signing Lamu/NNP/pobj/in~2", [ACCRA, LAMU], "signing", "", "met", False, "place/lamu", "", id="the second of two events"),
    pytest.param("Kenya/NNP/nsubj/said said/VBD/ROOT in/IN/prep/said Accra/NNP/pobj/in it/PRP/nsubj/signed signed/VBD/ccomp/said accords/NNS/dobj/signed", [ACCRA], "signed", "", "said", False, None, "", id="where it was said"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT at/IN/prep/met the/DT/det/start start/NN/pobj/at of/IN/prep/start Lamu/NNP/pobj/of", [LAMU], "met", "", "", False, "place/lamu", "", id="of, below at"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Mali/NNP/dobj/met in/IN/prep/met Lamu/NNP/pobj/in ,/,/punct/Lamu Accra/NNP/appos/Lamu", [LAMU, ACCRA], "met", "", "", False, "place/lamu", "", id="of a place and its apposition the first"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Mali/NNP/dobj/met", [], "met", "", "", False, None, "", id="none"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "places", "word", "carrier", "others", "travel", "place", "visited"), PLACES
)
def test_place(
    table: str, places: list[str], word: str, carrier: str, others: str, travel: bool, place: str | None, visited: str
) -> None:  # fmt: skip
    doc = parse(table)
    refer(doc, *places)
    light: Token | None = token(doc, carrier) if carrier else None
    kinds = {t.i: "Meeting" for t in doc if t.text in {word, *others.split()}}
    found, state = place_of(read_settings(doc, kinds), token(doc, word), light, travel=travel)
    assert found == place
    if travel:
        assert (state.entity if state else "") == visited


def test_a_place_of_another_sentence_is_not_read() -> None:
    doc = parse(
        "Kenya/NNP/nsubj/met met/VBD/ROOT\nOtieno/NNP/nsubj/stayed stayed/VBD/ROOT in/IN/prep/stayed Lamu/NNP/pobj/in"
    )
    refer(doc, LAMU)
    settings = read_settings(doc, {1: "Meeting"})
    assert place_of(settings, token(doc, "met"), None, travel=False) == (None, None)
