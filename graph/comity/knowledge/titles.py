"""Titles of public office and public role: where one stands in a text, and what it means.

Most stand in `titles.csv`. Others are built: a portfolio before its head ("planning and investment
minister") or after it ("minister of trade"), a word of rank or time before ("deputy", "former"), and
"-elect" after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from comity.errors import OntologyError
from comity.knowledge.portfolios import (
    HEADS,
    JOINS,
    LONGEST,
    Part,
    affairs_end,
    is_foreign,
    portfolio_end,
    to_parts,
    without_the,
    words_of,
)
from comity.knowledge.rows import fold, read_table
from comity.resources import folder

LEVELS = (
    "deputy", "envoy", "head_of_government", "head_of_state", "honorific", "judge", "legislator", "military",
    "minister", "official", "organisation_head", "party_leader", "rank", "role", "royal", "spokesperson",
)  # fmt: skip
SCOPES = ("body", "court", "military", "none", "organisation", "party", "state")

PAST = words_of("former ex late then onetime ousted deposed previous erstwhile")
COMING = words_of("elect designate")
_PRESENT = words_of(
    "acting interim outgoing incoming incumbent caretaker transitional senior top longtime"
)
_DEPUTY = words_of("deputy vice assistant associate")
_BEFORE = PAST | _PRESENT | _DEPUTY | {"first"}
_OF_PORTFOLIO = words_of("minister deputy")
_FOR_PORTFOLIO = _OF_PORTFOLIO | words_of("envoy official organisation_head spokesperson")
_NO_PORTFOLIO = words_of("prime first chief cabinet general of for and the") | _BEFORE
# A word before one of these names a body or an occasion ("General Assembly", "Premier League").
_NOT_BEFORE = words_of(
    "assembly staff election elections strike secretariat league council conference congress debate "
    "level ministry department court party committee office house bureau hospital motors electric hotel"
)
# Everyday words too: titles only with a capital letter, as all abbreviations are.
_CAPITAL = words_of(
    "general major justice captain marshal private chair sir lord lady miss daw shri honourable honorable ato"
)
_HONORIFIC = "honorific"


@dataclass(frozen=True, slots=True)
class Title:
    """A title as written, its canonical form ("FM": "foreign minister"), what it is of, and its level."""

    text: str
    canonical: str
    scope: str
    level: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of the table, by their folded words; `first_words` may begin one."""

    rows: Mapping[tuple[str, ...], Title]
    lengths: Mapping[str, tuple[int, ...]]
    portfolios: frozenset[str]
    capital: frozenset[tuple[str, ...]]
    first_words: frozenset[str]

    def match(self, words: Sequence[str], start: int) -> int:
        """How many of `words` form the longest title that begins at `start`; 0 when none does.

        Words are spaCy's: a hyphen may be a word of its own. Case does not matter, except for abbreviations and
        everyday words ("general", "PM").

        >>> load_titles().match(["Secretary", "-", "General", "Ban"], 0)
        3
        """
        if not self._may_begin(words[start]):
            return 0
        parts = to_parts(words, start)
        size = self._size(parts)
        return parts[size - 1].end - start if size else 0

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where titles begin in `words`, each with the size that `match` gives, in order.

        >>> list(load_titles().find("the French president met Prime Minister Modi".split()))
        [(2, 1), (4, 2), (5, 1)]
        """
        first = {word for word in set(words) if self._may_begin(word)}
        sizes = ((start, self.match(words, start)) for start, w in enumerate(words) if w in first)
        return (found for found in sizes if found[1])

    def _may_begin(self, word: str) -> bool:
        first = fold(word)
        if first in self.first_words:
            return True
        head, hyphen, _ = first.partition("-")
        return bool(hyphen) and (head in self.lengths or head in _BEFORE)

    def info(self, text: str) -> Title | None:
        """What the title `text` means, or None when it is no title.

        Words of time are left out of the canonical form, words of rank are kept as "deputy".

        >>> load_titles().info("former Vice Foreign Minister").canonical
        'deputy foreign minister'
        """
        words = text.replace(",", " , ").split()
        parts = to_parts(words, 0, longest=len(words) * 3) if words else []
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
                return self._with_portfolio(head, without_the(keys[i + 1 :]))
        head = self.rows.get(keys[-1:])
        if (
            head is None
            or keys[-1] not in HEADS
            or keys[0] not in self.portfolios
            or len(keys) > LONGEST
        ):
            return None
        if keys[-1] != "minister" and not all(
            k in self.portfolios or k in JOINS for k in keys[:-1]
        ):
            return None
        return self._with_portfolio(head, without_the(keys[:-1]))

    def _with_portfolio(self, head: Title, portfolio: tuple[str, ...]) -> Title:
        """Ministers are named after the portfolio, others keep it: "chief negotiator for trade"."""
        words = " ".join(portfolio).replace(" ,", ",")
        if head.level == "organisation_head":
            return head
        if (
            head.level != "minister"
            and head.canonical != "deputy minister"
            or head.canonical == "minister of state"
        ):
            return Title("", f"{head.canonical} for {words}", head.scope, head.level)
        words = "foreign" if is_foreign(portfolio) else words
        row = self.rows.get((*words.split(), "minister"))
        minister = row.canonical if row else f"{words} minister"
        return Title(
            "", minister if head.level == "minister" else f"deputy {minister}", "state", head.level
        )

    def _size(self, parts: Sequence[Part]) -> int:
        """How many of `parts` form the longest title that begins at the first."""
        before = sum(1 for _ in takewhile(lambda p: p.word in _BEFORE, parts))
        best = 0
        for skip in range(before + 1):
            if (
                skip
                and parts[skip - 1].word == "first"
                and (skip == before or parts[skip].word not in _DEPUTY)
            ):
                continue
            for size in self._cores(parts, skip):
                best = max(best, self._closed(parts, size))
        return best

    def _closed(self, parts: Sequence[Part], size: int) -> int:
        """`size` with "-elect" after it; 0 when a token goes on there or the next word makes it a body."""
        while size < len(parts) and parts[size].word in COMING and size:
            size += 1
        following = parts[size].word if size < len(parts) else ""
        return size if parts[size - 1].end and following not in _NOT_BEFORE else 0

    def _cores(self, parts: Sequence[Part], skip: int) -> Iterable[int]:
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
        end = portfolio_end(parts, skip, self.portfolios)
        if end and end < len(parts) and parts[end].word in HEADS:
            yield end + 1

    def _portfolio_after(self, parts: Sequence[Part], at: int) -> int:
        """Where "of trade and industry" that begins at `at` ends; 0 when nothing of the kind begins there."""
        if at + 1 >= len(parts):
            return 0
        start = at + 2 if parts[at + 1].word == "the" else at + 1
        return max(
            portfolio_end(parts, start, self.portfolios, after=True),
            affairs_end(parts, start, self.portfolios),
        )


def _takes(head: Title, word: str) -> bool:
    """Whether `head` may be followed by its portfolio after `word`."""
    return (word == "of" and head.level in _OF_PORTFOLIO) or (
        word in ("for", "on") and head.level in _FOR_PORTFOLIO
    )


def _written(row: Title, raw: str) -> bool:
    """Whether an abbreviation or everyday word is written as a title is: "PM", "HE", "Gen"."""
    text = row.text
    initials = len(text) <= 3 and row.level != _HONORIFIC and "." not in text
    if initials or (text.count(".") > 1 and " " not in text):
        return raw.isupper()
    return raw[:1].isupper()


def _ranked(text: str, rank: str, found: Title) -> Title:
    if not rank:
        return Title(text, found.canonical, found.scope, found.level)
    return Title(text, rank + found.canonical, found.scope, "deputy")


@cache
def load_titles(path: Path | None = None) -> Titles:
    """The titles of `ontology/titles.csv`, or of a table at `path`.

    Raises:
        OntologyError: a row names an unknown scope or level, or stands twice.
    """
    rows: dict[tuple[str, ...], Title] = {}
    capital: set[tuple[str, ...]] = set()
    for row in read_table(
        path or folder("ontology") / "titles.csv", ("text", "canonical", "scope", "level")
    ):
        text = row.need("text")
        scope, level = row.one_of("scope", SCOPES), row.one_of("level", LEVELS)
        key = tuple(p.word for p in to_parts(text.split(), 0))
        title = Title(text, row.need("canonical"), scope, level)
        known = rows.setdefault(key, title)
        if (known.canonical, known.scope, known.level) != (title.canonical, scope, level):
            raise OntologyError(
                f"{row.where}:text: found {text!r} again, with another meaning; keep one of them"
            )
        if "." in text or len(text) <= 3 or (len(key) == 1 and key[0] in _CAPITAL):
            capital.add(key)
    lengths: dict[str, set[int]] = {}
    for key in rows:
        lengths.setdefault(key[0], set()).add(len(key))
    portfolios = frozenset(word for key, t in rows.items() for word in _portfolio_words(key, t))
    return Titles(
        rows,
        {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()},
        portfolios,
        frozenset(capital),
        portfolios | lengths.keys() | _BEFORE,
    )


def _portfolio_words(key: tuple[str, ...], title: Title) -> tuple[str, ...]:
    """The portfolio that a row shows ("foreign affairs minister": foreign, affairs)."""
    if title.level != "minister" or key[-1] != "minister":
        return ()
    return tuple(word for word in key[:-1] if word not in _NO_PORTFOLIO)
