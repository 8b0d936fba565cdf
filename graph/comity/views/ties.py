"""Ties: what the page draws its lines from, one for each edge of the network, in as few characters as will do."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from comity.views.palette import TONES

_GREY = {"actor": "part", "recipient": "part", "about": "about", "holdsOffice": "office"}
_SIGNS = {1: "cooperation", -1: "conflict", 0: "neutral"}
_TONE = {tone.id: number for number, tone in enumerate(TONES)}

Tie = tuple[int, int, int, int, int, str]
"""Source and target as numbers of nodes, tone as number in `palette.TONES`, 1 where it is mutual, fact as number, words.

The words are empty where the fact's own verb says it.
"""


def ties(
    net: nx.MultiDiGraph[str], nodes: Mapping[str, int], facts: Mapping[str, int]
) -> list[Tie]:
    """The ties between the numbered `nodes`, sorted, each once; loops are left out.

    `facts` numbers the facts, and has every fact's id, also of those that say the same as another.
    """
    found = set()
    for source, target, data in net.edges(data=True):
        if source == target or source not in nodes or target not in nodes:
            continue
        tone = _GREY.get(data["kind"]) or _SIGNS[data["sign"]]
        ends = tuple(sorted((source, target))) if data["mutual"] else (source, target)
        words = data["label"] if tone in {"part", "about"} else ""
        found.add(
            (
                nodes[ends[0]],
                nodes[ends[1]],
                _TONE[tone],
                int(data["mutual"]),
                facts[data["fact"]],
                words,
            )
        )
    return sorted(found)
