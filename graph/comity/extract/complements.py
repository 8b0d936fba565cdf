"""The clause under a verb, by the marks that a frame may ask for: that, to, as, a modal, an infinitive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comity.extract.records import Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.frames import Frames

_CLAUSES = frozenset(("ccomp", "xcomp", "advcl", "acl", "relcl", "parataxis"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ADDRESSED = frozenset(("dobj", "dative", "nsubjpass"))
_TOWARDS = frozenset(("on", "upon", "for"))
_LIVING = ("armed", "crowd", "captive", "diplomat")


def has_clause(
    verb: Token, asked: frozenset[str], by_token: Mapping[int, Reference], frames: Frames
) -> bool:
    """Whether a clause under the verb has one of the marks asked for.

    "that" is any finite clause reported, "to" an infinitive with one who is to act, "to do" any infinitive, a verb that
    very infinitive, "as" a predicate ("called it a failure"), another word a modal in a reported clause whose subject
    is somebody else ("said that Sudan must return it").
    """
    if "as" in asked and any(t.dep_ == "oprd" for t in kids(verb)):
        return True
    clauses = (t for t in kids(verb) if t.dep_ in _CLAUSES and t.pos_ in ("VERB", "AUX"))
    return any(asked & _marks(clause, verb, by_token, frames) for clause in clauses)


def _marks(
    clause: Token, verb: Token, by_token: Mapping[int, Reference], frames: Frames
) -> set[str]:
    if clause.tag_ == "VB" and any(t.lower_ == "to" for t in clause.lefts):
        told = any(_may_be_told(t, by_token, frames) for t in _addressed(clause, verb))
        return {clause.lemma_.lower(), "to do", *(("to",) if told else ())}
    if clause.dep_ not in ("ccomp", "parataxis"):
        return set()
    modals = {t.lemma_.lower() for t in clause.lefts if t.dep_ == "aux" and t.tag_ == "MD"}
    if clause.lemma_ in ("have", "need") and any(t.dep_ == "xcomp" for t in clause.rights):
        modals.add(clause.lemma_)
    subject = next((t for t in clause.lefts if t.dep_ in _SUBJECTS), None)
    other = subject is not None and subject.i in by_token and by_token[subject.i].kind != "anaphor"
    return {"that", *modals} if other and clause.i > verb.i else {"that"}


def _addressed(clause: Token, verb: Token) -> Iterator[Token]:
    yield from (t for t in clause.lefts if t.dep_ in _SUBJECTS)
    for token in kids(verb):
        if token.dep_ in _ADDRESSED:
            yield token
        elif token.lower_ in _TOWARDS:
            yield from (t for t in kids(token) if t.dep_ == "pobj")


def _may_be_told(token: Token, by_token: Mapping[int, Reference], frames: Frames) -> bool:
    """Whether somebody can be asked to act: "told Iran to leave", but not "encouraged efforts to stem the threat"."""
    if token.i in by_token or token.pos_ in ("PRON", "PROPN"):
        return True
    lemma = token.lemma_.lower()
    return any(lemma in frames.sets.get(name, ()) for name in _LIVING)
