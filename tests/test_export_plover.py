"""The PLOVER view: tables of report -> row, built by hand on invented sentences."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

import samples
from comity import export
from comity.knowledge.ontology import load_ontology
from comity.knowledge.plover import load_plover
from comity.model import (
    Entity,
    Event,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    When,
    to_article,
)

ENTITIES = {
    e.id: e
    for e in (
        Entity("state/ken", "State", "Kenya", (), "KEN", "Q114"),
        Entity("state/per", "State", "Peru", (), "PER"),
        Entity("person/a", "Person", "Amina Otieno", (), "KEN"),
        Entity("person/b", "Person", "Luis Rojas", (), "PER"),
        Entity("person/c", "Person", "Jon Doe"),
        Entity("group/rebels", "Group", "rebels"),
        Entity("group/students", "Group", "students"),
        Entity("group/peruvian-farmers", "Group", "Peruvian farmers"),
        Entity("body/court", "GovernmentBody", "the court"),
        Entity("igo/united-nations", "IntergovernmentalOrganization", "UN", (), "IGO"),
        Entity("place/lima", "Place", "Lima"),
    )
}


def knowledge(
    text: str,
    type_: str,
    trigger: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...] = (),
    *,
    status: Status = Status.OCCURRED,
    word: str | None = None,
    place: str | None = None,
    source: str | None = None,
    noun: bool = False,
) -> Knowledge:
    """One report in one sentence; actors and recipients are "entity=the words that name it"."""
    article = to_article(text, name="a.txt", published=date(2031, 3, 13))

    def span(words: str) -> Span:
        found = re.search(re.escape(words), text)
        assert found is not None
        return Span(found.start(), found.end())

    def participant(told: str, role: Role) -> Participant:
        entity, _, words = told.partition("=")
        return Participant(entity, role, span(words))

    sentence = Sentence("sentence/1", article.id, 0, Span(0, len(text)), text)
    day = When(date(2031, 3, 12), date(2031, 3, 12), Precision.DAY, "Wednesday")
    report = Report(
        id="report/1",
        article=article.id,
        type=type_,
        participants=(
            *(participant(a, Role.ACTOR) for a in actors),
            *(participant(r, Role.RECIPIENT) for r in recipients),
        ),
        place=place,
        when=day,
        status=status,
        topics=(),
        source=source,
        sentences=(sentence.id,),
        rule=f"{'noun' if noun else 'verb'}:{type_}:{word or trigger}",
        trigger=span(trigger),
        trigger_text=trigger,
        confidence=0.9,
    )
    event = Event(
        "event/1", type_, "", report.of_role(Role.ACTOR), (), place, day, status, (), (report.id,)
    )
    return Knowledge(
        (article.citation,), tuple(ENTITIES.values()), (sentence,), (report,), (), (event,)
    )


def row(*given: object, **more: object) -> export.Row | None:
    rows = export.plover_events(knowledge(*given, **more), load_ontology())  # type: ignore[arg-type] # the table's columns
    return rows[0] if rows else None


def codes(found: export.Row | None) -> tuple[object, ...] | None:
    """The type and the codes of both sides."""
    if found is None:
        return None
    sides = ([a["code"] for a in found[side]] for side in ("actors", "recipients"))  # type: ignore[attr-defined] # lists of records
    return (found["plover"], *map(tuple, sides))


MET = "Otieno met Rojas in Lima on Wednesday."
FOLDED = [
    pytest.param(
        (MET, "Meeting", "met", ("person/a=Otieno", "person/b=Rojas")), {},
        ("CONSULT", ("KEN",), ("PER",)), id="whom the subject meets is the recipient",
    ),
    pytest.param(
        ("Kenya and Peru met.", "Meeting", "met", ("state/ken=Kenya", "state/per=Peru")), {},
        ("CONSULT", ("KEN", "PER"), ()), id="those who meet each other are all actors",
    ),
    pytest.param(
        ("Otieno will meet Rojas.", "Meeting", "meet", ("person/a=Otieno", "person/b=Rojas")),
        {"status": Status.PLANNED}, ("AGREE", ("KEN",), ("PER",)), id="a meeting to come",
    ),
    pytest.param(
        ("Otieno called off a meeting with Rojas.", "Meeting", "meeting", ("person/a=Otieno", "person/b=Rojas")),
        {"status": Status.DENIED}, ("REJECT", ("KEN", "PER"), ()), id="a cancelled meeting",
    ),
    pytest.param(
        ("Kenya signed a treaty with Peru.", "Agreement", "signed", ("state/ken=Kenya", "state/per=Peru")),
        {"word": "sign"}, ("SUPPORT", ("KEN",), ("PER",)), id="a treaty signed",
    ),
    pytest.param(
        ("Kenya will sign a treaty with Peru.", "Agreement", "sign", ("state/ken=Kenya", "state/per=Peru")),
        {"status": Status.PLANNED}, ("AGREE", ("KEN",), ("PER",)), id="a treaty to be signed",
    ),
    pytest.param(
        ("Kenya will impose sanctions on Peru.", "Sanction", "sanctions", ("state/ken=Kenya",), ("state/per=Peru",)),
        {"status": Status.PLANNED}, ("THREATEN", ("KEN",), ("PER",)), id="sanctions to come",
    ),
    pytest.param(
        ("Otieno resigned.", "Appointment", "resigned", ("person/a=Otieno",)), {"word": "resign"},
        ("RETREAT", ("KEN",), ()), id="a resignation",
    ),
    pytest.param(
        ("Otieno named Doe.", "Appointment", "named", ("person/a=Otieno",)), {"word": "name"},
        None, id="an appointment has no type",
    ),
    pytest.param(
        ("Kenya aided.", "Aid", "aided", ("state/ken=Kenya",)), {}, None, id="aid to nobody",
    ),
    pytest.param(
        ("Kenya was attacked.", "Assault", "attacked", (), ("state/ken=Kenya",)), {}, None, id="nobody acts",
    ),
    pytest.param(
        ("Peru said Kenya may attack Peru.", "Assault", "attack", ("state/ken=Kenya",), ("state/per=Peru",)),
        {"status": Status.POSSIBLE, "source": "state/per"}, None, id="what another thinks possible",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "more", "expected"), FOLDED)
def test_types_and_sides(
    given: tuple[object, ...], more: dict[str, object], expected: object
) -> None:
    assert codes(row(*given, **more)) == expected


COUNTRIES = [
    pytest.param(
        ("Peruvian farmers accused Kenya.", "Accusation", "accused", ("group/peruvian-farmers=Peruvian farmers",), ("state/ken=Kenya",)),
        {}, ("ACCUSE", ("PER",), ("KEN",)), id="the adjective of the phrase",
    ),
    pytest.param(
        ("The rebels in Peru accused Kenya.", "Accusation", "accused", ("group/rebels=The rebels",), ("state/ken=Kenya",)),
        {}, ("ACCUSE", ("PER",), ("KEN",)), id="in a state",
    ),
    pytest.param(
        ("The students throughout Peru rallied.", "Protest", "rallied", ("group/students=The students",)),
        {}, ("PROTEST", ("PER",), ("PER",)), id="throughout a state, against nobody named",
    ),
    pytest.param(
        ("The students rallied in Lima.", "Protest", "rallied", ("group/students=The students",)),
        {"place": "place/lima"}, ("PROTEST", ("PER",), ("PER",)), id="a protest where it happens",
    ),
    pytest.param(
        ("Kenya arrested the students.", "Coercion", "arrested", ("state/ken=Kenya",), ("group/students=the students",)),
        {}, ("COERCE", ("KEN",), ("KEN",)), id="a government and its own people",
    ),
    pytest.param(
        ("Peruvian trade minister Jon Doe praised Kenya.", "Support", "praised", ("person/c=Jon Doe",), ("state/ken=Kenya",)),
        {}, ("SUPPORT", ("PER",), ("KEN",)), id="nationality before a title",
    ),
    pytest.param(
        ("The rebels accused the UN.", "Accusation", "accused", ("group/rebels=The rebels",), ("igo/united-nations=the UN",)),
        {}, ("ACCUSE", (None,), ("IGO",)), id="a group of no state",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "more", "expected"), COUNTRIES)
def test_countries(given: tuple[object, ...], more: dict[str, object], expected: object) -> None:
    assert codes(row(*given, **more)) == expected


def test_a_row_in_full() -> None:
    found = row(MET, "Meeting", "met", ("person/a=Otieno", "person/b=Rojas"), place="place/lima")
    assert found == {
        "id": "report/1",
        "article": "a.txt",
        "plover": "CONSULT",
        "cameo": "040",
        "actors": [{"name": "Amina Otieno", "type": "Person", "code": "KEN"}],
        "recipients": [{"name": "Luis Rojas", "type": "Person", "code": "PER"}],
        "has_event": True,
        "event": ["CONSULT"],
        "mode": None,
        "context": [],
        "quad_code": 1,
        "event_scale": 2.5,
        "actor": [
            {
                "code": "KEN",
                "sector": None,
                "entity_text": "Otieno",
                "identifier_id": None,
                "identifier_text": "Amina Otieno",
            }
        ],
        "recipient": [
            {
                "code": "PER",
                "sector": None,
                "entity_text": "Rojas",
                "identifier_id": None,
                "identifier_text": "Luis Rojas",
            }
        ],
        "date": "2031-03-12",
        "enddate": "2031-03-12",
        "event_loc": {"extracted_place": "Lima", "resolved_place": "Lima", "country_code": "PER"},
        "event_text": "met",
        "text": MET,
        "text_info": {"sequence": 0, "start": 0, "end": len(MET)},
        "cite_info": {
            "title": None,
            "publication": None,
            "url": None,
            "language": "en",
            "coder": "comity",
            "codebook": "PLOVER",
            "version": "2.0 draft",
        },
        "comment": None,
    }


@pytest.mark.parametrize(
    ("type_", "word", "status", "mode", "scale"),
    [
        ("Visit", "visit", Status.OCCURRED, "visit", 4.0),
        ("Call", "phone", Status.OCCURRED, "phone", 1.5),
        ("Accusation", "condemn", Status.OCCURRED, "disapprove", -2.0),
        ("Appointment", "resign", Status.OCCURRED, "resign", 6.5),
        ("Assault", "attack", Status.PLANNED, "violence", -3.5),
        ("Assault", "bomb", Status.OCCURRED, "explosives", -9.0),
        ("Sanction", "expel", Status.OCCURRED, "expel", -6.0),
    ],
)
def test_modes(type_: str, word: str, status: Status, mode: str, scale: float) -> None:
    found = row(
        f"Otieno {word} Peru.",
        type_,
        word,
        ("person/a=Otieno",),
        ("state/per=Peru",),
        status=status,
    )
    assert found is not None
    assert (found["mode"], found["event_scale"]) == (mode, scale)


@pytest.mark.parametrize(
    ("words", "sector"),
    [("Kenyan rebels", "REB"), ("Peru's supreme court", "JUD"), ("Jon Doe", None)],
)
def test_sectors(words: str, sector: str | None) -> None:
    found = row(
        f"{words} accused Peru.",
        "Accusation",
        "accused",
        (f"group/rebels={words}",),
        ("state/per=Peru",),
    )
    assert found is not None
    assert found["actor"][0]["sector"] == sector  # type: ignore[index] # a list of records


def test_a_noun_in_passing_gives_way_to_what_the_sentence_tells() -> None:
    told = knowledge(MET, "Meeting", "met", ("person/a=Otieno", "person/b=Rojas"))
    aside = knowledge(
        MET, "Accusation", "Wednesday", ("person/a=Otieno",), ("person/b=Rojas",), noun=True
    )
    alone = export.plover_events(aside, load_ontology())
    assert [r["plover"] for r in alone] == ["ACCUSE"]
    report = aside.reports[0]
    both = Knowledge(
        told.citations,
        told.entities,
        told.sentences,
        (
            *told.reports,
            Report(**{f: getattr(report, f) for f in report.__slots__} | {"id": "report/2"}),
        ),
        (),
        told.events,
    )
    assert [r["plover"] for r in export.plover_events(both, load_ontology())] == ["CONSULT"]


def test_reports_without_a_type_are_left_out_and_the_fields_are_those_of_the_table() -> None:
    rows = export.table("plover", samples.KNOWLEDGE, load_ontology())
    assert 0 < len(rows) < len(samples.KNOWLEDGE.reports)
    assert {tuple(r) for r in rows} == {export.FIELDS["plover"]}
    assert "Statement" not in {r["event_text"] for r in rows}


def test_csv_has_a_column_for_each_part() -> None:
    rows = export.table("plover", samples.KNOWLEDGE, load_ontology())
    read = list(csv.DictReader(io.StringIO(export.to_csv(rows, kind="plover"))))
    assert len(read) == len(rows)
    assert {
        "actors_code",
        "actor_text",
        "actor_sector",
        "extracted_place",
        "text_start",
        "url",
    } <= set(read[0])


def test_every_type_has_a_quad_and_a_scale() -> None:
    types = {c.plover for c in load_ontology().event_classes.values()} - {None}
    assert types <= set(load_plover().quads)
    assert {fold.type for fold in load_plover().folds} <= set(load_plover().quads)
    assert {fold.kind for fold in load_plover().folds} <= set(load_ontology().event_classes)
