"""One event told in full: what, who, when, where, and every report with its quotes."""

from __future__ import annotations

from collections.abc import Iterator

from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Curation, Event, Knowledge, Report, When


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


def story(event: Event, knowledge: Knowledge, ontology: Ontology) -> str:
    """The event in lines for reading, the reports by article and place in the text."""
    return "".join(f"{line}\n" for line in _lines(event, knowledge, ontology))


def _lines(event: Event, knowledge: Knowledge, ontology: Ontology) -> Iterator[str]:
    names = {e.id: e.name for e in knowledge.entities}
    labels = {e.id: e.label for e in knowledge.events}
    issues = issues_of(knowledge, ontology.issues)
    facts = [
        ("class", " < ".join(ontology.ancestors(event.type))),
        ("status", str(event.status)),
        ("when", _when(event.when)),
        ("where", names.get(event.place, event.place) if event.place else ""),
        ("actors", ", ".join(names[a] for a in event.actors)),
        ("recipients", ", ".join(names[r] for r in event.recipients)),
        ("at", "; ".join(labels[e] for e in event.within)),
        ("after", labels.get(event.follows or "", "")),
        ("told differently", ", ".join(event.disputed)),
        ("about", ", ".join(issues[t].label for t in event.topics)),
        ("trust", _trust(event)),
        *(("curated", _curated(c)) for c in knowledge.curations if event.id in c.things),
    ]
    yield event.label
    yield f"  {event.id}"
    yield from (f"  {name}: {value}" for name, value in facts if value)
    order = {c.id: c.name for c in knowledge.citations}
    reports = [r for r in knowledge.reports if r.id in event.reports]
    origins = dict(zip(event.reports, event.trust.origins, strict=False))
    for report in sorted(reports, key=lambda r: (order[r.article], r.trigger, r.id)):
        yield ""
        yield from _report_lines(report, knowledge, {**names, **order}, origins)


def _curated(curation: Curation) -> str:
    """A person's decision: what, who, when and why."""
    why = f": {curation.why}" if curation.why else ""
    return f"{curation.label} (by {curation.by}, {curation.on}{why})"


def _trust(event: Event) -> str:
    """The three numbers: how surely it was read, how sure its latest source is, and how many say so."""
    trust = event.trust
    many = "source" if trust.sources == 1 else "sources"
    return f"reading {trust.reading:.2f}, certainty {trust.certainty:.2f}, {trust.sources} independent {many}"


def _report_lines(
    report: Report, knowledge: Knowledge, names: dict[str, str], origins: dict[str, str]
) -> Iterator[str]:
    citation = next(c for c in knowledge.citations if c.id == report.article)
    day = citation.published.isoformat() if citation.published else None
    about = ", ".join(part for part in (citation.title, citation.publisher, day) if part)
    yield f"{citation.name}{f' ({about})' if about else ''}"
    source = names.get(report.source, report.source) if report.source else None
    told = f", according to {source}" if source else ""
    yield f"  {report.type}, {report.status}, {_when(report.when) or 'no date'}{told}"
    yield f"  read by {report.rule} at '{report.trigger_text}', confidence {report.confidence:.2f}"
    held = f", held back by '{report.hedge}'" if report.hedge else ""
    first = origins.get(report.id, report.article)
    same = "" if first == report.article else f", of one origin with {names[first]}"
    yield f"  certainty {report.certainty:.2f}{held}{same}"
    sentences = {s.id: s for s in knowledge.sentences}
    for sentence in (sentences[i] for i in report.sentences):
        quote = " ".join(sentence.text.split())
        yield f"  {sentence.span.start}-{sentence.span.end}: {quote}"


def _when(when: When | None) -> str:
    if when is None:
        return ""
    if when.earliest is None or when.latest is None:
        return f"'{when.text}' (unresolved: the article's date is not known)"
    ends = dict.fromkeys((when.earliest.isoformat(), when.latest.isoformat()))
    return f"{' to '.join(ends)} ({when.precision}, from '{when.text}')"
