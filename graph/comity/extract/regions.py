"""Offices of lands that are no states: "West Bengal Chief Minister", "president of Somaliland"."""

from __future__ import annotations

from comity.extract.owners import ByToken, before_title
from comity.extract.tokens import Doc
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import Entity

_BODY, _PLACE = "body/", "place/"


def land_of(doc: Doc, start: int, end: int, lands: ByToken) -> str | None:
    """The government of the land before the title from `start` to `end`, or after "of"."""
    reference = lands.get(before_title(doc, start))
    if reference is None and end + 1 < len(doc) and doc[end].lower_ in ("of", "for"):
        reference = lands.get(end + 2 if doc[end + 1].lower_ == "the" else end + 1)
    if reference is None or reference.place is None or reference.entities:
        return None
    return f"{_BODY}{reference.place.removeprefix(_PLACE)}"


def to_body(doc: Doc, identifier: str) -> Entity:
    """The government of a land, by the name of the land."""
    place = doc._.entities[_PLACE + identifier.removeprefix(_BODY)]
    entry = load_gazetteer().entries.get(place.id)
    code = entry.country if entry is not None else None
    return Entity(identifier, "GovernmentBody", place.name, place.aliases, code)
