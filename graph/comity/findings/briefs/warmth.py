"""How warm two states are to each other over time: a sentence for each period, and a chart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from comity import findings
from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.records import Group, Part, Section, Statement, section
from comity.findings.periods import period
from comity.model import Event
from comity.nets import DONE, deeds_between, states
from comity.nets.states import STATE
from comity.network import signed
from comity.words import count

_FEWEST = 2
_LENGTHS = ("year", "quarter", "month")


def warmth(dossier: Dossier) -> Section | None:
    """The score of two states by year, by quarter where they have to do with each other in few years, or by month.

    It counts what happened or goes on. None where the subjects are not two states.
    """
    pair = tuple(subject.id for subject in dossier.subjects)
    if len(pair) != 2 or not all(name.startswith(STATE) for name in pair):
        return None
    course = _course(dossier, (pair[0], pair[1]))
    rows = course.rows if course is not None else ()
    made = section(
        "course",
        "Course",
        "No friendly or hostile act between them has a date.",
        Group("", tuple(_period(row, dossier) for row in rows)),
    )
    drawn = [chart for chart in course.charts if chart.name == "course"] if course else []
    return replace(made, chart=drawn[0] if drawn and len(rows) >= _FEWEST else None)


def _course(dossier: Dossier, pair: tuple[str, str]) -> findings.Section | None:
    done = replace(dossier.choice, statuses=DONE)
    net = states(dossier.knowledge, dossier.ontology, done)
    if any(name not in net for name in pair):
        return None
    starts = [d.days[0] for d in deeds_between(net, *pair) if d.days]
    spread = {by: len({period(day, by) for day in starts}) for by in _LENGTHS}
    by = next((by for by in _LENGTHS if spread[by] > _FEWEST), _LENGTHS[-1])
    study = findings.study(dossier.knowledge, dossier.ontology, done, pair=pair, by=by)
    return findings.SECTIONS["course"](study)


def _period(row: findings.Row, dossier: Dossier) -> Statement:
    """A period with its score, its range where it has one, and its acts, on a sentence of each."""
    name, score, spread = row.cells[:3]
    ranged = f" ({spread} when articles are drawn again)" if spread else ""
    events = [dossier.known[name] for name in row.events]
    told = dict.fromkeys(cite for event in events for cite in dossier.cites(event)[:1])
    many = count(len(events), "act")
    words = f"The mean weight of {many} is {score:.2f}{ranged}: {_acts(events, dossier)}."
    return Statement(
        str(name),
        (Part(words.replace(" -", " −"), tuple(told)),),
        events=row.events,
        caution="few reports: chance may have made it" if row.caution else "",
    )


def _acts(events: list[Event], dossier: Dossier) -> str:
    """The kinds of acts with their weights: `3 × meeting 2.5, sanction -6`."""
    found: Counter[str] = Counter()
    for event in events:
        label = dossier.ontology.event_classes[event.type].label
        found[f"{label} {signed(event, dossier.ontology)[1]:g}"] += 1
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{many} × {what}" if many > 1 else what for what, many in ordered)
