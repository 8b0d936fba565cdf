"""All that the sections of a brief draw on: what is known, looked up by id, and what of it concerns the subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from comity.errors import AnalysisError
from comity.findings.briefs.subjects import (
    Subject,
    apart,
    concerned,
    most_told,
    of_all,
    partners,
    to_subject,
)
from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Citation, Claim, Entity, Event, Issue, Knowledge, Report, Sentence
from comity.nets import Choice, chosen, days_of
from comity.nets.states import state_of

MOST_CITED = 3
"""The most sentences that one statement cites; the articles that tell a thing are counted in its trust."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The knowledge with what concerns the `subjects`: `events` in the order of time, `claims` by id.

    `known` has all events by id. `day` is the last day on which an article was published, None where none says so; `first_copy`
    gives for each article that is a copy the one that stands for it.
    """

    knowledge: Knowledge
    ontology: Ontology
    subjects: tuple[Subject, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    known: Mapping[str, Event]
    entities: Mapping[str, Entity]
    issues: Mapping[str, Issue]
    reports: Mapping[str, Report]
    sentences: Mapping[str, Sentence]
    articles: Mapping[str, Citation]
    first_copy: Mapping[str, str]
    day: date | None
    choice: Choice

    def name(self, identifier: str) -> str:
        """The name of an entity; words that are no entity stand for themselves."""
        return self.entities[identifier].name if identifier in self.entities else identifier

    def type(self, identifier: str) -> str:
        """The class of an entity, "" for words that are none."""
        return self.entities[identifier].type if identifier in self.entities else ""

    def side(self, identifier: str) -> int:
        """The place of the subject that an entity stands for, beyond all of them where it stands for none."""
        for number, subject in enumerate(self.subjects):
            if identifier in subject.members:
                return number
        return len(self.subjects)

    def published(self, report: Report) -> date | None:
        """The day on which a report was published."""
        return self.articles[report.article].published

    def tellings(self, event: Event, only: Iterable[str] | None = None) -> tuple[Report, ...]:
        """A report for each independent origin, those that give the event its status first, then by day of publication.

        `only` takes those of these ids.
        """
        origins = dict(zip(event.reports, event.trust.origins, strict=False))
        kept = set(event.reports if only is None else only)
        told = [self.reports[r] for r in event.reports if r in kept and r in self.reports]
        told.sort(
            key=lambda r: (
                r.status is not event.status,
                self.published(r) or date.max,
                r.article != origins.get(r.id, r.article),
                -r.confidence,
                r.id,
            )
        )
        found: dict[str, Report] = {}
        for report in told:
            origin = origins.get(report.id, report.article)
            found.setdefault(self.first_copy.get(origin, origin), report)
        return tuple(found.values())

    def cites(self, event: Event, only: Iterable[str] | None = None) -> tuple[str, ...]:
        """The sentences to cite for an event: of each origin the one that tells it, at most `MOST_CITED`."""
        told = (s for r in self.tellings(event, only) for s in r.sentences[:1])
        return tuple(dict.fromkeys(s for s in told if s in self.sentences))[:MOST_CITED]

    def cites_of(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The sentences to cite for standing facts that say the same, by day of publication; copies count once."""
        ordered = sorted(
            claims, key=lambda c: (self.articles[c.article].published or date.max, c.id)
        )
        found: dict[str, str] = {}
        for claim in ordered:
            for sentence in claim.sentences[:1]:
                if sentence in self.sentences:
                    origin = self.first_copy.get(claim.article, claim.article)
                    found.setdefault(origin, sentence)
        return tuple(dict.fromkeys(found.values()))[:MOST_CITED]


def to_dossier(
    knowledge: Knowledge, ontology: Ontology, names: Iterable[str], choice: Choice
) -> Dossier:
    """The dossier on one or two subjects, given by their ids, of the events that fit `choice`.

    Raises:
        AnalysisError: a subject is not in the graph, there are none, both are one, or they have nothing in common.
    """
    issues = issues_of(knowledge, ontology.issues)
    given = tuple(names)
    if not 1 <= len(given) <= 2:
        raise AnalysisError(f"a brief is on one or two subjects; {len(given)} are given")
    subjects = apart([to_subject(name, knowledge, issues) for name in given])
    fitting = chosen(knowledge, choice)
    days = (c.published for c in knowledge.citations if c.published)
    dossier = Dossier(
        knowledge=knowledge,
        ontology=ontology,
        subjects=subjects,
        events=_in_time(concerned(subjects, fitting, knowledge), knowledge),
        claims=of_all(subjects, knowledge.claims),
        known={e.id: e for e in knowledge.events},
        entities={e.id: e for e in knowledge.entities},
        issues=issues,
        reports={r.id: r for r in knowledge.reports},
        sentences={s.id: s for s in knowledge.sentences},
        articles={c.id: c for c in knowledge.citations},
        first_copy={name: group[0] for group in knowledge.copies for name in group},
        day=max(days, default=None),
        choice=choice,
    )
    if not dossier.events and not dossier.claims:
        raise AnalysisError(_nothing(dossier, fitting))
    return dossier


def _in_time(events: Iterable[Event], knowledge: Knowledge) -> tuple[Event, ...]:
    """Events by their first day, then their last; those without days last, by the day on which they were first told."""
    articles = {c.id: c.published or date.max for c in knowledge.citations}
    published = {r.id: articles[r.article] for r in knowledge.reports}

    def key(event: Event) -> tuple[date, date, date, str]:
        first, last = days_of(event.when) or (date.max, date.max)
        told = min((published[r] for r in event.reports), default=date.max)
        return first, last, told, event.id

    return tuple(sorted(events, key=key))


def _nothing(dossier: Dossier, fitting: Iterable[Event]) -> str:
    """That there is nothing to brief on, and on what there is."""
    names = {e.id: e.name for e in dossier.knowledge.entities}
    states = {e.id: s for e in dossier.knowledge.entities if (s := state_of(e.code)) in names}
    given = tuple(fitting)
    what = " and ".join(subject.name for subject in dossier.subjects)
    if len(dossier.subjects) == 1:
        issues = {i.id: i.label for i in dossier.issues.values()}
        known = most_told(given, issues if dossier.subjects[0].issues else names)
        return f"{what} is in no event and no fact here; told of most: {known}"
    told = "; ".join(
        f"{subject.name} has most to do with {partners(subject, given, names, states)}"
        for subject in dossier.subjects
    )
    return f"{what} have nothing in common here; {told}"
