"""Whom an act is directed at that names nobody: the other side of an article about two states.

News of two states leaves the addressee out where it is the other of the two: "Museveni refused", "Qatar offered to
mediate". What is inferred so is marked as inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from comity.extract.clauses import patients, prepositions
from comity.extract.fitting import noun_frame
from comity.extract.identifiers import is_person, is_state, state_id
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Argument, Candidate
from comity.extract.tokens import Doc
from comity.model import Role

_TO_OTHER = frozenset(
    "Rejection Threat Accusation Protest Apology Offer Request Support Agreement".split()
)
_BY_OTHERS = _TO_OTHER - {"Agreement", "Threat", "Apology"}
_TALKS = frozenset("Meeting Summit Negotiation Consultation Call".split())
_OF_STATE = frozenset(("Sanction", "Protest"))
_RULED = frozenset(("Accusation", "Support", "Protest", "Rejection"))
_AGAINST = frozenset(("against", "over", "of", "for"))
_NEAR = 2
_OFTEN, _SHARE = 2, 0.6


@dataclass(frozen=True, slots=True)
class Sides:
    """The states and unions that the people and bodies of an article belong to, and the two that it is about, if any."""

    of: Mapping[str, str]
    two: frozenset[str]

    @classmethod
    def of_article(cls, doc: Doc, kept: Sequence[Candidate]) -> Sides:
        """Those of the article: the two are those that take part in most of the events `kept`."""
        of: dict[str, str] = {}
        for entity in {a.entity for c in kept for a in c.arguments}:
            known = doc._.entities.get(entity)
            state = entity if _is_side(entity) else state_id(known.code) if known else None
            if state is not None:
                of[entity] = state
        of |= {o.person: o.of for o in doc._.offices if _is_side(o.of)}
        return cls(of, _two(of, kept))

    def states(self, arguments: Sequence[Argument]) -> list[str]:
        """The states of participants, each once, in their order."""
        found = (self.of[a.entity] for a in arguments if a.entity in self.of)
        return list(dict.fromkeys(found))


def _is_side(entity: str) -> bool:
    return is_state(entity) or entity.startswith("igo/")


def _two(of: Mapping[str, str], kept: Sequence[Candidate]) -> frozenset[str]:
    """The two in most of the events, in two at least, if few events are of others and no third state is in nearly as many."""
    told = [{of[a.entity] for a in c.arguments if a.entity in of} for c in kept]
    counts = Counter(state for states in told for state in states)
    ranked = sorted(counts.items(), key=lambda c: (-c[1], not is_state(c[0]), c[0]))
    if len(ranked) < 2 or ranked[1][1] < _OFTEN:
        return frozenset()
    two = frozenset(name for name, _ in ranked[:2])
    share = sum(bool(states & two) for states in told) / sum(map(bool, told))
    third = next((n for name, n in ranked[2:] if is_state(name)), 0)
    return two if share >= _SHARE and 3 * third <= 2 * ranked[1][1] else frozenset()


def with_sides(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with the addressees that the article leaves out, in the same order."""
    sides = Sides.of_article(doc, kept)
    found = []
    for candidate in kept:
        actors = [a for a in candidate.arguments if a.role is Role.ACTOR]
        recipients = [a for a in candidate.arguments if a.role is Role.RECIPIENT]
        added: list[Argument] = []
        if recipients and candidate.type in _OF_STATE:
            added = list(_states_beside(recipients, actors, sides))
        elif actors and not recipients:
            added = _judged(doc, candidate, kept) or _addressees(candidate, actors, sides, kept)
        known = {a.entity for a in candidate.arguments}
        added = [a for a in added if a.entity not in known]
        found.append(
            replace(candidate, arguments=(*candidate.arguments, *added)) if added else candidate
        )
    return tuple(found)


def _states_beside(
    recipients: Sequence[Argument], actors: Sequence[Argument], sides: Sides
) -> Iterator[Argument]:
    """The states of those who are sanctioned or protested to."""
    mine = set(sides.states(actors))
    for argument in recipients:
        state = sides.of.get(argument.entity)
        if state is not None and state not in mine:
            yield replace(argument, entity=state, inferred=True)


def _judged(doc: Doc, candidate: Candidate, kept: Sequence[Candidate]) -> list[Argument]:
    """The court of the ruling that an act is about: "criticised the ruling"."""
    token = doc[candidate.trigger]
    if candidate.type not in _RULED or token.pos_ != "VERB":
        return []
    nouns = [*patients(token), *(o for p, o in prepositions(token) if p in _AGAINST)]
    lexicon = load_lexicon()
    frames = (noun_frame(n, lexicon) for n in nouns if n.pos_ == "NOUN")
    if not any(f is not None and f.event == "Ruling" for f in frames):
        return []
    before = (c for c in reversed(kept) if c.type == "Ruling" and c.trigger < candidate.trigger)
    ruling = next(before, None)
    made = [a for a in ruling.arguments if a.role is Role.ACTOR] if ruling is not None else []
    return [replace(a, role=Role.RECIPIENT, inferred=True) for a in made]


def _addressees(
    candidate: Candidate, actors: Sequence[Argument], sides: Sides, kept: Sequence[Candidate]
) -> list[Argument]:
    """The other of two sides, with the one talked to; both sides for an act of a third."""
    if candidate.type not in _TO_OTHER or not sides.two:
        return []
    mine = sides.states(actors)
    if mine and not all(a.entity in sides.of for a in actors):
        return []
    first = replace(actors[0], role=Role.RECIPIENT, inferred=True)
    if len(mine) == 1 and mine[0] in sides.two:
        (other,) = sides.two - {mine[0]}
        partner = _partner(candidate, other, sides, kept)
        return [replace(first, entity=e) for e in (*partner, other)]
    if candidate.type in _BY_OTHERS and mine and not sides.two & set(mine):
        return [replace(first, entity=e) for e in sorted(sides.two)]
    return []


def _partner(
    candidate: Candidate, other: str, sides: Sides, kept: Sequence[Candidate]
) -> list[str]:
    """Whom of the other side the actor talks to, in this sentence or right before."""
    mine = {a.entity for a in candidate.arguments}
    for talks in kept:
        near = 0 <= min(candidate.sentences) - max(talks.sentences) <= _NEAR
        there = {a.entity for a in talks.arguments}
        if talks.type in _TALKS and near and mine & there:
            return sorted(e for e in there if is_person(e) and sides.of.get(e) == other)
    return []
