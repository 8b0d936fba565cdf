"""Briefs: a cited page on a dyad, a leader, a state, a body or an issue, made of templates and of nothing but the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from comity.findings.briefs.course import planned, timeline
from comity.findings.briefs.disputes import disputes
from comity.findings.briefs.dossier import Dossier, to_dossier
from comity.findings.briefs.news import news
from comity.findings.briefs.people import met, offices
from comity.findings.briefs.positions import agreements, positions
from comity.findings.briefs.records import Brief, Group, Note, Part, Section, Statement
from comity.findings.briefs.short import in_short
from comity.findings.briefs.warmth import warmth
from comity.findings.briefs.wording import STATUS
from comity.findings.briefs.writing import named, source, to_json, to_markdown
from comity.knowledge.ontology import Ontology
from comity.model import Knowledge, Status
from comity.nets import Choice
from comity.nets.states import STATE
from comity.words import count, day

SECTIONS: Mapping[str, Callable[[Dossier], Section | None]] = {
    "short": in_short,
    "course": warmth,
    "offices": offices,
    "timeline": timeline,
    "met": met,
    "positions": positions,
    "agreements": agreements,
    "disputes": disputes,
    "planned": planned,
}
"""The sections in the order in which they stand; one more is a function (None where it has no place) and a line here."""

READING = (
    "Every sentence is made by a template from facts of the graph; the articles’ own words stand in quotation marks.",
    "“Read” is how often that kind of reading was right on annotated articles, “certain” how sure the latest source is, “sources”"
    " how many independent ones there are, copies counted once: three numbers that are never made one.",
    "Weights are those of PLOVER for kinds of events, from -10, conflict, to 10, cooperation; plans are not counted.",
    "“(inferred)” marks who is not named there and was supplied; “(about: …)” gives issues of the scheme.",
)
"""How to read a brief."""

EVERY = Choice(statuses=frozenset(Status))
"""Events of every status and day."""


def brief(
    knowledge: Knowledge,
    ontology: Ontology,
    subjects: Iterable[str],
    choice: Choice = EVERY,
    *,
    before: Knowledge | None = None,
    since: date | None = None,
    as_of: date | None = None,
) -> Brief:
    """A brief on one or two subjects, given by the ids of actors or issues, on the events that fit `choice`.

    With `since`, what changed from that day on, compared with `before`, what was known until then. `as_of` is the day as of which
    the knowledge is, where it is not that of today; it is only told.

    Raises:
        AnalysisError: a subject is not in the graph, or they have nothing in common; see `to_dossier`.
    """
    dossier = to_dossier(knowledge, ontology, subjects, choice)
    sections = [made for make in SECTIONS.values() if (made := make(dossier)) is not None]
    if before is not None and since is not None:
        sections.append(news(dossier, before, since))
    return Brief(
        title=" and ".join(s.name for s in dossier.subjects),
        subjects=tuple(s.id for s in dossier.subjects),
        facts=tuple(_facts(dossier, sections, as_of)),
        sections=tuple(sections),
        notes=tuple(_notes(sections, dossier)),
        reading=(*READING, *_chosen_by(dossier)),
        day=dossier.day,
    )


def _facts(dossier: Dossier, sections: Iterable[Section], as_of: date | None) -> Iterator[str]:
    """How much there is, of what, from which articles."""
    statuses = Counter(e.status for e in dossier.events)
    told = ", ".join(f"{statuses[s]} {STATUS[s]}" for s in Status if statuses[s])
    yield f"{count(len(dossier.events), 'event')}{f': {told}' if told else ''}."
    names = {dossier.reports[r].article for e in dossier.events for r in e.reports}
    stated = {name for s in sections for statement in s.statements for name in statement.claims}
    names |= {c.article for c in dossier.knowledge.claims if c.id in stated}
    days = sorted(d for n in names if (d := dossier.articles[n].published))
    ends = " to ".join(dict.fromkeys((day(days[0]), day(days[-1])))) if days else ""
    when = f", published {ends}" if ends else ""
    copies = len(names) - len({dossier.first_copy.get(n, n) for n in names})
    same = f" ({count(copies, 'copy', 'copies')} among them)" if copies else ""
    undated = sum(dossier.articles[n].published is None for n in names)
    without = f", {undated} without a day" if undated else ""
    yield f"From {count(len(names), 'article')}{same}{when}{without}."
    if as_of is not None:
        yield f"As it could be known on {day(as_of)}."
    choice = dossier.choice
    if choice.first or choice.last:
        since = f" from {day(choice.first)}" if choice.first else ""
        until = f" to {day(choice.last)}" if choice.last else ""
        yield f"Events{since}{until} only; what has no date is left out."


def _chosen_by(dossier: Dossier) -> Iterator[str]:
    """Which events are told, in words."""
    if len(dossier.subjects) > 1 and all(s.members for s in dossier.subjects):
        yield (
            "Told are events in which both take part, what is part of these, and events of one of them where the sentence that"
            " tells it names the other; a state stands for its people, bodies and groups too."
        )
    elif any(s.id.startswith(STATE) for s in dossier.subjects):
        yield "A state stands for its people, bodies and groups too."
    elif any(len(s.members) > 1 for s in dossier.subjects):
        yield "A body stands for those who hold an office in it, too, unless they are of a state."


def _notes(sections: Iterable[Section], dossier: Dossier) -> Iterator[Note]:
    """The sentences in the order in which the sections first stand on them."""
    cites = (cite for s in sections for statement in s.statements for cite in statement.cites)
    groups = {name: group for group in dossier.knowledge.copies for name in group}
    for number, cite in enumerate(dict.fromkeys(cites), start=1):
        sentence = dossier.sentences[cite]
        own = dossier.articles[sentence.article]
        others = (n for n in groups.get(own.id, ()) if n != own.id)
        yield Note(number, sentence, own, tuple(dossier.articles[n] for n in others))


__all__ = [
    "EVERY", "SECTIONS", "Brief", "Group", "Note", "Part", "Section", "Statement", "brief", "named", "source", "to_json",
    "to_markdown",
]  # fmt: skip
