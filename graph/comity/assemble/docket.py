"""What is found out about decisions while they are replayed: those that apply, and to what, and those that do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.assemble.bonds import Clash
from comity.assemble.spots import Local, Missed, Shelf
from comity.curations import Decision
from comity.model import Extraction


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A decision that does not apply, or not to all: where it stands in the log, and what to do about it."""

    where: str
    message: str

    def __str__(self) -> str:
        """The line that people read."""
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Applied:
    """A decision with what it applies to: ids of reports, actors as their articles know them, ids of articles."""

    decision: Decision
    reports: frozenset[str] = frozenset()
    actors: frozenset[Local] = frozenset()
    articles: frozenset[str] = frozenset()


@dataclass(slots=True)
class Docket:
    """What has been found out about the decisions so far."""

    shelf: Shelf
    extractions: Mapping[str, Extraction]
    applied: list[Applied] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    absent: list[Decision] = field(default_factory=list)

    def miss(self, decision: Decision, why: Missed) -> None:
        """Notes that a place of a decision leads to nothing."""
        if why.absent:
            self.absent.append(decision)
        else:
            self.object(decision, why.message)

    def object(self, decision: Decision, message: str) -> None:
        """Notes why a decision does not apply."""
        self.problems.append(Problem(decision.where, message))

    def contradicted(self, clash: Clash) -> None:
        """Notes which decisions one gives way to."""
        places = " and ".join(d.where for d in clash.against)
        says = "are one" if clash.decision.kind.same else "are two"
        self.object(
            clash.decision,
            f"it says that the two {says}, and {places} otherwise, which counts, being newer or of the same day; "
            "remove what is wrong",
        )
