"""Who tells a fact: each telling with its words in the article, the status history, and what tellings contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from comity.assemble.events import current_status, to_event
from comity.model import Aspect, Claim, Event, Report, Role, Sentence
from comity.views.words import beside, day, when_words

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology
    from comity.views.facts import Index

Record = dict[str, Any]  # what JSON holds, for the page's script


def told_in_order(event: Event, index: Index) -> list[Report]:
    """The reports of an event by the day of their article, those of undated articles last."""
    told = [index.reports[r] for r in event.reports if r in index.reports]
    return sorted(told, key=lambda r: (_published(r.article, index), r.id))


def telling(report: Report, origin: str, index: Index) -> Record:
    """One report: in which article, whose words they are, how sure, and the sentences with the trigger marked.

    `origin` is the article that stands for its origin: wire copies have one.
    """
    return {
        "article": report.article,
        "origin": origin,
        "source": index.name(report.source) if report.source else "",
        "hedge": report.hedge or "",
        "status": str(report.status),
        "sure": round(100 * report.certainty),
        "quotes": _quotes(report.sentences, report, index),
    }


def stated(claim: Claim, index: Index) -> Record:
    """One claim of a standing fact, in the shape of a telling."""
    quotes = _quotes(claim.sentences, None, index)
    plain = {"source": "", "hedge": "", "status": "", "sure": 0}
    return {"article": claim.article, "origin": claim.article, **plain, "quotes": quotes}


def statuses(told: Sequence[Report], index: Index) -> list[Record]:
    """The status of an event as it was known since each day on which that changed, the first day first.

    `since` is an ISO day, `words` the same for readers. What undated articles tell is left out, since no one knows when it
    was known. Reports are those of `told_in_order`.
    """
    published = {r.article: _day(r.article, index) for r in told}
    dated = [r for r in told if published[r.article]]
    found: list[Record] = []
    for since in sorted({d for r in dated if (d := published[r.article])}):
        known = [r for r in dated if (d := published[r.article]) and d <= since]
        status = str(current_status(known, published))
        if not found or found[-1]["status"] != status:
            found.append({"since": since.isoformat(), "words": day(since), "status": status})
    return found


def setting(event: Event, ontology: Ontology, index: Index) -> Record:
    """Who, when, where and about what, and how the event is called; `sort` and `last` are ISO days or empty."""
    when, place = when_words(event.when), index.name(event.place) if event.place else ""
    first, last = (event.when.earliest, event.when.latest) if event.when else (None, None)
    return {
        "label": event.label,
        "short": beside(ontology.event_classes[event.type].label, place, when),
        "actors": list(dict.fromkeys(event.actors)),
        "recipients": list(dict.fromkeys(event.recipients)),
        "when": when,
        "sort": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
        "place": place,
        "topics": list(event.topics),
    }


def versions(
    event: Event, told: Sequence[Report], ontology: Ontology, index: Index
) -> list[Record]:
    """The setting of an event as it was known since each day (`since`) on which that changed, the first day first.

    Empty where it was never known otherwise than it is now. What undated articles tell is known on no day. The class is that of
    now: by it an event is drawn.
    """
    published = {r.article: _day(r.article, index) for r in told}
    found: list[Record] = []
    for since in sorted({d for d in published.values() if d}):
        known = [r for r in told if (d := published[r.article]) and d <= since]
        then = replace(to_event(known, published, index.entities, ontology), type=event.type)
        version = setting(then, ontology, index)
        if not found or any(found[-1][name] != said for name, said in version.items()):
            found.append({"since": since.isoformat(), **version})
    now = setting(event, ontology, index)
    return found if any(v[name] != now[name] for v in found for name in now) else []


def disputes(
    event: Event, told: Sequence[Report], ontology: Ontology, index: Index
) -> list[Record]:
    """What the reports contradict each other on: each aspect with its sides, each side with the numbers of its tellings."""
    return [_aspect(aspect, told, ontology, index) for aspect in event.disputed]


def _aspect(aspect: Aspect, told: Sequence[Report], ontology: Ontology, index: Index) -> Record:
    sides: dict[str, list[int]] = {}
    for number, report in enumerate(told):
        said = _says(aspect, report, ontology, index)
        if said:
            sides.setdefault(said, []).append(number)
    listed = [{"says": said, "tellings": numbers} for said, numbers in sides.items()]
    return {"aspect": str(aspect), "sides": listed}


def _says(aspect: Aspect, report: Report, ontology: Ontology, index: Index) -> str:
    """What a report says on one aspect, empty where it is silent."""
    match aspect:
        case Aspect.ACTOR:
            acting, suffering = (
                ", ".join(index.name(e) for e in report.of_role(role))
                for role in (Role.ACTOR, Role.RECIPIENT)
            )
            return f"{acting} → {suffering}" if suffering else acting
        case Aspect.DATE:
            return when_words(report.when)
        case Aspect.LABEL:
            return str(ontology.event_classes[report.type].label)
        case Aspect.NUMBER:
            return ", ".join(report.counts)
        case Aspect.PLACE:
            return index.name(report.place) if report.place else ""
        case Aspect.STATUS:
            return str(report.status)


def _quotes(names: Iterable[str], report: Report | None, index: Index) -> list[Record]:
    found = (index.sentences[name] for name in names if name in index.sentences)
    return [{"n": s.index + 1, "parts": _marked(s, report)} for s in found]


def _marked(sentence: Sentence, report: Report | None) -> list[str]:
    """The sentence as [before, trigger, after], or whole when the trigger is not in it."""
    if report is not None:
        start, end = (x - sentence.span.start for x in (report.trigger.start, report.trigger.end))
        if 0 <= start < end and sentence.text[start:end] == report.trigger_text:
            return [sentence.text[:start], sentence.text[start:end], sentence.text[end:]]
    return [sentence.text]


def _day(article: str, index: Index) -> Any:  # Any: a date or None, as current_status takes it
    found = index.citations.get(article)
    return found.published if found else None


def _published(article: str, index: Index) -> str:
    found = _day(article, index)
    return found.isoformat() if found else "9999"
