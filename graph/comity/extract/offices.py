"""Offices: a title read with its holder and the state or body it belongs to.

Titles stand before a name ("Kenyan President William Ruto"), in apposition ("Lula, the president of
Brazil"), as a predicate, or are copied by "counterpart" ("his Angolan counterpart, João Lourenço").
They are read twice: before the actors without a name are known, and once more with these and with
what pronouns stand for ("its economy minister").
"""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.counterparts import counterparts
from comity.extract.home import Home
from comity.extract.identifiers import is_person, state_id
from comity.extract.names import to_entity
from comity.extract.owners import ByToken, owner_after_name, owner_of, person_behind, widened
from comity.extract.plural_titles import plural_offices
from comity.extract.records import OfficeRead, Reference
from comity.extract.title_phrases import TitlePhrase, title_phrases
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.people import Title, load_office_holders, load_titles

_PAST = frozenset("former ex late then onetime previous ousted deposed erstwhile".split())
_NO_OFFICE = frozenset(("honorific", "rank", "role", ""))
_AIDES = frozenset(("spokesperson", "official", "envoy"))
_OWNERS = frozenset(("name", "capital", "adjective", "body", "anaphor"))


class Offices:
    """Sets `doc._.offices`, in the order of the text; one reading for each title met."""

    def __init__(self) -> None:
        self.titles = load_titles()
        self.holders = load_office_holders()
        self.nouns = load_actor_nouns()
        self.gazetteer = load_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its offices."""
        owners = _owners(doc)
        people = [r for r in doc._.references if r.entities and is_person(r.entities[0])]
        home = Home.of(doc)
        found: list[OfficeRead] = []
        for person in people:
            if person.kind == "name":
                found.extend(self._of_person(doc, person, owners, home, found))
        found.extend(plural_offices(doc, people, owners, self.titles))
        offices = [*found, *counterparts(doc, people, found, owners)]
        doc._.offices = tuple(sorted(dict.fromkeys(offices), key=lambda o: (o.token, o.title)))
        doc._.entities = doc._.entities | {
            o.of: to_entity(self.gazetteer, o.of) for o in offices if o.of not in doc._.entities
        }
        return doc

    def _of_person(
        self,
        doc: Doc,
        person: Reference,
        owners: ByToken,
        home: Home,
        before: Sequence[OfficeRead],
    ) -> list[OfficeRead]:
        """The offices of the titles beside a name; titles joined by "and" have one owner."""
        read = [
            (p, i) for p in title_phrases(doc, person, doc._.titles) if (i := self._office(doc, p))
        ]
        of = [self._owner(doc, person, phrase, info, owners) for phrase, info in read]
        shared = next((o for o in of if o), None)
        found: list[OfficeRead] = []
        for (phrase, info), own in zip(read, of, strict=True):
            owner = own or shared or self._elsewhere(doc, person, phrase, info, home, before)
            if owner is not None:
                found.append(_read(doc, person, phrase, owner, owners))
        return found

    def _elsewhere(
        self,
        doc: Doc,
        person: Reference,
        phrase: TitlePhrase,
        info: Title,
        home: Home,
        before: Sequence[OfficeRead],
    ) -> str | None:
        """Whose a bare title is: by the article before, the table, the title itself, the context."""
        holder = person.entities[0]
        same = (
            o.of for o in before if o.person == holder and _same(info, self.titles.info(o.title))
        )
        sole = self.nouns.sole.get(info.canonical)
        table = self._known(doc, holder, info)
        known = next(same, None) or table or sole
        return known or home.owner(doc[phrase.start], holder, info, before, self.titles)

    def _office(self, doc: Doc, phrase: TitlePhrase) -> Title | None:
        """What the title means, if it is that of an office."""
        info = self.titles.info(doc[phrase.start : phrase.end].text)
        return None if info is None or info.level in _NO_OFFICE else info

    def _owner(
        self, doc: Doc, person: Reference, phrase: TitlePhrase, info: Title, owners: ByToken
    ) -> str | None:
        """The state or body beside the title; the person whose aide the holder is."""
        start = widened(doc, phrase.start, phrase.end, owners)
        of = owner_of(doc, start, phrase.end, owners, envoy=info.level == "envoy")
        if of is None and phrase.rule == "title-before-name":
            of = owner_after_name(doc, person.end, owners)
        if of is None and info.level in _AIDES and info.scope != "state":
            of = person_behind(doc, phrase.start, owners)
        return of

    def _known(self, doc: Doc, holder: str, title: Title) -> str | None:
        """The owner of the office that the table gives the person, else their state."""
        person = doc._.entities[holder]
        terms = self.holders.by_name(person.name)
        fit = [t for t in terms if t.canonical == title.canonical]
        known = fit or [t for t in terms if t.of.startswith("state/")] or list(terms)
        if known:
            return known[0].of
        return state_id(person.code)


def _same(title: Title, other: Title | None) -> bool:
    return other is not None and other.canonical == title.canonical


def _read(doc: Doc, person: Reference, phrase: TitlePhrase, of: str, owners: ByToken) -> OfficeRead:
    """The office as it is told, words of the past left out of its title."""
    start = widened(doc, phrase.start, phrase.end, owners)
    title = doc[start : phrase.end]
    before = doc[max(0, start - 2) : phrase.end]
    past = phrase.past or any(w.lower_ in _PAST for w in before)
    kept = " ".join(w.text for w in title if w.lower_ not in _PAST and w.text != "-")
    text = kept if past else title.text
    return OfficeRead(person.entities[0], text, of, not past, start, phrase.rule)


def _owners(doc: Doc) -> ByToken:
    """The references that may own an office, by token; the longest where they nest."""
    found: ByToken = {}
    for reference in sorted(doc._.references, key=lambda r: r.end - r.start):
        if reference.kind in _OWNERS:
            for i in range(reference.start, reference.end):
                found[i] = reference
    return found


@Language.factory(
    "comity_offices", requires=["doc._.references", "doc._.entities"], assigns=["doc._.offices"]
)
def make_offices(nlp: Language, name: str) -> Offices:
    """The component that reads who holds which office."""
    return Offices()


@Language.factory(
    "comity_offices_again",
    requires=["doc._.references", "doc._.entities"],
    assigns=["doc._.offices"],
)
def make_offices_again(nlp: Language, name: str) -> Offices:
    """The same once more, when it is known what pronouns and common nouns stand for."""
    return Offices()
