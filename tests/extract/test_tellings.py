"""The tellings of one event within an article, on candidates made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from comity.extract.records import Argument, Candidate
from comity.extract.tellings import same_event, together
from comity.extract.times import compatible, finer
from comity.model import Precision, Role, Status, When

PARENTS = {
    "Consultation": "Event", "Meeting": "Consultation", "Summit": "Meeting", "Visit": "Consultation",
    "Agreement": "Event", "Statement": "Event", "Accusation": "Event", "Threat": "Event", "WeaponsTest": "Mobilization",
    "Mobilization": "Event", "Sanction": "Event",
}  # fmt: skip
_PLACES = count(1)


def when(iso: str | None) -> When | None:
    """A day, or an interval a/b; `?words` for a date that is not resolved."""
    if iso is None:
        return None
    if iso.startswith("?"):
        return When(None, None, Precision.UNRESOLVED, iso[1:])
    first, _, last = iso.partition("/")
    precision = Precision.INTERVAL if last else Precision.DAY
    return When(date.fromisoformat(first), date.fromisoformat(last or first), precision, iso)


def telling(
    type_: str,
    actors: str = "",
    recipients: str = "",
    *,
    at: str | None = None,
    place: str | None = None,
    status: str = "occurred",
    sentence: int = 0,
    trigger: int | None = None,
    anaphoric: bool = False,
    rule: str = "verb:x",
    quote: str | None = None,
    inside: int | None = None,
    topics: tuple[str, ...] = (),
    source: str | None = None,
) -> Candidate:
    """A candidate; each gets a trigger of its own, after those made before."""
    number = next(_PLACES) * 10 if trigger is None else trigger
    arguments = [(a, Role.ACTOR) for a in actors.split()] + [
        (r, Role.RECIPIENT) for r in recipients.split()
    ]
    return Candidate(
        type=type_,
        trigger=number,
        trigger_end=number + 1,
        arguments=tuple(Argument(e, r, number + i, number + i + 1) for i, (e, r) in enumerate(arguments)),
        place=place,
        when=when(at),
        status=Status(status),
        topics=topics,
        source=source,
        sentences=(sentence,),
        rule=rule,
        quote=quote,
        anaphoric=anaphoric,
        at=inside,
    )  # fmt: skip


M = telling
# two tellings, whether they are of one event
PAIRS = [
    pytest.param(M("Meeting", "a b"), M("Meeting", "a b", sentence=1), True, id="the same actors"),
    pytest.param(M("Meeting", "a b"), M("Meeting", "a", sentence=1), True, id="fewer actors"),
    pytest.param(M("Meeting", "a"), M("Meeting", "a b", sentence=1), True, id="more actors"),
    pytest.param(M("Meeting", "a b"), M("Meeting", "a c", sentence=1), False, id="one actor is another"),
    pytest.param(M("Meeting", "a b"), M("Summit", "a b", sentence=1), True, id="a finer class"),
    pytest.param(M("Meeting", "a b"), M("Consultation", "a b", sentence=1), True, id="a wider class"),
    pytest.param(M("Meeting", "a b"), M("Visit", "a b", sentence=1), False, id="sisters of one class"),
    pytest.param(M("Meeting", "a b"), M("Sanction", "a b", sentence=1), False, id="another class"),
    pytest.param(M("Meeting", "a b", at="2024-08-01"), M("Meeting", "a b", at="2024-08-01", sentence=1), True, id="the same day"),
    pytest.param(M("Meeting", "a b", at="2024-08-01"), M("Meeting", "a b", at="2024-08-02", sentence=1), False, id="another day"),
    pytest.param(M("Meeting", "a b", at="2024-08-01"), M("Meeting", "a b", at="2024-08-01/2024-08-31", sentence=1), True, id="a day within a month"),
    pytest.param(M("Meeting", "a b", at="2024-08-01"), M("Meeting", "a b", sentence=1), True, id="a date and none"),
    pytest.param(M("Meeting", "a b", at="?Sunday"), M("Meeting", "a b", at="?Sunday", sentence=1), True, id="the same words of no known date"),
    pytest.param(M("Meeting", "a b", at="?Sunday"), M("Meeting", "a b", at="?Monday", sentence=1), False, id="other words of no known date"),
    pytest.param(M("Meeting", "a b", place="x"), M("Meeting", "a b", place="x", sentence=1), True, id="the same place"),
    pytest.param(M("Meeting", "a b", place="x"), M("Meeting", "a b", place="y", sentence=1), False, id="another place"),
    pytest.param(M("Meeting", "a b", place="x"), M("Meeting", "a b", sentence=1), True, id="a place and none"),
    pytest.param(M("Meeting", "a b"), M("Meeting", "a b", status="planned", sentence=1), False, id="one to come, one past"),
    pytest.param(M("Meeting", "a b", status="possible"), M("Meeting", "a b", status="planned", sentence=1), True, id="possible and planned"),
    pytest.param(M("Meeting", "a b", status="ongoing"), M("Meeting", "a b", sentence=1), True, id="ongoing and past"),
    pytest.param(M("Meeting", "a b", status="denied"), M("Meeting", "a b", sentence=1), False, id="denied and past"),
    pytest.param(M("Meeting", "a b"), M("Meeting", anaphoric=True, sentence=1), True, id="the meeting, of nobody named"),
    pytest.param(M("Meeting", "a b"), M("Meeting", sentence=1), False, id="a meeting of nobody named"),
    pytest.param(M("Meeting", "a b"), M("Meeting", status="planned", anaphoric=True, sentence=1), True, id="the meeting, whatever its status"),
    pytest.param(M("Meeting", "a b", at="2024-08-01"), M("Meeting", at="2024-08-02", anaphoric=True, sentence=1), False, id="the meeting of another day"),
    pytest.param(M("Accusation", "a", "b"), M("Accusation", "a", "b", sentence=1), False, id="accused twice is two"),
    pytest.param(M("Accusation", "a", "b"), M("Accusation", "a", "b"), True, id="accused twice in one sentence is one"),
    pytest.param(M("Accusation", "a", "b"), M("Accusation", "a", "c"), False, id="two are accused in one sentence"),
    pytest.param(M("Accusation", "a", "b"), M("Accusation", "a", "b c"), True, id="recipients that hold the others"),
    pytest.param(M("Accusation", "a", "b"), M("Accusation", anaphoric=True, sentence=1), False, id="the accusation, of nobody named"),
    pytest.param(M("Threat", "a", rule="noun:t"), M("Threat", "a", rule="noun:t", sentence=1), True, id="a standing threat"),
    pytest.param(M("Threat", "a", rule="noun:t"), M("Threat", "a", rule="verb:t", sentence=1), False, id="a threat made is its own"),
    pytest.param(M("Statement", "a", quote="x"), M("Statement", "a", quote="x"), True, id="the same words said"),
    pytest.param(M("Statement", "a", quote="x"), M("Statement", "a", quote="y"), False, id="other words said"),
    pytest.param(M("Agreement", "a b", at="2024-08-01"), M("Agreement", "a b", at="2024-08-01", sentence=3), True, id="agreed on one day, told twice"),
    pytest.param(M("Agreement", "a b"), M("Agreement", "a b", sentence=3), False, id="agreements without a date"),
    pytest.param(M("Agreement", "a b", at="2024-08-01"), M("Agreement", "a", at="2024-08-01", sentence=3), False, id="agreed on one day, by fewer"),
    pytest.param(M("Meeting", "a b"), M("Meeting", "a b", rule="noun:talk since", sentence=1), False, id="the last one since, without dates"),
    pytest.param(M("Meeting", "a b", at="2024-08-01"), M("Meeting", "a b", at="2024-08-01", rule="noun:talk since", sentence=1), True, id="the last one since, of the same day"),
    pytest.param(M("WeaponsTest", "", "b"), M("WeaponsTest", "", "b", sentence=1), True, id="no actors, the same recipient"),
    pytest.param(M("WeaponsTest", "", "b"), M("WeaponsTest", "", "c", sentence=1), False, id="no actors, another recipient"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_same_event(first: Candidate, second: Candidate, expected: bool) -> None:
    assert same_event(first, second, PARENTS) is expected


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_together_joins_what_is_one_event(
    first: Candidate, second: Candidate, expected: bool
) -> None:
    found = together((first, second), PARENTS)
    kept = [c for c in (first, second) if c.arguments]
    assert len(found) == (1 if expected else len(kept))
    assert {a.entity for c in found for a in c.arguments} == {
        a.entity for c in kept for a in c.arguments
    }


DATES = [
    (None, None, True), ("2024-08-01", None, True), ("2024-08-01", "2024-08-01", True), ("2024-08-01", "2024-08-02", False),
    ("2024-08-01/2024-08-05", "2024-08-05", True), ("2024-08-01/2024-08-05", "2024-08-06", False),
    ("2024-08-01/2024-08-05", "2024-08-05/2024-08-09", True), ("?Sunday", "?Sunday", True), ("?Sunday", "?Monday", False),
    ("?Sunday", "2024-08-01", True),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected"), DATES, ids=[f"{a} {b}" for a, b, _ in DATES])
def test_compatible_dates(a: str | None, b: str | None, expected: bool) -> None:
    assert compatible(when(a), when(b)) is expected
    assert compatible(when(b), when(a)) is expected


def test_joined_tellings_keep_the_finer_of_each() -> None:
    first = M("Meeting", "a b", at="2024-08-01/2024-08-31", topics=("issue/x",), trigger=5)
    second = M(
        "Summit",
        "a b c",
        at="2024-08-09",
        place="p",
        topics=("issue/y",),
        source="s",
        sentence=2,
        trigger=50,
    )
    (one,) = together((first, second), PARENTS)
    assert (one.type, one.trigger, one.place, one.source, one.others) == (
        "Summit",
        5,
        "p",
        "s",
        (50,),
    )
    assert one.when == when("2024-08-09")
    assert one.topics == ("issue/x", "issue/y")
    assert one.sentences == (0, 2)
    assert [a.entity for a in one.arguments] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("occurred", "ongoing", "occurred"),
        ("ongoing", "occurred", "occurred"),
        ("ongoing", "ongoing", "ongoing"),
        ("planned", "possible", "planned"),
        ("possible", "planned", "planned"),
        ("possible", "possible", "possible"),
    ],
)
def test_joined_status(first: str, second: str, expected: str) -> None:
    (one,) = together(
        (M("Meeting", "a b", status=first), M("Meeting", "a b", status=second, sentence=1)), PARENTS
    )
    assert one.status is Status(expected)


def test_the_meeting_is_the_last_one_that_fits() -> None:
    old, new = M("Meeting", "a b", sentence=0), M("Meeting", "c d", sentence=1)
    again = M("Meeting", anaphoric=True, place="p", sentence=2)
    found = together((old, new, again), PARENTS)
    assert [c.place for c in found] == [None, "p"]


def test_an_undated_telling_belongs_to_the_first_that_fits() -> None:
    old, new = (
        M("Meeting", "a b", at="2024-08-01"),
        M("Meeting", "a b", at="2024-08-09", sentence=1),
    )
    again = M("Meeting", "a b", place="p", sentence=2)
    assert [c.place for c in together((old, new, again), PARENTS)] == ["p", None]


def test_a_dated_telling_belongs_to_the_last_that_fits() -> None:
    old, new = M("Meeting", "a b", place="p"), M("Meeting", "a b", place="q", sentence=1)
    again = M("Meeting", "a b", at="2024-08-09", sentence=2)
    assert [c.when for c in together((old, new, again), PARENTS)] == [None, when("2024-08-09")]


def test_what_happens_at_talks_has_their_date_and_place() -> None:
    talks = M("Meeting", "a b", at="2024-08-01", place="p")
    deal = M("Agreement", "a b", inside=talks.trigger)
    assert together((talks, deal), PARENTS)[1].when == talks.when
    assert together((talks, deal), PARENTS)[1].place == "p"
    own = replace(deal, when=when("2024-08-03"), place="q")
    assert (together((talks, own), PARENTS)[1].when, together((talks, own), PARENTS)[1].place) == (
        own.when,
        "q",
    )


def test_what_nobody_does_is_dropped() -> None:
    assert together((M("Meeting"),), PARENTS) == ()


def test_together_twice_changes_nothing_more() -> None:
    candidates = (
        M("Meeting", "a b"),
        M("Summit", "a", at="2024-08-01", sentence=1),
        M("Sanction", "a", "b", sentence=1),
    )
    once = together(candidates, PARENTS)
    assert together(once, PARENTS) == once


def test_a_part_follows_the_talks_into_the_telling_that_they_were_merged_into() -> None:
    first = telling("Summit", "person/a person/b", trigger=1, at="2024-08-19", topics=("issue/x",))
    again = telling("Summit", "person/a person/b", trigger=21, at="2024-08-19")
    signed = telling("Agreement", "person/a person/b", trigger=11)
    found = together((first, replace(signed, at=21), again), PARENTS)
    part = next(c for c in found if c.type == "Agreement")
    assert (part.at, part.when, part.topics) == (1, first.when, ("issue/x",))


def test_a_link_to_what_is_not_there_is_dropped() -> None:
    signed = telling("Agreement", "person/a person/b", trigger=11)
    assert [c.at for c in together((replace(signed, at=99),), PARENTS)] == [None]


def test_two_events_are_not_each_part_of_the_other() -> None:
    visit = telling("Visit", "person/a", "state/ken", trigger=1)
    summit = telling("Summit", "person/a person/b", trigger=11)
    found = together((replace(visit, at=11), replace(summit, at=1)), PARENTS)
    assert {c.type: c.at for c in found} == {"Visit": None, "Summit": 1}


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        pytest.param(date(2022, 1, 1), date(2024, 8, 22), "span", id="what has gone on since 2022"),
        pytest.param(date(2024, 1, 1), date(2024, 8, 22), "month", id="a span within a year"),
    ],
)
def test_a_long_span_is_not_narrowed_to_a_part(first: date, last: date, kept: str) -> None:
    span = When(first, last, Precision.INTERVAL, "span")
    part = When(date(2024, 3, 1), date(2024, 3, 31), Precision.MONTH, "month")
    found = [finer(span, part), finer(part, span)]
    assert [w.text for w in found if w is not None] == [kept, kept]
