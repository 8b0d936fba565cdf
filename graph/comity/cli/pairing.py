"""Two reports side by side on the terminal, with what each says in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from comity.assemble.doubts import Doubt
from comity.assemble.events import shown as shown_when
from comity.model import Knowledge, Report, Role


def shown(doubt: Doubt, knowledge: Knowledge, number: int, many: int) -> Iterator[RenderableType]:
    """What is asked, and both reports."""
    now = "one event" if doubt.joined else "two events"
    weighed = f"{doubt.points:g} points of {doubt.threshold:g}, value {doubt.value:.1f}"
    yield Text(f"\n{number} of {many}: now {now}, by {weighed}. One and the same?")
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False, expand=True)
    table.add_column("left", ratio=1, overflow="fold")
    table.add_column("right", ratio=1, overflow="fold")
    sides = [list(_lines(report, knowledge)) for report in (doubt.one, doubt.other)]
    for one, other in zip(*sides, strict=True):
        if one or other:
            table.add_row(Text(one), Text(other))
    yield table


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
