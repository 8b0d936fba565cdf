"""Tables out: what `score.py` and `plover_score.py` read, line by line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from comity import export
from comity.errors import InputError, OntologyError
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge, Role

THINGS = "https://w3id.org/comity/id/"


def events() -> list[export.Row]:
    return export.events(samples.KNOWLEDGE, load_ontology())


def row_of(type_: str, article: str) -> export.Row:
    return next(r for r in events() if r["type"] == type_ and r["article"] == article)


def test_one_row_for_each_report_with_every_field() -> None:
    rows = events()
    assert len(rows) == len(samples.KNOWLEDGE.reports)
    assert {tuple(row) for row in rows} == {export.FIELDS["events"]}


def test_a_row_in_full() -> None:
    sentence = samples.sentences_of(samples.article("nairobi.txt"))[3]
    assert row_of("Visit", "nairobi.txt") == {
        "article": "nairobi.txt",
        "event": THINGS + samples.VISIT_EVENT.id,
        "type": "Visit",
        "types": ["Visit", "Consultation", "Event"],
        "actors": [{"name": "Dawit Bekele", "type": "Person", "code": "ETH"}],
        "recipients": [{"name": "Kenya", "type": "State", "code": "KEN"}],
        "place": {"name": "Mombasa"},
        "date": {"start": "2031-04-01", "end": "2031-04-30"},
        "status": "planned",
        "topics": [],
        "within": None,
        "evidence": [
            {"start": sentence.span.start, "end": sentence.span.end, "quote": sentence.text}
        ],
        "source": None,
        "plover": "AGREE",
        "cameo": "036",
        "confidence": 0.75,
        "hedge": None,
        "certainty": 0.67,
        "trust": {"reading": 0.75, "certainty": 0.67, "sources": 1},
    }


@pytest.mark.parametrize(
    ("type_", "article", "field", "expected"),
    [
        pytest.param("Sanction", "brasilia.txt", "date", None, id="a date that hangs on an unknown day"),
        pytest.param("Sanction", "brasilia.txt", "source", "{officials}", id="a source in words"),
        pytest.param("WeaponsTest", "addis.jsonl:7", "source", "Kenyan Foreign Ministry", id="a source by name"),
        pytest.param("Statement", "nairobi.txt", "plover", None, id="a class without code"),
        pytest.param("Threat", "addis.jsonl:7", "plover", None, id="an act of conflict that is denied"),
        pytest.param("Meeting", "nairobi.txt", "event", THINGS + samples.SUMMIT_EVENT.id, id="merged across articles"),
        pytest.param(
            "Agreement", "nairobi.txt", "topics",
            [
                {"id": "trade", "label": "Trade", "broader": None},
                {"id": "water-of-omo-river", "label": "Water of the Omo River", "broader": "water-sharing"},
            ],
            id="a topic of the scheme and one that it does not have",
        ),
        pytest.param(
            "Meeting", "nairobi.txt", "trust", {"reading": 0.95, "certainty": 1.0, "sources": 2}, id="the event's trust",
        ),
        pytest.param("Sanction", "brasilia.txt", "certainty", 0.132, id="certainty of unnamed officials"),
        pytest.param("Agreement", "nairobi.txt", "within", THINGS + samples.SUMMIT_EVENT.id, id="at a summit"),
    ],
)  # fmt: skip
def test_a_field(type_: str, article: str, field: str, expected: object) -> None:
    assert row_of(type_, article)[field] == expected


def test_every_quote_is_the_slice_of_its_article() -> None:
    for row in [*events(), *export.claims(samples.KNOWLEDGE)]:
        text = samples.article(str(row["article"])).text
        evidence = row["evidence"]
        assert isinstance(evidence, list)
        assert evidence
        assert [text[e["start"] : e["end"]] for e in evidence] == [e["quote"] for e in evidence]


def test_rows_stand_by_article_and_place() -> None:
    rows = events()
    assert [r["article"] for r in rows] == sorted(str(r["article"]) for r in rows)
    shuffled = replace(
        samples.KNOWLEDGE,
        **{
            name: tuple(reversed(getattr(samples.KNOWLEDGE, name)))
            for name in ("reports", "entities", "events")
        },
    )
    assert export.events(shuffled, load_ontology()) == rows


def test_offices_are_told_once_an_article() -> None:
    twice = replace(
        samples.KNOWLEDGE,
        claims=(*samples.KNOWLEDGE.claims, replace(samples.KNOWLEDGE.claims[0], id="claim/again")),
    )
    rows = export.offices(twice)
    assert rows == export.offices(samples.KNOWLEDGE)
    assert {
        "article": "nairobi.txt",
        "person": "Amina Otieno",
        "title": "President",
        "of": "Kenya",
    } in rows
    assert len(rows) == 4


def test_claims_have_both_ends_and_evidence() -> None:
    rows = export.claims(samples.KNOWLEDGE)
    dispute = next(r for r in rows if r["relation"] == "disputeOver")
    assert dispute["subject"] == {"name": "Ethiopia", "type": "State", "code": "ETH"}
    assert (dispute["issue"], dispute["current"]) == ("territorial-dispute", True)
    assert len(rows) == len(samples.CLAIMS)


PLOVER = [
    ("Summit", "occurred", "CONSULT"),
    ("Summit", "planned", "AGREE"),
    ("Visit", "possible", "AGREE"),
    ("Meeting", "denied", "REJECT"),
    ("Support", "planned", "AGREE"),
    ("Cooperation", "planned", "AGREE"),
    ("Cooperation", "denied", "REJECT"),
    ("Aid", "planned", "AGREE"),
    ("Aid", "denied", "REJECT"),
    ("Agreement", "planned", "AGREE"),
    ("Agreement", "denied", "REJECT"),
    ("Retreat", "planned", "CONCEDE"),
    ("Apology", "planned", "CONCEDE"),
    ("Apology", "denied", "REJECT"),
    ("Sanction", "planned", "THREATEN"),
    ("Assault", "possible", "THREATEN"),
    ("Mobilization", "planned", "MOBILIZE"),
    ("Assault", "denied", None),
    ("Request", "ongoing", "REQUEST"),
    ("WeaponsTest", "occurred", "MOBILIZE"),
    ("Ruling", "occurred", None),
    ("Tribute", "planned", None),
    ("Incident", "denied", None),
]


@pytest.mark.parametrize(
    ("type_", "status", "code"), PLOVER, ids=[f"{t} {s}" for t, s, _ in PLOVER]
)
def test_plovers_folding(type_: str, status: str, code: str | None) -> None:
    assert export.plover(type_, status, load_ontology()) == code


def test_an_exercise_of_several_states_is_cooperation() -> None:
    threat = samples.THREAT
    alone = replace(threat, type="MilitaryExercise", status="occurred")
    both = replace(
        alone, participants=tuple(replace(p, role=Role.ACTOR) for p in alone.participants)
    )

    def code(report: object) -> object:
        knowledge = replace(samples.KNOWLEDGE, reports=(report,))
        return export.events(knowledge, load_ontology())[0]["plover"]

    assert code(alone) == "MOBILIZE"
    assert code(both) == "COOPERATE"
    assert code(replace(both, status="planned")) == "AGREE"


def test_every_event_class_folds_to_a_code_of_plover_or_none() -> None:
    ontology = load_ontology()
    codes = {c.plover for c in ontology.event_classes.values()}
    for type_ in ontology.event_classes:
        for status in ("occurred", "ongoing", "planned", "possible", "denied"):
            assert export.plover(type_, status, ontology) in codes


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(OntologyError, match="Picnic"):
        export.plover("Picnic", "occurred", load_ontology())


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(InputError, match="events, offices, claims"):
        export.table("people", samples.KNOWLEDGE, load_ontology())


def test_jsonl_reads_back() -> None:
    rows = events()
    text = export.to_jsonl(rows)
    assert [json.loads(line) for line in text.removesuffix("\n").split("\n")] == rows
    assert "Lúcia" in text


@pytest.mark.parametrize("kind", list(export.FIELDS))
def test_csv_has_one_line_a_row_and_a_heading_when_empty(kind: str) -> None:
    rows = export.table(kind, samples.KNOWLEDGE, load_ontology())
    read = list(csv.reader(io.StringIO(export.to_csv(rows, kind=kind))))
    assert len(read) == len(rows) + 1
    assert {len(cells) for cells in read} == {len(read[0])}
    assert export.to_csv([], kind=kind).splitlines() == [",".join(read[0])]


def test_csv_cells_are_flat() -> None:
    text = export.to_csv([row_of("Visit", "nairobi.txt"), row_of("Sanction", "brasilia.txt")])
    visit, sanction = csv.DictReader(io.StringIO(text))
    assert (visit["event_reading"], visit["event_sources"]) == ("0.75", "1")
    assert (sanction["certainty"], sanction["event_certainty"]) == ("0.132", "0.132")
    assert (visit["actors"], visit["actors_code"]) == ("Dawit Bekele", "ETH")
    assert (visit["start"], visit["end"], visit["place"]) == ("2031-04-01", "2031-04-30", "Mombasa")
    assert visit["types"] == "Visit | Consultation | Event"
    assert (sanction["start"], sanction["place"], sanction["topics"]) == ("", "", "Trade")
    assert sanction["evidence"].startswith("Brazil may impose")


@given(st.permutations(samples.KNOWLEDGE.reports))
def test_the_order_of_the_reports_does_not_matter(reports: list[object]) -> None:
    knowledge: Knowledge = replace(samples.KNOWLEDGE, reports=tuple(reports))
    assert export.events(knowledge, load_ontology()) == events()


def test_who_is_not_named_is_called_as_the_article_calls_them() -> None:
    """A person whom the table of office-holders knows, but whose name the article does not have."""
    visit = next(r for r in samples.KNOWLEDGE.reports if r.type == "Visit")
    told = samples.sentences_of(samples.article("nairobi.txt"))[3]
    people = {p.entity for p in visit.participants if p.entity.startswith("person/")}
    renamed = tuple(
        replace(e, name="Nobody Named", aliases=()) if e.id in people else e
        for e in samples.KNOWLEDGE.entities
    )
    span = replace(told.span, end=told.span.start + len(told.text.split(",")[0].split(".")[0]))
    moved = replace(
        visit,
        participants=tuple(
            replace(p, span=span) if p.entity in people else p for p in visit.participants
        ),
    )
    reports = tuple(moved if r is visit else r for r in samples.KNOWLEDGE.reports)
    knowledge = replace(samples.KNOWLEDGE, entities=renamed, reports=reports)
    rows = export.events(knowledge, load_ontology())
    row = next(r for r in rows if r["type"] == "Visit" and r["article"] == "nairobi.txt")
    actors = row["actors"]
    assert isinstance(actors, list)
    assert actors[0]["name"] in told.text
    assert actors[0]["name"] != "Nobody Named"
