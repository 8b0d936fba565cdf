"""What the shell offers at the Tab key: questions, their options, and the names of things in the graph.

`comity --install-completion` puts the script of the shell in its place; typer writes it for bash, zsh, fish and PowerShell.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from comity.errors import ComityError
from comity.knowledge.ontology import load_ontology
from comity.rdf.names import CLASS, KINDS, beginning
from comity.rdf.query import question_named, questions
from comity.rdf.store import open_graph

Complete = Callable[[typer.Context, str], list[str]]
"""Gives what may stand in the place of a word that is begun."""

_IN_BASH = "complete_bash"


def question_names() -> list[tuple[str, str]]:
    """The named questions with their titles."""
    return [(question.name, question.title) for question in questions()]


def names_of(kind: str) -> Complete | None:
    """What completes the names of things of a kind, if they have names: classes of events, else what is in the graph.

    The kind is that of a parameter of a question. Names are offered as the shell wants them written.
    """
    if kind == CLASS:
        return lambda ctx, incomplete: list(load_ontology().event_classes)
    if kind not in KINDS:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        folder = ctx.params.get("graph") or ctx.params.get("output")
        if ctx.params.get("store") or not isinstance(folder, Path):
            return []
        try:
            with open_graph(folder) as graph:
                return [_written(name) for name in beginning(graph, kind, incomplete)]
        except ComityError:
            return []  # No graph, no names: there is no place for a message while one types.

    return complete


def _written(name: str) -> str:
    """The name as one word: bash puts it on the line as it is, the other shells quote it."""
    if os.environ.get("_COMITY_COMPLETE") == _IN_BASH:
        return name.replace("\\", "\\\\").replace(" ", "\\ ").replace("'", "\\'")
    return name


class AskCommand(TyperCommand):
    """The verb `ask` as the shell sees it: after the name of a question come that question's options."""

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # types that typer keeps to itself
        """The options of the question that is named and begin so."""
        asked = _asked(ctx, list(ctx.params.get("rest") or ()))
        if asked is None:
            return super().shell_complete(ctx, incomplete)
        return asked.command.shell_complete(asked, incomplete)


def values(ctx: typer.Context, incomplete: str) -> list[str]:
    """What may follow the option of a question that stands last; nothing where it is the turn of a folder."""
    rest = list(ctx.params.get("rest") or ())
    asked = _asked(ctx, rest[:-1]) if rest and rest[-1].startswith("-") else None
    options: list[Any] = [] if asked is None else asked.command.params
    return [
        item.value
        for option in options
        if rest[-1] in option.opts
        for item in option.shell_complete(asked, incomplete)
    ]


def _asked(ctx: typer.Context, rest: list[str]) -> Any:
    """The context of the question that is named, with its command; None where there is no such question."""
    from comity.cli.questioning import app_of  # here, since it imports this module

    try:
        question = question_named(str(ctx.params.get("name")))
    except ComityError:
        return None
    return get_command(app_of(question)).make_context(question.name, rest, resilient_parsing=True)
