"""Journeys: a visit to a state and what happens on it lend each other the town.

A visitor of whom the article names one town of the state visited, and no other, was there ("arrived in South Korea ...
visited the national cemetery in Seoul"); talks of that day between the visitor and the state's own people were too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.datelines import state_of
from comity.extract.identifiers import is_state, state_id
from comity.extract.records import Argument, Candidate
from comity.extract.times import compatible
from comity.extract.tokens import Doc
from comity.extract.whereabouts import add_place
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import Role, Status

_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_TALKS = frozenset("Consultation Meeting Summit Negotiation".split())


def on_journeys(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, visits with the one town in which the visitor is told to have been, and talks on them with its place."""
    kept = [_abroad(doc, _met_on(doc, c, kept)) for c in kept]
    journeys = {i: state for i, c in enumerate(kept) if (state := _destination(c)) is not None}
    if not journeys:
        return tuple(kept)
    found = list(kept)
    for i, state in journeys.items():
        towns = {t for c in kept if _shares(c, kept[i]) for t in [_town(doc, c.place)] if t}
        inside = {town for town in towns if state_of(town) == state}
        if len(inside) == 1:
            town = next(iter(inside))
            found[i] = replace(found[i], place=town)
            add_place(doc, town)
    sides = {o.person: o.of for o in doc._.offices}
    for n, talks in enumerate(found):
        if talks.type in _TALKS and talks.place is None and talks.when is not None:
            hosts = {sides.get(a, a) for a in _actors(talks)}
            on = (i for i, s in journeys.items() if s in hosts and _same_days(found[i], talks))
            journey = next(on, None)
            if journey is not None:
                found[n] = replace(talks, place=found[journey].place)
    return tuple(found)


def _met_on(doc: Doc, visit: Candidate, kept: Sequence[Candidate]) -> Candidate:
    """A visit taken up again by those who meet on it, with the place and day of their talks.

    "Told him at their Sunday meeting in Lima that the visit was welcome": the visitor is among those who talk, and
    another of them is at home there.
    """
    if (
        visit.type != "Visit"
        or not visit.anaphoric
        or visit.place
        or visit.when
        or visit.status not in _SETTLED
    ):
        return visit
    visitors, sides = _actors(visit), {o.person: o.of for o in doc._.offices}
    for talks in kept:
        near = not set(talks.sentences).isdisjoint(visit.sentences)
        if talks.type not in _TALKS or talks.place is None or talks.status not in _SETTLED:
            continue
        hosts = {sides.get(a, a) for a in _actors(talks) - visitors}
        if near and visitors and visitors <= _actors(talks) and state_of(talks.place) in hosts:
            return replace(visit, place=talks.place, when=talks.when)
    return visit


def _abroad(doc: Doc, visit: Candidate) -> Candidate:
    """A visit to a town of another state than that of the visitors, with that state as the one visited."""
    if visit.type != "Visit" or visit.place is None or is_state(visit.place):
        return visit
    state, visitors = state_of(visit.place), _actors(visit)
    if state is None or any(a.role is Role.RECIPIENT for a in visit.arguments):
        return visit
    sides = {side for v in visitors if (side := _side(doc, v)) is not None}
    if not sides or state in sides:
        return visit
    named = [r for r in doc._.references if r.place == visit.place]
    first = min(named, key=lambda r: abs(r.start - visit.trigger), default=None)
    start, end = (first.start, first.end) if first else (visit.trigger, visit.trigger_end)
    visited = Argument(state, Role.RECIPIENT, start, end, inferred=True)
    return replace(visit, arguments=(*visit.arguments, visited))


def _side(doc: Doc, entity: str) -> str | None:
    """The state that somebody is, or is of; of an organisation itself."""
    office = next((o.of for o in doc._.offices if o.person == entity), None)
    if office is not None or is_state(entity):
        return office or entity
    known = doc._.entities.get(entity)
    return state_id(known.code) if known is not None and known.code else None


def _destination(candidate: Candidate) -> str | None:
    """The state that a visit goes to, where no town of it is told."""
    if candidate.type != "Visit" or candidate.status is Status.DENIED:
        return None
    if candidate.place is not None:
        return candidate.place if is_state(candidate.place) else None
    states = [a.entity for a in candidate.arguments if a.role is Role.RECIPIENT]
    return states[0] if len(states) == 1 and is_state(states[0]) else None


def _shares(other: Candidate, visit: Candidate) -> bool:
    """Whether the visitor does something else somewhere that may be on the visit."""
    return (
        other.trigger != visit.trigger
        and other.place is not None
        and not is_state(other.place)
        and other.status is visit.status
        and bool(_actors(other) & _actors(visit))
        and compatible(other.when, visit.when)
    )


def _same_days(visit: Candidate, talks: Candidate) -> bool:
    return (
        visit.when is not None
        and visit.place is not None
        and visit.status is talks.status
        and bool(_actors(visit) & _actors(talks))
        and compatible(visit.when, talks.when)
    )


def _actors(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def _town(doc: Doc, place: str | None) -> str | None:
    """The town of the gazetteer that a place is, or that the name of a site in it holds ("Seoul National Cemetery")."""
    gazetteer, nouns = load_gazetteer(), load_actor_nouns()
    known = gazetteer.entries.get(place or "")
    entity = doc._.entities.get(place)
    name = known.name if known is not None else entity.name if entity is not None else ""
    words = name.split()
    if known is not None and not any(w.lower() in nouns.site | nouns.feature for w in words):
        return known.id
    forms = (f for w in words for f in gazetteer.forms.get(w, ()))
    return next((f.entry for f in forms if gazetteer.entries[f.entry].type == "Place"), None)
