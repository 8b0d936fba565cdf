"""Titles of public office and public role: where one stands in a text, and what it means.

Most stand in `titles.csv`. Others are built: a portfolio before its head ("planning and investment
minister") or after it ("minister of trade"), a word of rank or time before ("deputy", "former"), and
"-elect" after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from comity.knowledge.rows import fold, read_table
from comity.resources import folder


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEVELS = (
    "deputy", "envoy", "head_of_government", "head_of_state", "honorific", "judge", "legislator", "military",
    "minister", "official", "organisation_head", "party_leader", "royal", "spokesperson",
)  # fmt: skip
SCOPES = ("body", "court", "military", "none", "organisation", "party", "state")

PAST = _words("former ex late then onetime ousted deposed previous erstwhile")
COMING = _words("elect designate")
_PRESENT = _words("acting interim outgoing incoming incumbent caretaker transitional senior top longtime")
_DEPUTY = _words("deputy vice assistant associate")
_BEFORE = PAST | _PRESENT | _DEPUTY | {"first"}
_HEADS = _words(
    "minister secretary commissioner chief envoy negotiator representative spokesman spokeswoman "
    "spokesperson adviser advisor official attache"
)
_OF_PORTFOLIO = _words("minister deputy")
_FOR_PORTFOLIO = _OF_PORTFOLIO | _words("envoy official organisation_head spokesperson")
_NO_PORTFOLIO = _words("prime first chief cabinet general of for and the") | _BEFORE
_JOINS = _words("and & , the")
# A word before one of these names a body or an occasion ("General Assembly", "Premier League").
_NOT_BEFORE = _words(
    "assembly staff election elections strike secretariat league council conference congress debate "
    "level ministry department court party committee office house bureau hospital motors electric hotel"
)
# Everyday words too: titles only with a capital letter, as all abbreviations are.
_CAPITAL = _words("general major justice captain marshal private chair sir lord lady miss")
_HYPHENS = frozenset("-‐‑")
_LONGEST = 14
_HONORIFIC = "honorific"


@dataclass(frozen=True, slots=True)
class Title:
    """A title as written, its canonical form ("FM": "foreign minister"), what it is of, and its level."""

    text: str
    canonical: str
    scope: str
    level: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A word without hyphens; `end` is the token index after it, 0 when the token goes on."""

    word: str
    raw: str
    end: int

    @property
    def capital(self) -> bool:
        return self.raw[:1].isupper()


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of the table, by their folded words."""

    rows: Mapping[tuple[str, ...], Title]
    lengths: Mapping[str, tuple[int, ...]]
    portfolios: frozenset[str]
    capital: frozenset[tuple[str, ...]]

    def match(self, words: Sequence[str], start: int) -> int:
        """How many of `words` form the longest title that begins at `start`; 0 when none does.

        Words are spaCy's: a hyphen may be a word of its own. Case does not matter, except for abbreviations and
        everyday words ("general", "PM").

        >>> load_titles().match(["Secretary", "-", "General", "Ban"], 0)
        3
        """
        first = fold(words[start])
        if first not in self.lengths and first not in self.portfolios and first not in _BEFORE:
            head = first.partition("-")[0]
            if head == first or (head not in self.lengths and head not in _BEFORE):
                return 0
        parts = _parts(words, start)
        size = self._size(parts)
        return parts[size - 1].end - start if size else 0

    def info(self, text: str) -> Title | None:
        """What the title `text` means, or None when it is no title.

        Words of time are left out of the canonical form, words of rank are kept as "deputy".

        >>> load_titles().info("former Vice Foreign Minister").canonical
        'deputy foreign minister'
        """
        words = text.replace(",", " , ").split()
        parts = _parts(words, 0, longest=len(words) * 3) if words else []
        keys = [p.word for p in parts]
        while keys and keys[-1] in COMING:
            keys.pop()
        rank = ""
        while keys:
            if found := self._meaning(tuple(keys)):
                return _ranked(text, rank, found)
            if keys[0] not in _BEFORE:
                return None
            rank = rank or ("deputy " if keys[0] in _DEPUTY else "")
            keys = keys[1:]
        return None

    def _meaning(self, keys: tuple[str, ...]) -> Title | None:
        """The row for `keys`, or the meaning of a head with a portfolio before or after it."""
        if keys in self.rows:
            return self.rows[keys]
        for i in range(len(keys) - 1, 0, -1):
            head = self.rows.get(keys[:i])
            if head and i + 1 < len(keys) and _takes(head, keys[i]):
                return self._with_portfolio(head, _without_the(keys[i + 1 :]))
        head = self.rows.get(keys[-1:])
        if head is None or keys[-1] not in _HEADS or keys[0] not in self.portfolios or len(keys) > 7:
            return None
        if keys[-1] != "minister" and not all(k in self.portfolios or k in _JOINS for k in keys[:-1]):
            return None
        return self._with_portfolio(head, _without_the(keys[:-1]))

    def _with_portfolio(self, head: Title, portfolio: tuple[str, ...]) -> Title:
        """Ministers are named after the portfolio, others keep it: "chief negotiator for trade"."""
        if head.level != "minister":
            return Title("", f"{head.canonical} for {' '.join(portfolio)}", head.scope, head.level)
        if _is_foreign(portfolio):
            portfolio = ("foreign",)
        row = self.rows.get((*portfolio, "minister"))
        return Title("", row.canonical if row else f"{' '.join(portfolio)} minister", "state", "minister")

    def _size(self, parts: Sequence[_Part]) -> int:
        """How many of `parts` form the longest title that begins at the first."""
        before = sum(1 for _ in takewhile(lambda p: p.word in _BEFORE, parts))
        best = 0
        for skip in range(before + 1):
            if skip and parts[skip - 1].word == "first" and (skip == before or parts[skip].word not in _DEPUTY):
                continue
            for size in self._cores(parts, skip):
                best = max(best, self._closed(parts, size))
        return best

    def _closed(self, parts: Sequence[_Part], size: int) -> int:
        """`size` with "-elect" after it; 0 when a token goes on there or the next word makes it a body."""
        while size < len(parts) and parts[size].word in COMING and size:
            size += 1
        following = parts[size].word if size < len(parts) else ""
        return size if parts[size - 1].end and following not in _NOT_BEFORE else 0

    def _cores(self, parts: Sequence[_Part], skip: int) -> Iterable[int]:
        """Where titles that begin at `skip` end, leaving aside what stands before them."""
        if skip >= len(parts):
            return
        for length in self.lengths.get(parts[skip].word, ()):
            key = tuple(p.word for p in parts[skip : skip + length])
            row = self.rows.get(key) if len(key) == length else None
            if row is None or (key in self.capital and not _written(row, parts[skip].raw)):
                continue
            yield skip + length
            if skip + length < len(parts) and _takes(row, parts[skip + length].word):
                yield self._portfolio_after(parts, skip + length) or skip + length
        end = self._portfolio(parts, skip)
        if end and end < len(parts) and parts[end].word in _HEADS:
            yield end + 1

    def _portfolio_after(self, parts: Sequence[_Part], at: int) -> int:
        """Where "of trade and industry" that begins at `at` ends; 0 when nothing of the kind begins there."""
        if at + 1 >= len(parts):
            return 0
        start = at + 2 if parts[at + 1].word == "the" else at + 1
        return max(self._portfolio(parts, start, after=True), _affairs(parts, start, self.portfolios))

    def _portfolio(self, parts: Sequence[_Part], start: int, *, after: bool = False) -> int:
        """Where the portfolio that begins at `start` ends, all its words alike in capitals; 0 when there is none."""
        ends: list[int] = []
        for i in range(start, len(parts)):
            part = parts[i]
            known = part.word in self.portfolios
            free = part.capital and not known and not after and bool(ends) and parts[i - 1].word == "and"
            if free or (known and part.capital == parts[start].capital):
                ends.append(i + 1)
            elif part.word not in _JOINS or not ends:
                break
        ends = [e for e in ends if not _open_list(parts, start, e)]
        if after:
            while ends and ends[-1] < len(parts) and parts[ends[-1]].word in _HEADS:
                ends = [e for e in ends[:-1] if parts[e].word in _JOINS]
        return ends[-1] if ends else 0


def _takes(head: Title, word: str) -> bool:
    """Whether `head` may be followed by its portfolio after `word`."""
    return (word == "of" and head.level in _OF_PORTFOLIO) or (word in ("for", "on") and head.level in _FOR_PORTFOLIO)


def _written(row: Title, raw: str) -> bool:
    """Whether an abbreviation or everyday word is written as a title is: "PM", "Gen", "Justice"."""
    return raw.isupper() if len(row.text) <= 3 and row.level != _HONORIFIC and "." not in row.text else raw[:1].isupper()


def _is_foreign(portfolio: tuple[str, ...]) -> bool:
    """Whether foreign affairs are among several portfolios: "foreign and trade", "trade and foreign affairs"."""
    after = portfolio[portfolio.index("foreign") + 1 :][:1] if "foreign" in portfolio else ("",)
    return after in ((), ("and",), ("affairs",))


def _open_list(parts: Sequence[_Part], start: int, end: int) -> bool:
    """Whether a comma stands in a portfolio that no "and" closes."""
    words = [p.word for p in parts[start:end]]
    return "," in words and "and" not in words and "&" not in words


def _affairs(parts: Sequence[_Part], start: int, portfolios: frozenset[str]) -> int:
    """Where a run of capitalised words up to "Affairs" ends ("East Asian and Pacific Affairs"); 0 when none."""
    for i in range(start, min(start + 7, len(parts))):
        if parts[i].word == "affairs" and i > start:
            return i + 1
        if not (parts[i].capital or parts[i].word in _JOINS or parts[i].word in portfolios):
            return 0
    return 0


def _without_the(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(k for k in keys if k != "the")


def _ranked(text: str, rank: str, found: Title) -> Title:
    if not rank:
        return Title(text, found.canonical, found.scope, found.level)
    return Title(text, rank + found.canonical, found.scope, "deputy")


def _parts(words: Sequence[str], start: int, *, longest: int = _LONGEST) -> list[_Part]:
    """The words from `start` on, cut at hyphens, up to the end of the clause."""
    parts: list[_Part] = []
    for i in range(start, min(start + longest, len(words))):
        raw = words[i]
        if raw in _HYPHENS:
            continue
        if not (raw[:1].isalpha() or raw in _JOINS):
            break
        pieces = raw.replace("‐", "-").replace("‑", "-").split("-") if len(raw) > 1 else [raw]
        parts.extend(_Part(fold(p), p, 0) for p in pieces[:-1] if p)
        parts.append(_Part(fold(pieces[-1]), pieces[-1], i + 1))
    return parts


@cache
def load_titles(path: Path | None = None) -> Titles:
    """The titles of `ontology/titles.csv`, or of a table at `path`.

    Raises:
        OntologyError: a row names an unknown scope or level, or stands twice.
    """
    rows: dict[tuple[str, ...], Title] = {}
    capital: set[tuple[str, ...]] = set()
    for row in read_table(path or folder("ontology") / "titles.csv", ("text", "canonical", "scope", "level")):
        text = row.need("text")
        scope, level = row.one_of("scope", SCOPES), row.one_of("level", LEVELS)
        key = tuple(p.word for p in _parts(text.split(), 0))
        rows.setdefault(key, Title(text, row.need("canonical"), scope, level))
        if "." in text or len(text) <= 3 or (len(key) == 1 and key[0] in _CAPITAL):
            capital.add(key)
    lengths: dict[str, set[int]] = {}
    for key in rows:
        lengths.setdefault(key[0], set()).add(len(key))
    return Titles(
        rows,
        {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()},
        frozenset(word for key, t in rows.items() for word in _portfolio_words(key, t)),
        frozenset(capital),
    )


def _portfolio_words(key: tuple[str, ...], title: Title) -> tuple[str, ...]:
    """The portfolio that a row shows ("foreign affairs minister": foreign, affairs)."""
    if title.level != "minister" or key[-1] != "minister":
        return ()
    return tuple(word for word in key[:-1] if word not in _NO_PORTFOLIO)
