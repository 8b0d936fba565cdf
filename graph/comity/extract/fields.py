"""What bears on no relations between states or within them: a bank's loan, a club's new coach, a museum opened.

Only where the sentence has no word of war, diplomacy or politics (`ontology/fields.toml`), and the article around it
few, is an event asked whether its participants are of those between whom there are such relations.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from comity.extract.records import Argument, Candidate
from comity.extract.sentences import bounds_of, once
from comity.knowledge.fields import Fields, load_fields
from comity.model import Role

_SHARE = 0.25
_DEEDS = frozenset(("ASSAULT", "MOBILIZE"))


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
    before, before_lemma = "", ""
    for token, number in zip(doc, bounds.number, strict=True):
        form, lemma = token.lower_, token.lemma_.lower()
        asked = {form, lemma, f"{before} {form}", f"{before_lemma} {lemma}"}
        for name, words in lists:
            if not asked.isdisjoint(words):
                found[name].add(number)
        before, before_lemma = form, lemma
    sets = {name: frozenset(numbers) for name, numbers in found.items()}
    enough = len(bounds.starts) > 2 and len(sets["public"]) >= _SHARE * len(bounds.starts)
    return Matters(**sets, throughout=enough)


def is_private(doc: Doc, candidate: Candidate, plover: str | None) -> bool:
    """Whether an event is no matter of states, parties or armed groups, by its participants and the words around it."""
    speaks, number = matters(doc), candidate.sentences[0]
    if speaks.throughout or number in speaks.public:
        return False
    if number in speaks.play:
        return True
    sides = {side for a in candidate.arguments for side in _sides(doc, a)}
    if plover == "PROTEST" and candidate.arguments:
        sides.add("")
    if not sides:
        return True
    apart = len(sides) > 1 and "" not in sides
    if apart or plover in _DEEDS:
        return False
    return number in speaks.private


def _sides(doc: Doc, argument: Argument) -> tuple[str, ...]:
    """The state or body for which a participant acts, "" where it is not known; nothing of a private one."""
    kind, fields, entity = argument.entity.partition("/")[0], load_fields(), doc._.entities.get(argument.entity)
    if kind in ("state", "igo", "party"):
        return (argument.entity,)
    head = doc[argument.end - 1]
    if kind == "person":
        held = [o for o in doc._.offices or () if o.person == argument.entity]
        if any(word in fields.home for o in held for word in o.title.lower().split()):
            return ()
        return tuple(o.of for o in held) or ("",)
    code = entity.code if entity is not None else None
    if kind == "org":
        return (argument.entity,) if code == "NGO" else ()
    if code is None and head.lemma_.lower() in fields.people:
        return ()
    return (f"state/{code.lower()}" if code and len(code) == 3 else "",)
