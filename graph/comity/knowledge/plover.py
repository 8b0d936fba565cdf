"""What PLOVER has beyond the event classes: `ontology/plover.toml`, checked and ready to look up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from comity import resources
from comity.errors import OntologyError


@dataclass(frozen=True, slots=True)
class Fold:
    """Words of a class that PLOVER files under `type`, in events of one of the statuses (of any when empty)."""

    kind: str
    type: str
    status: frozenset[str]
    triggers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plover:
    """The tables of `ontology/plover.toml`: by type, "TYPE-mode", trigger, word of a phrase or issue."""

    quads: Mapping[str, int]
    scales: Mapping[str, float]
    folds: tuple[Fold, ...]
    modes: Mapping[str, Mapping[str, str]]
    sectors: Mapping[str, str]
    sector_of_class: Mapping[str, str]
    contexts: Mapping[str, tuple[str, ...]]

    def scale(self, type_: str, mode: str | None) -> float:
        """The conflict-cooperation scale of a type, or of its mode where that has one of its own.

        >>> load_plover().scale("CONSULT", "phone"), load_plover().scale("ASSAULT", "aerial")
        (1.5, -9.0)
        """
        return self.scales.get(f"{type_}-{mode}", self.scales[type_])


@cache
def load_plover() -> Plover:
    """The tables of PLOVER.

    Raises:
        OntologyError: a type has no quad or no scale.
    """
    path = resources.folder("ontology") / "plover.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    quads = {type_: int(quad) for quad, types in data["quad"].items() for type_ in types}
    scales = {name: float(value) for name, value in data["scale"].items()}
    for type_ in sorted({name.partition("-")[0] for name in scales} ^ set(quads)):
        raise OntologyError(
            f"plover.toml: {type_} is not in both [quad] and [scale]; add it where it lacks"
        )
    return Plover(
        MappingProxyType(quads),
        MappingProxyType(scales),
        tuple(
            Fold(
                row["class"],
                row["type"],
                frozenset(row.get("status", ())),
                frozenset(row["triggers"]),
            )
            for row in data["fold"]
        ),
        MappingProxyType({type_: _inverted(table) for type_, table in data["mode"].items()}),
        _inverted(data["sector"]),
        MappingProxyType(dict(data["sector_of_class"])),
        MappingProxyType({f"issue/{name}": tuple(c) for name, c in data["context"].items()}),
    )


def _inverted(table: Mapping[str, list[str]]) -> Mapping[str, str]:
    """Each word with the key under which it stands first."""
    found: dict[str, str] = {}
    for key, words in table.items():
        for word in words:
            found.setdefault(word, key)
    return MappingProxyType(found)
