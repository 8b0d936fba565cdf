"""Decisions of people replayed: what each does, which count where they contradict each other, and what is said of the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

import short_articles
from comity.assemble import Assembled, assemble, merge
from comity.assemble.doubts import doubts
from comity.curations import Curations, Decision, Field, Kind, Spot
from comity.model import Entity, Event, Extraction, Mention, Report, Span, Verdict, to_article

TEXTS = {
    "one": "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.\nAmina Otieno is President of Kenya.",
    "two": "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.\nKenya backed Ethiopia, according to Vik.",
    "three": "Amina Otieno met Dawit Bekele in Port Lamu on 2031-06-01.",
    "four": "Lucia Moraes accused Kenya over tea duties.",
}  # fmt: skip
PUBLISHED = {"one": date(2031, 3, 13), "two": date(2031, 3, 14), "three": date(2031, 6, 2)}


def told(**texts: str) -> tuple[Extraction, ...]:
    """What the articles of these names say."""
    return tuple(
        short_articles.extraction(to_article(text, name=name, published=PUBLISHED.get(name)))
        for name, text in texts.items()
    )


ALL = told(**TEXTS)


def spot(name: str, words: str, *, type_: str | None = None, digits: int = 12) -> Spot:
    """Where some words stand in an article."""
    text = TEXTS[name]
    start = text.index(words)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Spot(sha256[:digits], Span(start, start + len(words)), type_)


def decided(
    kind: str, *spots: Spot, on: int = 1, line: int = 1, **right: str | Sequence[str]
) -> Decision:
    """A decision of Ana Ruiz on a day of a month."""
    ((name, value),) = right.items() or ((None, ()),)
    values = (value,) if isinstance(value, str) else tuple(value)
    sets = Field(name) if name and name != "name" else None
    return Decision(
        Kind(kind), "Ana Ruiz", date(2031, 7, on), "", spots, sets, values, f"log:{line}"
    )


def with_(*decisions: Decision, extractions: Sequence[Extraction] = ALL) -> Assembled:
    """The articles put together with these decisions, in whatever order both come."""
    found = assemble(extractions, Curations(decisions))
    assert assemble(extractions[::-1], Curations(decisions[::-1])) == found
    return found


def event(known: Assembled, name: str, words: str = "met") -> Event:
    """The event that an article tells of at a word."""
    at = spot(name, words).span
    (report,) = (
        r
        for r in known.knowledge.reports
        if r.trigger == at and r.article == to_article(TEXTS[name], name=name).id
    )
    return next(e for e in known.knowledge.events if report.id in e.reports)


ONE, TWO, THREE = (spot(name, "met") for name in ("one", "two", "three"))


def test_without_decisions_nothing_is_different() -> None:
    known = with_()
    assert known.knowledge == merge(ALL)
    assert event(known, "one") == event(known, "two") != event(known, "three")


def test_two_reports_are_one_event_whatever_speaks_against_it() -> None:
    known = with_(decided("same-event", ONE, THREE))
    assert event(known, "one") == event(known, "two") == event(known, "three")
    assert known.problems == ()
    (curation,) = known.knowledge.curations
    assert curation.verdict is Verdict.SAME
    assert event(known, "one").id in curation.things
    assert len(curation.things) == 3


def test_two_reports_are_two_events_whatever_speaks_for_one() -> None:
    known = with_(decided("not-same-event", ONE, TWO))
    assert event(known, "one") != event(known, "two")
    assert known.problems == ()


def test_what_is_one_with_a_second_is_not_what_the_second_is_not() -> None:
    known = with_(decided("same-event", ONE, THREE), decided("not-same-event", THREE, TWO))
    assert event(known, "one") == event(known, "three") != event(known, "two")


def test_a_wrong_report_is_dropped_with_its_event_and_its_issue() -> None:
    known = with_(decided("wrong-report", spot("four", "accused")))
    assert len(known.knowledge.events) == len(with_().knowledge.events) - 1
    assert known.knowledge.issues == ()
    assert known.knowledge.curations[0].things == (to_article(TEXTS["four"], name="four").id,)


RIGHT = [
    ({"date": "2031-03"}, "when", "2031-03-01 2031-03-31 month"),
    ({"date": "2031-03-11/2031-03-13"}, "when", "2031-03-11 2031-03-13 interval"),
    ({"date": ()}, "when", "None"),
    ({"status": "denied"}, "status", "denied"),
    ({"type": "Negotiation"}, "type", "Negotiation"),
    ({"place": "Port Lamu"}, "place", "place/port-lamu"),
    ({"place": ()}, "place", "None"),
    ({"topics": ["tea duties", "climate-change"]}, "topics", "('issue/climate-change', 'issue/tea-duties')"),
    ({"actors": ["Jonas Vik", "Kenya"]}, "participants", "person/jonas-vik actor True, state/ken actor True"),
    ({"recipients": ["Otieno"]}, "participants", "person/amina-otieno actor False, person/dawit-bekele actor False, person/amina-otieno recipient False"),
    ({"actors": ["Turkey"]}, "participants", "state/tur actor True"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "part", "expected"), RIGHT, ids=lambda x: str(x)[:40])
def test_a_report_gets_its_right_value(
    right: dict[str, str | list[str]], part: str, expected: str
) -> None:
    more = (
        *ALL,
        *told(five="Otieno accused Kenya over tea duties.\nJonas Vik is President of Brazil."),
    )
    known = with_(decided("right-value", spot("three", "met"), **right), extractions=more)
    assert known.problems == ()
    (report,) = (
        r
        for r in known.knowledge.reports
        if r.article == to_article(TEXTS["three"], name="three").id
    )
    assert _shown(report, part) == expected
    (curation,) = known.knowledge.curations
    assert report.id in curation.things


def _shown(report: Report, part: str) -> str:
    if part == "participants":
        return ", ".join(f"{p.entity} {p.role} {p.inferred}" for p in report.participants)
    if part == "when" and report.when is not None:
        return f"{report.when.earliest} {report.when.latest} {report.when.precision}"
    return str(getattr(report, part))


def test_a_name_is_preferred_and_the_others_are_kept() -> None:
    known = with_(decided("preferred-name", spot("one", "Dawit Bekele"), name="D. Bekele"))
    (person,) = (e for e in known.knowledge.entities if e.id == "person/dawit-bekele")
    assert (person.name, person.aliases) == ("D. Bekele", ("Dawit Bekele",))
    assert "D. Bekele" in event(known, "one").label
    assert len(known.knowledge.events) == len(merge(ALL).events)


def named(name: str, code: str | None, *, article: str, kind: str = "Person") -> Extraction:
    """An article that names one actor at its first characters."""
    prefix = {"Person": "person", "Group": "group"}.get(kind, "body")
    entity = Entity(f"{prefix}/{name.lower().replace(' ', '-')}", kind, name, (), code)
    citation = to_article(article, name=article).citation
    return Extraction(citation, (entity,), (), (Mention(Span(0, 5), entity.id, "name"),), (), ())


def at(extraction: Extraction) -> Spot:
    return Spot(extraction.citation.sha256[:14], Span(0, 5))


def ids(known: Assembled) -> list[str]:
    return [e.id for e in known.knowledge.entities]


ROJAS = [named("Marta Rojas", "PER", article=a) for a in "ab"]
LULA = [named("Inacio Silva", "BRA", article="a"), named("Lula", None, article="b"), named("Lula", None, article="c")]  # fmt: skip


def test_two_names_are_one_person_and_so_are_the_namesakes_of_both() -> None:
    assert len(ids(with_(extractions=LULA))) == 2
    known = with_(decided("same-actor", at(LULA[0]), at(LULA[1])), extractions=LULA)
    assert ids(known) == ["person/inacio-silva"]
    assert known.problems == ()


def test_one_name_of_one_state_is_two_people() -> None:
    known = with_(decided("not-same-actor", *map(at, ROJAS)), extractions=ROJAS)
    assert len(ids(known)) == 2
    assert all(i.startswith("person/marta-rojas-per-") for i in ids(known))
    assert known.problems == ()


def test_bodies_are_put_together_and_parted() -> None:
    bodies = [
        named("Foreign Office", "GBR", article="a", kind="GovernmentBody"),
        named("Foreign Office", "GBR", article="b", kind="GovernmentBody"),
        named("Whitehall Directorate", "GBR", article="c", kind="GovernmentBody"),
    ]
    one = with_(decided("same-actor", at(bodies[0]), at(bodies[2])), extractions=bodies)
    assert ids(one) == ["body/foreign-office"]
    two = with_(decided("not-same-actor", at(bodies[0]), at(bodies[1])), extractions=bodies)
    assert len(ids(two)) == 3
    assert one.problems == two.problems == ()


PROBLEMS = [
    pytest.param([("same-event", ONE, TWO, 1), ("not-same-event", TWO, ONE, 2)], {1}, "log:2 otherwise", id="same and not same"),
    pytest.param([("not-same-event", ONE, THREE, 3), ("same-event", ONE, TWO, 1), ("same-event", TWO, THREE, 2)], {2}, "log:1 and log:3 otherwise", id="not same by way of a third"),
    pytest.param([("same-event", ONE, spot("four", "accused", type_="Visit"), 1)], {1}, "no report of class Visit stands at 13-20 of four", id="nothing of that class there"),
    pytest.param([("wrong-report", spot("one", "is President of Kenya"), 1)], {1}, "no report stands at", id="nothing there"),
    pytest.param([("same-event", ONE, spot("one", "Amina Otieno met Dawit"), 1)], {1}, "both places lead to the same", id="one report twice"),
    pytest.param([("wrong-report", ONE, 1), ("same-event", ONE, TWO, 1)], {2}, "the report is wrong by log:1", id="wrong and same"),
    pytest.param([("same-actor", spot("two", "Kenya"), spot("one", "Dawit Bekele"), 1)], {1}, "are of kinds that are never one", id="a person and a state"),
    pytest.param([("not-same-actor", spot("one", "Amina Otieno"), spot("one", "Amina Otieno met"), 1)], {1}, "what one article reads as one cannot be parted", id="one actor parted"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "lines", "message"), PROBLEMS)
def test_what_does_not_apply_is_said_with_its_place(
    given: list[tuple[str | Spot | int, ...]], lines: set[int], message: str
) -> None:
    made = [
        decided(str(kind), *(s for s in rest if isinstance(s, Spot)), on=int(str(rest[-1])), line=n)
        for n, (kind, *rest) in enumerate(given, start=1)
    ]
    known = with_(*made)
    assert {int(p.where.removeprefix("log:")) for p in known.problems} == lines
    assert message in str(known.problems[0])
    assert len(known.knowledge.curations) == len(made) - len(lines)


def test_the_newer_of_two_right_values_counts() -> None:
    made = [
        decided("right-value", ONE, on=1, line=1, status="denied"),
        decided("right-value", ONE, on=2, line=2, status="planned"),
    ]
    known = with_(*made)
    assert "another status than log:2" in str(known.problems[0])
    assert (
        next(
            r for r in known.knowledge.reports if r.id in known.knowledge.curations[0].things
        ).status
        == "planned"
    )


def test_the_newer_of_two_names_of_one_person_counts_wherever_they_are_given() -> None:
    made = [
        decided("preferred-name", spot("one", "Dawit Bekele"), on=1, line=1, name="A"),
        decided("preferred-name", spot("two", "Dawit Bekele"), on=2, line=2, name="B"),
    ]
    known = with_(*made)
    assert [p.where for p in known.problems] == ["log:1"]
    assert "B" in {e.name for e in known.knowledge.entities}


@pytest.mark.parametrize(
    "right", [{"type": "Sumit"}, {"place": "Atlantis"}, {"topics": ["dragons"]}], ids=str
)
def test_a_value_that_nothing_has_is_said(right: dict[str, str | list[str]]) -> None:
    known = with_(decided("right-value", ONE, **right))
    assert len(known.problems) == 1
    assert known.knowledge.curations == ()


def test_articles_that_are_not_there_are_counted_and_no_problem() -> None:
    known = with_(decided("same-event", ONE, THREE), extractions=ALL[:2])
    assert (known.problems, len(known.absent)) == ((), 1)
    assert known.knowledge == merge(ALL[:2])


def test_a_decision_outlives_the_rules_by_which_its_article_was_read() -> None:
    one, *others = ALL
    moved = replace(one.reports[0], id="report/0", trigger=Span(0, 3), type="Negotiation", rule="x")
    known = with_(
        decided("same-event", ONE, THREE), extractions=(replace(one, reports=(moved,)), *others)
    )
    assert known.problems == ()
    assert "report/0" in known.knowledge.curations[0].things


def test_a_text_that_stands_in_two_articles_is_decided_on_in_both() -> None:
    again = replace(to_article(TEXTS["one"], name="again", published=PUBLISHED["one"]))
    extractions = (*ALL, short_articles.extraction(again))
    known = with_(decided("wrong-report", ONE), extractions=extractions)
    assert len(known.knowledge.curations[0].things) == 2


def test_several_reports_in_one_place_need_their_class() -> None:
    one = ALL[0]
    other = replace(one.reports[0], id="report/1", type="Visit", trigger=Span(13, 16))
    both = (replace(one, reports=(*one.reports, other)), *ALL[1:])
    whole = spot("one", "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.")
    known = with_(decided("wrong-report", whole), extractions=both)
    assert "several stand at 0-55 of one, a Meeting and a Visit" in str(known.problems[0])
    known = with_(decided("wrong-report", replace(whole, type="Visit")), extractions=both)
    assert known.problems == ()


def test_decisions_are_free_of_order() -> None:
    made = [
        decided("same-event", ONE, TWO, line=1), decided("same-event", TWO, THREE, line=2),
        decided("not-same-event", ONE, THREE, line=3),
    ]  # fmt: skip
    assert len({repr(assemble(ALL, Curations(order))) for order in permutations(made)}) == 1


def test_doubts_are_near_the_threshold_on_either_side_and_not_decided() -> None:
    near = told(
        one="Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.",
        two="Amina Otieno met Jonas Vik in Port Lamu on 2031-03-13.",
        three="Otieno will hold a summit with Vik on 2031-03-13.",
    )
    found = doubts(merge(near))
    assert found == tuple(sorted(found, key=lambda d: -d.value))
    assert all(abs(d.points - d.threshold) < 2 or not d.joined for d in found)
    for doubt in found:
        texts = {e.citation.id: e.citation.sha256 for e in near}
        spots = [Spot(texts[r.article], r.trigger) for r in (doubt.one, doubt.other)]
        for kind in ("same-event", "not-same-event"):
            left = doubts(with_(decided(kind, *spots), extractions=near).knowledge)
            assert (doubt.one, doubt.other) not in [(d.one, d.other) for d in left]
