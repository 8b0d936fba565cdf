"""The records that live while an article is read; positions are tokens, ends exclusive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from comity.extract.tokens import Token
from comity.model import Entity, Role, Status, When


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of tokens that speaks of one or several entities.

    `kind` is name, capital, place, adjective, title, body, group or anaphor; `place` is the place of
    the same name, where a capital may stand for its government or for itself.
    """

    start: int
    end: int
    head: int
    entities: tuple[str, ...]
    kind: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression: its tokens, its date, and the preposition that makes it a bound."""

    start: int
    end: int
    when: When
    relation: str | None
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Hung:
    """Where a date or place hangs in the parse.

    `path` is its root and the tokens above it, upward; `owner` the nearest event word or verb among these.
    """

    root: Token
    path: tuple[int, ...]
    owner: int | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens between two quotation marks, and the token that heads the phrase of its speaker."""

    start: int
    end: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity in a role of a candidate, with the tokens that name it."""

    entity: str
    role: Role
    start: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event read at one trigger, before the tellings of one event are put together.

    `sentences` are numbers of sentences; `anaphoric` is True for a definite event noun ("the
    meeting") that may speak of an event told before; `carrier` is its light verb; `at` is the
    trigger of the talks during which it happens; `others` are the triggers of further tellings
    that were put into this one; `about` are the tokens that head what its words govern as their topic.
    """

    type: str
    trigger: int
    trigger_end: int
    arguments: tuple[Argument, ...]
    place: str | None
    when: When | None
    status: Status
    topics: tuple[str, ...]
    source: str | None
    sentences: tuple[int, ...]
    rule: str
    quote: str | None = None
    anaphoric: bool = False
    carrier: int | None = None
    at: int | None = None
    others: tuple[int, ...] = ()
    about: tuple[int, ...] = ()


Revised = TypeVar("Revised", Candidate, Entity)


def revised(record: Revised, **changes: object) -> Revised:
    """The record with the changes; the very same where nothing changes, since most often nothing does."""
    if all(getattr(record, name) == value for name, value in changes.items()):
        return record
    return replace(record, **changes)  # type: ignore[arg-type] # as checked as by `replace` itself


@dataclass(frozen=True, slots=True)
class Dropped:
    """A word that was considered for an event and gave none of its own.

    `rule` is the one that would have read it, with the class where there is one ("verb:Request:urge"); `into` the
    token of the event or word to which the reason points.
    """

    start: int
    end: int
    rule: str
    reason: str
    into: int | None = None


@dataclass(frozen=True, slots=True)
class OfficeRead:
    """A title read with its holder: the person, the title's words, the state or body, and where."""

    person: str
    title: str
    of: str
    current: bool
    token: int
    rule: str
