"""What the pages show beside plain events: contradictions, hedges, copies of one text, decisions of people, events in events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from comity.model import (
    Aspect,
    Curation,
    Event,
    Knowledge,
    Precision,
    Report,
    Status,
    Verdict,
    When,
    digest,
)

ELSEWHERE = When(date(2041, 2, 3), date(2041, 2, 3), Precision.DAY, "February 3")
DISPUTED = (Aspect.DATE, Aspect.NUMBER, Aspect.PLACE, Aspect.STATUS)


def contested(knowledge: Knowledge) -> Knowledge:
    """`knowledge` of at least three events with two dated tellings each, the first of which is told in two ways.

    The first event is disputed on four aspects; the second was read once of two copies, was held back, misses an actor in the
    text, lies within the first and follows it; two decisions shaped the third.
    """
    first, second, third = twice_told(knowledge)[:3]
    reports = {r.id: r for r in knowledge.reports}
    one, other = (reports[name] for name in first.reports[:2])
    told = {
        one.id: replace(one, counts=("14 boat",), place="place/alda", status=Status.OCCURRED),
        other.id: replace(
            other,
            when=ELSEWHERE,
            counts=("30 boat",),
            place="place/salt-point",
            status=Status.DENIED,
        ),
        second.reports[0]: _held_back(reports[second.reports[0]]),
    }
    origin = second.trust.origins[0]
    events = {
        first.id: replace(first, disputed=DISPUTED),
        second.id: replace(
            second,
            within=(first.id,),
            follows=first.id,
            trust=replace(
                second.trust,
                origins=(origin,) * len(second.reports),
                sources=1,
                certainty=0.42,
                reading=0.31,
            ),
        ),
    }
    return replace(
        knowledge,
        reports=tuple(told.get(r.id, r) for r in knowledge.reports),
        events=tuple(events.get(e.id, e) for e in knowledge.events),
        curations=tuple(sorted(_decisions(third), key=lambda c: c.id)),
    )


def twice_told(knowledge: Knowledge) -> list[Event]:
    """The events that two dated articles tell of and that have a day, in the order of their ids."""
    dated = {c.id for c in knowledge.citations if c.published}
    articles = {r.id: r.article for r in knowledge.reports}
    return [
        event
        for event in knowledge.events
        if event.when
        and event.when.earliest
        and len([name for name in event.reports if articles[name] in dated]) > 1
        and len(event.actors) + len(event.recipients) == 2
    ]


def _held_back(report: Report) -> Report:
    parts = (replace(report.participants[0], inferred=True), *report.participants[1:])
    return replace(
        report, hedge="reportedly", source="officials", certainty=0.42, participants=parts
    )


def _decisions(event: Event) -> tuple[Curation, ...]:
    return (
        Curation(
            f"curation/{digest('one')}",
            Verdict.SAME,
            "Ana Ruiz",
            date(2042, 7, 1),
            "Two tellings of one evening.",
            "same event: the evening",
            (),
            (event.id,),
        ),
        Curation(
            f"curation/{digest('two')}",
            Verdict.VALUE,
            "Bo Lind",
            date(2042, 7, 2),
            None,
            "right value: the date",
            (),
            event.reports[:1],
            "date",
            "2041",
        ),
    )
