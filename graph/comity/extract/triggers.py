"""Triggers: the verbs and nouns of a parse that name events, by the frames of `ontology/frames.toml`.

A verb with a fitting object ("lift sanctions") is preferred to the bare verb; a light verb ("hold talks") leaves the
event to its noun and carries it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.extract.carriers import carrier_of
from comity.extract.clauses import is_finite_participle, prepositions, subjects
from comity.extract.fitting import best_fit, noun_frame
from comity.extract.records import Reference
from comity.extract.sentences import kids, nouns_of
from comity.extract.tokens import Doc, Token
from comity.knowledge.frames import Frame, Frames

_CAUSED = frozenset(("Assault",))
_ACTING = frozenset(("VERB", "ADJ", "AUX"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that names an event, with its frame.

    `carrier` is the verb that carries an event noun, `taken` the object noun that a verb's frame has taken in.
    """

    token: Token
    frame: Frame
    carrier: Token | None = None
    taken: Token | None = None


def find_triggers(doc: Doc, frames: Frames, by_token: dict[int, Reference]) -> list[Trigger]:
    """The triggers of the doc in order, each token at most once; a noun taken in by its verb's frame is none."""
    may_act = (t for t in doc if t.pos_ in _ACTING and _may_act(t))
    verbs = [t for token in may_act for t in _verb_trigger(token, frames, by_token)]
    taken = {i for t in verbs for i in _within(t)}
    acting = frozenset(t.token.i for t in verbs)
    nouns = [
        Trigger(token, frame, carrier_of(token, frame, frames, acting))
        for token in nouns_of(doc)
        if token.i not in taken
        if not _is_part_of_name(token, by_token)
        if (frame := noun_frame(token, frames)) is not None
    ]
    return sorted((*verbs, *nouns), key=lambda t: t.token.i)


def _may_act(token: Token) -> bool:
    """Whether a verb can be a trigger: not as an adjective ("the elected president"), "be" with a predicate only.

    An adjective can with a preposition of its own: "Banda, due in Lusaka on Friday".
    """
    if token.pos_ == "VERB":
        return not _gives_name(token) and (token.dep_ != "amod" or is_finite_participle(token))
    if token.pos_ == "ADJ":
        predicate = token.dep_ == "acomp" or (token.dep_ == "amod" and token.i > token.head.i)
        return predicate and any(t.dep_ == "prep" for t in token.rights)
    return token.lemma_ == "be" and token.dep_ not in ("aux", "auxpass")


def _gives_name(participle: Token) -> bool:
    """'a militia called M23', "a dog named Bruno": the participle only says what something is called."""
    return participle.dep_ == "acl" and any(
        t.dep_ == "oprd" and t.pos_ == "PROPN" for t in participle.rights
    )


def _is_part_of_name(token: Token, by_token: dict[int, Reference]) -> bool:
    """Whether a noun stands inside a proper name ("World War", "the Peace Palace") and names no event itself."""
    if token.pos_ == "PROPN" and token.lower_ == "war" and token.text.istitle():
        return True
    reference = by_token.get(token.i)
    if reference is None or reference.kind not in ("name", "capital", "place"):
        return False
    return token.i != reference.head or token.lower_ not in ("summit", "conference")


def _verb_trigger(verb: Token, frames: Frames, by_token: dict[int, Reference]) -> Iterator[Trigger]:
    """The trigger that the verb is, with the most specific frame that fits; none for a carrier or an idiom."""
    fit = best_fit(verb, frames, by_token)
    if fit is not None and not _is_delay_of_head(verb, fit.frame):
        yield Trigger(verb, fit.frame, taken=fit.taken or _cause(verb, fit.frame, frames))


def _is_delay_of_head(verb: Token, frame: Frame) -> bool:
    """'a visit that had been delayed by weeks': the visit is told of, that it was delayed only in passing."""
    return frame.status == "planned" and verb.dep_ in ("relcl", "acl") and verb.tag_ == "VBN"


def _cause(verb: Token, frame: Frame, frames: Frames) -> Token | None:
    """The event noun by which a verb of the same class is done: "the raid killed", "were killed in a raid"."""
    if frame.event not in _CAUSED:
        return None
    nouns = [*subjects(verb), *(o for p, o in prepositions(verb) if p in ("in", "during", "by"))]
    for noun in nouns:
        inner = noun_frame(noun, frames) if noun.pos_ == "NOUN" else None
        if inner is not None and inner.event == frame.event:
            return noun
    return None


def _within(trigger: Trigger) -> Iterator[int]:
    """The nouns that are part of a verb's frame: its object, and the noun that is its particle ("open fire")."""
    if trigger.taken is not None:
        yield trigger.taken.i
    if trigger.frame.particle:
        yield from (
            t.i
            for t in kids(trigger.token)
            if t.dep_ == "dobj" and t.lemma_.lower() == trigger.frame.particle
        )
