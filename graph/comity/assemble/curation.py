"""A person's decisions replayed on what was read: which of them apply to what, and which do not and why.

Every decision is looked up in the extractions as they were read, so that no decision hangs on another, and the newest of
those that contradict each other counts: see `bonds.order`. Nothing is changed but the records that are assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from comity.assemble.bonds import Bonds, Pair, bind, order
from comity.assemble.docket import Applied, Docket, Problem
from comity.assemble.overrides import overridden, things, unknown
from comity.assemble.spots import Local, Missed, Shelf
from comity.curations import Curations, Decision, Field, Kind
from comity.model import Extraction, Report

T = TypeVar("T", bound=str | tuple[str, str])
_EVENTS = (Kind.SAME_EVENT, Kind.NOT_SAME_EVENT)
_ACTORS = (Kind.SAME_ACTOR, Kind.NOT_SAME_ACTOR)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be assembled, and how; `absent` are the decisions on articles that are not at hand."""

    extractions: Mapping[str, Extraction]
    events: Bonds[str] = field(default_factory=Bonds)
    actors: Bonds[Local] = field(default_factory=Bonds)
    namings: tuple[tuple[Decision, tuple[Local, ...]], ...] = ()
    applied: tuple[Applied, ...] = ()
    problems: tuple[Problem, ...] = ()
    absent: tuple[Decision, ...] = ()


def settle(extractions: Mapping[str, Extraction], curations: Curations) -> Settled:
    """The extractions as the decisions have them, with what they say of events, actors and names."""
    if not curations.decisions:
        return Settled(extractions)
    once = {d.id: d for d in sorted(curations.decisions, key=lambda d: d.where, reverse=True)}
    decisions = sorted(once.values(), key=order)
    docket = Docket(Shelf(extractions.values()), extractions)
    dropped = _dropped(decisions, docket)
    changed = _changed(decisions, dropped, docket)
    events, actors = _events(decisions, dropped, docket), _actors(decisions, docket)
    return Settled(
        extractions=changed,
        events=events,
        actors=actors,
        namings=_namings(decisions, docket),
        applied=tuple(sorted(docket.applied, key=lambda a: a.decision.id)),
        problems=tuple(sorted(set(docket.problems))),
        absent=tuple(sorted(docket.absent, key=lambda d: d.id)),
    )


def _of(decisions: Iterable[Decision], *kinds: Kind) -> list[Decision]:
    return [decision for decision in decisions if decision.kind in kinds]


def _dropped(decisions: Sequence[Decision], docket: Docket) -> dict[str, Decision]:
    """By report that is to be dropped, the decision that says so."""
    found: dict[str, Decision] = {}
    for decision in _of(decisions, Kind.WRONG_REPORT):
        reports = docket.shelf.reports(decision.spots[0])
        if isinstance(reports, Missed):
            docket.miss(decision, reports)
            continue
        for report in reports:
            found.setdefault(report.id, decision)
        docket.applied.append(Applied(decision, articles=frozenset(r.article for r in reports)))
    return found


def _changed(
    decisions: Sequence[Decision], dropped: Mapping[str, Decision], docket: Docket
) -> Mapping[str, Extraction]:
    """The extractions without what is dropped, and with the right values."""
    wanted = _of(decisions, Kind.RIGHT_VALUE)
    known = things(docket.extractions.values() if wanted else ())
    values: dict[str, dict[Field, Decision]] = {}
    for decision in wanted:
        reports = _standing(decision, 0, dropped, docket)
        taken = [r for r in reports if _takes(decision, r, values, docket)]
        strange = next(
            (
                u
                for r in taken
                if (u := unknown(decision, docket.extractions[r.article].entities, known))
            ),
            None,
        )
        if strange is not None:
            docket.object(decision, strange.message)
        elif taken and decision.sets is not None:
            for report in taken:
                values.setdefault(report.id, {})[decision.sets] = decision
            docket.applied.append(Applied(decision, frozenset(r.id for r in taken)))
    gone = frozenset(dropped)
    return {key: overridden(e, gone, values, known) for key, e in docket.extractions.items()}


def _takes(
    decision: Decision,
    report: Report,
    values: Mapping[str, Mapping[Field, Decision]],
    docket: Docket,
) -> bool:
    """Whether no decision that counts before gives the report another value."""
    if decision.sets is None:
        return False
    before = values.get(report.id, {}).get(decision.sets)
    if before is None or before.values == decision.values:
        return True
    docket.object(
        decision,
        f"it gives the report another {decision.sets} than {before.where}, which counts; remove what is wrong",
    )
    return False


def _standing(
    decision: Decision, place: int, dropped: Mapping[str, Decision], docket: Docket
) -> Sequence[Report]:
    """The reports at a place of a decision that are not dropped; what is not there is said."""
    reports = docket.shelf.reports(decision.spots[place])
    if isinstance(reports, Missed):
        docket.miss(decision, reports)
        return ()
    left = [report for report in reports if report.id not in dropped]
    if not left:
        docket.object(
            decision,
            f"the report is wrong by {dropped[reports[0].id].where}; remove one of the two",
        )
    return left


def _events(
    decisions: Sequence[Decision], dropped: Mapping[str, Decision], docket: Docket
) -> Bonds[str]:
    pairs: list[Pair[str]] = []
    for decision in _of(decisions, *_EVENTS):
        one = _standing(decision, 0, dropped, docket)
        other = _standing(decision, 1, dropped, docket) if one else ()
        pairs += _pairs(decision, [r.id for r in one], [r.id for r in other], docket)
    bonds, taken, clashes = bind(pairs)
    for clash in clashes:
        docket.contradicted(clash)
    docket.applied += [Applied(d, reports=found) for d, found in _by_decision(taken).items()]
    return bonds


def _actors(decisions: Sequence[Decision], docket: Docket) -> Bonds[Local]:
    pairs: list[Pair[Local]] = []
    for decision in _of(decisions, *_ACTORS):
        found = [docket.shelf.actors(spot) for spot in decision.spots]
        missed = next((f for f in found if isinstance(f, Missed)), None)
        if missed is not None:
            docket.miss(decision, missed)
            continue
        one, other = (f for f in found if not isinstance(f, Missed))
        if decision.kind.same and not _alike(one[0], other[0], docket):
            docket.object(
                decision,
                "the two are of kinds that are never one, such as a person and a state; correct a place",
            )
            continue
        pairs += _pairs(decision, one, other, docket)
    bonds, taken, clashes = bind(pairs)
    for clash in clashes:
        docket.contradicted(clash)
    docket.applied += [Applied(d, actors=found) for d, found in _by_decision(taken).items()]
    return bonds


def _pairs(
    decision: Decision, one: Sequence[T], other: Sequence[T], docket: Docket
) -> list[Pair[T]]:
    """The pairs that a decision is about; one text may stand in several articles."""
    found = [Pair(decision, a, b) for a in one for b in other if a != b]
    if one and other and not found:
        remedy = (
            "narrow the spans"
            if decision.kind.same
            else "what one article reads as one cannot be parted"
        )
        docket.object(decision, f"both places lead to the same; {remedy}, or remove the decision")
    return found


def _by_decision(taken: Iterable[Pair[T]]) -> dict[Decision, frozenset[T]]:
    found: dict[Decision, set[T]] = {}
    for pair in taken:
        found.setdefault(pair.decision, set()).update((pair.one, pair.other))
    return {decision: frozenset(things) for decision, things in found.items()}


def _alike(one: Local, other: Local, docket: Docket) -> bool:
    """Whether two actors are of kinds that can be one: a person is never a body, nor a state a party."""
    types = [
        next(e.type for e in docket.extractions[article].entities if e.id == name)
        for article, name in (one, other)
    ]
    alone = [type_ for type_ in types if type_ in ("Person", "State", "Place")]
    return not alone or types[0] == types[1]


def named(
    settled: Settled, canonical: Callable[[Local], str]
) -> tuple[dict[str, str], list[Applied], list[Problem]]:
    """By actor's id across articles, the name that it is to have, with the decisions that say so and those set aside."""
    found: dict[str, Decision] = {}
    applied, problems = [], []
    for decision, places in settled.namings:
        ids = sorted({canonical(place) for place in places})
        other = next((found[i] for i in ids if i in found), decision)
        if other.values == decision.values:
            found |= dict.fromkeys(ids, decision)
            applied.append(Applied(decision, actors=frozenset(places)))
        else:
            message = (
                f"it gives another name than {other.where}, which counts; remove what is wrong"
            )
            problems.append(Problem(decision.where, message))
    return {i: decision.values[0] for i, decision in found.items()}, applied, problems


def _namings(
    decisions: Sequence[Decision], docket: Docket
) -> tuple[tuple[Decision, tuple[Local, ...]], ...]:
    """The decisions on names that lead to an actor, in the order in which they count."""
    found = []
    for decision in _of(decisions, Kind.PREFERRED_NAME):
        places = docket.shelf.actors(decision.spots[0])
        if isinstance(places, Missed):
            docket.miss(decision, places)
        else:
            found.append((decision, places))
    return tuple(found)
