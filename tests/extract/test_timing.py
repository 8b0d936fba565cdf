"""The tense of a date, and the dates of a text, on parses built by hand."""

from __future__ import annotations

from datetime import date

import pytest

from comity.extract.timing import tense_of, timing
from extract.parses import parse, token

# the sentence, the word asked for, its tense
TENSES = [
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Monday/NNP/npadvmod/met", "Monday", "past", id="past"),
    pytest.param("Kenya/NNP/nsubj/met has/VBZ/aux/met met/VBN/ROOT Monday/NNP/npadvmod/met", "Monday", "past", id="perfect"),
    pytest.param("Kenya/NNP/nsubj/meets meets/VBZ/ROOT Monday/NNP/npadvmod/meets", "Monday", "present", id="present"),
    pytest.param("Kenya/NNP/nsubj/meet will/MD/aux/meet meet/VB/ROOT Monday/NNP/npadvmod/meet", "Monday", "future", id="will"),
    pytest.param("Kenya/NNP/nsubj/meet would/MD/aux/meet meet/VB/ROOT Monday/NNP/npadvmod/meet", "Monday", "future", id="would"),
    pytest.param("Kenya/NNP/nsubj/plans plans/VBZ/ROOT to/TO/aux/meet meet/VB/xcomp/plans Monday/NNP/npadvmod/meet", "Monday", "future", id="infinitive"),
    pytest.param("Kenya/NNP/nsubj/planned planned/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/planned Monday/NNP/npadvmod/meet", "Monday", "future", id="infinitive below a past plan"),
    pytest.param("Kenya/NNP/nsubj/came came/VBD/ROOT to/TO/aux/meet meet/VB/advcl/came Monday/NNP/npadvmod/meet", "Monday", "past", id="infinitive of purpose below a past"),
    pytest.param("Talks/NNS/nsubjpass/held were/VBD/auxpass/held held/VBN/ROOT Monday/NNP/npadvmod/held", "Monday", "past", id="passive"),
    pytest.param("Talks/NNS/nsubjpass/held will/MD/aux/held be/VB/auxpass/held held/VBN/ROOT Monday/NNP/npadvmod/held", "Monday", "future", id="passive to come"),
    pytest.param("Kenya/NNP/nsubj/came came/VBD/ROOT ,/,/punct/came meeting/VBG/advcl/came Chad/NNP/dobj/meeting Monday/NNP/npadvmod/meeting", "Monday", "past", id="participle takes that of its verb"),
    pytest.param("Talks/NNS/nsubj/planned were/VBD/auxpass/planned planned/VBN/ROOT for/IN/prep/planned Monday/NNP/pobj/for", "Monday", "future", id="set for"),
    pytest.param("Talks/NNS/nsubj/go go/VBP/ROOT back/RB/advmod/go to/IN/prep/back Monday/NNP/pobj/to when/WRB/advmod/met Kenya/NNP/nsubj/met met/VBD/relcl/Monday", "Monday", "past", id="its own clause"),
    pytest.param("Talks/NNS/ROOT on/IN/prep/Talks Monday/NNP/pobj/on", "Monday", None, id="no verb"),
    pytest.param("Kenya/NNP/nsubj/meet may/MD/aux/meet meet/VB/ROOT Monday/NNP/npadvmod/meet", "Monday", "future", id="may"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "word", "expected"), TENSES)
def test_tense(table: str, word: str, expected: str | None) -> None:
    assert tense_of(token(parse(table), word)) == expected


PUBLISHED = date(2024, 8, 22)
# the text, the first day of each of its dates
DATES = [
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT on/IN/prep/met Monday/NNP/pobj/on", ["2024-08-19"], id="the last Monday"),
    pytest.param("Kenya/NNP/nsubj/meet will/MD/aux/meet meet/VB/ROOT on/IN/prep/meet Monday/NNP/pobj/on", ["2024-08-26"], id="the next Monday"),
    pytest.param("Kenya/NNP/nsubj/meet will/MD/aux/meet meet/VB/ROOT on/IN/prep/meet Sunday/NNP/pobj/on\nSunday/NNP/poss/talks 's/POS/case/Sunday talks/NNS/nsubj/follow follow/VBP/ROOT", ["2024-08-25", "2024-08-25"], id="the Sunday spoken of before"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT in/IN/prep/met 2019/CD/pobj/in", ["2019-01-01"], id="a year"),
    pytest.param("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", [], id="none"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), DATES)
def test_dates(table: str, expected: list[str]) -> None:
    found = timing(parse(table, published=PUBLISHED))._.dates
    assert [str(d.when.earliest) for d in found] == expected


@pytest.mark.parametrize(
    "table", [row.values[0] for row in DATES[:3]], ids=["last", "next", "again"]
)
def test_without_publication_a_weekday_stays_open(table: object) -> None:
    found = timing(parse(str(table)))._.dates
    assert found
    assert all(d.when.earliest is None for d in found)


def test_since_a_year_keeps_its_relation() -> None:
    doc = timing(
        parse(
            "Kenya/NNP/nsubj/met has/VBZ/aux/met met/VBN/ROOT since/IN/prep/met 2019/CD/pobj/since",
            published=PUBLISHED,
        )
    )
    assert [(doc[d.start : d.end].text, d.relation) for d in doc._.dates][0][1] == "since"
