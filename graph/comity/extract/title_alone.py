"""Offices that the article tells without the name: "the foreign ministers of Saudi Arabia and Iran".

They are those of the people whom the table of office-holders gives and the article names elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import is_state, person_id
from comity.extract.owners import ByToken, owner_of
from comity.extract.pairs import title_before
from comity.extract.personages import holder_in
from comity.extract.phrases import owners_after, references_by_token
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
    meant = {r.head: r.entities[0] for r in people if r.kind == "title" and r.entities[0] in named}
    beside = frozenset(r.start for r in people if r.kind == "name")
    for start, end in _spans(doc, doc._.titles, beside):
        title = doc[start:end].text
        info = titles.info(title)
        if info is None or info.level not in _LEVELS or _is_past(doc, start):
            continue
        if info.canonical in load_actor_nouns().monarch or taken & set(range(start, end)):
            continue
        of = owner_of(doc, start, end, owners, info)
        if of and end - 1 in meant:
            yield OfficeRead(meant[end - 1], title, of, True, start, _RULE)
            continue
        holder = holders.holding(title, of, on) if of else None
        if of and holder and person_id(holder.name) in named:
            yield OfficeRead(person_id(holder.name), title, of, True, start, _RULE)


def joint(doc: Doc, people: Sequence[Reference], titles: Titles) -> Iterator[OfficeRead]:
    """The offices of two who are spoken of together: "the foreign ministers of Peru and Ecuador".

    Whom the article or the table knows holds that of his state, and the other one that of the other.
    """
    names = references_by_token(doc)
    for reference in people:
        head = doc[reference.head]
        if reference.kind != "anaphor" or head.tag_ != "NNS" or len(reference.entities) != 2:
            continue
        owners = owners_after(head) or [t for t in head.lefts if t.tag_ == "PRP$"]
        states = [e for t in owners if t.i in names for e in names[t.i].entities if is_state(e)]
        title = title_before(head)
        info = titles.info(title) if title is not None else None
        if title is None or info is None or info.canonical != title or len(states) != 2:
            continue
        known = {state: holder_in(doc, title, state) for state in states}
        free = [p for p in reference.entities if p not in known.values()]
        if len(free) < 2:
            for state in states:
                person = known[state] or free[0]
                yield OfficeRead(person, title, state, True, head.i, _RULE)


def _spans(doc: Doc, titles: TitleSpans, beside: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The longest titles in lower case that no name follows."""
    last = 0
    for start, end in sorted(titles.after.items()):
        if start >= last and end not in beside and doc[end - 1].tag_ in ("NN", "NNP"):
            last = end
            yield start, end


def _is_past(doc: Doc, start: int) -> bool:
    return any(doc[i].lower_ in _PAST for i in range(max(0, start - 3), start))
