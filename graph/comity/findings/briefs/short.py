"""The brief in short: the last and the next, who met most, what was agreed last and what is in dispute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.findings.briefs.course import is_past
from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.people import met
from comity.findings.briefs.positions import AGREED, standing
from comity.findings.briefs.records import Group, Part, Section, Statement, section
from comity.findings.briefs.wording import told
from comity.model import Event
from comity.nets import DONE, PLANS, days_of


def in_short(dossier: Dossier) -> Section:
    """At most five statements, each said again in full below."""
    return section(
        "short", "In short", "Nothing is dated or standing.", Group("", tuple(_lines(dossier)))
    )


def _lines(dossier: Dossier) -> Iterator[Statement]:
    done = [e for e in dossier.events if e.status in DONE and days_of(e.when) is not None]
    last = max(done, key=lambda e: _last(e, dossier), default=None)
    if last is not None:
        yield _headed("Last known", told(last, dossier))
    plans = [e for e in dossier.events if e.status in PLANS and not is_past(e, dossier)]
    if plans and days_of(plans[0].when) is not None:
        yield _headed("Next", told(plans[0], dossier))
    elif plans:
        yield _headed("Planned", told(plans[-1], dossier))
    yield from (_headed("Met most", s) for s in met(dossier).statements[:1])
    agreed = [e for e in done if not AGREED.isdisjoint(dossier.ontology.ancestors(e.type))]
    agreed = [e for e in agreed if e is not last]
    if agreed:
        yield _headed("Last agreement", told(agreed[-1], dossier))
    yield from (_headed("In dispute", s) for s in standing("disputeOver", dossier)[:1])


def _last(event: Event, dossier: Dossier) -> tuple[object, ...]:
    """By the first day, then weightier before lighter, more sources before fewer."""
    days = days_of(event.when)
    weight = abs(dossier.ontology.event_classes[event.type].weight)
    return days and days[0], event.trust.sources, weight, event.id


def _headed(head: str, statement: Statement) -> Statement:
    """The statement with a head before it."""
    first, *rest = statement.parts
    lead = f"{head} – {statement.lead}" if statement.lead else head
    return replace(statement, lead=lead, parts=(Part(first.text, first.cites), *rest))
