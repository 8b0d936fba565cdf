"""Words that settle the status of the event below them: `[cues]` in `ontology/frames.toml`."""

from __future__ import annotations

from comity.extract.clauses import tells_time
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.frames import Cue, Frames
from comity.model import Status


def cue(word: Token, frames: Frames) -> Status | None:
    """The status that a governing word gives: its lemma with a particle or preposition first."""
    names = {
        f"{word.lemma_.lower()} {t.lower_}"
        for t in kids(word)
        if t.dep_ in ("prt", "prep", "advmod") and not (_is_adjunct(t) or tells_time(t))
    }
    names.add(word.lemma_.lower())
    return next(
        (status for status, cue in cues_of(frames) if names & _of_kind(cue, word.pos_)), None
    )


def settled(word: Token, frames: Frames) -> Status | None:
    """The status that a governing word gives, its own negation and that of its verb taken in.

    A negated cue denies ("does not plan", "no plans", "has not made an offer"), a negated denial leaves it open. An
    offer is as it was answered: one taken up is planned, one turned down denied.
    """
    cued = cue(word, frames)
    if cued is not None and _is_negated(word):
        return Status.DENIED if cued is not Status.DENIED else Status.POSSIBLE
    if word.pos_ in ("NOUN", "PROPN") and cued in (None, Status.POSSIBLE, Status.PLANNED):
        return _answer(word, frames) or cued
    return cued


def _is_negated(word: Token) -> bool:
    if any(t.dep_ == "neg" or (t.dep_ == "det" and t.lower_ == "no") for t in kids(word)):
        return True
    verb = word.head
    return (
        word.pos_ == "NOUN"
        and word.dep_ == "dobj"
        and verb.lemma_ in ("have", "make")
        and any(t.dep_ == "neg" for t in kids(verb))
    )


def _answer(offer: Token, frames: Frames) -> Status | None:
    """What became of an offer: "accepted an invitation", "an invitation was declined"."""
    verb = offer.head
    if offer.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return None
    if verb.lemma_.lower() in frames.cues.consent.verbs:
        return Status.PLANNED
    return Status.DENIED if cue(verb, frames) is Status.DENIED else None


def _is_adjunct(preposition: Token) -> bool:
    """'carried out a raid on Sidon' is no "carry on": its "on" has an object and a particle stands by."""
    beside = any(t.dep_ == "prt" for t in kids(preposition.head))
    return preposition.dep_ == "prep" and beside


def cues_of(frames: Frames) -> tuple[tuple[Status, Cue], ...]:
    """Each status with its cue words, in the order in which they are asked."""
    cues = frames.cues
    return (
        (Status.DENIED, cues.denied),
        (Status.PLANNED, cues.planned),
        (Status.POSSIBLE, cues.possible),
        (Status.ONGOING, cues.ongoing),
    )


def _of_kind(cue: Cue, pos: str) -> frozenset[str]:
    return {
        "VERB": cue.verbs,
        "AUX": cue.verbs,
        "ADJ": cue.adjectives,
        "NOUN": cue.nouns,
        "PROPN": cue.nouns,
    }.get(pos, frozenset())
