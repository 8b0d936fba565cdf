"""How far a figure hangs on the articles that happen to be at hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from comity.analysis.figures import caution
from comity.errors import AnalysisError
from comity.model import Knowledge

LEAST = 3
"""Fewer articles than this (near copies counted once) give no interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure's `value` on all articles, and the bounds between which it lay in `level` of the draws; None without enough.

    `draws` is the number of draws that gave a figure at all, of `rounds`; `articles` the number of articles drawn from, copies of
    one text counted once.
    """

    value: float
    low: float | None
    high: float | None
    level: float
    draws: int
    rounds: int
    articles: int
    caution: str | None


def bootstrap(
    knowledge: Knowledge,
    measure: Callable[[Knowledge], Mapping[str, float]],
    *,
    rounds: int = 200,
    level: float = 0.9,
    seed: int = 0,
) -> dict[str, Interval]:
    """The percentile intervals of the figures of `measure` when as many articles are drawn again with replacement, by `seed`.

    Near copies of a text are drawn together. A draw has the reports of its articles and the events that these tell, with those
    reports alone; what an event is (its days, its status) stays as all articles together say. An article that is drawn twice is
    there once: a draw has about two thirds of the articles, so that the interval errs to the wide side. With fewer than three
    articles, or where `measure` leaves a figure out on half of the draws or more, it has no bounds. Complexity: rounds times the
    measure's.

    Raises:
        AnalysisError: `rounds` is below 1 or `level` not between 0 and 1.

    Reference: Efron and Tibshirani, An introduction to the bootstrap (1993), ch. 13; clusters (here articles) are drawn whole.
    """
    if rounds < 1 or not 0 < level < 1:
        raise AnalysisError(
            f"rounds is {rounds} and level {level}; give 1 or more rounds and a level between 0 and 1"
        )
    groups = _groups(knowledge)
    drawn = random.Random(seed)
    figures = measure(knowledge)
    values: dict[str, list[float]] = {name: [] for name in sorted(figures)}
    for _ in range(rounds if len(groups) >= LEAST else 0):
        articles = {a for group in drawn.choices(groups, k=len(groups)) for a in group}
        drawing = measure(_part(knowledge, articles))
        for name in values.keys() & drawing.keys():
            values[name].append(drawing[name])
    told = caution(report.id for report in knowledge.reports)
    found = {}
    for name, drawn_values in values.items():
        enough = 2 * len(drawn_values) > rounds
        low, high = _bounds(sorted(drawn_values), level) if enough else (None, None)
        size = len(drawn_values), rounds, len(groups)
        found[name] = Interval(figures[name], low, high, level, *size, told)
    return found


def _groups(knowledge: Knowledge) -> list[tuple[str, ...]]:
    """The articles that have reports, near copies together."""
    told = {report.article for report in knowledge.reports}
    copied = {article for group in knowledge.copies for article in group}
    alone = [(article,) for article in told - copied]
    together = [tuple(a for a in group if a in told) for group in knowledge.copies]
    return sorted(alone + [group for group in together if group])


def _part(knowledge: Knowledge, articles: set[str]) -> Knowledge:
    reports = tuple(report for report in knowledge.reports if report.article in articles)
    kept = {report.id for report in reports}
    events = (
        replace(event, reports=tuple(r for r in event.reports if r in kept))
        for event in knowledge.events
        if not kept.isdisjoint(event.reports)
    )
    return replace(knowledge, reports=reports, events=tuple(events))


def _bounds(values: list[float], level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    last = len(values) - 1
    return values[round(tail * last)], values[round((1 - tail) * last)]
