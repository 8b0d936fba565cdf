"""Who says "I" and "we" in interviews and briefings, where each turn is led by its speaker: "Q: ... A: ...".

"A" and the like stand for the person that the words before the first turn name, or the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from comity.extract.identifiers import is_person
from comity.extract.records import Reference
from comity.extract.sides import side_of
from comity.extract.text import BODY, SPEAKER, Zone
from comity.extract.tokens import Doc, Token

MINE = frozenset(("i", "me", "my", "myself", "mine"))
OURS = frozenset(("we", "us", "our", "ours", "ourselves"))
_YOURS = frozenset(("you", "your", "yours"))
_ANSWER = frozenset(("A", "Answer"))
_QUESTION = frozenset(("Q", "Question"))


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one says at a time: the character offsets of the words, and who leads them."""

    start: int
    end: int
    label: str
    speaker: str | None


def in_turns(doc: Doc, quoted: frozenset[int]) -> Iterator[Reference]:
    """A reference for each "I", "we" and "you" in the turns of a conversation, outside the tokens `quoted`."""
    turns = list(_turns(doc))
    if not turns:
        return
    counts = Counter(t.speaker for t in turns if t.speaker is not None)
    answers = next((speaker for speaker, _ in counts.most_common(1)), None)
    at = 0
    for token in doc:
        while at < len(turns) and token.idx >= turns[at].end:
            at += 1
        if at == len(turns):
            return
        if token.idx < turns[at].start or token.i in quoted:
            continue
        entities = _meant(doc, token, turns[at], answers)
        if entities:
            yield Reference(token.i, token.i + 1, token.i, entities, "anaphor")


def _meant(doc: Doc, token: Token, turn: _Turn, answers: str | None) -> tuple[str, ...]:
    """Who a first or second person is, nobody where that is unknown."""
    if token.pos_ not in ("PRON", "DET"):
        return ()
    if token.lower_ in _YOURS and answers is not None and turn.speaker != answers:
        return side_of(doc, (answers,))
    if turn.speaker is None:
        return ()
    if token.lower_ in MINE:
        return (turn.speaker,)
    return side_of(doc, (turn.speaker,)) if token.lower_ in OURS else ()


def _turns(doc: Doc) -> Iterator[_Turn]:
    """The turns of the doc in order, with the lines that go on with each."""
    zones: list[Zone] = [z for z in doc._.zones or () if z.kind in (BODY, SPEAKER)]
    leads = [n for n, zone in enumerate(zones) if zone.kind == SPEAKER]
    if not leads:
        return
    asked = _person_before(doc, zones[leads[0]].span.start)
    for n, after in zip(leads, [*leads[1:], len(zones)], strict=True):
        label = zones[n].span.of(doc.text).rstrip(" :")
        first, last = zones[n].span, zones[after - 1].span
        named = _person_in(doc, first.start, first.end)
        speaker = asked if label in _ANSWER else None if label in _QUESTION else named
        yield _Turn(first.end, last.end, label, speaker)


def _person_in(doc: Doc, start: int, end: int) -> str | None:
    """The person named between two offsets."""
    inside = (r for r in doc._.references if start <= doc[r.start].idx < end)
    people = (e for r in inside for e in r.entities if is_person(e))
    return next(people, None)


def _person_before(doc: Doc, end: int) -> str | None:
    """Who is asked: of those named before the first turn who holds an office, else the first."""
    before = [r for r in doc._.references if doc[r.start].idx < end]
    people = [e for r in before for e in r.entities if is_person(e)]
    holders = {o.person for o in doc._.offices or ()}
    return next((p for p in people if p in holders), people[0] if people else None)
