"""What changed since a day: what articles that were published from then on tell that no article had told before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from comity.assemble.changes import Change, Kind, changes
from comity.dates import to_when
from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.quoting import capital
from comity.findings.briefs.records import Group, Part, Section, Statement, section
from comity.findings.briefs.wording import STATUS, clause, lead, stated, told, trust_in
from comity.model import Claim, Knowledge, Status
from comity.words import day, when_words

_ORDER = (
    Kind.CONFIRMED, Kind.CALLED_OFF, Kind.PLANNED, Kind.DOUBTED, Kind.MOVED, Kind.DISPUTED, Kind.NEW, Kind.REFINED,
    Kind.BACKED,
)  # fmt: skip
_DATE = re.compile(r"\d{4}(?:[-/]|$)")


def news(dossier: Dossier, before: Knowledge, since: date) -> Section:
    """What is known now and was not `before`, by kind of change, with the sentences that tell it."""
    own = {e.id for e in dossier.events}
    found = [c for c in changes(before, dossier.knowledge) if c.event.id in own]
    groups = [
        Group(
            _heading(kind),
            tuple(_change(c, dossier) for c in found if c.kind is kind),
        )
        for kind in _ORDER
    ]
    facts = tuple(stated(claims, dossier) for claims in _fresh(dossier.claims, before.claims))
    title = f"What changed since {day(since)}"
    nothing = f"No article published from {day(since)} on tells anything new of it."
    return section("news", title, nothing, *groups, Group("New standing facts", facts))


def _fresh(claims: Iterable[Claim], before: Iterable[Claim]) -> list[list[Claim]]:
    """The claims that say what none of those before says, those that say the same together; a person may have been renamed."""
    had = {claim.id for claim in before}
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        same.setdefault(_key(claim), []).append(claim)
    return [group for group in same.values() if had.isdisjoint(claim.id for claim in group)]


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
    both = " → ".join(_words(part) for part in (change.before, change.after) if part)
    match change.kind:
        case Kind.BACKED:
            return f"sources {both}"
        case Kind.DISPUTED:
            return f"on {both}"
        case _:
            return both


def _words(value: str) -> str:
    """A status or a date in the words of a brief; other words stand for themselves."""
    if value in list(Status):
        return STATUS[Status(value)]
    return when_words(to_when(value)) if _DATE.match(value) else value
