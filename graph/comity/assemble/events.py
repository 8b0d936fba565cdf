"""Reports of one event, from one article or several, made one event.

Two reports are of one event when they are dated alike, within two months, their classes lie on one
line of the hierarchy, and the same people (or, where no person acts, the same actors) take part; a
plan and its fulfilment are one event. Reports without a date of their own, and verbal acts, stay on
their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from comity.assemble.origins import Press, to_press
from comity.assemble.parts import within
from comity.assemble.trust import to_trust
from comity.knowledge.ontology import load_ontology
from comity.model import Citation, Entity, Event, Precision, Report, Role, Status, When, digest

_WIDEST = 62
_ONE_YEAR = 366
_CERTAINTY = (Status.OCCURRED, Status.ONGOING, Status.DENIED, Status.PLANNED, Status.POSSIBLE)
_VERBAL = frozenset(
    ("Statement", "Support", "Request", "Accusation", "Rejection", "Threat", "Offer")
)


def merge_events(
    reports: tuple[Report, ...],
    citations: tuple[Citation, ...],
    entities: Mapping[str, Entity],
    copies: Sequence[Sequence[str]] = (),
) -> tuple[Event, ...]:
    """The events that `reports` tell of, sorted by id; every report belongs to exactly one.

    `copies` are the groups of articles that are near copies.
    """
    press = to_press(citations, copies, entities)
    events = sorted((_event(group, press) for group in _groups(reports)), key=lambda e: e.id)
    whole = within(reports, {r: e.id for e in events for r in e.reports})
    return tuple(replace(e, within=whole.get(e.id, ())) for e in events)


def _groups(reports: tuple[Report, ...]) -> list[list[Report]]:
    """The reports of one event each, within blocks of one floor-2 class.

    Two groups are joined when a report of the one is the same event as one of the other, and no two of
    their reports contradict each other: "in August" does not tie Aug. 3 to Aug. 9.
    """
    member: dict[str, tuple[Report, ...]] = {r.id: (r,) for r in reports}
    for a, b in _pairs(reports):
        first, second = member[a.id], member[b.id]
        if first is second or not same_event(a, b):
            continue
        if all(_may_be_one(x, y) for x in first for y in second):
            joined = tuple(sorted((*first, *second), key=lambda r: r.id))
            member |= dict.fromkeys((r.id for r in joined), joined)
    once = {group[0].id: group for group in member.values()}
    return [list(once[key]) for key in sorted(once)]


def _may_be_one(a: Report, b: Report) -> bool:
    """Whether neither date nor place of two reports contradict each other."""
    if a.when is None or b.when is None:
        return _same_place(a, b)
    return _same_place(a, b) and _overlap(a.when, b.when)


def _pairs(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Report]]:
    """Pairs that share a floor-2 class and a person or actor; others cannot be of one event."""
    blocks: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.type not in _VERBAL and report.when is not None:
            for core in sorted(_core(report)):
                blocks[_family(report.type), core].append(report)
    for key in sorted(blocks):
        yield from combinations(blocks[key], 2)


def _family(type_: str) -> str:
    return load_ontology().ancestors(type_)[-2]


def _core(report: Report) -> frozenset[str]:
    """The people who act, or all actors where no person does."""
    actors = frozenset(report.of_role(Role.ACTOR)) or frozenset(report.of_role(Role.RECIPIENT))
    people = frozenset(a for a in actors if a.startswith("person/"))
    return people or actors


def same_event(a: Report, b: Report) -> bool:
    """Whether two reports of one floor-2 class tell of the same event."""
    ontology = load_ontology()
    if a.type not in ontology.ancestors(b.type) and b.type not in ontology.ancestors(a.type):
        return False
    return _same_place(a, b) and _core(a) == _core(b) and _same_time(a.when, b.when)


def _same_place(a: Report, b: Report) -> bool:
    """Whether the places can be one: either is unknown or only the state, or both are the same."""
    places = {p for p in (a.place, b.place) if p}
    return len(places) < 2 or any(p.startswith("state/") for p in places)


def _overlap(a: When, b: When) -> bool:
    """Whether two dates share a day; one that is not resolved shares any."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _same_time(a: When | None, b: When | None) -> bool:
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    days = [(w.latest - w.earliest).days for w in (a, b) if w.latest and w.earliest]
    alike = a.precision is b.precision and max(days) <= _ONE_YEAR
    return _overlap(a, b) and (max(days) <= _WIDEST or alike)


def _event(group: list[Report], press: Press) -> Event:
    ontology, entities = load_ontology(), press.entities
    published = {r.article: press.citations[r.article].published for r in group}
    latest = max(
        group, key=lambda r: (published[r.article] or date.min, -_CERTAINTY.index(r.status), r.id)
    )
    type_ = max((r.type for r in group), key=lambda t: (len(ontology.ancestors(t)), t))
    actors = _union(group, Role.ACTOR)
    recipients = tuple(e for e in _union(group, Role.RECIPIENT) if e not in actors)
    place = min(
        (r.place for r in group if r.place), key=lambda p: (p.startswith("state/"), p), default=None
    )
    when = min((r.when for r in group if r.when), key=_width, default=None)
    label = _label(ontology.event_classes[type_].label, actors, recipients, place, when, entities)
    return Event(
        id=f"event/{digest(group[0].id)}",
        type=type_,
        label=label,
        actors=actors,
        recipients=recipients,
        place=place,
        when=when,
        status=latest.status,
        topics=tuple(sorted({t for r in group for t in r.topics})),
        reports=tuple(r.id for r in group),
        trust=to_trust(group, press),
    )


def _union(group: list[Report], role: Role) -> tuple[str, ...]:
    return tuple(sorted({e for r in group for e in r.of_role(role)}))


def _width(when: When) -> tuple[int, str, str]:
    if when.earliest is None or when.latest is None:
        return 10**6, "", when.text
    return (when.latest - when.earliest).days, when.earliest.isoformat(), when.text


def _label(
    kind: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    place: str | None,
    when: When | None,
    entities: Mapping[str, Entity],
) -> str:
    """A line that people can tell events apart by: "Summit: A, B (Seoul, 2023-05-07)"."""
    names = ", ".join(entities[a].name for a in actors[:3]) + (
        " and others" if len(actors) > 3 else ""
    )
    towards = " → " + ", ".join(entities[r].name for r in recipients[:2]) if recipients else ""
    setting = ", ".join(x for x in (entities[place].name if place else "", shown(when)) if x)
    who = f"{names}{towards}".removeprefix(" ")
    return f"{kind[:1].upper()}{kind[1:]}: {who}" + (f" ({setting})" if setting else "")


def shown(when: When | None) -> str:
    """A date at its own precision: 2023-05-07, 2023-03, 1965, 2022-11-11/2022-11-19; else "".

    >>> shown(When(date(2023, 3, 1), date(2023, 3, 31), Precision.MONTH, "in March"))
    '2023-03'
    """
    if when is None or when.earliest is None or when.latest is None:
        return ""
    size = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(when.precision)
    if size:
        return when.earliest.isoformat()[:size]
    return f"{when.earliest.isoformat()}/{when.latest.isoformat()}"
