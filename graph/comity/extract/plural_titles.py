"""Titles in the plural: "Presidents X of Kazakhstan and Y", "the French and German ministers X and Y"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from comity.extract.owners import ByToken, before_title, owner_after_name
from comity.extract.records import OfficeRead, Reference
from comity.extract.tokens import Doc, Token
from comity.knowledge.people import Title, Titles

Known = Callable[[Doc, str, Title], str | None]

_BETWEEN = frozenset(("and", ",", "of", "the"))
_LONGEST = 6
_RULE = "title-in-plural"


@dataclass(frozen=True, slots=True)
class _Row:
    """A title in the singular, where it stands, and the people after it."""

    title: str
    start: int
    people: tuple[Reference, ...]


def plural_offices(
    doc: Doc, people: Sequence[Reference], owners: ByToken, titles: Titles, known: Known
) -> Iterator[OfficeRead]:
    """The offices of people in a row behind a title in the plural; `known` says whose they hold."""
    for row in _rows(doc, people, owners, titles):
        before = _states_before(doc, row.start, owners)
        for number, person in enumerate(row.people):
            of = owner_after_name(doc, person.end, owners)
            if of is None and before:
                paired = len(before) == len(row.people)
                of = before[number] if paired else before[0] if len(before) == 1 else None
            info = titles.info(row.title)
            if of is None and info is not None:
                of = known(doc, person.entities[0], info)
            if of is not None:
                yield OfficeRead(person.entities[0], row.title, of, True, row.start, _RULE)


def _rows(doc: Doc, people: Sequence[Reference], owners: ByToken, titles: Titles) -> Iterator[_Row]:
    for first, person in enumerate(people):
        plural = doc[person.start - 1] if person.start else None
        if plural is None or person.kind != "name" or plural.lower_[-1:] != "s":
            continue
        span = _title(doc, plural, titles)
        if span is None or (span[0] and doc[span[0] - 1].lower_ == "of"):
            continue
        row = [person]
        for following in people[first + 1 :]:
            if following.kind != "name":
                break
            between = range(row[-1].end, following.start)
            if not all(doc[i].lower_ in _BETWEEN or i in owners for i in between):
                break
            row.append(following)
        yield _Row(span[1], span[0], tuple(row))


def _title(doc: Doc, plural: Token, titles: Titles) -> tuple[int, str] | None:
    """Where the longest title begins that ends in `plural`, and its words with that in the singular."""
    single = plural.text[:-1]
    for start in range(max(0, plural.i - _LONGEST), plural.i + 1):
        words = [*(doc[i].text for i in range(start, plural.i)), single]
        if titles.match(words, 0) == len(words):
            return start, " ".join(words)
    return None


def _states_before(doc: Doc, start: int, owners: ByToken) -> list[str]:
    """The owners before the title: "French and German"."""
    found: list[str] = []
    at = before_title(doc, start)
    while at >= 0 and (at in owners or doc[at].lower_ in ("and", ",", "'s")):
        if at in owners and owners[at].entities[:1] and owners[at].entities[0] not in found:
            found.insert(0, owners[at].entities[0])
        at -= 1
    return found
