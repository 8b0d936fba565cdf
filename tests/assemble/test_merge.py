"""Articles put together: which reports are one event, what the event says, and laws of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.assemble import merge
from comity.assemble.entities import merge_entities
from comity.assemble.events import shown
from comity.assemble.issues import merge_issues
from comity.assemble.merging import merge_events
from comity.model import (
    Article,
    Entity,
    Event,
    Extraction,
    Issue,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    When,
    digest,
    to_article,
)

NAMES = {
    "person/a": "Amina Otieno", "person/b": "Dawit Bekele", "person/c": "Lúcia Moraes", "person/d": "Jean Mugabo",
    "state/ken": "Kenya", "state/tcd": "Chad", "place/lamu": "Lamu", "place/accra": "Accra",
}  # fmt: skip
ENTITIES = {
    key: Entity(
        key,
        {"person": "Person", "state": "State"}.get(key.split("/")[0], "Place"),
        name,
        wikidata="Q1" if key.startswith("place/") else None,
    )
    for key, name in NAMES.items()
}
ARTICLES = tuple(
    to_article(f"Text {n}.", name=f"{n}.txt", published=date(2024, 8, n) if n < 4 else None)
    for n in range(1, 5)
)
_NUMBERS = count(1)


def when(iso: str | None) -> When | None:
    """A day, month, year or interval a/b in ISO 8601; `?` for one that is not resolved."""
    if iso is None:
        return None
    if iso == "?":
        return When(None, None, Precision.UNRESOLVED, "Sunday")
    first, _, last = iso.partition("/")
    if last:
        return When(date.fromisoformat(first), date.fromisoformat(last), Precision.INTERVAL, iso)
    if len(iso) == 10:
        return When(date.fromisoformat(iso), date.fromisoformat(iso), Precision.DAY, iso)
    if len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:])
        last_day = date(year + month // 12, month % 12 + 1, 1) - date.resolution
        return When(date(year, month, 1), last_day, Precision.MONTH, iso)
    return When(date(int(iso), 1, 1), date(int(iso), 12, 31), Precision.YEAR, iso)


def report(
    type_: str,
    actors: str = "person/a person/b",
    recipients: str = "",
    *,
    at: str | None = "2024-08-01",
    place: str | None = None,
    status: str = "occurred",
    article: Article = ARTICLES[0],
    topics: tuple[str, ...] = (),
    name: str | None = None,
) -> Report:
    """A report on an event; its id is drawn from `name`, else each has one of its own."""
    people = [
        *((a, Role.ACTOR) for a in actors.split()),
        *((r, Role.RECIPIENT) for r in recipients.split()),
    ]
    return Report(
        id=f"report/{digest(article.id, name or str(next(_NUMBERS)))}",
        article=article.id,
        type=type_,
        participants=tuple(Participant(e, r, Span(0, 4)) for e, r in people),
        place=place,
        when=when(at),
        status=Status(status),
        topics=topics,
        source=None,
        sentences=(f"sentence/{article.id.removeprefix('article/')}-0",),
        rule="verb:x",
        trigger=Span(0, 4),
        trigger_text="Text",
        confidence=0.8,
    )


R = report
KENYA = "state/ken"
LATER = ARTICLES[1]


def S(
    type_: str, actors: str = "person/a person/b", recipients: str = "", **told: object
) -> Report:  # noqa: N802
    """A report of a second article, a day later."""
    return report(type_, actors, recipients, article=LATER, **told)  # type: ignore[arg-type]


# two reports of two articles, whether they tell of one event
PAIRS = [
    pytest.param(R("Meeting"), S("Meeting"), True, id="alike"),
    pytest.param(R("Meeting"), S("Summit"), True, id="a finer class"),
    pytest.param(R("Summit"), S("Consultation"), True, id="two classes up"),
    pytest.param(R("Meeting"), S("Negotiation"), True, id="sisters of one kind"),
    pytest.param(R("Visit"), S("Meeting"), False, id="of two kinds"),
    pytest.param(R("Meeting"), S("Call"), False, id="a call is no meeting"),
    pytest.param(R("Meeting"), S("Sanction"), False, id="another class"),
    pytest.param(R("Meeting"), S("Meeting", "person/a person/c"), False, id="other people"),
    pytest.param(R("Meeting"), S("Meeting", "person/a"), True, id="fewer people"),
    pytest.param(R("Meeting"), S("Meeting", "person/b person/a"), True, id="people in another order"),
    pytest.param(R("Meeting"), S("Meeting", f"person/a person/b {KENYA}"), True, id="a state beside the people"),
    pytest.param(R("Sanction", KENYA, "state/tcd"), S("Sanction", KENYA, "state/tcd"), True, id="states where no person acts"),
    pytest.param(R("Sanction", KENYA, "state/tcd"), S("Sanction", "state/tcd", KENYA), False, id="the other way round"),
    pytest.param(R("Sanction", KENYA, "person/c"), S("Sanction", "state/tcd", "person/c"), False, id="by another"),
    pytest.param(R("Assault", "", KENYA), S("Assault", "", KENYA), True, id="who suffers where nobody acts"),
    pytest.param(R("Assault", "", KENYA), S("Assault", "", "state/tcd"), False, id="others suffer"),
    pytest.param(R("Meeting"), S("Meeting", at="2024-08-02"), True, id="the next day, as zones and sources differ"),
    pytest.param(R("Meeting"), S("Meeting", at="2024-08-03"), False, id="two days later"),
    pytest.param(R("WeaponsTest", KENYA), S("WeaponsTest", KENYA, at="2024-08-02"), False, id="tests of two days are two"),
    pytest.param(R("Meeting"), S("Meeting", at="2024-08"), True, id="in that month"),
    pytest.param(R("Meeting"), S("Meeting", at="2024-07"), False, id="in another month"),
    pytest.param(R("Meeting"), S("Meeting", at="2024-07-20/2024-08-01"), True, id="in those weeks"),
    pytest.param(R("Meeting", "person/a"), S("Meeting", "person/a", at="2020-01-01/2024-12-31"), False, id="a day and years are not alike"),
    pytest.param(R("Meeting", at="2024"), S("Meeting", at="2024"), True, id="the same year"),
    pytest.param(R("Meeting"), S("Meeting", at=None), True, id="without a date, told the day after"),
    pytest.param(R("Meeting", at="2023-08-01"), S("Meeting", at=None), False, id="without a date, a year later"),
    pytest.param(R("Meeting", at="2024-09-01"), S("Meeting", at=None), False, id="what is done was not after it was told"),
    pytest.param(R("Meeting", place="place/lamu"), S("Meeting", place="place/lamu"), True, id="the same place"),
    pytest.param(R("Visit", "person/a", at=None, place="place/lamu"), S("Visit", "person/a", at=None, place="place/accra"), False, id="another place"),
    pytest.param(R("Meeting", place="place/lamu"), S("Meeting", place="place/accra"), True, id="another place on the same day"),
    pytest.param(R("Meeting", place="place/lamu"), S("Meeting", place=KENYA), True, id="a place and a state"),
    pytest.param(R("Meeting", place="place/lamu"), S("Meeting"), True, id="a place and none"),
    pytest.param(R("Meeting", status="planned"), S("Meeting"), True, id="planned and done"),
    pytest.param(R("Meeting", status="planned"), S("Meeting", status="denied"), True, id="planned and called off"),
    pytest.param(R("Meeting", at="2024-08-10", status="planned"), S("Meeting", at="2024-09-20", status="planned"), False, id="two plans"),
    pytest.param(R("Meeting", at="2024-07-20"), S("Meeting", at="2024-08-10", status="planned"), False, id="a plan told after another was held"),
    pytest.param(R("Meeting"), R("Meeting"), True, id="one article, the same day"),
    pytest.param(R("Meeting"), R("Meeting", at=None), False, id="one article, once without a date"),
]  # fmt: skip


def events(*reports: Report) -> tuple[Event, ...]:
    """The events that the reports tell of."""
    citations = tuple(a.citation for a in ARTICLES)
    return merge_events(tuple(sorted(reports, key=lambda r: r.id)), citations, ENTITIES).events


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_events_of_two_reports(first: Report, second: Report, expected: bool) -> None:
    assert len(events(first, second)) == (1 if expected else 2)


def test_words_on_one_day_are_one_statement_only_where_they_are_alike() -> None:
    first, second = R("Statement", "person/a"), S("Statement", "person/a")
    said = [
        Sentence(r.sentences[0], r.article, 0, Span(0, 9), text)
        for r, text in (
            (first, "Otieno praised the harvest festival"),
            (second, "Otieno warned about smuggled weapons"),
        )
    ]
    reports = tuple(sorted((first, second), key=lambda r: r.id))
    citations = tuple(a.citation for a in ARTICLES)
    assert len(merge_events(reports, citations, ENTITIES, said).events) == 2
    alike = [replace(s, text="Otieno praised the harvest festival warmly") for s in said]
    assert len(merge_events(reports, citations, ENTITIES, alike).events) == 1


def test_the_event_says_the_most_that_any_report_says() -> None:
    (one,) = events(
        R("Meeting", place=KENYA, at="2024-08", topics=("issue/x",)),
        S(
            "Summit",
            f"person/a person/b {KENYA}",
            "state/tcd",
            place="place/lamu",
            topics=("issue/w", "issue/x"),
        ),
    )
    assert (one.type, one.place, one.when) == ("Summit", "place/lamu", when("2024-08-01"))
    assert one.actors == ("person/a", "person/b", KENYA)
    assert one.recipients == ("state/tcd",)
    assert one.topics == ("issue/w", "issue/x")


def test_a_week_that_agrees_with_two_days_gives_way_to_the_day_that_most_tell() -> None:
    told = [
        R("Meeting", at="2024-08-01"), S("Meeting", at="2024-08-02"),
        R("Meeting", at="2024-07-29/2024-08-04", article=ARTICLES[2]), R("Meeting", at="2024-08-01", article=UNDATED),
    ]  # fmt: skip
    (one,) = events(*told)
    assert one.when == when("2024-08-01")


def test_who_acts_in_one_report_is_no_recipient_of_the_event() -> None:
    (one,) = events(
        R("Meeting"), R("Meeting", f"person/a person/b {KENYA}"), R("Meeting", recipients=KENYA)
    )
    assert (one.actors, one.recipients) == (("person/a", "person/b", KENYA), ())


OLD, NEW, UNDATED = ARTICLES[0], ARTICLES[2], ARTICLES[3]
# statuses by article, that of the event
STATUSES = [
    pytest.param([("planned", OLD), ("occurred", NEW)], "occurred", id="done after it was planned"),
    pytest.param([("planned", OLD), ("denied", NEW)], "denied", id="called off after it was planned"),
    pytest.param([("occurred", OLD), ("planned", NEW)], "occurred", id="what has happened stays so"),
    pytest.param([("denied", OLD), ("planned", NEW)], "planned", id="planned again after it was called off"),
    pytest.param([("planned", OLD), ("possible", NEW)], "possible", id="the newest article has the word"),
    pytest.param([("planned", OLD), ("occurred", OLD)], "occurred", id="of one day the surest"),
    pytest.param([("possible", OLD), ("planned", OLD)], "planned", id="planned is surer than possible"),
    pytest.param([("planned", OLD), ("denied", UNDATED)], "planned", id="an article without a date is the oldest"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), STATUSES)
def test_status_of_an_event(told: list[tuple[str, Article]], expected: str) -> None:
    reports = [R("Meeting", status=status, article=article) for status, article in told]
    for order in permutations(reports):
        (one,) = events(*order)
        assert one.status is Status(expected)


LABELS = [
    pytest.param(R("Meeting", at=None), "Meeting: Amina Otieno, Dawit Bekele", id="people"),
    pytest.param(R("Meeting", place="place/lamu"), "Meeting: Amina Otieno, Dawit Bekele (Lamu, 2024-08-01)", id="place and day"),
    pytest.param(R("Visit", "person/a", KENYA, at="2024-08"), "Visit: Amina Otieno → Kenya (2024-08)", id="recipient and month"),
    pytest.param(R("Meeting", "person/a person/b person/c person/d", at="2024"), "Meeting: Amina Otieno, Dawit Bekele, Lúcia Moraes and others (2024)", id="more than three"),
    pytest.param(R("Meeting", at="?"), "Meeting: Amina Otieno, Dawit Bekele", id="a date that is not resolved"),
    pytest.param(R("Meeting", place="place/lamu", at=None), "Meeting: Amina Otieno, Dawit Bekele (Lamu)", id="place alone"),
    pytest.param(R("Assault", "", KENYA, at=None), "Assault: → Kenya", id="nobody acts"),
    pytest.param(R("Aid", KENYA, "state/tcd person/a person/b", at=None), "Aid: Kenya → Amina Otieno, Dawit Bekele", id="two recipients at most"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), LABELS)
def test_label(told: Report, expected: str) -> None:
    assert events(told)[0].label == expected


@pytest.mark.parametrize("iso", ["2024-08-01", "2024-08", "2024", "2024-08-01/2024-08-09"])
def test_a_date_is_shown_at_its_precision(iso: str) -> None:
    assert shown(when(iso)) == iso


@pytest.mark.parametrize("iso", [None, "?"])
def test_no_date_is_not_shown(iso: str | None) -> None:
    assert shown(when(iso)) == ""


def conflicting(event: Event, reports: Iterable[Report]) -> list[tuple[str, str]]:
    """The days of an event's reports that cannot be one and the same."""
    days = {
        r.when.text
        for r in reports
        if r.id in event.reports and r.when and r.when.precision is Precision.DAY
    }
    return [(a, b) for a in days for b in days if a < b]


def test_a_month_does_not_tie_two_of_its_days_together() -> None:
    told = R("Meeting", at="2024-08-03"), R("Meeting", at="2024-08"), R("Meeting", at="2024-08-09")
    assert not any(conflicting(event, told) for event in events(*told))


def test_a_state_does_not_tie_two_of_its_cities_together() -> None:
    told = [R("Meeting", place=place) for place in ("place/lamu", KENYA, "place/accra")]
    lamu, accra = told[0].id, told[2].id
    assert not any({lamu, accra} <= set(event.reports) for event in events(*told))


# names met for one person, the fullest
FULLEST = [
    pytest.param(["Otieno", "Amina Otieno"], "Amina Otieno", id="most words"),
    pytest.param(["Amina Otieno", "Amina W. Otieno", "Otieno"], "Amina W. Otieno", id="of three"),
    pytest.param(["A. Otieno", "Amina Otieno"], "Amina Otieno", id="as many words, the longest"),
    pytest.param(["Otieno B", "Otieno A"], "Otieno A", id="as long, by alphabet"),
    pytest.param(["Otieno"], "Otieno", id="the only one"),
]


@pytest.mark.parametrize(("names", "expected"), FULLEST)
def test_fullest_name(names: list[str], expected: str) -> None:
    for order in permutations(names):
        (one,) = merge_entities(Entity("person/a", "Person", name) for name in order)
        assert one.name == expected
        assert set(one.aliases) == set(names) - {expected}
        assert list(one.aliases) == sorted(one.aliases)


def test_entities_lose_no_alias_code_or_number() -> None:
    told = [
        Entity("person/a", "Person", "Otieno", ("President Otieno",), None, "Q1"),
        Entity("person/a", "Person", "Amina Otieno", ("Madame Otieno",), "KEN", None),
        Entity("state/ken", "State", "Kenya", code="KEN"),
    ]
    person, state = merge_entities(told)
    assert person.aliases == ("Madame Otieno", "Otieno", "President Otieno")
    assert (person.code, person.wikidata) == ("KEN", "Q1")
    assert state == replace(told[2], wikidata="Q114")


def test_nothing_from_nothing() -> None:
    assert merge([]).events == merge_entities([]) == ()


def extraction(article: Article, reports: Iterable[Report]) -> Extraction:
    """An extraction of what the reports speak of."""
    own = tuple(sorted(reports, key=lambda r: r.id))
    used = {p.entity for r in own for p in r.participants} | {r.place for r in own if r.place}
    number = ARTICLES.index(article)
    entities = tuple(
        replace(ENTITIES[e], name=ENTITIES[e].name.split()[-1 if number % 2 else 0]) for e in sorted(used)
    )  # fmt: skip
    sentence = Sentence(
        f"sentence/{article.id.removeprefix('article/')}-0",
        article.id,
        0,
        Span(0, len(article.text)),
        article.text,
    )
    return Extraction(article.citation, entities, (sentence,) if own else (), (), own, ())


TIMES = (None, "?", "2024-08-01", "2024-08-02", "2024-08", "2024", "2024-07-30/2024-08-02")
TOLD = st.builds(
    lambda type_, actors, recipients, at, place, status: (type_, " ".join(sorted(actors)), " ".join(sorted(recipients)), at, place, status),
    st.sampled_from(["Meeting", "Summit", "Consultation", "Visit", "Sanction", "Statement", "WeaponsTest"]),
    st.frozensets(st.sampled_from(["person/a", "person/b", "state/ken"]), max_size=3),
    st.frozensets(st.sampled_from(["state/tcd", "person/c"]), min_size=1, max_size=2),
    st.sampled_from(TIMES),
    st.sampled_from([None, "place/lamu", "place/accra", "state/ken"]),
    st.sampled_from([s.value for s in Status]),
)  # fmt: skip


@st.composite
def extractions(draw: st.DrawFn) -> list[Extraction]:
    """One extraction for each article, with up to four reports."""
    found = []
    for article in ARTICLES:
        told = draw(st.lists(TOLD, max_size=4))
        reports = [
            R(
                type_,
                actors,
                recipients,
                at=at,
                place=place,
                status=status,
                article=article,
                name=str(n),
            )
            for n, (type_, actors, recipients, at, place, status) in enumerate(told)
        ]
        found.append(extraction(article, reports))
    return found


@settings(deadline=None)
@given(told=extractions(), data=st.data())
def test_merge_is_free_of_order(told: list[Extraction], data: st.DataObject) -> None:
    assert merge(data.draw(st.permutations(told))) == merge(told)


@settings(deadline=None)
@given(told=extractions(), data=st.data())
def test_merge_is_idempotent(told: list[Extraction], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(told), max_size=4))
    assert merge([*told, *again]) == merge(told)


@settings(deadline=None)
@given(told=extractions())
def test_every_report_is_in_exactly_one_event(told: list[Extraction]) -> None:
    known = merge(told)
    assert sorted(r for e in known.events for r in e.reports) == [r.id for r in known.reports]
    assert len({e.id for e in known.events}) == len(known.events)


@settings(deadline=None)
@given(told=extractions())
def test_every_part_is_sorted(told: list[Extraction]) -> None:
    known = merge(told)
    for part in (
        known.citations,
        known.entities,
        known.sentences,
        known.reports,
        known.claims,
        known.events,
    ):
        ids = [record.id for record in part]
        assert ids == sorted(ids)
    for event in known.events:
        for part in (event.actors, event.recipients, event.topics, event.reports):
            assert list(part) == sorted(part)


@settings(deadline=None)
@given(told=extractions())
def test_an_event_has_nobody_that_its_reports_have_not(told: list[Extraction]) -> None:
    known = merge(told)
    reports = {r.id: r for r in known.reports}
    for event in known.events:
        own = [reports[r] for r in event.reports]
        assert {*event.actors, *event.recipients} == {p.entity for r in own for p in r.participants}
        assert event.status in {r.status for r in own}
        assert event.type in {r.type for r in own}
        assert event.place in {r.place for r in own}
        assert event.when in {r.when for r in own}


@settings(deadline=None)
@given(told=extractions(), data=st.data())
def test_more_articles_change_no_report(told: list[Extraction], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(told), max_size=3))
    assert set(merge(some).reports) <= set(merge(told).reports)


# Events within events, and issues outside the scheme


def within_of(*reports: Report) -> dict[str, tuple[str, ...]]:
    """By the first report of each event, the first reports of the events that it is part of."""
    ordered = tuple(sorted(reports, key=lambda r: r.id))
    events = merge_events(ordered, tuple(a.citation for a in ARTICLES), ENTITIES).events
    first = {e.id: e.reports[0] for e in events}
    return {e.reports[0]: tuple(first[w] for w in e.within) for e in events if e.within}


def test_an_event_is_part_of_the_event_of_its_reports_setting() -> None:
    summit = report("Summit", name="summit")
    told = report("Summit", name="told", article=ARTICLES[1])
    signed = replace(report("Agreement", at=None, name="signed"), within=summit.id)
    pledged = replace(
        report("Agreement", "person/c", at=None, name="pledged", article=ARTICLES[1]),
        within=told.id,
    )
    whole = min(summit.id, told.id)
    assert within_of(summit, told, signed, pledged) == {signed.id: (whole,), pledged.id: (whole,)}


def test_articles_that_close_a_circle_are_cut() -> None:
    a, b = report("Summit", name="a"), report("Visit", "person/a", "state/ken", name="b")
    c = report("Summit", name="c", article=ARTICLES[1])
    d = report("Visit", "person/a", "state/ken", name="d", article=ARTICLES[1])
    found = within_of(replace(a, within=b.id), b, c, replace(d, within=c.id))
    assert len(found) == 1


def test_a_report_of_the_same_event_is_no_part_of_it() -> None:
    a, b = report("Summit", name="a"), report("Meeting", name="b")
    assert within_of(a, replace(b, within=a.id)) == {}


def test_issues_of_one_id_are_one() -> None:
    told = [
        Issue("issue/melon-export", "Melon exports", (), "issue/trade"),
        Issue("issue/melon-export", "Melon export", ("Exports of melons",), "issue/trade"),
        Issue("issue/kambo", "Kambo", (), "issue/diplomacy"),
    ]
    merged = merge_issues(told)
    assert merged == merge_issues(reversed(told)) == merge_issues(merged)
    assert [(i.id, i.label, i.alt_labels) for i in merged] == [
        ("issue/kambo", "Kambo", ()),
        ("issue/melon-export", "Melon exports", ("Exports of melons", "Melon export")),
    ]
