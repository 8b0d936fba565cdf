"""The overview: everything known, on one page that can be sent to anyone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from comity.analysis import pagerank
from comity.model import Event, Knowledge
from comity.views import facts
from comity.views._page import render
from comity.views.facts import Record
from comity.views.lines import Line, lines
from comity.views.nodes import drawn_nodes
from comity.views.palette import COMMUNITIES, DARK, KINDS, LIGHT, STATES, TONES, state_of
from comity.views.words import count

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

LIMIT = 300
"""How many nodes are drawn; the page says how many are not."""

_FIRST = 6


def overview(
    knowledge: Knowledge,
    net: nx.MultiDiGraph[str],
    ontology: Ontology,
    *,
    title: str = "comity",
    limit: int = LIMIT,
) -> str:
    """The page of everything known: the network, and for each node and line its facts with the sentences that state them.

    `net` is `to_network(knowledge, ontology)`. The `limit` nodes of highest PageRank are drawn; those without any fact never
    are. The page says how many are left out. Same input, same bytes; empty knowledge gives a page that says so.
    """  # fmt: skip
    rank = pagerank(net)
    tied = [name for name in sorted(net) if net.degree(name)]
    drawn = sorted(sorted(tied, key=lambda name: (-rank[name], name))[:limit])
    told, same = _told(knowledge, ontology)
    kept = [record for record in told if not set(drawn).isdisjoint(_touched(record))]
    numbers = {record["id"]: number for number, record in enumerate(kept)}
    found = lines(net, drawn, same)
    nodes = drawn_nodes(net, drawn, found, rank, knowledge, ontology)
    data = {
        "facts": kept,
        "articles": facts.articles(knowledge),
        "names": {e.id: e.name for e in knowledge.entities},
        "welcome": _welcome(knowledge, nodes),
        "left": _left_out(len(net), len(tied), len(drawn), len(told) - len(kept)),
        "looks": _looks(nodes, found),
        "ground": [LIGHT, DARK],
    }
    edges = [_edge(line, numbers) for line in found]
    context = {"counts": _counts(knowledge, net), "empty": not drawn}
    return render(title=title, nodes=nodes, edges=edges, data=data, context=context)


def _told(knowledge: Knowledge, ontology: Ontology) -> tuple[list[Record], dict[str, str]]:
    """All facts, and for each claim the id of the fact that tells it."""
    index = facts.to_index(knowledge, ontology)
    claims = facts.claims(knowledge, index)
    same = {name: str(record["id"]) for record in claims for name in record["same"]}
    return [*facts.events(knowledge, ontology, index), *claims], same


def _touched(record: Record) -> set[str]:
    return {record["id"], *record["subjects"], *record["objects"]}


def _counts(knowledge: Knowledge, net: nx.MultiDiGraph[str]) -> list[str]:
    actors = sum(data["kind"] not in {"Event", "Issue"} for _, data in net.nodes(data=True))
    return [
        count(len(knowledge.citations), "article"),
        count(len(knowledge.events), "event"),
        count(actors, "actor"),
        count(len(knowledge.sentences), "sentence"),
    ]


def _left_out(nodes: int, tied: int, drawn: int, untold: int) -> list[str]:
    """What the picture does not show, in words; empty when it shows everything."""
    said = []
    if tied > drawn:
        rest = count(tied - drawn, "node")
        said.append(f"{rest} of lower rank not drawn (the {drawn} most central of {tied} are)")
    if untold:
        said.append(f"{count(untold, 'fact')} only about nodes that are not drawn")
    if nodes > tied:
        said.append(f"{count(nodes - tied, 'name')} in no event or standing fact not drawn")
    return said


def _edge(line: Line, numbers: Mapping[str, int]) -> Record:
    smooth = {"enabled": line.bend != 0, "type": "curvedCW" if line.bend > 0 else "curvedCCW"}
    return {
        "id": line.id,
        "from": line.source,
        "to": line.target,
        "tone": line.tone,
        "state": line.state,
        "mutual": line.mutual,
        "says": list(line.labels),
        "facts": [numbers[fact] for fact in line.facts],
        "width": line.width,
        "smooth": {**smooth, "roundness": abs(line.bend)},
    }


def _looks(nodes: Sequence[Record], found: Sequence[Line]) -> Record:
    kinds = Counter(node["kind"] for node in nodes)
    tones = Counter(line.tone for line in found)
    states = Counter(line.state for line in found)
    return {
        "kinds": [
            {
                "id": k.id,
                "name": k.name,
                "shape": k.shape,
                "colours": [k.light, k.dark],
                "count": kinds[k.id],
            }
            for k in KINDS
        ],
        "tones": [
            {
                "id": t.id,
                "name": t.name,
                "end": t.end,
                "colours": [t.light, t.dark],
                "count": tones[t.id],
            }
            for t in TONES
        ],
        "states": [
            {"id": name, "name": said, "dashes": list(dashes), "count": states[name]}
            for name, said, dashes in STATES
        ],
        "communities": [list(pair) for pair in COMMUNITIES],
    }


def _welcome(knowledge: Knowledge, nodes: Sequence[Record]) -> Record:
    """What a reader sees first: who is most central, what happened last, what is still to come."""
    people = sorted((n for n in nodes if n["kind"] == "person"), key=lambda n: n["order"])
    states = sorted((n for n in nodes if n["kind"] == "state"), key=lambda n: n["order"])
    dated = [e for e in knowledge.events if e.when and e.when.earliest]
    dated.sort(key=_recent, reverse=True)
    done = [e.id for e in dated if state_of(e.status) == "done"]
    open_ = [e.id for e in dated if state_of(e.status) == "open"]
    open_ += [e.id for e in knowledge.events if state_of(e.status) == "open" and e.id not in open_]
    return {
        "people": [n["id"] for n in people[:_FIRST]],
        "states": [n["id"] for n in states[:_FIRST]],
        "latest": done[:_FIRST],
        "planned": open_[:_FIRST],
        "more": max(0, len(open_) - _FIRST),
    }


def _recent(event: Event) -> tuple[str, str]:
    first = event.when.earliest if event.when else None
    return (first.isoformat() if first else "", event.id)
