"""Paragraphs end sentences: each zone of the text starts one, before the parser runs; a word in lower case starts none."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from comity.extract.text import BODY, DATELINE, FURNITURE, Zone

_ENDING = frozenset((".", "!", "?", "...", "…", ":", ";", '"', "'", ")", "]", "--", "-", "–", "—"))


@Language.component("comity_paragraphs", assigns=["doc._.zone_of", "token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """The doc with a sentence starting at each zone, and none in the midst of words ("Chad | rejected the draft").

    `doc._.zone_of` gives the kind of each token's zone.
    """
    zones: list[Zone] = [z for z in doc._.zones if z.kind not in (FURNITURE, DATELINE)]
    kinds: list[str] = []
    number, last = -1, ""
    for token in doc:
        while (
            number + 1 < len(zones)
            and token.idx >= zones[number + 1].span.start
            and not token.is_space
        ):
            number += 1
            token.is_sent_start = True
            last = ""
        if last and last not in _ENDING and token.text[:1].islower():
            token.is_sent_start = False
        if not token.is_space:
            last = token.text
        kinds.append(zones[number].kind if number >= 0 else BODY)
    doc._.zone_of = tuple(kinds)
    return doc
