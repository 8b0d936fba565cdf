"""Offices: a title read with its holder and the state or body it belongs to.

Titles stand before a name ("Kenyan President William Ruto"), in apposition ("Lula, the president of
Brazil"), as a predicate, or are copied by "counterpart" ("his Angolan counterpart, João Lourenço").
They are read twice: before the actors without a name are known, and once more with these and with
what pronouns stand for ("its economy minister").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.counterparts import counterparts
from comity.extract.home import Home
from comity.extract.identifiers import is_person, is_state, state_id
from comity.extract.names import to_entity
from comity.extract.owners import ByToken, owner_after_name, owner_of, person_beside, widened
from comity.extract.plural_titles import plural_offices
from comity.extract.records import OfficeRead, Reference
from comity.extract.regions import land_of, to_body
from comity.extract.sentences import once
from comity.extract.title_alone import alone, joint
from comity.extract.title_phrases import TitlePhrase, title_phrases
from comity.extract.tokens import Component, Doc, component
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.people import Title, load_office_holders, load_titles
from comity.model import Entity

_PAST = frozenset("former ex late then onetime previous ousted deposed erstwhile".split())
_NO_OFFICE = frozenset(("honorific", "rank", "role", ""))
_AIDES = frozenset(("spokesperson", "official", "envoy"))
_OF_STATES = frozenset(("head_of_state", "head_of_government", "minister", "deputy", "royal"))
_OF_LANDS = _OF_STATES | {"official", "party_leader", "legislator"}
_OWN = ("body/", "person/", "org/")
_OWNERS = frozenset(("name", "capital", "adjective", "body", "anaphor"))


@dataclass(frozen=True, slots=True)
class _Text:
    """An article as offices are read in it: who may own one and which land it is of, by token.

    `lasting` are the owners without bodies that the gazetteer does not know, which name portfolios of ministers.
    `around` and `lasting_around` are these and the owners with the lands.
    """

    doc: Doc
    owners: ByToken
    lasting: ByToken
    lands: ByToken
    around: ByToken
    lasting_around: ByToken
    home: Home


class Offices:
    """Sets `doc._.offices`, in the order of the text; one reading for each title met."""

    def __init__(self) -> None:
        self.titles = load_titles()
        self.holders = load_office_holders()
        self.nouns = load_actor_nouns()
        self.gazetteer = load_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its offices."""
        people = [r for r in doc._.references if r.entities and is_person(r.entities[0])]
        owners = _by_token(doc, _OWNERS)
        lasting = {i: r for i, r in owners.items() if not _is_unknown(r)}
        lands = _by_token(doc, {"place"})
        text = _Text(doc, owners, lasting, lands, owners | lands, lasting | lands, Home.of(doc))
        found: list[OfficeRead] = []
        for person in people:
            if person.kind == "name":
                found.extend(self._of_person(text, person, found))
        found.extend(plural_offices(doc, people, text.owners, self.titles, self._known))
        found.extend(alone(doc, people, text.owners, self.titles, found))
        found.extend(joint(doc, people, self.titles))
        offices = [*found, *counterparts(doc, people, found, text.owners)]
        doc._.offices = tuple(sorted(dict.fromkeys(offices), key=lambda o: (o.token, o.title)))
        unnamed = {o.of for o in offices if o.of not in doc._.entities}
        doc._.entities = doc._.entities | {of: self._entity(doc, of) for of in sorted(unnamed)}
        return doc

    def _entity(self, doc: Doc, of: str) -> Entity:
        """The owner of an office whom no name stands for."""
        if of in self.gazetteer.entries:
            return to_entity(self.gazetteer, of)
        return to_body(doc, of)

    def _of_person(
        self, text: _Text, person: Reference, before: Sequence[OfficeRead]
    ) -> list[OfficeRead]:
        """The offices of the titles beside a name; titles joined by "and" have one owner."""
        read = self._titles_of(text.doc, person)
        of = [self._owner(text, person, phrase, info) for phrase, info in read]
        shared = next((o for o in of if o and not o.startswith(_OWN)), None)
        found: list[OfficeRead] = []
        for (phrase, info), own in zip(read, of, strict=True):
            owner = own or shared or self._elsewhere(text, person, phrase, info, before)
            if owner is not None:
                found.append(_read(text, person, phrase, _start(text, phrase, info), owner))
        return found

    def _titles_of(self, doc: Doc, person: Reference) -> list[tuple[TitlePhrase, Title]]:
        """The titles of office beside a name with what they mean, which are the same when read again."""
        known = once(doc, "titles_of", _nothing)
        name = person.start, person.end
        if name not in known:
            phrases = title_phrases(doc, person, doc._.titles)
            known[name] = [(p, info) for p in phrases if (info := self._office(doc, p))]
        return known[name]

    def _office(self, doc: Doc, phrase: TitlePhrase) -> Title | None:
        """What the title means, if it is that of an office."""
        info = self.titles.info(doc[phrase.start : phrase.end].text)
        return None if info is None or info.level in _NO_OFFICE else info

    def _owner(
        self, text: _Text, person: Reference, phrase: TitlePhrase, info: Title
    ) -> str | None:
        """The state, body or land beside the title; the person whose aide the holder is."""
        doc, owners = text.doc, _owners_for(text, info)
        start = _start(text, phrase, info)
        of = owner_of(doc, start, phrase.end, owners, info)
        if of is None and phrase.rule == "title-before-name":
            of = owner_after_name(doc, person.end, owners)
        if of is None and info.level in _AIDES:
            of = person_beside(doc, phrase.start, phrase.end, doc._.titles, owners)
        if of is None and info.level in _OF_LANDS:
            of = land_of(doc, phrase.start, phrase.end, text.lands)
        return of

    def _elsewhere(
        self,
        text: _Text,
        person: Reference,
        phrase: TitlePhrase,
        info: Title,
        before: Sequence[OfficeRead],
    ) -> str | None:
        """Whose a bare title is: by the article before, the table, the title itself, the context."""
        doc, holder = text.doc, person.entities[0]
        same = (o.of for o in before if o.person == holder and self._means(o.title, info))
        known = next(same, None) or self._known(doc, holder, info)
        title = doc[phrase.start : phrase.end].text.lower()
        known = known or self.nouns.sole.get(title) or self.nouns.sole.get(info.canonical)
        if known or _is_past(doc, phrase.start, phrase):
            return known
        at = doc[phrase.start]
        return (
            text.home.owner(at, holder, info, before, self.titles)
            or text.home.body(at, info)
            or text.home.of_dateline(at, holder, info, before, self.titles)
        )

    def _means(self, title: str, info: Title) -> bool:
        other = self.titles.info(title)
        return other is not None and other.canonical == info.canonical

    def _known(self, doc: Doc, holder: str, title: Title) -> str | None:
        """The owner of the office that the table gives the person, else their state."""
        person = doc._.entities[holder]
        terms = self.holders.by_name(person.name)
        fit = next((t.of for t in terms if t.canonical == title.canonical), None)
        if fit or title.level not in _OF_STATES:
            return fit
        state = next((t.of for t in terms if is_state(t.of)), None)
        return state or state_id(person.code)


def _nothing(doc: Doc) -> dict[tuple[int, int], list[tuple[TitlePhrase, Title]]]:
    return {}


def _is_past(doc: Doc, start: int, phrase: TitlePhrase) -> bool:
    return phrase.past or any(doc[i].lower_ in _PAST for i in range(max(0, start - 2), phrase.end))


def _owners_for(text: _Text, info: Title) -> ByToken:
    return text.lasting if info.level in _OF_STATES else text.owners


def _is_unknown(reference: Reference) -> bool:
    return reference.entities[:1] != () and reference.entities[0].startswith("org/")


def _start(text: _Text, phrase: TitlePhrase, info: Title) -> int:
    """Where the title begins; only an envoy has a land in his title."""
    around = text.lasting_around if info.level in _OF_STATES else text.around
    stops = _owners_for(text, info) if info.level == "envoy" else around
    return widened(text.doc, phrase.start, phrase.end, stops)


def _read(text: _Text, person: Reference, phrase: TitlePhrase, start: int, of: str) -> OfficeRead:
    """The office as it is told, words of the past left out of its title."""
    title = text.doc[start : phrase.end]
    past = _is_past(text.doc, start, phrase)
    kept = " ".join(w.text for w in title if w.lower_ not in _PAST and w.text != "-")
    told = kept if past else title.text
    return OfficeRead(person.entities[0], told, of, not past, start, phrase.rule)


def _by_token(doc: Doc, kinds: frozenset[str] | set[str]) -> ByToken:
    """The references of the kinds, by token; the shortest where they nest."""
    found: ByToken = {}
    for reference in sorted(doc._.references, key=lambda r: r.start - r.end):
        if reference.kind in kinds:
            for i in range(reference.start, reference.end):
                found[i] = reference
    return found


@Language.factory(
    "comity_offices", requires=["doc._.references", "doc._.entities"], assigns=["doc._.offices"]
)
def make_offices(nlp: Language, name: str) -> Component:
    """The component that reads who holds which office."""
    return component(Offices())


@Language.factory(
    "comity_offices_again",
    requires=["doc._.references", "doc._.entities"],
    assigns=["doc._.offices"],
)
def make_offices_again(nlp: Language, name: str) -> Component:
    """The same once more, when it is known what pronouns and common nouns stand for."""
    return component(Offices())
