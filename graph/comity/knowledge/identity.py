"""When two reports are of one event, by kind of event: `ontology/identity.toml`, checked and ready to look up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.ontology import load_ontology

POINTS = (
    "same_people",
    "same_person",
    "shared_people",
    "same_sides",
    "same_side",
    "shared_sides",
    "shared_side",
    "unnamed",
    "same_body",
    "same_day",
    "near_day",
    "same_interval",
    "within_month",
    "within_year",
    "undated_near",
    "undated",
    "both_undated_far",
    "same_place",
    "place_within",
    "other_place",
    "same_class",
    "other_class",
    "same_word",
    "shared_topic",
    "same_words",
    "some_words",
    "no_words",
    "moved",
    "other_plan",
)


class Words(StrEnum):
    """What it means that two tellings share few words: that they are of two events, or that this speaks against one."""

    NEEDED = "needed"
    WEIGHED = "weighed"


@dataclass(frozen=True, slots=True)
class Kind:
    """How events of some classes are told apart; the comments of the file say what each part means."""

    name: str
    classes: tuple[str, ...]
    days: int
    memory: int
    directed: bool = False
    words: Words | None = None
    open: bool = False
    series: bool = False


_OTHERS = Kind("other", (), days=1, memory=30)
"""The kind of classes that the file does not name, as a user may add them."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The rules: points by name, the kind of each class, and words: those that tell nothing, and of a change of day."""

    threshold: float
    points: Mapping[str, float]
    most_words: float
    some_words: float
    common_words: frozenset[str]
    place_words: frozenset[str]
    kinds: Mapping[str, Kind]
    moved: tuple[str, ...]
    ranks: Mapping[str, re.Pattern[str]]

    def rank_of(self, text: str) -> str:
        """What a text in lower case calls an event: "formal", "informal", or "" where it says neither or both.

        >>> load_identity().rank_of("the ministers held informal talks")
        'informal'
        """
        found = [rank for rank, words in self.ranks.items() if words.search(text)]
        return found[0] if len(found) == 1 else ""

    def kind(self, type_: str) -> Kind:
        """The kind of an event class.

        >>> load_identity().kind("Summit").name, load_identity().kind("Call").name
        ('talks', 'call')

        Raises:
            OntologyError: there is no such class.
        """
        found = self.kinds.get(type_)
        if found is None:
            raise OntologyError(
                f"the ontology has no class of events {type_!r}; use the ontology by which the articles were read"
            )
        return found


@cache
def load_identity() -> Identity:
    """The rules of identity of the installed ontology.

    Raises:
        OntologyError: the file cannot be read, misses something, or names a class that the ontology does not have.
    """
    path = resources.folder("ontology") / "identity.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = [_kind(row) for row in table["kind"]]
        found = Identity(
            threshold=float(table["threshold"]),
            points=_points(table["points"]),
            most_words=float(table["words"]["most"]),
            some_words=float(table["words"]["some"]),
            common_words=frozenset(table["words"]["common"]),
            place_words=frozenset(table["words"]["place"]),
            kinds=_by_class(kinds),
            moved=tuple(table["moved"]["words"]),
            ranks=MappingProxyType(
                {
                    rank: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
                    for rank, words in table["ranks"].items()
                }
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OntologyError(f"{path.name}: {error}; compare it with the installed one") from error
    return found


def _kind(row: Mapping[str, Any]) -> Kind:  # what a TOML table holds
    words = Words(row["words"]) if "words" in row else None
    return Kind(**{**row, "classes": tuple(row["classes"]), "words": words})


def _points(table: Mapping[str, Any]) -> Mapping[str, float]:  # what a TOML table holds
    if set(table) != set(POINTS):
        wrong = ", ".join(sorted(set(table) ^ set(POINTS)))
        raise ValueError(f"points: missing or not known: {wrong}")
    return MappingProxyType({name: float(value) for name, value in table.items()})


def _by_class(kinds: list[Kind]) -> Mapping[str, Kind]:
    """The kind of every event class: that of its nearest ancestor which has one, else one of its own.

    Raises:
        ValueError: a class is in two kinds, or not in the ontology.
    """
    ontology = load_ontology()
    own: dict[str, Kind] = {}
    for kind in kinds:
        for name in kind.classes:
            if name not in ontology.event_classes:
                raise ValueError(f"kind {kind.name}: no event class {name!r} in the ontology")
            if name in own:
                raise ValueError(f"kind {kind.name}: {name} is already in kind {own[name].name}")
            own[name] = kind
    return MappingProxyType(
        {
            name: next((own[a] for a in ontology.ancestors(name) if a in own), _OTHERS)
            for name in ontology.event_classes
        }
    )
