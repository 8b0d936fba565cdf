"""Where people are named: by the model, beside a title, and in the table of office-holders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.family_forms import is_suffix
from comity.extract.publication import published
from comity.extract.sentences import words_between, words_of
from comity.extract.title_names import ELIDED, PARTICLES, Bounds, after_titles
from comity.extract.title_spans import TitleSpans
from comity.extract.tokens import Doc, Span, Token
from comity.knowledge.gazetteer import Gazetteer
from comity.knowledge.people import OfficeHolders

_NO_NAME = frozenset("the a an mr mrs ms dr sir".split())
_MISTAKEN = frozenset(("ORG", "GPE", "NORP", "FAC", "PRODUCT", "LOC", "WORK_OF_ART"))
_AFTER_NAME = frozenset(("'s", "'", ",", ".", "-"))
_BREAKS = frozenset('.,;:!?()"\n')
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"))
_DASHES = frozenset(("-", "\u2013", "\u2014", "--"))
_LONGEST = 7


def person_spans(
    doc: Doc, titles: TitleSpans, holders: OfficeHolders, gazetteer: Gazetteer
) -> set[Bounds]:
    """The stretches of tokens that name people; none overlap."""
    spans = [
        _trimmed(part, titles, holders)
        for ent in _people(doc)
        if _is_person(ent, holders)
        for part in _parts(ent, titles)
    ]
    spans.extend(after_titles(doc, titles, gazetteer))
    for i, word in enumerate(words_of(doc)):
        if word[:1].isupper() and holders.may_begin(word):
            spans.extend(_holder_at(doc, i, holders))
    spans = [_untitled(doc, span, titles, holders) for span in spans]
    spans = [_with_suffix(doc, _without_land(doc, span, gazetteer)) for span in spans]
    return _without_overlap(
        s for s in spans if s[1] > s[0] and _looks_personal(doc[s[0] : s[1]], gazetteer)
    )


def _people(doc: Doc) -> Iterator[Span]:
    """The model's entities, a name that it has cut in two made one: "OKADA" and "Shinji"."""
    last: Span | None = None
    for ent in doc.ents:
        if last is not None and last.end == ent.start and last.label_ == ent.label_ == "PERSON":
            head = last.root.head.i
            if last.root.dep_ == "compound" and ent.start <= head < ent.end:
                last = Span(doc, last.start, ent.end, "PERSON")
                continue
        if last is not None:
            yield last
        last = ent
    if last is not None:
        yield last


def _parts(ent: Span, titles: TitleSpans) -> Iterator[Span]:
    """The two names that the model takes for one ("X bin Y and Z"), each without a title behind it ("Y prime minister")."""
    doc, start = ent.doc, ent.start
    for i in range(ent.start + 1, ent.end):
        if doc[i].lower_ == "and" and i > start:
            yield Span(doc, start, i, label=ent.label_)
            start = i + 1
        elif doc[i].text in _DASHES and doc[i].whitespace_ and doc[i - 1].whitespace_:
            if i > start:
                yield Span(doc, start, i, label=ent.label_)
            start = i + 1
        elif doc[i].text.islower() and titles.after.get(i, 0) > i and i > start:
            yield Span(doc, start, i, label=ent.label_)
            return
    if start < ent.end:
        yield ent if start == ent.start else Span(doc, start, ent.end, label=ent.label_)


def _is_person(ent: Span, holders: OfficeHolders) -> bool:
    if ent.label_ == "PERSON":
        return not (len(ent) == 1 and _is_site(ent[0]))
    return ent.label_ in _MISTAKEN and (_in_office(ent, holders) or _is_peer(ent))


def _is_peer(ent: Span) -> bool:
    """Whether a name of several words stands right behind a peer: "his Hungarian colleague, Gabor Lendvai"."""
    doc, at = ent.doc, ent.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    owned = at > 0 and any(t.dep_ == "poss" for t in doc[at].lefts)
    titled = all(t.text[:1].isupper() and t.is_alpha for t in ent)
    return (
        owned and doc[at].lower_ in load_actor_nouns().peer and 1 < len(ent) < _LONGEST and titled
    )


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


def _with_suffix(doc: Doc, span: Bounds) -> Bounds:
    """The span with the generation that follows it: "Biden, Jr."; nobody is called "Jr." alone."""
    start, end = span
    if end - start == 1 and is_suffix(doc[start]):
        return start, start
    after = end + 1 if end < len(doc) and doc[end].text == "," else end
    if start < end and after < len(doc) and is_suffix(doc[after]):
        return start, after + 1
    return span


def _without_land(doc: Doc, span: Bounds, gazetteer: Gazetteer) -> Bounds:
    """The span without the land of its bearer: "Francis Okwir" of "Francis Okwir of Uganda"."""
    start, end = span
    for at in range(start + 1, end - 1):
        if doc[at].lower_ == "of" and words_between(doc, at + 1, end) in gazetteer.forms:
            return start, at
    return span


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
        elif ELIDED.match(doc[end].text) or _is_cut(doc, start, end):
            end += 1
        else:
            break
    return end


def _is_cut(doc: Doc, start: int, end: int) -> bool:
    """Whether the model has left out the last word of a name: all its words describe a proper noun in no entity."""
    last = doc[end]
    if end - start < 2 or last.pos_ != "PROPN" or last.ent_type_ or not last.text.istitle():
        return False
    nouns, lower = load_actor_nouns(), last.lower_
    if lower in nouns.body or lower in nouns.site or lower in nouns.administration:
        return False
    return last.dep_ in _ARGUMENTS and all(
        t.head.i == end and t.dep_ == "compound"
        for t in doc[start:end]
        if t.lower_ not in PARTICLES
    )


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether a particle in lower case is followed by a name's next word: "dos" in "dos Santos"."""
    return at + 1 < len(doc) and doc[at].text.islower() and _capital(doc[at + 1])


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")


def _joins(hyphen: Token) -> bool:
    return not hyphen.whitespace_ and not hyphen.doc[hyphen.i - 1].whitespace_


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
    if len(words) == 1 and words[0].lower_ in load_actor_nouns().pair_states:
        return False  # "our newest NATO Ally"
    if any(token.text in ("\n", "(", ")") or token.is_digit for token in span):
        return False
    marks = [i for i, token in enumerate(span) if token.text == '"']
    if marks and not (len(marks) == 2 and 0 < marks[0] < marks[1] < len(span) - 1):
        return False  # but in 'Ana "Nita" Quispe'
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
