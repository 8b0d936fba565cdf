"""How many of the events that a careful reader found in an article are told by triples, whoever made them.

The measure asks for what a triple can have, so that no system is judged by another's ontology. A triple **tells** a gold event
where

1. its sentence overlaps a quote that the reader gave as evidence of the event,
2. a word of its relation, auxiliaries apart, stands in that quote, and
3. two different participants of the event are named at its ends, whichever way round; one, where the event has one alone.

An end names a participant where it **is** one of the names that the reader listed, or ends with it ("President Yoon Suk-yeol";
"Kishida and Yoon" is two names): such an end can be a node. More loosely, where it **holds** one anywhere among its words.

Class, place, date, status and speaker are not asked for, since triples have none. What the measure favours: systems that give
many triples, since each may hit and none costs; with names that are only held, those whose ends are long; events that several
sentences tell; and it cannot see that a triple in the right sentence says something else, or turns a plan or a refusal into a
fact. The share of a system's triples that tell a gold event is a lower bound of its precision: a triple may be right and tell
something that the reader did not call an event.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from comity.gold import Gold, GoldEvent, fold

RESAMPLES = 1000
_AUXILIARIES = frozenset("be is are was were been being has have had having do does did will would shall should can could may might must to by of in on at for with from as and or not".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Triple:
    """Subject, relation and object in words, and the range of characters of the sentence that they were read from."""

    subject: str
    relation: str
    object: str
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one article: its words, triples, those that tell an event, required gold events, those that are told."""

    words: int
    triples: int
    telling: int
    events: int
    told: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share in [0, 1] with the range of 95 of 100 draws of the articles."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


Named = Callable[[Gold, str, str], bool]


def is_name(gold: Gold, key: str, end: str) -> bool:
    """Whether one of the parts of `end` that "and" or a comma join is a name of the participant, or ends with it."""
    return any(gold.is_entity(key, part) for part in re.split(r",|\band\b", end))


def holds_name(gold: Gold, key: str, end: str) -> bool:
    """Whether `end` is a name of the participant, or has one among its words."""
    found = f" {fold(end)} "
    return is_name(gold, key, end) or any(f" {n} " in found for n in gold.names[key] if n)


def tells(triple: Triple, event: GoldEvent, gold: Gold, named: Named) -> bool:
    """Whether the triple tells the event; see above."""
    words = set(fold(triple.relation).split())
    words = words - _AUXILIARIES or words
    start, end = triple.sentence
    if not any(start < b and a < end and words & set(fold(gold.text[a:b]).split()) for a, b in event.spans):  # fmt: skip
        return False
    keys = {*event.keys("actors"), *event.keys("recipients")}
    found = {k for k in keys for e in (triple.subject, triple.object) if named(gold, k, e)}
    return len(found) >= min(2, len(keys)) and bool(found)


def count(triples: Sequence[Triple], gold: Gold, named: Named) -> Counts:
    """What the triples of an article tell of its gold events; events without a participant are left out."""
    events = [e for e in gold.events if e.keys("actors") or e.keys("recipients")]
    hits = [{e.id for e in events if tells(t, e, gold, named)} for t in triples]
    required = {e.id for e in events if e.required}
    told = required & {name for hit in hits for name in hit}
    return Counts(len(gold.text.split()), len(triples), sum(map(bool, hits)), len(required), len(told))  # fmt: skip


def shares(counts: Sequence[Counts]) -> Mapping[str, Share]:
    """The share of gold events that are told and of triples that tell one, and triples for each hundred words."""
    return {
        "events told": _share(counts, lambda c: (c.told, c.events)),
        "triples that tell one": _share(counts, lambda c: (c.telling, c.triples)),
        "triples in 100 words": _share(counts, lambda c: (100 * c.triples, c.words)),
    }


def _share(counts: Sequence[Counts], parts: Callable[[Counts], tuple[int, int]]) -> Share:
    """The share of all, and its range where articles are drawn again, with a fixed seed."""
    drawn = random.Random(1)
    pairs = [parts(c) for c in counts]
    found = sorted(_of(drawn.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    return Share(_of(pairs), found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES)])


def _of(pairs: Sequence[tuple[int, int]]) -> float:
    return sum(a for a, _ in pairs) / (sum(b for _, b in pairs) or 1)
