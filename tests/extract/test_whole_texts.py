"""What only a whole text shows: towns of datelines, chronologies, statements in the present tense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from comity.extract import extract
from comity.model import Extraction, Report, to_article

pytestmark = pytest.mark.model

Read = Callable[[str], Extraction]

STATEMENT = """The following statement was issued today by the Spokesman for the Secretary-General of the Lake Union:

The Secretary-General welcomes the truce in Chad. He condemns all attacks on aid workers in Kenya.

The Secretary-General thanks Peru. He calls on Iran to release the sailors."""

CHRONOLOGY = """Kenya said on Monday that it would talk to Peru. Here is a look back.

March 4, 2017: Kenya expels the Peruvian ambassador.

March 7, 2017: Peru condemns the decision.

May 2, 2019: Kenya expels the Peruvian consul."""


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    def of(text: str) -> Extraction:
        return extract(nlp, to_article(text, name="a.txt", published=date(2024, 8, 22)))

    return of


def day(report: Report) -> date | None:
    return report.when.earliest if report.when else None


def test_a_statement_in_the_present_is_of_the_day_it_is_issued(read: Read) -> None:
    days = {r.type: day(r) for r in read(STATEMENT).reports}
    assert {days[kind] for kind in ("Support", "Accusation", "Request")} == {date(2024, 8, 22)}


def test_the_entries_of_a_chronology_have_their_dates_and_are_not_put_together(read: Read) -> None:
    expelled = sorted(str(day(r)) for r in read(CHRONOLOGY).reports if r.type == "Sanction")
    assert expelled == ["2017-03-04", "2019-05-02"]


def test_one_present_among_pasts_has_no_day(read: Read) -> None:
    found = read("Kenya met Peru in Lima on Monday. Chad condemns the attack on Kenya.").reports
    assert [day(r) for r in found if r.type == "Accusation"] == [None]


@pytest.mark.parametrize("town", ["KISUVA (Lamu Wire) - ", "KISUVA, Kenya, Aug. 20 - "])
def test_a_town_that_nobody_knows_is_the_place_of_talks(read: Read, town: str) -> None:
    found = read(f"{town}The presidents of Kenya and Peru met here on Monday.")
    assert [(r.type, r.place) for r in found.reports] == [("Meeting", "place/kisuva")]
    assert "Kisuva" in {e.name for e in found.entities}


def test_a_kicker_is_no_town(read: Read) -> None:
    found = read("ANALYSIS - The presidents of Kenya and Peru met on Monday to talk about fishing.")
    assert {r.place for r in found.reports} == {None}
