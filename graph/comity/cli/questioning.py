"""Verbs that ask the questions that have names: questions, ask."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli import screen
from comity.cli.building import GRAPH, AsOf, GraphFolder
from comity.cli.completing import AskCommand, names_of, question_names, values
from comity.cli.opening import Kind, Store, opened
from comity.cli.printing import Form, Format, Rows, give
from comity.rdf.query import Parameter, Question, ask, question_named, questions
from comity.rdf.questions import TOPICS

UNPARSED = {"ignore_unknown_options": True, "help_option_names": []}
"""Settings of the verb `ask`, whose options are those of the question."""

_HELP = ("-h", "--help")
_WANTED = {
    "actor": "NAME", "article": "FILE", "class": "CLASS", "date": "DATE", "entity": "NAME", "event": "EVENT",
    "integer": "NUMBER", "issue": "ISSUE",
    "person": "NAME", "place": "NAME", "state": "NAME", "text": "WORDS",
}  # fmt: skip


def questions_(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One question.", autocompletion=question_names),
    ] = None,
) -> None:
    """List the questions that can be asked by name, by topic, or tell all about one."""
    screen.give("".join(f"{line}\n" for line in (_list() if name is None else _about(name))))


def ask_(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A question.", autocompletion=question_names)
    ],
    rest: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="GRAPH_DIR|--PARAMETER",
            help="The folder of the graph, else build, and what the question takes.",
            autocompletion=values,
        ),
    ] = None,
) -> None:
    """Ask a graph a question by name: `comity questions` lists them, `comity ask NAME --help` tells about one."""
    if name in _HELP:
        screen.give(f"{context.get_help()}\n")
        return
    app_of(question_named(name))(rest or [], prog_name=f"comity ask {name}")


def app_of(question: Question) -> typer.Typer:
    """The command line of one question."""
    app = typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
        context_settings={"help_option_names": list(_HELP), "max_content_width": 100},
    )  # fmt: skip
    app.command(epilog=f"Example: {question.example}")(_command(question))
    return app


def _command(question: Question) -> Any:  # a function whose signature typer reads
    """A function that asks the question, with an option for each of its parameters."""

    def run(
        graph: Path,
        form: Format,
        rows: int | None,
        as_of: Any,
        store: str | None,
        store_kind: str | None,
        **given: str | None,
    ) -> None:
        values = {name.removeprefix("_"): value for name, value in given.items()}
        with opened(graph, as_of, store, store_kind) as held:
            result = ask(held, question.name, **values)
        give(result, form, rows)

    own = {f"_{p.name}": _option(p) for p in question.parameters}
    read = {"form": Form, "rows": Rows, "as_of": AsOf, "store": Store, "store_kind": Kind}
    kinds = {"graph": GraphFolder, **own, **read}
    defaults = {"graph": GRAPH, "form": Format.TABLE}
    run.__doc__ = f"{question.title}. {question.help}"
    run.__annotations__ = kinds
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # as functions may have
        [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=defaults.get(name)
            )
            for name, kind in kinds.items()
        ]
    )
    return run


def _option(parameter: Parameter) -> Any:  # an annotation
    text = parameter.help[0].upper() + parameter.help[1:]
    needed = " Needed." if parameter.needed else ""
    default = f" Else {parameter.default}." if parameter.default else ""
    option = typer.Option(
        f"--{parameter.name}",
        metavar=_WANTED[parameter.type],
        help=f"{text}.{needed}{default}",
        autocompletion=names_of(parameter.type),
    )
    return Annotated[str | None, option]


def _list() -> Iterator[str]:
    known = questions()
    width = max(len(question.name) for question in known)
    for number, topic in enumerate(TOPICS):
        yield from ("",) * bool(number)
        yield topic
        for question in known:
            if question.topic == topic:
                yield f"  {question.name:{width}}  {question.title}"


def _about(name: str) -> Iterator[str]:
    question = question_named(name)
    yield question.title
    yield question.help
    yield ""
    for parameter in question.parameters:
        needed = " (needed)" if parameter.needed else ""
        default = f" (else {parameter.default})" if parameter.default else ""
        yield f"  --{parameter.name} {parameter.type}: {parameter.help}{needed}{default}"
    yield from ("",) * bool(question.parameters)
    yield f"  {question.example}"


VERBS = (
    (ask_, 'comity ask who-met-whom build --actor "South Korea"'),
    (questions_, "comity questions planned"),
)
SETTINGS = {"ask": {"context_settings": UNPARSED, "cls": AskCommand}}
"""What the verbs are registered with, beside their help."""
