"""Pronouns and other ways of speaking again of actors already named.

A sieve of rules, from sure to doubtful; where no rule is sure a pronoun stays without a referent. Plural anaphora
("the two leaders", "both countries", "the two sides") carries most meetings and agreements of this genre.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.antecedents import (
    NUMBERS,
    both_of_clause,
    last_people,
    last_states,
    people_of,
    person,
    plural,
    states_of,
    states_of_people,
    thing,
)
from comity.extract.phrases import phrase_start, references_by_token
from comity.extract.records import Reference

_SINGULAR = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_NEUTER = frozenset(("it", "its", "itself"))


class Coreference:
    """Adds a reference of kind "anaphor" for each resolved anaphor."""

    def __init__(self) -> None:
        self.nouns = load_actor_nouns()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its anaphora resolved, from left to right."""
        known = {r.head: r for r in doc._.references}
        covered = references_by_token(doc)
        found: list[Reference] = []
        history: list[Reference] = []
        for token in doc:
            reference = known.get(token.i)
            anaphor = self._anaphor(token, history, doc, reference, covered)
            if anaphor:
                found.append(anaphor)
                history.append(anaphor)
                covered[anaphor.head] = anaphor
            elif reference and reference.kind != "adjective":
                history.append(reference)
        replaced = {r.head for r in found}
        kept = [
            r for r in doc._.references if r.head not in replaced or r.kind in ("name", "adjective")
        ]
        doc._.references = tuple(sorted((*kept, *found), key=lambda r: (r.start, -r.end)))
        return doc

    def _anaphor(
        self,
        token: Token,
        history: list[Reference],
        doc: Doc,
        known: Reference | None,
        covered: dict[int, Reference],
    ) -> Reference | None:
        lower = token.lower_
        if lower in _SINGULAR:
            entities = person(token, history)
        elif lower in _PLURAL:
            entities = both_of_clause(token, history) or plural(token, history, doc)
        elif lower in _NEUTER:
            entities = thing(token, history)
        elif token.tag_ == "NNS" or lower in ("two", "both", "pair", "duo"):
            return self._pair(token, history, doc, known, covered)
        else:
            return None
        return Reference(token.i, token.i + 1, token.i, entities, "anaphor") if entities else None

    def _pair(
        self,
        token: Token,
        history: list[Reference],
        doc: Doc,
        known: Reference | None,
        covered: dict[int, Reference],
    ) -> Reference | None:
        """'the two leaders', 'both countries', 'the leaders of the two countries', 'the two', 'their leaders'."""
        start = phrase_start(token)
        before = [t.lower_ for t in doc[start : token.i]]
        number = next((NUMBERS[w] for w in before if w in NUMBERS), None)
        lemma = token.lemma_.lower()
        own = known.entities if known and known.kind == "group" else ()
        if token.lower_ in ("two", "both", "pair", "duo"):
            if token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") and not any(
                t.dep_ == "prep" for t in token.children
            ):
                pair = last_people(history, doc, 2) or last_states(history, 2)
                return Reference(start, token.i + 1, token.i, pair, "anaphor") if pair else None
            return None
        definite = number is not None or any(
            w in ("the", "these", "those", "their", "both", "respective") for w in before
        )
        states = states_of(token, doc, covered, history)
        if not definite and len(states) < 2:
            return None
        if lemma in self.nouns.pair_people:
            if len(states) > 1 and _is_head_of_state(lemma):
                people = people_of(states, history, doc)
                return Reference(start, token.i + 1, token.i, people or states, "anaphor")
            if len(states) > 1:
                return Reference(start, token.i + 1, token.i, states, "anaphor")
            if not own or (number and not states):
                people = last_people(history, doc, number or 2) if not states else ()
                if people:
                    return Reference(start, token.i + 1, token.i, people, "anaphor")
        if lemma in self.nouns.pair_states and not states and (number or _bare(before)):
            pair = last_states(history, number or 2) or states_of_people(history, doc, number or 2)
            return Reference(start, token.i + 1, token.i, pair, "anaphor") if pair else None
        return None


def _bare(before: list[str]) -> bool:
    return all(
        w
        in (
            "the",
            "these",
            "both",
            "asian",
            "african",
            "european",
            "arab",
            "neighboring",
            "neighbouring",
        )
        for w in before
    )


def _is_head_of_state(lemma: str) -> bool:
    return lemma in ("leader", "president", "premier", "monarch", "head", "statesman", "chief")


@Language.factory(
    "comity_coreference",
    requires=["doc._.references", "doc._.entities", "token.dep"],
    assigns=["doc._.references"],
)
def make_coreference(nlp: Language, name: str) -> Coreference:
    """The component that resolves anaphora."""
    return Coreference()
