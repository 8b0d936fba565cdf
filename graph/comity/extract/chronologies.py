"""The dates that lead the entries of a chronology: "March 19, 2021: They sever ties and warn".

What an entry tells without a date of its own is of the date that leads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.extract.continuations import paragraphs_of, verb_of
from comity.extract.records import Candidate
from comity.extract.sentences import bounds_of, kids
from comity.extract.text import BODY
from comity.extract.tokens import Doc, Token
from comity.model import Precision, Status, When

_MARKS = frozenset((":", "-", "–", "—", "--", "|"))
_EARLIER = frozenset(("after", "since", "before", "until"))
_UNTOLD = frozenset((Status.DENIED, Status.POSSIBLE))
_LEAST = 3


def under_dates(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, those of the entries of a chronology without a date with that of their entry, in the same order."""
    if not any(c.when is None for c in kept):
        return tuple(kept)
    heads = _heads(doc)
    if len(heads) < _LEAST:
        return tuple(kept)
    paragraphs = paragraphs_of(doc)
    found = []
    for event in kept:
        when = heads.get(paragraphs[event.sentences[0]]) if event.when is None else None
        own = when is not None and event.status not in _UNTOLD and not _is_earlier(doc, event)
        found.append(replace(event, when=when) if own else event)
    return tuple(found)


def _heads(doc: Doc) -> Mapping[int, When]:
    """The date that leads each paragraph with a mark after it, by the number of the paragraph."""
    bounds, paragraphs, zones = bounds_of(doc), paragraphs_of(doc), doc._.zone_of
    first: dict[int, int] = {}
    for n, start in enumerate(bounds.starts):
        first.setdefault(paragraphs[n], start)
    found = {}
    for dated in doc._.dates:
        n = paragraphs[bounds.number[dated.start]]
        leads = dated.start == _first_word(doc, first[n]) and zones[dated.start] == BODY
        marked = dated.end < len(doc) and doc[dated.end].text in _MARKS
        resolved = dated.when.precision is not Precision.UNRESOLVED and dated.relation is None
        if leads and marked and resolved:
            found[n] = dated.when
    return found


def _first_word(doc: Doc, start: int) -> int:
    """The first token of a paragraph that is no white space."""
    while start < len(doc) - 1 and doc[start].text.isspace():
        start += 1
    return start


def _is_earlier(doc: Doc, event: Candidate) -> bool:
    """Whether an event is told as past when the entry's came: "after the envoy accused", "which had been closed"."""
    node: Token = verb_of(doc, event)
    while True:
        words = {t.lower_ for t in kids(node) if t.dep_ in ("mark", "aux", "prep")}
        if "had" in words or (node.dep_ == "advcl" and words & _EARLIER):
            return True
        if node.dep_ == "pcomp" and node.head.lower_ in _EARLIER:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
