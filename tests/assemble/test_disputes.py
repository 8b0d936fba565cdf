"""What articles contradict each other on, which events follow each other, and who is who: on hand-made reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assemble.test_merge import ARTICLES, ENTITIES, KENYA, report
from comity.assemble.merging import merge_events
from comity.assemble.personal_names import alike
from comity.assemble.persons import who_is_who
from comity.model import Aspect, Claim, Entity, Event, Extraction, Report, Sentence, Span, digest

NEW = ARTICLES[1]


def events(*reports: Report, said: tuple[Sentence, ...] = ()) -> tuple[Event, ...]:
    """The events that the reports tell of."""
    ordered = tuple(sorted(reports, key=lambda r: r.id))
    return merge_events(ordered, tuple(a.citation for a in ARTICLES), ENTITIES, said).events


R = report
# two reports of one event, the aspects on which they contradict each other
CONTRADICTIONS = [
    pytest.param(R("Meeting"), R("Meeting", article=NEW), "", id="nothing"),
    pytest.param(R("Meeting"), R("Meeting", at="2024-08-02", article=NEW), "date", id="another day"),
    pytest.param(R("Meeting"), R("Meeting", at="2024-08", article=NEW), "", id="a month refines to its day"),
    pytest.param(R("Meeting", status="planned"), R("Meeting", at="2024-08-02", article=NEW), "", id="a plan that was kept a day later"),
    pytest.param(R("Meeting"), R("Meeting", status="denied", article=NEW), "status", id="denied after it was told as done"),
    pytest.param(R("Meeting", status="denied"), R("Meeting", article=NEW), "", id="done after it was denied"),
    pytest.param(R("Meeting", status="planned"), R("Meeting", status="denied", article=NEW), "", id="a plan called off"),
    pytest.param(R("Meeting", place="place/lamu"), R("Meeting", place="place/accra", article=NEW), "place", id="another town"),
    pytest.param(R("Meeting", place="place/lamu"), R("Meeting", place=KENYA, article=NEW), "", id="a town in its state"),
    pytest.param(R("Meeting"), R("Summit", article=NEW), "", id="a finer class"),
    pytest.param(R("Meeting"), R("Negotiation", article=NEW), "label", id="two classes of one kind"),
    pytest.param(R("Assault", KENYA, "state/tcd"), R("Assault", "state/tcd", KENYA, article=NEW), "actor", id="each lays it to the other"),
    pytest.param(replace(R("Aid", KENYA, "state/tcd"), counts=("14 truck",)), replace(R("Aid", KENYA, "state/tcd", article=NEW), counts=("12 truck",)), "number", id="another number"),
    pytest.param(replace(R("Aid", KENYA, "state/tcd"), counts=("14 truck",)), replace(R("Aid", KENYA, "state/tcd", article=NEW), counts=("2 ship",)), "", id="numbers of other things"),
    pytest.param(R("Meeting"), R("Meeting", at="2024-08-01"), "", id="one article does not contradict itself"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected"), CONTRADICTIONS)
def test_contradictions(first: Report, second: Report, expected: str) -> None:
    (event,) = events(first, second)
    assert event.disputed == tuple(map(Aspect, expected.split()))


def test_a_summit_and_informal_talks_are_two_labels_for_one_event() -> None:
    first, second = R("Meeting"), R("Meeting", article=NEW)
    said = tuple(
        Sentence(r.sentences[0], r.article, 0, Span(0, 9), text)
        for r, text in ((first, "They held informal talks."), (second, "They met for a full summit."))
    )  # fmt: skip
    (event,) = events(first, second, said=said)
    assert event.disputed == (Aspect.LABEL,)


def test_an_event_follows_the_one_before_of_the_same_parties() -> None:
    first, second = R("Meeting", at="2024-03-01"), R("Summit", at="2024-08-01")
    other = R("Meeting", "person/a person/c", at="2024-05-01")
    found = {e.reports[0]: e for e in events(first, second, other)}
    assert found[second.id].follows == found[first.id].id
    assert found[first.id].follows is found[other.id].follows is None


@pytest.mark.parametrize("status", ["denied", "possible", "planned"])
def test_nothing_follows_what_never_took_place(status: str) -> None:
    first, second = R("Meeting", at="2024-03-01", status=status), R("Summit", at="2024-08-01")
    assert {e.follows for e in events(first, second)} == {None}


ALIKE = [
    ("Aso Taro", "Taro Aso", False, True),
    ("Yoon Suk-yeol", "Yoon Suk Yeol", False, True),
    ("YOON Suk Yeol", "Yoon Suk-yeol", False, True),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True, True),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", False, False),
    ("Mohammed bin Salman", "Mohammad bin Salman", True, True),
    ("S. Jaishankar", "Subrahmanyam Jaishankar", True, True),
    ("Luiz Inácio Lula da Silva", "Lula da Silva", True, True),
    ("Rojas", "Marta Rojas", True, True),
    ("Rojas", "Marta Rojas", False, False),
    ("Marta", "Ana Marta Rojas", True, False),
    ("Wang Yi", "Wang Wenbin", True, False),
    ("Kim Jong Un", "Kim Jong Il", True, False),
    ("Ali Khan", "Amir Khan", True, False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "common_state", "expected"), ALIKE)
def test_names_of_one_person(one: str, other: str, common_state: bool, expected: bool) -> None:
    assert alike(one, other, common_state=common_state) is expected
    assert alike(other, one, common_state=common_state) is expected


def named(number: int, name: str, code: str | None, *, office: bool = True) -> Extraction:
    """An article that names one person, with a state if it gives one and an office there."""
    person = Entity(f"person/{name.lower().replace(' ', '-')}", "Person", name, code=code)
    state = [Entity(f"state/{code.lower()}", "State", code, code=code)] if code else []
    article = ARTICLES[number].citation
    claims = [
        Claim(f"claim/{digest(article.id, name)}", article.id, "holdsOffice", person.id, s.id, "minister", None, True, (), "x", 0.9)
        for s in state
        if office
    ]  # fmt: skip
    return Extraction(article, (person, *state), (), (), (), tuple(claims))


def test_namesakes_of_two_states_are_two_people() -> None:
    found = who_is_who(
        [named(0, "Ana Kovac", "HRV"), named(1, "Ana Kovac", "SRB"), named(2, "Ana Kovac", "HRV")]
    )
    ids = [found[ARTICLES[n].id]["person/ana-kovac"] for n in range(3)]
    assert ids == ["person/ana-kovac-hrv", "person/ana-kovac-srb", "person/ana-kovac-hrv"]


def test_one_of_the_gazetteer_is_one_whatever_articles_say() -> None:
    assert who_is_who([named(0, "Wang Yi", "CHN"), named(1, "Wang Yi", "PAK")]) == {}


def test_a_surname_is_of_the_only_one_who_fits() -> None:
    one = [named(0, "Marta Rojas", "PER"), named(1, "Rojas", "PER")]
    assert who_is_who(one) == {ARTICLES[1].id: {"person/rojas": "person/marta-rojas"}}
    assert who_is_who([*one, named(2, "Pedro Rojas", "PER")]) == {}
    assert who_is_who([named(0, "Marta Rojas", "PER"), named(1, "Rojas", "BOL")]) == {}


def test_two_of_one_article_are_never_one() -> None:
    both = named(0, "Marta Rojas", "PER")
    other = named(0, "Rojas", "PER")
    together = replace(both, entities=(*both.entities, other.entities[0]))
    assert who_is_who([together]) == {}


def test_who_is_who_is_free_of_order() -> None:
    told = [
        named(0, "Volodymyr Zelensky", "UKR"), named(1, "Volodymyr Zelenskyy", "UKR"),
        named(2, "Zelensky", "UKR", office=False), named(3, "Zelenskyy Volodymyr", None),
    ]  # fmt: skip
    assert who_is_who(told) == who_is_who(told[::-1])
