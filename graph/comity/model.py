"""The records that pass between the stages: frozen, slotted, made of plain values only.

Two layers are kept apart. A `Report` is an event as one article tells it; an `Event` is what happened, or
is planned, in the world, with every report of it. A `Claim` is a standing fact (an office held, an
alliance, a dispute). All three lead to sentences, and a sentence to a half-open character range of an
article whose SHA-256 is kept.

Identifiers are paths below the namespace of things, such as `state/jpn`, `person/fumio-kishida` or
`report/8a41c07be2d95f13`; no two kinds share a path.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How sure the telling article is that an event takes place."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Precision(StrEnum):
    """The grain of a date; `UNRESOLVED` when it hangs on a publication date that is not known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNRESOLVED = "unresolved"


class Role(StrEnum):
    """What a participant does in an event: it acts (or takes part), or the act is directed at it."""

    ACTOR = "actor"
    RECIPIENT = "recipient"


class Aspect(StrEnum):
    """On what the reports of one event can contradict each other."""

    ACTOR = "actor"
    DATE = "date"
    LABEL = "label"
    NUMBER = "number"
    PLACE = "place"
    STATUS = "status"


class Verdict(StrEnum):
    """What a person has decided on something."""

    SAME = "same"
    NOT_SAME = "notSame"
    WRONG = "wrong"
    VALUE = "value"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters (code points) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers.

        >>> Span(0, 5).of("Seoul hosts the summit")
        'Seoul'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader needs to find an article again; never its text.

    `name` is the file's name or the id of a JSONL or CSV row, `sha256` the hash of the text's UTF-8 bytes.
    """

    id: str
    name: str
    sha256: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it came, unchanged, with its citation; every offset points into `text`."""

    citation: Citation
    text: str

    @property
    def id(self) -> str:
        """The identifier of the article, `article/` and sixteen hexadecimal digits."""
        return self.citation.id

    @property
    def name(self) -> str:
        """The file's name, or the id of a row."""
        return self.citation.name

    @property
    def published(self) -> date | None:
        """The day of publication, or None when it is not known."""
        return self.citation.published


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that supports a fact, with its text and its number (from 0) in the article."""

    id: str
    article: str
    index: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval, both ends included, never more precise than the text that gives it.

    `earliest` and `latest` are None exactly when `precision` is UNRESOLVED; `text` is the expression read.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or treaty, with the fullest name and every other name (sorted) met for it.

    `type` is a class of the ontology; `code` the ISO 3166-1 alpha-3 code of the state that it is or belongs
    to, `IGO`, `NGO` or `MNC` for bodies of no state, else None; `wikidata` a Q-number.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of international relations: of the scheme in `issues.ttl`, or met in an article.

    `alt_labels` are sorted, `broader` is the id of the issue or field that it belongs under. One that was met in
    articles is named by its words: `issue/fehmarn-crossing`.
    """

    id: str
    label: str
    alt_labels: tuple[str, ...]
    broader: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that speaks of an entity; `kind` is name, title, role, group, metonym or pronoun."""

    span: Span
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in an event, with the mention that says so.

    `inferred` is True where the text leaves the participant out and comity supplied it.
    """

    entity: str
    role: Role
    span: Span
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one article tells it.

    `type` is the finest class; `participants` are sorted by role, then place in the text; `topics` are issue
    ids; `source` is the entity or the words to which the article attributes the report; `sentences` are
    the ids of those that support it, that of the trigger first; `rule` names the rule that fired and `trigger` the words that
    it fired on; `confidence`, in [0, 1], is how far the reading is to be trusted; `within` is the report, of the same
    article, of the talks or the journey at which it happens; `hedge` is the word of `certainty.toml` by which the article
    holds back ("reportedly"); `certainty`, in [0, 1], is how sure the article and its source are, given on assembly;
    `counts` are the numbers told with it, each with a singular noun ("14 prisoner"), sorted; `series` is its place in a
    series in the article's words ("second since March").
    """

    id: str
    article: str
    type: str
    participants: tuple[Participant, ...]
    place: str | None
    when: When | None
    status: Status
    topics: tuple[str, ...]
    source: str | None
    sentences: tuple[str, ...]
    rule: str
    trigger: Span
    trigger_text: str
    confidence: float
    quote: str | None = None
    within: str | None = None
    hedge: str | None = None
    certainty: float = 0.0
    counts: tuple[str, ...] = ()
    series: str | None = None

    def of_role(self, role: Role) -> tuple[str, ...]:
        """The entities in `role`, in the order of the text."""
        return tuple(p.entity for p in self.participants if p.role is role)


@dataclass(frozen=True, slots=True)
class Claim:
    """A standing fact that one article states: `relation` links `subject` to `object`.

    `relation` is a property of the ontology: `holdsOffice` (person, state or body; `title` says which office
    and `current` whether it is held at publication), `allyOf` or `disputeOver` (state, state; `issue` says over what).
    """

    id: str
    article: str
    relation: str
    subject: str
    object: str
    title: str | None
    issue: str | None
    current: bool
    sentences: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Signature:
    """A MinHash signature: the number of shingles of a text, and the least of them in each of several random orders.

    Empty (no minima) for a text too short to have one. `signatures.sign` makes it.
    """

    shingles: int = 0
    minima: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: its entities, sentences, mentions, reports and claims, each sorted by id or place.

    `issues` are those that its reports speak of and that the scheme does not have; `signature` tells copies of its
    text from other texts.
    """

    citation: Citation
    entities: tuple[Entity, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...] = ()
    signature: Signature = Signature()


@dataclass(frozen=True, slots=True)
class Trust:
    """How far to trust that an event is as it is told: three numbers that are never made one.

    `reading`, in [0, 1], is how surely a report of it was read; `certainty`, in [0, 1], how sure its latest source is;
    `sources` how many independent origins tell of it. `origins` gives, for each report of the event in their order,
    the article that stands for its origin: reports of one origin have the same.
    """

    reading: float = 0.0
    certainty: float = 0.0
    sources: int = 0
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or is planned, in the world; `reports` are the ids, sorted, of all tellings of it.

    `within` are the ids, sorted, of the events that it is a part of, as a signing of a summit; no event is a part
    of itself, by whatever way. `trust` says how far to trust it; `disputed` are the aspects, sorted, on which its
    reports contradict each other; `follows` is the event before it in its row, as the summit before of the same two.
    """

    id: str
    type: str
    label: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    when: When | None
    status: Status
    topics: tuple[str, ...]
    reports: tuple[str, ...]
    within: tuple[str, ...] = ()
    trust: Trust = Trust()
    disputed: tuple[Aspect, ...] = ()
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Curation:
    """A person's decision that the graph follows: who, on which day, why, and in a line (`label`) what.

    `things` are the ids, sorted, of the reports, events, entities or (of what is dropped) articles that it shaped, `articles`
    of those in which it points; `sets` and `value` say what of a report it sets, or the name that it gives.
    """

    id: str
    verdict: Verdict
    by: str
    on: date
    why: str | None
    label: str
    articles: tuple[str, ...]
    things: tuple[str, ...]
    sets: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything known from a set of articles, each part sorted by id.

    `issues` are those that the scheme of the ontology does not have; `copies` are the groups, of two or more, of
    articles that are near copies of one text, each sorted with the one that stands for the group first.
    """

    citations: tuple[Citation, ...]
    entities: tuple[Entity, ...]
    sentences: tuple[Sentence, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    issues: tuple[Issue, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    curations: tuple[Curation, ...] = ()


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on the parts and their order, and on nothing else.

    >>> digest("article/1", "Summit")
    '3877e35d787186a1'
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def slug(name: str) -> str:
    """`name` in lower-case ASCII letters and digits with single hyphens, for identifiers that people read.

    Names that leave nothing (as in other scripts) give their digest.

    >>> slug("Yoon Suk-yeol"), slug("Recep Tayyip Erdoğan")
    ('yoon-suk-yeol', 'recep-tayyip-erdogan')
    """
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", flat).strip("-") or digest(name)


def to_article(
    text: str,
    *,
    name: str,
    title: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    note: str | None = None,
) -> Article:
    """The article made of `text` as it came, its id drawn from its name and its text.

    >>> to_article("Seoul hosts the summit.", name="a.txt").id
    'article/a7af62e71ea54f97'
    """
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    identifier = f"article/{digest(name, sha256)}"
    return Article(Citation(identifier, name, sha256, title, published, publisher, url, note), text)
