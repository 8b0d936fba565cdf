"""The common nouns that make actors of noun phrases: `ontology/actors.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from comity import resources


@dataclass(frozen=True, slots=True)
class ActorNouns:
    """The lists of `ontology/actors.toml`, as sets of lemmas."""

    government: frozenset[str]
    administration: frozenset[str]
    body: frozenset[str]
    party: frozenset[str]
    group: frozenset[str]
    crowd: frozenset[str]
    site: frozenset[str]
    pair_states: frozenset[str]
    pair_people: frozenset[str]


@cache
def load_actor_nouns() -> ActorNouns:
    """The common nouns that make actors of noun phrases."""
    lists = tomllib.loads((resources.folder("ontology") / "actors.toml").read_text("utf-8"))
    pairs = lists.pop("pairs")
    return ActorNouns(
        **{name: frozenset(words) for name, words in lists.items()},
        pair_states=frozenset(pairs["states"]),
        pair_people=frozenset(pairs["people"]),
    )
