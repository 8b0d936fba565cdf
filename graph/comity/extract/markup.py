"""Sentences as displaCy draws them: what was found marked in the text, and the dependency parse as an SVG.

displaCy is part of spaCy, so its fragments are made here; the page around them is a view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from spacy import displacy
from spacy.displacy.render import DependencyRenderer, EntityRenderer

from comity.explanation import SentenceRead
from comity.extract.tokens import Doc
from comity.model import Entity, Span

_MARK = '<mark class="{kind}" title="{title}">{text}{note}</mark>'
_MARGIN = 12
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
    by_span = {m.span: m for m in reversed(sentence.mentions)}
    for span in sorted(by_span, key=lambda s: (s.start - s.end, s)):
        same = [m for m in sentence.mentions if m.span == span]
        names = [entities[m.entity].name for m in same]
        said, first = span.of(text), by_span[span]
        type_ = entities[first.entity].type
        plain = len(names) == 1 and (names[0] in said or said in names[0])
        title = f"{', '.join(names)}: {type_}, {first.kind}"
        yield span, type_, _params(type_, title, "" if plain else ", ".join(names))
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
    """The dependency parse of the sentence as an SVG in the colour of the text around it; empty of a parse that was kept."""
    if doc.source is None:
        return ""
    span = doc.source.char_span(
        sentence.sentence.span.start, sentence.sentence.span.end, alignment_mode="expand"
    )
    if span is None:
        return ""
    parsed = displacy.parse_deps(span.as_doc(), {"collapse_punct": True})
    renderer = DependencyRenderer(_TREE)
    drawn = renderer.render_svg(f"parse-{sentence.sentence.index}", parsed["words"], parsed["arcs"])
    return " ".join(_cropped(drawn, renderer).split())


def _cropped(drawn: str, renderer: DependencyRenderer) -> str:
    """The SVG without the empty room that displaCy leaves above compact arcs."""
    reach = renderer.highest_level * renderer.distance / 6
    top = max(0, renderer.offset_y - reach - _MARGIN)
    height = renderer.height - top
    view = f'viewBox="0 {top:g} {renderer.width:g} {height:g}" height="{height:g}"'
    return drawn.replace(f'height="{renderer.height}"', view, 1).replace(
        f"height: {renderer.height}px", f"height: {height:g}px", 1
    )
