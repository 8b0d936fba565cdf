"""For whom a person acts: the state or body whose office they hold."""

from __future__ import annotations

from comity.extract.tokens import Doc


def side_of(doc: Doc, actors: tuple[str, ...]) -> tuple[str, ...]:
    """For whom someone speaks who says "we", or acts as "his delegation": whose office they hold, else themselves."""
    of = next((o.of for o in doc._.offices if o.person == actors[0] and o.current), None)
    return (of,) if of is not None and of in doc._.entities else actors
