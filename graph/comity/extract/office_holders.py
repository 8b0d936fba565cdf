"""Actors spoken of by an office: "the prime minister", "the Biden administration"."""

from __future__ import annotations

from dataclasses import replace

from comity.extract.identifiers import is_person, is_state, person_id, state_code
from comity.extract.pairs import is_leader_title
from comity.extract.personages import named_people, spoken_of
from comity.extract.persons import to_person
from comity.extract.phrases import bare_start, words
from comity.extract.publication import published
from comity.extract.records import OfficeRead, Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Span, Token
from comity.extract.unnamed import ActorRead, Phrase, unnamed, wording
from comity.knowledge.people import OfficeHolders, load_titles
from comity.model import Entity, slug

_OF_OFFICE = 5
_SOLE = frozenset(("head_of_state", "head_of_government", "minister"))


def office_holder(
    phrase: Phrase, title: Span, by_token: dict[int, Reference], holders: OfficeHolders
) -> ActorRead | None:
    """Who is meant by a title alone.

    It is the person it is apposed to, one of the article's, one of the table's, else someone
    without a name; none where a name follows, or where nothing but one word is given.
    """
    head, doc = phrase.head, title.doc
    phrase = replace(phrase, start=min(phrase.start, title.start))
    apposed = _apposed(head, by_token)
    if apposed:
        return phrase.to(apposed, "title"), ()
    if _person_of(by_token.get(head.i + 1)):
        return None
    named = by_token.get(title.start - 1)  # "elected X president"
    if named is not None and named.kind == "name" and _person_of(named):
        return None
    of = phrase.states[0] if phrase.states else None
    known = _holder_in_article(head, title.text, of)
    if known:
        return phrase.to((known,), "title"), ()
    holder = holders.holding(title.text.lower(), of, published(doc)) if of else None
    if of is not None and (holder is None or person_id(holder.name) not in named_people(doc)):
        before = spoken_of(head, of) if _is_definite(head, title) else None
        if before is not None:
            return phrase.to((before,), "title"), ()
    if holder is not None:
        entity = to_person(holder.name, holder)
    elif not of and _is_bare(phrase, title):
        return None
    else:
        name = wording(bare_start(doc, phrase.start, head.i), head)
        entity = unnamed(doc, "Person", name, phrase.states)
    return phrase.to((entity.id,), "title"), (entity,)


def office_of_person(head: Token, by_token: dict[int, Reference]) -> ActorRead | None:
    """'the Biden administration', "Yoon's office": a body of the state whose office they hold."""
    doc = head.doc
    for child in head.lefts:
        owner = by_token.get(child.i)
        person = _person_of(owner) if child.dep_ in ("poss", "compound", "nmod") else ()
        if owner is not None and person:
            of = next((o.of for o in doc._.offices if o.person == person[0]), "")
            code = doc._.entities[person[0]].code or state_code(of)
            name = words(doc, owner.start, head.i + 1).replace(" 's", "'s")
            entity = Entity(f"body/{slug(name)}", "GovernmentBody", name, (), code)
            reference = Reference(owner.start, head.i + 1, head.i, (entity.id,), "body")
            return reference, (entity,)
    return None


def _apposed(head: Token, by_token: dict[int, Reference]) -> tuple[str, ...]:
    """The person that a title is apposed to."""
    near = (by_token[t.i] for t in kids(head) if t.dep_ == "appos" and t.i in by_token)
    apposed = next(near, None)
    if apposed is None and head.dep_ == "appos":
        apposed = by_token.get(head.head.i)
    return _person_of(apposed) or _person_of(_between_commas(head, by_token))


def _between_commas(head: Token, by_token: dict[int, Reference]) -> Reference | None:
    """The name in commas after a title, whatever the parser makes of it: "the president, X, and"."""
    doc = head.doc
    comma = head.i + 1
    if comma < len(doc) and doc[comma].lower_ in (
        "of",
        "for",
    ):  # "the undersecretary of finance, X,"
        comma = doc[comma].right_edge.i + 1
    reference = by_token.get(comma + 1) if comma - head.i <= _OF_OFFICE else None
    if reference is None or reference.start != comma + 1 or doc[comma].text != ",":
        return None
    closed = reference.end < len(doc) and doc[reference.end].text in (",", ".")
    return reference if closed else None


def _person_of(reference: Reference | None) -> tuple[str, ...]:
    """The person whom a reference speaks of first, as a tuple of one; else empty."""
    first = reference.entities[:1] if reference is not None else ()
    return first if first and is_person(first[0]) else ()


def _is_definite(head: Token, title: Span) -> bool:
    """Whether a title is of one holder alone: "the Ugandan foreign minister", but not "a Ugandan minister"."""
    info = load_titles().info(title.text)
    determiner = next((t.lower_ for t in head.lefts if t.dep_ == "det"), "")
    sole = info is not None and info.level in _SOLE and head.lower_ in title.text.lower()
    return sole and determiner == "the"


def _is_bare(phrase: Phrase, title: Span) -> bool:
    """Whether a title is one word with nothing but a determiner before it."""
    start = bare_start(title.doc, phrase.start, title.start)
    return start == title.start and len(title.text.split()) < 2


def _holder_in_article(head: Token, title: str, of: str | None) -> str | None:
    """The person of the article who holds the title, of that state if one is given.

    Where none is given: the one named last before, else first after.
    """
    offices: tuple[OfficeRead, ...] = head.doc._.offices
    words_of = set(slug(title).split("-"))
    fit = [
        o
        for o in offices
        if (of is None or o.of == of)
        and (words_of <= set(slug(o.title).split("-")) or title.lower() == "leader")
    ]
    if title.lower() == "leader":
        fit = [o for o in fit if is_leader_title(o.title) or not is_state(o.of)]
    before = [o for o in fit if of is None and o.token < head.i]
    best = (*before[-1:], *fit[:1])
    return best[0].person if best else None
