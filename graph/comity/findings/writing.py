"""Findings as Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from comity.analysis import FEW, Interval
from comity.findings.charted import Chart
from comity.findings.study import RANGE, Cell, Section
from comity.knowledge.ontology import ID
from comity.model import Knowledge

FORMATS = ("table", "md", "json", "html")
CAUTION = f"fewer than {FEW} reports: chance may have made it."
_SMALL = 0.0995
RANGED = "A range holds nine of ten numbers that come out when the articles are drawn again."


def events_in(sections: Iterable[Section]) -> dict[str, int]:
    """The number, from 1, of each event in the order in which the sections first stand on it."""
    ids = (event for section in sections for row in section.rows for event in row.events)
    return {event: number for number, event in enumerate(dict.fromkeys(ids), start=1)}


def cell(value: Cell) -> str:
    """A value as tables show it: two decimals, three where it is near 0, nothing for what is not known.

    >>> cell(2.0), cell(-1.756), cell(0.0243), cell(0.0), cell(3), cell(None)
    ('2.00', '-1.76', '0.024', '0.00', '3', '')
    """
    if value is None:
        return ""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.3f}" if 0 < abs(value) < _SMALL else f"{value:.2f}"


def between(interval: Interval) -> str | None:
    """A range as tables show it; None where it has no bounds."""
    if interval.low is None or interval.high is None:
        return None
    return f"{cell(interval.low)} to {cell(interval.high)}"


def is_number(section: Section, at: int) -> bool:
    """Whether a column has numbers or ranges, which stand to the right."""
    known = [row.cells[at] for row in section.rows if row.cells[at] is not None]
    if section.heads[at] == RANGE:
        return True
    return bool(known) and all(isinstance(cell, int | float) for cell in known)


def to_markdown(sections: tuple[Section, ...], knowledge: Knowledge) -> str:
    """The sections as tables, each row with the numbers of its events, which are listed at the end with their first sentence."""
    numbers = events_in(sections)
    lines = ["# Findings", ""]
    for section in sections:
        lines += [f"## {plain(section.title)}", "", plain(section.note), ""]
        if not section.rows:
            lines += ["Nothing.", ""]
            continue
        heads = (*section.heads, "stands on")
        lines += [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
        for row in section.rows:
            on = ", ".join(str(number) for number in sorted(numbers[e] for e in row.events))
            cells = [
                *(plain(cell(value)) for value in row.cells),
                on + ("*" if row.caution else ""),
            ]
            lines.append(f"| {' | '.join(cells)} |")
        if section.left_out:
            lines.append(f"\n{section.left_out} more.")
        lines.append("")
    lines += [f"\\* {CAUTION}", "", RANGED, "", "## Events", ""]
    return "\n".join([*lines, *_listed(numbers, knowledge), ""])


def _listed(numbers: dict[str, int], knowledge: Knowledge) -> Iterable[str]:
    events = {event.id: event for event in knowledge.events}
    reports = {report.id: report for report in knowledge.reports}
    sentences = {sentence.id: sentence for sentence in knowledge.sentences}
    articles = {citation.id: citation.name for citation in knowledge.citations}
    for name, number in numbers.items():
        event = events[name]
        told = [sentences[s] for r in event.reports for s in reports[r].sentences if s in sentences]
        quote = f': "{plain(told[0].text)}" ({plain(articles[told[0].article])})' if told else ""
        yield f"{number}. {plain(event.label)} (`{event.id}`, {event.status}){quote}"


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line.

    >>> plain("# 1 [x](y) & <b>")
    '\\\\# 1 \\\\[x\\\\](y) \\\\& \\\\<b\\\\>'
    """
    flat = " ".join(text.split())
    for mark in "\\`*_[]<>|#&~$":
        flat = flat.replace(mark, f"\\{mark}")
    return f"\\{flat}" if flat[:1] in ("-", "+") else flat


def to_json(sections: tuple[Section, ...]) -> str:
    """The sections as JSON: of each its name, title, note and rows, each row its values by head and its events as IRIs.

    `charts` has the numbers that charts show, with the periods in which they lie.
    """
    data = [
        {
            "section": section.name,
            "title": section.title,
            "note": section.note,
            "rows": [
                {
                    **dict(zip(section.heads, row.cells, strict=True)),
                    "stands on": [f"{ID}{event}" for event in row.events],
                    "caution": row.caution,
                }
                for row in section.rows
            ],
            "left out": section.left_out,
            "charts": [_chart(chart) for chart in section.charts],
        }
        for section in sections
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _chart(chart: Chart) -> dict[str, object]:
    return {
        "chart": chart.name,
        "title": chart.title,
        "unit": chart.unit,
        "points": [
            {
                "name": point.name,
                "series": point.series,
                "value": point.value,
                "low": point.low,
                "high": point.high,
                "from": point.first.isoformat() if point.first else None,
                "to": point.last.isoformat() if point.last else None,
                "stands on": [f"{ID}{event}" for event in point.events],
            }
            for point in chart.points
        ],
        "changes": [day.isoformat() for day in chart.marks],
    }
