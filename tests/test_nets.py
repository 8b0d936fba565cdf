"""The networks by name: what a node, an edge, a weight and a sign is, and that every edge leads to its events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import networkx as nx
import pytest

from analysis.world import days, event, knowledge, seeds
from comity.errors import AnalysisError
from comity.knowledge.ontology import load_ontology
from comity.model import Event, Knowledge, Status, Trust
from comity.nets import DONE, NETWORKS, PLANS, Choice, chosen, deeds_between
from comity.nets.choice import DEFAULT

ONTOLOGY = load_ontology()


def edges(name: str, *events: Event, choice: Choice = DEFAULT) -> list[tuple[str, str, str, int]]:
    net = NETWORKS[name](knowledge(*events), ONTOLOGY, choice)
    return [(u[-3:], v[-3:], d["kind"], d["sign"]) for u, v, d in net.edges(data=True)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(event("1", "Meeting", "ab"), [("ann", "/bo", "met", 1)], id="met"),
        pytest.param(event("1", "Visit", "ab", "A"), [], id="a state is no leader"),
        pytest.param(event("1", "Statement", "b", "a"), [("/bo", "ann", "spoke about", 0)], id="spoke about"),
        pytest.param(event("1", "Agreement", "ba"), [("ann", "/bo", "agreed with", 1)], id="agreed with"),
        pytest.param(event("1", "Accusation", "b", "a"), [("/bo", "ann", "criticised", -1)], id="criticised"),
        pytest.param(event("1", "Accusation", "ab"), [], id="accused together"),
        pytest.param(event("1", "Coercion", "a", "b"), [("ann", "/bo", "acted against", -1)], id="acted against"),
        pytest.param(event("1", "Tribute", "a", "b"), [("ann", "/bo", "spoke about", 1)], id="a courtesy takes no side"),
        pytest.param(event("1", "Request", "a", "b"), [("ann", "/bo", "spoke about", 0)], id="a request takes no side"),
        pytest.param(event("1", "Retreat", "a", "b"), [("ann", "/bo", "acted for", 1)], id="acted for"),
    ],
)  # fmt: skip
def test_leaders(given: Event, expected: list[tuple[str, str, str, int]]) -> None:
    assert edges("leaders", given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(event("1", "Accusation", "a", "B"), [("aaa", "bbb", "Accusation", -1)], id="a person stands for the state"),
        pytest.param(event("1", "Meeting", "ad"), [], id="within one state"),
        pytest.param(event("1", "Meeting", "adAb"), [("aaa", "bbb", "Meeting", 1)], id="several of one state are one"),
        pytest.param(event("1", "Meeting", "aU"), [], id="a body of no state"),
        pytest.param(event("1", "Threat", "c", "B"), [("ccc", "bbb", "Threat", -1)], id="a state that acts through its own alone"),
        pytest.param(event("1", "Sanction", "AB"), [("aaa", "bbb", "Sanction", -1)], id="sanctions on each other"),
        pytest.param(event("1", "Sanction", "AB", "c"), [("aaa", "ccc", "Sanction", -1), ("bbb", "ccc", "Sanction", -1)], id="sanctions on a third"),
        pytest.param(event("1", "Sanction", "ABc"), [], id="three sanction nobody knows whom"),
        pytest.param(event("1", "Accusation", "AB"), [], id="an accusation may be of a third"),
        pytest.param(event("1", "Sanction", "AB", "U"), [], id="sanctions on a body of no state"),
    ],
)  # fmt: skip
def test_states(given: Event, expected: list[tuple[str, str, str, int]]) -> None:
    assert edges("states", given) == expected


def test_sanctions_on_each_other_are_mutual() -> None:
    net = NETWORKS["states"](knowledge(event("1", "Sanction", "BA")), ONTOLOGY)
    (deed,) = deeds_between(net, "state/bbb", "state/aaa")
    assert (deed.source, deed.target, deed.mutual, deed.weight) == (
        "state/aaa", "state/bbb", True, -6.0,
    )  # fmt: skip


def test_actors_and_their_events() -> None:
    assert edges("actors-events", event("1", "Accusation", "ab", "A")) == [
        ("ann", "t/1", "actor", 0), ("/bo", "t/1", "actor", 0), ("aaa", "t/1", "recipient", 0),
    ]  # fmt: skip


def test_actors_act_on_issues_and_recipients_do_not() -> None:
    found = edges("actors-issues", event("1", "Accusation", "a", "B", topics=("trade", "space")))
    assert found == [("ann", "ace", "Accusation", -1), ("ann", "ade", "Accusation", -1)]


def test_issues_occur_together() -> None:
    given = [event(n, "Statement", "a", topics=("trade", "space", "oil")) for n in "12"]
    found = edges("cooccurrence", *given)
    assert [f[:2] for f in found] == [("oil", "ace")] * 2 + [("oil", "ade")] * 2 + [
        ("ace", "ade")
    ] * 2


def test_the_sequence_knows_only_what_is_surely_next() -> None:
    given = [
        event("1", "Meeting", "ab", when=days("2024-01-01")),
        event("2", "Meeting", "a", when=days("2024-01-05")),
        event("3", "Meeting", "a", when=days("2024-01-05", "2024-01-31")),
        event("4", "Meeting", "a", when=days("2024-01-20")),
        event("5", "Meeting", "b", when=days("2024-02-01")),
        event("6", "Meeting", "b"),
    ]
    net = NETWORKS["sequence"](knowledge(*given), ONTOLOGY)
    found = [(u[-1], v[-1], k[-1], d["weight"]) for u, v, k, d in net.edges(keys=True, data=True)]
    # 4 begins after the end of 2 but not of 3; 2 and 3 may both be next after 1
    assert found == [
        ("1", "2", "n", 4.0), ("1", "3", "n", 4.0), ("1", "5", "o", 31.0), ("2", "4", "n", 15.0),
    ]  # fmt: skip
    assert net.edges["event/1", "event/2", "person/ann"]["events"] == ("event/1", "event/2")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param(Choice(), "125", id="what was done"),
        pytest.param(Choice(statuses=PLANS), "3", id="plans"),
        pytest.param(Choice(statuses=DONE | PLANS), "1235", id="both"),
        pytest.param(Choice(statuses=frozenset(Status)), "12345", id="all"),
        pytest.param(Choice(first=date(2024, 1, 2)), "2", id="from"),
        pytest.param(Choice(last=date(2024, 1, 1)), "1", id="to"),
        pytest.param(Choice(first=date(2024, 1, 1), last=date(2024, 3, 20)), "12", id="the ends are in"),
        pytest.param(Choice(certainty=0.5), "2", id="least certainty"),
        pytest.param(Choice(reading=0.85), "1", id="least reading"),
        pytest.param(Choice(sources=2), "2", id="least number of sources"),
    ],
)  # fmt: skip
def test_a_choice(choice: Choice, expected: str) -> None:
    given = [
        event("1", "Meeting", "ab", when=days("2024-01-01"), trust=Trust(0.9, 0.4, 1)),
        event("2", "Meeting", "ab", when=days("2024-03-20"), trust=Trust(0.8, 0.5, 2)),
        event("3", "Meeting", "ab", status=Status.PLANNED),
        event("4", "Meeting", "ab", status=Status.DENIED),
        event("5", "Meeting", "ab", status=Status.ONGOING),
    ]
    assert "".join(e.id[-1] for e in chosen(knowledge(*given), choice)) == expected
    assert len(edges("leaders", *given, choice=choice)) == len(expected)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(first=date(2024, 2, 1), last=date(2024, 1, 1)), "2024-02-01"),
        (Choice(statuses=frozenset()), "status"),
    ],
)
def test_a_choice_that_cannot_be(choice: Choice, message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        chosen(knowledge(), choice)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_edge_leads_to_its_events_whatever_the_order(name: str) -> None:
    known = seeds()
    net = NETWORKS[name](known, ONTOLOGY)
    ids = {e.id: e for e in known.events}
    assert net.number_of_edges()
    for _, _, data in net.edges(data=True):
        assert data["events"]
        assert data["fact"] == data["event"] == data["events"][0]
        assert set(data["reports"]) == {r for e in data["events"] for r in ids[e].reports}
        assert {"kind", "label", "status", "sign", "weight", "mutual", "issues"} <= data.keys()
    turned = Knowledge(
        known.citations, known.entities[::-1], known.sentences, known.reports[::-1], known.claims, known.events[::-1],
        known.issues,
    )  # fmt: skip
    again = NETWORKS[name](turned, ONTOLOGY)
    assert list(again.edges(keys=True, data=True)) == list(net.edges(keys=True, data=True))
    assert list(again.nodes(data=True)) == list(net.nodes(data=True))


@pytest.mark.parametrize("name", NETWORKS)
def test_nothing_known_gives_an_empty_network(name: str) -> None:
    assert len(NETWORKS[name](knowledge(), ONTOLOGY)) == 0


def test_what_is_not_known_is_named() -> None:
    given = knowledge(event("1", "Meeting", "ab"))
    nobody = Knowledge((), given.entities[:2], (), (), (), given.events)
    for name in ("leaders", "states", "actors-events"):
        with pytest.raises(AnalysisError, match="person/bo"):
            NETWORKS[name](nobody, ONTOLOGY)
    strange = knowledge(event("1", "Meeting", "ab", topics=("none", "other")))
    for name in ("actors-issues", "cooccurrence"):
        with pytest.raises(AnalysisError, match="issue/none"):
            NETWORKS[name](strange, ONTOLOGY)


@pytest.mark.parametrize(
    ("make", "one", "other", "message"),
    [
        (lambda: NETWORKS["leaders"](seeds(), ONTOLOGY), "person/fumio-kishida", "person/x", "person/x"),
        (lambda: NETWORKS["leaders"](seeds(), ONTOLOGY), "person/fumio-kishida", "person/fumio-kishida", "one node"),
        (lambda: nx.MultiDiGraph([("a", "b")]), "a", "b", "deeds"),
    ],
)  # fmt: skip
def test_deeds_between_two_nodes_of_deeds(
    make: Callable[[], nx.MultiDiGraph], one: str, other: str, message: str
) -> None:
    with pytest.raises(AnalysisError, match=message):
        deeds_between(make(), one, other)


def test_the_strongest_pair_of_leaders_of_the_seeds() -> None:
    net = NETWORKS["leaders"](seeds(), ONTOLOGY)
    pairs: dict[tuple[str, ...], int] = {}
    for one, other in net.edges():
        pairs[tuple(sorted((one, other)))] = pairs.get(tuple(sorted((one, other))), 0) + 1
    assert max(pairs, key=lambda p: pairs[p]) == ("person/fumio-kishida", "person/yoon-suk-yeol")
