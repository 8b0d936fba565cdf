"""The verb that tells why an article was read as it was: explain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from comity.articles import BadArticle, read
from comity.cli import screen
from comity.cli.sentences import to_text
from comity.errors import InputError
from comity.knowledge.ontology import load_ontology
from comity.model import Article
from comity.views import write
from comity.views.account import account
from comity.views.explained import explained

_FEW = 12


def explain(
    source: Annotated[
        str,
        typer.Argument(metavar="ARTICLE", help="A .txt file, or as for build with --name."),
    ],
    name: Annotated[
        str | None,
        typer.Option(help="Which article of a folder or table: its file name or id."),
    ] = None,
    sentence: Annotated[
        int | None, typer.Option("--sentence", "-n", min=1, help="Only this sentence, from 1.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write a page with the sentences marked and parsed.")
    ] = None,
    gazetteer: Annotated[
        Path | None, typer.Option(help="A CSV file of further states, bodies and places.")
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of publication, for relative dates."),
    ] = None,
) -> None:
    """Tell for each sentence what was found, by which rule, and what was passed over and why."""
    article = _chosen(list(read(source)), source, name)
    if published is not None:
        article = replace(article, citation=replace(article.citation, published=published.date()))
    from comity import extract  # here, since the language model takes seconds

    screen.say("loading the language model ...")
    found = extract.explain(extract.load_pipeline(gazetteer=gazetteer), article, markup=bool(html))
    told = account(found, article.text, load_ontology())
    numbers = [a.number for a in told]
    if sentence is not None and sentence not in numbers:
        raise InputError(
            f"{article.name}: no sentence {sentence}; there are {numbers[0]} to {numbers[-1]}"
        )
    if html is not None:
        only = None if sentence is None else [sentence]
        write(explained(found, article.text, load_ontology(), only=only), html)
        screen.give(f"{html}\n")
        return
    shown = [a for a in told if sentence is None or a.number == sentence]
    screen.show_texts(to_text(shown, article))


def _chosen(found: Sequence[Article | BadArticle], source: str, name: str | None) -> Article:
    """The one article there is, or the one of that name.

    Raises:
        InputError: there are several, none of that name, or it cannot be read.
    """
    fitting = [a for a in found if name is None or a.name == name]
    if name is not None and not fitting:
        raise InputError(f"{source}: no article '{name}'; there are {_names(found)}")
    if len(fitting) > 1:
        count = len(found)
        raise InputError(f"{source}: {count} articles; choose with --name: {_names(found)}")
    if not fitting:
        raise InputError(f"{source}: holds no article; give one that does")
    chosen = fitting[0]
    if isinstance(chosen, BadArticle):
        raise InputError(chosen.message)
    return chosen


def _names(found: Iterable[Article | BadArticle]) -> str:
    names = [a.name for a in found]
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


VERBS = ((explain, "comity explain seeds/001_ed0940f8082e8195.txt --sentence 3"),)
