"""One real event is one report: the tellings of an event within one article are put together.

Two candidates tell of one event when their classes agree, their participants fit (one set holds the
other), and their dates, places and statuses do not contradict each other. Verbal acts are told once
as a rule, so they are put together only within a sentence or over the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from comity.extract.datelines import state_of
from comity.extract.inheritance import linked, with_inherited
from comity.extract.records import Argument, Candidate
from comity.extract.times import compatible, finer
from comity.model import Role, Status

_MATERIAL = frozenset(
    "Meeting Summit Conference Visit Call Negotiation Consultation WeaponsTest MilitaryExercise "
    "Ruling Tribute Incident Appointment Assault Coercion Sanction Mobilization Apology Concession "
    "Protest Retreat Aid".split()
)
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_OPEN = frozenset((Status.PLANNED, Status.POSSIBLE))
_LET_GO = (":free", ":release", ":pardon", ":hand over", ":return", ":let go", ":set free")


def together(
    candidates: tuple[Candidate, ...], parents: Mapping[str, str]
) -> tuple[Candidate, ...]:
    """The candidates with the tellings of one event made one, in the order of first trigger."""
    kept: list[Candidate] = []
    index: dict[int, int] = {}
    for candidate in candidates:
        fits = [i for i, k in enumerate(kept) if same_event(k, candidate, parents)]
        at = _antecedent(candidate, fits)
        if at is None:
            kept.append(candidate)
        else:
            kept[at] = _joined(kept[at], candidate, parents)
        index[candidate.trigger] = len(kept) - 1 if at is None else at
    told = linked(with_inherited(kept, index), index)
    return tuple(c for c in told if c.arguments)


def _antecedent(candidate: Candidate, fits: list[int]) -> int | None:
    """Of the events told before that fit, the first, which is the article's own.

    For "the meeting" alone, and for what has a date, the last.
    """
    if not fits:
        return None
    alone = candidate.anaphoric and not candidate.arguments
    return fits[-1] if alone or candidate.when is not None else fits[0]


def same_event(a: Candidate, b: Candidate, parents: Mapping[str, str]) -> bool:
    """Whether two candidates of one article can be tellings of one event; `a` comes before `b`."""
    if not _related(a.type, b.type, parents) or not _same_place(a.place, b.place):
        return False
    if not compatible(a.when, b.when) or _are_two_deeds(a, b):
        return False
    dated = a.when is not None and b.when is not None
    if not dated and any(c.rule.endswith(" since") for c in (a, b)):
        return False
    if dated and a.type == b.type == "Agreement" and _actors(a) == _actors(b):
        return _agree(a, b)
    return _may_recur(a, b) and _agree(a, b) and _fit(a, b)


def _are_two_deeds(a: Candidate, b: Candidate) -> bool:
    """'freed the mayor and dropped all charges': two verbs of one sentence grant two things."""
    granted = a.type == b.type == "Concession" and a.sentences == b.sentences
    return granted and a.rule.endswith(_LET_GO) != b.rule.endswith(_LET_GO)


def _may_recur(a: Candidate, b: Candidate) -> bool:
    """Whether `b` can tell `a` again: a deed anywhere, words only in the sentence they stand in."""
    near = not set(a.sentences).isdisjoint(b.sentences)
    nouns = a.rule.startswith("noun") and b.rule.startswith("noun")
    standing = nouns and a.type == b.type == "Threat"
    return a.type in _MATERIAL or near or standing


def _agree(a: Candidate, b: Candidate) -> bool:
    """Whether words and statuses agree; "the meeting" alone agrees with any status."""
    if a.type == "Statement" and a.trigger != b.trigger and a.quote != b.quote:
        return False
    return _same_status(a.status, b.status) or (b.anaphoric and not b.arguments)


def _fit(a: Candidate, b: Candidate) -> bool:
    """Whether the participants are the same, one set holding the other."""
    first, second = _actors(a), _actors(b)
    if not b.arguments:
        return b.anaphoric and a.type in _MATERIAL
    if not first or not second:
        return bool({x.entity for x in a.arguments} & {x.entity for x in b.arguments})
    if _conflict(_recipients(a), _recipients(b)):
        return False
    return first <= second or second <= first


def _actors(c: Candidate) -> set[str]:
    return {a.entity for a in c.arguments if a.role is Role.ACTOR}


def _recipients(c: Candidate) -> set[str]:
    return {a.entity for a in c.arguments if a.role is Role.RECIPIENT}


def _conflict(a: set[str], b: set[str]) -> bool:
    return bool(a and b and not (a <= b or b <= a))


def _related(a: str, b: str, parents: Mapping[str, str]) -> bool:
    return a == b or _is_below(b, a, parents) or _is_below(a, b, parents)


def _is_below(name: str, other: str, parents: Mapping[str, str]) -> bool:
    """Whether a class is a refinement of another."""
    above = parents.get(name, "Event")
    while above != "Event" and above != other:
        above = parents.get(above, "Event")
    return above == other


def _same_place(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b or _finer_place(a, b) is not None


def _finer_place(a: str | None, b: str | None) -> str | None:
    """Of two places the one that lies in the other, a state; the only one; else None."""
    if a is None or b is None or a == b:
        return a or b
    return a if state_of(a) == b else b if state_of(b) == a else None


def _same_status(a: Status, b: Status) -> bool:
    return a == b or (a in _SETTLED and b in _SETTLED) or (a in _OPEN and b in _OPEN)


def _joined(a: Candidate, b: Candidate, parents: Mapping[str, str]) -> Candidate:
    """The first telling, refined by the second: the finer class and date, every participant."""
    known = {x.entity for x in a.arguments}
    added = tuple(x for x in b.arguments if x.entity not in known)
    kind = b.type if _is_below(b.type, a.type, parents) else a.type
    return replace(
        a,
        type=kind,
        arguments=_by_certainty((*a.arguments, *added)),
        place=_finer_place(a.place, b.place) or a.place,
        when=finer(a.when, b.when),
        status=_settled(a.status, b.status),
        topics=tuple(sorted({*a.topics, *b.topics})),
        source=a.source or b.source,
        sentences=tuple(sorted({*a.sentences, *b.sentences})),
        anaphoric=a.anaphoric and b.anaphoric,
        at=a.at if a.at is not None else b.at,
        others=(*a.others, b.trigger, *b.others),
    )


def _by_certainty(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    return tuple(sorted(arguments, key=lambda a: (a.role is not Role.ACTOR, a.start)))


def _settled(a: Status, b: Status) -> Status:
    """The status of one event told with two: what took place and what is planned are stronger."""
    if {a, b} == _OPEN:
        return Status.PLANNED
    return Status.OCCURRED if {a, b} == _SETTLED else a
