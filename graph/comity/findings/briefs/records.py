"""The shape of a brief: sections of statements, each with the sentences of articles that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.findings.charted import Chart
from comity.model import Citation, Sentence
from comity.words import count


@dataclass(frozen=True, slots=True)
class Part:
    """Words, and the ids of the sentences that say so."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the graph holds, in words.

    `lead` is the date and place, or "". `status` is that of the event, in words, or "" for a standing fact. `trust` has the
    numbers by name: of an event how surely it was `read`, how `certain` its latest source is and how many independent `sources`
    tell it, of a standing fact `read` and the number of `articles`. `events` and `claims` are the ids of what is told, `caution`
    a word on why to doubt a figure, or "".
    """

    lead: str
    parts: tuple[Part, ...]
    status: str = ""
    trust: tuple[tuple[str, float], ...] = ()
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    caution: str = ""

    @property
    def text(self) -> str:
        """The words without their sources."""
        return " ".join(part for part in (self.head, "".join(p.text for p in self.parts)) if part)

    @property
    def head(self) -> str:
        """The lead with its full stop, or ""."""
        return f"{self.lead.removesuffix('.')}." if self.lead else ""

    @property
    def small(self) -> str:
        """Status, trust and caution in words: `happened; read 0.77, certain 1.00, 3 sources`."""
        return "; ".join(part for part in (self.status, self.trusted) if part)

    @property
    def trusted(self) -> str:
        """The numbers of trust in words, `read 0.77, certain 1.00, 3 sources`, else the word of caution."""
        return self.caution or ", ".join(
            count(number, name.removesuffix("s"))
            if isinstance(number, int)
            else f"{name} {number:.2f}"
            for name, number in self.trust
        )

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of all sentences that it stands on, in order."""
        return tuple(dict.fromkeys(cite for part in self.parts for cite in part.cites))


@dataclass(frozen=True, slots=True)
class Group:
    """Statements under a heading of their own, which is "" where a section has no headings."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Groups of statements, none of them empty; `nothing` is what is said where there is none, `chart` what can be drawn."""

    name: str
    title: str
    nothing: str
    groups: tuple[Group, ...]
    chart: Chart | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, group by group."""
        return tuple(statement for group in self.groups for statement in group.statements)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that a brief stands on, by its number, from 1, with its article.

    `copies` are the other articles that carry the same text.
    """

    number: int
    sentence: Sentence
    article: Citation
    copies: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A page on one or two subjects.

    `subjects` are their ids, `facts` lines on what the page is made of, `notes` the sentences in the order in which the sections
    first stand on them. `day` is the last day of publication, on which "ahead" hangs, or None where no article has one.
    """

    title: str
    subjects: tuple[str, ...]
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    reading: tuple[str, ...]
    day: date | None

    @property
    def statements(self) -> Iterator[Statement]:
        """All statements, section by section."""
        return (statement for section in self.sections for statement in section.statements)

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the notes by the ids of their sentences."""
        return {note.sentence.id: note.number for note in self.notes}


def section(name: str, title: str, nothing: str, *groups: Group) -> Section:
    """A section without its empty groups."""
    return Section(name, title, nothing, tuple(group for group in groups if group.statements))
