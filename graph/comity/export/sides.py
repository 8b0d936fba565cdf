"""The two sides of an event as PLOVER codes it, with the codes and the sides that the text leaves out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comity.export.countries import Told, country_of, only_state, place_code
from comity.export.folding import base_type, plover
from comity.knowledge.ontology import Ontology
from comity.model import Participant, Role, Status

_MUTUAL = frozenset(("CONSULT", "AGREE", "SUPPORT", "COOPERATE"))
_FORCE = frozenset(("PROTEST", "ASSAULT", "COERCE"))
_AT_HOME = frozenset(("PROTEST", "COERCE", "CONCEDE"))
_NEEDS_RECIPIENT = frozenset(("COOPERATE", "AID", "SANCTION", "CONSULT"))
_THERE = frozenset(("ASSAULT", "MOBILIZE", "AID", "SANCTION", "THREATEN"))
_OWN_PEOPLE = frozenset(("Group", "GovernmentBody", "Party", "Person", "Organization"))
_OFFICIAL = frozenset(("GovernmentBody", "Party", "Person"))


@dataclass(frozen=True, slots=True)
class Actor:
    """A side of a coded event: the participant, or none where the view supplies it, and its code."""

    code: str | None
    participant: Participant | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its PLOVER type, that of the act before it was folded, and its two sides."""

    told: Told
    type: str
    act: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


def code(told: Told, ontology: Ontology) -> Coded | None:
    """The report as PLOVER codes it; None where it has no type or not the sides that the type needs."""
    report = told.report
    sides = {
        role: [Actor(country_of(p, told), p) for p in report.participants if p.role is role]
        for role in Role
    }
    joint = len({a.code for a in sides[Role.ACTOR]} - {None}) > 1
    type_ = plover(report.type, report.status, ontology, joint=joint, rule=report.rule)
    if type_ is None or (report.status is Status.POSSIBLE and report.source is not None):
        return None
    actors, recipients = _sides(told, type_, sides[Role.ACTOR], sides[Role.RECIPIENT])
    act = base_type(report.type, report.status, ontology, joint=joint, rule=report.rule) or type_
    coded = Coded(told, type_, act, *_completed(told, type_, actors, recipients))
    several = len({a.code for a in coded.actors}) > 1
    if not coded.actors or (type_ in _NEEDS_RECIPIENT and not (coded.recipients or several)):
        return None
    return coded


def _sides(
    told: Told, type_: str, actors: list[Actor], recipients: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """Who acts and whom they act with: of "X met Y" Y is the recipient, of "X and Y met" there is none."""
    if type_ not in _MUTUAL or len(actors) < 2:
        return actors, recipients
    if any(r.code for r in recipients):
        return actors, recipients
    trigger = told.report.trigger
    before = [a for a in actors if a.participant and a.participant.span.start < trigger.start]
    after = [a for a in actors if a not in before]
    return (before, after) if before and after else (actors, [])


def _completed(
    told: Told, type_: str, actors: list[Actor], recipients: list[Actor]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The sides with what the text leaves out; an actor without a code gives way to those with one."""
    acting = _acting(told, type_, actors)
    own = next((a.code for a in acting if a.code), None)
    met = [replace(r, code=own) if not r.code and _is_own(told, r) else r for r in recipients]
    target = _target(told, type_, own) if acting and not met else None
    return tuple(acting), tuple([Actor(target)] if target else met)


def _acting(told: Told, type_: str, actors: list[Actor]) -> list[Actor]:
    """Those who act: in protest and force of the state where they act, officials of the only one spoken of."""
    state = only_state(told)
    home = place_code(told) or (state if type_ == "PROTEST" else None)
    found: list[Actor] = []
    for actor in actors:
        code = actor.code or (home if type_ in _FORCE else None)
        found.append(replace(actor, code=code or (state if _is_official(told, actor) else None)))
    if not found and home and type_ == "ASSAULT":
        return [Actor(home)]
    return [a for a in found if a.code] or found


def _target(told: Told, type_: str, own: str | None) -> str | None:
    """At whom an act is directed that names nobody: those at home, or the state where it is done."""
    where = place_code(told)
    if type_ in _AT_HOME:
        return where or own
    return where if type_ in _THERE and where != own else None


def _is_official(told: Told, actor: Actor) -> bool:
    """Whether an actor without a code is a person, body or party, which the text need not tie to its state."""
    if actor.participant is None:
        return False
    return told.index.entities[actor.participant.entity].type in _OFFICIAL


def _is_own(told: Told, actor: Actor) -> bool:
    if actor.participant is None:
        return False
    return told.index.entities[actor.participant.entity].type in _OWN_PEOPLE
