"""Names: what the gazetteer knows, the people of the article, and the bodies that the model has seen.

People are found by the model, by a title before a name and by the table of office-holders; then every other
occurrence of a found family name in the article is taken for that person, whatever the model labelled it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from comity.extract.records import Reference
from comity.knowledge.gazetteer import Form, Gazetteer, load_gazetteer
from comity.knowledge.people import (
    OfficeHolders,
    Titles,
    family_first,
    load_office_holders,
    load_titles,
)
from comity.model import Entity, slug

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ul",
        "ur",
        "abu",
        "ben",
        "san",
        "-",
    ]
)
_OF_PEOPLE = frozenset(("adjective", "demonym"))
_ARGUMENT = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative", "agent"))
_PERSON_STOP = frozenset(["the", "a", "an", "mr", "mrs", "ms", "dr", "sir"])
_TYPE_OF_WORD = {
    "GovernmentBody": "ministry department office court parliament assembly congress senate army navy force forces police "
    "embassy government cabinet agency commission council committee bureau administration directorate guard secretariat",
    "Party": "party movement front",
}
_WORD_TYPE = {word: type_ for type_, words in _TYPE_OF_WORD.items() for word in words.split()}
_PREFIX = {"GovernmentBody": "body", "Party": "party", "Organization": "org"}


class Names:
    """Sets `doc._.entities` (id to Entity) and `doc._.references` (in the order of the text)."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.holders = load_office_holders()
        self.titles = load_titles()
        self.matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.matcher.add("GAZETTEER", list(nlp.tokenizer.pipe(gazetteer.forms)))

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its names."""
        people = _people(doc, self.titles, self.holders, self.gazetteer)
        taken = {i for reference in people[1] for i in range(reference.start, reference.end)}
        known = _known(doc, self.matcher, self.gazetteer, taken)
        taken |= {
            i
            for reference in known
            for i in range(reference.start, reference.end)
            if reference.kind != "adjective"
        }
        bodies = _bodies(doc, taken, known, self.gazetteer)
        entities = dict(people[0]) | bodies[0]
        references = sorted([*people[1], *known, *bodies[1]], key=lambda r: (r.start, -r.end))
        for reference in known:
            for identifier in (*reference.entities, reference.place):
                if identifier and identifier not in entities:
                    entities[identifier] = to_entity(self.gazetteer, identifier)
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


def _known(
    doc: Doc, matcher: PhraseMatcher, gazetteer: Gazetteer, taken: set[int]
) -> list[Reference]:
    published: date | None = doc._.article.published if doc._.article else None
    spans = sorted(
        ((start, end) for _, start, end in matcher(doc)), key=lambda s: (-(s[1] - s[0]), s[0])
    )
    chosen: list[tuple[int, int, tuple[Form, ...]]] = []
    used = set(taken)
    for start, end in spans:
        forms = tuple(f for f in gazetteer.forms.get(doc[start:end].text, ()) if _in_force(f, published))
        if forms and not used & set(range(start, end)):
            used |= set(range(start, end))
            chosen.append((start, end, forms))
    firm = {f.entry for _, _, forms in chosen for f in forms if f.kind in ("name", "short")}
    return [
        r
        for start, end, forms in sorted(chosen, key=lambda c: c[0])
        if (r := _reading(doc, start, end, forms, firm, gazetteer))
    ]


def _in_force(form: Form, on: date | None) -> bool:
    return on is None or (
        (form.since is None or form.since <= on) and (form.until is None or on <= form.until)
    )


def _reading(
    doc: Doc, start: int, end: int, forms: tuple[Form, ...], firm: set[str], gazetteer: Gazetteer
) -> Reference | None:
    """The reading of an ambiguous form: entries named in full elsewhere first, states before others."""
    forms = tuple(f for f in forms if f.kind != "context" or f.entry in firm)
    if not forms:
        return None
    span = doc[start:end]
    types = {f.entry: gazetteer.entries[f.entry].type for f in forms}
    places = [f.entry for f in forms if types[f.entry] == "Place"]
    actors = sorted(
        (f for f in forms if types[f.entry] not in ("Place", "Treaty")),
        key=lambda f: (f.entry not in firm, types[f.entry] != "State"),
    )
    if not actors and not places:
        return None
    if not actors:
        kind = "adjective" if all(f.kind in _OF_PEOPLE for f in forms) else "place"
        return Reference(start, end, span.root.i, (), kind, places[0])
    best = actors[0]
    if best.kind in _OF_PEOPLE or _modifies(span.root):
        people = span.root.tag_ in ("NNPS", "NNS", "NNP") and span.root.dep_ in _ARGUMENT
        return Reference(start, end, span.root.i, (best.entry,), "name" if people else "adjective")
    state = best.entry if types[best.entry] == "State" else None
    kind = "capital" if best.kind == "capital" else "name"
    return Reference(
        start, end, span.root.i, (best.entry,), kind, places[0] if places else state
    )


def _modifies(token: Token) -> bool:
    """Whether a name that may be an adjective too ("Korean") stands as one."""
    return token.pos_ == "ADJ" and token.dep_ in ("amod", "compound", "nmod")


def _people(
    doc: Doc, titles: Titles, holders: OfficeHolders, gazetteer: Gazetteer
) -> tuple[dict[str, Entity], list[Reference]]:
    spans = _person_spans(doc, titles, holders, gazetteer)
    published = doc._.article.published if doc._.article else None
    full = {doc[a:b].text for a, b in spans if len(_parts(doc[a:b].text)) > 1}
    identities, families = _identities(full, holders)
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    for start, end in sorted(spans | _family_spans(doc, families, spans)):
        text = doc[start:end].text
        identity = (
            identities.get(text) or families.get(text) or _by_surname(text, holders, published)
        )
        entities.setdefault(
            identity[0], Entity(identity[0], "Person", identity[1], (), identity[2], identity[3])
        )
        references.append(Reference(start, end, doc[start:end].root.i, (identity[0],), "name"))
    return entities, references


_Identity = tuple[str, str, str | None, str | None]


def _identities(
    full: set[str], holders: OfficeHolders
) -> tuple[dict[str, _Identity], dict[str, _Identity]]:
    """Of each full name, and of each family name that only one of them has: id, name, code, wikidata."""
    identities: dict[str, _Identity] = {}
    families: dict[str, _Identity] = {}
    canonical: dict[frozenset[str], _Identity] = {}
    for text in sorted(full, key=lambda t: (-len(t), t)):
        parts = frozenset(slug(text).split("-"))
        same = next(
            (i for known, i in canonical.items() if parts <= known and len(parts) > 1), None
        )
        identity = same or _identity(text, holders)
        canonical.setdefault(parts, identity)
        identities[text] = identity
    for text, identity in sorted(identities.items()):
        words = _parts(text)
        for family in {words[0] if family_first(words) else words[-1], *_joined_family(words)}:
            known = families.get(family)
            families[family] = (
                identity if known in (None, identity) else _more_prominent(known, identity)
            )
    return identities, families


def _more_prominent(a: _Identity | None, b: _Identity) -> _Identity:
    """Of two people of one family name, the one whom the table of office-holders knows, else the first."""
    if a is None or (a[2] is None and b[2] is not None):
        return b
    return a


def _joined_family(words: list[str]) -> Iterator[str]:
    """'dos Santos' and 'bin Farhan' beside 'Santos' and 'Farhan'."""
    for i in range(1, len(words) - 1):
        if words[i].lower() in _PARTICLES:
            yield " ".join(words[i:])


def _identity(text: str, holders: OfficeHolders) -> _Identity:
    known = holders.by_name(text)
    if known:
        code = known[0].code
        return f"person/{slug(known[0].name)}", text, code, known[0].wikidata
    return f"person/{slug(text)}", text, None, None


def _by_surname(text: str, holders: OfficeHolders, published: date | None) -> _Identity:
    known = holders.by_surname(text, published)
    if known:
        return f"person/{slug(known[0].name)}", known[0].name, known[0].code, known[0].wikidata
    return f"person/{slug(text)}", text, None, None


def _parts(text: str) -> list[str]:
    return [part for part in text.split() if part]


def _person_spans(
    doc: Doc, titles: Titles, holders: OfficeHolders, gazetteer: Gazetteer
) -> set[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for ent in doc.ents:
        if (
            ent.label_ == "PERSON"
            or ent.label_ in ("ORG", "GPE", "NORP", "FAC", "PRODUCT")
            and _in_office(doc, ent, holders)
        ):
            spans.append(_trim(doc, ent.start, ent.end, titles))
    words = [token.text for token in doc]
    for token in doc:
        size = titles.match(words, token.i)
        if size and token.i + size < len(doc):
            spans.append(_name_from(doc, token.i + size, gazetteer))
        spans.extend(_holder_at(doc, token.i, holders))
    return _without_overlap(
        doc, (s for s in spans if s[1] > s[0] and _looks_personal(doc[s[0] : s[1]], gazetteer))
    )


def _in_office(doc: Doc, ent: Span, holders: OfficeHolders) -> bool:
    """Whether a single word that the model took for something else is the family name of one in office that day."""
    published = doc._.article.published if doc._.article else None
    word = ent[0].text
    if published is None or len([t for t in ent if t.is_alpha]) != 1:
        return False
    return any(
        (h.since is None or h.since <= published) and (h.until is None or published <= h.until)
        for h in holders.by_surname(word, published)
    )


def _trim(doc: Doc, start: int, end: int, titles: Titles) -> tuple[int, int]:
    """A model's span without titles before it or a possessive after it, and with a cut hyphenated name whole."""
    words = [token.text for token in doc[start:end]]
    while start < end:
        size = titles.match(words, len(words) - (end - start))
        if not size or size >= end - start:
            break
        start += size
    while end > start and doc[end - 1].text in ("'s", "'", ",", "."):
        end -= 1
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end].whitespace_
        and not doc[end - 1].whitespace_
    ):
        end += 2
    return start, end


def _name_from(doc: Doc, start: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """The run of capitalised proper nouns, particles and hyphens that begins at `start`."""
    end = start
    while end < len(doc) and _in_name(doc[end], first=end == start):
        end += 1
        if end - start > 6 or (end < len(doc) and doc[end - 1].text[-1:] in ",;"):
            break
    while end > start and (doc[end - 1].text.lower() in _PARTICLES):
        end -= 1
    if end - start == 1 and doc[start].text in gazetteer.forms:
        return start, start
    return start, end


def _in_name(token: Token, *, first: bool) -> bool:
    if first:
        return (
            token.text[:1].isupper()
            and token.pos_ in ("PROPN", "NOUN", "ADJ")
            and token.ent_type_ not in ("DATE", "NORP")
        )
    if token.text.lower() in _PARTICLES:
        return True
    joined = token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return joined or (
        token.text[:1].isupper()
        and token.pos_ == "PROPN"
        and token.ent_type_ not in ("DATE", "NORP", "GPE")
    )


def _holder_at(doc: Doc, start: int, holders: OfficeHolders) -> Iterator[tuple[int, int]]:
    if not doc[start].text[:1].isupper():
        return
    for end in range(min(len(doc), start + 6), start + 1, -1):
        if doc[end - 1].text[:1].isalpha() and holders.by_name(doc[start:end].text):
            yield start, end
            return


def _looks_personal(span: Span, gazetteer: Gazetteer) -> bool:
    words = [
        token for token in span if token.is_alpha or "-" in token.text or token.text[-1:] == "."
    ]
    if not any(token.text[:1].isupper() for token in words) or span.text.lower() in _PERSON_STOP:
        return False
    if any(token.text in ("\n", "(", ")", '"') or token.is_digit for token in span):
        return False
    return span.text not in gazetteer.forms


def _without_overlap(doc: Doc, spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (-(s[1] - s[0]), s[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return set(kept)


def _family_spans(
    doc: Doc, families: dict[str, _Identity], spans: set[tuple[int, int]]
) -> set[tuple[int, int]]:
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
    """Whether a family name stands inside a longer name of something else ("Park Avenue", "the Bush Institute")."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return bool(
        after
        and token.dep_ == "compound"
        and after.pos_ == "PROPN"
        and after.head.i == token.head.i + 0
        and after.ent_type_ in ("ORG", "FAC")
    )


def _bodies(
    doc: Doc, taken: set[int], known: list[Reference], gazetteer: Gazetteer
) -> tuple[dict[str, Entity], list[Reference]]:
    """Organisations that the model names and the gazetteer does not know, with the state before them."""
    entities: dict[str, Entity] = {}
    references: list[Reference] = []
    adjectives = {r.end: r for r in known if r.kind == "adjective" or r.entities}
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and doc[start].lower_ in ("the", "a", "an"):
            start += 1
        while end > start and doc[end - 1].text in ("'s", "'"):
            end -= 1
        if (
            ent.label_ != "ORG"
            or end <= start
            or set(range(start, end)) & taken
            or not doc[start].text[:1].isupper()
        ):
            continue
        owner = _owner(doc, start, adjectives)
        entity = _body(doc, owner.start if owner else start, end, owner, gazetteer)
        entities[entity.id] = entity
        references.append(Reference(start, end, doc[start:end].root.i, (entity.id,), "name"))
    return entities, references


def _owner(doc: Doc, start: int, before: dict[int, Reference]) -> Reference | None:
    """The state just before a body: "Japan's", "Kenyan"."""
    at = start - 1 if start and doc[start - 1].text in ("'s", "'") else start
    reference = before.get(at)
    return (
        reference
        if reference and reference.entities and reference.entities[0].startswith("state/")
        else None
    )


def _body(doc: Doc, start: int, end: int, owner: Reference | None, gazetteer: Gazetteer) -> Entity:
    inner = next(
        (
            f.entry
            for w in doc[start:end]
            for f in gazetteer.forms.get(w.text, ())
            if f.entry.startswith("state/")
        ),
        None,
    )
    state = owner.entities[0] if owner else inner
    type_ = next(
        (_WORD_TYPE[w.lower_] for w in reversed(doc[start:end]) if w.lower_ in _WORD_TYPE),
        "Organization",
    )
    name = re.sub(r"\s+", " ", doc[start:end].text)
    code = gazetteer.entries[state].code if state else None
    return Entity(f"{_PREFIX[type_]}/{slug(name)}", type_, name, (), code)


def _with_aliases(
    doc: Doc, entities: dict[str, Entity], references: list[Reference]
) -> dict[str, Entity]:
    """The entities with every name met."""
    names: dict[str, set[str]] = {identifier: set() for identifier in entities}
    for reference in references:
        if reference.kind in ("name", "capital", "place"):
            text = doc._.article.text[_start(doc, reference) : _end(doc, reference)]
            for identifier in {*reference.entities[:1], reference.place} - {None}:
                names[str(identifier)].add(re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text))
    return {
        identifier: replace(e, aliases=tuple(sorted(names[identifier] - {e.name})))
        for identifier, e in entities.items()
    }


def _start(doc: Doc, reference: Reference) -> int:
    return int(doc[reference.start].idx)


def _end(doc: Doc, reference: Reference) -> int:
    return int(doc[reference.end - 1].idx + len(doc[reference.end - 1]))


@Language.factory(
    "comity_names",
    requires=["doc.ents", "token.tag", "token.dep"],
    assigns=["doc._.entities", "doc._.references"],
    default_config={"gazetteer": None},
)
def make_names(nlp: Language, name: str, gazetteer: str | None) -> Names:
    """The component that finds names; `gazetteer` is the path of a user's own table."""
    return Names(nlp, load_gazetteer(Path(gazetteer) if gazetteer else None))
