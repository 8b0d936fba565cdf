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
_ARTICLES = frozenset("al el as ash ar an az at ad".split())
_SHORT = 4
_OTHER = frozenset(("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "NORP"))

Bounds = tuple[int, int]


def features(doc: Doc) -> list[Bounds]:
    """The runs of capitalised words that end in a geographical noun, as tokens from and to before."""
    nouns, small = load_actor_nouns().feature, load_actor_nouns().landform
    words = words_of(doc)
    found = []
    for i, word in enumerate(words):
        if word.isupper() or not (word.lower() in nouns if word[:1].isupper() else word in small):
            continue
        start = _run_start(doc[i])
        if start < i and (word[:1].isupper() or _is_name_before(doc, start, i)):
            found.append((start, i + 1))
        elif start == i and word[:1].isupper() and (end := _end_of_name(doc, i)):
            found.append((i, end))
    return found


def _end_of_name(doc: Doc, noun: int) -> int | None:
    """Where a name ends that begins with the noun: "the Gulf of Gonâve"."""
    end = noun + 2
    if end >= len(doc) or doc[noun + 1].lower_ != "of":
        return None
    while end < len(doc) and doc[end].tag_ in _NAMED and doc[end].text[:1].isupper():
        end += 1
    return end if end > noun + 2 else None


def _is_name_before(doc: Doc, start: int, noun: int) -> bool:
    """Whether what stands before a noun in small letters is a name, and no body or people: "the Hodo peninsula"."""
    nouns = load_actor_nouns()
    named = all(t.tag_ in _NAMED or not t.is_alpha for t in doc[start:noun])
    return named and not any(t.lower_ in nouns.body | nouns.party for t in doc[start:noun])


def _run_start(noun: Token) -> int:
    doc, start = noun.doc, noun.i
    first = noun.sent.start
    while start > first and _goes_on(doc, start - 1):
        start -= 1
    while (
        start < noun.i
        and doc[start].tag_ not in _NAMED
        and doc[start].lower_ in ("the", "on", "in", "at")
    ):
        start += 1
    return start


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether the token is of a run of capitalised words, or joins two of them: "Dand-e-Patan"."""
    token = doc[i]
    if token.text[:1].isupper():
        return token.is_alpha
    hyphen = token.text == "-" or (i > 0 and doc[i - 1].text == "-" and len(token.text) < _SHORT)
    return hyphen and not token.whitespace_


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
    if any(
        t.dep_ == "appos" and (t.lower_ in _DIRECTIONS or t.lower_ in nouns.landform)
        for t in head.rights
    ):
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
        if word.lower() not in _WHERE:
            continue
        led = words[i + 1] in _ARTICLES and words[i + 2 : i + 3] == ["-"]
        if not (led or words[i + 1][:1].isupper()):
            continue
        token = doc[i]
        if token.pos_ != "ADP":
            continue
        start = end = i + 1
        end += 2 * led
        while end < len(doc) and doc[end].tag_ in _NAMED and doc[end].text[:1].isupper():
            end += 1
        if end - start <= 2 * led or any(i in taken or i in known for i in range(start, end)):
            continue
        if _may_be_place(doc, token, start, end):
            yield start, end


def _may_be_place(doc: Doc, preposition: Token, start: int, end: int) -> bool:
    """Whether the words are no date or body and stand alone; "at" and "to" ask for more than one reading."""
    labels = {doc[i].ent_type_ for i in range(start, end)}
    if labels & _OTHER or doc[start].is_upper:
        return False
    done = preposition.head.pos_ == "VERB" and end - start > 1
    aimed = preposition.head.lemma_ in load_actor_nouns().aimed
    alone = end == len(doc) or doc[end].pos_ not in ("NOUN", "PROPN", "PART")
    body = doc[end - 1].lower_ in load_actor_nouns().body | load_actor_nouns().party
    sure = preposition.lower_ in _SURE or (preposition.lower_ == "at" and done and not aimed)
    return alone and not body and (sure or not labels & {"ORG", "PERSON"})
