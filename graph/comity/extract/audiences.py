"""Before whom words are spoken: the occasion that a sentence names, and who speaks there beside its speaker."""

from __future__ import annotations

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.records import Candidate
from comity.extract.sentences import bounds_of, kids
from comity.extract.tokens import Doc, Token


def is_announced(doc: Doc, candidate: Candidate) -> bool:
    """Whether words are told with their occasion: "told a rally", "at a press conference", "said in parliament"."""
    return bool(_occasions(doc, candidate))


def beside_speaker(doc: Doc, candidate: Candidate) -> set[str]:
    """Those with whom the speaker appears: "at a news conference with Niinisto"."""
    hosts = {
        name.i
        for noun in _occasions(doc, candidate)
        for prep in kids(noun)
        if prep.lower_ in ("with", "alongside")
        for name in kids(prep)
    }
    if not hosts:
        return set()
    return {e for r in doc._.references if r.head in hosts for e in r.entities}


def _occasions(doc: Doc, candidate: Candidate) -> list[Token]:
    nouns, bounds = load_actor_nouns().audience, bounds_of(doc)
    sentence = range(bounds.start(candidate.trigger), bounds.end(candidate.trigger))
    found = (doc[i] for i in sentence)
    return [t for t in found if t.dep_ in ("pobj", "dobj") and t.lemma_.lower() in nouns]
