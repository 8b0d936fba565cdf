"""What changed since a day: what articles that were published from then on tell that no article had told before."""

from __future__ import annotations

from datetime import date

from comity.assemble.changes import Change, Kind, changes
from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.quoting import capital
from comity.findings.briefs.records import Group, Part, Section, Statement, section
from comity.findings.briefs.wording import STATUS, clause, lead, stated, told, trust_in
from comity.model import Claim, Knowledge, Status
from comity.words import day


def news(dossier: Dossier, before: Knowledge, since: date) -> Section:
    """What is known now and was not `before`, by kind of change, with the sentences that tell it."""
    own = {e.id for e in dossier.events}
    found = [c for c in changes(before, dossier.knowledge) if c.event.id in own]
    groups = [
        Group(
            _heading(kind),
            tuple(_change(c, dossier) for c in found if c.kind is kind),
        )
        for kind in Kind
    ]
    had = {_key(c) for c in before.claims}
    fresh: dict[tuple[object, ...], list[Claim]] = {}
    for claim in dossier.claims:
        if _key(claim) not in had:
            fresh.setdefault(_key(claim), []).append(claim)
    facts = tuple(stated(claims, dossier) for claims in fresh.values())
    title = f"What changed since {day(since)}"
    nothing = f"No article published from {day(since)} on tells anything new of it."
    return section("news", title, nothing, *groups, Group("New standing facts", facts))


def _heading(kind: Kind) -> str:
    return capital(kind.value)


def _key(claim: Claim) -> tuple[object, ...]:
    title = (claim.title or "").casefold()
    return claim.relation, claim.subject, claim.object, title, claim.issue, claim.current


def _change(change: Change, dossier: Dossier) -> Statement:
    event = change.event
    if change.kind is Kind.NEW:
        return told(event, dossier, only=change.reports)
    who, did = clause(event, dossier)
    words = f"{capital(_both(change))}: {who} {did}."
    cites = dossier.cites(event, change.reports) or dossier.cites(event)
    return Statement(
        lead(event, dossier),
        (Part(words, cites),),
        STATUS[event.status],
        trust_in(event),
        events=(event.id,),
    )


def _both(change: Change) -> str:
    """What was known before and what is known now."""
    both = " → ".join(_status(part) for part in (change.before, change.after) if part)
    match change.kind:
        case Kind.BACKED:
            return f"sources {both}"
        case Kind.DISPUTED:
            return f"on {both}"
        case _:
            return both


def _status(word: str) -> str:
    """A status in the words of a brief; other words stand for themselves."""
    return STATUS[Status(word)] if word in list(Status) else word
