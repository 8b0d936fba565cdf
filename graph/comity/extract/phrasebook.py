"""Thousands of phrases looked for in texts, each made ready when a text first has a word that it may begin with.

spaCy's matcher wants every phrase cut into words beforehand, which takes longer than reading an article, though an article has
few of the words that phrases begin with. A phrase begins with a run of letters. The tokenizer cuts between two letters in
its special cases alone ("can|not"), so the first word of a phrase begins with the same run; a phrase that has no such run,
or begins as a special case does, is made ready at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher

from comity.extract.sentences import words_of
from comity.extract.tokens import Doc

_LETTERS = re.compile(r"[^\W\d_]*")


class Phrasebook:
    """Finds phrases in texts, as a PhraseMatcher that has all of them."""

    def __init__(
        self, nlp: Language, phrases: Iterable[tuple[str, str]], *, lower: bool = False
    ) -> None:
        """`phrases` are pairs of a key and a text; with `lower`, a text is found however it is capitalised."""
        self._nlp, self._lower = nlp, lower
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER" if lower else "ORTH")
        self._met: set[str] = set()
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        special = {self._beginning(text) for text in nlp.tokenizer.rules}  # type: ignore[attr-defined] # a Tokenizer
        for key, text in phrases:
            beginning = self._beginning(text)
            self._waiting.setdefault("" if beginning in special else beginning, []).append(
                (key, text)
            )

    def find(self, doc: Doc) -> list[tuple[int, int, int]]:
        """The number of the key of each phrase in the doc, with where it begins and ends, as a PhraseMatcher has them."""
        words = set(words_of(doc))
        new = words - self._met
        for beginning in sorted({"", *map(self._beginning, new)} & self._waiting.keys()):
            self._learn(beginning)
        self._met |= words
        found: list[tuple[int, int, int]] = self._matcher(doc.source)
        return found

    def _learn(self, beginning: str) -> None:
        """Makes the phrases ready that begin so; they wait until all are, should the run be broken off."""
        by_key: dict[str, list[str]] = {}
        for key, text in self._waiting[beginning]:
            by_key.setdefault(key, []).append(text)
        for key, texts in by_key.items():
            self._matcher.add(key, [self._nlp.make_doc(text) for text in texts])
        del self._waiting[beginning]

    def _beginning(self, text: str) -> str:
        """The letters that a text begins with."""
        run = _LETTERS.match(text.lower() if self._lower else text)
        return run[0] if run else ""
