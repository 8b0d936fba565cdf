"""Why an article was read as it was: plain records, sentence by sentence, of what was found and what was passed over."""

from __future__ import annotations

from dataclasses import dataclass

from comity.model import Entity, Extraction, Mention, Sentence, Span, When


@dataclass(frozen=True, slots=True)
class DateFound:
    """A time expression with what it was resolved to; `bound` is the word that makes it a bound ("since")."""

    span: Span
    when: When
    bound: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A place in the text at which an event is told: `report` is its id, `rule` read it at `trigger`.

    `first` is True where the report itself was read, False where a further telling was put into it.
    """

    report: str
    trigger: Span
    rule: str
    first: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """A word that was considered for an event and gave none of its own, with the rule and the reason.

    `into` is the word to which the reason points: the event that tells it, the noun that it describes.
    """

    span: Span
    rule: str
    reason: str
    into: Span | None


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """One sentence: its zone (body, headline, caption ...), and all that was found and passed over in it.

    `claims` are ids. `marked` (the sentence with what was found) and `tree` (its dependency parse, an SVG) are HTML
    without any script; None unless they were asked for.
    """

    sentence: Sentence
    zone: str
    mentions: tuple[Mention, ...]
    dates: tuple[DateFound, ...]
    tellings: tuple[Telling, ...]
    claims: tuple[str, ...]
    passed: tuple[Passed, ...]
    marked: str | None = None
    tree: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article as read: `extraction` is what a build takes over, `entities` all that it names, sorted by id."""

    extraction: Extraction
    entities: tuple[Entity, ...]
    sentences: tuple[SentenceRead, ...]
