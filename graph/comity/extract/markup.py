"""Sentences as displaCy draws them: what was found marked in the text, and the dependency parse as an SVG.

displaCy is part of spaCy, so its fragments are made here; the page around them is a view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from spacy import displacy
from spacy.displacy.render import DependencyRenderer, EntityRenderer
from spacy.tokens import Doc

from comity.explanation import SentenceRead
from comity.model import Entity, Span

_MARK = '<mark class="{kind}" title="{title}">{text}{note}</mark>'
_TREE = {
    "compact": True,
    "distance": 96,
    "word_spacing": 32,
    "offset_x": 48,
    "color": "currentColor",
    "bg": "transparent",
    "font": "inherit",
}


def marked(sentence: SentenceRead, entities: Mapping[str, Entity], text: str) -> str:
    """The sentence as HTML with a `mark` for each event word, date and name, none inside another.

    Its class is event, passed, date or that of the entity; a name of other words than the text's stands behind it.
    """
    start = sentence.sentence.span.start
    spans = [
        {"start": s.start - start, "end": s.end - start, "label": kind, "params": params}
        for s, kind, params in _apart(_marks(sentence, entities, text))
    ]
    words = sentence.sentence.text.replace("\r", " ").replace("\n", " ")
    drawn = EntityRenderer({"template": _MARK}).render_ents(words, spans, None)
    return drawn.strip()


_Mark = tuple[Span, str, dict[str, str]]


def _marks(sentence: SentenceRead, entities: Mapping[str, Entity], text: str) -> Iterable[_Mark]:
    """Every mark, the more telling before the others: event words, dates, names, words passed over."""
    for telling in sentence.tellings:
        yield telling.trigger, "event", _params("event", telling.rule)
    for date in sentence.dates:
        yield date.span, "date", _params("date", "date")
    for mention in sorted(sentence.mentions, key=lambda m: m.span.start - m.span.end):
        entity = entities[mention.entity]
        said = mention.span.of(text)
        note = "" if entity.name in said or said in entity.name else entity.name
        title = f"{entity.name}: {entity.type}, {mention.kind}"
        yield mention.span, entity.type, _params(entity.type, title, note)
    for passed in sentence.passed:
        yield passed.span, "passed", _params("passed", f"{passed.rule}: {passed.reason}")


def _params(kind: str, title: str, note: str = "") -> dict[str, str]:
    shown = f"<span>{escape(note)}</span>" if note else ""
    return {"kind": escape(kind), "title": escape(title), "note": shown}


def _apart(marks: Iterable[_Mark]) -> list[_Mark]:
    """The marks that overlap none before them, in the order of the text."""
    kept: list[_Mark] = []
    for mark in marks:
        span = mark[0]
        if all(span.end <= k.start or k.end <= span.start for k, *_ in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m[0])


def tree(doc: Doc, sentence: SentenceRead) -> str:
    """The dependency parse of the sentence as an SVG in the colour of the text around it."""
    span = doc.char_span(
        sentence.sentence.span.start, sentence.sentence.span.end, alignment_mode="expand"
    )
    if span is None:
        return ""
    parsed = displacy.parse_deps(span.as_doc(), {"collapse_punct": True})
    drawn = DependencyRenderer(_TREE).render_svg(
        f"parse-{sentence.sentence.index}", parsed["words"], parsed["arcs"]
    )
    return " ".join(drawn.split())
