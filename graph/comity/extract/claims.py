"""Standing facts between states: who is whose ally, who disputes what with whom."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.clauses import prepositions
from comity.extract.phrases import references_by_token
from comity.extract.records import Reference

_DISPUTE = frozenset(("dispute", "row", "disagreement", "rift", "feud", "quarrel", "standoff"))


@dataclass(frozen=True, slots=True)
class StandingRead:
    """A relation between two states read at a noun; `issue` is what a dispute is over."""

    relation: str
    subject: str
    object: str
    issue: str | None
    token: int
    rule: str


@Language.component(
    "comity_claims", requires=["doc._.references", "doc._.issues"], assigns=["doc._.claims"]
)
def claims(doc: Doc) -> Doc:
    """The doc with its standing facts, in the order of the text."""
    by_token = references_by_token(doc)
    found = [
        c
        for token in doc
        if token.pos_ == "NOUN"
        for c in (*_alliances(token, by_token), *_disputes(token, by_token))
    ]
    doc._.claims = tuple(dict.fromkeys(found))
    return doc


def _alliances(noun: Token, by_token: dict[int, Reference]) -> list[StandingRead]:
    """'allies of the US', 'the two U.S. allies', "Washington's closest ally, Japan"."""
    if noun.lemma_ != "ally":
        return []
    patrons = _states(
        [t for t in noun.lefts if t.dep_ in ("compound", "poss", "amod", "nmod")], by_token, noun
    )
    patrons += _states([o for p, o in prepositions(noun) if p == "of"], by_token, noun)
    allies = _allies(noun, by_token)
    rule = "ally-of"
    return [
        StandingRead("allyOf", a, p, None, noun.i, rule)
        for p in patrons[:1]
        for a in allies
        if a != p
    ]


def _allies(noun: Token, by_token: dict[int, Reference]) -> list[str]:
    """Those called allies: the phrase's own referents, its apposition, or the subject of "are allies"."""
    own = by_token.get(noun.i)
    found = (
        [e for e in own.entities if e.startswith("state/")] if own and own.head == noun.i else []
    )
    near = [t for t in noun.children if t.dep_ == "appos"]
    near += [noun.head] if noun.dep_ == "appos" else []
    if noun.dep_ == "attr":
        verb = noun.head
        near += [t for t in verb.children if t.dep_ == "nsubj"]
        near += [verb.head] if verb.dep_ == "relcl" else []
    return list(dict.fromkeys([*found, *_states(near, by_token, noun)]))


def _disputes(noun: Token, by_token: dict[int, Reference]) -> list[StandingRead]:
    """'their long dispute over X', 'the row between X and Y over Z'."""
    if noun.lemma_ not in _DISPUTE:
        return []
    over = next((o for p, o in prepositions(noun) if p in ("over", "about", "on")), None)
    parties = _states(
        [t for t in noun.lefts if t.dep_ in ("poss", "amod", "compound", "nmod")], by_token, noun
    )
    parties += [
        s
        for s in _states(
            [o for p, o in prepositions(noun) if p in ("between", "with")], by_token, noun
        )
        if s not in parties
    ]
    issue = (
        next((noun.doc._.issues[t.i] for t in over.subtree if t.i in noun.doc._.issues), None)
        if over is not None
        else None
    )
    if issue is None or len(parties) < 2:
        return []
    first, second = sorted(parties[:2])
    return [StandingRead("disputeOver", first, second, issue, noun.i, "dispute-over")]


def _states(tokens: list[Token], by_token: dict[int, Reference], noun: Token) -> list[str]:
    found: list[str] = []
    for token in tokens:
        for part in (token, *token.conjuncts):
            reference = by_token.get(part.i)
            if reference and part.i != noun.i:
                found += [
                    e for e in reference.entities if e.startswith("state/") and e not in found
                ]
    return found
