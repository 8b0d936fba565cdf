"""Words that stand for a place: "here" for that of the dateline, "the Omani capital" for Muscat.

The dateline is read too: `doc._.dateline` is the place that the article was written at, an entry of the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from spacy.language import Language

from comity.extract.identifiers import is_state
from comity.extract.records import Candidate, Reference
from comity.extract.sentences import kids
from comity.extract.text import BODY, DATELINE, FURNITURE
from comity.extract.tokens import Doc, Token, component
from comity.knowledge.gazetteer import Gazetteer, load_gazetteer
from comity.model import Entity, Status

_LEAD = re.compile(
    r"\s*(?:\([a-z ]+\)\s*)?([^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,3}?)(?=\s*(?:[,/(:—–]|--| - |$))"
)
_LINES = 6
_PLACED = frozenset("Consultation Meeting Summit Conference Negotiation".split())
_SPOKEN = frozenset(
    "Statement Accusation Request Offer Rejection Threat Protest Agreement Support Apology Ruling".split()
)
_WORDS = frozenset(("here", "capital"))


def whereabouts(doc: Doc) -> Doc:
    """The doc with its dateline, and a reference for each word that stands for a place."""
    gazetteer = load_gazetteer()
    home = _dateline(doc, gazetteer)
    doc._.dateline = home
    references = {r.head: r for r in doc._.references}
    found: dict[int, Reference] = {}
    for token in doc:
        if token.lower_ in _WORDS and doc._.zone_of[token.i] == BODY:
            place = _stands_for(token, home, doc._.references)
            if place is not None:
                alone = Reference(token.i, token.i + 1, token.i, (), "place")
                found[token.i] = replace(references.get(token.i, alone), place=place)
                add_place(doc, place)
    if found:
        others = (r for r in doc._.references if r.head not in found)
        kept = sorted((*others, *found.values()), key=lambda r: (r.start, -r.end))
        doc._.references = tuple(kept)
    return doc


def _dateline(doc: Doc, gazetteer: Gazetteer) -> str | None:
    """The place of the gazetteer that leads the first paragraph, or stands in capitals on a line before it."""
    for zone in (doc._.zones or ())[:_LINES]:
        text = zone.span.of(doc._.article.text)
        if zone.kind == DATELINE or (zone.kind == FURNITURE and text.isupper()):
            match = _LEAD.match(text)
            place = _place(match[1], gazetteer) if match else None
            if place is not None:
                return place
    return None


def _place(name: str, gazetteer: Gazetteer) -> str | None:
    words = name.title() if name.isupper() else name
    forms = gazetteer.forms.get(words, ())
    return next((f.entry for f in forms if gazetteer.entries[f.entry].type == "Place"), None)


def _stands_for(token: Token, home: str | None, references: tuple[Reference, ...]) -> str | None:
    if token.lower_ == "here":
        told = token.tag_ == "RB" and not any(t.text == '"' for t in token.sent if t.i < token.i)
        return home if told and token.dep_ == "advmod" else None
    if token.tag_ not in ("NN", "NNP") or not any(t.lower_ in ("the", "'s") for t in token.lefts):
        return None
    owners = {t.i for t in token.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")}
    owners |= {o.i for t in token.rights if t.lower_ == "of" for o in kids(t)}
    if not owners:
        return home if any(home in places for places in capitals().values()) else None
    states = [e for r in references if r.head in owners for e in r.entities if is_state(e)]
    places = capitals().get(states[0], frozenset()) if states else frozenset()
    return home if home in places else next(iter(places)) if len(places) == 1 else None


@cache
def capitals() -> Mapping[str, frozenset[str]]:
    """The capitals of each state, as places by state."""
    gazetteer = load_gazetteer()
    found: dict[str, set[str]] = {}
    for forms in gazetteer.forms.values():
        places = [f.entry for f in forms if gazetteer.entries[f.entry].type == "Place"]
        for form in forms:
            if form.kind == "capital" and places:
                found.setdefault(form.entry, set()).add(places[0])
    return {state: frozenset(places) for state, places in found.items()}


def at_home(doc: Doc, kept: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The events, with the place of the dateline for those in its own state that name no other.

    Those are talks that this state hosts, and in the first sentences talks in which it takes part and what its
    people and bodies say.
    """
    home = doc._.dateline
    state = state_of(home) if home else None
    if state is None:
        return kept
    zones = doc._.zone_of
    lead = next((n for n, s in enumerate(doc.sents) if zones[s.start] == BODY), 0)
    offices = {o.person: o.of for o in doc._.offices}
    found = []
    for event in kept:
        sides = {offices.get(a.entity, a.entity) for a in event.arguments}
        near = event.sentences[0] <= lead + 1 or event.rule.endswith("+host")
        fits = (
            event.type in _PLACED | _SPOKEN
            and event.place is None
            and event.status is not Status.DENIED
        )
        found.append(replace(event, place=home) if fits and near and state in sides else event)
    if any(event.place == home for event in found):
        add_place(doc, home)
    return tuple(found)


def state_of(place: str) -> str | None:
    """The state that a place of the gazetteer lies in."""
    gazetteer = load_gazetteer()
    entry = gazetteer.entries.get(place)
    state = gazetteer.state_of(entry.country) if entry and entry.country else None
    return state.id if state else None


def add_place(doc: Doc, identifier: str) -> None:
    """Adds an entry of the gazetteer to `doc._.entities`."""
    if identifier not in doc._.entities:
        entry = load_gazetteer().entries[identifier]
        entity = Entity(entry.id, entry.type, entry.name, (), entry.code, entry.wikidata)
        doc._.entities = {**doc._.entities, identifier: entity}


Language.component(
    "comity_whereabouts",
    requires=["doc._.references", "doc._.entities", "token.dep"],
    assigns=["doc._.references", "doc._.dateline"],
    func=component(whereabouts),
)
