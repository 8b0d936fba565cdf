"""Paragraphs end sentences: each zone of the text starts one, before the parser runs; a word in lower case starts none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from comity.extract import tokens
from comity.extract.sentences import words_of
from comity.extract.text import BODY, DATELINE, FURNITURE, Zone

_ENDING = frozenset((".", "!", "?", "...", "…", ":", ";", '"', "'", ")", "]", "--", "-", "–", "—"))

# As spaCy holds them; setting one at a time, it looks through the whole text each time.
_BEGINS, _GOES_ON = 1, np.uint64(2**64 - 1)


@Language.component("comity_paragraphs", assigns=["doc._.zone_of", "token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """The doc with a sentence starting at each zone, and none in the midst of words ("Chad | rejected the draft").

    `doc._.zone_of` gives the kind of each token's zone.
    """
    words = [token.text for token in doc]
    spaces = doc.to_array("SPACY").tolist()
    lengths = (len(word) + space for word, space in zip(words, spaces, strict=True))
    first = _first_tokens(doc._.zones, words, list(accumulate(lengths, initial=0)))
    doc._.zone_of = _kinds(doc._.zones, first, len(words))
    begins = frozenset(first)
    starts: Any = doc.to_array("SENT_START")  # of whole numbers, which stubs take for floats
    last = ""
    for i, word in enumerate(words):
        if i in begins:
            last = ""
            starts[i] = _BEGINS
        if last and last not in _ENDING and word[0].islower():
            starts[i] = _GOES_ON
        if not word.isspace():
            last = word
    return doc.from_array(["SENT_START"], starts)


def with_zones(doc: tokens.Doc) -> tokens.Doc:
    """A doc that has been parsed, with the kinds of its zones in `doc._.zone_of`."""
    first = _first_tokens(doc._.zones, words_of(doc), [token.idx for token in doc])
    doc._.zone_of = _kinds(doc._.zones, first, len(doc))
    return doc


def _beginning(zones: Iterable[Zone]) -> list[Zone]:
    """The zones that start a sentence."""
    return [zone for zone in zones if zone.kind not in (FURNITURE, DATELINE)]


def _first_tokens(zones: Iterable[Zone], words: Sequence[str], starts: list[int]) -> list[int]:
    """The token that each zone which starts a sentence begins with; white space begins none.

    `starts` are the characters at which the `words` start.
    """
    found = []
    at = 0
    for zone in _beginning(zones):
        at = bisect_left(starts, zone.span.start, at, len(words))
        while at < len(words) and words[at].isspace():
            at += 1
        found.append(at)
    return found


def _kinds(zones: Iterable[Zone], first: list[int], size: int) -> tuple[str, ...]:
    """By token the kind of its zone; body before the first."""
    kinds = [BODY] * size
    for zone, start in zip(_beginning(zones), first, strict=True):
        kinds[start:] = [zone.kind] * (size - start)
    return tuple(kinds)
