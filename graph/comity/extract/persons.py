"""People of an article: who each name stands for.

Every occurrence of the family name of someone named in full is taken for that person, whatever
the model labelled it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from comity.extract.identifiers import person_id
from comity.extract.person_spans import PARTICLES, Bounds, person_spans
from comity.extract.publication import published
from comity.extract.records import Reference
from comity.knowledge.gazetteer import Gazetteer
from comity.knowledge.people import Holder, OfficeHolders, Titles, family_first
from comity.model import Entity, slug

_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))


def find_persons(
    doc: Doc, titles: Titles, holders: OfficeHolders, gazetteer: Gazetteer
) -> tuple[dict[str, Entity], list[Reference]]:
    """The people of the doc by id, and where they are named, in the order of the text."""
    spans = person_spans(doc, titles, holders, gazetteer)
    full = {doc[a:b].text for a, b in spans if len(doc[a:b].text.split()) > 1}
    persons = _by_full_name(full, holders)
    families = _by_family_name(persons)
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    for start, end in sorted(spans | _family_spans(doc, families, spans)):
        span = doc[start:end]
        entity = persons.get(span.text) or families.get(span.text)
        if entity is None:
            holder = next(iter(holders.by_surname(span.text, published(doc))), None)
            entity = to_person(holder.name if holder else span.text, holder)
        entities.setdefault(entity.id, entity)
        references.append(Reference(start, end, span.root.i, (entity.id,), "name"))
    return entities, references


def to_person(name: str, holder: Holder | None) -> Entity:
    """The person called `name`; `holder` is a term of office of theirs, where the table has one."""
    if holder is None:
        return Entity(person_id(name), "Person", name)
    return Entity(person_id(holder.name), "Person", name, (), holder.code, holder.wikidata)


def _by_full_name(full: set[str], holders: OfficeHolders) -> dict[str, Entity]:
    """The person of each full name; a name whose words are all in a longer one is the same's."""
    persons: dict[str, Entity] = {}
    canonical: dict[frozenset[str], Entity] = {}
    for text in sorted(full, key=lambda t: (-len(t), t)):
        parts = frozenset(slug(text).split("-"))
        same = (p for known, p in canonical.items() if parts <= known and len(parts) > 1)
        holder = next(iter(holders.by_name(text)), None)
        person = next(same, None) or to_person(text, holder)
        canonical.setdefault(parts, person)
        persons[text] = person
    return persons


def _by_family_name(persons: dict[str, Entity]) -> dict[str, Entity]:
    """The person of each family name: of two, the one whom the table knows, else the first."""
    families: dict[str, Entity] = {}
    for text, person in sorted(persons.items(), key=lambda item: item[0]):
        for family in _family_names(text.split()):
            known = families.get(family)
            if known is None or (known.code is None and person.code is not None):
                families[family] = person
    return families


def _family_names(words: list[str]) -> Iterator[str]:
    """The family name, and longer ones with particles: 'dos Santos' beside 'Santos'."""
    while len(words) > 1 and words[-1].rstrip(".,") in _SUFFIXES:
        words = words[:-1]
    words = [word.rstrip(",") for word in words]
    yield words[0] if family_first(words) else words[-1]
    for i in range(1, len(words) - 1):
        if words[i].lower() in PARTICLES:
            yield " ".join(words[i:])


def _family_spans(doc: Doc, families: dict[str, Entity], spans: set[Bounds]) -> set[Bounds]:
    """Where a known family name stands alone."""
    taken = {i for a, b in spans for i in range(a, b)}
    return {
        (token.i, token.i + 1)
        for token in doc
        if token.text in families
        and token.i not in taken
        and token.text[:1].isupper()
        and not _inside_name(token)
    }


def _inside_name(token: Token) -> bool:
    """Whether a family name stands inside the name of something else ("the Bush Institute")."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return bool(
        after
        and token.dep_ == "compound"
        and after.pos_ == "PROPN"
        and after.head.i == token.head.i
        and after.ent_type_ in ("ORG", "FAC")
    )
