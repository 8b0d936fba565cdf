"""Offices: a title read with its holder and the state or body it belongs to.

Titles stand before a name ("Kenyan President William Ruto"), in apposition ("Lula, the president of
Brazil") or are copied by "counterpart" ("his Angolan counterpart, João Lourenço").
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from comity.extract.identifiers import is_person
from comity.extract.person_spans import title_sizes
from comity.extract.phrases import owner_of, phrase_start, references_by_token
from comity.extract.records import OfficeRead, Reference
from comity.extract.sentences import words_of
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.people import load_office_holders, load_titles
from comity.model import Entity

_PAST = frozenset("former ex late then onetime previous ousted deposed outgoing".split())
_NO_OFFICE = frozenset(("none", "honorific", ""))
_NO_STATE = frozenset(("IGO", "NGO", "MNC"))
_LONGEST = 9


class Offices:
    """Sets `doc._.offices`, in the order of the text; one reading for each title met."""

    def __init__(self) -> None:
        self.titles = load_titles()
        self.holders = load_office_holders()
        self.gazetteer = load_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its offices."""
        by_token = references_by_token(doc)
        people = [r for r in doc._.references if r.entities and is_person(r.entities[0])]
        found: list[OfficeRead] = []
        for person in people:
            if person.kind == "name":
                found.extend(self._before(doc, person, by_token))
                found.extend(self._apposed(doc, person, by_token))
        copied = (_counterpart(doc, person, found, by_token) for person in people)
        offices = [*found, *(office for office in copied if office)]
        doc._.offices = tuple(sorted(offices, key=lambda o: (o.token, o.title)))
        doc._.entities = doc._.entities | self._owners(doc)
        return doc

    def _owners(self, doc: Doc) -> dict[str, Entity]:
        """The states and bodies that only the table of office-holders speaks of."""
        unmet = {o.of for o in doc._.offices} - doc._.entities.keys()
        entries = (self.gazetteer.entries[of] for of in sorted(unmet))
        return {e.id: Entity(e.id, e.type, e.name, (), e.code, e.wikidata) for e in entries}

    def _before(
        self, doc: Doc, person: Reference, by_token: dict[int, Reference]
    ) -> list[OfficeRead]:
        """The longest title that ends where the name begins."""
        sizes, words = title_sizes(doc, self.titles), words_of(doc)[: person.start]
        for i in range(max(0, person.start - _LONGEST), person.start):
            if i in sizes and self.titles.match(words, i) == person.start - i:
                title = doc[i : person.start]
                return self._office(person, title, by_token, "title-before-name")
        return []

    def _apposed(
        self, doc: Doc, person: Reference, by_token: dict[int, Reference]
    ) -> list[OfficeRead]:
        """A title in apposition: after the name, or before it ("Angola's president, X")."""
        head = doc[person.head]
        near = [t for t in head.children if t.dep_ == "appos"]
        near += [head.head] if head.dep_ == "appos" else []
        found: list[OfficeRead] = []
        for token in near:
            title = self._title_around(token)
            if title is not None and token.i not in by_token:
                found += self._office(person, title, by_token, "title-in-apposition")
        return found

    def _title_around(self, head: Token) -> Span | None:
        sizes = title_sizes(head.doc, self.titles)
        for start in range(max(head.left_edge.i, head.i - 8), head.i + 1):
            size = sizes.get(start, 0)
            if size and start <= head.i < start + size:
                return head.doc[start : start + size]
        return None

    def _office(
        self, person: Reference, title: Span, by_token: dict[int, Reference], rule: str
    ) -> list[OfficeRead]:
        """The office that the title names, of the state or body beside it or that of the person."""
        info = self.titles.info(title.text)
        if info is None or info.level in _NO_OFFICE:
            return []
        doc, holder = title.doc, person.entities[0]
        of = owner_of(doc, title.start, title.end, by_token) or self._known_owner(doc, holder)
        if not of:
            return []
        past = any(w.lower_ in _PAST for w in doc[max(0, title.start - 2) : title.end])
        kept = " ".join(w.text for w in title if w.lower_ not in _PAST and w.text != "-")
        return [OfficeRead(holder, kept if past else title.text, of, not past, title.start, rule)]

    def _known_owner(self, doc: Doc, holder: str) -> str | None:
        """The state or body of an office that the table gives the person, else their state."""
        person = doc._.entities[holder]
        known = self.holders.by_name(person.name)
        return known[0].of if known and known[0].of else _state_of(person.code)


def _state_of(code: str | None) -> str | None:
    """The state with the code; None for the codes of bodies of no state."""
    named = code and len(code) == 3 and code.isupper() and code not in _NO_STATE
    return f"state/{code.lower()}" if code and named else None


def _counterpart(
    doc: Doc, person: Reference, offices: list[OfficeRead], by_token: dict[int, Reference]
) -> OfficeRead | None:
    """'his Japanese counterpart, X': X holds in that state the office that the other has in his."""
    holder = person.entities[0]
    noun = _counterpart_noun(doc, person)
    if noun is None or noun.i >= person.start or any(o.person == holder for o in offices):
        return None
    before = (by_token.get(t.i) for t in doc[phrase_start(noun) : noun.i])
    of = next((r.entities[0] for r in before if r and r.entities), None)
    others = (o for o in reversed(offices) if o.token < noun.i and o.person != holder)
    other = next(others, None)
    if of is None or other is None:
        return None
    return OfficeRead(holder, other.title, of, True, noun.i, "counterpart")


def _counterpart_noun(doc: Doc, person: Reference) -> Token | None:
    """The word "counterpart" in apposition to the name, else one just before it."""
    head = doc[person.head]
    apposed = [head.head] if head.dep_ == "appos" else head.children
    noun = next((t for t in apposed if head.dep_ == "appos" or t.dep_ == "appos"), None)
    if noun is not None and noun.lemma_ == "counterpart":
        return noun
    before = doc[max(0, person.start - 6) : person.start]
    return next((t for t in reversed(before) if t.lemma_ == "counterpart"), None)


@Language.factory(
    "comity_offices",
    requires=["doc._.references", "doc._.entities"],
    assigns=["doc._.offices", "doc._.entities"],
)
def make_offices(nlp: Language, name: str) -> Offices:
    """The component that reads who holds which office."""
    return Offices()
