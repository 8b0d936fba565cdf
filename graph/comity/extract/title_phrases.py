"""The titles that belong to a name: before it, in apposition, or as a predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.extract.identifiers import is_person
from comity.extract.records import Reference
from comity.extract.sentences import kids, once
from comity.extract.title_spans import TitleSpans
from comity.extract.tokens import Doc, Token

_CHAIN, _WIDEST, _REGION = 3, 9, 7
_LINKS = frozenset(("of", "for", "to", "on", "in", "at"))
_OPENING = frozenset((",", "(", "--", "—", "–"))
_CLOSING = frozenset((",", ".", ")", ";", ":", "--", "—", "–", "and", "'s"))
_IN_PHRASE = frozenset("DET ADJ NOUN PROPN PART ADV NUM PRON VERB".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_COUNTS = frozenset("first second third last latest only next youngest".split())
_COPULAS = frozenset(("be", "become", "remain"))


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """The tokens of a title, the rule by which it belongs to its name, and whether it is told as past."""

    start: int
    end: int
    rule: str
    past: bool = False


def title_phrases(doc: Doc, person: Reference, titles: TitleSpans) -> list[TitlePhrase]:
    """The titles of the person named, those right before the name first."""
    before = list(_before(doc, person, titles))
    found = [TitlePhrase(a, b, "title-before-name") for a, b in before]
    start = min((a for a, _ in before), default=person.start)
    if start and doc[start - 1].text == ",":
        found += _apposed(_before_comma(doc, person, start - 1, titles))
    if person.end < len(doc) and doc[person.end].text in _OPENING:
        found += _apposed(_after_comma(doc, person, titles))
    found += _predicates(doc, person, titles)
    return list({(p.start, p.end): p for p in reversed(found)}.values())[::-1]


def _apposed(spans: Iterator[tuple[int, int]]) -> list[TitlePhrase]:
    return [TitlePhrase(a, b, "title-in-apposition") for a, b in spans]


def _before(doc: Doc, person: Reference, titles: TitleSpans) -> Iterator[tuple[int, int]]:
    """The titles in a row that ends where the name begins, some joined by "and"."""
    if titles.starts.get(person.start) is None:
        span = _with_region(doc, person.start, titles)
        if span is not None:
            yield span
            yield from _ending(doc, span[0], titles)
        return
    yield from _ending(doc, person.start, titles)


def _ending(doc: Doc, at: int, titles: TitleSpans) -> Iterator[tuple[int, int]]:
    """The titles in a row that ends at `at`, from the last to the first."""
    for _ in range(_CHAIN):
        if titles.starts.get(at) is None:
            joined = at > 1 and doc[at - 1].lower_ in ("and", "&") and titles.starts.get(at - 1)
            if not joined or _is_of_other(doc, titles.starts[at - 1][0]):
                return
            at -= 1
        start = titles.starts[at][0]
        yield start, at
        at = start


def _is_of_other(doc: Doc, start: int) -> bool:
    """Whether a title before "and" is somebody else's: "the Secretary and Foreign Minister Rojas"."""
    return start > 0 and doc[start - 1].lower_ == "the" and doc[start].text[:1].isupper()


def _with_region(doc: Doc, at: int, titles: TitleSpans) -> tuple[int, int] | None:
    """'Special Envoy for Yemen X': a title with one name behind it."""
    for i in range(at - 2, max(0, at - _REGION), -1):
        if doc[i].lower_ in _LINKS and titles.starts.get(i):
            return titles.starts[i][0], i
        if doc[i].pos_ not in ("PROPN", "ADJ", "DET", "NOUN") and doc[i].lower_ != "of":
            return None
    return None


def _before_comma(
    doc: Doc, person: Reference, comma: int, titles: TitleSpans
) -> Iterator[tuple[int, int]]:
    """'Vietnam's foreign minister, X,': the titles whose phrase ends at the comma before the name."""
    head = doc[person.head]
    if not (head.dep_ == "appos" or person.end >= len(doc) or doc[person.end].text in _CLOSING):
        return
    for at in range(comma, max(0, comma - _WIDEST), -1):
        if titles.starts.get(at):
            start = titles.starts[at][0]
            if at < comma and at in once(doc, "name_starts", _name_starts):
                return  # "Secretary of State A, Secretary of Defense B"
            if not (start and doc[start - 1].text == "," and _is_list(doc, start - 1, head)):
                yield from _ending(doc, at, titles)
            return
        verb = doc[at - 1].tag_ in _FINITE
        if verb or (doc[at - 1].pos_ not in _IN_PHRASE and doc[at - 1].lower_ not in _LINKS):
            return


def _name_starts(doc: Doc) -> frozenset[int]:
    """The tokens that begin the name of a person."""
    named = (r for r in doc._.references if r.kind == "name" and r.entities)
    return frozenset(r.start for r in named if is_person(r.entities[0]))


def _is_list(doc: Doc, comma: int, head: Token) -> bool:
    """Whether the title after `comma` is itself apposed to a name before it."""
    return comma > 0 and doc[comma - 1].pos_ == "PROPN" and head.dep_ != "appos"


def _after_comma(doc: Doc, person: Reference, titles: TitleSpans) -> Iterator[tuple[int, int]]:
    """'X, the president of Brazil': the titles of the phrase after the comma."""
    at, last = person.end + 1, min(len(doc), person.end + 1 + _WIDEST)
    while at < last:
        end = titles.after.get(at)
        if end is not None:
            if end < len(doc) and _begins_name(doc[end]):
                return
            if end < len(doc) and doc[end].text in ("'s", "'"):
                at = end
                continue
            yield at, end
            if end + 1 < len(doc) and doc[end].lower_ in ("and", "&"):
                at, last = end + 1, min(last, end + 4)
                continue
            return
        if doc[at].tag_ in _FINITE or not (
            doc[at].pos_ in _IN_PHRASE or doc[at].lower_ in ("until", "-")
        ):
            return
        at += 1


def _begins_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _predicates(doc: Doc, person: Reference, titles: TitleSpans) -> Iterator[TitlePhrase]:
    """'X is the foreign minister of Portugal', "X, who was prime minister", "named X as envoy"."""
    head = doc[person.head]
    for verb in _verbs(head):
        if any(c.dep_ == "neg" for c in verb.lefts):
            continue
        copula = verb.lemma_ in _COPULAS and not any(c.dep_ == "aux" for c in verb.lefts)
        for child in verb.rights:
            noun = child if copula and child.dep_ in ("attr", "acomp") else _as_office(child)
            if noun is None or _is_count(noun):
                continue
            start = _title_of(noun, titles)
            if start is not None:
                past = verb.tag_ == "VBD" and verb.lemma_ == "be"
                yield TitlePhrase(start, titles.after[start], "title-as-predicate", past)


def _verbs(head: Token) -> Iterator[Token]:
    """The verbs that say of a name what it is or becomes."""
    if head.dep_ in ("nsubj", "nsubjpass", "dobj"):
        yield head.head
    for relative in head.rights:
        if relative.dep_ == "relcl" and any(c.lower_ == "who" for c in relative.lefts):
            yield relative


def _as_office(preposition: Token) -> Token | None:
    """The noun of "as special envoy"."""
    if preposition.lower_ != "as" or preposition.dep_ != "prep":
        return None
    return next((c for c in kids(preposition) if c.dep_ == "pobj"), None)


def _is_count(noun: Token) -> bool:
    """'the first Japanese leader to visit': one of many, not the holder."""
    return any(t.dep_ == "amod" and t.lower_ in _COUNTS for t in noun.lefts)


def _title_of(head: Token, titles: TitleSpans) -> int | None:
    """Where the title begins of which `head` is a word."""
    for start in range(max(0, head.left_edge.i, head.i - _WIDEST), head.i + 1):
        if start in titles.after and start <= head.i < titles.after[start]:
            return start
    return None
