"""Thousands of phrases looked for in texts, each made ready when a text first has a word that it must have.

A phrase is looked for by its words, and to cut all of them into words takes longer than reading an article, though an
article has few of the words of few phrases. Between white space, a phrase begins with a run of letters. The tokenizer cuts
between two letters in its special cases alone ("can|not"), so a word begins with that run, in the phrase and wherever it is
met. The longest run says when a phrase may be met; one that has none, or only such as special cases begin with, is made
ready at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from spacy.language import Language

from comity.extract.sentences import lower_words, words_of
from comity.extract.tokens import Doc
from comity.extract.wordings import Found, Wordings

_RUNS = re.compile(r"(?<!\S)[^\W\d_]+")


class Phrasebook:
    """Finds phrases in texts, as a PhraseMatcher of spaCy that has all of them; no two keys may have the same words."""

    def __init__(
        self, nlp: Language, phrases: Iterable[tuple[str, str]], *, lower: bool = False
    ) -> None:
        """`phrases` are pairs of a key and a text; with `lower`, a text is found however it is capitalised."""
        self._nlp, self._lower = nlp, lower
        self._known = Wordings()
        self._met: set[str] = set()
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        tokenizer: Any = nlp.tokenizer  # a Tokenizer, which has no stubs
        special = {run for text in tokenizer.rules for run in self._runs(text)}
        for key, text in phrases:
            runs = (run for run in self._runs(text) if run not in special)
            self._waiting.setdefault(max(runs, key=len, default=""), []).append((key, text))

    def find(self, doc: Doc) -> list[Found]:
        """Where each phrase begins and ends in the doc, with its key; all of them where they overlap."""
        words = set(words_of(doc))
        new = {run for word in words - self._met for run in self._runs(word)}
        for run in sorted({"", *new} & self._waiting.keys()):
            self._learn(run)
        self._met |= words
        return list(self._known.find(lower_words(doc) if self._lower else words_of(doc)))

    def _learn(self, run: str) -> None:
        """Makes the phrases with this run ready, which wait until all are, should this be broken off."""
        for key, text in self._waiting[run]:
            words = [token.text for token in self._nlp.make_doc(text)]
            self._known.add([word.lower() for word in words] if self._lower else words, key)
        del self._waiting[run]

    def _runs(self, text: str) -> list[str]:
        """The runs of letters that a text begins with, and goes on with after white space."""
        found: list[str] = _RUNS.findall(text.lower() if self._lower else text)
        return found
