"""Briefs as Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from comity.findings.briefs.records import Brief, Note, Part, Section, Statement
from comity.findings.writing import plain
from comity.knowledge.ontology import ID
from comity.model import Citation
from comity.words import day, link

_KEPT = ":/?#@!$&*+,;=%~-._"  # what an address may hold and Markdown does not read


def to_markdown(brief: Brief) -> str:
    """The brief with its sources as footnotes; every name and quote is shown as it is and nothing of it is read as Markdown."""
    numbers = brief.numbers
    lines = [f"# {plain(brief.title)}", "", " ".join(plain(fact) for fact in brief.facts), ""]
    for section in brief.sections:
        lines += [f"## {plain(section.title)}", ""]
        lines += _section(section, numbers)
    lines += ["## How to read it", "", *(f"- {plain(line)}" for line in brief.reading), ""]
    lines += ["## Sources", "", *map(_footnote, brief.notes), ""]
    return "\n".join(lines)


def _section(section: Section, numbers: Mapping[str, int]) -> Iterator[str]:
    if not section.groups:
        yield from (plain(section.nothing), "")
    for group in section.groups:
        if group.title:
            yield from (f"### {plain(group.title)}", "")
        yield from (f"- {_statement(s, numbers)}" for s in group.statements)
        yield ""


def _statement(statement: Statement, numbers: Mapping[str, int]) -> str:
    lead = f"**{plain(statement.head)}** " if statement.lead else ""
    told = "".join(
        _marked(part, "".join(f"[^{numbers[cite]}]" for cite in part.cites))
        for part in statement.parts
    )
    return f"{lead}{told}{f' *({plain(statement.small)})*' if statement.small else ''}"


def _marked(part: Part, marks: str) -> str:
    """Text shown as it is, with the marks of its notes, the space at its end behind them."""
    return f"{plain(part.text)}{marks}{' ' if part.text.endswith(' ') else ''}"


def _footnote(note: Note) -> str:
    copies = f" Also in {plain(', '.join(map(named, note.copies)))}." if note.copies else ""
    address = link(note.article.url)
    linked = f" [link]({quote(address, safe=_KEPT)})" if address else ""
    told = plain(f"“{' '.join(note.sentence.text.split())}” {source(note)}.")
    return f"[^{note.number}]: {told}{linked}{copies}"


def source(note: Note) -> str:
    """Where a quote stands: publisher, title, day, sentence and file."""
    return f"{named(note.article)}, sentence {note.sentence.index + 1}, {note.article.name}"


def named(article: Citation) -> str:
    """An article as a reader cites it: publisher, title and day."""
    when = day(article.published) if article.published else "day of publication not known"
    title = f"“{article.title}”" if article.title else ""
    return ", ".join(part for part in (article.publisher, title, when) if part)


def to_json(brief: Brief) -> str:
    """The brief as JSON: its facts, sections with statements, and notes; things are IRIs, offsets half-open."""
    numbers = brief.numbers
    data = {
        "title": brief.title,
        "subjects": [f"{ID}{name}" for name in brief.subjects],
        "known up to": brief.day.isoformat() if brief.day else None,
        "facts": list(brief.facts),
        "sections": [
            {
                "section": section.name,
                "title": section.title,
                "groups": [
                    {
                        "title": group.title,
                        "statements": [_data(s, numbers) for s in group.statements],
                    }
                    for group in section.groups
                ],
                "nothing": None if section.groups else section.nothing,
            }
            for section in brief.sections
        ],
        "notes": list(map(_noted, brief.notes)),
        "reading": list(brief.reading),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _data(statement: Statement, numbers: Mapping[str, int]) -> dict[str, object]:
    return {
        "text": statement.text,
        "status": statement.status or None,
        "trust": dict(statement.trust),
        "caution": statement.caution or None,
        "parts": [
            {"text": p.text, "notes": [numbers[c] for c in p.cites]} for p in statement.parts
        ],
        "notes": [numbers[c] for c in statement.cites],
        "events": _iris(statement.events),
        "claims": _iris(statement.claims),
    }


def _iris(names: Iterable[str]) -> list[str]:
    return [f"{ID}{name}" for name in names]


def _noted(note: Note) -> dict[str, object]:
    article, sentence = note.article, note.sentence
    return {
        "note": note.number,
        "quote": sentence.text,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "sentence": sentence.index + 1,
        "article": f"{ID}{article.id}",
        "file": article.name,
        "sha256": article.sha256,
        "publisher": article.publisher,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "url": link(article.url),
        "copies": _iris(copy.id for copy in note.copies),
    }
