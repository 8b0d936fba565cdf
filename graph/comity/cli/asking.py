"""Verbs that ask a graph: query, questions, show."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity.asof import open_as_of
from comity.cli import screen
from comity.cli.answers import to_lines
from comity.cli.building import GRAPH, AsOf, GraphFolder, day_of
from comity.cli.telling import found, story
from comity.errors import InputError, QueryError
from comity.knowledge.ontology import load_ontology
from comity.rdf.query import Question, Result, ask, questions, sparql
from comity.rdf.store import Graph
from comity.tables import decode, read_bytes


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


def query(
    what: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE|TEXT",
            help="A question's name, a SPARQL file, SPARQL, or - for stdin.",
        ),
    ],
    graph: GraphFolder = GRAPH,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="NAME=VALUE", help="A parameter; also as --NAME VALUE."
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
    limit: Annotated[
        int | None, typer.Option("--rows", min=1, help="The most rows that a table shows.")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Ask a graph a question by name, or in SPARQL. `comity questions` lists the names."""
    with open_as_of(graph, day_of(as_of)) as opened:
        result = _answer(opened, what, _parameters(parameters or []))
    if form is Format.CSV:
        screen.give(result.to_csv())
    elif form is Format.JSON:
        screen.give(f"{result.to_json()}\n")
    elif form is Format.TTL or result.turtle is not None:
        screen.give(result.to_turtle())
    elif result.rows:
        _print(result, limit)
    else:
        screen.say("no answer: the graph holds nothing that fits")


def questions_(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One question.")] = None,
) -> None:
    """List the questions that can be asked by name, or tell all about one."""
    known = {question.name: question for question in questions()}
    if name is None:
        screen.show_table(("name", "question"), [(q.name, q.title) for q in known.values()])
    elif name in known:
        screen.give(_about(known[name]))
    else:
        raise QueryError(f"there is no question '{name}'; there are {', '.join(known)}")


def show(
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT", help="An event's id, the start of it, or words of its label."
        ),
    ],
    graph: GraphFolder = GRAPH,
    as_of: AsOf = None,
) -> None:
    """Print one event with every report of it and every sentence quoted."""
    with open_as_of(graph, day_of(as_of)) as opened:
        knowledge = opened.knowledge()
    events = found(event, knowledge)
    if not events:
        raise QueryError(f"no event has the id or the words '{event}'; see `comity export events`")
    if len(events) > 1:
        screen.show_table(("id", "event"), [(e.id, e.label) for e in events])
        raise QueryError(f"{len(events)} events fit '{event}'; give one of these ids")
    screen.give(story(events[0], knowledge, load_ontology()))


def spelled_out(arguments: Sequence[str]) -> list[str]:
    """The arguments of `query` with `--NAME VALUE` of a question's parameter as `--param NAME=VALUE`.

    >>> spelled_out(["query", "who-met-whom", "--actor", "Japan", "build"])
    ['query', 'who-met-whom', '--param', 'actor=Japan', 'build']
    """
    if "query" not in arguments[:1]:
        return list(arguments)
    names = {parameter.name for question in questions() for parameter in question.parameters}
    out: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        if argument.startswith("--") and name in names:
            given = value if equals else next(rest, "")
            out += ["--param", f"{name}={given}"]
        else:
            out.append(argument)
    return out


def _print(result: Result, limit: int | None) -> None:
    rows = [[screen.short(cell) for cell in row] for row in result.rows[:limit]]
    lines = to_lines(result.columns, rows, width=screen.width())
    screen.give("".join(f"{line}\n" for line in lines))
    left = len(result.rows) - len(rows)
    if left:
        screen.say(f"... and {left} more")


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise InputError(f"the parameter '{name}' has no value; write -p name=value")
    return {name: value for name, _, value in pairs}


def _answer(graph: Graph, what: str, parameters: dict[str, str]) -> Result:
    known = [question.name for question in questions()]
    if what in known:
        return ask(graph, what, **parameters)
    if what == "-":
        text = decode(sys.stdin.buffer.read(), "standard-input")
    elif "{" in what:
        text = what
    elif Path(what).is_file():
        text = decode(read_bytes(Path(what)), what)
    else:
        near = difflib.get_close_matches(what, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "`comity questions` lists the names"
        raise QueryError(f"'{what}' is no question, file or SPARQL; {hint}")
    if parameters:
        raise QueryError("only a named question has parameters; write the values into the SPARQL")
    return sparql(graph, text)


def _about(question: Question) -> str:
    lines = [question.title, question.help, ""]
    for parameter in question.parameters:
        needed = "" if parameter.optional or parameter.default else " (needed)"
        default = f" (else {parameter.default})" if parameter.default else ""
        lines.append(f"  --{parameter.name} {parameter.type}: {parameter.help}{needed}{default}")
    return "\n".join([*lines, "", f"  {question.example}", ""])


VERBS = (
    (query, 'comity query who-met-whom build --actor "South Korea"'),
    (questions_, "comity questions planned"),
    (show, 'comity show "summit yoon seoul" build'),
)
