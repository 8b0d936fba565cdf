"""Where envoys are summoned: in the capital of those who summon them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.datelines import dateline
from comity.extract.identifiers import is_state, state_id
from comity.extract.records import Candidate
from comity.extract.tokens import Doc
from comity.extract.whereabouts import add_place, capitals
from comity.model import Role, Status

_SUMMONING = frozenset(("summon", "summons", "summoning", "call", "carpet", "convoke", "haul"))
_NAMELESS = frozenset(("body/foreign-office", "body/foreign-ministry"))
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))


def at_the_ministry(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, summonses of which no place is told with the capital of the state that summons."""
    return tuple(_seated(doc, c) if _is_summons(doc, c) else c for c in kept)


def _is_summons(doc: Doc, event: Candidate) -> bool:
    told = event.type == "Protest" and event.place is None and event.status in _SETTLED
    return told and doc[event.trigger].lemma_.lower() in _SUMMONING


def _seated(doc: Doc, summons: Candidate) -> Candidate:
    acting = [a.entity for a in summons.arguments if a.role is Role.ACTOR]
    home = dateline(doc)
    if home is not None and home.state and set(acting) <= _NAMELESS:
        return replace(summons, place=home.place)
    states = {e if is_state(e) else _state(doc, e) for e in acting} - {None}
    towns = capitals().get(next(iter(states)) or "", frozenset()) if len(states) == 1 else ()
    if len(towns) != 1:
        return summons
    town = next(iter(towns))
    add_place(doc, town)
    return replace(summons, place=town)


def _state(doc: Doc, entity: str) -> str | None:
    """The state of a body, or of somebody in office."""
    known = doc._.entities.get(entity)
    if known is not None and known.code:
        return state_id(known.code)
    return next((o.of for o in doc._.offices if o.person == entity and is_state(o.of)), None)
