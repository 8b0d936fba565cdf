"""What happened and what is to happen: the timeline, and what is planned."""

from __future__ import annotations

from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.records import Group, Section, section
from comity.findings.briefs.wording import told
from comity.model import Event
from comity.nets import PLANS, days_of
from comity.words import day


def timeline(dossier: Dossier) -> Section:
    """Every event once, in the order of time, those of no known date last."""
    dated = [e for e in dossier.events if days_of(e.when) is not None]
    undated = [e for e in dossier.events if days_of(e.when) is None]
    groups = [Group("", tuple(told(e, dossier) for e in dated))]
    if undated:
        groups.append(Group("Of no known date", tuple(told(e, dossier) for e in undated)))
    return section("timeline", "Timeline", "No event is told.", *groups)


def planned(dossier: Dossier) -> Section:
    """What is planned or possible: ahead on the last day of publication, behind it without a word of it, or without a date."""
    plans = [e for e in dossier.events if e.status in PLANS]
    dated = [e for e in plans if days_of(e.when) is not None]
    undated = [e for e in plans if days_of(e.when) is None]
    on = f" on {day(dossier.day)}" if dossier.day else ""
    return section(
        "planned",
        "What is planned",
        "Nothing is told to be planned or possible.",
        Group(f"Ahead{on}", tuple(told(e, dossier) for e in dated if not is_past(e, dossier))),
        Group(
            f"Past{on}, and no article here says whether it took place",
            tuple(told(e, dossier) for e in dated if is_past(e, dossier)),
        ),
        Group("Of no known date", tuple(told(e, dossier) for e in undated)),
    )


def is_past(event: Event, dossier: Dossier) -> bool:
    """Whether the last day on which an event may be lies before the last day of publication."""
    days = days_of(event.when)
    return dossier.day is not None and days is not None and days[1] < dossier.day
