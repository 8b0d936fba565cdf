"""The network: every fact an edge of its own, with sign, direction and sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

import pytest

from comity.errors import AnalysisError
from comity.model import (
    Claim,
    Entity,
    Event,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Span,
    Status,
    When,
)
from comity.network import STANDING, to_network, verb

PARENTS = {
    "Consultation": "Event", "Meeting": "Consultation", "Summit": "Meeting", "Visit": "Consultation",
    "Accusation": "Event", "Mobilization": "Event", "MilitaryExercise": "Mobilization", "Cooperation": "Event",
    "Statement": "Event", "Conference": "Consultation", "TeaCeremony": "Meeting", "Eclipse": "Event",
}  # fmt: skip
SIGNS = {
    "Accusation": (-1, -3),
    "Mobilization": (-1, -7),
    "MilitaryExercise": (-1, -5),
    "Statement": (0, 0),
    "Eclipse": (0, 0),
}


@dataclass(frozen=True)
class Ontology:
    """The part of the ontology that the network reads."""

    event_classes: dict[str, SimpleNamespace]
    issues: dict[str, SimpleNamespace]

    def ancestors(self, name: str) -> tuple[str, ...]:
        """As the real one: itself first, `Event` last."""
        return (name,) if name == "Event" else (name, *self.ancestors(PARENTS[name]))


ONTOLOGY = Ontology(
    {
        n: SimpleNamespace(label=n, sign=SIGNS.get(n, (1, 2))[0], weight=SIGNS.get(n, (1, 2))[1])
        for n in PARENTS
    },
    {"issue/trade": SimpleNamespace(label="Trade")},
)
PEOPLE = ("person/ann", "person/bo", "person/cy")
ENTITIES = (
    *(Entity(name, "Person", name[7:].title(), ("The " + name[7:],)) for name in PEOPLE),
    Entity("place/port", "Place", "Port"),
    Entity("state/ald", "State", "Aldmark", (), "ALD"),
    Entity("treaty/salt", "Treaty", "Salt Treaty"),
)
DAY = When(date(2041, 5, 7), date(2041, 5, 7), Precision.DAY, "Sunday")


def _knowledge(
    *events: Event, reports: tuple[Report, ...] = (), claims: tuple[Claim, ...] = ()
) -> Knowledge:
    return Knowledge((), ENTITIES, (), reports, claims, events)


def _event(
    type_: str,
    actors: str,
    recipients: str = "",
    *,
    status: Status = Status.OCCURRED,
    name: str = "event/1",
) -> Event:
    people = {
        "a": "person/ann",
        "b": "person/bo",
        "c": "person/cy",
        "s": "state/ald",
        "p": "place/port",
    }
    return Event(
        name, type_, f"{type_} {actors}", tuple(people[x] for x in actors), tuple(people[x] for x in recipients),
        "place/port", DAY, status, ("issue/trade",), ("report/1",),
    )  # fmt: skip


def _relations(event: Event) -> list[tuple[str, str, str, int, bool]]:
    net = to_network(_knowledge(event), ONTOLOGY)
    found = [(u, v, d) for u, v, d in net.edges(data=True) if d["kind"] == "relation"]
    return [
        (u.split("/")[1][0], v.split("/")[1][0], d["label"], d["sign"], d["mutual"])
        for u, v, d in found
    ]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(
            _event("Meeting", "ab"),
            [("a", "b", "met", 1, True)],
            id="those who meet meet each other",
        ),
        pytest.param(
            _event("Meeting", "b", "a"),
            [("a", "b", "met", 1, True)],
            id="a meeting has no direction",
        ),
        pytest.param(
            _event("Meeting", "ab", "ab"),
            [("a", "b", "met", 1, True)],
            id="once a pair, and no loop",
        ),
        pytest.param(
            _event("Summit", "abc"),
            [(x, y, "held a summit with", 1, True) for x, y in ("ab", "ac", "bc")],
            id="three at a summit",
        ),
        pytest.param(
            _event("Visit", "a", "s"),
            [("a", "a", "visited", 1, False)],
            id="a visit has a direction",
        ),
        pytest.param(
            _event("Visit", "ab", "s"),
            [("a", "a", "visited", 1, False), ("b", "a", "visited", 1, False)],
            id="two visitors",
        ),
        pytest.param(
            _event("Accusation", "b", "a"),
            [("b", "a", "criticised", -1, False)],
            id="conflict keeps its direction",
        ),
        pytest.param(_event("Accusation", "ab"), [], id="fellow accusers do not accuse each other"),
        pytest.param(
            _event("MilitaryExercise", "ab"),
            [("a", "b", "held an exercise with", 1, True)],
            id="a joint exercise cooperates",
        ),
        pytest.param(
            _event("MilitaryExercise", "a", "b"),
            [("a", "b", "held an exercise with", -1, True)],
            id="one against another does not",
        ),
        pytest.param(_event("Statement", "a"), [], id="alone"),
        pytest.param(
            _event("TeaCeremony", "ab"),
            [("a", "b", "met", 1, True)],
            id="a new class takes its superclass's verb",
        ),
    ],
)
def test_who_did_what_to_whom(
    event: Event, expected: list[tuple[str, str, str, int, bool]]
) -> None:
    assert _relations(event) == expected


@pytest.mark.parametrize(
    ("type_", "status", "expected"),
    [
        ("Meeting", Status.OCCURRED, "met"),
        ("Meeting", Status.PLANNED, "is to meet"),
        ("Meeting", Status.POSSIBLE, "may meet"),
        ("Meeting", Status.DENIED, "does not meet"),
        ("Meeting", Status.ONGOING, "continues to meet"),
        ("Eclipse", Status.OCCURRED, "eclipse"),
        ("Eclipse", Status.PLANNED, "eclipse (planned)"),
    ],
)
def test_a_plan_never_reads_like_a_fact(type_: str, status: Status, expected: str) -> None:
    assert verb(type_, status, ONTOLOGY) == expected


def test_an_event_is_a_node_with_its_participants_issue_and_place() -> None:
    net = to_network(_knowledge(_event("Visit", "a", "s")), ONTOLOGY)
    node = net.nodes["event/1"]
    assert (node["kind"], node["type"], node["place"], node["when"], node["sign"], node["weight"]) == (
        "Event", "Visit", "place/port", DAY, 1, 2.0,
    )  # fmt: skip
    assert {
        (u, v, k, d["kind"])
        for u, v, k, d in net.edges(keys=True, data=True)
        if d["kind"] != "relation"
    } == {
        ("person/ann", "event/1", "event/1#actor", "actor"),
        ("state/ald", "event/1", "event/1#recipient", "recipient"),
        ("event/1", "issue/trade", "event/1#about", "about"),
    }
    assert net.nodes["person/ann"]["names"] == ("Ann", "The ann")
    assert net.nodes["issue/trade"]["label"] == "Trade"


def test_places_and_treaties_are_nodes_only_where_they_act() -> None:
    assert "place/port" not in to_network(_knowledge(_event("Statement", "a")), ONTOLOGY)
    net = to_network(_knowledge(_event("Statement", "p")), ONTOLOGY)
    assert net.nodes["place/port"]["kind"] == "Place"
    assert "treaty/salt" not in net
    assert net.degree("person/cy") == 0


def test_a_crowd_is_tied_by_its_event_alone() -> None:
    crowd = tuple(Entity(f"person/{n}", "Person", str(n)) for n in range(9))
    event = replace(_event("Conference", ""), actors=tuple(e.id for e in crowd))
    net = to_network(Knowledge((), crowd, (), (), (), (event,)), ONTOLOGY)
    kinds = [d["kind"] for _, _, d in net.edges(data=True)]
    assert kinds.count("actor") == 9
    assert "relation" not in kinds


def _report(name: str, sentence: str, *members: str) -> Report:
    people = tuple(Participant(m, Role.ACTOR, Span(0, 1)) for m in members)
    return Report(
        name, "article/1", "Meeting", people, None, None, Status.OCCURRED, (), None, (sentence,), "r", Span(0, 1), "m", 0.9
    )  # fmt: skip


def test_an_edge_leads_to_the_sentences_that_name_both_ends() -> None:
    reports = (
        _report("report/1", "sentence/1", "person/ann", "person/bo"),
        _report("report/2", "sentence/2", "person/cy"),
    )
    event = replace(_event("Meeting", "abc"), reports=("report/1", "report/2"))
    net = to_network(_knowledge(event, reports=reports), ONTOLOGY)
    assert net.edges["person/ann", "person/bo", "event/1"]["sentences"] == ("sentence/1",)
    assert net.edges["person/cy", "event/1", "event/1#actor"]["sentences"] == ("sentence/2",)
    assert net.edges["person/ann", "person/cy", "event/1"]["sentences"] == (
        "sentence/1",
        "sentence/2",
    )


def _claim(name: str, relation: str, subject: str, object_: str, *, current: bool = True) -> Claim:
    return Claim(
        name,
        "article/1",
        relation,
        subject,
        object_,
        "Queen",
        None,
        current,
        ("sentence/1",),
        "r",
        0.9,
    )


def test_claims_are_edges_under_their_own_ids_and_stay_parallel() -> None:
    claims = (
        _claim("claim/1", "holdsOffice", "person/ann", "state/ald"),
        _claim("claim/2", "holdsOffice", "person/ann", "state/ald", current=False),
        _claim("claim/3", "allyOf", "person/bo", "person/cy"),
        _claim("claim/4", "disputeOver", "person/bo", "person/cy"),
    )
    net = to_network(_knowledge(claims=claims), ONTOLOGY)
    assert net["person/ann"]["state/ald"]["claim/1"]["label"] == "Queen of"
    assert net["person/ann"]["state/ald"]["claim/2"]["label"] == "former Queen of"
    assert [d["sign"] for d in net["person/bo"]["person/cy"].values()] == [1, -1]
    assert all(
        d["claim"] == d["fact"] == key and d["event"] is None
        for _, _, key, d in net.edges(keys=True, data=True)
    )
    assert set(STANDING) == {"allyOf", "disputeOver", "holdsOffice"}


def test_order_of_the_input_does_not_matter() -> None:
    events = (_event("Meeting", "ab"), _event("Visit", "c", "s", name="event/2"))
    one, other = (to_network(_knowledge(*order), ONTOLOGY) for order in (events, events[::-1]))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_empty_knowledge_gives_an_empty_network() -> None:
    assert len(to_network(Knowledge((), (), (), (), (), ()), ONTOLOGY)) == 0


@pytest.mark.parametrize(
    ("event", "message"),
    [
        pytest.param(
            replace(_event("Meeting", "a"), actors=("person/nobody",)), "person/nobody", id="entity"
        ),
        pytest.param(replace(_event("Meeting", "a"), type="Wedding"), "Wedding", id="class"),
        pytest.param(
            replace(_event("Meeting", "a"), topics=("issue/none",)), "issue/none", id="issue"
        ),
    ],
)
def test_what_is_not_known_is_named(event: Event, message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        to_network(_knowledge(event), ONTOLOGY)
