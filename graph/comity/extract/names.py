"""Names: what the gazetteer knows, with the people and the bodies that the article names."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from spacy.language import Language

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.bodies import find_bodies, find_places
from comity.extract.landmarks import (
    Bounds,
    features,
    find_landmarks,
    places_taken_for_people,
)
from comity.extract.persons import find_persons
from comity.extract.phrasebook import Phrasebook
from comity.extract.phrases import characters
from comity.extract.publication import published
from comity.extract.records import Reference, revised
from comity.extract.sentences import words_of
from comity.extract.text import BODY, HEADLINE
from comity.extract.title_spans import find_titles
from comity.extract.tokens import Component, Doc, Span, Token, component
from comity.knowledge.gazetteer import Form, Gazetteer, load_gazetteer
from comity.knowledge.people import load_office_holders, load_titles
from comity.model import Entity

_LEADING_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s+")
_OF_PEOPLE = frozenset(("adjective", "demonym"))
_ARGUMENT = frozenset("nsubj nsubjpass dobj pobj conj attr dative agent".split())


class Names:
    """Sets `doc._.entities` (id to Entity) and `doc._.references` (in the order of the text)."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.holders = load_office_holders()
        self.titles = load_titles()
        self.names = Phrasebook(nlp, (("GAZETTEER", form) for form in gazetteer.forms))

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its names."""
        doc._.titles = find_titles(doc, self.titles)
        persons, people = find_persons(doc, doc._.titles, self.holders, self.gazetteer)
        runs = features(doc)
        people = _outside(doc, people, runs, {i for i, e in persons.items() if e.code})
        taken = _tokens(people)
        known = _known(doc, self.names, self.gazetteer, taken)
        landmarks, marks = find_landmarks(doc, taken | _tokens(known), runs)
        taken |= _tokens(r for r in known if r.kind != "adjective") | _tokens(marks)
        bodies, named = find_bodies(doc, taken, known, self.gazetteer)
        places, sites = find_places(doc, taken | _tokens(named) | _tokens(known))
        entities = landmarks | persons | bodies | places
        for reference in known:
            for identifier in (*reference.entities, reference.place):
                if identifier and identifier not in entities:
                    entities[identifier] = to_entity(self.gazetteer, identifier)
        references = sorted(
            (*people, *known, *named, *sites, *marks), key=lambda r: (r.start, -r.end)
        )
        doc._.entities = _with_aliases(doc, entities, references)
        doc._.references = tuple(references)
        return doc


def to_entity(gazetteer: Gazetteer, identifier: str) -> Entity:
    """The gazetteer's entry `identifier` as an entity without aliases.

    Raises:
        KeyError: the gazetteer has no such entry.
    """
    entry = gazetteer.entries[identifier]
    return Entity(entry.id, entry.type, entry.name, (), entry.code, entry.wikidata)


def _outside(
    doc: Doc, people: list[Reference], runs: list[Bounds], known: set[str]
) -> list[Reference]:
    """The people but for those who are places, or in the names of places ("Thomas" of "Second Thomas Shoal").

    Nor are capitals of a headline a name that the article never speaks of: "Secretary-General Welcomes Truce".
    """
    barred = {i for run in runs for i in range(*run)}
    barred |= {r.start for r in places_taken_for_people(doc, people, known)}
    words, zones = words_of(doc), doc._.zone_of
    told = {word for word, zone in zip(words, zones, strict=False) if zone == BODY}
    return [
        r
        for r in people
        if r.start not in barred
        and (zones[r.start] != HEADLINE or words[r.end - 1] in told or r.entities[0] in known)
    ]


def _tokens(references: Iterable[Reference]) -> set[int]:
    return {i for reference in references for i in range(reference.start, reference.end)}


def _known(doc: Doc, names: Phrasebook, gazetteer: Gazetteer, taken: set[int]) -> list[Reference]:
    """The names of the gazetteer outside the tokens `taken`, in the order of the text."""
    chosen = _own_bodies(doc, _longest(doc, names, gazetteer, taken), gazetteer)
    firm = {f.entry for _, forms in chosen for f in forms if f.kind in ("name", "short")}
    read = (_reading(span, forms, firm, gazetteer) for span, forms in chosen)
    return [reference for reference in read if reference]


def _own_bodies(
    doc: Doc, chosen: list[tuple[Span, tuple[Form, ...]]], gazetteer: Gazetteer
) -> list[tuple[Span, tuple[Form, ...]]]:
    """The names without the bodies of one state behind the name of another: "Peru's Congress" is not the American one."""
    kept: list[tuple[Span, tuple[Form, ...]]] = []
    owner: tuple[int, frozenset[str]] = (-1, frozenset())
    for span, forms in chosen:
        entries = [gazetteer.entries[f.entry] for f in forms]
        states = frozenset(e.code for e in entries if e.type == "State" and e.code)
        bodies = frozenset(e.code for e in entries if e.type == "GovernmentBody" and e.code)
        near = span.start - owner[0] <= (doc[owner[0]].lower_ == "'s") if owner[0] > 0 else False
        if not (near and bodies and not bodies & owner[1]):
            kept.append((span, forms))
        if states:
            owner = span.end, states
    return kept


def _longest(
    doc: Doc, names: Phrasebook, gazetteer: Gazetteer, taken: set[int]
) -> list[tuple[Span, tuple[Form, ...]]]:
    """The longest stretches of text that are names on the day, with all readings of each."""
    on = published(doc)
    chosen: list[tuple[Span, tuple[Form, ...]]] = []
    used = set(taken)
    found = names.find(doc)
    for start, end, _ in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if not used.isdisjoint(range(start, end)):
            continue
        span = doc[start:end]
        forms = tuple(f for f in gazetteer.forms.get(span.text, ()) if _in_force(f, on))
        if forms and not _begins_name(doc, span):
            used.update(range(start, end))
            chosen.append((span, forms))
    return sorted(chosen, key=lambda c: c[0].start)


def _begins_name(doc: Doc, span: Span) -> bool:
    """Whether a geographical noun is only the beginning of a name: "the Gulf of Gonâve"."""
    end = span.end
    if end - span.start > 1 or end + 1 >= len(doc) or doc[end].lower_ != "of":
        return False
    named = doc[end + 1].text[:1].isupper()
    return named and doc[span.start].lower_ in load_actor_nouns().feature


def _in_force(form: Form, on: date | None) -> bool:
    return on is None or (
        (form.since is None or form.since <= on) and (form.until is None or on <= form.until)
    )


def _reading(
    span: Span, forms: tuple[Form, ...], firm: set[str], gazetteer: Gazetteer
) -> Reference | None:
    """The reading of an ambiguous form.

    Entries named in full elsewhere come first, states before others.
    """
    forms = tuple(f for f in forms if f.kind != "context" or f.entry in firm)
    types = {f.entry: gazetteer.entries[f.entry].type for f in forms}
    places = [f.entry for f in forms if types[f.entry] == "Place"]
    actors = sorted(
        (f for f in forms if types[f.entry] not in ("Place", "Treaty")),
        key=lambda f: (f.entry not in firm, types[f.entry] != "State"),
    )
    if actors:
        best = actors[0]
        state = best.entry if types[best.entry] == "State" else None
        return _of_actor(span, best, places[0] if places else state)
    if not places:
        return None
    kind = "adjective" if all(f.kind in _OF_PEOPLE for f in forms) else "place"
    return Reference(span.start, span.end, span.root.i, (), kind, places[0])


def _of_actor(span: Span, form: Form, place: str | None) -> Reference:
    root, entities = span.root, (form.entry,)
    if form.kind in _OF_PEOPLE or _modifies(root):
        people = root.tag_ in ("NNPS", "NNS", "NNP") and root.dep_ in _ARGUMENT
        kind = "name" if people else "adjective"
        return Reference(span.start, span.end, root.i, entities, kind)
    kind = "capital" if form.kind == "capital" else "name"
    return Reference(span.start, span.end, root.i, entities, kind, place)


def _modifies(token: Token) -> bool:
    """Whether a name that may be an adjective too ("Korean") stands as one."""
    return token.pos_ == "ADJ" and token.dep_ in ("amod", "compound", "nmod")


def _with_aliases(
    doc: Doc, entities: dict[str, Entity], references: list[Reference]
) -> dict[str, Entity]:
    """The entities with every name met."""
    names: dict[str, set[str]] = {identifier: set() for identifier in entities}
    article = doc._.article.text
    for reference in references:
        if reference.kind in ("name", "capital", "place"):
            text = characters(doc, reference.start, reference.end).of(article)
            for identifier in (*reference.entities[:1], reference.place):
                if identifier:
                    names[identifier].add(_LEADING_ARTICLE.sub("", text))
    return {
        identifier: revised(e, aliases=tuple(sorted(names[identifier] - {e.name})))
        for identifier, e in entities.items()
    }


@Language.factory(
    "comity_names",
    requires=["doc.ents", "token.tag", "token.dep"],
    assigns=["doc._.entities", "doc._.references"],
    default_config={"gazetteer": None},
)
def make_names(nlp: Language, name: str, gazetteer: str | None) -> Component:
    """The component that finds names; `gazetteer` is the path of a user's own table."""
    return component(Names(nlp, load_gazetteer(Path(gazetteer) if gazetteer else None)))
