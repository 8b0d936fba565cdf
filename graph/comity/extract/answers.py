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
from comity.extract.tokens import Doc, Token
from comity.model import Role

_ANSWERS = frozenset(("Rejection", "Support", "Agreement", "Accusation"))
_ANSWERED = frozenset(("Request", "Offer", "Accusation", "Protest", "Threat"))
_PLEAS = frozenset(("Request", "Offer"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
_PRONOUNS = frozenset(("it", "this", "that"))


def with_addressees(doc: Doc, kept: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with those whom an answer is directed at, where it names nobody, in the same order."""
    return [_addressed(doc, c, kept) if c.type in _ANSWERS else c for c in kept]


def _addressed(doc: Doc, answer: Candidate, kept: Sequence[Candidate]) -> Candidate:
    token = doc[answer.trigger]
    if token.pos_ != "VERB" or any(a.role is Role.RECIPIENT for a in answer.arguments):
        return answer
    asked = next((kind for t in patients(token) for kind in _acts_named(t)), None)
    mine = {a.entity for a in answer.arguments}
    if asked is None or not mine:
        return answer
    near = (c for c in reversed(kept) if c.trigger < answer.trigger and _is_near(c, answer))
    for act in near:
        if act.type in asked and _is_answered_by(act, mine, free=answer.type == "Support"):
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


def _is_near(act: Candidate, answer: Candidate) -> bool:
    """Whether an act is told in the sentence of its answer or in the one before."""
    return 0 <= min(answer.sentences) - max(act.sentences) <= 1


def _is_answered_by(act: Candidate, mine: set[str], *, free: bool) -> bool:
    """Whether others did what is answered; unless `free`, to those who answer if to anybody."""
    made = {a.entity for a in act.arguments if a.role is Role.ACTOR}
    suffered = {a.entity for a in act.arguments if a.role is Role.RECIPIENT}
    return bool(made) and not made & mine and (free or not suffered or bool(suffered & mine))


def _as_recipients(arguments: Iterator[Argument]) -> Iterator[Argument]:
    for argument in arguments:
        yield replace(argument, role=Role.RECIPIENT, inferred=True)
