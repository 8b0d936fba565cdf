"""What bears on no relations between states or within them: a bank's loan, a club's new coach, a museum opened.

Only where the sentence has no word of war, diplomacy or politics (`ontology/fields.toml`), and the article around it
few, is an event asked whether its participants are of those between whom there are such relations.
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.extract.records import Argument, Candidate
from comity.extract.sentences import bounds_of, once
from comity.extract.tokens import Doc
from comity.knowledge.fields import load_fields
from comity.model import Role

_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Matters:
    """The numbers of the sentences with words of each field; `throughout` where the article is public at large."""

    public: frozenset[int]
    play: frozenset[int]
    private: frozenset[int]
    throughout: bool


def matters(doc: Doc) -> Matters:
    """Which sentences of the doc speak of what."""
    return once(doc, "matters", _matters)


def _matters(doc: Doc) -> Matters:
    bounds, fields = bounds_of(doc), load_fields()
    found: dict[str, set[int]] = {"public": set(), "play": set(), "private": set()}
    lists = (("public", fields.public), ("play", fields.play), ("private", fields.private))
    any_of_them = fields.public | fields.play | fields.private
    first = {word.partition(" ")[0] for word in any_of_them if " " in word}
    before, before_lemma = "", ""
    for token, number in zip(doc, bounds.number, strict=True):
        form, lemma = token.lower_, token.lemma_.lower()
        asked = [form, lemma]
        if before in first or before_lemma in first:
            asked += [f"{before} {form}", f"{before_lemma} {lemma}"]
        if not any_of_them.isdisjoint(asked):
            for name, words in lists:
                if not words.isdisjoint(asked):
                    found[name].add(number)
        before, before_lemma = form, lemma
    sets = {name: frozenset(numbers) for name, numbers in found.items()}
    enough = len(bounds.starts) > 1 and len(sets["public"]) >= _SHARE * len(bounds.starts)
    return Matters(**sets, throughout=enough)


def is_private(doc: Doc, candidate: Candidate, plover: str | None) -> bool:
    """Whether an event is no matter of states, parties or armed groups, by its participants and the words around it.

    `plover` is the code of its class. A private word counts where no two sides are at it, and nobody does a deed of force.
    """
    speaks, number = matters(doc), candidate.sentences[0]
    if speaks.throughout or number in speaks.public:
        return False
    if number in speaks.play:
        return True
    if number not in speaks.private:
        return bool(candidate.arguments) and not _has_side(doc, candidate)
    if plover == "ASSAULT":
        return not _by_role(doc, candidate)[0]
    return plover == "PROTEST" or not _has_two_sides(doc, candidate, acts=plover is not None)


def _has_side(doc: Doc, candidate: Candidate) -> bool:
    """Whether somebody acts, or suffers at the hands of a nameless or private one, who may be of public life."""
    if candidate.type == "Protest":
        return True
    acting, others = _by_role(doc, candidate)
    acts = any(a.role is Role.ACTOR for a in candidate.arguments)
    return bool(acting or others - {""} or (others and not acts))


def _has_two_sides(doc: Doc, candidate: Candidate, *, acts: bool) -> bool:
    """Whether two states or the like are at it, or one with somebody unknown; of acts also two that the sentence names."""
    acting, others = _by_role(doc, candidate)
    known = acting | others
    if acts and known:
        known |= _states(doc, candidate.sentences[0])
    nameless = "" in acting | others and bool(acting and others)
    return len(known - {""}) > 1 or (nameless and acting | others != {""})


def _by_role(doc: Doc, candidate: Candidate) -> tuple[set[str], set[str]]:
    """The sides of those who act, and of the others."""
    acting, others = set[str](), set[str]()
    for argument in candidate.arguments:
        (acting if argument.role is Role.ACTOR else others).update(_sides(doc, argument))
    return acting, others


def _states(doc: Doc, number: int) -> set[str]:
    """The states spoken of in a sentence, and those of its towns."""
    bounds = bounds_of(doc)
    start, end = bounds.starts[number], bounds.ends[number]
    inside = [r for r in doc._.references if start <= r.start < end]
    towns = (doc._.entities.get(r.place) for r in inside if r.place and not r.entities)
    of_towns = {f"state/{t.code.lower()}" for t in towns if t is not None and t.code}
    return of_towns | {e for r in inside for e in r.entities if e.startswith("state/")}


def _sides(doc: Doc, argument: Argument) -> tuple[str, ...]:
    """The state or body for which a participant acts, "" where it is not known; nothing of a private one.

    Of the members of an organisation both it and its states.
    """
    kind = argument.entity.partition("/")[0]
    if kind in ("state", "igo", "party"):
        return (argument.entity,)
    entity = doc._.entities.get(argument.entity)
    code = entity.code if entity is not None else None
    if kind == "person":
        return _of_person(doc, argument.entity, code)
    head = doc[argument.end - 1]
    if kind == "org":
        return (argument.entity,) if code == "NGO" else ()
    if head.lemma_.lower() in load_fields().people:
        return ("",) if code else ()
    if code == "IGO":
        return ("igo", "members")
    return (f"state/{code.lower()}" if code else "",)


def _of_person(doc: Doc, person: str, code: str | None) -> tuple[str, ...]:
    """For whom a person holds office."""
    held = [o for o in doc._.offices or () if o.person == person]
    return tuple(o.of for o in held) or (f"state/{code.lower()}" if code else "",)
