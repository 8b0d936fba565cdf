"""Who agreed where a passive does not say: "five documents were signed", "it was agreed to meet again".

They are those who talked: the parties of the talks told last before it, in this paragraph or the two before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.extract.clauses import agents, is_passive
from comity.extract.continuations import paragraphs_of, verb_of
from comity.extract.identifiers import is_person, is_state
from comity.extract.records import Candidate
from comity.extract.tokens import Doc
from comity.model import Role, Status

_TALKS = frozenset("Meeting Summit Conference Negotiation Call Consultation".split())
_DONE = frozenset((Status.OCCURRED, Status.PLANNED))
_BACK = 2


def with_parties(doc: Doc, candidates: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """The candidates by trigger, agreements that a passive tells of without anybody with those who talked."""
    found = dict(candidates)
    bare = [c for c in candidates.values() if _is_bare(doc, c)]
    if not bare:
        return found
    paragraph_of = paragraphs_of(doc)
    talks = sorted((c for c in candidates.values() if _is_talks(c)), key=lambda c: c.trigger)
    for agreement in bare:
        held = _before(agreement, talks, paragraph_of)
        if held is not None:
            parties = tuple(
                replace(a, role=Role.ACTOR, inferred=True)
                for a in held.arguments
                if a.role is Role.ACTOR
            )
            found[agreement.trigger] = replace(agreement, arguments=parties)
    return found


def _is_bare(doc: Doc, candidate: Candidate) -> bool:
    """Whether a finite passive tells of an agreement and of nobody who made it."""
    if candidate.type != "Agreement" or candidate.arguments or candidate.status not in _DONE:
        return False
    verb = verb_of(doc, candidate)
    passive = verb.pos_ == "VERB" and verb.dep_ in ("ROOT", "conj") and is_passive(verb)
    return passive and not agents(verb)


def _is_talks(candidate: Candidate) -> bool:
    """Whether several talked: two people or two states, or a person with a state."""
    acting = {a.entity for a in candidate.arguments if a.role is Role.ACTOR}
    told = candidate.type in _TALKS and candidate.status is not Status.DENIED
    return told and sum(is_person(e) or is_state(e) for e in acting) > 1


def _before(
    agreement: Candidate, talks: Sequence[Candidate], paragraph_of: Sequence[int]
) -> Candidate | None:
    """The talks told last before the agreement, near enough."""
    here = paragraph_of[agreement.sentences[0]]
    for held in reversed(talks):
        if held.trigger < agreement.trigger:
            near = here - paragraph_of[held.sentences[0]] <= _BACK
            return held if near else None
    return None
