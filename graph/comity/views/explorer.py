"""The explorer: everything known, on one page that can be sent to anyone and looked at in several ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from comity import nets
from comity.analysis import pagerank
from comity.errors import AnalysisError
from comity.model import Knowledge, Status
from comity.views import facts
from comity.views._page import render
from comity.views.facts import Record
from comity.views.nodes import short_labels, to_nodes
from comity.views.palette import COMMUNITIES, DARK, KINDS, LIGHT, STATES, TONES, state_of
from comity.views.pictures import FIRST, Picture, pictures
from comity.views.ties import ties
from comity.views.words import count

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

LIMIT = 5000
"""How many nodes a page holds; it says how many it does not."""

FOCUS: Mapping[str, int] = {
    "overview": 0,
    "leaders": 0,
    "issues": 0,
    "dyad": 2,
    "ego": 1,
    "timeline": 0,
    "disputes": 0,
}
"""The views of the page, in the order of its tabs, and how many names each is about."""


def explorer(
    knowledge: Knowledge,
    net: nx.MultiDiGraph[str],
    ontology: Ontology,
    *,
    title: str = "comity",
    view: str = "overview",
    focus: Sequence[str] = (),
    limit: int = LIMIT,
) -> str:
    """The page of everything known: networks in several views, and for each node and line its facts with their sentences.

    `net` is `to_network(knowledge, ontology)`. The page opens at `view`, one of `FOCUS`, about the nodes of the ids in
    `focus`. It holds the `limit` nodes of highest PageRank, with all facts that touch one, and says how many it leaves out. Same
    input, same bytes; empty knowledge gives a page that says so.

    Raises:
        AnalysisError: there is no such view, it is about another number of nodes, or a node of `focus` is not in the page.
    """  # fmt: skip
    rank = pagerank(net)
    tied = sorted((name for name in net if net.degree(name)), key=lambda n: (-rank[n], n))
    kept = sorted(tied[:limit])
    numbers = {name: number for number, name in enumerate(kept)}
    opening = _opening(view, focus, numbers)
    index = facts.to_index(knowledge, ontology)
    told = [*facts.events(knowledge, ontology, index), *facts.claims(knowledge, index)]
    held = [record for record in told if not numbers.keys().isdisjoint(_touched(record))]
    of = _numbered(held)
    labels = short_labels(net, knowledge, ontology)
    drawn = pictures(knowledge, net.subgraph(kept), rank, labels)
    nodes = to_nodes(net, kept, rank, labels, knowledge)
    data = {
        "facts": held,
        "ties": ties(net, numbers, of),
        "deeds": _deeds(knowledge, ontology, of),
        "verbs": facts.verbs(knowledge, ontology),
        "articles": facts.articles(knowledge),
        "names": {e.id: e.name for e in knowledge.entities},
        "topics": {name: issue.label for name, issue in sorted(index.issues.items())},
        "pictures": {name: _numbers(picture, numbers) for name, picture in drawn.items()},
        "first": FIRST,
        "opening": opening,
        "cut": len(tied) > len(kept),
        "left": _left_out(len(net), len(tied), len(kept), len(told) - len(held)),
        "looks": _looks(),
        "ground": [LIGHT, DARK],
    }
    context = {"counts": _counts(knowledge, net), "empty": not kept}
    return render(title=title, nodes=nodes, data=data, context=context)


def _opening(view: str, focus: Sequence[str], numbers: Mapping[str, int]) -> Record:
    if view not in FOCUS:
        raise AnalysisError(f"no view '{view}'; there are {', '.join(FOCUS)}")
    if focus and len(focus) != FOCUS[view]:
        raise AnalysisError(f"the view '{view}' is about {FOCUS[view]} names, not {len(focus)}")
    for name in focus:
        if name not in numbers:
            raise AnalysisError(f"{name} is not in this page; choose one that is in a fact")
    return {"view": view, "focus": list(focus)}


def _touched(record: Record) -> set[str]:
    return {record["id"], *record["actors"], *record["recipients"]}


def _numbered(held: Sequence[Record]) -> dict[str, int]:
    """The number of each fact, also by the ids of claims that say the same."""
    return {
        name: number
        for number, record in enumerate(held)
        for name in (record["id"], *record.get("same", ()))
    }


def _deeds(
    knowledge: Knowledge, ontology: Ontology, of: Mapping[str, int]
) -> list[tuple[str, str, int, int]]:
    """What states do to each other, as `nets.states` has it: source, target, the fact's number, 1 where it is mutual."""
    every = nets.Choice(statuses=frozenset(Status))
    edges = nets.states(knowledge, ontology, every).edges(data=True)
    return [(a, b, of[d["event"]], int(d["mutual"])) for a, b, d in edges if d["event"] in of]


def _numbers(picture: Picture, numbers: Mapping[str, int]) -> Record:
    """A picture by the numbers of its nodes: the members, and the places of the first of them."""
    first = picture.members[: len(picture.places)]
    return {
        "members": [numbers[name] for name in picture.members],
        "places": [list(picture.places[name]) for name in first],
    }


def _counts(knowledge: Knowledge, net: nx.MultiDiGraph[str]) -> list[str]:
    actors = sum(data["kind"] not in {"Event", "Issue"} for _, data in net.nodes(data=True))
    return [
        count(len(knowledge.citations), "article"),
        count(len(knowledge.events), "event"),
        count(actors, "actor"),
        count(len(knowledge.sentences), "sentence"),
    ]


def _left_out(nodes: int, tied: int, kept: int, untold: int) -> list[str]:
    """What the page does not hold, in words; empty when it holds everything."""
    said = []
    if tied > kept:
        rest = count(tied - kept, "node")
        said.append(f"{rest} of lower rank (the {kept:,} most central of {tied:,} are here)")
    if untold:
        said.append(f"{count(untold, 'fact')} only about nodes that are not here")
    if nodes > tied:
        said.append(f"{count(nodes - tied, 'name')} in no event or standing fact")
    return said


def _looks() -> Record:
    return {
        "kinds": [
            {"id": k.id, "name": k.name, "shape": k.shape, "colours": [k.light, k.dark]}
            for k in KINDS
        ],
        "tones": [
            {"id": t.id, "name": t.name, "end": t.end, "colours": [t.light, t.dark]} for t in TONES
        ],
        "states": [
            {"id": name, "name": said, "dashes": list(dashes)} for name, said, dashes in STATES
        ],
        "stateOf": {str(status): state_of(status) for status in Status},
        "communities": [list(pair) for pair in COMMUNITIES],
    }
