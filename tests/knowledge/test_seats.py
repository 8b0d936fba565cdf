"""The seats of organisations."""

from __future__ import annotations

from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.seats import load_seats


def test_seats_are_places_of_organisations_that_the_gazetteer_has() -> None:
    entries = load_gazetteer().entries
    seats = load_seats()
    assert seats
    assert all(entries[e].type == "IntergovernmentalOrganization" for e in seats)
    assert all(entries[p].type == "Place" for p in seats.values())
