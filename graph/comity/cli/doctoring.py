"""The verb that looks whether all is well: doctor."""

from __future__ import annotations

import sys

import typer

from comity.checkup import State, checkup
from comity.cli import screen
from comity.cli.building import GRAPH, GraphFolder

_MARKS = {State.WELL: "ok   ", State.NOTE: "note ", State.AMISS: "AMISS"}


def doctor(graph: GraphFolder = GRAPH) -> None:
    """Check the installation: Python, packages, the language model, the store, disk and terminal, each with a remedy.

    Ends with 1 if something is amiss. A note tells of what lacks without harm. Nothing is downloaded or changed.
    """
    amiss = 0
    for found in checkup(graph, encoding=sys.stdout.encoding):
        screen.give(f"{_MARKS[found.state]}  {found.part}: {found.found}\n")
        if found.remedy:
            screen.give(f"       -> {found.remedy}\n")
        amiss += found.state is State.AMISS
    if amiss:
        screen.say(
            f"{amiss} thing{' is' if amiss == 1 else 's are'} amiss; the arrows say what to do"
        )
        raise typer.Exit(1)
    screen.say("comity is well")


VERBS = ((doctor, "comity doctor build"),)
