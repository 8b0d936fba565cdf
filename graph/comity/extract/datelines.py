"""The place at which an article is written, as its dateline or byline says.

It is one of the gazetteer, or else a town that nobody knows, named with the day, an agency or its country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import is_state
from comity.extract.sentences import once
from comity.extract.text import BODY, DATELINE, FURNITURE, plain
from comity.extract.tokens import Doc
from comity.knowledge.gazetteer import Gazetteer, load_gazetteer
from comity.knowledge.seats import load_seats
from comity.model import slug

_LEAD = re.compile(
    r"\s*(?:\([a-z ]+\)\s*)?([^\W\d_][\w.'-]*?(?: [^\W\d_][\w.'-]*?){0,3}?)"
    r"(?=\s*(?:[,/(:—–]|--| - |\.?-?\s*$|\. (?:\d|[A-Z][a-z]{2,8}\.? \d)))"
)
_LINE = re.compile(
    r"(?P<place>[A-Z][A-Z.' -]+?)(?:, [A-Z][A-Z .]+)?(?:, (?:[A-Z]{3,9}\.? \d{1,2}|\d{1,2} [A-Z]{3,9}\.?)(?:, \d{4})?)"
)
_BYLINE = re.compile(
    r"(?:[Cc](?:orrespondent|ORRESPONDENT)|^B[yY] .+?)(?:,| in) (?P<place>[A-Z][\w.' -]+)$"
)
_OPENING = re.compile(
    r"(?P<place>[A-Z][\w' -]{2,25})(?::|\. (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\.) "
)
_TWO = re.compile(r"\s*[A-Z][A-Z .'-]+/[A-Z]")
_COUNTRY = re.compile(r", (?P<state>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2})\s*[,(—–-]")
_VOUCHED = re.compile(r"\d|\([A-Z]|, [A-Z][a-z]+")
_LINES = 6


@dataclass(frozen=True, slots=True)
class Dateline:
    """A place by its id and name, and the state it lies in, where that is known."""

    place: str
    name: str
    state: str | None


def dateline(doc: Doc) -> Dateline | None:
    """The place that leads the first paragraph, or stands on a line of its own before it.

    "MUSCAT (Agency) -", "Muscat:", "QUITO.-", "Baku, May 4.", "NEW DELHI, AUGUST 26", "By our correspondent, Abuja";
    but of "LIMA/QUITO" neither.
    """
    return once(doc, "dateline", _dateline)


def _dateline(doc: Doc) -> Dateline | None:
    gazetteer = load_gazetteer()
    for zone in (doc._.zones or ())[:_LINES]:
        text = plain(zone.span.of(doc._.article.text))
        if zone.kind == DATELINE or (zone.kind == FURNITURE and text.isupper()):
            match = None if _TWO.match(text) else _LEAD.match(text)
        elif zone.kind == BODY:
            match = _OPENING.match(text)
        else:
            match = _LINE.fullmatch(text) or _BYLINE.search(text)
        found = _known(match[1], gazetteer) if match else None
        if match and found is None and zone.kind == DATELINE:
            found = _unknown(match[1], text, gazetteer)
        if found is not None:
            return found
        if zone.kind == BODY:
            break
    return None


def state_of(place: str) -> str | None:
    """The state that a place of the gazetteer lies in."""
    gazetteer = load_gazetteer()
    entry = gazetteer.entries.get(place)
    state = gazetteer.state_of(entry.country) if entry and entry.country else None
    return state.id if state else None


def _known(name: str, gazetteer: Gazetteer) -> Dateline | None:
    """The place of that name, or the seat of the organisation: "UNITED NATIONS" is New York.

    Of a state it is the capital: "KUWAIT, May 4".
    """
    seats = load_seats()
    for words in _cases(name):
        forms = gazetteer.forms.get(words, ())
        places = [f.entry for f in forms if gazetteer.entries[f.entry].type == "Place"]
        places += [seats[f.entry] for f in forms if f.entry in seats]
        states = [f.entry for f in forms if f.kind == "name" and is_state(f.entry)]
        if not places and states:
            places = _capitals(states[0], gazetteer)
        if places:
            return Dateline(places[0], gazetteer.entries[places[0]].name, state_of(places[0]))
    return None


def _cases(name: str) -> Iterator[str]:
    """The ways to write a name in capitals: "N'DJAMENA" is "N'Djamena", "NUKU'ALOFA" "Nuku'alofa"."""
    if not name.isupper():
        yield name
        return
    yield name.title()
    yield re.sub(r"(?<=')\w", lambda m: m[0].lower(), name.title())


def _capitals(state: str, gazetteer: Gazetteer) -> list[str]:
    found = {
        place.entry
        for forms in gazetteer.forms.values()
        if any(f.kind == "capital" and f.entry == state for f in forms)
        for place in forms
        if gazetteer.entries[place.entry].type == "Place"
    }
    return sorted(found) if len(found) == 1 else []


def _unknown(name: str, text: str, gazetteer: Gazetteer) -> Dateline | None:
    """A town that nobody knows, with the state named after it; no word like "ANALYSIS" alone."""
    if not _VOUCHED.search(text[len(name) :]) and name.lower() in load_actor_nouns().kicker:
        return None
    if not (name.isupper() or _VOUCHED.search(text[len(name) :])):
        return None
    shown = name.title() if name.isupper() else name
    after = _COUNTRY.search(text)
    forms = gazetteer.forms.get(after["state"], ()) if after else ()
    state = next((f.entry for f in forms if is_state(f.entry)), None)
    return Dateline(f"place/{slug(shown)}", shown, state)
