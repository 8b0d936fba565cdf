"""People that a person had better look at: two names taken for one person by a little, or for two.

The value of a look is how doubtful the pair is, from 0 to 1, times what depends on it: a point for every report in which
either is, and for every article that names them (see `doubts.py`). Names that are alike in all their words leave no doubt that
they are one; two people are doubtful from the likeness `FLOOR` on, and most where they have the same name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from comity.assemble.personal_names import words
from comity.model import Entity, Extraction, Knowledge, Verdict

FLOOR = 0.85
_LEFT_OUT = 0.98
"""What the likeness of two names is multiplied by for each part that one of them leaves out."""
_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person as one article knows it: the id that holds across articles, that in the article, and the name there."""

    person: str
    article: str
    local: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonDoubt:
    """Two who are one person (`joined`) or two by no more than a little; `likeness` is that of their names, from 0 to 1."""

    one: Bearer
    other: Bearer
    likeness: float
    joined: bool
    value: float


def doubtful_people(
    extractions: Iterable[Extraction], names: Mapping[str, Mapping[str, str]], knowledge: Knowledge
) -> tuple[PersonDoubt, ...]:
    """The doubtful people that nobody has decided on, the most valuable first; ties by name and article.

    `names` are the ids that hold across articles for an article's own, where they differ.
    """
    people: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in _bearers(extractions, names):
        people[bearer.person].append(bearer)
    told = Counter(
        e for r in knowledge.reports for e in {*(p.entity for p in r.participants), r.source} if e
    )
    known = {e.id: e for e in knowledge.entities}
    found = [*_joined(people, told), *_parted(people, known, told)]
    settled = _decided(knowledge)
    left = (d for d in found if (d.one.person, d.other.person) not in settled)
    return tuple(sorted(left, key=lambda d: (-d.value, d.one.name, d.other.name, d.one.article)))


def likeness(a: str, b: str) -> float:
    """How alike two names are, from 0 to 1: 1 for the same words in any order.

    Each word of the shorter name is laid beside the likest of the other (Jaro-Winkler), and the mean is taken.

    >>> likeness("Aso Taro", "Taro Aso"), likeness("Ruto", "William Ruto")
    (1.0, 0.98)
    """
    short, long = sorted((words(a), words(b)), key=len)
    if not short:
        return 0.0
    left, total = list(long), 0.0
    for word in sorted(short, key=lambda w: (-len(w), w)):
        best = max(left, key=lambda other: (JaroWinkler.similarity(word, other), other))
        total += JaroWinkler.similarity(word, best)
        left.remove(best)
    return round(total / len(short) * _LEFT_OUT ** len(left), 4)


def _bearers(
    extractions: Iterable[Extraction], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Bearer]:
    for extraction in extractions:
        article = extraction.citation.id
        own, named = names.get(article, {}), {m.entity for m in extraction.mentions}
        for entity in extraction.entities:
            if entity.type == "Person" and entity.id in named:  # none can point at others
                yield Bearer(own.get(entity.id, entity.id), article, entity.id, entity.name)


def _joined(people: Mapping[str, Sequence[Bearer]], told: Counter[str]) -> Iterator[PersonDoubt]:
    """Of each person the two names that are least alike, where they are not alike in all."""
    for person, bearers in people.items():
        by_name = {
            b.name: b for b in sorted(bearers, key=lambda b: (b.name, b.article), reverse=True)
        }
        pairs = [
            (likeness(a, b), a, b)
            for a, b in combinations(sorted(by_name), 2)
            if by_name[a].article != by_name[b].article
        ]
        if pairs and (worst := min(pairs))[0] < 1:
            alike, one, other = worst
            doubtful = min(1.0, (1 - alike) / (1 - FLOOR))
            stake = told[person] + len(bearers)
            yield PersonDoubt(by_name[one], by_name[other], alike, True, doubtful * stake)


def _parted(
    people: Mapping[str, Sequence[Bearer]], known: Mapping[str, Entity], told: Counter[str]
) -> Iterator[PersonDoubt]:
    """Two people of no common article whose names are alike."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for person, bearers in people.items():
        for word in {w for b in bearers for w in words(b.name)}:
            blocks[word[:_BEGINNING]].add(person)
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}
    for a, b in sorted(pairs):
        if not {x.article for x in people[a]}.isdisjoint(x.article for x in people[b]):
            continue
        alike, one, other = max(
            ((likeness(x.name, y.name), x, y) for x in people[a] for y in people[b]),
            key=lambda found: (found[0], found[1].article, found[2].article),
        )
        if alike > FLOOR and (alike == 1 or _of_one_state(known[a], known[b])):
            stake = sum(told[p] + len(people[p]) for p in (a, b))
            yield PersonDoubt(one, other, alike, False, (alike - FLOOR) / (1 - FLOOR) * stake)


def _of_one_state(a: Entity, b: Entity) -> bool:
    return a.code is None or b.code is None or a.code == b.code


def _decided(knowledge: Knowledge) -> set[tuple[str, str]]:
    """The pairs of people, or the one person twice, that a decision is about."""
    found: set[tuple[str, str]] = set()
    for curation in knowledge.curations:
        if curation.verdict in (Verdict.SAME, Verdict.NOT_SAME):
            found |= {(a, b) for a in curation.things for b in curation.things}
    return found
