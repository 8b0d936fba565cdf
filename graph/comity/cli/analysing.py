"""The verb that measures the network: analyse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from comity import findings
from comity.asof import open_as_of
from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, FromDay, GraphFolder, ToDay, day_of
from comity.errors import InputError
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.nets import DONE, PLANS, Choice

_SHOWN, _WIDE = 6, 100


class By(StrEnum):
    """The length of a period."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class Form(StrEnum):
    """How findings are written."""

    TABLE = "table"
    MD = "md"
    JSON = "json"
    HTML = "html"


def analyse(
    graph: GraphFolder = GRAPH,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="STATE STATE",
            help="Two states, by name or code; else the two with most between them.",
        ),
    ] = None,
    by: Annotated[By, typer.Option(help="The length of the periods.")] = By.YEAR,
    first: FromDay = None,
    last: ToDay = None,
    plans: Annotated[
        bool, typer.Option("--plans", help="What is planned or possible, instead of what was done.")
    ] = False,
    sources: Annotated[
        int, typer.Option(metavar="N", help="Only events that so many independent sources tell.")
    ] = 0,
    certainty: Annotated[
        float, typer.Option(metavar="SHARE", help="Only events of so much certainty, from 0 to 1.")
    ] = 0.0,
    top: Annotated[int, typer.Option(metavar="N", help="The most rows of a table.")] = 10,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help=f"Only this section, and others so named: {', '.join(findings.SECTIONS)}.",
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", "-f", help="How to write it; else by the ending of the file's name."
        ),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Measure the network: leaders, states, two of them over time, issues, what follows what, each number with its events.

    On a terminal as tables, in a file as a page with charts (.html), Markdown (.md) or JSON (.json). The numbers in the last
    column are those of the events listed at the end; a star says that fewer than 30 reports stand behind a row. A range says
    between which numbers nine of ten lie when the articles are drawn again.
    """
    written = _form(form, output)
    choice = Choice(day_of(first), day_of(last), PLANS if plans else DONE, 0.0, certainty, sources)
    with open_as_of(graph, day_of(as_of)) as opened:
        knowledge = opened.knowledge()
    of = findings.study(knowledge, load_ontology(), choice, pair=between, by=by, top=top)
    found = findings.sections(of, only or ())
    if written is Form.TABLE:
        _show(found, knowledge)
        return
    text = _text(written, of, found, day_of(as_of))
    if output is None:
        screen.give(text)
        return
    screen.put(text, output)
    screen.say(
        f"{sum(len(s.rows) for s in found)} findings on {len(findings.events_in(found))} events in {output}"
    )


def _text(
    form: Form, of: findings.Study, found: tuple[findings.Section, ...], as_of: date | None
) -> str:
    if form is Form.JSON:
        return findings.to_json(found)
    if form is Form.MD:
        return findings.to_markdown(found, of.knowledge)
    from comity.views.report import report  # here, since drawing takes a second to load

    return report(of, found, as_of=as_of)


def _form(form: Form | None, output: Path | None) -> Form:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    if form is None and output is not None and ending not in (Form.HTML, Form.MD, Form.JSON):
        raise InputError(
            f"{output}: findings are written as .html, .md or .json; end the file's name so"
        )
    chosen = form or (Form(ending) if ending else Form.TABLE)
    if chosen is Form.TABLE and output is not None:
        raise InputError("tables are for the terminal; write a file as html, md or json")
    return chosen


def _show(found: tuple[findings.Section, ...], knowledge: Knowledge) -> None:
    numbers = findings.events_in(found)
    for section in found:
        rows = list(_rows(section, numbers))
        right = [at for at in range(len(section.heads)) if findings.is_number(section, at)]
        heads = (*section.heads, "stands on")
        screen.show_table(heads, rows, title=section.title, numbers=right)
        more = f" {section.left_out} more: --top." if section.left_out else ""
        note = f"{section.note}{more}" if rows else f"{section.note} Nothing."
        screen.show_texts([Text(note), ""])
    screen.show_texts([Text(f"* {findings.CAUTION}"), Text(findings.RANGED), ""])
    labels = {event.id: event.label for event in knowledge.events}
    listed = [
        (str(number), name.removeprefix("event/"), labels[name]) for name, number in numbers.items()
    ]
    screen.show_table(
        ("", "event", "label"),
        listed,
        title="Events (comity show EVENT for the quotes)",
        numbers=[0],
    )


def _rows(section: findings.Section, numbers: dict[str, int]) -> Iterator[tuple[str, ...]]:
    most = _SHOWN if screen.width() >= _WIDE else _SHOWN // 2
    for row in section.rows:
        on = sorted(numbers[event] for event in row.events)
        more = f" +{len(on) - most}" if len(on) > most else ""
        star = "*" if row.caution else ""
        yield (*map(findings.cell, row.cells), " ".join(map(str, on[:most])) + more + star)


VERBS = (
    (
        analyse,
        "comity analyse build --between Japan 'South Korea' --from 2019-01-01 -o findings.html",
    ),
)
