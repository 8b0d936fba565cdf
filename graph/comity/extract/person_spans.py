"""Where people are named: by the model, beside a title, and in the table of office-holders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.publication import published
from comity.extract.sentences import words_between, words_of
from comity.extract.title_spans import TitleSpans
from comity.knowledge.gazetteer import Gazetteer
from comity.knowledge.people import OfficeHolders

PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ten ter bin ibn bint al el ul ur abu "
    "ben san ould oglu zu -".split()
)
_NO_NAME = frozenset("the a an mr mrs ms dr sir".split())
_MISTAKEN = frozenset(("ORG", "GPE", "NORP", "FAC", "PRODUCT", "LOC", "WORK_OF_ART"))
_AFTER_NAME = frozenset(("'s", "'", ",", ".", "-"))
_BREAKS = frozenset('.,;:!?()"\n')
_CLOSING = frozenset((",", ".", ";", ")", "--", "—"))
_AT = frozenset("in at near outside around across from to into towards toward".split())
_LINKS = frozenset("of for to on".split())
_LONGEST = 7
_WIDEST = 8

Bounds = tuple[int, int]


def person_spans(
    doc: Doc, titles: TitleSpans, holders: OfficeHolders, gazetteer: Gazetteer
) -> set[Bounds]:
    """The stretches of tokens that name people; none overlap."""
    spans = [_trimmed(ent, titles, holders) for ent in doc.ents if _is_person(ent, holders)]
    spans.extend(_after_titles(doc, titles, gazetteer))
    for i, word in enumerate(words_of(doc)):
        if word[:1].isupper() and holders.may_begin(word):
            spans.extend(_holder_at(doc, i, holders))
    spans = [_untitled(doc, span, titles, holders) for span in spans]
    return _without_overlap(
        s for s in spans if s[1] > s[0] and _looks_personal(doc[s[0] : s[1]], gazetteer)
    )


def _is_person(ent: Span, holders: OfficeHolders) -> bool:
    if ent.label_ == "PERSON":
        return not (len(ent) == 1 and _is_site(ent[0]))
    return ent.label_ in _MISTAKEN and _in_office(ent, holders)


def _is_site(token: Token) -> bool:
    """Whether a single word stands as a place does: "in Zvecan", "the Lomas border crossing"."""
    if token.dep_ == "pobj":
        return token.head.lower_ in ("in", "near", "outside")
    sites = load_actor_nouns().site
    return token.dep_ in ("compound", "nmod") and token.head.lemma_.lower() in sites


def _in_office(ent: Span, holders: OfficeHolders) -> bool:
    """Whether a single word is the family name of one in office on the day of the article."""
    on = published(ent.doc)
    if on is None or len([t for t in ent if t.is_alpha]) != 1:
        return False
    return any(h.in_office(on) for h in holders.by_surname(ent[0].text, on))


def _trimmed(ent: Span, titles: TitleSpans, holders: OfficeHolders) -> Bounds:
    """A model's span without titles before it or a possessive after it.

    A name that the model has cut, at a hyphen or a particle, is made whole.
    """
    doc = ent.doc
    start, end = _untitled(doc, (ent.start, ent.end), titles, holders)
    while end > start and (doc[end - 1].text in _AFTER_NAME or doc[end - 1].is_space):
        end -= 1
    end = _whole(doc, start, end)
    return start, end


def _untitled(doc: Doc, span: Bounds, titles: TitleSpans, holders: OfficeHolders) -> Bounds:
    """The span without the titles that it begins with, and without a verb before them.

    A title that is part of the name by which one is known stays: "Sheikh Hasina".
    """
    start, end = span
    if end - start > 2 and start + 1 in titles.after and doc[start].tag_ in ("VBG", "VBN", "IN"):
        start += 1
    while start < end:
        after = titles.after.get(start)
        if after is None or after >= end:
            break
        if end - after == 1 and _is_name(doc[start:end].text, holders):
            break
        start = after
    return start, end


def _is_name(text: str, holders: OfficeHolders) -> bool:
    return any(holder.name == text for holder in holders.by_name(text))


def _whole(doc: Doc, start: int, end: int) -> int:
    """Where a name that is cut at a hyphen or after a particle ends."""
    while end > start and end < len(doc):
        if doc[end].text == "-" and end + 1 < len(doc) and _joins(doc[end]):
            end += 2
        elif doc[end - 1].lower_ in PARTICLES and _capital(doc[end]) and doc[end - 1].text != "-":
            end += 1
        elif doc[end].lower_ in PARTICLES and doc[end].text != "-" and _goes_on(doc, end):
            end += 2
        else:
            break
    return end


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether a particle in lower case is followed by a name's next word: "dos" in "dos Santos"."""
    return at + 1 < len(doc) and doc[at].text.islower() and _capital(doc[at + 1])


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")


def _joins(hyphen: Token) -> bool:
    return not hyphen.whitespace_ and not hyphen.doc[hyphen.i - 1].whitespace_


def _after_titles(doc: Doc, titles: TitleSpans, gazetteer: Gazetteer) -> Iterator[Bounds]:
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
        if end - start > _LONGEST or (end < len(doc) and doc[end - 1].text[-1:] in ",;"):
            break
    while end > start and doc[end - 1].text.lower() in PARTICLES:
        end -= 1
    if end - start == 1 and (
        doc[start].text in gazetteer.forms or doc[start].lower_ in load_actor_nouns().body
    ):
        return start, start
    return start, end


def _in_name(token: Token, gazetteer: Gazetteer, *, first: bool) -> bool:
    capital = token.text[:1].isupper()
    if token.ent_type_ == "DATE" or (
        token.ent_type_ in ("NORP", "GPE") and token.text in gazetteer.forms
    ):
        return False
    if first:
        noun = token.pos_ in ("PROPN", "NOUN", "ADJ")
        particle = token.text.lower() in PARTICLES and token.text != "-"
        return capital and (noun or particle)
    if token.text.lower() in PARTICLES:
        return True
    if token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return True
    return capital and token.pos_ == "PROPN"


def _holder_at(doc: Doc, start: int, holders: OfficeHolders) -> Iterator[Bounds]:
    """The longest full name of an office-holder that begins at `start`, within the sentence."""
    words = words_of(doc)
    last = start + 1
    while last < min(len(words), start + _LONGEST) and words[last] not in _BREAKS:
        last += 1
    for end in range(last, start + 1, -1):
        if words[end - 1][:1].isupper() and holders.by_name(words_between(doc, start, end)):
            yield start, end
            return


def _looks_personal(span: Span, gazetteer: Gazetteer) -> bool:
    words = [t for t in span if t.is_alpha or "-" in t.text or t.text[-1:] == "."]
    if not any(token.text[:1].isupper() for token in words) or span.text.lower() in _NO_NAME:
        return False
    if any(token.text in ("\n", "(", ")", '"') or token.is_digit for token in span):
        return False
    return span.text not in gazetteer.forms


def _without_overlap(spans: Iterable[Bounds]) -> set[Bounds]:
    """The longest spans, the first of those as long."""
    kept: set[Bounds] = set()
    used: set[int] = set()
    for start, end in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if not used & set(range(start, end)):
            kept.add((start, end))
            used |= set(range(start, end))
    return kept
