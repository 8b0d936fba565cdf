"""Words that settle the status of the event below them: `[cues]` in `ontology/frames.toml`."""

from __future__ import annotations

from spacy.tokens import Token

from comity.extract.clauses import tells_time
from comity.knowledge.frames import Cue, Frames
from comity.model import Status


def cue(word: Token, frames: Frames) -> Status | None:
    """The status that a governing word gives: its lemma with a particle or preposition first."""
    names = {
        f"{word.lemma_.lower()} {t.lower_}"
        for t in word.children
        if t.dep_ in ("prt", "prep", "advmod") and not (_is_adjunct(t) or tells_time(t))
    }
    names.add(word.lemma_.lower())
    return next(
        (status for status, cue in cues_of(frames) if names & _of_kind(cue, word.pos_)), None
    )


def _is_adjunct(preposition: Token) -> bool:
    """'carried out a raid on Sidon' is no "carry on": its "on" has an object and a particle stands by."""
    beside = any(t.dep_ == "prt" for t in preposition.head.children)
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
