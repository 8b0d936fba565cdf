"""Organisations and places that the model names and the gazetteer does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.extract.identifiers import is_state
from comity.extract.phrases import words
from comity.extract.records import Reference
from comity.extract.sentences import nouns_of
from comity.extract.tokens import Doc, Span
from comity.knowledge.gazetteer import TYPES, Gazetteer
from comity.model import Entity, slug

_GOVERNMENT = (
    "ministry department office court parliament assembly congress senate army navy force forces "
    "police embassy government cabinet agency commission council committee bureau administration "
    "directorate guard secretariat"
)
_DESCRIPTIONS = frozenset(
    "group organisation organization party movement union association charity watchdog ngo federation alliance "
    "militia think-tank".split()
)
_PARTY = "party movement front"
_TYPE_OF_WORD = dict.fromkeys(_GOVERNMENT.split(), "GovernmentBody") | dict.fromkeys(
    _PARTY.split(), "Party"
)
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_ARTICLES = frozenset(("the", "a", "an"))
_BODIES = ("igo/", "body/")
_LONGEST_TITLE = 6


def find_bodies(
    doc: Doc, taken: set[int], known: list[Reference], gazetteer: Gazetteer
) -> tuple[dict[str, Entity], list[Reference]]:
    """The bodies outside the tokens `taken`, by id, and where they are named.

    A body belongs to the state among the references `known` that stands just before it.
    """
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    before = {r.end: r for r in known if r.kind == "adjective" or r.entities}
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = _trimmed(doc, ent)
        if end <= start or taken & set(range(start, end)) or not doc[start].text[:1].isupper():
            continue
        if _is_title(doc, start, end):
            continue
        owner = _owner(doc, start, before)
        full = _named_before(doc, start, [*known, *references]) if end - start == 1 else None
        if full is not None and owner is None:
            references.append(Reference(start, end, start, full.entities, "name"))
            continue
        entity = _body(doc, start, end, owner, gazetteer)
        entities[entity.id] = entity
        references.append(Reference(start, end, doc[start:end].root.i, (entity.id,), "name"))
    taken = taken | {i for r in references for i in range(r.start, r.end)}
    for owner, start, end in _after_owner(doc, taken, known):
        entity = _body(doc, start, end, owner, gazetteer)
        entities.setdefault(entity.id, entity)
        references.append(Reference(start, end, doc[start:end].root.i, (entity.id,), "name"))
    taken = taken | {i for r in references for i in range(r.start, r.end)}
    for start, end in _described(doc, taken):
        entity = _body(doc, start, end, None, gazetteer)
        entities.setdefault(entity.id, entity)
        references.append(Reference(start, end, end - 1, (entity.id,), "name"))
    return entities, references


def _described(doc: Doc, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Names that nobody knows, with what they are apposed: "Horn Concern, a London-based rights group,"."""
    for noun in nouns_of(doc):
        name = noun.head
        if noun.dep_ != "appos" or noun.lemma_.lower() not in _DESCRIPTIONS or noun.i < name.i:
            continue
        start = name.i
        while start and doc[start - 1].head.i == name.i and doc[start - 1].tag_ == "NNP":
            start -= 1
        whole = range(start, name.i + 1)
        if name.tag_ == "NNP" and taken.isdisjoint(whole) and doc[name.i + 1].text == ",":
            yield start, name.i + 1


def _named_before(doc: Doc, at: int, references: Sequence[Reference]) -> Reference | None:
    """The body whose name ends in the one word at the token, named last before it: "the Council" for the Security Council."""
    word = doc[at].lower_
    if word not in _TYPE_OF_WORD or at == 0 or doc[at - 1].lower_ != "the":
        return None
    named = (
        r
        for r in references
        if r.end <= at
        and r.end - r.start > 1
        and r.kind == "name"
        and doc[r.end - 1].lower_ == word
        and r.entities
        and r.entities[0].startswith(_BODIES)
    )
    return max(named, key=lambda r: r.start, default=None)


def _is_title(doc: Doc, start: int, end: int) -> bool:
    """Whether a title of office reaches into the span: "State" of "Secretary of State"."""
    if doc[end - 1].lower_ in _TYPE_OF_WORD:
        return False
    after = doc._.titles.after
    return any(after.get(i, 0) > start for i in range(max(0, start - _LONGEST_TITLE), end))


def _after_owner(
    doc: Doc, taken: set[int], known: list[Reference]
) -> Iterator[tuple[Reference, int, int]]:
    """'ECOWAS Commission', "Kenyan High Court": capitalised words of a body after its owner."""
    for reference in known:
        if not reference.entities or reference.kind not in ("name", "adjective"):
            continue
        end = reference.end
        while end < len(doc) and end not in taken and doc[end].text[:1].isupper():
            end += 1
            if doc[end - 1].lower_ in _TYPE_OF_WORD and doc[end - 1].tag_ == "NNP":
                yield reference, reference.end, end
                break


def find_places(doc: Doc, taken: set[int]) -> tuple[dict[str, Entity], list[Reference]]:
    """The places outside the tokens `taken`, by id, and where they are named."""
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    for ent in doc.ents:
        start, end = _trimmed(doc, ent)
        if ent.label_ not in _PLACES or end <= start or taken & set(range(start, end)):
            continue
        if doc[start].text[:1].isupper() and not doc[start].is_upper:
            name = words(doc, start, end)
            entity = Entity(f"place/{slug(name)}", "Place", name)
            entities[entity.id] = entity
            root = doc[start:end].root.i
            references.append(Reference(start, end, root, (), "place", entity.id))
    return entities, references


def _trimmed(doc: Doc, ent: Span) -> tuple[int, int]:
    """The span without articles before it or a possessive after it."""
    start, end = ent.start, ent.end
    while start < end and doc[start].lower_ in _ARTICLES:
        start += 1
    while end > start and doc[end - 1].text in ("'s", "'"):
        end -= 1
    return start, end


def _owner(doc: Doc, start: int, before: dict[int, Reference]) -> Reference | None:
    """The state just before a body: "Japan's", "Kenyan"."""
    at = start - 1 if start and doc[start - 1].text in ("'s", "'") else start
    reference = before.get(at)
    owns = reference and reference.entities and is_state(reference.entities[0])
    return reference if owns else None


def _body(doc: Doc, start: int, end: int, owner: Reference | None, gazetteer: Gazetteer) -> Entity:
    span = doc[owner.start if owner else start : end]
    forms = (f for w in span for f in gazetteer.forms.get(w.text, ()))
    inner = next((f.entry for f in forms if is_state(f.entry)), None)
    state = owner.entities[0] if owner else inner
    types = (_TYPE_OF_WORD.get(w.lower_) for w in reversed(span))
    type_ = next((t for t in types if t), "Organization")
    name = words(doc, span.start, span.end)
    code = gazetteer.entries[state].code if state is not None else None
    return Entity(f"{TYPES[type_]}/{slug(name)}", type_, name, (), code)
