"""The verbs that measure against gold: evaluate, rates."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from comity import export
from comity.cli import screen
from comity.errors import InputError
from comity.evaluate import Scored, evaluate, notes, to_record
from comity.gold import load_clusters
from comity.knowledge.ontology import load_ontology
from comity.knowledge.rates import smoothed
from comity.learning import Reading, readings, to_csv
from comity.model import Knowledge
from comity.rdf.store import open_graph


def evaluate_(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="The folder of gold annotations.")
    ],
    graph: Annotated[
        Path | None,
        typer.Argument(metavar="GRAPH_DIR", help="The graph; else the articles are built anew."),
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option(help="The folder of the articles; else GOLD_DIR or the folder above it."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List what went wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score a graph against gold annotations: precision, recall and F1 of events, offices and merging."""
    texts = articles or _texts(gold)
    knowledge = _built(texts) if graph is None else _kept(graph)
    events, offices = export.events(knowledge, load_ontology()), export.offices(knowledge)
    scored = evaluate(events, gold=gold, articles=texts)
    record = to_record(scored, offices=offices, clusters=load_clusters(gold))
    if as_json:
        screen.give(json.dumps(record) + "\n")
    else:
        _show(record, scored)
    if verbose:
        for article in scored:
            screen.give(
                "".join(f"{line}\n" for line in [f"## {article.gold.article}", *notes(article)])
            )


def rates(
    folders: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR...", help="Folders of gold annotations.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
    ] = None,
) -> None:
    """Learn from gold how often each rule reads right: the table that confidence comes from."""
    found: list[Reading] = []
    for gold in folders:
        texts = _texts(gold)
        found += readings(_built(texts), gold=gold, articles=texts, ontology=load_ontology())
    text = to_csv(smoothed(found))
    screen.say(f"{len(found)} reports and claims, {sum(right for _, right in found)} of them right")
    if output is None:
        screen.give(text)
    else:
        screen.put(text, output)


def _texts(gold: Path) -> Path:
    if not gold.is_dir():
        raise InputError(f"{gold}: no such folder; give the folder with the gold annotations")
    for folder in (gold, *gold.resolve().parents[:2]):
        if any(folder.glob("*.txt")):
            return folder
    raise InputError(f"{gold}: the articles are neither here nor one folder above; give --articles")


def _kept(folder: Path) -> Knowledge:
    with open_graph(folder) as graph:
        return graph.knowledge()


def _built(texts: Path) -> Knowledge:
    """What the articles say, by a graph that is built and left."""
    from comity.graphs import build  # here, since loading it takes seconds

    with tempfile.TemporaryDirectory() as folder, screen.progress() as tell:
        summary = build(texts, output=Path(folder), progress=tell)
        for bad in summary.bad:
            screen.say(f"left out {bad.name}: {bad.message}")
        return _kept(Path(folder))


def _show(record: dict[str, object], scored: Sequence[Scored]) -> None:
    rows = []
    for part, figures in record.items():
        if isinstance(figures, dict):
            rows += [(f"{part} {name}", _number(value)) for name, value in figures.items()]
        else:
            rows.append((part.replace("_", " "), _number(figures)))
    screen.show_table(("measure", "value"), rows)
    screen.show_table(
        ("article", "found", "extra", "missed"),
        [
            (s.gold.article, str(s.counts.found), str(s.counts.extra), str(s.counts.missed))
            for s in scored
        ],
    )


def _number(value: object) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


VERBS = (
    (evaluate_, "comity evaluate seeds/gold build"),
    (rates, "comity rates seeds/gold -o rates.csv"),
)
