"""What a person says that a report should say, or that there should be none: put into the extraction's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comity.curations import Decision, Field
from comity.dates import to_when
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import load_ontology
from comity.knowledge.rows import fold
from comity.model import Entity, Extraction, Issue, Participant, Report, Role, Status

Values = Mapping[Field, Decision]
_ROLES = {Field.ACTORS: Role.ACTOR, Field.RECIPIENTS: Role.RECIPIENT}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in a decision that is of nothing known."""

    message: str


@dataclass(frozen=True, slots=True)
class Things:
    """Everything that a decision can name, by its name in small letters and by its id.

    `met` is what articles tell of, the first of each name by id; an article's own goes before.
    """

    met: Mapping[str, Entity]
    issues: Mapping[str, Issue]

    def entity(self, name: str, own: Iterable[Entity]) -> Entity | None:
        """The entity of a name or id: the article's own, else of another article, else of the gazetteer."""
        key = fold(name)
        found = next((e for e in own if key in _keys(e)), None) or self.met.get(key)
        if found is None:
            known = load_gazetteer()
            ids = {form.entry for form in known.forms.get(name, ())}
            ids |= {name} & known.entries.keys()
            if len(ids) == 1:
                entry = known.entries[ids.pop()]
                found = Entity(entry.id, entry.type, entry.name, (), entry.code, entry.wikidata)
        return found

    def issue(self, name: str) -> Issue | None:
        """The issue of a name or id: of the scheme, else of an article."""
        return self.issues.get(fold(name))


def things(extractions: Iterable[Extraction]) -> Things:
    """All that the articles, and the ontology, have names for."""
    met: dict[str, Entity] = {}
    told: dict[str, Issue] = {}
    every = list(extractions)
    for entity in sorted((e for x in every for e in x.entities), key=lambda e: (e.id, e.name)):
        for key in _keys(entity):
            met.setdefault(key, entity)
    open_ = sorted((i for x in every for i in x.issues), key=lambda i: (i.id, i.label))
    for issue in (*load_ontology().issues.values(), *open_):
        for name in (issue.id, issue.id.removeprefix("issue/"), issue.label, *issue.alt_labels):
            told.setdefault(fold(name), issue)
    return Things(met, told)


def _keys(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.id, entity.name, *entity.aliases)}


@dataclass(frozen=True, slots=True)
class _Changed:
    """A report as it becomes, with what it then speaks of that its article may not."""

    report: Report
    entities: tuple[Entity, ...] = ()
    issues: tuple[Issue, ...] = ()


def unknown(decision: Decision, own: Sequence[Entity], known: Things) -> Unknown | None:
    """What a right value names and nothing is called; None where all is known."""
    names = decision.values
    if decision.sets is Field.TYPE and names[0] not in load_ontology().event_classes:
        return Unknown(f"there is no class '{names[0]}'; the README of the ontology lists them")
    if decision.sets in (Field.PLACE, *_ROLES):
        missing = [name for name in names if known.entity(name, own) is None]
    elif decision.sets is Field.TOPICS:
        missing = [name for name in names if known.issue(name) is None]
    else:
        missing = []
    if missing:
        return Unknown(
            f"nothing that is known is called '{missing[0]}'; give another of its names, or its id"
        )
    return None


def overridden(
    extraction: Extraction, drop: frozenset[str], values: Mapping[str, Values], known: Things
) -> Extraction:
    """The extraction without some of its reports, and with other values in others; all names are known."""
    own = {r.id for r in extraction.reports}
    if not own & (drop | values.keys()):
        return extraction
    changed = [
        _set(_Changed(report), values.get(report.id, {}), extraction, known)
        for report in extraction.reports
        if report.id not in drop
    ]
    reports = tuple(
        replace(c.report, within=None) if c.report.within in drop else c.report for c in changed
    )
    entities = {e.id: e for c in changed for e in c.entities} | {
        e.id: e for e in extraction.entities
    }
    issues = {i.id: i for c in changed for i in c.issues} | {i.id: i for i in extraction.issues}
    return replace(
        extraction,
        reports=reports,
        entities=tuple(entities[key] for key in sorted(entities)),
        issues=tuple(
            issues[key] for key in sorted(_spoken_of(reports, extraction) & issues.keys())
        ),
    )


def _spoken_of(reports: Iterable[Report], extraction: Extraction) -> set[str]:
    """The issues that are left when some reports are gone."""
    return {t for r in reports for t in r.topics} | {c.issue for c in extraction.claims if c.issue}


def _set(changed: _Changed, values: Values, extraction: Extraction, known: Things) -> _Changed:
    for name in sorted(values):
        changed = _SETTERS[name](changed, values[name].values, extraction, known)
    return changed


def _set_type(changed: _Changed, values: Names, _: Extraction, __: Things) -> _Changed:
    return replace(changed, report=replace(changed.report, type=values[0]))


def _set_status(changed: _Changed, values: Names, _: Extraction, __: Things) -> _Changed:
    return replace(changed, report=replace(changed.report, status=Status(values[0])))


def _set_date(changed: _Changed, values: Names, _: Extraction, __: Things) -> _Changed:
    when = to_when(values[0]) if values else None
    return replace(changed, report=replace(changed.report, when=when))


def _set_place(changed: _Changed, values: Names, of: Extraction, known: Things) -> _Changed:
    places = _entities(values, of, known)
    report = replace(changed.report, place=places[0].id if places else None)
    return replace(changed, report=report, entities=(*changed.entities, *places))


def _set_topics(changed: _Changed, values: Names, _: Extraction, known: Things) -> _Changed:
    found = [issue for name in values if (issue := known.issue(name))]
    open_ = [issue for issue in found if issue.id not in load_ontology().issues]
    report = replace(changed.report, topics=tuple(sorted({i.id for i in found})))
    return replace(changed, report=report, issues=(*changed.issues, *open_))


def _set_role(role: Role) -> Setter:
    def setter(changed: _Changed, values: Names, of: Extraction, known: Things) -> _Changed:
        report = changed.report
        found = _entities(values, of, known)
        people = [_participant(entity, role, report, of) for entity in found]
        people += [p for p in report.participants if p.role is not role]
        ordered = sorted(set(people), key=lambda p: (p.role, p.span, p.entity, p.inferred))
        told = replace(report, participants=tuple(ordered))
        return replace(changed, report=told, entities=(*changed.entities, *found))

    return setter


def _participant(entity: Entity, role: Role, report: Report, of: Extraction) -> Participant:
    """The part of an entity in a report, at its name in the same sentences, else inferred at the trigger."""
    spans = [s.span for s in of.sentences if s.id in report.sentences]
    named = [m.span for m in of.mentions if m.entity == entity.id]
    named += [p.span for p in report.participants if p.entity == entity.id and not p.inferred]
    told = sorted(n for n in named if any(s.start <= n.start and n.end <= s.end for s in spans))
    return Participant(entity.id, role, told[0] if told else report.trigger, inferred=not told)


def _entities(names: Names, of: Extraction, known: Things) -> tuple[Entity, ...]:
    return tuple(entity for name in names if (entity := known.entity(name, of.entities)))


Names = tuple[str, ...]
Setter = Callable[[_Changed, Names, Extraction, Things], _Changed]
_SETTERS: Mapping[Field, Setter] = {
    Field.TYPE: _set_type,
    Field.STATUS: _set_status,
    Field.DATE: _set_date,
    Field.PLACE: _set_place,
    Field.TOPICS: _set_topics,
    **{name: _set_role(role) for name, role in _ROLES.items()},
}
