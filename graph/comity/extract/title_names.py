"""Names that a title gives away: those right after it, and those in apposition to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.sentences import words_of
from comity.extract.title_spans import TitleSpans
from comity.extract.tokens import Doc, Token
from comity.knowledge.gazetteer import Gazetteer

PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ten ter bin ibn bint al el ul ur abu "
    "ben san ould oglu zu -".split()
)
ELIDED = re.compile(r"[a-z]{1,2}['’][^\W\d_a-z]")  # "d'Oliveira"
_CLOSING = frozenset((",", ".", ";", ")", "--", "—"))
_AT = frozenset("in at near outside around across from to into towards toward".split())
_LINKS = frozenset("of for to on".split())
_LONGEST = 7
_WIDEST = 8

Bounds = tuple[int, int]


def after_titles(doc: Doc, titles: TitleSpans, gazetteer: Gazetteer) -> Iterator[Bounds]:
    """The names right after titles, and those in apposition to one."""
    for start, end in titles.after.items():
        if end >= len(doc):
            continue
        named = _name_from(doc, end, gazetteer) if end not in titles.after else (0, 0)
        if named[1] == named[0] and doc[end].lower_ in _LINKS:
            named = _after_region(doc, end + 1, gazetteer)
        if named[1] > named[0]:
            yield named
            continue
        if doc[end].text == "," and end + 1 < len(doc):
            yield _apposed_after(doc, end + 1, gazetteer)
        yield _apposed_before(doc, start, gazetteer)


def _after_region(doc: Doc, start: int, gazetteer: Gazetteer) -> Bounds:
    """'special envoy for Yemen X Y': two words or more after one name."""
    start += int(start < len(doc) and doc[start].lower_ == "the")
    end = start
    while end < len(doc) and doc[end].ent_type_ in ("GPE", "LOC", "NORP", "ORG"):
        end += 1
        if doc[start:end].text in gazetteer.forms:
            break
    if end == start or end >= len(doc) or doc[start:end].text not in gazetteer.forms:
        return 0, 0
    start, end = _name_from(doc, end, gazetteer)
    return (start, end) if end - start > 1 and not _is_place(doc, start, end) else (0, 0)


def _apposed_after(doc: Doc, start: int, gazetteer: Gazetteer) -> Bounds:
    """'the trade minister, X Y,': two words or more between commas."""
    start, end = _name_from(doc, start, gazetteer)
    closed = end >= len(doc) or doc[end].text in _CLOSING
    return (start, end) if closed and end - start > 1 and not _is_place(doc, start, end) else (0, 0)


def _apposed_before(doc: Doc, title: int, gazetteer: Gazetteer) -> Bounds:
    """'X Y, the trade minister': two words or more before the comma and what belongs to the title."""
    first = max(1, title - _WIDEST)
    at = title - 1
    while at >= first and doc[at].text != ",":
        if doc[at].pos_ in ("VERB", "AUX", "ADP", "PUNCT", "SCONJ", "CCONJ"):
            return 0, 0
        at -= 1
    if at < first or (at == title - 1 and doc[title].text[:1].isupper()):
        return 0, 0
    start = at
    while start > 0 and _in_name(doc[start - 1], gazetteer, first=False) and at - start < _LONGEST:
        start -= 1
    while start < at and not _in_name(doc[start], gazetteer, first=True):
        start += 1
    if at - start < 2 or doc[start - 1].lower_ in (*_AT, "the") or _is_place(doc, start, at):
        return 0, 0
    return (start, at) if doc[start:at].text not in gazetteer.forms else (0, 0)


def _is_place(doc: Doc, start: int, end: int) -> bool:
    """Whether the model takes the words for a place or a body of several words with certainty."""
    nouns = load_actor_nouns()
    last = doc[end - 1].lower_
    return last in nouns.body or last in nouns.site or doc[end - 1].ent_type_ in ("DATE", "EVENT")


def _name_from(doc: Doc, start: int, gazetteer: Gazetteer) -> Bounds:
    """The run of capitalised proper nouns, particles and hyphens that begins at `start`."""
    end = start
    while end < len(doc) and _in_name(doc[end], gazetteer, first=end == start):
        end += 1
        if _names_in(doc, start, end) > _LONGEST or (
            end < len(doc) and doc[end - 1].text[-1:] in ",;"
        ):
            break
    while end > start and doc[end - 1].text.lower() in PARTICLES:
        end -= 1
    if end - start == 1 and (
        doc[start].text in gazetteer.forms or doc[start].lower_ in load_actor_nouns().body
    ):
        return start, start
    return start, end


def _names_in(doc: Doc, start: int, end: int) -> int:
    """How many words of a name stand there, particles and hyphens not counted."""
    return sum(word.lower() not in PARTICLES for word in words_of(doc)[start:end])


def _in_name(token: Token, gazetteer: Gazetteer, *, first: bool) -> bool:
    capital = token.text[:1].isupper() or ELIDED.match(token.text) is not None
    if token.ent_type_ == "DATE" or (
        token.ent_type_ in ("NORP", "GPE") and token.text in gazetteer.forms
    ):
        return False
    if first:
        noun = token.pos_ in ("PROPN", "NOUN", "ADJ")
        particle = token.text.lower() in PARTICLES and token.text != "-"
        return capital and (noun or particle)
    if token.text == "-" and token.whitespace_:
        return False  # the next item of a list
    if token.text.lower() in PARTICLES:
        return True
    if token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return True
    return capital and (token.pos_ == "PROPN" or not token.text[0].isupper())
