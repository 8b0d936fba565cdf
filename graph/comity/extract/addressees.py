"""Whom an act is directed at that names nobody beside it: somebody in its object or complement."""

from __future__ import annotations

from collections.abc import Iterator

from comity.extract.fitting import noun_frame
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Argument, Reference
from comity.extract.roles import References, as_arguments
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.extract.triggers import Trigger
from comity.knowledge.frames import Frame

_DIRECTED = frozenset(
    "Agreement Support Concession Cooperation Aid Retreat Request Offer Accusation Rejection Threat Protest Sanction "
    "Coercion Assault Apology Mobilization Ruling".split()
)
_WITH_CLAUSE = frozenset(("Request", "Accusation", "Threat"))
_TOWARDS = frozenset(("to", "on", "against", "for", "from", "with", "over", "of"))


def deep_recipients(trigger: Trigger, by_token: References) -> Iterator[Argument]:
    """Of an act without a recipient, the first actor named in its object or complement.

    "promised to continue military aid to Mozambique", "demanded that Sudan return the aircraft".
    """
    if trigger.frame.event not in _DIRECTED:
        return
    token = trigger.token
    if any(blamed_attack(trigger, t) is not None for t in kids(token)):
        return
    owner = _promiser(trigger)
    taken = trigger.taken if trigger.frame.roles.get("object") == "none" else None
    parts = ("dobj", "xcomp", "ccomp", "prep", "dative", "acl")
    for head in (t for t in kids(token) if t.dep_ in parts and t.i > token.i):
        if head.dep_ == "ccomp" and trigger.frame.event not in _WITH_CLAUSE:
            continue
        if head.dep_ == "prep" and head.lower_ not in _TOWARDS:
            continue
        for part in head.subtree:
            if owner is not None and part.i == owner:
                continue
            if part.dep_ == "pcomp" and part.lemma_ in load_lexicon().hypothetical:
                return  # "their commitment to preventing Iran from"
            reference = by_token.get(part.i)
            if taken is not None and part.i == taken.i:  # "opened an embassy": not met, but opened
                continue
            if reference and part.i == reference.head and _may_be_met(reference, trigger):
                yield from as_arguments(reference, "recipient")
                return


def blamed_attack(trigger: Trigger, noun: Token) -> Frame | None:
    """The frame of the attack that somebody condemns, of which its victim is not the one condemned."""
    if trigger.frame.event != "Accusation" or trigger.frame.noun:
        return None
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.pos_ != "NOUN":
        return None
    frame = noun_frame(noun, load_lexicon())
    return frame if frame is not None and frame.event == "Assault" else None


def _promiser(trigger: Trigger) -> int | None:
    """Whose the commitment is that is reaffirmed: "underscored the Union's commitment to Article 5"."""
    noun = trigger.taken
    if (
        noun is None
        or trigger.frame.event != "Support"
        or noun.lemma_ not in trigger.frame.objects
        or "object" in trigger.frame.roles
    ):
        return None
    owners = ("poss", "compound", "nmod", "amod")
    return next((t.i for t in noun.lefts if t.dep_ in owners and t.text[:1].isupper()), None)


def _may_be_met(reference: Reference, trigger: Trigger) -> bool:
    """Whether a name in the complement of an act can be whom it is directed at.

    In what is agreed, only a name behind a preposition can: "agreed to share information with Oman", but not "to
    prevent Omani aggression".
    """
    if not reference.entities or reference.kind == "anaphor":
        return False
    head = trigger.token.doc[reference.head]
    if reference.kind == "adjective" and _is_of_title(head):  # "a request from Dutch king X"
        return False
    return trigger.frame.event != "Agreement" or (
        reference.kind != "adjective" and head.dep_ in ("pobj", "dative")
    )


def _is_of_title(adjective: Token) -> bool:
    """Whether an adjective belongs to a title right before a name: "Dutch king Willem"."""
    noun = adjective.head
    if adjective.dep_ not in ("amod", "compound", "nmod"):
        return False
    return noun.ent_type_ == "PERSON" or (
        noun.dep_ in ("compound", "nmod") and noun.head.ent_type_ == "PERSON"
    )
