"""Sentences of many regions, read with the trained model: what is right stays right, what is wrong is known."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.model import Article, Extraction, Precision, Report, Role, When, to_article

pytestmark = pytest.mark.model
TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "sentences.toml").read_text("utf-8")
)
PUBLISHED = date(2024, 8, 22)


def iso(when: When | None) -> str:
    """A date at its own precision, `?` where it is not resolved."""
    if when is None or when.earliest is None or when.latest is None:
        return "" if when is None else "?"
    size = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(when.precision)
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    return first[:size] if size else f"{first}/{last}"


def line(report: Report, found: Extraction) -> str:
    """A report as the table writes it."""
    named = {e.id: e.code if e.type == "State" else e.name for e in found.entities}
    actors, recipients = (
        ", ".join(sorted(str(named[e]) for e in report.of_role(role)))
        for role in (Role.ACTOR, Role.RECIPIENT)
    )
    place = named[report.place] if report.place else ""
    return (
        f"{report.type} | {actors} | {recipients} | {place} | {iso(report.when)} | {report.status}"
    )


def events(text: str, reader: Callable[[Article], Extraction]) -> list[str]:
    """The events of a text, in the order of their triggers."""
    found = reader(to_article(text, name="row.txt", published=PUBLISHED))
    return [line(report, found) for report in sorted(found.reports, key=lambda r: r.trigger)]


@pytest.mark.parametrize("row", TABLE["right"], ids=[row["text"] for row in TABLE["right"]])
def test_sentence(row: dict[str, Any], reader: Callable[[Article], Extraction]) -> None:
    assert events(row["text"], reader) == row["events"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row["text"], marks=pytest.mark.xfail(strict=True, reason=row["why"]))
        for row in TABLE["misread"]
    ],
)
def test_sentence_that_is_misread(
    row: dict[str, Any], reader: Callable[[Article], Extraction]
) -> None:
    assert events(row["text"], reader) == row["events"]


def test_the_tables_are_of_their_size_and_say_each_thing_once() -> None:
    texts = [row["text"] for rows in TABLE.values() for row in rows]
    assert len(set(texts)) == len(texts)
    assert len(TABLE["right"]) >= 360
    assert len(texts) >= 480
    assert all(" " not in row["why"] for row in TABLE["misread"])
