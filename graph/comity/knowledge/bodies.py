"""Names of bodies of states, put in one form: `ontology/bodies.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.rows import fold

FILE = "bodies.toml"
Key = frozenset[str]
"""What tells a body from others of its state: the words of its name, in one form."""


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The tables of `ontology/bodies.toml`; the words and phrases of `same` are in lower case, longest first."""

    dropped: frozenset[str]
    kinds: tuple[str, ...]
    general: frozenset[str]
    by_part: str
    same: Mapping[str, str]
    offices: Mapping[str, str]

    def key(self, name: str) -> Key:
        """The words that tell the body of this name from others of its state.

        >>> sorted(load_body_words().key("Department of Trade"))
        ['ministry', 'trade']
        """
        text = f" {name.lower().replace(chr(0x2019), chr(39))} "
        for phrase, put in self.same.items():
            text = text.replace(f" {phrase} ", f" {put} ")
        words = (fold(word.removesuffix("'s")) for word in re.findall(r"[^\s,]+", text))
        return frozenset(w for w in words if w and w not in self.dropped)

    def slug(self, key: Key) -> str:
        """The words of a key in an order of their own, what the body is at the end.

        >>> load_body_words().slug(frozenset(("ministry", "trade")))
        'trade-ministry'
        """
        return "-".join(sorted(key, key=lambda word: (word in self.kinds, word)))

    def is_general(self, key: Key) -> bool:
        """Whether a body of any state may be called so."""
        return key <= self.general


@cache
def load_body_words() -> BodyWords:
    """The tables of the installed file.

    Raises:
        OntologyError: a table is missing.
    """
    path = resources.folder("ontology") / FILE
    tables = tomllib.loads(path.read_text("utf-8"))
    try:
        same = {p.lower(): put for put, phrases in tables["same"].items() for p in phrases}
        return BodyWords(
            dropped=frozenset(tables["dropped"]),
            kinds=tuple(tables["kinds"]),
            general=frozenset((*tables["kinds"], *tables["portfolios"])),
            by_part=tables["by_part"],
            same=MappingProxyType(dict(sorted(same.items(), key=lambda s: (-len(s[0]), s[0])))),
            offices=MappingProxyType(tables["offices"]),
        )
    except KeyError as error:
        raise OntologyError(f"{path}: {error} is missing; add it, or restore the file") from error


def key_of(name: str, code: str) -> Key:
    """What tells the body of this name from others of the state with the code; empty where nothing does.

    >>> key_of("Japan's Commerce Ministry", "JPN") == key_of("Japanese trade ministry", "JPN")
    True
    """
    return load_body_words().key(_names_of(code).sub(" ", name))


def listed(key: Key, code: str) -> str | None:
    """The body of the gazetteer that has the key, or, of ministries, the only one that has it as a part."""
    known = _listed(code)
    exact = {i for i, keys in known.items() if key in keys}
    if not exact and load_body_words().by_part in key and len(key) > 1:
        exact = {i for i, keys in known.items() if any(key < k for k in keys)}
    return exact.pop() if len(exact) == 1 else None


@cache
def _listed(code: str) -> Mapping[str, frozenset[Key]]:
    """The keys of the bodies of a state that the gazetteer has, by identifier."""
    keys: dict[str, set[Key]] = defaultdict(set)
    for entry in load_gazetteer().entries.values():
        if entry.type == "GovernmentBody" and entry.code == code:
            keys[entry.id].update(filter(None, (key_of(name, code) for name in entry.names)))
    return {identifier: frozenset(found) for identifier, found in keys.items()}


@cache
def _names_of(code: str) -> re.Pattern[str]:
    """Finds the names, adjectives and demonyms of the state, its capital among them, with a possessive."""
    gazetteer = load_gazetteer()
    state = gazetteer.state_of(code)
    forms = sorted(_forms().get(state.id if state else "", ()), key=lambda f: (-len(f), f))
    if not forms:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?:['\u2019]s)?(?!\w)")


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """The forms of each state's name."""
    found: dict[str, list[str]] = defaultdict(list)
    for text, forms in load_gazetteer().forms.items():
        for form in forms:
            if form.entry.startswith("state/"):
                found[form.entry].append(text)
    return {entry: tuple(texts) for entry, texts in found.items()}
