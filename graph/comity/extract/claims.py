"""Standing facts between states: who is whose ally, who disputes what with whom."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language

from comity.extract.clauses import prepositions
from comity.extract.identifiers import is_state
from comity.extract.phrases import references_by_token
from comity.extract.records import Reference
from comity.extract.sentences import kids, nouns_of
from comity.extract.tokens import Doc, Token, component

_DISPUTE = frozenset("dispute row disagreement rift feud quarrel standoff".split())
_BEFORE = frozenset(("compound", "poss", "amod", "nmod"))


@dataclass(frozen=True, slots=True)
class StandingRead:
    """A relation between two states read at a noun; `issue` is what a dispute is over."""

    relation: str
    subject: str
    object: str
    issue: str | None
    token: int
    rule: str


def claims(doc: Doc) -> Doc:
    """The doc with its standing facts, in the order of the text."""
    by_token = references_by_token(doc)
    found = [
        c
        for token in nouns_of(doc)
        for c in (*_alliances(token, by_token), *_disputes(token, by_token))
    ]
    doc._.claims = tuple(dict.fromkeys(found))
    return doc


def _alliances(noun: Token, by_token: dict[int, Reference]) -> list[StandingRead]:
    """'allies of the US', 'the two U.S. allies', "Washington's closest ally, Japan"."""
    if noun.lemma_ != "ally":
        return []
    of = [o for p, o in prepositions(noun) if p == "of"]
    patrons = [*_before(noun, by_token), *_states(of, by_token, noun)][:1]
    return [
        StandingRead("allyOf", ally, patron, None, noun.i, "ally-of")
        for patron in patrons
        for ally in _allies(noun, by_token)
        if ally != patron
    ]


def _allies(noun: Token, by_token: dict[int, Reference]) -> list[str]:
    """Those called allies: the phrase's own referents, its apposition, or who "are allies"."""
    own = by_token.get(noun.i)
    found = [e for e in own.entities if is_state(e)] if own and own.head == noun.i else []
    near = [t for t in kids(noun) if t.dep_ == "appos"]
    near += [noun.head] if noun.dep_ == "appos" else []
    if noun.dep_ == "attr":
        verb = noun.head
        near += [t for t in kids(verb) if t.dep_ == "nsubj"]
        near += [verb.head] if verb.dep_ == "relcl" else []
    return list(dict.fromkeys([*found, *_states(near, by_token, noun)]))


def _disputes(noun: Token, by_token: dict[int, Reference]) -> list[StandingRead]:
    """'their long dispute over X', 'the row between X and Y over Z'."""
    if noun.lemma_ not in _DISPUTE:
        return []
    issues: dict[int, str] = noun.doc._.issues
    over = next((o for p, o in prepositions(noun) if p in ("over", "about", "on")), None)
    within = over.subtree if over is not None else ()
    issue = next((issues[t.i] for t in within if t.i in issues), None)
    sides = [o for p, o in prepositions(noun) if p in ("between", "with")]
    parties = list(dict.fromkeys([*_before(noun, by_token), *_states(sides, by_token, noun)]))
    if issue is None or len(parties) < 2:
        return []
    first, second = sorted(parties[:2])
    return [StandingRead("disputeOver", first, second, issue, noun.i, "dispute-over")]


def _before(noun: Token, by_token: dict[int, Reference]) -> list[str]:
    """The states named among the modifiers and possessors of the noun."""
    return _states([t for t in noun.lefts if t.dep_ in _BEFORE], by_token, noun)


def _states(tokens: list[Token], by_token: dict[int, Reference], noun: Token) -> list[str]:
    """The states that the tokens, and those coordinated with them, speak of; each once."""
    parts = [part for token in tokens for part in (token, *token.conjuncts) if part.i != noun.i]
    references = [by_token[part.i] for part in parts if part.i in by_token]
    return list(dict.fromkeys(e for r in references for e in r.entities if is_state(e)))


Language.component(
    "comity_claims",
    requires=["doc._.references", "doc._.issues"],
    assigns=["doc._.claims"],
    func=component(claims),
)
