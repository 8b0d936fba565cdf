"""Who stands between the parties of an article: "an exchange arranged by Qatar", "Doha's mediation", "US-brokered talks"."""

from __future__ import annotations

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import is_state
from comity.extract.sentences import once
from comity.extract.tokens import Doc, Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OWNERS = frozenset(("poss", "compound", "amod", "nmod", "npadvmod"))


def mediators(doc: Doc) -> frozenset[str]:
    """The states that the article calls mediators, by what they do or by what is theirs."""
    return once(doc, "mediators", _mediators)


def _mediators(doc: Doc) -> frozenset[str]:
    return frozenset(
        entity
        for reference in doc._.references
        for entity in reference.entities
        if is_state(entity) and _mediates(doc[reference.head])
    )


def _mediates(token: Token) -> bool:
    """Whether who is named at the token mediates: as agent, subject or owner."""
    nouns, head = load_actor_nouns(), token.head
    if token.dep_ in _OWNERS:
        return head.lemma_.lower() in nouns.mediation or _is_participle(head)
    if token.dep_ in _SUBJECTS:
        return head.lemma_ in nouns.mediating and token.dep_ == "nsubj"
    if token.dep_ != "pobj":
        return False
    if head.lower_ == "by":
        return head.head.lemma_ in nouns.mediating
    whole = head.head
    return head.lower_ == "of" and whole.lemma_.lower() in nouns.mediation


def _is_participle(word: Token) -> bool:
    """'US-brokered': a participle that stands before a noun."""
    return word.tag_ == "VBN" and word.lemma_ in load_actor_nouns().mediating
