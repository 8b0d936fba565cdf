"""Statements that say nothing of their own: the quip behind a speaker's act, "added", "which he said", words that are the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.records import Candidate
from comity.extract.tokens import Doc, Token
from comity.model import Role

_ACTS = frozenset(
    "Statement Support Agreement Request Accusation Rejection Threat Apology Concession".split()
)
_GOES_ON = frozenset(("add", "continue", "quip", "joke", "note"))
_IN_PASSING = frozenset(("relcl", "pcomp", "csubj"))
_WH = frozenset(("WP", "WDT"))
_REPORTED = frozenset(("ccomp", "parataxis"))


def without_asides(doc: Doc, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates without such statements; the act to which one belongs has its sentence too."""
    by_trigger = {c.trigger: c for c in candidates}
    speech = [c for c in candidates if c.type == "Statement" and doc[c.trigger].pos_ == "VERB"]
    gone: set[int] = set()
    more: dict[int, list[Candidate]] = {}
    for statement in speech:
        act = _own_act(doc, statement, by_trigger) or _act_beside(
            doc, statement, [c for c in candidates if c.trigger not in gone]
        )
        if act is not None:
            more.setdefault(act.trigger, []).append(statement)
        if act is not None or _is_in_passing(doc[statement.trigger]):
            gone.add(statement.trigger)
    return tuple(_with(c, more.get(c.trigger, ())) for c in candidates if c.trigger not in gone)


def _with(act: Candidate, words: Sequence[Candidate]) -> Candidate:
    """The act with the sentences of words that go on with it, and where and when those are said to have been spoken."""
    if not words:
        return act
    return replace(
        act,
        sentences=tuple(sorted({*act.sentences, *(n for w in words for n in w.sentences)})),
        place=act.place or next((w.place for w in words if w.place), None),
        when=act.when or next((w.when for w in words if w.when), None),
    )


def _is_in_passing(verb: Token) -> bool:
    """'what he described as oxygen', 'France, which he said was arming Armenia', but not "Japan, which said"."""
    own = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    if verb.dep_ not in _IN_PASSING or own is None or own.tag_ in _WH:
        return False
    wh = (t for t in verb.subtree if t.tag_ in _WH and t.i < own.i)
    return any(t.head.pos_ in ("VERB", "AUX") for t in wh)


def _speakers(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def _own_act(doc: Doc, statement: Candidate, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """Of "said that they rejected the terms" the rejection: what is said is the speaker's own act."""
    verb = doc[statement.trigger]
    for clause in verb.rights:
        act = by_trigger.get(clause.i)
        if clause.dep_ in _REPORTED and act and act.type in _ACTS and act.when is None:
            return act if _speakers(act) & _speakers(statement) else None
    return None


def _act_beside(
    doc: Doc, statement: Candidate, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The act of the same speaker next to words that only go on with it."""
    verb = doc[statement.trigger]
    if not (_is_quip(verb) or verb.lemma_ in _GOES_ON):
        return None
    speakers = _speakers(statement)
    for other in candidates:
        if other.trigger == statement.trigger or other.type not in _ACTS:
            continue
        near = abs(other.sentences[0] - statement.sentences[0]) <= 1
        if near and _speakers(other) == speakers and not _is_apart(doc, statement, other):
            return other
    return None


def _is_quip(verb: Token) -> bool:
    """Whether the words come before the verb that reports them: '"Nobody moved," he said'."""
    return any(t.dep_ in _REPORTED and t.i < verb.i for t in verb.lefts)


def _is_apart(doc: Doc, a: Candidate, b: Candidate) -> bool:
    first, last = sorted((doc[a.trigger].idx, doc[b.trigger].idx))
    return "\n" in doc.text[first:last]
