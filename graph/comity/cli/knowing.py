"""The verb that tells what became known between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Annotated

import typer

from comity.asof import known_by, told
from comity.assemble.changes import Change
from comity.assemble.changes import changes as changes_between
from comity.cli import screen
from comity.cli.building import DAYS, GRAPH, GraphFolder
from comity.curating import log_of
from comity.errors import InputError
from comity.model import Knowledge


def changes(
    first: Annotated[
        datetime, typer.Argument(metavar="DATE1", formats=DAYS, help="The day before.")
    ],
    second: Annotated[
        datetime, typer.Argument(metavar="DATE2", formats=DAYS, help="The day after.")
    ],
    graph: GraphFolder = GRAPH,
) -> None:
    """Tell what became known from the articles published after one day and by another."""
    one, other = first.date(), second.date()
    if one >= other:
        raise InputError(f"{one} is not before {other}; give the earlier day first")
    read = told(graph)
    decided = log_of(graph).curations
    after = known_by(read, other, decided)
    new = [c for c in after.knowledge.citations if c.published and c.published > one]
    early = all(c in new for c in after.knowledge.citations)
    before = Knowledge((), (), (), (), (), ()) if early else known_by(read, one, decided).knowledge
    if after.undated:
        screen.say(
            f"left out, since they do not say when they were published: {', '.join(after.undated)}"
        )
    found = changes_between(before, after.knowledge)
    screen.give("".join(f"{line}\n" for line in _lines(found, after.knowledge)))
    articles = f"{len(new)} article{'' if len(new) == 1 else 's'}"
    screen.say(f"{len(found)} changes between {one} and {other}, from {articles}")


def _lines(found: tuple[Change, ...], known: Knowledge) -> Iterator[str]:
    """The changes by kind, each with the sentence that tells it."""
    reports = {r.id: r for r in known.reports}
    sentences = {s.id: s for s in known.sentences}
    articles = {c.id: c for c in known.citations}
    for number, (kind, of_kind) in enumerate(groupby(found, key=lambda c: c.kind)):
        if number:
            yield ""
        yield kind.value.capitalize()
        for change in of_kind:
            both = " to ".join(part for part in (change.before, change.after) if part)
            yield f"  {change.event.label}: {both}"
            for report in (reports[r] for r in change.reports[:1]):
                article = articles[report.article]
                day = f", {article.published}" if isinstance(article.published, date) else ""
                yield f"    {article.name}{day}: {' '.join(sentences[report.sentences[0]].text.split())}"


VERBS = ((changes, "comity changes 2023-05-03 2023-05-07 build"),)
