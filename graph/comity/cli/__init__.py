"""The verbs of the command `comity`: data on standard output, talk on standard error.

The exit code is 0 when all is done, 1 when there are findings or articles left out, 2 for wrong use. Only the module of
the verb that is asked for is loaded: what others need takes seconds.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import typer

from comity import __version__
from comity.cli import screen
from comity.collecting import collect_seldom
from comity.errors import ComityError
from comity.files import remedy

MODULES: Mapping[str, tuple[str, ...]] = {
    "starting": ("init",),
    "building": ("build", "check"),
    "viewing": ("view",),
    "changing": ("add", "update", "remove"),
    "curating": ("curate",),
    "questioning": ("ask", "questions"),
    "asking": ("query", "show"),
    "serving": ("serve",),
    "exporting": ("export", "network"),
    "analysing": ("analyse",),
    "briefing": ("brief",),
    "importing": ("import",),
    "disputing": ("disputes",),
    "knowing": ("changes",),
    "explaining": ("explain",),
    "publishing": ("publish",),
    "scoring": ("evaluate", "rates"),
    "doctoring": ("doctor",),
}
"""The verbs of each module, in the order of the help."""

_ABOUT = (
    "comity reads articles about diplomacy into a graph in which every fact leads to its sentences."
)
_HELP = "`comity --help` lists all verbs; `comity VERB --help` has an example of each."
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_WRONG = 2
_COMPLETING = "_COMITY_COMPLETE"


def application(verbs: Iterable[str] = ()) -> typer.Typer:
    """The command line with these verbs, with all if there are none."""
    app = _empty()
    wanted = set(verbs)
    for name, held in MODULES.items():
        if wanted and wanted.isdisjoint(held):
            continue
        module = import_module(f"comity.cli.{name}")
        settings = getattr(module, "SETTINGS", {})
        for verb, example in module.VERBS:
            own = verb.__name__.removesuffix("_")
            app.command(
                own,
                epilog=f"Example: {example}",
                short_help=_in_a_line(verb.__doc__),
                **settings.get(own, {}),
            )(verb)
    return app


def _empty() -> typer.Typer:
    app = typer.Typer(
        name="comity",
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=_SETTINGS,
    )
    app.callback(invoke_without_command=True)(_root)
    return app


def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    """Articles about diplomacy to a graph in which every fact leads to its sentences."""
    if version:
        screen.give(f"comity {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from comity.cli.starting import next_steps  # here, since no verb needs it

        screen.give(f"{_ABOUT}\n\n{next_steps(Path.cwd())}\n{_HELP}\n")


def _in_a_line(docstring: str | None) -> str:
    """The first sentence of a verb's docstring, whole."""
    return " ".join((docstring or "").split("\n\n")[0].split()).split(". ")[0].rstrip(".")


def listed() -> typer.Typer:
    """The command line to who asks for no verb: all, with what each does in a line, read without loading their modules."""
    app = _empty()
    for name, held in MODULES.items():
        module = ast.parse(Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8"))
        lines = {
            item.name.removesuffix("_"): _in_a_line(ast.get_docstring(item))
            for item in module.body
            if isinstance(item, ast.FunctionDef)
        }
        for verb in held:
            app.command(verb, short_help=lines[verb])(lambda: None)
    return app


def _names_alone() -> typer.Typer:
    """The command line to a shell that completes the name of a verb: no more than the names."""
    app = _empty()
    for held in MODULES.values():
        for verb in held:
            app.command(verb)(lambda: None)
    return app


def _asked(words: Sequence[str]) -> list[str]:
    """The verb that is named first, if it is one."""
    first = next((word for word in words if not word.startswith("-")), "")
    return [first] if any(first in held for held in MODULES.values()) else []


def _open_streams() -> None:
    """Has each standard stream that whoever started the program closed lead to nowhere.

    Else the next file that is opened would have its number, and get what libraries print.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


def main() -> None:
    """Runs the command line, turning every expected error into one clear line, and wrong use into one with an example."""
    _open_streams()
    collect_seldom()
    asked = _asked(sys.argv[1:])
    if _COMPLETING in os.environ:
        line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
        asked = _asked(line.split()[1:])
    elif not sys.argv[1:]:
        asked = ["init"]
    without = _names_alone if _COMPLETING in os.environ else listed
    app = application(asked) if asked else without()
    try:
        app(prog_name="comity")
    except SystemExit as stop:
        if stop.code == _WRONG and sys.argv[1:]:
            for command in app.registered_commands:
                if command.name in asked:
                    screen.say(command.epilog or "")
        raise
    except ComityError as error:
        screen.say(f"comity: {error}")
        sys.exit(2)
    except OSError as error:
        place = error.filename or "standard output"
        screen.say(
            f"comity: {place} cannot be read or written: {error.strerror or error}; {remedy(error)}"
        )
        screen.end(_WRONG)
