"""A person's decisions on a graph, as records: which things are one, which are not, what a report should say.

`curation_log` reads and writes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from comity.model import Span, digest

LEAST = 12


class Kind(StrEnum):
    """What a decision says; the key that it has in the log."""

    SAME_EVENT = "same-event"
    NOT_SAME_EVENT = "not-same-event"
    SAME_ACTOR = "same-actor"
    NOT_SAME_ACTOR = "not-same-actor"
    WRONG_REPORT = "wrong-report"
    RIGHT_VALUE = "right-value"
    PREFERRED_NAME = "preferred-name"

    @property
    def on_pair(self) -> bool:
        """Whether it is about two places."""
        return self.endswith(("-event", "-actor"))

    @property
    def same(self) -> bool:
        """Whether it says that two are one."""
        return self in (Kind.SAME_EVENT, Kind.SAME_ACTOR)


class Field(StrEnum):
    """What of a report a decision sets; the key that it has in the log."""

    TYPE = "type"
    STATUS = "status"
    PLACE = "place"
    DATE = "date"
    ACTORS = "actors"
    RECIPIENTS = "recipients"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in an article, by digits of the hash of its text; `type` is a class where several things stand there."""

    article: str
    span: Span
    type: str | None = None

    def __str__(self) -> str:
        """The place as people read it: `9d0f4c2e81ab:120-188`, with its class."""
        kind = f" {self.type}" if self.type else ""
        return f"{self.article[:LEAST]}:{self.span.start}-{self.span.end}{kind}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who, on which day, why, of what kind and on which places.

    `sets` is what a right value is of; `values` are that value, none to say that there is none, or the preferred name.
    `where` is its place in the log, `file:line`.
    """

    kind: Kind
    by: str
    on: date
    why: str
    spots: tuple[Spot, ...]
    sets: Field | None = None
    values: tuple[str, ...] = ()
    where: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """`curation/` and digits that depend on all that it says, and not on where it stands."""
        spots = sorted(map(str, self.spots)) if self.kind.on_pair else map(str, self.spots)
        parts = (self.kind, self.by, self.on.isoformat(), self.why, *spots)
        return f"curation/{digest(*parts, self.sets or '', *self.values)}"

    @property
    def label(self) -> str:
        """What it says, in a line."""
        told = f"{self.kind.replace('-', ' ')}: {', '.join(map(str, self.spots))}"
        value = ", ".join(self.values) or "none"
        if self.sets is not None:
            return f"{told}, {self.sets}: {value}"
        return f"{told}, {value}" if self.kind is Kind.PREFERRED_NAME else told


@dataclass(frozen=True, slots=True)
class Curations:
    """All decisions of a log, in its order."""

    decisions: tuple[Decision, ...] = ()


NONE = Curations()
