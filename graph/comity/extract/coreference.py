"""Pronouns and other ways of speaking again of actors already named.

A sieve of rules, from sure to doubtful; where no rule is sure a pronoun stays without a referent.
"""

from spacy.language import Language

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.antecedents import both_of_clause, definite, latter, person, plural, thing
from comity.extract.gatherings import met_before
from comity.extract.pairs import is_title_case, pair
from comity.extract.peers import end_of, peer
from comity.extract.phrases import phrase_start, references_by_token
from comity.extract.records import Reference
from comity.extract.sides import side_of
from comity.extract.tokens import Component, Doc, Token, component
from comity.model import Entity

_SINGULAR = frozenset("he she him her his hers himself herself".split())
_PLURAL = frozenset("they them their theirs themselves".split())
_NEUTER = frozenset("it its itself".split())
_ALONE = frozenset("two both pair duo".split())
_SHORT = _SINGULAR | _PLURAL | _NEUTER | _ALONE | {"latter"}


class Coreference:
    """Adds a reference of kind "anaphor" for each resolved anaphor."""

    def __init__(self) -> None:
        self.nouns = load_actor_nouns()
        self.definite = self.nouns.state | self.nouns.bloc
        self.sides = self.nouns.administration | self.nouns.government
        self.words = self.definite | self.sides | _SHORT

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its anaphora resolved, from left to right."""
        known = {r.head: r for r in doc._.references}
        covered = dict(references_by_token(doc))
        found: list[Reference] = []
        made: dict[str, Entity] = {}
        history: list[Reference] = []
        for token in doc:
            reference = known.get(token.i)
            if token.lower_ in self.nouns.peer and token.tag_ == "NN" and reference is None:
                reference = _peer(token, covered, made)
            spoken = token.lower_ in self.words or token.tag_ == "NNS"
            spoken = spoken or is_title_case(token, self.nouns)
            anaphor = self._anaphor(token, history, reference, covered) if spoken else None
            if anaphor:
                found.append(anaphor)
                history.append(anaphor)
                covered[anaphor.head] = anaphor
            elif reference and reference.kind != "adjective":
                history.append(reference)
            if reference is not None and reference.kind == "peer":
                found.append(reference)
                covered[reference.head] = reference
        replaced = {r.head for r in found}
        kept = [
            r for r in doc._.references if r.head not in replaced or r.kind in ("name", "adjective")
        ]
        doc._.entities = made | doc._.entities
        doc._.references = tuple(sorted((*kept, *found), key=lambda r: (r.start, -r.end)))
        return doc

    def _anaphor(
        self,
        token: Token,
        history: list[Reference],
        known: Reference | None,
        covered: dict[int, Reference],
    ) -> Reference | None:
        """The token as an anaphor; `known` is what it speaks of by itself, `covered` all read."""
        start, lower = token.i, token.lower_
        if lower in _SINGULAR:
            entities = person(token, history)
        elif lower in _PLURAL:
            entities = (
                both_of_clause(token, history)
                or plural(token, history)
                or met_before(token, history)
            )
        elif lower in _NEUTER:
            entities = thing(token, history)
        elif lower == "latter":
            start, entities = token.i - 1, latter(token, history)
        elif token.tag_ == "NN" and lower in self.sides and (owner := _owner(token, covered)):
            if known is not None and known.entities:
                return None
            start, entities = phrase_start(token), side_of(token.doc, owner.entities)
        elif token.tag_ == "NN" and lower in self.definite and _is_bare(token):
            if known is not None and known.entities:
                return None
            start, entities = token.i - 1, definite(token, history, self.nouns)
        elif token.tag_ == "NNS" or lower in _ALONE or is_title_case(token, self.nouns):
            start = phrase_start(token)
            group = known is not None and known.kind == "group" and bool(known.entities)
            entities = pair(token, history, covered, self.nouns, group=group)
        else:
            return None
        return Reference(start, token.i + 1, token.i, entities, "anaphor") if entities else None


def _peer(token: Token, covered: dict[int, Reference], made: dict[str, Entity]) -> Reference | None:
    """Whom "his Angolan counterpart" stands for; who is in no other way spoken of is `made`."""
    read = peer(token, covered)
    if read is None:
        return None
    who, entity = read
    if entity is not None:
        made[entity.id] = entity
    return Reference(phrase_start(token), end_of(token), token.i, (who,), "peer")


def _owner(token: Token, covered: dict[int, Reference]) -> Reference | None:
    """Whose team, side or delegation it is: "his delegation", "Banda's side"."""
    owner = next((covered[t.i] for t in token.lefts if t.dep_ == "poss" and t.i in covered), None)
    return owner if owner is not None and len(owner.entities) == 1 else None


def _is_bare(token: Token) -> bool:
    """Whether "the" stands right before the noun and nothing of it behind."""
    if not token.i or token.nbor(-1).lower_ != "the" or token.dep_ == "compound":
        return False
    return not any(t.dep_ in ("prep", "relcl", "acl", "appos") for t in token.rights)


@Language.factory(
    "comity_coreference",
    requires=["doc._.references", "doc._.entities", "token.dep"],
    assigns=["doc._.references"],
)
def make_coreference(nlp: Language, name: str) -> Component:
    """The component that resolves anaphora."""
    return component(Coreference())
