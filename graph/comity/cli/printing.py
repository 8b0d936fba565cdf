"""How an answer is printed: a table as people read it, or CSV, JSON or Turtle as programs do."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from comity.cli import screen
from comity.cli.answers import to_lines
from comity.rdf.result import Result


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


Form = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]
Rows = Annotated[
    int | None, typer.Option("--rows", min=1, help="The most rows that a table shows.")
]


def give(result: Result, form: Format, rows: int | None) -> None:
    """Prints an answer, or says that there is none."""
    if form is Format.CSV:
        screen.give(result.to_csv())
    elif form is Format.JSON:
        screen.give(f"{result.to_json()}\n")
    elif form is Format.TTL or result.turtle is not None:
        screen.give(result.to_turtle())
    elif result.rows:
        _table(result, rows)
    else:
        screen.say("no answer: the graph holds nothing that fits")


def _table(result: Result, limit: int | None) -> None:
    rows = [[screen.short(cell) for cell in row] for row in result.rows[:limit]]
    lines = to_lines(result.columns, rows, width=screen.width())
    screen.give("".join(f"{line}\n" for line in lines))
    left = len(result.rows) - len(rows)
    if left:
        screen.say(f"... and {left} more")
