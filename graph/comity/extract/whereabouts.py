"""Words that stand for a place: "here" and "this city" for that of the dateline, "the Omani capital" for Muscat.

"There" is the place named last.

The dateline is read too: `doc._.dateline` is the place that the article was written at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from spacy.language import Language

from comity.extract.datelines import dateline
from comity.extract.identifiers import is_state
from comity.extract.records import Reference
from comity.extract.residences import seat_of
from comity.extract.sentences import bounds_of, kids, lower_words, words_of
from comity.extract.text import BODY
from comity.extract.tokens import Doc, Token, component
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import Entity

_KINDS = frozenset("village town city port island enclave district province".split())
_REGIONS = frozenset(("island", "enclave", "district", "province"))
_WORDS = _KINDS | {"here", "there", "capital"}
_NEAR = 1


def whereabouts(doc: Doc) -> Doc:
    """The doc with its dateline, and a reference for each word that stands for a place."""
    written_at = dateline(doc)
    home = doc._.dateline = written_at.place if written_at else None
    if written_at and home and home not in load_gazetteer().entries:
        doc._.entities = {**doc._.entities, home: Entity(home, "Place", written_at.name)}
    references = {r.head: r for r in doc._.references}
    found: dict[int, Reference] = {}
    named: dict[str, str] = {}
    lower = lower_words(doc)
    for i, word in enumerate(words_of(doc)):
        if lower[i] not in _WORDS or doc._.zone_of[i] != BODY:
            continue
        token = doc[i]
        if word in _KINDS:
            place = _called(token, references)
            if place is not None:
                named[word] = place
                continue
            place = named.get(word) if _is_alone(token) else None
            if any(t.lower_ == "this" for t in token.lefts):
                place = home if word not in _REGIONS else None
        elif lower[i] == "there":
            place = _named_last(token, doc._.references)
        else:
            place = _stands_for(token, home, doc._.references)
        if place is not None:
            alone = Reference(i, i + 1, i, (), "place")
            found[i] = replace(references.get(i, alone), place=place)
            if place not in doc._.entities:
                add_place(doc, place)
    for reference in references.values():
        seat = seat_of(doc, reference, capitals()) if reference.place is None else None
        if seat is not None and reference.head not in found:
            found[reference.head] = replace(reference, place=seat)
            add_place(doc, seat)
    if found:
        others = (r for r in doc._.references if r.head not in found)
        kept = sorted((*others, *found.values()), key=lambda r: (r.start, -r.end))
        doc._.references = tuple(kept)
    return doc


def _called(noun: Token, references: Mapping[int, Reference]) -> str | None:
    """The place that a noun is said to be: "the village of Kok-Tash"."""
    inner = (o.i for of in kids(noun) if of.lower_ == "of" for o in kids(of))
    return next((references[i].place for i in inner if i in references), None)


def _is_alone(noun: Token) -> bool:
    """Whether a noun stands for what was called so before: "arrived in the village"."""
    return [t.lower_ for t in kids(noun)] in (["the"], ["the", "itself"])


def _named_last(there: Token, references: tuple[Reference, ...]) -> str | None:
    """The place that "there" speaks of: the one named last, in its sentence or the one before."""
    if there.tag_ != "RB" or there.dep_ != "advmod":
        return None
    number = bounds_of(there.doc).number
    before = [r for r in references if r.end <= there.i and r.place and r.kind != "adjective"]
    last = max(before, key=lambda r: r.start, default=None)
    if last is None or number[there.i] - number[last.start] > _NEAR:
        return None
    of_noun = there.head.pos_ in ("NOUN", "PROPN")  # "leaders there", of a state, act anywhere
    return None if of_noun and is_state(last.place or "") else last.place


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
