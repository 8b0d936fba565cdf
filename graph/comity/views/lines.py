"""Lines: the parallel facts of a pair drawn as one line for each tone and status, wider the more facts it stands for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import networkx as nx

from comity.model import digest
from comity.views.palette import state_of

_GREY = {"actor": "part", "recipient": "part", "about": "about", "holdsOffice": "office"}
_SIGNS = {1: "cooperation", -1: "conflict", 0: "neutral"}


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line; `facts` are the ids, sorted, of the facts it stands for, `bend` its curvature from source to target."""

    id: str
    source: str
    target: str
    tone: str
    state: str
    mutual: bool
    labels: tuple[str, ...]
    facts: tuple[str, ...]
    bend: float = 0.0

    @property
    def width(self) -> float:
        """In canvas units: one for what only links, 0.9 log2(1 + facts) more for what was done."""
        extra = 0.0 if self.tone in {"part", "about", "office"} else math.log2(1 + len(self.facts))
        return round(1 + 0.9 * extra, 2)


def lines(net: nx.MultiDiGraph[str], drawn: Iterable[str], same: Mapping[str, str]) -> list[Line]:
    """The lines between the `drawn` nodes, sorted by their ends; loops are left out.

    `same` maps a fact's id to that of the fact it repeats in other words (claims of several articles).
    """
    found: dict[tuple[str, str, str, str, bool], list[tuple[str, str]]] = {}
    for source, target, data in net.subgraph(drawn).edges(data=True):
        if source != target:
            tone = _GREY.get(data["kind"]) or _SIGNS[data["sign"]]
            ends = tuple(sorted((source, target))) if data["mutual"] else (source, target)
            key = (ends[0], ends[1], tone, state_of(data["status"]), bool(data["mutual"]))
            found.setdefault(key, []).append((same.get(data["fact"], data["fact"]), data["label"]))
    made = [_line(key, facts) for key, facts in sorted(found.items())]
    return _bent(made)


def _line(key: tuple[str, str, str, str, bool], said: list[tuple[str, str]]) -> Line:
    name = f"line/{digest(*map(str, key))}"
    labels = tuple(sorted({label for _, label in said}))
    return Line(name, *key, labels, tuple(sorted({fact for fact, _ in said})))


def _bent(made: list[Line]) -> list[Line]:
    """Lines of one pair fanned out, so that none lies on another; a single line is straight."""
    pairs: dict[tuple[str, ...], list[Line]] = {}
    for line in made:
        pairs.setdefault(tuple(sorted((line.source, line.target))), []).append(line)
    bent = []
    for group in pairs.values():
        for number, line in enumerate(group):
            bend = 0.24 * (number - (len(group) - 1) / 2) / max(1, math.sqrt(len(group) - 1))
            turned = bend if line.source < line.target else -bend
            bent.append(replace(line, bend=round(turned, 3)))
    return bent
