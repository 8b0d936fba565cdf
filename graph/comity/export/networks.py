"""The network, or a part of it, described for other programs: every edge says which fact it is of and where that is told.

Nodes and edges have plain values only, and what is not known is left out:

| attribute | of | |
|---|---|---|
| `iri`, `label`, `kind` | both | the thing in the graph, its name, its class or the edge's kind (see `network`) |
| `names`, `code` | actors | all names, the code of the state |
| `type`, `place` | events | its class and where it is |
| `earliest`, `latest`, `precision`, `status` | events and their edges | world time, and whether it happened |
| `certainty`, `reading`, `sources` | events | how far to trust it |
| `sign`, `score` | events, edges | -1, 0 or 1, and PLOVER's scale from -10 (conflict) to 10 (cooperation) |
| `weight` | edges | the score without its sign, 1 where it is 0: layouts and measures want a positive number |
| `event`, `claim` | edges | the IRI of the fact |
| `sentences`, `quote`, `articles` | edges | the IRIs of the sentences that say so, their words, and their articles |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import networkx as nx

from comity.errors import InputError
from comity.knowledge.ontology import ID
from comity.model import Event, Knowledge, Sentence, When, digest

Values = dict[str, object]

KINDS: Mapping[str, frozenset[str]] = {
    "relations": frozenset({"relation"}),
    "events": frozenset({"actor", "recipient"}),
    "issues": frozenset({"about"}),
    "claims": frozenset({"holdsOffice", "allyOf", "disputeOver"}),
}
"""What can be asked for: who did what to whom, who takes part in which event, what events are about, and standing facts."""


def part_of(
    net: nx.MultiDiGraph[str],
    *,
    kinds: Iterable[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> nx.MultiDiGraph[str]:
    """The network of some kinds of edges (see `KINDS`; of all when empty) and of the events within some days.

    An event counts where its days and those from `first` to `last` have one in common; one without days does not where
    either is given. Standing facts have no days, and stay. Nodes that a choice leaves without edges are left out.

    Raises:
        InputError: there is no such kind.
    """
    chosen = frozenset(kinds)
    for kind in sorted(chosen - KINDS.keys()):
        raise InputError(f"no edges of kind '{kind}'; there are {', '.join(KINDS)}")
    if not chosen and first is None and last is None:
        return net
    wanted = frozenset().union(*(KINDS[kind] for kind in chosen or KINDS))
    edges = [
        (source, target, key)
        for source, target, key, data in net.edges(keys=True, data=True)
        if data["kind"] in wanted and _within(net, data["event"], first, last)
    ]
    joined = {node for source, target, _ in edges for node in (source, target)}
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((node, data) for node, data in net.nodes(data=True) if node in joined)
    for source, target, key in edges:
        part.add_edge(source, target, key=key, **net.edges[source, target, key])
    return part


def _within(
    net: nx.MultiDiGraph[str], event: str | None, first: date | None, last: date | None
) -> bool:
    """Whether an event has a day between two, both included; true for what is no event's."""
    if event is None or (first is None and last is None):
        return True
    when: When | None = net.nodes[event]["when"]
    if when is None or when.earliest is None or when.latest is None:
        return False
    return (last is None or when.earliest <= last) and (first is None or when.latest >= first)


def described(net: nx.MultiDiGraph[str], knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """The network with the attributes above, values that are several as lists; nodes and edges in the order of `net`.

    Nodes keep the ids of the model; an edge's key is its id, which no other edge has.
    """
    names = {entity.id: entity.name for entity in knowledge.entities}
    events = {event.id: event for event in knowledge.events}
    sentences = {sentence.id: sentence for sentence in knowledge.sentences}
    articles = {citation.id: citation.name for citation in knowledge.citations}
    told: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in net.nodes(data=True):
        values = _event(events[node], data, names) if node in events else _actor(data)
        told.add_node(node, **_known({"iri": f"{ID}{node}", "label": data["label"], **values}))
    for source, target, key, data in net.edges(keys=True, data=True):
        event = events.get(data["event"] or "")
        values = {
            **_fact(data),
            **(_when(event.when) if event else {}),
            **_evidence([sentences[name] for name in data["sentences"]], articles),
        }
        told.add_edge(source, target, key=f"edge-{digest(source, key, target)}", **_known(values))
    return told


def _known(values: Values) -> Values:
    """The values that are known; an empty list says nothing."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def _actor(data: Mapping[str, object]) -> Values:
    return {"kind": data["kind"], "names": _list(data["names"]), "code": data["code"]}


def _event(event: Event, data: Mapping[str, object], names: Mapping[str, str]) -> Values:
    return {
        "kind": data["kind"],
        "type": event.type,
        "status": str(event.status),
        "place": names.get(event.place) if event.place else None,
        **_when(event.when),
        "sign": data["sign"],
        "score": data["weight"],
        "reading": event.trust.reading,
        "certainty": event.trust.certainty,
        "sources": event.trust.sources,
    }


def _fact(data: Mapping[str, object]) -> Values:
    score = float(str(data["weight"]))
    return {
        "label": data["label"],
        "kind": data["kind"],
        "event": f"{ID}{data['event']}" if data["event"] else None,
        "claim": f"{ID}{data['claim']}" if data["claim"] else None,
        "status": data["status"],
        "sign": data["sign"],
        "score": score,
        "weight": abs(score) or 1.0,
        "mutual": data["mutual"],
    }


def _when(when: When | None) -> Values:
    if when is None:
        return {}
    return {
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "precision": str(when.precision),
    }


def _evidence(told: Sequence[Sentence], articles: Mapping[str, str]) -> Values:
    """The sentences with their words and articles, as long as the list of sentences each."""
    return {
        "sentences": [f"{ID}{sentence.id}" for sentence in told],
        "quote": [sentence.text for sentence in told],
        "articles": [articles[sentence.article] for sentence in told],
    }


def _list(values: object) -> list[object]:
    return list(values) if isinstance(values, tuple) else []
