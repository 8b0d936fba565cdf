"""Places that the model does not know, by the company that they keep.

A run of capitalised words that ends in a geographical noun is a place, whatever the model takes it for ("Second Thomas
Shoal"); so is one that nothing else claims after a preposition of place ("at Ras Kamboni", "off Hanko").
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.records import Reference
from comity.model import Entity, slug

_WHERE = frozenset(("in", "near", "off", "outside", "around", "at", "from", "to"))
_SURE = frozenset(("in", "near", "off", "outside", "around"))
_NAMED = frozenset(("NNP", "NNPS"))
_OTHER = frozenset(("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "NORP"))

Bounds = tuple[int, int]


def features(doc: Doc) -> list[Bounds]:
    """The runs of capitalised words that end in a geographical noun, as tokens from and to before."""
    nouns = load_actor_nouns().feature
    found = []
    for token in doc:
        if token.lower_ in nouns and token.text[:1].isupper() and not token.is_upper:
            start = _run_start(token)
            if start < token.i:
                found.append((start, token.i + 1))
    return found


def _run_start(noun: Token) -> int:
    doc, start = noun.doc, noun.i
    first = noun.sent.start
    while start > first and doc[start - 1].text[:1].isupper() and doc[start - 1].is_alpha:
        start -= 1
    while (
        start < noun.i
        and doc[start].tag_ not in _NAMED
        and doc[start].lower_ in ("the", "on", "in", "at")
    ):
        start += 1
    return start


def find_landmarks(
    doc: Doc, taken: Container[int], runs: list[Bounds]
) -> tuple[dict[str, Entity], list[Reference]]:
    """The places outside the tokens `taken` by id, and where they are named; `runs` are those of `features`."""
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    free = (run for run in runs if not any(i in taken for i in range(*run)))
    for start, end in (*free, *_after_prepositions(doc, taken, runs)):
        span = doc[start:end]
        entity = Entity(f"place/{slug(span.text)}", "Place", span.text)
        entities[entity.id] = entity
        references.append(Reference(start, end, span.root.i, (), "place", entity.id))
    return entities, references


def places_taken_for_people(
    doc: Doc, people: list[Reference], known: Container[str]
) -> list[Reference]:
    """The references to people who only ever stand after a preposition of place: "off Hanko", "outside Turbat".

    Those in `known` are people for sure.
    """
    fit: dict[str, bool] = {}
    for reference in people:
        before = doc[reference.start - 1] if reference.start else None
        placed = before is not None and before.lower_ in _SURE and before.pos_ == "ADP"
        alone = reference.end == len(doc) or doc[reference.end].text not in ("'s", "'")
        entity = reference.entities[0]
        fit[entity] = fit.get(entity, True) and placed and alone and entity not in known
    return [r for r in people if fit[r.entities[0]]]


def _after_prepositions(doc: Doc, taken: Container[int], runs: list[Bounds]) -> Iterator[Bounds]:
    """Names after a preposition of place that nothing else claims."""
    known = {i for run in runs for i in range(*run)}
    for token in doc:
        if token.lower_ not in _WHERE or token.pos_ != "ADP" or token.i + 1 == len(doc):
            continue
        start = end = token.i + 1
        while end < len(doc) and doc[end].tag_ in _NAMED and doc[end].text[:1].isupper():
            end += 1
        if start == end or any(i in taken or i in known for i in range(start, end)):
            continue
        if _may_be_place(doc, token, start, end):
            yield start, end


def _may_be_place(doc: Doc, preposition: Token, start: int, end: int) -> bool:
    """Whether the words are no date or body and stand alone; "at" and "to" ask for more than one reading."""
    labels = {doc[i].ent_type_ for i in range(start, end)}
    if labels & _OTHER or doc[start].is_upper:
        return False
    alone = end == len(doc) or doc[end].pos_ not in ("NOUN", "PROPN", "PART")
    body = doc[end - 1].lower_ in load_actor_nouns().body | load_actor_nouns().party
    return alone and not body and (preposition.lower_ in _SURE or not labels & {"ORG", "PERSON"})
