"""Who acts in no event of this genre: runners and novelists, lightning and cats."""

from __future__ import annotations

from collections.abc import Iterable

from comity.extract.clauses import is_passive
from comity.extract.records import Argument, Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.knowledge.frames import Frame, Frames
from comity.model import Role

_NAMED_BY = frozenset(("compound", "amod", "nmod", "appos"))


def is_outside(doc: Doc, kind: str, arguments: Iterable[Argument], frames: Frames) -> bool:
    """Whether all who act are called by what they do in sport, art, science or trade; they may protest."""
    acting = [a for a in arguments if a.role is Role.ACTOR]
    if kind == "Protest" or not acting:
        return False
    for argument in acting:
        if argument.entity.startswith(("state/", "igo/")):
            return False
        if not _is_outsider(doc, argument, frames.outsiders):
            return False
    holders = {o.person for o in doc._.offices or ()}
    return not any(a.entity in holders for a in acting)


def _is_outsider(doc: Doc, argument: Argument, outsiders: frozenset[str]) -> bool:
    """Whether a word of the phrase, or of what is apposed to it, is one of the outsiders."""
    head = doc[argument.end - 1]
    if head.lemma_.lower() in outsiders or (
        head.dep_ == "appos" and head.head.lemma_.lower() in outsiders
    ):
        return True
    return any(t.dep_ in _NAMED_BY and t.lemma_.lower() in outsiders for t in kids(head))


def is_blind(
    verb: Token,
    frame: Frame,
    by_token: dict[int, Reference],
    arguments: Iterable[Argument],
    frames: Frames,
) -> bool:
    """Whether an active verb has a subject that is neither named nor armed nor a crowd: "lightning struck a barn"."""
    if frame.noun or frame.subjects or any(a.role is Role.ACTOR for a in arguments):
        return False
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    if (
        subject is not None
        and subject.pos_ == "NOUN"
        and subject.lemma_.lower() in frames.outsiders
    ):
        return True
    if subject is None or subject.pos_ != "NOUN" or subject.i in by_token or is_passive(verb):
        return False
    lemma = subject.lemma_.lower()
    return not any(lemma in frames.sets.get(name, ()) for name in ("armed", "crowd"))
