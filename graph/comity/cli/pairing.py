"""Two reports, or two people, side by side on the terminal, with what each article says in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from comity.assemble.doubtful_people import Bearer, PersonDoubt
from comity.assemble.doubts import Doubt
from comity.assemble.events import shown as shown_when
from comity.model import Extraction, Knowledge, Report, Role

_SENTENCES = 2


def shown(doubt: Doubt, knowledge: Knowledge, number: int, many: int) -> Iterator[RenderableType]:
    """What is asked, and both reports."""
    now = "one event" if doubt.joined else "two events"
    weighed = f"{doubt.points:g} points of {doubt.threshold:g}, value {doubt.value:.1f}"
    yield Text(f"\n{number} of {many}: now {now}, by {weighed}. One and the same?")
    yield _beside(*(list(_lines(report, knowledge)) for report in (doubt.one, doubt.other)))


def shown_people(
    doubt: PersonDoubt, extractions: Mapping[str, Extraction], number: int, many: int
) -> Iterator[RenderableType]:
    """What is asked, and what an article says of each of the two."""
    now = "one person" if doubt.joined else "two people"
    weighed = f"names alike by {doubt.likeness:.2f}, value {doubt.value:.1f}"
    yield Text(f"\n{number} of {many}: now {now}, {weighed}. One and the same?")
    yield _beside(*(list(_of(b, extractions[b.article])) for b in (doubt.one, doubt.other)))


def _beside(left: list[str], right: list[str]) -> Table:
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False, expand=True)
    table.add_column("left", ratio=1, overflow="fold")
    table.add_column("right", ratio=1, overflow="fold")
    for one, other in zip(left, right, strict=True):
        if one or other:
            table.add_row(Text(one), Text(other))
    return table


def _of(bearer: Bearer, told: Extraction) -> Iterator[str]:
    """The article, the name with its titles there, and the first sentences that name the person; as many lines for each."""
    article = told.citation
    yield ", ".join(p for p in (article.name, article.publisher, str(article.published or "")) if p)
    titles = {
        c.title for c in told.claims if c.subject == bearer.local and c.relation == "holdsOffice"
    }
    code = next((e.code for e in told.entities if e.id == bearer.local), None)
    yield ", ".join([bearer.name, *sorted(t for t in titles if t), *([code] if code else [])])
    spans = [m.span for m in told.mentions if m.entity == bearer.local and m.kind == "name"]
    texts = [
        s.text
        for s in sorted(told.sentences, key=lambda s: s.span)
        if any(s.span.start <= span.start < s.span.end for span in spans)
    ]
    for number in range(_SENTENCES):
        yield " ".join(texts[number].split()) if number < len(texts) else ""


def _lines(report: Report, knowledge: Knowledge) -> Iterator[str]:
    """The article, the event that it tells of and its sentences; an empty line where it says nothing."""
    article = next(c for c in knowledge.citations if c.id == report.article)
    names = {e.id: e.name for e in knowledge.entities}
    event = next(e for e in knowledge.events if report.id in e.reports)
    yield ", ".join(p for p in (article.name, article.publisher, str(article.published or "")) if p)
    told, sources = len(event.reports), event.trust.sources
    counted = (
        f"{told} report{'' if told == 1 else 's'}, {sources} source{'' if sources == 1 else 's'}"
    )
    yield f"{event.label} ({counted})"
    yield ", ".join(p for p in (report.type, str(report.status), shown_when(report.when)) if p)
    actors, recipients = (
        ", ".join(names.get(e, e) for e in report.of_role(role))
        for role in (Role.ACTOR, Role.RECIPIENT)
    )
    yield " → ".join(p for p in (actors, recipients) if p)
    yield f"in {names[report.place]}" if report.place in names else ""
    texts = {s.id: s.text for s in knowledge.sentences}
    yield " ".join(" ".join(texts[s] for s in report.sentences if s in texts).split())
