"""Bodies, parties, groups and other actors that are no people, put together or parted as a person has decided.

By itself comity takes those of one identifier for one, in whatever article, and others for others; a body of a state has that
of `bodies.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from comity.assemble.bodies import bodies
from comity.assemble.bonds import Bonds
from comity.assemble.spots import Local
from comity.assemble.telling import is_vague
from comity.assemble.unions import Unions
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import Extraction, digest


def bound(extractions: Iterable[Extraction], bonds: Bonds[Local]) -> dict[str, dict[str, str]]:
    """By article, the identifiers that hold across articles for those of its own, without people's, that differ."""
    if not bonds.group:
        own = ((extraction.citation.id, bodies(extraction)) for extraction in extractions)
        return {article: names for article, names in own if names}
    called = {local: name for extraction in extractions for local, name in _others(extraction)}
    called |= _parted({local: n for local, n in called.items() if local in bonds.group}, bonds)
    sets = Unions(sorted(set(called.values())))
    for local in sorted(bonds.group.keys() & called.keys()):
        sets.merge(called.get(first := bonds.first(local), first[1]), called[local])
    firsts = ((found, min(found, key=_rank)) for found in sets.subsets())
    names = {name: first for found, first in firsts for name in found}
    found: dict[str, dict[str, str]] = {}
    for local, own_name in called.items():
        name = names[own_name]
        if name != local[1]:
            found.setdefault(local[0], {})[local[1]] = name
    return found


def _others(extraction: Extraction) -> Iterator[tuple[Local, str]]:
    """What the article names without people, each with its identifier before any decision."""
    names = bodies(extraction)
    for entity in extraction.entities:
        if entity.type != "Person":
            yield (extraction.citation.id, entity.id), names.get(entity.id, entity.id)


def _parted(decided: Mapping[Local, str], bonds: Bonds[Local]) -> Mapping[Local, str]:
    """New identifiers for actors that share theirs with one that they are not; the first keeps it."""
    found: dict[Local, str] = {}
    holders: dict[str, list[Local]] = {}
    for local in sorted(decided, key=lambda x: (bonds.first(x), x)):
        firsts = holders.setdefault(decided[local], [])
        first = bonds.first(local)
        if first not in firsts and bonds.parted([first], firsts):
            found[local] = f"{decided[local]}-{digest(*first)[:6]}"
        elif first in firsts or not firsts:
            firsts.append(first)
    return found


def _rank(identifier: str) -> tuple[bool, bool, str]:
    """Those of the gazetteer first, those that one article alone knows last."""
    return identifier not in load_gazetteer().entries, is_vague(identifier), identifier
