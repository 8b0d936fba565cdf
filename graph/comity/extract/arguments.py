"""Participants: who fills the roles of an event's frame, read off the clause or the noun phrase of its trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from comity.extract.addressees import blamed_attack, deep_recipients
from comity.extract.clauses import agents, is_passive, patients, prepositions, subjects
from comity.extract.fitting import noun_frame
from comity.extract.lexicon import load_lexicon
from comity.extract.lists import hung_before, left_of_verb, titled_after, whole_list
from comity.extract.noun_arguments import JOINT, from_context, of_former, of_noun
from comity.extract.records import Argument
from comity.extract.roles import References, as_arguments, in_role
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.extract.triggers import Trigger
from comity.knowledge.frames import Frame, Frames
from comity.model import Role

_SUFFERED = frozenset(("Assault", "Coercion"))
_OF_OBJECT = frozenset(("with", "against", "to", "on", "from"))


def arguments_of(
    trigger: Trigger, by_token: References, frames: Frames, *, consultation: bool
) -> tuple[Argument, ...]:
    """The participants of an event, actors first, each entity once; `consultation` for talks of any kind."""
    found = _unique(_read(trigger, by_token, frames, consultation=consultation))
    if not any(a.role is Role.RECIPIENT for a in found):
        found = _unique([*found, *deep_recipients(trigger, by_token)])
    return found


def _read(
    trigger: Trigger, by_token: References, frames: Frames, *, consultation: bool
) -> Iterator[Argument]:
    token, roles = trigger.token, trigger.frame.roles
    if not trigger.frame.noun:
        yield from _of_verb(trigger, roles, by_token)
        if trigger.taken is not None and trigger.taken.dep_ == "pobj":  # "spoke by phone with X"
            for preposition, obj in prepositions(trigger.taken):
                yield from in_role(obj, roles.get(preposition), by_token)
        inner = noun_frame(trigger.taken, frames) if trigger.taken is not None else None
        if trigger.taken is not None and inner is not None:
            yield from _of_taken(trigger, trigger.taken, inner, by_token, frames)
        return
    own = list(of_noun(token, roles, by_token, frames))
    if trigger.frame.event in _SUFFERED and not any(a.role is Role.RECIPIENT for a in own):
        own += _who_resists(token, by_token, frames)
    if trigger.carrier is not None:
        own += _carried(trigger, trigger.carrier, by_token, frames)
    yield from own
    actors = {a.entity for a in own if a.role is Role.ACTOR}
    multilateral = any(a.startswith("igo/") for a in actors)
    journey = trigger.frame.event == "Visit"
    if consultation and not multilateral and len(actors) < 2 - journey and trigger.carrier is None:
        yield from from_context(token, by_token, both=not journey)
        if not own:
            yield from of_former(token, by_token, frames)


def _who_resists(noun: Token, by_token: References, frames: Frames) -> Iterator[Argument]:
    """Who suffers what they defend themselves against: "as Ukraine fights Russian aggression"."""
    node = noun
    while node.dep_ in ("conj", "pobj") and node.head.lower_ in ("against", "from"):
        node = node.head.head if node.dep_ == "pobj" else node.head
        if node.lemma_ in frames.resisting:
            break
    resists = node.head if node.i == noun.i and node.dep_ == "dobj" else node
    if resists.i == noun.i or resists.lemma_ not in frames.resisting:
        return
    verb = resists if resists.pos_ == "VERB" else None
    while verb is not None and verb.dep_ == "xcomp" and not subjects(verb):
        verb = verb.head
    owners = subjects(verb) if verb is not None else [t for t in resists.lefts if t.dep_ == "poss"]
    for owner in owners:
        yield from in_role(owner, "recipient", by_token)


def _of_taken(
    trigger: Trigger, noun: Token, inner: Frame, by_token: References, frames: Frames
) -> Iterator[Argument]:
    """The participants of the noun that a verb takes in.

    Of the same class they are the verb's own, but for the owner of what another takes up ("accepted Oman's offer").
    """
    if inner.event != trigger.frame.event and trigger.frame.status is None:
        if trigger.frame.event == "Concession":  # "lifted American sanctions": they are its own
            own = {key: role for key, role in inner.roles.items() if role != "actor"}
            yield from of_noun(noun, own, by_token, frames)
            return
        yield from of_noun(noun, _answered(inner.roles), by_token, frames)
        return
    acting = any(t.i in by_token for t in subjects(trigger.token))
    for argument in of_noun(noun, inner.roles, by_token, frames):
        owner = noun.doc[argument.end - 1]
        owns = owner.dep_ in ("poss", "case") and argument.role is Role.ACTOR
        if not (owns and acting):
            yield argument
        elif trigger.frame.event != "Support":
            yield replace(argument, role=Role.RECIPIENT)


def _answered(roles: Mapping[str, str]) -> Mapping[str, str]:
    """The roles of a noun that another act answers: "rejected a demand of X" is directed at X."""
    return {key: "recipient" for key, role in roles.items() if role == "actor"}


def _of_verb(
    trigger: Trigger, roles: Mapping[str, str], by_token: References
) -> Iterator[Argument]:
    verb = trigger.token
    acting = list(_of_subject(verb, roles.get("subject"), by_token))
    yield from acting
    object_role = _object_role(roles, acting)
    given = is_passive(verb) and any(t.dep_ == "dobj" for t in kids(verb))
    called = any(t.dep_ == "dobj" for t in verb.rights)
    for token in patients(verb):
        if called and token.dep_ == "oprd":  # "called the envoy a spy"
            continue
        if given and token.dep_ == "nsubjpass":  # "Jordan was lent a million"
            yield from in_role(token, roles.get("iobject") or roles.get("to"), by_token)
        elif (attack := blamed_attack(trigger, token)) is not None:
            for argument in of_noun(token, attack.roles, by_token, load_lexicon()):
                if argument.role is Role.ACTOR:
                    yield replace(argument, role=Role.RECIPIENT)
        elif not (roles.get("object") == "actor" and _is_own(token, by_token)):
            yield from in_role(token, object_role, by_token, deep=True)
    for token in kids(verb):
        if token.dep_ == "dative" and token.pos_ != "ADP":
            yield from in_role(token, roles.get("iobject") or roles.get("to"), by_token)
    for preposition, obj in prepositions(verb):
        if not (preposition == "by" and is_passive(verb)):
            yield from in_role(obj, roles.get(preposition), by_token, deep=preposition not in JOINT)
            named = by_token.get(obj.i) if preposition == "with" else None
            if named is not None and named.kind == "name":
                for other in titled_after(verb.doc, named, by_token):
                    yield from as_arguments(other, roles.get(preposition))
    for noun in patients(verb):
        if trigger.frame.status is not None and _same(noun, trigger.taken):
            continue  # of what is called off its own roles hold: "called off a trip to Lima"
        if blamed_attack(trigger, noun) is not None:
            continue
        if len(acting) > 1 and any(t.tag_ == "PRP$" for t in noun.lefts):
            continue  # "discussed their relations with Chad": not with Chad
        for preposition, obj in prepositions(noun):
            if preposition in _OF_OBJECT and noun.i not in by_token:
                yield from in_role(obj, roles.get(preposition), by_token)


def _same(token: Token, other: Token | None) -> bool:
    return other is not None and token.i == other.i


def _object_role(roles: Mapping[str, str], acting: list[Argument]) -> str | None:
    """The part of the object: who is named, deployed or dismissed by somebody does not act beside them."""
    role = roles.get("object")
    together = role == "actor" and roles.get("with") == "actor"
    return "recipient" if role == "actor" and acting and not together else role


def _is_own(noun: Token, by_token: References) -> bool:
    """'withdrew its troops': those who act through their own people act themselves."""
    reference = by_token.get(noun.i)
    return (
        reference is not None
        and reference.kind in ("group", "body")
        and any(t.dep_ == "poss" and t.tag_ == "PRP$" for t in noun.lefts)
    )


def _of_subject(verb: Token, role: str | None, by_token: References) -> Iterator[Argument]:
    """The subject, with the rest of a list of names that the parser has taken apart."""
    tokens = subjects(verb)
    if not tokens and verb.tag_ in ("VBD", "VBZ", "VBP") and not is_passive(verb):
        for reference in left_of_verb(verb, by_token):
            yield from as_arguments(reference, role)
    for token in tokens:
        if token.conjuncts:
            for reference in whole_list(token.doc, token, by_token):
                yield from as_arguments(reference, role)
        for reference in hung_before(token, by_token):
            yield from as_arguments(reference, role)
        first = by_token.get(token.i) if role == "actor" else None
        if first is not None and first.kind == "name" and token.i < verb.i:
            for reference in titled_after(verb.doc, first, by_token, verb=verb):
                yield from as_arguments(reference, role)
        yield from in_role(token, role, by_token)
        yield from _joined_by(token, role, by_token)


def _joined_by(token: Token, role: str | None, by_token: References) -> Iterator[Argument]:
    """'Serbia, joined by Hungary, staged an exercise': Hungary staged it too."""
    before = token.head.lefts if token.dep_ == "nsubj" else ()
    for verb in (*token.rights, *(t for t in before if t.i > token.i)):
        if verb.dep_ in ("acl", "advcl") and verb.lemma_ == "join" and verb.tag_ == "VBN":
            for other in agents(verb):
                yield from in_role(other, role, by_token)


def _carried(
    trigger: Trigger, verb: Token, by_token: References, frames: Frames
) -> Iterator[Argument]:
    """What the carrying verb lends: its subject and those with it; of a receiving verb the subject suffers."""
    if verb.lemma_.lower() in frames.receiving:
        together = trigger.frame.roles.get("with") == "actor"  # "received a call from X"
        for token in subjects(verb):
            yield from in_role(token, "actor" if together else "recipient", by_token, deep=True)
        for preposition, obj in prepositions(verb):
            if preposition in ("from", "by"):
                yield from in_role(obj, "actor", by_token)
        return
    yield from _of_subject(verb, "actor", by_token)
    for clause in verb.rights:  # "a summit was held involving both blocs"
        if clause.dep_ == "advcl" and clause.lower_ == "involving":
            for token in patients(clause):
                yield from in_role(token, trigger.frame.roles.get("involving"), by_token)
    for preposition, obj in prepositions(verb):
        if preposition != "by":
            yield from in_role(obj, trigger.frame.roles.get(preposition), by_token)
    for token in kids(verb):
        if token.dep_ == "dative" and token.pos_ != "ADP":
            yield from in_role(token, trigger.frame.roles.get("to"), by_token)
    if verb.lemma_ == "host":
        for token in patients(verb):
            if token.i != trigger.token.i:
                yield from in_role(token, "actor", by_token)


def _unique(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    """Each entity once, in the first role that it was read in; an actor is not its own recipient."""
    once: dict[str, Argument] = {}
    for argument in sorted(arguments, key=lambda a: (a.inferred, a.role is not Role.ACTOR)):
        once.setdefault(argument.entity, argument)
    return tuple(once.values())
