"""The numbers of a section that can be drawn: what a chart shows, before anybody draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Look(StrEnum):
    """What kind of drawing the numbers ask for."""

    COURSE = "course"
    """Scores of periods, each with its acts, on a scale from -10 to 10; `marks` are changes of level."""
    SUMS = "sums"
    """Friendly and hostile weights of periods, up and down."""
    SHARES = "shares"
    """Shares of issues, a row an issue, a column a period."""
    BARS = "bars"
    """Numbers of 0 and above by name, in one or two series."""
    SIGNED = "signed"
    """Means below and above 0 by name, with their ranges."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number in a chart: of what (`name`, in a `series`), from when to when, between which bounds, on which events."""

    name: str
    value: float
    events: tuple[str, ...]
    series: str = ""
    first: date | None = None
    last: date | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing to be made: its `name`, which is its own among all charts, what it shows, in which unit, and its numbers.

    `marks` are the days on which the level changes.
    """

    name: str
    look: Look
    title: str
    unit: str
    points: tuple[Point, ...]
    marks: tuple[date, ...] = ()
