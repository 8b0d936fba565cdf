"""The common nouns that make actors of noun phrases: `ontology/actors.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from comity import resources


@dataclass(frozen=True, slots=True)
class ActorNouns:
    """The lists of `ontology/actors.toml`, as sets of lemmas.

    `sole` has the owner of titles that one state or body alone gives, by their canonical form.
    """

    government: frozenset[str]
    administration: frozenset[str]
    body: frozenset[str]
    craft: frozenset[str]
    party: frozenset[str]
    alone: frozenset[str]
    state: frozenset[str]
    form: frozenset[str]
    bloc: frozenset[str]
    organ: frozenset[str]
    group: frozenset[str]
    crowd: frozenset[str]
    force: frozenset[str]
    site: frozenset[str]
    residence: frozenset[str]
    hall: frozenset[str]
    feature: frozenset[str]
    part: frozenset[str]
    audience: frozenset[str]
    overrun: frozenset[str]
    struck: frozenset[str]
    munition: frozenset[str]
    sited: frozenset[str]
    aimed: frozenset[str]
    monarch: frozenset[str]
    apart: frozenset[str]
    peer: frozenset[str]
    document: frozenset[str]
    kicker: frozenset[str]
    mediating: frozenset[str]
    mediation: frozenset[str]
    landform: frozenset[str]
    pair_states: frozenset[str]
    pair_people: frozenset[str]
    sole: Mapping[str, str]


@cache
def load_actor_nouns() -> ActorNouns:
    """The common nouns that make actors of noun phrases."""
    lists = tomllib.loads((resources.folder("ontology") / "actors.toml").read_text("utf-8"))
    pairs, sole = lists.pop("pairs"), lists.pop("sole")
    return ActorNouns(
        **{name: frozenset(words) for name, words in lists.items()},
        pair_states=frozenset(pairs["states"]),
        pair_people=frozenset(pairs["people"]),
        sole=MappingProxyType({title: of for of, held in sole.items() for title in held}),
    )
