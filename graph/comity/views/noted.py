"""The events that the numbers of a page stand on, as its list of them tells: what, when, in which words of which article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.errors import AnalysisError
from comity.model import Citation, Event, Knowledge, Report, Sentence
from comity.views.words import count, day, link, when_words


@dataclass(frozen=True, slots=True)
class Noted:
    """An event by its number in the page, with the first sentence that tells of it and the article where that stands.

    `article` is its title, with its `file`, or else its file alone; `url` is None where it is not safe to follow, `others` says
    how many more articles tell of it, `uses` are the ids and names of the places in the page that stand on it. All are text,
    not markup.
    """

    number: int
    id: str
    label: str
    status: str
    when: str
    quote: str
    article: str
    file: str
    publisher: str
    published: str
    url: str | None
    others: str
    uses: tuple[tuple[str, str], ...]


def noted(
    numbers: Mapping[str, int],
    knowledge: Knowledge,
    *,
    uses: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> tuple[Noted, ...]:
    """The events of `numbers`, ids with their numbers, in the order of these; `uses` by the ids of events.

    The first sentence is the one of the report that was published first; reports without a day come last.

    Raises:
        AnalysisError: the knowledge has no such event.
    """
    events = {event.id: event for event in knowledge.events}
    lost = sorted(numbers.keys() - events.keys())
    if lost:
        raise AnalysisError(f"the graph has no {lost[0]}; number events of the same graph")
    reports = {report.id: report for report in knowledge.reports}
    sentences = {sentence.id: sentence for sentence in knowledge.sentences}
    citations = {citation.id: citation for citation in knowledge.citations}
    found = []
    for name, number in sorted(numbers.items(), key=lambda item: item[1]):
        told = _told(events[name], reports, citations)
        places = tuple((uses or {}).get(name, ()))
        found.append(_noted(events[name], number, told, sentences, citations, places))
    return tuple(found)


def _told(
    event: Event, reports: Mapping[str, Report], citations: Mapping[str, Citation]
) -> list[Report]:
    """The reports of an event, the first published first."""

    def key(report: Report) -> tuple[str, str]:
        citation = citations.get(report.article)
        known = citation.published if citation else None
        return (known.isoformat() if known else "9999", report.id)

    return sorted((reports[r] for r in event.reports if r in reports), key=key)


def _noted(
    event: Event,
    number: int,
    told: Sequence[Report],
    sentences: Mapping[str, Sentence],
    citations: Mapping[str, Citation],
    uses: tuple[tuple[str, str], ...],
) -> Noted:
    quoted = [sentences[s] for report in told for s in report.sentences if s in sentences]
    first = quoted[0] if quoted else None
    cited = citations.get(first.article) if first else None
    more = len({report.article for report in told}) - 1
    return Noted(
        number=number,
        id=event.id,
        label=event.label,
        status=str(event.status),
        when=when_words(event.when),
        quote=first.text if first else "",
        article=(cited.title or cited.name) if cited else "",
        file=cited.name if cited and cited.title else "",
        publisher=(cited.publisher or "") if cited else "",
        published=day(cited.published) if cited and cited.published else "",
        url=link(cited.url) if cited else None,
        others=count(more, "further article") if more > 0 else "",
        uses=uses,
    )
