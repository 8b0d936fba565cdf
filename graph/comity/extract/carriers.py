"""The verb that carries an event noun: its subject acts, or suffers, what the noun names."""

from __future__ import annotations

from collections.abc import Iterator

from comity.extract.fitting import in_quantity, is_light
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.frames import Frame, Frames

_JOINT_ACTS = frozenset(
    "Meeting Summit Negotiation MilitaryExercise WeaponsTest Call Protest Tribute".split()
)


def carrier_of(noun: Token, frame: Frame, frames: Frames, acting: frozenset[int]) -> Token | None:
    """The carrier of a noun of `frame`, if any; `acting` are the verbs that are triggers themselves.

    A light or receiving verb over its object ("hold talks", "drew criticism"), "take part in", a participle ("talks
    held in Oslo"), a verb that only says that its subject takes place ("clashes erupted"), and any verb that is no
    event itself and no speech ("wound up an exercise").
    """
    node = noun
    while node.dep_ == "conj" or in_quantity(node, frames):
        node = node.head if node.dep_ == "conj" else node.head.head
    head = node.head
    if head.pos_ == "VERB" and node.dep_ in ("dobj", "nsubjpass", "attr"):
        return head if _carries(head, node, frame, frames, acting) else None
    if head.lemma_ == "be" and node.dep_ == "nsubj":  # "talks are to be held", "are to open"
        ahead = (t for t in kids(head) if t.dep_ == "xcomp" and t.lemma_.lower() in frames.light)
        return next(ahead, None)
    if (
        head.pos_ == "VERB"
        and node.dep_ == "nsubj"
        and head.i not in acting
        and occurs(head, frames)
    ):
        return head
    if node.dep_ == "pobj" and head.head.pos_ == "VERB":
        verb = head.head
        return verb if f"{verb.lemma_.lower()} {head.lower_}" in frames.light else None
    if (
        node.dep_ == "pobj" and head.head.lemma_ == "be" and head.lower_ == "in"
    ):  # "is in talks with"
        return head.head if frame.event in _JOINT_ACTS and not any(kids_before(node)) else None
    if node.dep_ == "pobj" and head.head.lemma_ == "part" and head.head.head.lemma_ == "take":
        return head.head.head
    participles = (t for t in kids(noun) if t.dep_ == "acl" and t.tag_ in ("VBN", "VBG"))
    return next((t for t in participles if t.lemma_.lower() in frames.light), None)


def kids_before(noun: Token) -> Iterator[Token]:
    """The articles and owners before a noun."""
    return (t for t in noun.lefts if t.dep_ in ("det", "poss"))


def occurs(verb: Token, frames: Frames) -> bool:
    """Whether the verb says no more than that its subject takes place: "begin", "break out", "take place"."""
    lemma = verb.lemma_.lower()
    if lemma in frames.occurring:
        return True
    return any(
        f"{lemma} {t.lower_}" in frames.occurring
        for t in kids(verb)
        if t.dep_ in ("prt", "dobj", "advmod", "prep", "acomp")
    )


def _carries(
    verb: Token, noun: Token, frame: Frame, frames: Frames, acting: frozenset[int]
) -> bool:
    lemma = verb.lemma_.lower()
    if is_light(verb, frames) or lemma in frames.receiving:
        return True
    owned = any(t.dep_ == "poss" or t.lower_ == "the" for t in noun.lefts)
    plain = noun.dep_ == "dobj" and frame.event in _JOINT_ACTS and not owned
    return (
        plain
        and verb.i not in acting
        and lemma not in frames.cues.speech.verbs
        and lemma not in frames.outside
    )
