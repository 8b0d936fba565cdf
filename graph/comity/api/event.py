"""One event as a program or a notebook sees it: its record, its history, and what each article says in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from comity.api import markup
from comity.api.frames import Rows, rows
from comity.api.markup import Bundle
from comity.api.table import Table
from comity.errors import QueryError
from comity.model import Event, Knowledge, Sentence
from comity.rdf.result import Value
from comity.stories import Story, Told, found, to_story, to_text

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

_LISTED = 8
_COLUMNS = (
    "article", "published", "publisher", "type", "status", "when", "actors", "recipients", "place", "source",
    "sentence", "rule", "confidence", "certainty", "trigger", "start", "end", "sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class EventRecord:
    """An event with every report of it: printed, or shown in a notebook, it tells all that is known.

    >>> import comity
    >>> summit = comity.open("build").event("summit otieno")
    >>> summit.label, summit.status, summit.facts["where"]
    ('Summit of Amina Otieno and Dawit Bekele', 'occurred', 'Nairobi')
    >>> print(summit.quotes[0])
    Otieno and Bekele held a summit in Nairobi in March. (addis.jsonl:7)
    """

    story: Story

    @property
    def event(self) -> Event:
        """The event's record of the model."""
        return self.story.event

    @property
    def id(self) -> str:
        """The event's id, as networks and answers have it."""
        return self.event.id

    @property
    def label(self) -> str:
        """The event in a line."""
        return self.event.label

    @property
    def status(self) -> str:
        """One of occurred, ongoing, planned, possible, denied."""
        return str(self.event.status)

    @property
    def facts(self) -> dict[str, str]:
        """What is known of it, by name: class, status, when, where, actors ... and trust."""
        return dict(self.story.facts)

    @property
    def reports(self) -> Rows:
        """One row a report: what the article says, the rule that read it, and where its words stand (characters, half-open).

        `sha256`, `start` and `end` are what a decision in `curations.toml` points with.

        >>> import comity
        >>> reports = comity.open("build").event("summit otieno").reports
        >>> list(reports["article"])
        ['addis.jsonl:7', 'nairobi.txt']
        """
        told = tuple(_row(told) for told in self.story.reports)
        return rows(Table(_COLUMNS, told, f"Reports of {self.label}"))

    @property
    def history(self) -> Rows:
        """The reports at which its status changes, by the day of publication; no rows where it never does.

        >>> import comity
        >>> len(comity.open("build").event("summit otieno").history)
        0
        """
        turns = ((t.citation.published, t.citation.name, t.said) for t in self.story.history)
        return rows(
            Table(("published", "article", "said"), tuple(turns), f"History of {self.label}")
        )

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences that say so, each with its article, none twice."""
        return tuple(
            dict.fromkeys(
                f"{_flat(sentence)} ({told.citation.name})"
                for told in self.story.reports
                for sentence in told.sentences
            )
        )

    def __repr__(self) -> str:
        return to_text(self.story).rstrip()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return {"text/plain": repr(self), "text/html": "".join(_html(self.story))}


def record_of(wanted: str, knowledge: Knowledge, ontology: Ontology) -> EventRecord:
    """The record of the one event with this id, or with these words in its label.

    Raises:
        QueryError: none fits, or several do; the message lists them.
    """
    fit = found(wanted, knowledge)
    if len(fit) == 1:
        return EventRecord(to_story(fit[0], knowledge, ontology))
    if not fit:
        raise QueryError(f"no event has the id or the words {wanted!r}; .events() lists all")
    listed = "; ".join(f"{e.id} {e.label}" for e in fit[:_LISTED])
    more = f"; and {len(fit) - _LISTED} more" if len(fit) > _LISTED else ""
    raise QueryError(f"{len(fit)} events fit {wanted!r}; give one of these ids: {listed}{more}")


def _row(told: Told) -> tuple[Value, ...]:
    report, citation = told.report, told.citation
    return (
        citation.name, citation.published, citation.publisher, report.type, str(report.status), told.when or None,
        told.actors or None, told.recipients or None, told.place or None, told.source or None,
        " ".join(map(_flat, told.sentences)), report.rule, report.confidence, report.certainty,
        report.trigger_text, report.trigger.start, report.trigger.end, citation.sha256,
    )  # fmt: skip


def _flat(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def _html(story: Story) -> Iterator[str]:
    yield f"<p><strong>{escape(story.event.label)}</strong><br><code>{escape(story.event.id)}</code></p>"
    yield markup.table(("", ""), story.facts)
    if story.history:
        yield "<p><strong>How its status changed</strong></p>"
        turns = [(str(t.citation.published or ""), t.said, t.citation.name) for t in story.history]
        yield markup.table(("published", "what it says", "article"), turns)
    yield f"<p><strong>Who says so ({len(story.reports)})</strong></p>"
    for told in story.reports:
        yield from _report(told)


def _report(told: Told) -> Iterator[str]:
    about = f" ({escape(told.about)})" if told.about else ""
    yield f"<p>{markup.link(told.citation.name, told.citation.url)}{about}: {escape(told.said)}"
    yield f"<br><small>{escape(told.read)}; {escape(told.sure)}</small></p>"
    once = {sentence.text: sentence for sentence in reversed(told.sentences)}
    for sentence in sorted(once.values(), key=told.sentences.index):
        yield f"<blockquote>{_marked(sentence, told)}</blockquote>"


def _marked(sentence: Sentence, told: Told) -> str:
    """The sentence with the words that the rule fired on marked, if they stand in it."""
    start = told.report.trigger.start - sentence.span.start
    end = told.report.trigger.end - sentence.span.start
    if not 0 <= start < end <= len(sentence.text):
        return escape(sentence.text)
    text = sentence.text
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
