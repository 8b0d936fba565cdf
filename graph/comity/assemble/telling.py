"""What of a report is compared with others: a report made ready once, so that comparing two of them is cheap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from comity.knowledge.identity import Identity, Kind
from comity.knowledge.ontology import Ontology
from comity.model import Citation, Entity, Report, Role, Sentence, Status

_NO_STATE = frozenset(("IGO", "NGO", "MNC"))
_SPECIFIC = ("body/", "party/", "org/")
_WORD = re.compile(r"[a-z][a-z-]{3,}")


UNDATED = 10**6
"""The width of a date that is not known."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A report with what is compared of it.

    `first` and `last` are ordinals of its days, None without a date; `told` that of publication. A side is the code of a state,
    or the id of an entity that belongs to none; `people` are by side. `rank` is "formal" or "informal" where words say so,
    `width` how many days the date leaves open (0 is one day), and `ahead` whether it is told as something to come.
    """

    report: Report
    kind: Kind
    line: tuple[str, ...]
    people: Mapping[str, frozenset[str]]
    everyone: frozenset[str]
    bodies: frozenset[str]
    sides: frozenset[str]
    vague: bool
    acting: frozenset[str]
    suffering: frozenset[str]
    first: int | None
    last: int | None
    told: int | None
    place_state: str | None
    place_known: bool
    place_words: frozenset[str]
    word: str
    words: frozenset[str]
    moved: bool
    rank: str
    width: int
    ahead: bool


class Tellings:
    """Makes tellings of reports, knowing the articles, entities and sentences that they lead to."""

    def __init__(
        self,
        citations: Iterable[Citation],
        entities: Mapping[str, Entity],
        sentences: Iterable[Sentence],
        *,
        ontology: Ontology,
        identity: Identity,
    ) -> None:
        self._published = {c.id: c.published for c in citations}
        self._entities = entities
        self._texts = {s.id: s.text for s in sentences}
        self._ontology = ontology
        self._identity = identity
        self._sides: dict[str, str] = {}
        self._lines: dict[str, tuple[str, ...]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._words: dict[str, str] = {}

    def of(self, report: Report) -> Telling:
        """The telling of a report."""
        acting, suffering = (self._sides_in(report, r) for r in (Role.ACTOR, Role.RECIPIENT))
        everybody = frozenset(self.side(p.entity) for p in report.participants)
        everyone = {p.entity for p in report.participants if p.entity.startswith("person/")}
        people: dict[str, set[str]] = {}
        for person in everyone:
            people.setdefault(self.side(person), set()).add(person)
        text = " ".join(self._texts.get(s, "") for s in report.sentences).lower()
        when = report.when
        first = when.earliest.toordinal() if when and when.earliest else None
        last = when.latest.toordinal() if when and when.latest else None
        published = self._published.get(report.article)
        return Telling(
            report=report,
            kind=self._identity.kind(report.type),
            line=self._line(report.type),
            people={side: self._set(found) for side, found in people.items()},
            everyone=self._set(everyone),
            bodies=self._set(
                p.entity for p in report.participants if p.entity.startswith(_SPECIFIC)
            ),
            sides=self._set(acting | suffering or everybody),
            vague=not (acting or suffering),
            acting=acting,
            suffering=self._set(suffering - acting),
            first=first,
            last=last,
            told=published.toordinal() if published else None,
            place_state=self._state_of(report.place),
            place_known=self._is_known(report.place),
            place_words=self._set(
                {*(report.place or "").partition("/")[2].split("-")} - self._identity.place_words
            ),
            word=report.trigger_text.lower(),
            words=frozenset(map(self._word, _WORD.findall((report.quote or text).lower())))
            - self._identity.common_words
            - self._names(report),
            moved=any(word in text for word in self._identity.moved),
            rank=self._identity.rank_of(text),
            width=UNDATED if first is None or last is None else last - first,
            ahead=report.status in (Status.PLANNED, Status.POSSIBLE),
        )

    def side(self, entity: str) -> str:
        """The code of the state that an entity is of, else its id."""
        found = self._sides.get(entity)
        if found is None:
            known = self._entities.get(entity)
            code = known.code if known else None
            found = code if code and code not in _NO_STATE else entity
            self._sides[entity] = found
        return found

    def _sides_in(self, report: Report, role: Role) -> frozenset[str]:
        """The sides in a role, without groups that only their article knows."""
        found = (self.side(e) for e in report.of_role(role))
        return self._set(side for side in found if not is_vague(side))

    def _word(self, word: str) -> str:
        """The word, the same string for the same word."""
        return self._words.setdefault(word, word)

    def _set(self, names: Iterable[str]) -> frozenset[str]:
        """The set of the names, the same one for the same names: many tellings have it."""
        found = frozenset(names)
        return self._sets.setdefault(found, found)

    def _names(self, report: Report) -> frozenset[str]:
        """The words that name those who take part, which say nothing of what is said or done."""
        return frozenset(
            word
            for p in report.participants
            if p.entity in self._entities
            for word in self._entities[p.entity].name.lower().split()
        )

    def _state_of(self, place: str | None) -> str | None:
        if place is None:
            return None
        side = self.side(place)
        return None if side == place else side

    def _is_known(self, place: str | None) -> bool:
        """Whether a place is one that the gazetteer has."""
        known = self._entities.get(place or "")
        return known is not None and known.wikidata is not None

    def _line(self, type_: str) -> tuple[str, ...]:
        found = self._lines.get(type_)
        if found is None:
            found = self._lines[type_] = self._ontology.ancestors(type_)
        return found


class Ready(Sequence[Telling]):
    """The tellings of reports, in their order; each is made when it is first asked for."""

    def __init__(self, make: Callable[[Report], Telling], reports: Sequence[Report]) -> None:
        self._make = make
        self._reports = reports
        self._made: list[Telling | None] = [None] * len(reports)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._reports)

    @overload
    def __getitem__(self, place: int) -> Telling: ...
    @overload
    def __getitem__(self, place: slice) -> list[Telling]: ...
    def __getitem__(self, place: int | slice) -> Telling | list[Telling]:
        """The telling of the report at that place."""
        if isinstance(place, slice):
            return [self[n] for n in range(len(self))[place]]
        found = self._made[place]
        if found is None:
            found = self._made[place] = self._make(self._reports[place])
        return found


@lru_cache(maxsize=1 << 14)
def is_vague(entity: str) -> bool:
    """Whether an id is of a group that is known to its article alone: `group/officials-628a81ac`."""
    return entity.startswith("group/") and bool(re.search(r"-[0-9a-f]{8}$", entity))
