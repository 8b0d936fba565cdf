"""Office-holders by name, by family name on a date, and by the office they held on a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from comity.knowledge.name_order import family_first
from comity.knowledge.rows import fold, read_table
from comity.knowledge.terms import Holder, to_holder
from comity.knowledge.titles import COMING, PAST, Title, Titles, load_titles
from comity.resources import folder

__all__ = [
    "Holder",
    "OfficeHolders",
    "Title",
    "Titles",
    "family_first",
    "load_office_holders",
    "load_titles",
]

_COLUMNS = ("name", "family", "aliases", "title", "of", "from", "until", "leads", "wikidata")
_ARTICLES = frozenset(("al", "el", "ul"))
_OF_FATHER = frozenset(("bin", "ibn", "bint"))
_RANKS = {
    "head_of_state": 1,
    "head_of_government": 1,
    "organisation_head": 1,
    "minister": 2,
    "royal": 2,
}
_ANY_LEADER = frozenset(("leader", "chief", "head", "ruler", "strongman"))
_GRACE_BEFORE, _GRACE_AFTER = 5, 15
_NEAR = 4
_ACTING = "acting"


@dataclass(frozen=True, slots=True)
class OfficeHolders:
    """All terms of office, indexed by folded name, folded family name and by state or organisation."""

    terms: tuple[Holder, ...]
    names: Mapping[str, tuple[Holder, ...]]
    families: Mapping[str, tuple[Holder, ...]]
    offices: Mapping[str, tuple[Holder, ...]]
    first_words: frozenset[str]

    def may_begin(self, word: str) -> bool:
        """Whether a full name begins with `word`, or with its part before a hyphen.

        >>> load_office_holders().may_begin("Ban"), load_office_holders().may_begin("The")
        (True, False)
        """
        return _first_word(word) in self.first_words

    def by_name(self, text: str, on: date | None = None) -> tuple[Holder, ...]:
        """The terms of whoever bears the full name `text` (two words or more), best first as in `by_surname`.

        Case, diacritics, hyphens, apostrophes, "al-" and middle initials do not matter.

        >>> [h.title for h in load_office_holders().by_name("Ban Ki Moon")][:1]
        ['secretary general']
        """
        if " " not in text and "\xa0" not in text:
            return ()
        found = self.names.get(_name_key(text))
        if found is None and any(len(w.strip(".")) == 1 for w in text.split()[1:]):
            words = text.split()
            kept = [words[0], *(w for w in words[1:] if len(w.strip(".")) > 1)]
            found = self.names.get(_name_key(" ".join(kept))) if len(kept) > 1 else None
        if found is None and _is_patronymic(words := text.split()):
            found = self.names.get(_name_key(" ".join(words[:3])))
        return tuple(sorted(found, key=lambda h: _order(h, on))) if found else ()

    def by_surname(self, text: str, on: date | None) -> tuple[Holder, ...]:
        """The terms of all whose family name is `text`, in office around `on` (5 years before to 15 after).

        Best first: in office on the day, then at most 4 years away from it; those with the real
        power, other heads, ministers, the rest; latest first. All terms when `on` is None.

        >>> load_office_holders().by_surname("Bush", date(1991, 1, 17))[0].name
        'George H. W. Bush'
        """
        found = self.families.get(_family_key(text), ())
        near = (
            h for h in found if on is None or -_GRACE_BEFORE <= _years_after(h, on) <= _GRACE_AFTER
        )
        return tuple(sorted(near, key=lambda h: _order(h, on)))

    def holding(self, title: str, of: str | None, on: date | None) -> Holder | None:
        """Who held the office `title` of the state or organisation `of` on the day `on`.

        "leader" is whoever has the real power. None when unknown, and for titles of the past or the future
        ("former president", "president-elect").

        >>> load_office_holders().holding("chancellor", "state/deu", date(2015, 9, 1)).name
        'Angela Merkel'
        """
        words = fold(title).replace("-", " ").split()
        if of is None or on is None or not words or words[0] in PAST or words[-1] in COMING:
            return None
        serving = [h for h in self.offices.get(of, ()) if h.in_office(on)]
        info = load_titles().info(title)
        if (info and info.canonical in _ANY_LEADER) or words[-1] in _ANY_LEADER and len(words) == 1:
            fitting = [h for h in serving if h.leads]
        elif info is None:
            return None
        else:
            fitting = [h for h in serving if h.canonical == info.canonical] or _same_rank(
                serving, info
            )
        acting = words[0] == _ACTING
        return max(fitting, key=lambda h: _fitness(h, acting=acting), default=None)


def _same_rank(serving: Iterable[Holder], title: Title) -> list[Holder]:
    """Heads of state for "head of state", heads of government for "prime minister" of a chancellor."""
    if title.level != "head_of_government" and title.canonical != "head of state":
        return []
    return [h for h in serving if h.level == title.level]


def _fitness(holder: Holder, *, acting: bool) -> tuple[bool, bool, date, str]:
    """Whoever acts for another comes after him, who leads before who does not, then the latest."""
    return (
        holder.title.startswith(_ACTING) == acting,
        holder.leads,
        holder.since or date.min,
        holder.name,
    )


def _order(holder: Holder, on: date | None) -> tuple[int, int, int, str]:
    if on is None:
        distance = 0 if holder.until is None else 1
    else:
        years = abs(_years_after(holder, on))
        distance = 0 if holder.in_office(on) else 1 if years <= _NEAR else 2
    rank = 0 if holder.leads else _RANKS.get(holder.level, 3)
    since = holder.since.toordinal() if holder.since else 0
    return (
        (rank, distance, -since, holder.name)
        if on is None
        else (distance, rank, -since, holder.name)
    )


def _years_after(holder: Holder, on: date) -> float:
    """How many years `on` is after the term; below 0 before it, 0 within."""
    if holder.since and on < holder.since:
        return (on - holder.since).days / 365.25
    if holder.until and on > holder.until:
        return (on - holder.until).days / 365.25
    return 0.0


@lru_cache(maxsize=1 << 15)
def _name_key(text: str) -> str:
    words = fold(text).replace("-", " ").replace("‑", " ").split()
    return "".join(words[:1] + [w for w in words[1:] if w not in _ARTICLES])


@lru_cache(maxsize=1 << 14)
def _first_word(text: str) -> str:
    words = fold(text).replace("-", " ").replace("‑", " ").split()
    return words[0] if words else ""


def _family_key(text: str) -> str:
    words = fold(text).replace("-", " ").split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "".join(words)


@cache
def load_office_holders(path: Path | None = None) -> OfficeHolders:
    """The terms of `ontology/officeholders.csv`, or of a table at `path`.

    Raises:
        OntologyError: a date, state or title is not well formed, or a term ends before it begins.
    """
    rows = read_table(path or folder("ontology") / "officeholders.csv", _COLUMNS)
    meanings: dict[str, Title | None] = {}
    terms = tuple(to_holder(row, meanings) for row in rows)
    return OfficeHolders(
        terms,
        _indexed((key, h) for h in terms for key in _name_keys(h)),
        _indexed((key, h) for h in terms for key in _family_keys(h)),
        _indexed((h.of, h) for h in terms),
        frozenset(_first_word(name) for h in terms for name in _full_names(h)),
    )


def _indexed(pairs: Iterable[tuple[str, Holder]]) -> dict[str, tuple[Holder, ...]]:
    index: dict[str, list[Holder]] = {}
    for key, holder in pairs:
        found = index.setdefault(key, [])
        if not found or found[-1] is not holder:
            found.append(holder)
    return {key: tuple(found) for key, found in index.items()}


def _name_keys(holder: Holder) -> Iterator[str]:
    """The keys of the name, of the other spellings, and of the name with its parts in the other order."""
    yield from map(_name_key, _full_names(holder))


def _is_patronymic(words: Sequence[str]) -> bool:
    """Whether more follows the father's name: "Salman bin Abdulaziz Al Saud"."""
    named = all(w[:1].isupper() or w.lower() in (*_ARTICLES, *_OF_FATHER) for w in words[3:])
    return len(words) > 3 and words[1].lower() in _OF_FATHER and named


def _full_names(holder: Holder) -> Iterator[str]:
    if " " in holder.name:
        yield holder.name
    yield from (alias for alias in holder.aliases if " " in alias)
    if holder.name.endswith(f" {holder.family}"):
        yield f"{holder.family} {holder.name.removesuffix(holder.family)}"
    elif holder.name.startswith(f"{holder.family} "):
        yield f"{holder.name.removeprefix(holder.family)} {holder.family}"


def _family_keys(holder: Holder) -> Iterator[str]:
    yield _family_key(holder.family)
    yield from (_family_key(alias) for alias in holder.aliases if " " not in alias)
