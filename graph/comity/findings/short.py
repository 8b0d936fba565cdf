"""What a hurried reader is to know: the first row of some sections as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from comity.findings.study import Cell, Row, Section
from comity.findings.writing import cell


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the ids of the events it stands on, and a word of caution where these are few."""

    text: str
    events: tuple[str, ...]
    caution: str | None


def in_short(sections: Iterable[Section]) -> tuple[Line, ...]:
    """One sentence or two of each section that has one to give, in the order of the sections."""
    lines = []
    for section in sections:
        told = _TOLD.get(section.name)
        if told is not None and section.rows:
            lines += [Line(text, row.events, row.caution) for text, row in told(section)]
    return tuple(lines)


Told = Iterable[tuple[str, Row]]


def _leaders(section: Section) -> Told:
    row = section.rows[0]
    one, other, events, _, tone, span = row.cells
    noun = "event" if events == 1 else "events"
    yield (
        f"{one} and {other} have most to do with each other: {events} {noun}, tone {_of(tone, span)}",
        row,
    )


def _states(section: Section) -> Told:
    row = section.rows[0]
    yield f"{row.cells[0]} is the state at the centre, with a PageRank of {cell(row.cells[2])}", row


def _course(section: Section) -> Told:
    row = section.rows[-1]
    name, score, span = row.cells[:3]
    yield f"{section.title}: a score of {_of(score, span)} in {name}", row
    if len(section.rows) > 1:
        least = min(section.rows, key=lambda r: float(str(r.cells[1])))
        if least is not row:
            how = "coldest" if float(str(least.cells[1])) < 0 else "least warm"
            yield f"They were {how} in {least.cells[0]}, at {_of(*least.cells[1:3])}", least


def _between(section: Section) -> Told:
    divided = [row for row in section.rows if row.cells[1] == "divides"]
    bridged = [row for row in section.rows if row.cells[1] == "bridges"]
    for what, rows, best in (
        ("divides them most", divided, min),
        ("brings them together most", bridged, max),
    ):
        if rows:
            row = best(rows, key=lambda r: (float(str(r.cells[2])), str(r.cells[0])))
            yield f"What {what} is {row.cells[0]}: weights sum to {cell(row.cells[2])}", row


def _attention(section: Section) -> Told:
    row = section.rows[0]
    yield f"Most is told about {row.cells[0]}: {_of(*row.cells[1:3])} of all reports", row


def _of(value: Cell, span: Cell) -> str:
    return f"{cell(value)} ({span})" if span else cell(value)


_TOLD: Mapping[str, Callable[[Section], Told]] = {
    "leaders": _leaders,
    "states": _states,
    "course": _course,
    "between": _between,
    "attention": _attention,
}
