"""Places that the model does not know, by the company that they keep.

A run of capitalised words that ends in a geographical noun is a place, whatever the model takes it for ("Second Thomas
Shoal"); so is one that nothing else claims after a preposition of place ("at Ras Kamboni", "off Hanko"), and one that
suffers what only towns do ("occupied Manbij", "the town of Sake", "rockets at Nahariya").
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.records import Reference
from comity.extract.sentences import kids, words_of
from comity.extract.tokens import Doc, Token
from comity.model import Entity, slug

_WHERE = frozenset(("in", "near", "off", "outside", "around", "at", "from", "to"))
_SURE = frozenset(("in", "near", "off", "outside", "around"))
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
_NAMED = frozenset(("NNP", "NNPS"))
_OTHER = frozenset(("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "NORP"))

Bounds = tuple[int, int]


def features(doc: Doc) -> list[Bounds]:
    """The runs of capitalised words that end in a geographical noun, as tokens from and to before."""
    nouns = load_actor_nouns().feature
    found = []
    for i, word in enumerate(words_of(doc)):
        if word[:1].isupper() and word.lower() in nouns and not word.isupper():
            start = _run_start(doc[i])
            if start < i:
                found.append((start, i + 1))
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
    named = [*free, *_after_prepositions(doc, taken, runs)]
    used = {i for run in (*runs, *named) for i in range(*run)}
    for start, end in sorted((*named, *_towns(doc, taken, used))):
        span = doc[start:end]
        entity = Entity(f"place/{slug(span.text)}", "Place", span.text)
        entities[entity.id] = entity
        references.append(Reference(start, end, span.root.i, (), "place", entity.id))
    return entities, references


def places_taken_for_people(
    doc: Doc, people: list[Reference], known: Container[str]
) -> list[Reference]:
    """The references to people who only ever stand where places do: "off Hanko", "outside Turbat", "occupied Manbij".

    Those in `known` are people for sure.
    """
    fit: dict[str, bool] = {}
    for reference in people:
        single = reference.end - reference.start == 1
        placed = _is_placed(doc, reference.start) or is_town(doc[reference.head], single=single)
        alone = reference.end == len(doc) or doc[reference.end].text not in ("'s", "'")
        entity = reference.entities[0]
        fit[entity] = fit.get(entity, True) and placed and alone and entity not in known
    return [r for r in people if fit[r.entities[0]]]


def is_town(head: Token, *, single: bool) -> bool:
    """Whether the name that ends at `head` suffers what towns do; of one word also what people may suffer."""
    nouns, above = load_actor_nouns(), head.head
    if any(t.dep_ == "appos" and t.lower_ in _DIRECTIONS for t in head.rights):
        return True
    if head.dep_ in ("dobj", "nsubjpass") and above.pos_ == "VERB":
        return above.lemma_ in nouns.overrun or (single and above.lemma_ in nouns.struck)
    if head.dep_ != "pobj":
        return False
    noun = above.head
    if above.lower_ == "of":
        return noun.pos_ == "NOUN" and noun.lemma_.lower() in nouns.part | nouns.overrun
    if above.lower_ != "at":
        return False
    thrown = [noun, *(t for t in kids(noun) if t.dep_ == "dobj")]
    munition = any(t.lemma_.lower() in nouns.munition for t in thrown)
    site = noun.pos_ == "NOUN" and noun.lemma_.lower() in nouns.site | nouns.feature | nouns.sited
    return munition or site


def _is_placed(doc: Doc, start: int) -> bool:
    """Whether a preposition of place stands before a name, with nothing that is aimed at somebody."""
    before = doc[start - 1] if start else None
    if before is None or before.pos_ != "ADP":
        return False
    at = before.lower_ == "at" and before.head.lemma_.lower() not in load_actor_nouns().aimed
    return at or before.lower_ in _SURE


def _towns(doc: Doc, taken: Container[int], used: Container[int]) -> Iterator[Bounds]:
    """The names outside the tokens `taken` and `used` that suffer what only towns do."""
    for token in doc:
        if token.dep_ not in ("dobj", "nsubjpass", "pobj") or token.tag_ not in _NAMED:
            continue
        start = next((t.left_edge.i for t in token.lefts if t.dep_ == "compound"), token.i)
        single = start == token.i
        if is_town(token, single=single) and _may_be_town(doc, start, token.i + 1, taken, used):
            yield start, token.i + 1


def _may_be_town(
    doc: Doc, start: int, end: int, taken: Container[int], used: Container[int]
) -> bool:
    """Whether the words are no date or body, and nothing else claims them."""
    labels = {doc[i].ent_type_ for i in range(start, end)}
    if labels & _OTHER or doc[end - 1].is_upper or not doc[start].text[:1].isupper():
        return False
    nouns = load_actor_nouns()
    body = any(doc[i].lower_ in nouns.body | nouns.party | nouns.group for i in range(start, end))
    free = not any(i in taken or i in used for i in range(start, end))
    alone = end == len(doc) or doc[end].text not in ("'s", "'", "-")
    return free and alone and not body and doc[start - 1].lower_ != "the"


def _after_prepositions(doc: Doc, taken: Container[int], runs: list[Bounds]) -> Iterator[Bounds]:
    """Names after a preposition of place that nothing else claims."""
    known = {i for run in runs for i in range(*run)}
    words = words_of(doc)
    for i, word in enumerate(words[:-1]):
        if not words[i + 1][:1].isupper() or word.lower() not in _WHERE:
            continue
        token = doc[i]
        if token.pos_ != "ADP":
            continue
        start = end = i + 1
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
