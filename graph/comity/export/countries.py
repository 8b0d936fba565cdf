"""The country code of an actor in the PLOVER view: its own, or that of the state its words tie it to.

PLOVER codes every actor by its state: "Palestinian leaders", "rebels in the Ivory Coast", "students
throughout Indonesia". Where the phrase names none, an act of protest or force is taken to be done where
it happens, and those to whom a government does something at home are its own people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from comity.export.rows import Index
from comity.knowledge.gazetteer import Gazetteer, load_gazetteer
from comity.model import Participant, Report, Span

_AFTER = re.compile(
    r"(?:,? (?:based|operating|living|active|stationed|fighting|held|jailed|exiled))?"
    r" (?:in|of|from|throughout|across|inside) "
)
_WORD = re.compile(r"[A-Z][\w.'’-]*|of|and|the")
_LONGEST = 5
_BEFORE = 40
_NOT_OF_STATE = frozenset(("IGO", "NGO", "MNC"))


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the sentences of its article that it stands in."""

    report: Report
    index: Index

    def text(self, span: Span, *, before: int = 0, after: int = 0) -> str:
        """The text of a span and so many characters beside it, of its own sentence."""
        for identifier in self.report.sentences:
            sentence = self.index.sentences[identifier]
            if sentence.span.start <= span.start < sentence.span.end:
                start = max(0, span.start - before - sentence.span.start)
                return sentence.text[start : span.end + after - sentence.span.start]
        return ""


def country_of(participant: Participant, told: Told) -> str | None:
    """The code of a participant by its entity or by the words of its phrase; None where neither tells."""
    entity = told.index.entities[participant.entity]
    if entity.code:
        return entity.code
    phrase = told.text(participant.span) or entity.name
    found = (
        *_codes(phrase),
        *_codes(entity.name),
        *_codes_behind(told, participant.span),
        *(_codes_before(told, participant.span) if entity.type == "Person" else ()),
    )
    return next(iter(found), None)


def place_code(told: Told) -> str | None:
    """The code of the state in which the event happens."""
    place = told.index.entities.get(told.report.place or "")
    if place is None:
        return None
    entry = load_gazetteer().entries.get(place.id)
    own = place.code or (entry.country if entry is not None else None)
    return own or next(iter(_codes(place.name)), None)


def only_state(told: Told) -> str | None:
    """The code of the state that the sentence of the event speaks of, if there is one and no other."""
    sentence = told.index.sentences[told.report.sentences[0]]
    found = {code for code in _codes(sentence.text) if code not in _NOT_OF_STATE}
    return next(iter(found)) if len(found) == 1 else None


def _codes(text: str) -> list[str]:
    """The codes of the states and bodies named in the text, in its order."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[str] = []
    i = 0
    while i < len(words):
        size, code = _longest(text, words[i : i + _LONGEST])
        if code is not None:
            found.append(code)
        i += max(1, size)
    return found


def _longest(text: str, words: Sequence[tuple[int, int]]) -> tuple[int, str | None]:
    """How many words the longest name takes that begins with the first of `words`, and its code."""
    for size in range(len(words), 0, -1):
        form = text[words[0][0] : words[size - 1][1]].removesuffix("'s").removesuffix("’s")
        code = _code(form)
        if code is not None:
            return size, code
    return 0, None


def _code(form: str) -> str | None:
    """The code of the first reading of a name that has one; no article opens it."""
    if form.startswith(("the ", "of ", "and ")):
        return None
    return _code_of_form(form)


@cache
def _code_of_form(form: str) -> str | None:
    gazetteer: Gazetteer = load_gazetteer()
    readings = (gazetteer.entries[f.entry] for f in gazetteer.forms.get(form, ()))
    return next((e.country or e.code for e in readings if e.country or e.code), None)


def _codes_behind(told: Told, span: Span) -> Iterator[str]:
    """The state of "in X", "from X", "throughout X" right behind the phrase."""
    behind = told.text(span, after=_BEFORE)[span.end - span.start :]
    match = _AFTER.match(behind)
    if match is not None:
        name = behind[match.end() :].removeprefix("the ")
        first = _WORD.match(name)
        if first is not None:
            words = [(m.start(), m.end()) for m in _WORD.finditer(name)][:_LONGEST]
            code = _longest(name, words)[1]
            if code is not None:
                yield code


def _codes_before(told: Told, span: Span) -> Iterator[str]:
    """The state whose adjective or name stands in the title before a name: "Algerian President X"."""
    text = told.text(span, before=_BEFORE)
    before = text[: len(text) - (span.end - span.start)]
    title = re.split(r"[,;:()\"]|\b(?:by|with|and|to|from|that|said|of)\b", before)[-1]
    yield from reversed(_codes(title))
