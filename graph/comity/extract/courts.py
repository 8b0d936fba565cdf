"""Where courts rule: in the town that they are called by ("a Mogadishu court", "a court in Grodno")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.datelines import state_of
from comity.extract.records import Candidate
from comity.extract.tokens import Doc
from comity.extract.whereabouts import add_place
from comity.model import Role

_COURTS = frozenset(("court", "tribunal", "judge"))


def in_court(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, rulings that name no place with the town of their court."""
    return tuple(_seated(doc, c) if c.type == "Ruling" and c.place is None else c for c in kept)


def _seated(doc: Doc, ruling: Candidate) -> Candidate:
    spans = [
        range(a.start, a.end)
        for a in ruling.arguments
        if a.role is Role.ACTOR and doc[a.end - 1].lemma_.lower() in _COURTS
    ]
    for reference in doc._.references:
        town = reference.place
        if (
            town
            and state_of(town) not in (None, town)
            and any(reference.head in span for span in spans)
        ):
            add_place(doc, town)
            return replace(ruling, place=town)
    return ruling
