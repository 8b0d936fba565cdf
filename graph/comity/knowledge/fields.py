"""The words that tell public matters from private ones: `ontology/fields.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from comity import resources


@dataclass(frozen=True, slots=True)
class Fields:
    """The lists of `ontology/fields.toml`, as sets of lemmas, forms, and pairs of these with a space between.

    `public` words tell of war, diplomacy and politics, `play` of games, `private` of other matters; `people` are heads of
    phrases for those who act for themselves.
    """

    public: frozenset[str]
    play: frozenset[str]
    private: frozenset[str]
    people: frozenset[str]


@cache
def load_fields() -> Fields:
    """The words of public and private matters."""
    lists = tomllib.loads((resources.folder("ontology") / "fields.toml").read_text("utf-8"))
    return Fields(**{name: frozenset(words) for name, words in lists.items()})
