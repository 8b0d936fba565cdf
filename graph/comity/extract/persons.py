"""People of an article: who each name stands for.

Every occurrence of the family name of someone named in full is taken for that person, whatever
the model labelled it.
"""

from __future__ import annotations

from comity.extract.family_forms import family_forms, family_spans
from comity.extract.identifiers import person_id
from comity.extract.person_spans import person_spans
from comity.extract.publication import published
from comity.extract.records import Reference
from comity.extract.sentences import words_of
from comity.extract.title_spans import TitleSpans
from comity.extract.tokens import Doc
from comity.knowledge.gazetteer import Gazetteer
from comity.knowledge.people import Holder, OfficeHolders, load_titles
from comity.model import Entity, slug

_LEADS = frozenset(("leader", "former leader"))
_SHORT = 40
"""Tokens of a text in which a state need not be named."""


def find_persons(
    doc: Doc, titles: TitleSpans, holders: OfficeHolders, gazetteer: Gazetteer
) -> tuple[dict[str, Entity], list[Reference]]:
    """The people of the doc by id, and where they are named, in the order of the text."""
    spans = person_spans(doc, titles, holders, gazetteer)
    full = {(a, b) for a, b in spans if len(doc[a:b].text.split()) > 1}
    persons = _by_full_name({doc[a:b].text for a, b in full}, holders)
    named = [(a, b, persons[doc[a:b].text]) for a, b in sorted(full)]
    by_id = {person.id: person for _, _, person in reversed(named)}
    families = family_forms(doc, named)
    states: frozenset[str] | None = None
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    for start, end in sorted(spans | family_spans(doc, families, spans)):
        span = doc[start:end]
        entity = persons.get(span.text) or families.bearer(doc, start, end)
        if entity is None:
            states = _states(doc, gazetteer) if states is None else states
            holder = _holder(doc, start, end, titles, states, holders)
            entity = to_person(span.text, holder)
            entity = by_id.get(entity.id, entity)
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
        holder = next(iter(holders.by_name(text) or holders.by_name(text.split(",")[0])), None)
        person = next(same, None) or to_person(text, holder)
        canonical.setdefault(parts, person)
        persons[text] = person
    return persons


def _states(doc: Doc, gazetteer: Gazetteer) -> frozenset[str]:
    """The states and bodies that single words of the doc speak of."""
    forms = (
        gazetteer.forms.get(word, ()) for word in {w for w in words_of(doc) if w[:1].isupper()}
    )
    return frozenset(form.entry for found in forms for form in found)


def _holder(
    doc: Doc,
    start: int,
    end: int,
    titles: TitleSpans,
    states: frozenset[str],
    holders: OfficeHolders,
) -> Holder | None:
    """Whom a family name alone stands for in the table.

    The title before it must be theirs; without a title, the article must speak of their state.
    """
    terms = holders.by_surname(doc[start:end].text, published(doc))
    before = titles.starts.get(start)
    if before is None or not terms:
        return next((h for h in terms if h.of in states or len(doc) < _SHORT), None)
    title = load_titles().info(doc[before[0] : start].text)
    if title is None or title.level in ("honorific", "rank"):
        return next((h for h in terms if h.of in states), None)
    fit = [h for h in terms if h.canonical == title.canonical or title.canonical in _LEADS]
    return next((h for h in fit if h.of in states), next(iter(fit), None))
