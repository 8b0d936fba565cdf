"""From a noun phrase to the entities that it brings into a role."""

from __future__ import annotations

from collections.abc import Iterator

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.clauses import agents, prepositions, subjects
from comity.extract.identifiers import is_person
from comity.extract.lists import left_of_verb
from comity.extract.phrases import owners_after
from comity.extract.records import Argument, Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.model import Role

References = dict[int, Reference]
_OWNED = frozenset(("of", "by", "against", "on", "from"))
_LEADING = frozenset(("lead", "head", "chair", "front"))
_QUANTIFIERS = frozenset(
    "thousand hundred dozen score group number majority handful crowd pair all most many some part "
    "one two three several both team delegation leader head half".split()
)


def in_role(
    token: Token, role: str | None, by_token: References, *, deep: bool = False
) -> Iterator[Argument]:
    """The entities of a phrase and of those coordinated with it, in `role`.

    With `deep`, a recipient that is no entity itself stands for its possessor ("praised Kenya's efforts").
    """
    if role not in ("actor", "recipient"):
        return
    for head in (token, *_coordinated(token, by_token), *_beside_apposition(token, by_token)):
        reference = _reference_of(head, by_token)
        if reference is not None:
            yield from as_arguments(reference, role)
        elif role == "actor" and head.lemma_.lower() in load_actor_nouns().craft:
            yield from _flag(head, by_token)
        elif deep and role == "recipient":
            yield from _possessors(head, by_token)
        if role == "actor" and (reference is None or reference.kind in ("group", "body")):
            yield from _led(head, by_token)


def _led(noun: Token, by_token: References) -> Iterator[Argument]:
    """Who leads those that act: "a delegation headed by Kalla and Osei"."""
    for verb in noun.rights:
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in _LEADING:
            for leader in agents(verb):
                for name in (leader, *leader.conjuncts):
                    reference = _reference_of(name, by_token)
                    if reference is not None:
                        yield from as_arguments(reference, "actor")


def _reference_of(head: Token, by_token: References) -> Reference | None:
    """The reference of a phrase's head, of its apposition, or of the name that a title stands before."""
    own = by_token.get(head.i)
    if own and own.kind != "adjective":
        return own if own.entities else None
    apposed = next(
        (by_token[t.i] for t in kids(head) if t.dep_ == "appos" and t.i in by_token), None
    )
    if apposed is not None:
        return apposed if apposed.entities and apposed.kind != "adjective" else None
    if head.pos_ == "NUM" or head.lemma_.lower() in _QUANTIFIERS:
        of = next((o for p, o in prepositions(head) if p == "of" and o.i in by_token), None)
        counted = by_token[of.i] if of is not None else None
        if counted is not None and counted.entities and counted.kind != "adjective":
            return counted
    behind = by_token.get(head.i + 1) if head.pos_ in ("PROPN", "NOUN") else None
    if behind and behind.start == head.i + 1 and behind.kind == "name" and behind.entities:
        return behind
    return None


def _coordinated(token: Token, by_token: References) -> list[Token]:
    """What is coordinated with a phrase, but for the names that are the subject of a sentence without one."""
    after = [t for t in token.conjuncts if t.i > token.i]
    if after and token.tag_ in ("NNS", "NNPS"):
        own = {t.i for t in owners_after(token)}
        after = [t for t in after if t.i not in own]
    if not after or token.dep_ != "pobj":
        return after
    root = token.sent.root
    if root.i < token.i or subjects(root):
        return after
    listed = {r.head for r in left_of_verb(root, by_token)}
    return [t for t in after if t.i not in listed and not any(c.i in listed for c in kids(t))]


def _beside_apposition(token: Token, by_token: References) -> list[Token]:
    """The people listed with a name that the parser takes for an apposition.

    "Diplomat A and his colleague B" of "diplomat"; "A, his colleague B and minister C" of A, to whom no other person
    is apposed.
    """
    own = by_token.get(token.i)
    for name in token.rights:
        reference = _reference_of(name, by_token) if name.dep_ == "appos" else None
        if reference is None or reference.kind != "name" or not is_one(reference):
            continue
        other = own is not None and own.kind == "name" and is_one(own)
        if other and own is not None and own.entities != reference.entities:
            listed = [name, *name.conjuncts, *(t for a in name.rights for t in a.conjuncts)]
        else:
            listed = list(name.conjuncts)
        named = ((t, _reference_of(t, by_token)) for t in listed if t.i > token.i)
        return [t for t, reference in named if reference is not None and is_one(reference)]
    return []


def is_one(reference: Reference) -> bool:
    """Whether a reference speaks of one person."""
    return len(reference.entities) == 1 and is_person(reference.entities[0])


def _flag(craft: Token, by_token: References) -> Iterator[Argument]:
    """Whose craft it is that acts: "a Chinese coast guard ship", "Turkish and Greek frigates"."""
    owners = dict.fromkeys(
        by_token[t.i] for t in craft.subtree if t.i < craft.i and t.i in by_token
    )
    for reference in owners:
        yield from as_arguments(reference, "actor")


def _possessors(noun: Token, by_token: References) -> Iterator[Argument]:
    owners = [c for c in kids(noun) if c.dep_ == "poss"]
    owners += [o for p, o in prepositions(noun) if p in _OWNED]
    for owner in owners:
        reference = by_token.get(owner.i)
        if reference and reference.entities and reference.kind != "adjective":
            yield from as_arguments(reference, "recipient")


def as_arguments(reference: Reference, role: str | None) -> Iterator[Argument]:
    """Each entity of the reference in `role`; nothing for a role that is no participant's."""
    if role in ("actor", "recipient"):
        for entity in reference.entities:
            yield Argument(entity, Role(role), reference.start, reference.end)
