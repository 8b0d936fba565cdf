"""Paragraphs end sentences: each zone of the text starts one, before the parser runs; a word in lower case starts none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

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
    numbers = tuple(_numbers(doc, words))
    doc._.zone_of = _kinds(doc, numbers)
    starts: Any = doc.to_array("SENT_START")  # of whole numbers, which stubs take for floats
    number, last = -1, ""
    for i, word in enumerate(words):
        if numbers[i] > number:
            number, last = numbers[i], ""
            starts[i] = _BEGINS
        if last and last not in _ENDING and word[0].islower():
            starts[i] = _GOES_ON
        if not word.isspace():
            last = word
    return doc.from_array(["SENT_START"], starts)


def with_zones(doc: Doc) -> Doc:
    """A doc that has been parsed, with the kinds of its zones in `doc._.zone_of`."""
    doc._.zone_of = _kinds(doc, _numbers(doc, [token.text for token in doc]))
    return doc


def _zones(doc: Doc) -> list[Zone]:
    """The zones that start a sentence."""
    return [zone for zone in doc._.zones if zone.kind not in (FURNITURE, DATELINE)]


def _numbers(doc: Doc, words: list[str]) -> Iterator[int]:
    """By token the number of its zone, -1 before the first; white space starts none."""
    starts = [zone.span.start for zone in _zones(doc)]
    spaces = doc.to_array("SPACY").tolist()
    lengths = (len(word) + space for word, space in zip(words, spaces, strict=True))
    number = -1
    for start, word in zip(accumulate(lengths, initial=0), words, strict=False):
        while number + 1 < len(starts) and start >= starts[number + 1] and not word.isspace():
            number += 1
        yield number


def _kinds(doc: Doc, numbers: tuple[int, ...] | Iterator[int]) -> tuple[str, ...]:
    kinds = [zone.kind for zone in _zones(doc)]
    return tuple(kinds[number] if number >= 0 else BODY for number in numbers)
