"""The words that govern what an event is about: `ontology/topics.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from comity import resources


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The lists of `ontology/topics.toml`, as sets of lemmas; `governed` gives the prepositions of a verb."""

    prepositions: frozenset[str]
    objects: frozenset[str]
    disputes: frozenset[str]
    naming: frozenset[str]
    empty: frozenset[str]
    bare: frozenset[str]
    plain: frozenset[str]
    governed: Mapping[str, frozenset[str]]


@cache
def load_topic_words() -> TopicWords:
    """The words that govern what an event is about, and those that are no issue."""
    lists = tomllib.loads((resources.folder("ontology") / "topics.toml").read_text("utf-8"))
    governed = {verb: frozenset(words) for verb, words in lists.pop("governed").items()}
    return TopicWords(
        **{name: frozenset(words) for name, words in lists.items()},
        governed=MappingProxyType(governed),
    )
