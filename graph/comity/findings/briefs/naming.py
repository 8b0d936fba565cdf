"""Who is named in a sentence: the names that a graph has, found in text, the longest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.model import Entity

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_POSSESSIVE = re.compile(r"[’']s$")


@dataclass(frozen=True, slots=True)
class Names:
    """Entities by name, and the number of words of the longest name."""

    entities: Mapping[str, frozenset[str]]
    longest: int

    def within(self, text: str) -> frozenset[str]:
        """The ids of all entities that `text` names, by names as they are written: "North Korea" does not name "Korea"."""
        words = list(_WORD.finditer(text))
        found: set[str] = set()
        at = 0
        while at < len(words):
            size, named = self._longest(text, words[at : at + self.longest])
            found |= named
            at += size
        return frozenset(found)

    def _longest(self, text: str, words: list[re.Match[str]]) -> tuple[int, frozenset[str]]:
        """The number of words of the longest name with which `words` begin, at least 1, and whom it names."""
        for size in range(len(words), 0, -1):
            name = _plain(text[words[0].start() : words[size - 1].end()])
            if name in self.entities:
                return size, self.entities[name]
        return 1, frozenset()


def to_names(entities: Iterable[Entity]) -> Names:
    """The names by which the graph knows its entities.

    >>> korea = Entity("state/kor", "State", "South Korea", ("Korea",)), Entity("state/prk", "State", "North Korea")
    >>> sorted(to_names(korea).within("North Korea tested a missile near Korea’s coast."))
    ['state/kor', 'state/prk']
    """
    found: dict[str, set[str]] = defaultdict(set)
    longest = 1
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            words = _WORD.findall(name)
            if words:
                found[_plain(name)].add(entity.id)
                longest = max(longest, len(words))
    return Names({name: frozenset(ids) for name, ids in found.items()}, longest)


def _plain(name: str) -> str:
    """A name on one line, without what does not belong to it: the sign of possession, a last full stop."""
    return _POSSESSIVE.sub("", " ".join(name.split()).rstrip("."))
