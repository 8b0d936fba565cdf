"""Where a gathering is of which only its host is told: "Kenya will host a summit", "the summit that South Africa hosts"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.extract.clauses import agents, is_passive, subjects
from comity.extract.identifiers import is_state
from comity.extract.phrases import references_by_token
from comity.extract.records import Candidate
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.extract.whereabouts import add_place
from comity.model import Status

_GATHERINGS = frozenset(("Summit", "Conference", "Meeting", "Negotiation"))


def at_the_hosts(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, gatherings without a place with the state that hosts them, in the same order."""
    found = list(kept)
    for n, event in enumerate(kept):
        if event.type not in _GATHERINGS or event.place or event.status is Status.DENIED:
            continue
        state = next((s for verb in _hosting(doc, event) for s in _host(doc, verb)), None)
        if state is not None:
            add_place(doc, state)
            found[n] = replace(event, place=state)
    return tuple(found)


def _hosting(doc: Doc, event: Candidate) -> Iterator[Token]:
    """The verbs of hosting that carry the event or tell of it in a relative clause."""
    verbs = [doc[event.trigger], *kids(doc[event.trigger])]
    if event.carrier is not None:
        verbs.append(doc[event.carrier])
    yield from (v for v in verbs if v.lemma_ == "host" and v.pos_ == "VERB")


def _host(doc: Doc, verb: Token) -> Iterator[str]:
    """The state that hosts."""
    by_token = references_by_token(doc)
    for token in agents(verb) if is_passive(verb) else subjects(verb):
        reference = by_token.get(token.i)
        if reference is not None and reference.kind == "name" and len(reference.entities) == 1:
            yield from (e for e in reference.entities if is_state(e))
