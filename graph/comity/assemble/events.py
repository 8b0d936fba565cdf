"""Events made of the reports that tell of them: what each is now known to be.

Nothing that a report says is lost or changed; an event shows, of each thing, what most of its reports can agree on and, among
those, the finest: a day before a month, a town before a state, names before "officials".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from comity.assemble.telling import is_vague
from comity.knowledge.ontology import Ontology
from comity.model import (
    Entity,
    Event,
    Precision,
    Report,
    Role,
    Status,
    When,
    digest,
)

T = TypeVar("T", bound=Hashable)

_SETTLED = (Status.OCCURRED, Status.ONGOING)
_CERTAINTY = (Status.OCCURRED, Status.ONGOING, Status.DENIED, Status.PLANNED, Status.POSSIBLE)


def in_order(reports: Iterable[Report], published: Mapping[str, date | None]) -> list[Report]:
    """Reports by the day on which they were published, those of an unknown day first."""
    return sorted(reports, key=lambda r: (published[r.article] or date.min, r.article, r.id))


def to_event(
    group: Sequence[Report],
    published: Mapping[str, date | None],
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> Event:
    """The event that some reports tell of, without its trust, its disputes and its links to other events."""
    told = in_order(group, published)
    status = current_status(told, published)
    type_ = _type(told, ontology)
    actors, recipients = _participants(told)
    place = _place(told, entities)
    when = _when(_telling_of(told, status))
    label = _label(ontology.event_classes[type_].label, actors, recipients, place, when, entities)
    return Event(
        id=f"event/{digest(told[0].id)}",
        type=type_,
        label=label,
        actors=actors,
        recipients=recipients,
        place=place,
        when=when,
        status=status,
        topics=tuple(sorted({t for r in told for t in r.topics})),
        reports=tuple(sorted(r.id for r in told)),
    )


def current_status(told: Sequence[Report], published: Mapping[str, date | None]) -> Status:
    """The status of an event by its reports in their order: what has happened stays so, else the latest word counts.

    Among reports of one day the most certain counts.
    """
    settled = [r for r in told if r.status in _SETTLED]
    latest = max((published[r.article] or date.min for r in settled or told), default=date.min)
    last = [r.status for r in settled or told if (published[r.article] or date.min) == latest]
    return min(last, key=_CERTAINTY.index)


def _telling_of(told: Sequence[Report], status: Status) -> Sequence[Report]:
    """The reports that say when an event of a status is: of a plan the latest dated, of what happened those that say so."""
    dated = [r for r in told if r.when is not None and r.when.earliest is not None]
    if status in _SETTLED:
        return [r for r in dated if r.status in _SETTLED] or dated or told
    own = [r for r in dated if r.status is status] or dated
    return [r for r in own if r.article == own[-1].article] if own else told


def _type(told: Sequence[Report], ontology: Ontology) -> str:
    """The finest class on the line that most reports are on."""
    lines = [ontology.ancestors(r.type) for r in told]
    return max(
        sorted({r.type for r in told}),
        key=lambda t: (
            sum(t in line or line[0] in ontology.ancestors(t) for line in lines),
            len(ontology.ancestors(t)),
        ),
    )


def _participants(told: Sequence[Report]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All who act and all who are acted on, sorted; groups that one article alone knows give way to names."""
    acting, suffering = (
        {e for r in told for e in r.of_role(role)} for role in (Role.ACTOR, Role.RECIPIENT)
    )
    actors = _named(acting)
    return tuple(sorted(actors)), tuple(sorted(_named(suffering) - actors))


def _named(people: set[str]) -> set[str]:
    named = {e for e in people if not is_vague(e)}
    return named or people


def _most_agreed(
    values: Sequence[T],
    agree: Callable[[T, T], bool],
    order: Callable[[T], tuple[int | str | bool, ...]],
) -> T | None:
    """The value that most others can agree with, of those that no finer one agrees with; of equals the first in `order`.

    `order` begins with how coarse a value is: a month may agree with all, and yet says less than any of its days.
    """
    distinct = list(dict.fromkeys(values))
    finest = [
        v
        for v in distinct
        if not any(order(w)[:1] < order(v)[:1] and agree(v, w) for w in distinct)
    ]
    return min(finest, key=lambda v: (-sum(agree(v, w) for w in values), order(v)), default=None)


def _place(told: Sequence[Report], entities: Mapping[str, Entity]) -> str | None:
    """The place that most reports give or allow, a town before its state."""

    def agree(a: str, b: str) -> bool:
        return a == b or (
            (a.startswith("state/") or b.startswith("state/"))
            and _code(a, entities) == _code(b, entities) is not None
        )

    places = [r.place for r in told if r.place]
    return _most_agreed(places, agree, lambda p: (p.startswith("state/"), places.index(p), p))


def _code(place: str, entities: Mapping[str, Entity]) -> str | None:
    return entities[place].code if place in entities else None


def _when(told: Sequence[Report]) -> When | None:
    """The time that most reports give or allow, the narrowest of those."""
    return _most_agreed([r.when for r in told if r.when], overlap, _width)


def overlap(a: When, b: When) -> bool:
    """Whether two dates share a day; one that is not resolved shares any."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


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
