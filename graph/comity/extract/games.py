"""Sentences that tell of a game or a story: there "attacked", "beat" and "threatened" are play, and no deeds of states.

The words are the sets `sport` and `fiction` of `ontology/frames.toml`: those that hardly stand in another text. A
result ("3-0" behind a name, a win or a draw) tells as much, unless votes are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from comity.extract.lexicon import load_lexicon
from comity.extract.sentences import bounds_of, lower_words, once, text_of
from comity.extract.tokens import Doc

_RESULT = re.compile(
    r"(?:\b[A-Z][a-z]+|\b(?:win|victory|defeat|loss|draw|lead|a))\s\d{1,3}\s?[-–]\s?\d{1,3}\b(?!\s?[-–%])"
)
_NO_RESULT = re.compile(
    r"\b(?:[Vv]ot(?:e|es|ed|ing)|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February"
    r"|March|April|June|July|August|September|October|November|December|Article|Resolution|Group)\b"
)


def games(doc: Doc) -> frozenset[int]:
    """The numbers of the sentences that tell of a game or a story."""
    return once(doc, "games", _games)


@cache
def _play() -> frozenset[str]:
    """The words that hardly stand in another text than of a game or a story."""
    sets = load_lexicon().sets
    return sets.get("sport", frozenset()) | sets.get("fiction", frozenset())


def _games(doc: Doc) -> frozenset[int]:
    number, play = bounds_of(doc).number, _play()
    found = {number[i] for i, word in enumerate(lower_words(doc)) if word in play}
    starts = [token.idx for token in doc] if _RESULT.search(text_of(doc)) else []
    for match in _RESULT.finditer(text_of(doc)) if starts else ():
        at = number[bisect_right(starts, match.start()) - 1]
        if not _NO_RESULT.search(text_of(doc), max(0, match.start() - 60), match.end() + 20):
            found.add(at)
    return frozenset(found)
