"""The knowledge as a network: who has to do with whom, through what, said where.

`to_network` gives a `networkx.MultiDiGraph`. Nodes are model ids:

| node      | `kind`                                     | further attributes                                         |
|-----------|--------------------------------------------|------------------------------------------------------------|
| an actor  | its class (`Person`, `State`, ...)         | `label`, `names` (sorted), `code`                          |
| an event  | `Event`                                    | `label`, `type`, `status`, `place`, `when`, `sign`, `weight` |
| an issue  | `Issue`                                    | `label`                                                    |

Every node has `kind label names code`. Places are attributes of events (`place` is an id), and nodes only where a
text makes one act. Edges are facts; parallel facts stay parallel edges, told apart by their stable key:

| edge               | `kind`                       | key                        | `label`                        |
|--------------------|------------------------------|----------------------------|--------------------------------|
| entity -> event    | `actor`, `recipient`         | event id + `#` + kind      | takes part in, is addressed by |
| event -> issue     | `about`                      | event id + `#about`        | is about                       |
| person -> state    | `holdsOffice`                | claim id                   | the office's title             |
| state -> state     | `allyOf`, `disputeOver`      | claim id                   | is allied with, disputes with  |
| actor -> actor     | `relation`                   | event id                   | the verb of the event's class  |

Every edge has `kind label fact` (the event's or claim's id) `event claim` (that id or None) `sentences` (ids, in
order) `status sign weight mutual`. `sign` is -1, 0 or 1 and `weight` in [-10, 10]: the ontology's for relations, those of
`STANDING` for claims, 0 for the rest. A relation runs from each actor to each recipient; in the classes of `JOINT`, where
those who act do it with each other, also between the actors, and is then `mutual` and runs from the lower id to the higher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from comity.errors import AnalysisError
from comity.knowledge.issues import issues_of
from comity.model import Claim, Entity, Event, Issue, Knowledge, Report, Status

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

JOINT = frozenset(
    {"Meeting", "Conference", "Call", "Negotiation", "Agreement", "Cooperation", "MilitaryExercise"}
)
"""Classes whose actors act with each other (so do those of their subclasses, and `Consultation` itself)."""

CROWD = 8
"""Above this many actors (a conference of twenty) the event's node alone ties them: no pairwise relations."""

STANDING = {"allyOf": (1, 5.0), "disputeOver": (-1, -5.0), "holdsOffice": (0, 0.0)}
"""The sign and weight of a claim's relation, on the scale of the event classes."""

VERBS = {
    "Consultation": ("consulted", "consult"), "Meeting": ("met", "meet"),
    "Summit": ("held a summit with", "hold a summit with"), "Conference": ("conferred with", "confer with"),
    "Visit": ("visited", "visit"), "Call": ("spoke by telephone with", "speak by telephone with"),
    "Negotiation": ("negotiated with", "negotiate with"), "Agreement": ("agreed with", "agree with"),
    "Support": ("expressed support for", "express support for"),
    "Concession": ("made a concession to", "make a concession to"),
    "Offer": ("made an offer to", "make an offer to"),
    "Apology": ("apologised to", "apologise to"), "Cooperation": ("cooperated with", "cooperate with"),
    "Aid": ("gave aid to", "give aid to"), "Retreat": ("gave way to", "give way to"),
    "Request": ("called on", "call on"), "Accusation": ("criticised", "criticise"),
    "Rejection": ("rejected a demand of", "reject a demand of"), "Threat": ("threatened", "threaten"),
    "Protest": ("protested against", "protest against"),
    "Sanction": ("imposed sanctions on", "impose sanctions on"),
    "Mobilization": ("mobilised against", "mobilise against"),
    "WeaponsTest": ("tested weapons against", "test weapons against"),
    "MilitaryExercise": ("held an exercise with", "hold an exercise with"), "Coercion": ("coerced", "coerce"),
    "Assault": ("attacked", "attack"), "Statement": ("spoke to or of", "speak to or of"),
    "Ruling": ("ruled on", "rule on"), "Tribute": ("paid tribute to", "pay tribute to"),
    "Appointment": ("appointed", "appoint"), "Incident": ("had an incident with", "have an incident with"),
}  # fmt: skip
"""Past and bare form of the verb by event class; a class without one takes its nearest superclass's."""

_AUXILIARY = {
    Status.ONGOING: "continues to",
    Status.PLANNED: "is to",
    Status.POSSIBLE: "may",
    Status.DENIED: "does not",
}


def to_network(knowledge: Knowledge, ontology: Ontology) -> nx.MultiDiGraph[str]:
    """The network of `knowledge`; nodes and edges stand in the order of their ids, so equal input gives equal output.

    Entities in no fact are nodes of degree 0. Empty knowledge gives an empty network.

    Raises:
        AnalysisError: an event, report or claim names an entity, event class or issue that is not known.
    """
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(net, knowledge, ontology)
    for edge in sorted(_edges(knowledge, ontology), key=lambda e: (e.source, e.target, e.key)):
        if edge.source not in net or edge.target not in net:
            missing = edge.target if edge.source in net else edge.source
            raise AnalysisError(
                f"{edge.fact} names {missing}, which is not in the graph; rebuild the graph"
            )
        net.add_edge(edge.source, edge.target, key=edge.key, **edge.attributes())
    return net


def verb(type_: str, status: Status, ontology: Ontology) -> str:
    """What an actor does to a recipient, in words that keep a plan apart from a fact.

    The class's own verb, else that of its nearest superclass, else its label.
    """
    for name in ontology.ancestors(type_):
        if name in VERBS:
            past, bare = VERBS[name]
            return past if status is Status.OCCURRED else f"{_AUXILIARY[status]} {bare}"
    label = ontology.event_classes[type_].label.lower()
    return label if status is Status.OCCURRED else f"{label} ({status})"


def claim_label(claim: Claim) -> str:
    """What a standing fact says, between its subject and its object.

    A current office is its title and `of`; one no longer held is preceded by `former`.
    """
    if claim.relation == "holdsOffice":
        title = claim.title or "office-holder"
        return f"{title} of" if claim.current else f"former {title} of"
    return {"allyOf": "is allied with", "disputeOver": "is in dispute with"}.get(
        claim.relation, claim.relation
    )


def joint(type_: str, ontology: Ontology) -> bool:
    """Whether those who act in an event of class `type_` do so with each other."""
    return type_ == "Consultation" or not JOINT.isdisjoint(ontology.ancestors(type_))


def signed(event: Event, ontology: Ontology) -> tuple[int, float]:
    """The sign and weight of an event: its class's, but a joint exercise (no recipient) counts as cooperation, as in PLOVER.

    Raises:
        AnalysisError: the ontology has no such class.
    """
    if event.type not in ontology.event_classes:
        raise AnalysisError(
            f"{event.id} is of class {event.type!r}, which the ontology does not have; rebuild the graph"
        )
    shared = len(set(event.actors)) > 1 and not event.recipients
    together = shared and "MilitaryExercise" in ontology.ancestors(event.type)
    found = ontology.event_classes["Cooperation" if together else event.type]
    return found.sign, float(found.weight)


def pairs(event: Event, ontology: Ontology) -> tuple[tuple[str, str], ...]:
    """Who stands to whom in an event, sorted: each actor to each recipient, never to itself.

    In the classes of `JOINT` the actors also stand to each other, unless they are a `CROWD`, and every pair then has the
    lower id first.
    """
    both = joint(event.type, ontology)
    found = {(a, r) for a in event.actors for r in event.recipients if a != r}
    if both and len(set(event.actors)) <= CROWD:
        found |= set(combinations(sorted(set(event.actors)), 2))
    return tuple(sorted({_sorted(p) if both else p for p in found}))


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    key: str
    kind: str
    label: str
    sentences: tuple[str, ...]
    event: str | None = None
    claim: str | None = None
    status: str = "occurred"
    sign: int = 0
    weight: float = 0.0
    mutual: bool = False

    @property
    def fact(self) -> str:
        return self.event or self.claim or self.key

    def attributes(self) -> dict[str, object]:
        own = (field.name for field in fields(self))
        attributes = {
            name: getattr(self, name) for name in own if name not in {"source", "target", "key"}
        }
        return {**attributes, "fact": self.fact}


def _add_nodes(net: nx.MultiDiGraph[str], knowledge: Knowledge, ontology: Ontology) -> None:
    acting = {x for e in knowledge.events for x in (*e.actors, *e.recipients)}
    acting |= {x for c in knowledge.claims for x in (c.subject, c.object)}
    nodes: dict[str, dict[str, object]] = {
        e.id: _entity(e)
        for e in knowledge.entities
        if e.id in acting or e.type not in {"Place", "Treaty", "Office"}
    }
    for event in knowledge.events:
        nodes[event.id] = _event(event, ontology)
    issues = issues_of(knowledge, ontology.issues)
    for issue in {t for e in knowledge.events for t in e.topics}:
        nodes[issue] = {
            "kind": "Issue",
            "label": _issue(issue, issues),
            "names": (),
            "code": None,
        }
    for name in sorted(nodes):
        net.add_node(name, **nodes[name])


def _entity(entity: Entity) -> dict[str, object]:
    names = tuple(sorted({entity.name, *entity.aliases}))
    return {"kind": entity.type, "label": entity.name, "names": names, "code": entity.code}


def _event(event: Event, ontology: Ontology) -> dict[str, object]:
    sign, weight = signed(event, ontology)
    return {
        "kind": "Event",
        "label": event.label,
        "names": (),
        "code": None,
        "type": event.type,
        "status": str(event.status),
        "place": event.place,
        "when": event.when,
        "sign": sign,
        "weight": weight,
    }


def _issue(name: str, issues: Mapping[str, Issue]) -> str:
    if name not in issues:
        raise AnalysisError(
            f"the topic {name} is an issue neither of the ontology nor of the graph; rebuild the graph"
        )
    label: str = issues[name].label
    return label


def _edges(knowledge: Knowledge, ontology: Ontology) -> Iterator[_Edge]:
    reports = {r.id: r for r in knowledge.reports}
    for event in knowledge.events:
        told = tuple(reports[r] for r in event.reports if r in reports)
        yield from _participations(event, told)
        yield from _relations(event, told, ontology)
    for claim in knowledge.claims:
        sign, weight = STANDING.get(claim.relation, (0, 0.0))
        yield _Edge(
            claim.subject, claim.object, claim.id, claim.relation, claim_label(claim), claim.sentences,
            claim=claim.id, sign=sign, weight=weight, mutual=claim.relation in {"allyOf", "disputeOver"},
        )  # fmt: skip


def _participations(event: Event, told: tuple[Report, ...]) -> Iterator[_Edge]:
    status = str(event.status)
    for kind, label, members in (
        ("actor", "takes part in", event.actors),
        ("recipient", "is addressed by", event.recipients),
    ):
        for member in sorted(set(members)):
            said = _sentences(told, {member})
            yield _Edge(
                member, event.id, f"{event.id}#{kind}", kind, label, said, event.id, status=status
            )
    for topic in sorted(set(event.topics)):
        said = _sentences(told, set())
        yield _Edge(
            event.id, topic, f"{event.id}#about", "about", "is about", said, event.id, status=status
        )


def _relations(event: Event, told: tuple[Report, ...], ontology: Ontology) -> Iterator[_Edge]:
    both = joint(event.type, ontology)
    sign, weight = signed(event, ontology)
    said = verb(event.type, event.status, ontology)
    for pair in pairs(event, ontology):
        yield _Edge(
            *pair, event.id, "relation", said, _sentences(told, set(pair)), event.id,
            status=str(event.status), sign=sign, weight=weight, mutual=both,
        )  # fmt: skip


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])


def _sentences(told: tuple[Report, ...], members: set[str]) -> tuple[str, ...]:
    """The sentences of the reports that name all `members`, else of all reports of the event."""
    naming = [r for r in told if members <= {p.entity for p in r.participants}]
    return tuple(dict.fromkeys(s for r in (naming or told) for s in r.sentences))
