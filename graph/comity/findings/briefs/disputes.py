"""What divides: standing disputes, hostile words and deeds, and where articles contradict each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.positions import standing
from comity.findings.briefs.records import Group, Part, Section, Statement, section
from comity.findings.briefs.wording import ASPECTS, STATUS, clause, dated, lead, told, trust_in
from comity.model import Aspect, Event, Report, Role
from comity.nets import DONE, days_of
from comity.network import signed
from comity.words import day


def disputes(dossier: Dossier) -> Section:
    """The standing disputes, the hostile events that happened or go on, and what is told in two ways."""
    hostile = [e for e in dossier.events if e.status in DONE and signed(e, dossier.ontology)[0] < 0]
    differing = [
        _differing(e, aspect, dossier) for e in dossier.events for aspect in sorted(e.disputed)
    ]
    return section(
        "disputes",
        "Disputes",
        "No standing dispute, no hostile act and no contradiction between articles is told.",
        Group("Standing disputes", standing("disputeOver", dossier)),
        Group("Hostile words and deeds", tuple(told(e, dossier) for e in hostile)),
        Group("Told in different ways", tuple(d for d in differing if d is not None)),
    )


def _differing(event: Event, aspect: Aspect, dossier: Dossier) -> Statement | None:
    """What each report says on one aspect, side by side; None where fewer than two say anything."""
    told_: dict[str, list[Report]] = {}
    for report in _compared(event, aspect, dossier):
        if said := _SAYS[aspect](report, dossier):
            told_.setdefault(said, []).append(report)
    if len(told_) < 2:
        return None
    who, did = clause(event, dossier)
    parts = [Part(f"{who} {did}. On {ASPECTS[aspect]}, articles differ: ")]
    for number, (said, reports) in enumerate(told_.items()):
        by = ", ".join(dict.fromkeys(_article(r, dossier) for r in reports))
        cites = tuple(s for r in reports for s in r.sentences[:1])
        end = "; " if number < len(told_) - 1 else "."
        parts.append(Part(f"{said} ({by}){end}", cites))
    return Statement(
        lead(event, dossier),
        tuple(parts),
        STATUS[event.status],
        trust_in(event),
        events=(event.id,),
    )


def _compared(event: Event, aspect: Aspect, dossier: Dossier) -> list[Report]:
    """The reports to be laid side by side, without those of copies, by day of publication.

    Of the status all; else those of the stage at which the event now is, of dates only those that cannot be one with some other.
    """
    every = [dossier.reports[r] for r in event.reports]
    articles = {r.article for r in every}
    firsts = [r for r in every if not articles & {dossier.first_copy.get(r.article)} - {r.article}]
    firsts.sort(key=lambda r: (dossier.published(r) or date.max, r.id))
    if aspect is Aspect.STATUS:
        return firsts
    stage = [r for r in firsts if (r.status in DONE) is (event.status in DONE)]
    if aspect is not Aspect.DATE:
        return stage
    days = {r.id: d for r in stage if (d := days_of(r.when))}

    def apart(one: str, other: str) -> bool:
        return days[one][1] < days[other][0] or days[other][1] < days[one][0]

    return [r for r in stage if r.id in days and any(apart(r.id, other) for other in days)]


def _article(report: Report, dossier: Dossier) -> str:
    article = dossier.articles[report.article]
    when = day(article.published) if article.published else ""
    return ", ".join(part for part in (article.publisher or article.name, when) if part)


def _actors(report: Report, dossier: Dossier) -> str:
    return " and ".join(dossier.name(n) for n in dict.fromkeys(report.of_role(Role.ACTOR)))


def _label(report: Report, dossier: Dossier) -> str:
    label = dossier.ontology.event_classes[report.type].label
    return f"{label} (“{' '.join(report.trigger_text.split())}”)"


_SAYS: dict[Aspect, Callable[[Report, Dossier], str]] = {
    Aspect.ACTOR: _actors,
    Aspect.DATE: lambda report, _: dated(report.when),
    Aspect.LABEL: _label,
    Aspect.NUMBER: lambda report, _: ", ".join(report.counts),
    Aspect.PLACE: lambda report, dossier: dossier.name(report.place) if report.place else "",
    Aspect.STATUS: lambda report, _: STATUS[report.status],
}
