"""Who is who across articles: one identifier a person, whatever the spelling, and two for namesakes.

Extraction names a person by the fullest name in its article. Here those of one name are parted where articles give them to
different states, and those of different names are put together where the names can be one: the parts in another order, another
romanisation, an initial, or a part left out. All but the order needs a common state; a single name also needs that nobody else
fits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from comity.assemble.bonds import Bonds
from comity.assemble.personal_names import alike, words
from comity.assemble.spots import Local
from comity.knowledge.people import load_office_holders
from comity.model import Entity, Extraction, digest, slug

_BEGINNING = 2
"""How many letters a part of a name keeps in any romanisation."""
_NO_STATE = frozenset(("IGO", "NGO", "MNC"))
_NOBODY: set[int] = set()

NO_BONDS: Bonds[Local] = Bonds()


class _Told(NamedTuple):
    """A person of an article: the states that it is given to, and all states that the article names."""

    article: str
    entity: Entity
    states: frozenset[str]
    present: frozenset[str]

    @property
    def local(self) -> Local:
        """The person as the article knows it."""
        return self.article, self.entity.id


@dataclass(slots=True)
class _Person:
    """Those who are taken for one person so far: where they are named, how, and by which states.

    `place` is that among the persons who are kept.
    """

    locals: list[Local]
    ids: Counter[str]
    names: set[str]
    states: set[str]
    present: set[str]
    place: int = -1

    def take(self, other: _Person) -> None:
        self.locals += other.locals
        self.ids += other.ids
        self.names |= other.names
        self.states |= other.states
        self.present |= other.present


def who_is_who(
    extractions: Iterable[Extraction], bonds: Bonds[Local] = NO_BONDS
) -> dict[str, dict[str, str]]:
    """By article, the identifiers that hold across all articles for those of its own that differ.

    `bonds` are what people have decided, which goes before all. The order of `extractions` does not matter.
    """
    told = sorted(_told(extractions), key=lambda t: (t.entity.id, t.article))
    by_id: dict[str, list[_Told]] = defaultdict(list)
    fullest = _fullest_ids(told, bonds)
    for one in told:
        by_id[fullest.get(bonds.first(one.local), one.entity.id)].append(one)
    parted = [person for _, group in sorted(by_id.items()) for person in _namesakes(group, bonds)]
    people = _joined(parted, bonds)
    named = _named(people)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for person, name in zip(people, named, strict=True):
        for article, own in person.locals:
            if own != name:
                found[article][own] = name
    return found


def _told(extractions: Iterable[Extraction]) -> Iterator[_Told]:
    for extraction in extractions:
        offices: dict[str, set[str]] = defaultdict(set)
        for claim in extraction.claims:
            if claim.relation == "holdsOffice":
                offices[claim.subject].add(_side(claim.object))
        present = frozenset(
            code if (code := e.code) and code not in _NO_STATE else e.id
            for e in extraction.entities
            if e.type not in ("Person", "Group")
        )
        for entity in extraction.entities:
            if entity.type == "Person":
                own = {entity.code} if entity.code and entity.code not in _NO_STATE else set()
                states = frozenset(own | offices[entity.id])
                yield _Told(extraction.citation.id, entity, states, present)


def _side(owner: str) -> str:
    """The code of a state, the id of another body."""
    kind, _, code = owner.partition("/")
    return code.upper() if kind == "state" else owner


def _fullest_ids(told: Iterable[_Told], bonds: Bonds[Local]) -> dict[Local, str]:
    """By the first of each group that is one by decision, the identifier of most parts that one of it has."""
    ids: dict[Local, set[str]] = defaultdict(set)
    for one in told:
        if one.local in bonds.group:
            ids[bonds.first(one.local)].add(one.entity.id)
    return {first: min(found, key=lambda i: (-i.count("-"), i)) for first, found in ids.items()}


def _namesakes(group: Sequence[_Told], bonds: Bonds[Local]) -> list[_Person]:
    """The persons of one name: one, unless articles give it to states that have nothing in common."""
    units = _units(group, bonds)
    parts: list[_Person] = []
    for person in units:
        if person.states:
            for other in list(parts):
                if other.states & person.states and not _parted(person, other, bonds):
                    parts.remove(other)
                    person.take(other)
            parts.append(person)
    if len(parts) > 1 and _known(group[0].entity.name):
        parts = _all(parts, bonds)
    for person in units:
        if person.states:
            continue
        allowed = [p for p in parts if not _parted(person, p, bonds)]
        fitting = [p for p in allowed if p.states & person.present] or allowed
        if fitting:
            max(fitting, key=lambda p: (len(p.locals), sorted(p.states))).take(person)
        else:
            parts.append(person)
    return parts


def _units(group: Sequence[_Told], bonds: Bonds[Local]) -> list[_Person]:
    """Each as a person, those that are one by decision together."""
    units: dict[Local, _Person] = {}
    for one in group:
        first = bonds.first(one.local)
        if first in units:
            units[first].take(_person(one))
        else:
            units[first] = _person(one)
    return list(units.values())


def _parted(a: _Person, b: _Person, bonds: Bonds[Local]) -> bool:
    """Whether it is decided that the two are not one."""
    return bool(bonds.apart) and bonds.parted(a.locals, b.locals)


def _person(told: _Told) -> _Person:
    local = (told.article, told.entity.id)
    return _Person(
        [local], Counter([told.entity.id]), {told.entity.name}, set(told.states), set(told.present)
    )


def _all(parts: Sequence[_Person], bonds: Bonds[Local]) -> list[_Person]:
    """All as one, but for those that are parted by decision."""
    kept: list[_Person] = []
    for person in parts:
        host = next((p for p in kept if not _parted(p, person, bonds)), None)
        if host is None:
            kept.append(person)
        else:
            host.take(person)
    return kept


@lru_cache(maxsize=1 << 14)
def _known(name: str) -> bool:
    """Whether the table of office-holders knows one person of this name."""
    return len({h.name for h in load_office_holders().by_name(name)}) == 1


def _joined(people: list[_Person], bonds: Bonds[Local]) -> list[_Person]:
    """Persons whose names can be one, put together; fuller names first, single names last."""
    blocks: dict[str, set[int]] = defaultdict(set)
    kept: list[_Person] = []
    for person in sorted(people, key=_fullness):
        near = (kept[n] for n in _near(person, blocks))
        fitting = [p for p in near if _may_be_one(person, p) and not _parted(person, p, bonds)]
        if len(fitting) == 1 or (fitting and len(_longest(person)) > 1):
            best = min(fitting, key=lambda p: (_fullness(p), p.place))
            best.take(person)
        else:
            best = person
            best.place = len(kept)
            kept.append(person)
        for name in person.names:
            for word in words(name):
                blocks[word[:_BEGINNING]].add(best.place)
    return kept


def _longest(person: _Person) -> tuple[str, ...]:
    """The parts of the person's longest name."""
    return words(max(person.names, key=lambda n: (len(n.split()), n)))


def _near(person: _Person, blocks: Mapping[str, set[int]]) -> set[int]:
    """Those who have, for each part of one of the person's names, a part that begins alike; initials fit any."""
    found: set[int] = set()
    for name in person.names:
        keys = {word[:_BEGINNING] for word in words(name) if len(word) >= _BEGINNING}
        if keys:
            few, *rest = sorted((blocks.get(key, _NOBODY) for key in keys), key=len)
            found |= few.intersection(*rest)
    return found


def _fullness(person: _Person) -> tuple[int, int, str, str]:
    """Most words first, then most articles; ties by name and state."""
    longest = max(len(words(name)) for name in person.names)
    return -longest, -len(person.locals), min(person.ids), min(person.states, default="")


def _may_be_one(a: _Person, b: _Person) -> bool:
    """Whether two persons, of no common article, may be one by their names and states."""
    # An article that gives no office names the state at least.
    common = not (a.states or a.present).isdisjoint(b.states or b.present)
    if a.states and b.states and not common:
        return False
    if not any(alike(one, other, common_state=common) for one in a.names for other in b.names):
        return False
    return {article for article, _ in a.locals}.isdisjoint(article for article, _ in b.locals)


def _named(people: Sequence[_Person]) -> list[str]:
    """The identifiers: of the fullest name known best; with the state where two persons would share one."""
    wanted = [
        min(p.ids, key=lambda i: (not _is_known(i), -i.count("-"), -p.ids[i], i)) for p in people
    ]
    shared = Counter(wanted)
    named = [
        name if shared[name] == 1 else f"{name}-{slug(min(person.states, default='unknown'))}"
        for person, name in zip(people, wanted, strict=True)
    ]
    again = Counter(named)  # of one name and one state, and two by decision
    return [
        name if again[name] == 1 else f"{name}-{digest(*min(person.locals))[:6]}"
        for person, name in zip(people, named, strict=True)
    ]


@lru_cache(maxsize=1 << 14)
def _is_known(identifier: str) -> bool:
    return _known(identifier.removeprefix("person/").replace("-", " "))
