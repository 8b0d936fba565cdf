"""The report of an analysis as a page: sections with charts, each number with its events, and these with their sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from comity.analysis import FEW
from comity.findings import Row, Section, Study, events_in, is_number
from comity.findings.short import Line, in_short
from comity.findings.study import Cell
from comity.model import Knowledge
from comity.nets import DONE, PLANS, Choice
from comity.views import charts
from comity.views.noted import noted
from comity.views.numbers import minus, written
from comity.views.paper import paper
from comity.views.words import count, day


@dataclass(frozen=True, slots=True)
class _Cell:
    """The text of a cell, and its kind: `n` for numbers, which stand to the right, `d` for days, which are not broken."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Line:
    """Cells or a sentence, the numbers of the events, and the word of caution."""

    cells: tuple[_Cell, ...]
    text: str
    numbers: tuple[int, ...]
    few: str | None


@dataclass(frozen=True, slots=True)
class _Figure:
    """A chart, drawn, with its caption."""

    svg: Markup
    title: str
    unit: str
    key: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """A section as the template has it."""

    id: str
    title: str
    note: str
    heads: tuple[_Cell, ...]
    rows: tuple[_Line, ...]
    left_out: int
    figures: tuple[_Figure, ...]


def report(of: Study, sections: Sequence[Section], *, as_of: date | None = None) -> str:
    """The page of `sections`, which `of` gave; `as_of` is the day as of which its knowledge is.

    One file without a script and without a request, the same bytes for the same findings.
    """
    full = [section for section in sections if section.rows]
    short = in_short(full)
    numbers = events_in(full)
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for section in full:
        for event in {event for row in section.rows for event in row.events}:
            places[event][section.name] = section.title
    contents = [("short", "In short")] if short else []
    contents += [(section.name, section.title) for section in full]
    return paper(
        "report.html",
        title=_title(of),
        over="comity · findings",
        about=_about(of, as_of),
        contents=[*contents, ("reading", "How to read this"), ("events", "Events")],
        style=charts.style(),
        short=[_line(line, numbers) for line in short],
        sections=[_shown(section, numbers) for section in full],
        empty=[section.title for section in sections if not section.rows],
        few=FEW,
        noted=noted(numbers, of.knowledge, uses={e: list(p.items()) for e, p in places.items()}),
    )


def _title(of: Study) -> str:
    if of.pair is None:
        return "Leaders, states and issues"
    one, other = map(of.name, of.pair)
    return f"Leaders, states and issues, and {one} with {other}"


def _about(of: Study, as_of: date | None) -> list[str]:
    """What the findings are drawn from, and what was chosen of it."""
    known: Knowledge = of.knowledge
    days = sorted(c.published for c in known.citations if c.published)
    publishers = {c.publisher for c in known.citations if c.publisher}
    drawn = f"Drawn from {count(len(known.citations), 'article')}"
    if publishers:
        drawn += f" of {count(len(publishers), 'publisher')}"
    if days:
        drawn += f", published from {day(days[0])} to {day(days[-1])}"
    drawn += f": {count(len(known.events), 'event')} in {count(len(known.reports), 'report')}."
    chosen = [_statuses(of.choice), *_limits(of.choice)]
    if as_of is not None:
        chosen.append(f"as it could be known on {day(as_of)}")
    return [drawn, f"Measured: {', '.join(chosen)}."]


def _statuses(choice: Choice) -> str:
    said = {DONE: "what happened or goes on", PLANS: "what is planned or possible"}
    return said.get(choice.statuses, ", ".join(sorted(choice.statuses)))


def _limits(choice: Choice) -> list[str]:
    found = []
    if choice.first is not None:
        found.append(f"from {day(choice.first)}")
    if choice.last is not None:
        found.append(f"to {day(choice.last)}")
    if choice.sources:
        found.append(f"told by {count(choice.sources, 'independent source')} or more")
    if choice.certainty:
        found.append(f"of a certainty of {written(choice.certainty)} or more")
    return found


def _shown(section: Section, numbers: Mapping[str, int]) -> _Shown:
    kinds = [_kind(section, at) for at in range(len(section.heads))]
    heads = tuple(map(_Cell, section.heads, kinds))
    rows = tuple(_row(row, kinds, numbers) for row in section.rows)
    figures = tuple(
        _Figure(charts.svg(chart), chart.title, minus(chart.unit), charts.key(chart))
        for chart in section.charts
    )
    return _Shown(
        section.name, section.title, minus(section.note), heads, rows, section.left_out, figures
    )


def _kind(section: Section, at: int) -> str:
    if is_number(section, at):
        return "n"
    known = [str(row.cells[at]) for row in section.rows if row.cells[at] is not None]
    return "d" if known and all(map(_DAY.fullmatch, known)) else ""


_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?|-Q\d)?")


def _row(row: Row, kinds: Sequence[str], numbers: Mapping[str, int]) -> _Line:
    cells = tuple(_Cell(_text(c, kind), kind) for c, kind in zip(row.cells, kinds, strict=True))
    return _Line(cells, "", _numbers(row.events, numbers), row.caution)


def _text(value: Cell, kind: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return minus(value) if kind == "n" else value
    return written(value)


def _line(line: Line, numbers: Mapping[str, int]) -> _Line:
    return _Line((), minus(line.text), _numbers(line.events, numbers), line.caution)


def _numbers(events: Sequence[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[event] for event in events))
