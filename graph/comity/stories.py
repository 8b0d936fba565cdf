"""One event told in full: what, who, when, where, how its status changed, and every report with its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Citation, Curation, Event, Knowledge, Report, Role, Sentence, When


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its article and its sentences; `origin` names the article whose copy it is, None where it is its own.

    `actors`, `recipients`, `place` and `source` are names, `when` is in words; what the article does not say is empty.
    """

    report: Report
    citation: Citation
    sentences: tuple[Sentence, ...]
    actors: str
    recipients: str
    place: str
    when: str
    source: str
    origin: str | None

    @property
    def about(self) -> str:
        """The article's title, publisher and day, as far as they are known."""
        day = self.citation.published.isoformat() if self.citation.published else None
        return ", ".join(p for p in (self.citation.title, self.citation.publisher, day) if p)

    @property
    def said(self) -> str:
        """What the article says of the event, in a line."""
        told = f", according to {self.source}" if self.source else ""
        return f"{self.report.type}, {self.report.status}, {self.when or 'no date'}{told}"

    @property
    def read(self) -> str:
        """How it was read, in a line."""
        rule, words = self.report.rule, self.report.trigger_text
        return f"read by {rule} at '{words}', confidence {self.report.confidence:.2f}"

    @property
    def sure(self) -> str:
        """How sure the article and its source are, in a line."""
        held = f", held back by '{self.report.hedge}'" if self.report.hedge else ""
        same = f", of one origin with {self.origin}" if self.origin else ""
        return f"certainty {self.report.certainty:.2f}{held}{same}"


@dataclass(frozen=True, slots=True)
class Story:
    """An event; `facts` are pairs of a name and what is known, `reports` are by article and place in the text.

    `history` are the reports, by the day of publication, at which the status changes; none where it never does.
    """

    event: Event
    facts: tuple[tuple[str, str], ...]
    reports: tuple[Told, ...]
    history: tuple[Told, ...]


def found(wanted: str, knowledge: Knowledge) -> list[Event]:
    """The events with this id, else with this start of it, else with all these words in the label.

    An id may be given as an IRI and without `event/`; capitals do not matter.
    """
    identifier = wanted.rpartition("event/")[2].strip().casefold()
    exact = [e for e in knowledge.events if e.id.removeprefix("event/") == identifier]
    if exact or not identifier:
        return exact
    begun = [e for e in knowledge.events if e.id.removeprefix("event/").startswith(identifier)]
    words = wanted.casefold().split()
    return begun or [e for e in knowledge.events if all(w in e.label.casefold() for w in words)]


def to_story(event: Event, knowledge: Knowledge, ontology: Ontology) -> Story:
    """All that is known of an event."""
    names = {e.id: e.name for e in knowledge.entities}
    facts = tuple((k, v) for k, v in _facts(event, knowledge, ontology, names) if v)
    reports = tuple(_told(event, knowledge, names))
    return Story(event, facts, reports, _history(reports))


def to_text(story: Story) -> str:
    """The event in lines for reading."""
    return "".join(f"{line}\n" for line in _lines(story))


def _lines(story: Story) -> Iterator[str]:
    yield story.event.label
    yield f"  {story.event.id}"
    yield from (f"  {name}: {value}" for name, value in story.facts)
    for told in story.reports:
        yield ""
        yield f"{told.citation.name}{f' ({told.about})' if told.about else ''}"
        yield from (f"  {line}" for line in (told.said, told.read, told.sure))
        for sentence in told.sentences:
            quote = " ".join(sentence.text.split())
            yield f"  {sentence.span.start}-{sentence.span.end}: {quote}"


def _facts(
    event: Event, knowledge: Knowledge, ontology: Ontology, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    labels = {e.id: e.label for e in knowledge.events}
    issues = issues_of(knowledge, ontology.issues)
    yield "class", " < ".join(ontology.ancestors(event.type))
    yield "status", str(event.status)
    yield "when", _when(event.when)
    yield "where", names.get(event.place, event.place) if event.place else ""
    yield "actors", ", ".join(names[a] for a in event.actors)
    yield "recipients", ", ".join(names[r] for r in event.recipients)
    yield "at", "; ".join(labels[e] for e in event.within)
    yield "after", labels.get(event.follows or "", "")
    yield "told differently", ", ".join(event.disputed)
    yield "about", ", ".join(issues[t].label for t in event.topics)
    yield "trust", _trust(event)
    yield from (("curated", _curated(c)) for c in knowledge.curations if event.id in c.things)


def _curated(curation: Curation) -> str:
    """A person's decision: what, who, when and why."""
    why = f": {curation.why}" if curation.why else ""
    return f"{curation.label} (by {curation.by}, {curation.on}{why})"


def _trust(event: Event) -> str:
    """The three numbers: how surely it was read, how sure its latest source is, and how many say so."""
    trust = event.trust
    many = "source" if trust.sources == 1 else "sources"
    return f"reading {trust.reading:.2f}, certainty {trust.certainty:.2f}, {trust.sources} independent {many}"


def _told(event: Event, knowledge: Knowledge, names: Mapping[str, str]) -> Iterator[Told]:
    articles = {c.id: c for c in knowledge.citations}
    sentences = {s.id: s for s in knowledge.sentences}
    origins = dict(zip(event.reports, event.trust.origins, strict=False))
    reports = [r for r in knowledge.reports if r.id in event.reports]
    for report in sorted(reports, key=lambda r: (articles[r.article].name, r.trigger, r.id)):
        first = origins.get(report.id, report.article)
        yield Told(
            report=report,
            citation=articles[report.article],
            sentences=tuple(sentences[i] for i in report.sentences),
            actors=", ".join(names[x] for x in dict.fromkeys(report.of_role(Role.ACTOR))),
            recipients=", ".join(names[x] for x in dict.fromkeys(report.of_role(Role.RECIPIENT))),
            place=names.get(report.place, report.place) if report.place else "",
            when=_when(report.when),
            source=names.get(report.source, report.source) if report.source else "",
            origin=None if first == report.article else articles[first].name,
        )


def _history(reports: tuple[Told, ...]) -> tuple[Told, ...]:
    """The reports at which the status changes in the order of publication; those without a day come last."""
    ordered = sorted(reports, key=lambda t: t.citation.published or date.max)
    turns = [
        told
        for before, told in zip((None, *ordered), ordered, strict=False)
        if before is None or before.report.status != told.report.status
    ]
    return tuple(turns) if len(turns) > 1 else ()


def _when(when: When | None) -> str:
    if when is None:
        return ""
    if when.earliest is None or when.latest is None:
        return f"'{when.text}' (unresolved: the article's date is not known)"
    ends = dict.fromkeys((when.earliest.isoformat(), when.latest.isoformat()))
    return f"{' to '.join(ends)} ({when.precision}, from '{when.text}')"
