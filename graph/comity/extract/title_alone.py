"""Offices that the article tells without the name: "the foreign ministers of Saudi Arabia and Iran".

They are those of the people whom the table of office-holders gives and the article names elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import person_id
from comity.extract.owners import ByToken, owner_of
from comity.extract.publication import published
from comity.extract.records import OfficeRead, Reference
from comity.extract.title_spans import TitleSpans
from comity.extract.tokens import Doc
from comity.knowledge.people import Titles, load_office_holders

_LEVELS = frozenset(("head_of_state", "head_of_government", "minister", "organisation_head"))
_PAST = frozenset("former ex late then previous ousted deposed first last".split())
_RULE = "title-alone"


def alone(
    doc: Doc,
    people: Sequence[Reference],
    owners: ByToken,
    titles: Titles,
    read: Sequence[OfficeRead],
) -> Iterator[OfficeRead]:
    """The offices of titles without a name beside them, those already `read` left out."""
    on, holders = published(doc), load_office_holders()
    named = frozenset(r.entities[0] for r in people if r.kind == "name")
    if on is None or not named:
        return
    taken = {o.token for o in read}
    beside = frozenset(r.start for r in people if r.kind == "name")
    for start, end in _spans(doc, doc._.titles, beside):
        title = doc[start:end].text
        info = titles.info(title)
        if info is None or info.level not in _LEVELS or _is_past(doc, start):
            continue
        if info.canonical in load_actor_nouns().monarch or taken & set(range(start, end)):
            continue
        of = owner_of(doc, start, end, owners, info)
        holder = holders.holding(title, of, on) if of else None
        if of and holder and person_id(holder.name) in named:
            yield OfficeRead(person_id(holder.name), title, of, True, start, _RULE)


def _spans(doc: Doc, titles: TitleSpans, beside: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The longest titles in lower case that no name follows."""
    last = 0
    for start, end in sorted(titles.after.items()):
        if start >= last and end not in beside and doc[end - 1].tag_ in ("NN", "NNP"):
            last = end
            yield start, end


def _is_past(doc: Doc, start: int) -> bool:
    return any(doc[i].lower_ in _PAST for i in range(max(0, start - 3), start))
