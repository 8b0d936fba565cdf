"""How sure an article and its source are: the scale of `ontology/certainty.toml`, which says where it comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from comity import resources
from comity.errors import OntologyError
from comity.model import Status

FILE = "certainty.toml"
KINDS = ("adverbs", "adjectives", "participles", "verbs", "nouns")
ATTRIBUTIONS = ("own", "named", "party", "unnamed")


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers in [0, 1] of each status and attribution, and the words that hold back.

    `words` gives the words of each of `KINDS`, `levels` for each word the degree or grade that it lowers to;
    `no_publisher` holds the words, in lower case, that stand for a publisher who is not known.
    """

    degrees: Mapping[str, float]
    statuses: Mapping[Status, str]
    grades: Mapping[str, float]
    words: Mapping[str, frozenset[str]]
    levels: Mapping[str, str]
    no_publisher: frozenset[str]

    def certainty(self, status: Status, hedge: str | None, attribution: str) -> float:
        """How sure a report is: the lower degree of status and hedge, times the lower grade.

        >>> load_scale().certainty(Status.OCCURRED, "reportedly", "own")
        0.4
        """
        level = self.levels.get(hedge or "", "")
        degree = self.degrees[self.statuses[status]]
        grade = self.grades[attribution]
        degree, grade = (
            min(degree, self.degrees.get(level, 1)),
            min(grade, self.grades.get(level, 1)),
        )
        return round(degree * grade, 4)


@cache
def load_scale(path: Path | None = None) -> Scale:
    """The scale of `path`, by default that of the ontology.

    Raises:
        OntologyError: a table is missing, a number is not from 0 to 1, a level is unknown or a word has two.
    """
    file = path or resources.folder("ontology") / FILE
    try:
        return _scale(tomllib.loads(file.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        words = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise OntologyError(f"{file}: {words}; see the comments in the installed {FILE}") from error


def _scale(tables: Mapping[str, Any]) -> Scale:  # Any: what TOML holds
    degrees, grades = _numbers(tables, "degrees"), _numbers(tables, "attribution")
    statuses = {status: tables["status"][status.value] for status in Status}
    if unknown := sorted({*statuses.values()} - {*degrees}):
        raise ValueError(f"[status] has {unknown}; allowed are {sorted(degrees)}")
    if missing := [name for name in ATTRIBUTIONS if name not in grades]:
        raise ValueError(f"[attribution] lacks {missing}")
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    levels: dict[str, str] = {}
    for hedge in tables["hedge"]:
        level = hedge["level"]
        if level not in degrees and level not in grades:
            raise ValueError(f"level {level!r}; allowed are {sorted({*degrees, *grades})}")
        for kind in KINDS:
            words[kind].update(hedge[kind])
            for word in hedge[kind]:
                if levels.setdefault(word, level) != level:
                    raise ValueError(f"{word!r} has the levels {levels[word]!r} and {level!r}")
    return Scale(
        MappingProxyType(degrees),
        MappingProxyType(statuses),
        MappingProxyType(grades),
        MappingProxyType({kind: frozenset(found) for kind, found in words.items()}),
        MappingProxyType(levels),
        frozenset(tables["publishers"]["unknown"]),
    )


def _numbers(tables: Mapping[str, Any], name: str) -> dict[str, float]:
    found = {key: float(value) for key, value in tables[name].items()}
    if bad := [key for key, value in found.items() if not 0 <= value <= 1]:
        raise ValueError(f"[{name}] {bad[0]} = {found[bad[0]]} is not from 0 to 1")
    return found
