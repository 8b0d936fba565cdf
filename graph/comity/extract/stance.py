"""Whether an event took place, goes on, is planned, is possible or is denied: from tense, modals and cue words.

The cue words are data (`[cues]` of `ontology/frames.toml`). A cue governs the event below it as a complement; the
nearest one that settles the matter wins.
"""

from __future__ import annotations

from datetime import date

from comity.extract.carriers import occurs
from comity.extract.clauses import is_passive
from comity.extract.cues import cue, cues_of, settled
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.extract.verb_stance import stance_of_verb
from comity.knowledge.frames import Frames
from comity.model import Status, When

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
_WILL = frozenset(("will", "would", "wo", "shall", "'ll"))
_NEVER = frozenset(("not", "n't", "never"))
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
        else stance_of_verb(trigger, frames, 0)
    )
    if default and status is Status.OCCURRED:
        return Status(default)
    settled_now = status in (Status.OCCURRED, Status.ONGOING)
    if settled_now and lies_ahead(when, published) and not tells_past(trigger):
        return Status.PLANNED
    return status


def is_refusal(verb: Token) -> bool:
    """Whether a verb says what somebody will not do: "would not accept", "will never recognise"."""
    words = {t.lower_ for t in kids(verb) if t.dep_ in ("aux", "neg")}
    return bool(words & _WILL) and bool(words & _NEVER)


def lies_ahead(when: When | None, published: date | None) -> bool:
    """Whether a date is known to come after the day of publication."""
    return bool(published and when and when.earliest and when.earliest > published)


def tells_past(trigger: Token) -> bool:
    """Whether a verb is in a past tense: what it tells is over, whatever date stands by.

    "Accepted an invitation to visit Lima in April": April is the visit's.
    """
    if trigger.tag_ == "VBD":
        return True
    finite = {t.tag_ for t in kids(trigger) if t.dep_ in ("aux", "auxpass")}
    return trigger.tag_ == "VBN" and bool(finite & {"VBD", "VBZ", "VBP"})


def _of_noun(noun: Token, frames: Frames) -> Status:
    words = {
        t.lower_
        for t in kids(noun)
        if t.dep_ in ("amod", "det", "compound", "neg", "advmod", "nmod")
    }
    if "no" in words:
        return Status.DENIED
    marked = next((s for s, words_of in cues_of(frames) if words & words_of.adjectives), None)
    if marked is None:
        return _governed(noun, frames)
    return Status.DENIED if _governed(noun, frames) is Status.DENIED else marked


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
    if noun.dep_ == "dobj" and head.lemma_ in frames.resisting and _is_present(head):
        return Status.ONGOING
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
        cued = settled(top, frames)
        if cued is not None:
            return cued
        return _of_noun(top, frames) if prep.lower_ == "of" else Status.OCCURRED
    if prep.lower_ in ("against", "from") and top.lemma_ in frames.resisting and _is_present(top):
        return Status.ONGOING
    if top.pos_ == "VERB":
        cued = cue(top, frames)
        if cued is not None and prep.lower_ not in _ADJUNCT:
            return cued
        status = stance_of_verb(top, frames, 1)
        settles = (
            prep.lower_ in ("to", "for", "on", "with", "in", "at", "about")
            and status is not Status.ONGOING
        )
        return (
            status if settles and status in (Status.PLANNED, Status.POSSIBLE) else Status.OCCURRED
        )
    return Status.OCCURRED


def _is_present(verb: Token) -> bool:
    """Whether a verb tells what goes on: "defends itself", "continues to fight"."""
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
    helpers = {t.tag_ for t in kids(verb) if t.dep_ == "aux"}
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and bool(helpers & {"VBZ", "VBP"}))


def _by_verb(noun: Token, verb: Token, frames: Frames) -> Status:
    status = stance_of_verb(verb, frames, 1)
    cued = cue(verb, frames)
    if cued is not None and noun.dep_ in ("dobj", "nsubjpass", "oprd"):
        negated = any(t.dep_ == "neg" for t in kids(verb))
        if negated and cued is not Status.DENIED:
            return Status.DENIED
        return (
            cued if status in (Status.OCCURRED, Status.ONGOING) or cued is Status.DENIED else status
        )
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ == "be":
        return _by_complement(verb, frames) or status
    if noun.dep_ == "nsubj" and cued is not None and _goes(verb, cued, frames):
        return cued
    if noun.dep_ == "nsubj" and status is Status.POSSIBLE and not _takes_place(verb, frames):
        return Status.OCCURRED  # "the ruling may oblige airlines": that there is one is no question
    if (
        status is Status.DENIED
        and verb.lemma_ not in frames.light
        and noun.dep_ in ("nsubj", "dobj")
    ):
        return Status.OCCURRED
    return status


def _takes_place(verb: Token, frames: Frames) -> bool:
    """Whether the verb says no more of its subject than that it takes place: "may begin", "could be held"."""
    return verb.lemma_.lower() in frames.light or occurs(verb, frames) or is_passive(verb)


def _by_complement(be: Token, frames: Frames) -> Status | None:
    """'is possible', "is not on the cards": what is said of an event by "be" and no other verb."""
    said: Status | None = None
    for complement in kids(be):
        if complement.dep_ in ("acomp", "attr"):
            said = said or cue(complement, frames)
        elif complement.dep_ == "prep":
            said = said or _by_phrase(complement, frames)
    negated = any(t.dep_ == "neg" for t in kids(be))
    if said is not None and negated:
        return Status.DENIED if said is not Status.DENIED else Status.POSSIBLE
    return said


def _by_phrase(preposition: Token, frames: Frames) -> Status | None:
    """The status of a phrase such as "out of the question", kept among the adjectives of the cues."""
    words = preposition.doc[preposition.left_edge.i : preposition.right_edge.i + 1].text.lower()
    return next(
        (
            status
            for status, cues in cues_of(frames)
            if any(" " in phrase and words.startswith(phrase) for phrase in cues.adjectives)
        ),
        None,
    )


def _goes(verb: Token, cued: Status, frames: Frames) -> bool:
    """Whether an event does itself what the cue says: "talks continue", "the visit fell through"."""
    bare = not any(t.dep_ in ("dobj", "xcomp", "ccomp") for t in kids(verb))
    particle = verb.lemma_.lower() not in frames.cues.denied.verbs
    lasts = cued is Status.ONGOING and verb.tag_ in ("VBZ", "VBP")
    return bare and (lasts or (cued is Status.DENIED and particle))
