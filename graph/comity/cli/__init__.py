"""The verbs of the command `comity`: data on standard output, talk on standard error.

The exit code is 0 when all is done, 1 when there are findings or articles left out, 2 for wrong use.
"""

from __future__ import annotations

import os
import sys

import typer

from comity import __version__
from comity.cli import (
    analysing,
    asking,
    briefing,
    building,
    changing,
    curating,
    disputing,
    explaining,
    exporting,
    importing,
    knowing,
    publishing,
    questioning,
    scoring,
    screen,
    serving,
)
from comity.errors import ComityError

NEXT = """\
comity reads articles about diplomacy into a graph in which every fact leads to its sentences.

  comity build ARTICLES -o build     make a graph of a folder of .txt files, a .jsonl or a .csv
  comity add ARTICLES -o build       add some; also update, remove
  comity questions                   list the questions that can be asked by name
  comity ask who-met-whom build      ask one; comity ask NAME --help tells about it
  comity serve build                 SPARQL and pages on this machine
  comity --help                      all verbs; comity VERB --help has an example of each
"""

app = typer.Typer(
    name="comity",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    """Articles about diplomacy to a graph in which every fact leads to its sentences."""
    if version:
        screen.give(f"comity {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        screen.give(NEXT)


_ask, _example = questioning.ASK
app.command("ask", epilog=f"Example: {_example}", context_settings=questioning.UNPARSED)(_ask)
_VERBS = (
    *building.VERBS,
    *changing.VERBS,
    *curating.VERBS,
    *questioning.VERBS,
    *asking.VERBS,
    *serving.VERBS,
    *exporting.VERBS,
    *analysing.VERBS,
    *briefing.VERBS,
    *importing.VERBS,
    *disputing.VERBS,
    *knowing.VERBS,
    *explaining.VERBS,
    *publishing.VERBS,
    *scoring.VERBS,
)
for _verb, _example in _VERBS:
    app.command(_verb.__name__.removesuffix("_"), epilog=f"Example: {_example}")(_verb)


def main() -> None:
    """Runs the command line, turning every expected error into one clear line."""
    try:
        app(prog_name="comity")
    except ComityError as error:
        screen.say(f"comity: {error}")
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
