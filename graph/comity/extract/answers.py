"""Whom an answer is directed at: who made the demand, the offer or the charge that it answers.

"X protested to Y. Y rejected the protest": the rejection is directed at X.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.extract.clauses import patients
from comity.extract.fitting import noun_frame
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Argument, Candidate
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.model import Role

_ANSWERS = frozenset(("Rejection", "Support", "Agreement", "Accusation"))
_ANSWERED = frozenset(("Request", "Offer", "Accusation", "Protest", "Threat"))
_PLEAS = frozenset(("Request", "Offer"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
_DEEDS = frozenset(
    "Agreement Concession Sanction Coercion Assault Aid Retreat Cooperation Mobilization WeaponsTest Appointment "
    "Ruling Protest Rejection".split()
)
_SWAPS, _DEALS = frozenset(("Concession",)), frozenset(("Agreement",))
_BACK = 12
_FEELING = frozenset(("Support", "Accusation"))
_PRONOUNS = frozenset(("it", "this", "that"))


def with_addressees(doc: Doc, kept: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with those whom an answer is directed at, where it names nobody, in the same order."""
    return [_addressed(doc, c, kept) if c.type in _ANSWERS else c for c in kept]


def _addressed(doc: Doc, answer: Candidate, kept: Sequence[Candidate]) -> Candidate:
    token = doc[answer.trigger]
    if token.pos_ != "VERB" or any(a.role is Role.RECIPIENT for a in answer.arguments):
        return answer
    asked = next((kind for t in patients(token) for kind in _acts_named(t)), None)
    deed = None
    if asked is None and answer.type in _FEELING:
        deed = next((t for t in patients(token) if _is_deed(t)), None)
        asked = _deeds_named(deed) if deed is not None else None
    mine = {a.entity for a in answer.arguments}
    if asked is None or not mine:
        return answer
    free = deed is not None or answer.type == "Support"
    if deed is not None:
        mine = mine | {o.of for o in doc._.offices if o.person in mine}
    told_far = answer.type in _FEELING and asked in (_SWAPS, _DEALS)
    back = _BACK if told_far else 1
    near = (c for c in reversed(kept) if c.trigger < answer.trigger and _is_near(c, answer, back))
    for act in near:
        if act.type in asked and _is_answered_by(act, mine, free=free):
            made = (a for a in act.arguments if a.role is Role.ACTOR)
            return replace(answer, arguments=(*answer.arguments, *_as_recipients(made)))
    return answer


def _acts_named(noun: Token) -> Iterator[frozenset[str]]:
    """The classes of act that the object of an answer may speak of: that of "the demand", any of "it"."""
    if noun.lower_ in _PRONOUNS:
        yield _ANSWERED - {"Threat"}
    elif any(t.lower_ in _DEFINITE for t in noun.lefts):
        frame = noun_frame(noun, load_lexicon())
        if frame is not None and frame.event in _ANSWERED:
            yield _PLEAS if frame.event in _PLEAS else _ANSWERED
        elif frame is not None:
            yield frozenset((frame.event,))


def _is_deed(noun: Token) -> bool:
    """Whether a noun speaks of what somebody has been told to have done: "welcomed the exchange", "called the move"."""
    sets = load_lexicon().sets
    lists = (sets.get(name, frozenset()) for name in ("deeds", "swaps", "deals"))
    named = any(noun.lemma_.lower() in words for words in lists) and all(
        t.dep_ in ("det", "amod") for t in kids(noun)
    )
    return named and any(t.lower_ in _DEFINITE for t in noun.lefts)


def _deeds_named(noun: Token) -> frozenset[str]:
    """The classes of act that a noun may speak of: that of "the swap", any of "the move"."""
    sets, lemma = load_lexicon().sets, noun.lemma_.lower()
    if lemma in sets.get("swaps", ()):
        return _SWAPS
    return _DEALS if lemma in sets.get("deals", ()) else _DEEDS


def _is_near(act: Candidate, answer: Candidate, back: int) -> bool:
    """Whether an act is told in the sentence of its answer or in one of those `back` before."""
    return 0 <= min(answer.sentences) - max(act.sentences) <= back


def _is_answered_by(act: Candidate, mine: set[str], *, free: bool) -> bool:
    """Whether others did what is answered; unless `free`, to those who answer if to anybody."""
    made = {a.entity for a in act.arguments if a.role is Role.ACTOR}
    suffered = {a.entity for a in act.arguments if a.role is Role.RECIPIENT}
    return bool(made) and not made & mine and (free or not suffered or bool(suffered & mine))


def _as_recipients(arguments: Iterator[Argument]) -> Iterator[Argument]:
    for argument in arguments:
        yield replace(argument, role=Role.RECIPIENT, inferred=True)
