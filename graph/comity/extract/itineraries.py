"""What somebody is to do on a journey that is to come: "will visit Peru in May. In Lima he will hold talks with"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.extract.continuations import paragraphs_of
from comity.extract.datelines import state_of
from comity.extract.records import Candidate
from comity.extract.tokens import Doc
from comity.model import Role, Status

_PROGRAMME = frozenset(
    "Meeting Summit Consultation Negotiation Conference Tribute Agreement".split()
)
_AHEAD = 2


def with_itinerary(doc: Doc, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, those that are to happen on a planned visit tied to it (`at`), in the same order.

    They are the traveller's, told in the paragraph of the visit or the two after it, without a day of their own.
    """
    visits = [c for c in candidates if c.type == "Visit" and c.status is Status.PLANNED and _to(c)]
    if not visits:
        return tuple(candidates)
    paragraph_of = paragraphs_of(doc)
    offices = {o.person: o.of for o in doc._.offices}
    found = []
    for event in candidates:
        planned = event.status is Status.PLANNED and event.type in _PROGRAMME
        if not planned or event.at is not None or event.when is not None:
            found.append(event)
            continue
        journeys = (
            v
            for v in reversed(visits)
            if v.trigger < event.trigger
            and 0 <= paragraph_of[event.sentences[0]] - paragraph_of[v.sentences[0]] <= _AHEAD
            and _is_on(event, v, offices)
        )
        visit = next(journeys, None)
        found.append(event if visit is None else replace(event, at=visit.trigger))
    return tuple(found)


def _to(visit: Candidate) -> str | None:
    """The state that is visited."""
    if visit.place is not None:
        return state_of(visit.place) or visit.place
    states = (a.entity for a in visit.arguments if a.role is Role.RECIPIENT)
    return next((e for e in states if e.startswith("state/")), None)


def _is_on(event: Candidate, visit: Candidate, offices: Mapping[str, str]) -> bool:
    """Whether the traveller acts, in a town of the state visited or in none that is named."""
    acting = {a.entity for a in event.arguments if a.role is Role.ACTOR}
    travelling = {a.entity for a in visit.arguments if a.role is Role.ACTOR}
    if not acting & travelling:
        return False
    if event.place is not None:
        return (state_of(event.place) or event.place) == _to(visit)
    sides = {offices.get(a, a) for a in acting - travelling}
    return all(side == _to(visit) or not side.startswith("state/") for side in sides)
