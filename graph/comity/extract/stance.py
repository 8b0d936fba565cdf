"""Whether an event took place, goes on, is planned, is possible or is denied: from tense, modals and cue words.

The cue words are data (`[cues]` of `ontology/frames.toml`). A cue governs the event below it as a complement; the
nearest one that settles the matter wins.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from comity.extract.cues import cue, cues_of
from comity.knowledge.frames import Frames
from comity.model import Status, When

_WILL = frozenset(("will", "shall", "'ll", "wo"))
_MAY = frozenset(("may", "might", "could", "can", "should", "must", "ca"))
_NOT = frozenset(("not", "n't", "never", "no", "neither", "nor"))
_COMPLEMENT = frozenset(
    (
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "advcl",
        "dobj",
        "pobj",
        "nsubjpass",
        "nsubj",
        "oprd",
        "attr",
        "conj",
        "relcl",
    )
)
_HEARSAY = frozenset(
    "report claim allegation suggestion rumour rumor speculation accusation notion idea".split()
)
_MATTERS = frozenset(
    (
        "issue",
        "problem",
        "question",
        "matter",
        "dispute",
        "anniversary",
        "history",
        "wake",
        "response",
    )
)
_ADJUNCT = frozenset(
    (
        "during",
        "after",
        "before",
        "since",
        "at",
        "in",
        "on",
        "following",
        "from",
        "despite",
        "amid",
        "ahead",
    )
)


def stance(
    trigger: Token,
    frames: Frames,
    when: When | None,
    published: date | None,
    *,
    default: str | None = None,
) -> Status:
    """The status of the event that `trigger` names; `default` is what its frame gives where the text gives none."""
    status = (
        _of_noun(trigger, frames)
        if trigger.pos_ in ("NOUN", "PROPN")
        else _of_verb(trigger, frames, 0)
    )
    if default and status is Status.OCCURRED:
        return Status(default)
    if (
        published
        and when
        and when.earliest
        and when.earliest > published
        and status in (Status.OCCURRED, Status.ONGOING)
    ):
        return Status.PLANNED
    return status


def _of_verb(verb: Token, frames: Frames, depth: int) -> Status:
    own = _own_mood(verb)
    above = _from_above(verb, frames, depth) if depth < 6 else None
    if own is Status.DENIED and above is Status.DENIED:
        return Status.OCCURRED
    if own is not None and not (own is Status.ONGOING and above is not None):
        return own
    return above or own or Status.OCCURRED


def _own_mood(verb: Token) -> Status | None:
    """What the verb's own auxiliaries and negation say; None when they say nothing but past or present."""
    words = {
        t.lower_
        for t in verb.children
        if t.dep_ in ("aux", "neg", "auxpass", "det", "advmod", "preconj")
    }
    if words & _NOT and not _only(verb):
        return Status.DENIED
    if any(t.dep_ == "mark" and t.lower_ in ("if", "unless", "whether") for t in verb.children):
        return Status.POSSIBLE
    if words & _WILL:
        return Status.PLANNED
    if "would" in words or "'d" in words:
        return Status.PLANNED if _reported_in_past(verb) else Status.POSSIBLE
    if words & _MAY:
        return Status.POSSIBLE
    if any(t.dep_ == "nsubj" and any(c.lower_ == "no" for c in t.children) for t in verb.children):
        return Status.DENIED
    if verb.tag_ == "VBG" and any(
        t.lemma_ == "be" and t.dep_ == "aux" and t.tag_ in ("VBZ", "VBP", "VBN")
        for t in verb.children
    ):
        return Status.ONGOING
    return None


def _only(verb: Token) -> bool:
    return any(t.lower_ == "only" for t in verb.children) or any(
        t.lower_ == "longer" for t in verb.children
    )


def _reported_in_past(verb: Token) -> bool:
    node = verb
    while node.head.i != node.i and node.dep_ in (
        "conj",
        "ccomp",
        "xcomp",
        "acl",
        "relcl",
        "parataxis",
    ):
        node = node.head
        if node.tag_ in ("VBD", "VBN") and node.pos_ == "VERB":
            return True
    return False


def _from_above(verb: Token, frames: Frames, depth: int) -> Status | None:
    """What the word that governs the clause says of it."""
    head = verb.head
    if head.i == verb.i or verb.dep_ not in _COMPLEMENT:
        return None
    if verb.dep_ == "conj":
        return (
            _of_verb(head, frames, depth + 1)
            if head.pos_ in ("VERB", "AUX") and not _finite(verb)
            else None
        )
    if head.lower_ == "without":
        return Status.DENIED
    if verb.dep_ == "pcomp":
        top = head.head
        cued = cue(top, frames)
        return (
            cued
            if cued is not None
            else _inherited(top, frames, depth)
            if top.pos_ == "VERB"
            else None
        )
    if verb.dep_ in ("relcl", "advcl") and _finite(verb):
        return None
    if head.lemma_ in _HEARSAY and _is_denied(head, frames):
        return Status.DENIED
    cued = cue(head, frames)
    if cued is not None:
        if any(t.dep_ == "neg" for t in head.children):
            return Status.DENIED if cued is not Status.DENIED else Status.POSSIBLE
        return cued
    if head.lemma_ == "be" and verb.tag_ == "VB":
        subject = next((t for t in head.children if t.dep_ == "nsubj"), None)
        cued = cue(subject, frames) if subject is not None else None
        return cued or (Status.PLANNED if verb.dep_ in ("xcomp", "ccomp") else None)
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl"):
        return _inherited(head, frames, depth) if head.pos_ in ("VERB", "AUX") else Status.POSSIBLE
    if verb.tag_ == "VBG" and head.pos_ == "VERB":
        return _inherited(head, frames, depth)
    return None


def _is_denied(report: Token, frames: Frames) -> bool:
    """Whether a report is dismissed: "rubbished reports that", "a claim that ... was denied"."""
    verb = report.head
    denies = verb.pos_ == "VERB" and cue(verb, frames) is Status.DENIED
    return denies and report.dep_ in ("dobj", "nsubjpass")


def _inherited(head: Token, frames: Frames, depth: int) -> Status | None:
    status = _of_verb(head, frames, depth + 1)
    return status if status not in (Status.OCCURRED, Status.ONGOING) else None


def _finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        t.dep_ == "aux" and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.children
    )


def _of_noun(noun: Token, frames: Frames) -> Status:
    words = {
        t.lower_
        for t in noun.children
        if t.dep_ in ("amod", "det", "compound", "neg", "advmod", "nmod")
    }
    if "no" in words:
        return Status.DENIED
    for status, words_of in cues_of(frames):
        if words & words_of.adjectives:
            return status
    return _governed(noun, frames)


def _governed(noun: Token, frames: Frames) -> Status:
    """The status of the verb or noun that an event noun hangs on, if it can settle it."""
    head = noun.head
    if (
        noun.dep_ in ("conj", "compound", "appos", "nmod", "poss")
        and head.pos_ in ("NOUN", "PROPN")
        and head.i != noun.i
    ):
        return _of_noun(head, frames) if noun.dep_ != "poss" else Status.OCCURRED
    if noun.dep_ == "pobj":
        return _in_phrase(noun, head, frames)
    if head.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd"):
        return _by_verb(noun, head, frames)
    return Status.OCCURRED


def _in_phrase(noun: Token, prep: Token, frames: Frames) -> Status:
    top = prep.head
    if prep.lower_ == "without":
        return Status.DENIED
    if top.lemma_ in _MATTERS:
        return Status.OCCURRED
    if top.pos_ in ("NOUN", "PROPN", "ADJ"):
        cued = cue(top, frames)
        if cued is not None:
            return cued
        return _of_noun(top, frames) if prep.lower_ == "of" else Status.OCCURRED
    if top.pos_ == "VERB":
        cued = cue(top, frames)
        if cued is not None and prep.lower_ not in _ADJUNCT:
            return cued
        status = _of_verb(top, frames, 1)
        settles = (
            prep.lower_ in ("to", "for", "on", "with", "in", "at", "about")
            and status is not Status.ONGOING
        )
        return (
            status if settles and status in (Status.PLANNED, Status.POSSIBLE) else Status.OCCURRED
        )
    return Status.OCCURRED


def _by_verb(noun: Token, verb: Token, frames: Frames) -> Status:
    status = _of_verb(verb, frames, 1)
    cued = cue(verb, frames)
    if cued is not None and noun.dep_ in ("dobj", "nsubjpass", "oprd"):
        negated = any(t.dep_ == "neg" for t in verb.children)
        if negated and cued is not Status.DENIED:
            return Status.DENIED
        return (
            cued if status in (Status.OCCURRED, Status.ONGOING) or cued is Status.DENIED else status
        )
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ == "be" and status is Status.OCCURRED:
        complement = next((t for t in verb.children if t.dep_ in ("acomp", "attr")), None)
        return (cue(complement, frames) if complement is not None else None) or status
    if (
        status is Status.DENIED
        and verb.lemma_ not in frames.light
        and noun.dep_ in ("nsubj", "dobj")
    ):
        return Status.OCCURRED
    return status
