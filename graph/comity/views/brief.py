"""The page of a brief: one file without a script, every sentence with the numbers of its sources, which stand at the end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from comity.findings import Chart
from comity.findings.briefs import Brief, Note, named
from comity.findings.briefs.wording import STATUS
from comity.views import charts
from comity.views.numbers import minus
from comity.views.paper import paper
from comity.words import link

KINDS = {words: status.value for status, words in STATUS.items()}
"""The class of the style sheet for each status as a brief writes it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a page stands on, with where it stands; `url` is None where it is not safe to follow.

    `uses` are the ids and titles of the sections that stand on it. All are text, not markup.
    """

    number: int
    quote: str
    article: str
    file: str
    sentence: int
    start: int
    end: int
    url: str | None
    copies: str
    uses: tuple[tuple[str, str], ...]


def brief_page(brief: Brief) -> str:
    """The page, as HTML."""
    contents = [(s.name, s.title) for s in brief.sections]
    return paper(
        "brief.html",
        title=brief.title,
        over="Brief",
        about=brief.facts,
        contents=[*contents, ("reading", "How to read it"), ("sources", "Sources")],
        style=(charts.style() if any(s.chart for s in brief.sections) else "") + _sheet(),
        sections=brief.sections,
        numbers=brief.numbers,
        kinds=KINDS,
        reading=brief.reading,
        notes=_sources(brief),
        drawn=_figure,
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, drawn, with what it shows and what its marks mean."""

    svg: Markup
    caption: str


def _figure(chart: Chart) -> Figure:
    return Figure(charts.svg(chart), minus(f"{chart.title} ({chart.unit}). {charts.key(chart)}"))


def _sheet() -> str:
    return (files("comity.views") / "page" / "brief.css").read_text(encoding="utf-8")


def _sources(brief: Brief) -> list[Source]:
    uses: dict[str, dict[str, str]] = defaultdict(dict)
    for section in brief.sections:
        for statement in section.statements:
            for cite in statement.cites:
                uses[cite][section.name] = section.title
    return [_source(note, tuple(uses[note.sentence.id].items())) for note in brief.notes]


def _source(note: Note, uses: tuple[tuple[str, str], ...]) -> Source:
    span = note.sentence.span
    return Source(
        number=note.number,
        quote=note.sentence.text,
        article=named(note.article) or note.article.name,
        file=note.article.name,
        sentence=note.sentence.index + 1,
        start=span.start,
        end=span.end,
        url=link(note.article.url),
        copies="; ".join(named(copy) or copy.name for copy in note.copies),
        uses=uses,
    )
