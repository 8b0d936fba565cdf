"""Where people are named: by the model, after a title, and in the table of office-holders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from comity.extract.publication import published
from comity.extract.sentences import once, words_of
from comity.knowledge.gazetteer import Gazetteer
from comity.knowledge.people import OfficeHolders, Titles

PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ten ter bin ibn bint al el ul ur abu "
    "ben san -".split()
)
_NO_NAME = frozenset("the a an mr mrs ms dr sir".split())
_MISTAKEN = frozenset(("ORG", "GPE", "NORP", "FAC", "PRODUCT"))
_LONGEST = 6

Bounds = tuple[int, int]


def title_sizes(doc: Doc, titles: Titles) -> dict[int, int]:
    """Where titles begin in the doc, with the number of their tokens, in order; read once."""
    return once(doc, "title_sizes", lambda read: _title_sizes(words_of(read), titles))


def _title_sizes(words: list[str], titles: Titles) -> dict[int, int]:
    return {i: size for i in range(len(words)) if (size := titles.match(words, i))}


def person_spans(
    doc: Doc, titles: Titles, holders: OfficeHolders, gazetteer: Gazetteer
) -> set[Bounds]:
    """The stretches of tokens that name people; none overlap."""
    spans = [_trimmed(ent, titles) for ent in doc.ents if _is_person(ent, holders)]
    for start, size in title_sizes(doc, titles).items():
        if start + size < len(doc):
            spans.append(_name_from(doc, start + size, gazetteer))
    for i, word in enumerate(words_of(doc)):
        if word[:1].isupper() and holders.begins(word):
            spans.extend(_holder_at(doc, i, holders))
    return _without_overlap(
        s for s in spans if s[1] > s[0] and _looks_personal(doc[s[0] : s[1]], gazetteer)
    )


def _is_person(ent: Span, holders: OfficeHolders) -> bool:
    return ent.label_ == "PERSON" or (ent.label_ in _MISTAKEN and _in_office(ent, holders))


def _in_office(ent: Span, holders: OfficeHolders) -> bool:
    """Whether a single word is the family name of one in office on the day of the article."""
    on = published(ent.doc)
    if on is None or len([t for t in ent if t.is_alpha]) != 1:
        return False
    return any(h.in_office(on) for h in holders.by_surname(ent[0].text, on))


def _trimmed(ent: Span, titles: Titles) -> Bounds:
    """A model's span without titles before it or a possessive after it.

    A hyphenated name that the model has cut is made whole.
    """
    doc, start, end = ent.doc, ent.start, ent.end
    words = [token.text for token in ent]
    while start < end:
        size = titles.match(words, start - ent.start)
        if not size or size >= end - start:
            break
        start += size
    while end > start and doc[end - 1].text in ("'s", "'", ",", "."):
        end -= 1
    while end + 1 < len(doc) and doc[end].text == "-" and _joins(doc[end]):
        end += 2
    return start, end


def _joins(hyphen: Token) -> bool:
    return not hyphen.whitespace_ and not hyphen.doc[hyphen.i - 1].whitespace_


def _name_from(doc: Doc, start: int, gazetteer: Gazetteer) -> Bounds:
    """The run of capitalised proper nouns, particles and hyphens that begins at `start`."""
    end = start
    while end < len(doc) and _in_name(doc[end], first=end == start):
        end += 1
        if end - start > _LONGEST or (end < len(doc) and doc[end - 1].text[-1:] in ",;"):
            break
    while end > start and doc[end - 1].text.lower() in PARTICLES:
        end -= 1
    if end - start == 1 and doc[start].text in gazetteer.forms:
        return start, start
    return start, end


def _in_name(token: Token, *, first: bool) -> bool:
    capital = token.text[:1].isupper()
    if first:
        noun = token.pos_ in ("PROPN", "NOUN", "ADJ")
        return capital and noun and token.ent_type_ not in ("DATE", "NORP")
    if token.text.lower() in PARTICLES:
        return True
    if token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return True
    return capital and token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "NORP", "GPE")


def _holder_at(doc: Doc, start: int, holders: OfficeHolders) -> Iterator[Bounds]:
    """The longest full name of an office-holder that begins at `start`."""
    words = words_of(doc)
    for end in range(min(len(words), start + _LONGEST), start + 1, -1):
        if words[end - 1][:1].isalpha() and holders.by_name(doc[start:end].text):
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
    for start, end in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.add((start, end))
    return kept
