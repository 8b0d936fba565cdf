"""Bodies, parties, groups and other actors that are no people, put together or parted as a person has decided.

By itself comity takes those of one identifier for one, in whatever article, and others for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scipy.cluster.hierarchy import DisjointSet

from comity.assemble.bonds import Bonds
from comity.assemble.spots import Local
from comity.assemble.telling import is_vague
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import Extraction, digest


def bound(extractions: Iterable[Extraction], bonds: Bonds[Local]) -> dict[str, dict[str, str]]:
    """By article, the identifiers that hold across articles for those of its own, without people's, that differ."""
    if not bonds.group:
        return {}
    locals_ = [local for extraction in extractions for local in _others(extraction)]
    parted = _parted({local for local in locals_ if local in bonds.group}, bonds)
    sets = DisjointSet(sorted({parted.get(local, local[1]) for local in locals_}))
    for local in sorted(bonds.group.keys() & set(locals_)):
        first = bonds.first(local)
        sets.merge(parted.get(first, first[1]), parted.get(local, local[1]))
    names = {key: min(sets.subset(key), key=_rank) for key in sets}
    found: dict[str, dict[str, str]] = {}
    for local in locals_:
        name = names[parted.get(local, local[1])]
        if name != local[1]:
            found.setdefault(local[0], {})[local[1]] = name
    return found


def _others(extraction: Extraction) -> Iterator[Local]:
    return ((extraction.citation.id, e.id) for e in extraction.entities if e.type != "Person")


def _parted(decided: set[Local], bonds: Bonds[Local]) -> Mapping[Local, str]:
    """New identifiers for actors that share theirs with one that they are not; the first keeps it."""
    found: dict[Local, str] = {}
    holders: dict[str, list[Local]] = {}
    for local in sorted(decided, key=lambda x: (bonds.first(x), x)):
        firsts = holders.setdefault(local[1], [])
        first = bonds.first(local)
        if first not in firsts and bonds.parted([first], firsts):
            found[local] = f"{local[1]}-{digest(*first)[:6]}"
        elif first in firsts or not firsts:
            firsts.append(first)
    return found


def _rank(identifier: str) -> tuple[bool, bool, str]:
    """Those of the gazetteer first, those that one article alone knows last."""
    return identifier not in load_gazetteer().entries, is_vague(identifier), identifier
