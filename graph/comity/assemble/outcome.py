"""What decisions came to: each that applies with the things that it shaped, and those that could not be carried out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from comity.assemble.docket import Applied, Problem
from comity.assemble.spots import Local
from comity.curations import Kind
from comity.model import Curation, Knowledge, Verdict

_VERDICTS = {
    Kind.SAME_EVENT: Verdict.SAME,
    Kind.SAME_ACTOR: Verdict.SAME,
    Kind.NOT_SAME_EVENT: Verdict.NOT_SAME,
    Kind.NOT_SAME_ACTOR: Verdict.NOT_SAME,
    Kind.WRONG_REPORT: Verdict.WRONG,
    Kind.RIGHT_VALUE: Verdict.VALUE,
    Kind.PREFERRED_NAME: Verdict.NAME,
}
Canonical = Callable[[Local], str]


def undone(
    applied: Collection[Applied], knowledge: Knowledge, canonical: Canonical
) -> dict[str, Problem]:
    """By id, the decisions that were not carried out, since something stronger ties the two or keeps them apart."""
    if not applied:
        return {}
    events = {r: e.id for e in knowledge.events for r in e.reports}
    found = {}
    for one in applied:
        decision = one.decision
        if not decision.kind.on_pair:
            continue
        ends = {events[r] for r in one.reports} | {canonical(a) for a in one.actors}
        if (len(ends) == 1) != decision.kind.same:
            tied = "they stay two" if decision.kind.same else "they stay one"
            message = f"{tied}, by what other decisions and the articles say; decide on those too"
            found[decision.id] = Problem(decision.where, message)
    return found


def to_curations(
    applied: Collection[Applied],
    knowledge: Knowledge,
    canonical: Canonical,
    *,
    leave_out: Collection[str],
) -> tuple[Curation, ...]:
    """The decisions as the graph tells of them, sorted by id."""
    if not applied:
        return ()
    events = {r: e.id for e in knowledge.events for r in e.reports}
    known = {e.id for e in knowledge.entities}
    article_of = {r.id: r.article for r in knowledge.reports}
    found = {}
    for one in applied:
        decision = one.decision
        if decision.id in leave_out:
            continue
        articles = {a for a, _ in one.actors} | {article_of[r] for r in one.reports} | one.articles
        things = {*one.reports, *(events[r] for r in one.reports), *one.articles}
        things |= {i for local in one.actors if (i := canonical(local)) in known}
        found[decision.id] = Curation(
            id=decision.id,
            verdict=_VERDICTS[decision.kind],
            by=decision.by,
            on=decision.on,
            why=decision.why or None,
            label=decision.label,
            articles=tuple(sorted(articles)),
            things=tuple(sorted(things)),
            sets=decision.sets.value if decision.sets else None,
            value=", ".join(decision.values) if decision.sets or decision.values else None,
        )
    return tuple(found[key] for key in sorted(found))
