"""Portfolios in a title: the words "planning and investment" of a minister for both.

A portfolio is a run of words that titles of the table show, joined by "and", commas or "the".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from comity.knowledge.rows import fold


def words_of(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


HEADS = words_of(
    "minister secretary commissioner chief envoy negotiator representative coordinator spokesman spokeswoman "
    "spokesperson adviser advisor official attache"
)
JOINS = words_of("and & , the")
LONGEST = 14
_HYPHENS = frozenset("-‐‑")
_RUN = 7


class Part(NamedTuple):
    """A word without hyphens; `end` is the token index after it, 0 when the token goes on."""

    word: str
    raw: str
    capital: bool
    end: int


def to_parts(words: Sequence[str], start: int, *, longest: int = LONGEST) -> list[Part]:
    """The words from `start` on, cut at hyphens, up to the end of the clause."""
    parts: list[Part] = []
    for i in range(start, min(start + longest, len(words))):
        raw = words[i]
        if raw in _HYPHENS:
            continue
        if not (raw[:1].isalpha() or raw in JOINS):
            break
        *before, last = _pieces(raw)
        parts += before
        parts.append(Part(last.word, last.raw, last.capital, i + 1))
    return parts


@lru_cache(maxsize=1 << 15)
def _pieces(raw: str) -> tuple[Part, ...]:
    """The words of a token between its hyphens; the last may be empty."""
    pieces = raw.replace("‐", "-").replace("‑", "-").split("-") if len(raw) > 1 else [raw]
    kept = [*(p for p in pieces[:-1] if p), pieces[-1]]
    return tuple(Part(fold(p), p, p[:1].isupper(), 0) for p in kept)


def portfolio_end(
    parts: Sequence[Part], start: int, portfolios: frozenset[str], *, after: bool = False
) -> int:
    """Where the portfolio that begins at `start` ends, all its words alike in capitals; 0 when there is none."""
    ends: list[int] = []
    for i in range(start, len(parts)):
        part = parts[i]
        known = part.word in portfolios
        free = (
            part.capital and not known and not after and bool(ends) and parts[i - 1].word == "and"
        )
        if free or (known and part.capital == parts[start].capital):
            ends.append(i + 1)
        elif part.word not in JOINS or not ends:
            break
    ends = [e for e in ends if not _open_list(parts, start, e)]
    if after:
        while ends and ends[-1] < len(parts) and parts[ends[-1]].word in HEADS:
            ends = [e for e in ends[:-1] if parts[e].word in JOINS]
    return ends[-1] if ends else 0


def _open_list(parts: Sequence[Part], start: int, end: int) -> bool:
    """Whether a comma stands in a portfolio that no "and" closes."""
    words = [p.word for p in parts[start:end]]
    return "," in words and "and" not in words and "&" not in words


def affairs_end(parts: Sequence[Part], start: int, portfolios: frozenset[str]) -> int:
    """Where a run of capitalised words up to "Affairs" ends ("East Asian and Pacific Affairs"); 0 when none."""
    for i in range(start, min(start + _RUN, len(parts))):
        if parts[i].word == "affairs" and i > start:
            return i + 1
        if not (parts[i].capital or parts[i].word in JOINS or parts[i].word in portfolios):
            return 0
    return 0


def is_foreign(portfolio: tuple[str, ...]) -> bool:
    """Whether foreign affairs are among several portfolios: "foreign and trade", "trade and foreign affairs"."""
    after = portfolio[portfolio.index("foreign") + 1 :][:1] if "foreign" in portfolio else ("",)
    return after in ((), ("and",), ("affairs",))


def without_the(keys: Sequence[str]) -> tuple[str, ...]:
    """The portfolio without its articles."""
    return tuple(k for k in keys if k != "the")
