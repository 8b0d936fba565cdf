"""The verb that writes a cited page on two actors, one, or an issue: brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from comity.asof import known_before, open_as_of, told
from comity.cli import screen
from comity.cli.building import DAYS, GRAPH, AsOf, FromDay, ToDay, day_of
from comity.curating import log_of
from comity.errors import InputError
from comity.findings.briefs import EVERY, Brief, Statement, brief, source, to_json, to_markdown
from comity.knowledge.ontology import ID, load_ontology
from comity.rdf.names import named
from comity.rdf.record import MANIFEST
from comity.words import link

_MOST = 2
_LONG = 300


class Form(StrEnum):
    """How a brief is written."""

    TABLE = "table"
    MD = "md"
    HTML = "html"
    JSON = "json"


def brief_(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME [NAME] [GRAPH_DIR]",
            help="A person, state, organisation or issue, or two of them, by any name, code or id; then the folder of a graph.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", "-f", help="How to write it; else by the ending of the file's name."
        ),
    ] = None,
    first: FromDay = None,
    last: ToDay = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=DAYS,
            help="Tell also what changed by articles published from this day on.",
        ),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write a brief: timeline, who met whom, positions, agreements, disputes and plans, each sentence with its source.

    On a terminal as text, in a file as a page (.html), Markdown with footnotes (.md) or JSON (.json).
    """
    written = _form(form, output)
    wanted, graph = _graph(names)
    made = _made(wanted, graph, day_of(first), day_of(last), day_of(since), day_of(as_of))
    many = sum(1 for _ in made.statements)
    if many > _LONG:
        screen.say(f"{many} statements are long for a brief; --from and --to make it shorter")
    if written is Form.TABLE:
        screen.show_texts(_lines(made))
        return
    text = _WRITTEN[written](made)
    if output is None:
        screen.give(text)
        return
    screen.put(text, output)
    screen.say(f"{many} statements on {len(made.notes)} sentences of articles in {output}")


def _form(form: Form | None, output: Path | None) -> Form:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    written = [f.value for f in Form if f is not Form.TABLE]
    if form is None and output is not None and ending not in written:
        raise InputError(
            f"{output}: a brief is written as .{', .'.join(written)}; end the file's name so"
        )
    chosen = form or (Form(ending) if ending else Form.TABLE)
    if chosen is Form.TABLE and output is not None:
        raise InputError(f"tables are for the terminal; write a file as {', '.join(written)}")
    return chosen


def _graph(names: list[str]) -> tuple[list[str], Path]:
    """The names, and the folder of the graph where the last of them is one."""
    *wanted, last = names
    if wanted and (len(wanted) > _MOST - 1 or (Path(last) / MANIFEST).is_file()):
        names, folder = wanted, Path(last)
    else:
        folder = GRAPH
    if len(names) > _MOST:
        raise InputError(
            f"a brief is on one or two subjects, and {len(names)} are given: {', '.join(names)}; leave some out"
        )
    return names, folder


def _made(
    names: list[str],
    graph: Path,
    first: date | None,
    last: date | None,
    since: date | None,
    as_of: date | None,
) -> Brief:
    choice = replace(EVERY, first=first, last=last)
    with open_as_of(graph, as_of) as opened:
        knowledge = opened.knowledge()
        subjects = [named(opened, name, "subject", "brief").removeprefix(ID) for name in names]
    before = None
    if since is not None:
        before = known_before(told(graph), since, log_of(graph).curations, undated=as_of is None)
    return brief(
        knowledge, load_ontology(), subjects, choice, before=before, since=since, as_of=as_of
    )


def _lines(made: Brief) -> Iterator[RenderableType]:
    """The brief for a console, its sources at the end."""
    numbers = made.numbers
    yield Text(made.title, style="bold")
    yield Text(" ".join(made.facts), style="dim")
    for section in made.sections:
        yield Text(f"\n{section.title}", style="bold")
        if not section.groups:
            yield Text(f"  {section.nothing}")
        for group in section.groups:
            if group.title:
                yield Text(f"  {group.title}", style="italic")
            for statement in group.statements:
                yield Padding(_told(statement, numbers), (0, 0, 0, 2))
    yield Text("\nHow to read it", style="bold")
    yield from (Padding(Text(line), (0, 0, 0, 2)) for line in made.reading)
    yield Text("\nSources", style="bold")
    for note in made.notes:
        address = link(note.article.url)
        quote = " ".join(note.sentence.text.split())
        text = f"[{note.number}] “{quote}” {source(note)}{f', {address}' if address else ''}"
        yield Padding(Text(text), (0, 0, 0, 2))


def _told(statement: Statement, numbers: Mapping[str, int]) -> Text:
    text = Text("- ")
    if statement.lead:
        text.append(f"{statement.head} ", style="bold")
    for part in statement.parts:
        text.append(part.text.rstrip())
        for cite in part.cites:
            text.append(f"[{numbers[cite]}]", style="cyan")
        text.append(" " if part.text.endswith(" ") else "")
    return text.append(f" ({statement.small})" if statement.small else "", style="dim")


def _page(made: Brief) -> str:
    from comity.views.brief import brief_page  # here, since it loads what draws

    return brief_page(made)


_WRITTEN: Mapping[Form, Callable[[Brief], str]] = {
    Form.HTML: _page,
    Form.MD: to_markdown,
    Form.JSON: to_json,
}

VERBS = ((brief_, "comity brief Japan 'South Korea' build --since 2023-03-01 -o brief.html"),)
