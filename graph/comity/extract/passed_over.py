"""Words of the lexicon that name no event where they stand, and why; asked for only when a reading is explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from comity.extract.clauses import patients, prepositions
from comity.extract.fitting import heads, options_of
from comity.extract.records import Candidate, Dropped, Reference
from comity.extract.tokens import Doc, Token
from comity.extract.triggers import Trigger
from comity.knowledge.frames import Frame, Frames

_ASIDE = "set aside: what it tells belongs to another event"
_NOUNS = ("NOUN", "PROPN")
_FEW = 3
_Reason = tuple[str, int | None]


def passed_over(
    doc: Doc, triggers: Sequence[Trigger], by_token: Mapping[int, Reference], frames: Frames
) -> Iterator[Dropped]:
    """Every verb and noun that a frame is filed under but that is no trigger, in the order of the text."""
    acting = {t.token.i for t in triggers}
    carried = {t.carrier.i: t.token.i for t in triggers if t.carrier is not None}
    taken = {t.taken.i: t.token.i for t in triggers if t.taken is not None}
    for token in doc:
        known = options(token, frames)
        if not known or token.i in acting:
            continue
        if token.pos_ == "VERB":
            reason, into = _of_verb(token, known, carried, frames)
        else:
            reason, into = _of_noun(token, known, taken, by_token, frames)
        rule = f"{'verb' if token.pos_ == 'VERB' else 'noun'}:{token.lemma_.lower()}"
        yield Dropped(token.i, token.i + 1, rule, reason, into)


def set_aside(candidate: Candidate) -> Dropped:
    """The entry of a candidate in the trace, until a component that drops it says why."""
    return Dropped(candidate.trigger, candidate.trigger_end, candidate.rule, _ASIDE)


def options(token: Token, frames: Frames) -> tuple[Frame, ...]:
    """The frames that a verb or noun is filed under."""
    if token.pos_ == "VERB":
        return options_of(token, frames)
    return frames.nouns.get(token.lemma_.lower(), ()) if token.pos_ in _NOUNS else ()


def _of_verb(
    verb: Token, known: Sequence[Frame], carried: Mapping[int, int], frames: Frames
) -> _Reason:
    lemma = verb.lemma_.lower()
    if verb.dep_ == "amod":
        return "a participle that describes a noun", verb.head.i
    if verb.i in carried:
        return "a light verb: its noun names the event", carried[verb.i]
    for noun in (n for p in patients(verb) for n in heads(p, frames)):
        if noun.lemma_.lower() in frames.idioms.get(lemma, ()):
            return "an idiom with its object", noun.i
        if lemma in frames.light and noun.lemma_.lower() in frames.nouns:
            return "a light verb: its noun may name the event", noun.i
    return _unfitting(known), None


def _of_noun(
    noun: Token,
    known: Sequence[Frame],
    taken: Mapping[int, int],
    by_token: Mapping[int, Reference],
    frames: Frames,
) -> _Reason:
    lemma = noun.lemma_.lower()
    if noun.i in taken:
        return "the object of a verb that names the event with it", taken[noun.i]
    reference = by_token.get(noun.i)
    if reference is not None and reference.kind in ("name", "capital", "place"):
        return "part of a name", None
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ in _NOUNS:
        return "it describes another noun", noun.head.i
    if lemma in frames.quantities and any(p == "of" for p, _ in prepositions(noun)):
        return "a quantity: what it counts is the event", None
    beside = {t.lemma_.lower() for t in noun.lefts} | {
        n.lemma_.lower() for p, o in prepositions(noun) if p == "of" for n in heads(o, frames)
    }
    if beside & frames.idioms.get(lemma, frozenset()):
        return "an idiom with the words beside it", None
    return _unfitting(known), None


def _unfitting(known: Sequence[Frame]) -> str:
    """What the frames of the word ask for and did not find, by examples."""
    asked = dict.fromkeys(phrase for frame in known if (phrase := _example(frame)))
    if not asked:
        return "it names no event here"
    few = ", ".join(f"“{phrase}”" for phrase in list(asked)[:_FEW])
    return f"it names an event only in phrases such as {few}"


def _example(frame: Frame) -> str:
    """A phrase in which the frame's word names an event; empty where it may stand alone."""
    parts = [min(frame.subjects, default=""), frame.trigger, min(frame.objects, default="")]
    if frame.noun:
        parts = [*parts[2:], *parts[1:2]]
    phrase = " ".join(part.strip("<>") for part in parts if part)
    return phrase if phrase != frame.lemma else ""
