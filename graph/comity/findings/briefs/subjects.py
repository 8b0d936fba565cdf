"""What a brief is about: an actor or an issue, and which events have to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comity.errors import AnalysisError
from comity.findings.briefs.naming import to_names
from comity.model import Claim, Entity, Event, Issue, Knowledge
from comity.nets.states import STATE, state_of

_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """An actor or issue with all that stands for it.

    `members` are ids of entities, of an actor; `issues` of issues, of an issue. A state has its people, bodies and groups, an
    organisation those who hold an office in it, an issue those under it.
    """

    id: str
    name: str
    members: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()

    def in_event(self, event: Event) -> bool:
        """Whether it takes part in the event, or the event is about it."""
        taking = not self.members.isdisjoint((*event.actors, *event.recipients))
        return taking or not self.issues.isdisjoint(event.topics)

    def in_claim(self, claim: Claim) -> bool:
        """Whether a standing fact is on it."""
        return (
            claim.subject in self.members
            or claim.object in self.members
            or claim.issue in self.issues
        )


def to_subject(identifier: str, knowledge: Knowledge, issues: Mapping[str, Issue]) -> Subject:
    """The subject with this id.

    Raises:
        AnalysisError: the graph has no actor or issue with it.
    """
    if identifier in issues:
        under = frozenset(name for name in issues if identifier in _line(name, issues))
        return Subject(identifier, issues[identifier].label, issues=under)
    entities = {entity.id: entity for entity in knowledge.entities}
    if identifier not in entities:
        raise AnalysisError(f"the graph has no actor and no issue {identifier}; give the id of one")
    found = entities[identifier]
    return Subject(identifier, found.name, members=frozenset(_members(found, knowledge)))


def _line(name: str, issues: Mapping[str, Issue]) -> list[str]:
    """The issue and those above it, itself first."""
    line: list[str] = []
    at: str | None = name
    while at is not None and at in issues and at not in line:
        line.append(at)
        at = issues[at].broader
    return line


def _members(entity: Entity, knowledge: Knowledge) -> Iterable[str]:
    yield entity.id
    if entity.type == "State" and entity.code:
        yield from (e.id for e in knowledge.entities if state_of(e.code) == entity.id and _acts(e))
    elif entity.type != "Person":
        codes = {e.id: e.code for e in knowledge.entities}
        own = (None, state_of(entity.code))  # an ambassador to it speaks for a state
        yield from (
            c.subject
            for c in knowledge.claims
            if c.relation == "holdsOffice"
            and c.object == entity.id
            and c.current
            and state_of(codes.get(c.subject)) in own
        )


def _acts(entity: Entity) -> bool:
    return entity.type not in ("Place", "Treaty", "Office")


def apart(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """The subjects, of two that overlap the larger without the smaller: Kishida, and the rest of Japan.

    Raises:
        AnalysisError: two are one and the same.
    """
    if len(subjects) < 2:
        return tuple(subjects)
    one, other = subjects
    if one.id == other.id:
        raise AnalysisError(f"both are {one.name} ({one.id}); give two")
    if len(one.members) <= len(other.members):
        return one, replace(other, members=other.members - one.members)
    return replace(one, members=one.members - other.members), other


def concerned(
    subjects: Sequence[Subject], events: Iterable[Event], knowledge: Knowledge
) -> tuple[Event, ...]:
    """The events of `events` that concern all `subjects`, in their order.

    Those in which each takes part or which are about it; those within one of these in which one takes part; and, of two
    actors, those in which one takes part and a sentence that tells it names the other.
    """
    given = tuple(events)
    shared = {e.id for e in given if all(s.in_event(e) for s in subjects)}
    if len(subjects) > 1:
        named = _naming(subjects, knowledge)
        shared |= {
            e.id
            for e in given
            if any(s.in_event(e) for s in subjects) and (shared & {*e.within} or named(e))
        }
    return tuple(e for e in given if e.id in shared)


def _naming(subjects: Sequence[Subject], knowledge: Knowledge) -> Callable[[Event], bool]:
    """Whether the sentence that tells an event names each subject that takes no part in it."""
    names = to_names(e for e in knowledge.entities if _acts(e))
    sentences = {s.id: s.text for s in knowledge.sentences}
    first = {r.id: r.sentences[:1] for r in knowledge.reports}

    def named(event: Event) -> bool:
        absent = [s for s in subjects if not s.in_event(event)]
        told = [sentences.get(s, "") for r in event.reports for s in first.get(r, ())]
        return any(
            all(not s.members.isdisjoint(names.within(text)) for s in absent) for text in told
        )

    return named


def of_all(subjects: Sequence[Subject], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The standing facts that are on all `subjects`."""
    return tuple(c for c in claims if all(s.in_claim(c) for s in subjects))


def partners(
    subject: Subject, events: Iterable[Event], names: Mapping[str, str], states: Mapping[str, str]
) -> str:
    """With whom the subject has most to do, in words; "nobody" where it is in no event.

    `states` gives the state of each entity that has one; of a state, states stand for their people.
    """
    found: Counter[str] = Counter()
    for event in events:
        if subject.in_event(event):
            others = {*event.actors, *event.recipients} - subject.members
            if subject.id.startswith(STATE):
                others = {states.get(o, o) for o in others} - {subject.id}
            found.update(others)
    return _first(found, names)


def most_told(events: Iterable[Event], names: Mapping[str, str]) -> str:
    """The things of `names` of which most events tell, in words."""
    found: Counter[str] = Counter()
    for event in events:
        told = {*event.actors, *event.recipients, *event.topics}
        found.update(told & names.keys())
    return _first(found, names)


def _first(found: Counter[str], names: Mapping[str, str]) -> str:
    nearest = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_NEAREST]
    return ", ".join(f"{names.get(name, name)} ({number})" for name, number in nearest) or "nobody"
